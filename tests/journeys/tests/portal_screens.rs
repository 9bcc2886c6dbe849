//! Screens of the app inside a portal: where they stand in the address bar, several at once, and how they are read there.

use dajuan_journeys::{Host, Phone, Portal, Screen, Shape, app};
use serde_json::{Value, json};

async fn at(path: &str, screen: Screen) -> (Portal, Phone) {
    let portal = Portal::start(Host::Plain, Shape::Same).await;
    portal.has(app::MEMBER).await;
    let mut phone = portal.phone(screen).await;
    phone.goto(path).await;
    (portal, phone)
}

/// The address after the origin.
async fn address(phone: &Phone) -> Value {
    phone
        .script("location.href.slice(location.origin.length)")
        .await
}

/// Presses a tab of an element: what stands above may still come, and would move it from under a finger.
async fn tab(phone: &Phone, which: u8, path: &str) {
    let press = format!(
        "[...document.querySelectorAll('dajuan-portal')[{which}].shadowRoot.querySelectorAll('.tabs a')].find((it) => it.hash.endsWith({path:?}) || it.pathname.endsWith({path:?})).click()"
    );
    phone.script(&press).await;
}

/// The address bar names each screen, the way back and a reload lead to it, and the portal's own link leaves it open.
async fn is_named(start: &str, home: &str, records: &str, other: &str) {
    let (_portal, mut phone) = at(start, Screen::default()).await;
    phone.ready(app::HOME.ready).await;
    assert_eq!(address(&phone).await, json!(start));
    tab(&phone, 0, "/records").await;
    phone.ready(app::RECORDS.ready).await;
    assert_eq!(address(&phone).await, json!(records));
    tab(&phone, 0, "/").await;
    phone.ready(app::HOME.ready).await;
    assert_eq!(address(&phone).await, json!(home));
    phone.back().await;
    phone.ready(app::RECORDS.ready).await;
    phone.back().await;
    phone.ready(app::HOME.ready).await;
    phone.script("history.forward()").await;
    phone.ready(app::RECORDS.ready).await;
    phone.reload().await;
    phone.ready(app::RECORDS.ready).await;
    phone.tap("link", "机构概况").await;
    let there = format!("location.href.slice(location.origin.length) === {other:?}");
    phone.wait_for("the portal's own place", &there).await;
    phone.ready(app::RECORDS.ready).await;
    phone.back().await;
    phone.ready(app::RECORDS.ready).await;
    assert_eq!(address(&phone).await, json!(records));
    phone.finish().await;
}

#[tokio::test]
async fn by_hash_each_screen_has_an_address_and_the_portals_own_link_leaves_it_open() {
    is_named("/", "/#/", "/#/records", "/#about").await;
}

#[tokio::test]
async fn by_path_each_screen_has_an_address_below_the_base() {
    is_named("/app", "/app/", "/app/records", "/app/records#about").await;
}

#[tokio::test]
async fn two_elements_each_go_their_own_way_and_leave_the_address_bar_alone() {
    const TWO: &str = "/?as=routing=none%20route=/records&as=routing=none%20route=/year";
    let (_portal, phone) = at(TWO, Screen::default()).await;
    let shows = async |which: u8, page: &str| {
        let root = format!(
            "document.querySelectorAll('dajuan-portal')[{which}].shadowRoot.querySelector('.root')"
        );
        let shown = format!("{root}?.getAttribute('data-ready') === {page:?}");
        phone.wait_for(page, &shown).await;
    };
    shows(0, app::RECORDS.ready).await;
    shows(1, app::YEAR.ready).await;
    let before = phone.script("[location.href, history.length]").await;
    tab(&phone, 1, "/me").await;
    shows(1, app::ME.ready).await;
    shows(0, app::RECORDS.ready).await;
    let after = phone.script("[location.href, history.length]").await;
    assert_eq!(after, before);
    // The one that stays works on when the other goes.
    phone
        .script("document.querySelector('dajuan-portal').remove()")
        .await;
    tab(&phone, 0, "/").await;
    shows(0, app::HOME.ready).await;
    phone.finish().await;
}

#[tokio::test]
async fn nothing_is_wrong_with_it_in_a_portal_at_320_points_in_light_and_dark() {
    let narrow = Screen {
        width: 320,
        ..Screen::default()
    };
    for theme in ["light", "dark"] {
        let (_portal, mut phone) = at(&format!("/?as=theme={theme}"), narrow.clone()).await;
        for page in app::MAIN {
            phone
                .goto(&format!("/?as=theme={theme}#{}", page.path))
                .await;
            phone.ready(page.ready).await;
            assert_eq!(phone.complaints().await, [""; 0]);
            phone.check_accessibility().await;
            // The portal's policy refuses the style sheet of the checker.
            phone.complaints().await;
            // Some engines have a bar beside the page.
            let wide = "document.documentElement.scrollWidth + innerWidth - document.documentElement.clientWidth";
            let wide = phone.script(wide).await;
            assert_eq!(wide, json!(320), "{} is wider than the phone", page.path);
        }
        phone.finish().await;
    }
}
