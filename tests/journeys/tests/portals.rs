//! The app inside portals that no one here wrote.

use dajuan_journeys::{Host, Phone, Portal, REST, Screen, Shape, app, until};

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
        (
            "window.Promise.prototype.dajuan = 1",
            Some("+ Promise dajuan\n"),
        ),
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

/// Puts an element in, waits until it can be used, and takes it out: as often as this.
const COMES_AND_GOES: &str = r#"async (times) => {
    const place = document.querySelector(".place");
    for (let time = 0; time < times; time++) {
        const element = document.createElement("dajuan-portal");
        element.setAttribute("loading", "eager");
        element.setAttribute("routing", "none");
        element.getToken = async () => (await (await fetch("/control/token")).json()).token;
        const ready = new Promise((done) => element.addEventListener("dajuan-ready", done, { once: true }));
        place.append(element);
        await ready;
        element.remove();
        // What it had under way ends before the next one comes: how many overlap is the machine's business, and a module's memory never shrinks.
        while (window[Symbol.for("under way")].count > 0) await new Promise((done) => setTimeout(done));
    }
}"#;

#[tokio::test]
async fn two_hundred_elements_that_came_and_went_leave_no_more_than_the_first_did() {
    let portal = Portal::start(Host::Plain, Shape::Same).await;
    portal.has(app::NEW_MEMBER).await;
    let mut phone = portal.phone(Screen::default()).await;
    phone.watch_memory().await;
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    let come_and_go =
        async |times: u32| phone.script(&format!("({COMES_AND_GOES})({times})")).await;
    // What the engine compiles and keeps for good comes with the first hundred.
    for _ in 0..5 {
        come_and_go(20).await;
    }
    let before = phone.held().await;
    for _ in 0..10 {
        come_and_go(20).await;
    }
    // What the last ones had under way goes with its answers.
    let mut after = before;
    let back = async || {
        after = phone.held().await;
        let mut pairs = std::iter::zip(before.all(), after.all());
        pairs
            .all(|(before, after)| after <= before * 1.1)
            .then_some(())
    };
    until("what was held to be given back", back).await;
    eprintln!("{before:?} then {after:?}");
    phone.finish().await;
}
