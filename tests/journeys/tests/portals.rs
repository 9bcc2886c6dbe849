//! The app inside portals that no one here wrote.

use dajuan_journeys::{Host, Phone, Portal, Screen, Shape, app};

/// Nothing of the app has the focus, and the host is where it was when it was opened.
const REST: &str = "document.activeElement.blur();
    for (const it of document.querySelectorAll('*')) it.scrollTo({ top: 0, left: 0, behavior: 'instant' });";

/// Writes one down without a network, and waits until it has arrived, once.
async fn logs_one_without_a_network(portal: &Portal, phone: &Phone, title: &str) {
    let world = &portal.world;
    phone.begin(title).await;
    world.proxy.cut();
    phone.submit().await;
    phone.see("已保存，还没发出去").await;
    world.proxy.restore();
    phone.see("已收到，回执").await;
    let rows = world.backend().records_of(app::NEW_MEMBER).await;
    let titles = rows.iter().map(|row| row["answers"]["title"].as_str());
    assert_eq!(titles.collect::<Vec<_>>(), [Some(title)]);
}

async fn lives_in(host: Host, shape: Shape, screen: Screen) {
    let portal = Portal::start(host, shape).await;
    portal.has(app::NEW_MEMBER).await;
    let mut phone = portal.phone(screen).await;
    phone.goto("/?without").await;
    let without = phone.surroundings().await;

    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    assert_eq!(phone.surroundings().await.unlike(&without), None);
    logs_one_without_a_network(&portal, &phone, "乡土中国").await;
    phone.script(REST).await;
    assert_eq!(phone.surroundings().await.unlike(&without), None);
    phone.finish().await;
}

#[tokio::test]
async fn it_lives_in_adminlte_and_what_is_written_without_a_network_arrives_once() {
    lives_in(Host::AdminLte, Shape::Apart, Screen::desk()).await;
}

#[tokio::test]
async fn it_lives_in_a_react_app_on_the_portals_own_origin() {
    lives_in(Host::React, Shape::Same, Screen::default()).await;
}

#[tokio::test]
async fn what_a_guest_does_to_its_host_is_found() {
    let portal = Portal::start(Host::AdminLte, Shape::Apart).await;
    let mut phone = portal.phone(Screen::desk()).await;
    phone.goto("/?without").await;
    let without = phone.surroundings().await;
    for (planted, told) in [
        ("null", None),
        ("window.dajuan = 1", Some("+ window.dajuan\n")),
        ("Promise.prototype.dajuan = 1", Some("+ Promise dajuan\n")),
        ("document.title = '答卷'", Some("+ title 答卷\n")),
        (
            "document.querySelector('.btn-tool').style.color = 'red'",
            Some("btn-tool"),
        ),
        (
            "document.querySelector('.place').style.boxShadow = '0 0 0 40px red'",
            Some("+ div class=place"),
        ),
        (
            "const sheet = new CSSStyleSheet(); sheet.replaceSync('.card-title { color: red }'); document.adoptedStyleSheets.push(sheet)",
            Some("+ sheets"),
        ),
        (
            "const guest = document.createElement('dajuan-portal'); document.querySelector('.place').append(guest); guest.popover = 'manual'; guest.textContent = '答卷'; guest.showPopover()",
            Some("looks otherwise"),
        ),
    ] {
        phone.goto("/?without").await;
        phone.script(&format!("{{ {planted} }}")).await;
        let found = phone.surroundings().await.unlike(&without);
        match (told, &found) {
            (None, None) => {}
            (Some(told), Some(found)) if found.contains(told) => {}
            _ => panic!("{planted}: {found:?}"),
        }
    }
    phone.finish().await;
}
