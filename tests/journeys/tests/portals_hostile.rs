//! Portals that make it hard, each in its way: the app works, or says why, and nothing is lost.

use dajuan_journeys::{Exchange, Fault, Host, Phone, Portal, Rule, Screen, Shape, app, until};

const RECORDS: &str = "/api/collections/records/records";

/// How what is shown looks, an entry for each element that a hostile style could have reached.
const LOOKS: &str = r#"(() => {
    const root = document.querySelector("dajuan-portal").shadowRoot;
    const rules = ["color", "background-color", "font-size", "font-style", "font-weight", "text-transform", "letter-spacing", "word-spacing", "line-height", "text-align",
        "text-indent", "visibility", "display", "direction", "white-space", "cursor", "user-select", "transform", "padding", "border"];
    return [...root.querySelectorAll(".root, .root *")].map((it) => {
        const style = getComputedStyle(it);
        const way = [];
        for (let at = it; at?.localName; at = at.parentElement) way.unshift(`${at.localName}.${at.getAttribute("class")}`);
        return [way.join(" "), rules.map((rule) => `${rule}: ${style.getPropertyValue(rule)}`).join("; ")];
    });
})()"#;

/// Takes the element out and keeps it at hand, in no name of the page.
const TAKE_OUT: &str = r#"(() => {
    const place = document.querySelector(".place");
    place.guest = document.querySelector("dajuan-portal");
    place.guest.remove();
})()"#;

const PUT_BACK: &str =
    "(() => { const place = document.querySelector('.place'); place.append(place.guest); })()";

async fn open(phone: &mut Phone, hostile: &str) {
    phone.goto(&format!("/?hostile={hostile}")).await;
    phone.ready(app::HOME.ready).await;
}

async fn looks(phone: &Phone) -> Vec<(String, String)> {
    let looks = phone.script(LOOKS).await;
    serde_json::from_value(looks).expect("pairs")
}

/// How often the backend has a record of this title.
async fn rows(portal: &Portal, title: &str) -> usize {
    let rows = portal.world.backend().records_of(app::NEW_MEMBER).await;
    let found = rows.iter().filter(|row| row["answers"]["title"] == title);
    found.count()
}

async fn arrives(portal: &Portal, title: &str) {
    let arrived = async || (rows(portal, title).await > 0).then_some(());
    until(title, arrived).await;
}

#[tokio::test]
async fn no_style_of_the_portal_reaches_what_the_app_shows() {
    let portal = Portal::start(Host::Plain, Shape::Same).await;
    portal.has(app::NEW_MEMBER).await;
    // So wide that nothing is measured by the window's width, for not every engine lays its bars to scroll by over the page; and sixty times the size of text that the first style brings.
    let wide = Screen {
        width: 540,
        ..Screen::default()
    };
    let mut phone = portal.phone(wide).await;
    open(&mut phone, "").await;
    let looks = looks(&phone).await;
    assert!(looks.len() > 20);
    for hostile in ["styles.css", "root.css", "flex.css"] {
        open(&mut phone, hostile).await;
        // What has come meanwhile, a notice, may be new; what was there looks as it did.
        let theirs = self::looks(&phone).await;
        let other = theirs.iter().find(|(what, look)| {
            looks.iter().any(|(it, _)| it == what) && !looks.contains(&(what.clone(), look.clone()))
        });
        assert_eq!(other, None, "{hostile}");
    }
    phone.finish().await;
}

#[tokio::test]
async fn what_is_written_in_a_portal_that_changes_the_browsers_own_functions_arrives_once() {
    let portal = Portal::start(Host::Plain, Shape::Same).await;
    portal.has(app::NEW_MEMBER).await;
    let mut phone = portal.phone(Screen::default()).await;
    for hostile in [
        "fetch-wrapped.js",
        "fetch-replaced.js",
        "history.js",
        "presses.js",
        "jquery.js",
        "base",
        "array.js",
    ] {
        if hostile == "array.js" {
            phone.in_a_world_of_its_own();
        }
        open(&mut phone, hostile).await;
        phone.begin(hostile).await;
        phone.submit().await;
        phone.see("已收到，回执").await;
        phone.tab("首页", app::HOME.ready).await;
        phone.back().await;
        phone.ready("record").await;
        assert_eq!(rows(&portal, hostile).await, 1, "{hostile}");
        // The old jQuery tries an inline handler of its own.
        let complaints = phone.complaints().await;
        let ours: Vec<_> = complaints
            .iter()
            .filter(|it| !it.contains("/npm/jquery/"))
            .collect();
        assert_eq!(ours, Vec::<&String>::new(), "{hostile}");
    }
    phone.finish().await;
}

#[tokio::test]
async fn an_element_taken_out_while_it_sends_and_put_back_loses_nothing_and_doubles_nothing() {
    let portal = Portal::start(Host::Plain, Shape::Apart).await;
    let proxy = &portal.world.proxy;
    portal.has(app::NEW_MEMBER).await;
    let mut phone = portal.phone(Screen::default()).await;
    open(&mut phone, "").await;
    for (title, back_before_the_reply) in [("乡土中国", true), ("论语", false)] {
        phone.begin(title).await;
        proxy.clear_log();
        let held = Rule::new(Fault::HoldReply).method("POST").path(RECORDS);
        proxy.rule(held.once());
        phone.submit().await;
        let sent = |it: &&Exchange| {
            it.method == "POST" && it.path.starts_with(RECORDS) && it.status.is_some()
        };
        until("the record to be sent", async || {
            proxy.log().iter().find(sent).map(|_| ())
        })
        .await;
        phone.script(TAKE_OUT).await;
        if back_before_the_reply {
            phone.script(PUT_BACK).await;
            proxy.release();
        } else {
            proxy.release();
            phone.script(PUT_BACK).await;
        }
        arrives(&portal, title).await;
        phone.ready("record").await;
        phone.see("已收到，回执").await;
        assert_eq!(rows(&portal, title).await, 1);
        let unsent = phone
            .script("document.querySelector('dajuan-portal').unsentCount()")
            .await;
        assert_eq!(unsent, 0);
        phone.tab("首页", app::HOME.ready).await;
    }
    phone.finish().await;
}
