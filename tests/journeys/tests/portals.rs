//! The app inside portals that no one here wrote.

use dajuan_journeys::{Host, Portal, Screen, Shape};

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
