//! The app in a frame of a portal: who may show it, who may speak with it, what is said. The element in it is a stand-in here
//! (`tests/journeys/frames/stub.js`), and so is the server, which sends no `frame-ancestors`; `framed_app.rs` has the real ones.

use dajuan_journeys::{Engine, Frames, Phone};
use serde_json::{Value, json};

async fn portal(frames: &Frames, name: &str) -> Phone {
    let mut phone = frames.phone(name).await;
    phone.goto("/host.html").await;
    phone.ready("host").await;
    phone
}

#[tokio::test]
async fn nobody_but_the_portal_around_it_gets_the_channel_and_only_with_the_right_words() {
    let frames = Frames::start().await;
    let mut phone = portal(&frames, "portal").await;
    let attacks = phone.script("attacks").await;
    let attacks = attacks.as_array().expect("names");
    assert!(attacks.len() > 12, "{attacks:?}");
    for name in attacks {
        if name
            .as_str()
            .expect("a name")
            .ends_with("page before this one")
        {
            phone.goto("/host.html").await;
            phone.ready("host").await;
        }
        // What comes without an attack: nothing on any other port, and one question for a token, which is five letters long.
        let left = phone.script(&format!("attack({name})")).await;
        let expected = json!({ "caught": [], "token": 5, "asked": 1 });
        assert_eq!(left, expected, "{name}");
    }
    phone.finish().await;
}

#[tokio::test]
async fn a_stranger_who_guesses_the_nonce_is_of_the_wrong_origin() {
    let frames = Frames::start().await;
    let phone = portal(&frames, "evil").await;
    assert_eq!(phone.script("bare()").await, json!([]));
    phone.finish().await;
}

#[tokio::test]
async fn who_may_be_around_is_what_the_config_says_for_this_host_and_what_the_browser_knows() {
    let frames = Frames::start().await;
    let mut phone = frames.phone("portal").await;
    phone.set_origin(frames.app());
    phone.goto("/bare.html").await;
    phone.ready("bare").await;
    for (config, listed) in [
        (json!({}), json!([])),
        (json!({ "portals": "https://a.example" }), json!([])),
        (
            json!({ "portals": ["https://a.example"] }),
            json!(["https://a.example"]),
        ),
        (
            json!({ "portals": ["https://A.example", "https://a.example/", "https://a.example:443", "null", "file://", 7, ["https://a.example"]] }),
            json!([]),
        ),
        (
            json!({ "portals": ["https://a.example"], "hosts": { "APP.example:8443": { "portals": ["https://b.example"] } } }),
            json!(["https://b.example"]),
        ),
        (
            json!({ "portals": ["https://a.example"], "hosts": { "app.example:8443": { "portals": null } } }),
            json!([]),
        ),
        (
            json!({ "portals": ["https://a.example"], "hosts": { "app.example:8443": {}, "app.example": { "portals": [] } } }),
            json!(["https://a.example"]),
        ),
    ] {
        let asked = format!("portals({config}, 'app.example:8443')");
        assert_eq!(phone.script(&asked).await, listed, "{config}");
    }
    let (all, one, none) = (
        json!(["https://a.example", "https://b.example"]),
        json!(["https://b.example"]),
        json!([]),
    );
    for (ancestors, referrer, expected) in [
        (json!(["https://b.example"]), "", &one),
        (json!(["https://b.example", "https://a.example"]), "", &one),
        (
            json!(["https://b.example", "https://c.example"]),
            "https://a.example/",
            &none,
        ),
        (json!(["null"]), "https://a.example/", &none),
        (json!(["https://c.example"]), "https://a.example/", &none),
        // A browser that does not say who is around.
        (json!(null), "https://b.example/members?x", &one),
        (json!(null), "https://b.example.c.example/", &none),
        (json!(null), "http://b.example/", &none),
        (json!(null), "", &all),
    ] {
        let asked = format!("whoMayBeAround({all}, {ancestors}, '{referrer}')");
        assert_eq!(&phone.script(&asked).await, expected, "{asked}");
    }
    phone.finish().await;
}

#[tokio::test]
async fn on_the_channel_only_what_is_known_is_done_and_all_else_is_answered_or_dropped() {
    let frames = Frames::start().await;
    let phone = portal(&frames, "portal").await;
    let said = phone.script("methods()").await;
    let expected = json!([
        ["go \"/records\"", "done"],
        ["unsentCount", 3],
        ["flush", 5],
        ["signOut {\"unsent\":\"keep\"}", true],
        ["signOut {\"unsent\":\"erase\"}", "failed"],
        ["theme \"dark\"", "done"],
        ["lang \"en\"", "done"],
        ["textSize \"large\"", "done"],
        ["views \"home me\"", "done"],
        ["route \"/me\"", "done"],
        ["memberChanged", "done"],
        ["go \"//evil.example\"", "wrong"],
        ["go \"https://evil.example/\"", "wrong"],
        ["go \"/xxxxxxxxxxxxxxxxxxxxxxxxxxxx", "wrong"],
        ["go 7", "wrong"],
        ["flush 1", "wrong"],
        ["signOut", "wrong"],
        ["signOut {\"unsent\":\"sell\"}", "wrong"],
        ["signOut {\"unsent\":\"keep\",\"__proto__\":{", "wrong"],
        ["theme \"red\"", "wrong"],
        ["views \"<b>\"", "wrong"],
        ["lang \"__proto__\"", "wrong"],
        ["token {\"refused\":false}", "unknown"],
        ["constructor", "unknown"],
        ["__proto__", "unknown"],
        ["toString", "unknown"],
        ["getToken", "unknown"],
        ["xxxxxxxxxxxxxxxxxxxx", "unknown"],
        ["null", "unknown"],
        ["go", "unknown"],
    ]);
    assert_eq!(said["answers"], expected);
    // What the element was told by it: nothing of what was refused.
    let told = [
        "/records",
        "theme=dark",
        "lang=en",
        "text-size=large",
        "views=home me",
        "/me",
    ];
    assert_eq!(said["told"], json!(told));
    let next = json!({ "count": 3, "length": 5, "stray": [] });
    assert_eq!(phone.script("nonsense()").await, next);
    phone.finish().await;
}

#[tokio::test]
async fn a_token_that_no_header_can_carry_is_told_to_the_portal_and_not_to_the_app() {
    let frames = Frames::start().await;
    let phone = portal(&frames, "portal").await;
    let tokens = r#"tokens(["abc", "a b", "a\nb", "\u0000", "é", "", "x".repeat(8192), "x".repeat(8193), "x".repeat(10_000_000), 7, {}, ["abc"], null, "~"])"#;
    let said = phone.script(tokens).await;
    // The letters of those that were given, -1 for nobody, -2 where the portal was of no help.
    let given = [3, -2, -2, -2, -2, -2, 8192, -2, -2, -2, -2, -2, -1, 1];
    assert_eq!(said, json!({ "given": given, "told": 10 }));
    phone.finish().await;
}

#[tokio::test]
async fn the_app_opens_without_an_answer_and_a_portal_that_comes_late_is_told_how_things_are() {
    let frames = Frames::start().await;
    let phone = portal(&frames, "portal").await;
    let told = phone.script("late()").await;
    let told: Vec<&Value> = told.as_array().expect("a list").iter().collect();
    assert!(told.contains(&&json!(["ready", {}])), "{told:?}");
    assert!(
        told.contains(&&json!(["height", { "height": 300 }])),
        "{told:?}"
    );
    // It has the portal's way to a token from then on.
    assert!(
        told.contains(&&json!(["queued", { "unsent": 1 }])),
        "{told:?}"
    );
    phone.finish().await;
}

#[tokio::test]
async fn the_portal_is_told_each_height_once_and_the_frame_has_no_bar_to_scroll_by() {
    let frames = Frames::start().await;
    let phone = portal(&frames, "portal").await;
    let told = phone
        .script("heights([1000, 1000.75, 400, 2500, 80])")
        .await;
    assert_eq!(told, json!([300, 1000, 400, 2500, 80]));
    let bar = "[document.scrollingElement.scrollHeight - innerHeight, getComputedStyle(document.documentElement).overflowY].join()";
    assert_eq!(phone.in_frame(bar).await, "0,hidden");
    phone.finish().await;
}

#[tokio::test]
async fn the_portals_side_speaks_with_its_own_frame_alone() {
    let frames = Frames::start().await;
    let phone = portal(&frames, "portal").await;
    let said = phone.script("side()").await;
    let expected = json!({
        "first": 4, "during": 4, "waiting": "the frame was loaded anew", "again": 4, "asked": 4,
        "caught": [], "height": "300px",
    });
    assert_eq!(said, expected);
    phone.finish().await;
}

#[tokio::test]
async fn what_the_docs_give_portals_to_copy_connects_gives_the_token_and_follows_the_height() {
    let frames = Frames::start().await;
    let mut phone = frames.phone("portal").await;
    phone.goto("/copied.html").await;
    phone.ready("copied").await;
    let height = "document.querySelector('iframe').style.height === '300px'";
    phone.wait_for("the height of what is shown", height).await;
    let given = "document.querySelector('dajuan-portal').flush()";
    assert_eq!(phone.in_frame(given).await, "token".len());
    assert_eq!(phone.script("asked").await, json!([false]));
    phone.finish().await;
}

#[tokio::test]
async fn a_page_that_may_not_frame_it_hears_nothing_and_the_person_is_told_so() {
    let frames = Frames::start().await;
    let nothing = json!({ "hellos": 0, "caught": [] });
    let mut phone = portal(&frames, "evil").await;
    phone.script("show()").await;
    phone.frame_says("答卷不能在这个网站里打开").await;
    phone.frame_says("请不要在这里输入账号和密码").await;
    phone
        .frame_says("Dajuan can't be opened inside this site")
        .await;
    assert_eq!(phone.script("overheard()").await, nothing);
    let lead = "document.querySelector('#refused a').href";
    assert_eq!(phone.in_frame(lead).await, format!("{}/", frames.app()));
    let absent = "document.querySelector('dajuan-portal') === null";
    assert_eq!(phone.in_frame(absent).await, true);

    // A portal that may, itself shown by somebody who may not.
    phone.goto("/host.html").await;
    phone.ready("host").await;
    let around = format!("around('{}/host.html')", frames.site("portal"));
    phone.script(&around).await;
    phone
        .frame_of_frame_says(2, "答卷不能在这个网站里打开")
        .await;
    let heard = phone.in_frame("overheard()").await;
    assert_eq!(heard, nothing);

    // A portal that takes the frame's origin away.
    phone.set_origin(frames.site("portal"));
    phone.goto("/host.html").await;
    phone.ready("host").await;
    phone.script("show('allow-scripts')").await;
    // To WebKit nothing is of the frame's own origin then, its script and style neither: the page itself leads out.
    let said = match Engine::chosen() {
        Engine::WebKit => "在新窗口打开",
        _ => "allow-same-origin",
    };
    phone.frame_says(said).await;
    assert_eq!(phone.script("overheard()").await, nothing);
    // Nobody is there who could be posted to by this name, which the browser says.
    phone.complaints().await;
    phone.finish().await;
}

#[tokio::test]
async fn where_the_browser_keeps_nothing_within_other_sites_the_frame_says_so_and_leads_out() {
    let frames = Frames::start().await;
    let app = frames.app();
    let mut phone = frames.phone_that_keeps_nothing_within("portal", &app).await;
    phone.goto("/host.html").await;
    phone.ready("host").await;
    phone.script("late()").await;
    phone.frame_says("这里不能在本机保存").await;
    phone
        .frame_says("Nothing can be kept on this device here")
        .await;
    // To the screen that is open, in a window that this one has no hold on.
    phone.script("goTo('/records')").await;
    let link = "(() => { const { href, target, rel } = document.querySelector('#not-kept a'); return [href, target, rel].join(); })()";
    let expected = format!("{app}/records,_blank,noopener");
    phone
        .frame_has(
            "the link to lead to the screen",
            &format!("{link} === '{expected}'"),
        )
        .await;
    phone.finish().await;

    // WebKit keeps it nowhere.
    if Engine::chosen() == Engine::WebKit {
        return;
    }
    let phone = portal(&frames, "portal").await;
    phone.script("late()").await;
    let said = "document.querySelector('#not-kept').hidden && document.querySelector('dajuan-portal') !== null";
    phone.frame_has("no word about it", said).await;
    phone.finish().await;
}
