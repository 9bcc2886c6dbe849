//! Journey 8: every screen for every eye: axe, dark, narrow, large text, both languages.

use dajuan_journeys::{Phone, Screen, World, app};
use serde_json::json;

/// Fails if anything can only be read by moving the page sideways.
async fn check_width(phone: &Phone) {
    const WIDER: &str = r#"(() => {
        const width = document.documentElement.clientWidth;
        const wide = [...document.querySelectorAll("body *")].filter((it) => {
            const box = it.getBoundingClientRect();
            return box.width > 1 && box.height > 1 && (box.right > width + 1 || box.left < -1)
                && getComputedStyle(it).visibility !== "hidden" && !it.closest(".vh, .skip, [hidden]")
                // Such a drawing shows nothing outside of its own box.
                && !(it.ownerSVGElement && getComputedStyle(it.ownerSVGElement).overflow === "hidden");
        });
        return wide.slice(0, 5).map((it) => `${it.tagName}.${it.className} ${it.textContent.slice(0, 40)}`);
    })()"#;
    let (wide, path) = (phone.script(WIDER).await, phone.path().await);
    assert_eq!(wide, json!([]), "wider than the screen at {path}");
}

/// Lists, facts, a code, a form, or nothing to show: what was asked for is there.
const CONTENT: &str =
    "document.querySelector('main :is(.rows, .facts, .code, .empty, .in)') !== null";

/// The rings of the points, the bars, both halves of the days.
const PICTURES: &str = "document.querySelectorAll('main svg[role=img]').length === 4 \
    && document.querySelector('main .targets') !== null";

/// Presses what is folded until nothing is.
const UNFOLDED: &str = "(() => {
    const folded = document.querySelector('main [aria-controls][aria-expanded=false]');
    folded?.click();
    if (!document.querySelector('main .ledger')) document.querySelector('main td [aria-expanded]').click();
    return !folded && document.querySelector('main .ledger') !== null;
})()";

/// Every page, one after another, from a new phone on: signed out, empty, full.
async fn on_every_page(phone: &mut Phone, words: &Words, check: &impl AsyncFn(&Phone)) {
    phone.open_sign_in().await;
    phone.tap("button", words.sign_in).await;
    phone.find("textbox", words.password).await;
    check(phone).await;
    for place in [
        app::SET_PASSWORD,
        app::UNKNOWN,
        app::HELP,
        app::GUIDE,
        app::STYLE,
    ] {
        phone.goto(place.path).await;
        phone.ready(place.ready).await;
        check(phone).await;
    }
    phone.open_sign_in().await;
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.ready(app::HOME.ready).await;
    check(phone).await;

    phone.open_sign_in().await;
    phone.sign_in(app::MEMBER, true).await;
    phone.ready(app::HOME.ready).await;
    phone.see("天工开物").await;
    check(phone).await;
    for (path, ready) in [
        (app::ME.path, app::ME.ready),
        (app::PRIVACY.path, app::PRIVACY.ready),
        (app::RECORDS.path, app::RECORDS.ready),
        ("/records/00000000-0000-4000-8000-000000000003", "record"),
        // A change to be read, an offer, a leave, full, called off, over; my code; nothing to decide.
        (app::EVENTS.path, app::EVENTS.ready),
        ("/events/month/2026-12", app::EVENTS.ready),
        ("/events/demoevent000002", "event"),
        ("/events/demoevent000007", "event"),
        ("/events/demoevent000010", "event"),
        ("/events/demoevent000003", "event"),
        ("/events/demoevent000012", "event"),
        ("/events/demoevent000019", "event"),
        ("/events/demoevent000018/check-in", "check-in"),
        (app::APPROVALS.path, app::APPROVALS.ready),
        ("/new", "choose"),
        (app::NEW_READING_SHARE.path, app::NEW_READING_SHARE.ready),
    ] {
        phone.goto(path).await;
        phone.ready(ready).await;
        phone.wait_for("what the page is about", CONTENT).await;
        check(phone).await;
    }
    // The answer sheet with its pictures, each table and the reasons of a number open.
    phone.goto(app::YEAR.path).await;
    phone.ready(app::YEAR.ready).await;
    phone.wait_for("the pictures", PICTURES).await;
    phone.wait_for("all that is folded", UNFOLDED).await;
    check(phone).await;
}

/// Every screen: the pages, then a form with faults, and one that waits.
async fn on_every_screen(
    world: &World,
    mut phone: Phone,
    words: &Words,
    check: impl AsyncFn(&Phone),
) {
    on_every_page(&mut phone, words, &check).await;
    phone.goto(app::NEW_READING_SHARE.path).await;
    phone.ready(app::NEW_READING_SHARE.ready).await;
    phone.fill("textbox", words.minutes, "many").await;
    phone.tap("button", words.submit).await;
    phone.see(words.problems).await;
    check(&phone).await;
    phone
        .fill("textbox", words.title, &"A title without an end ".repeat(8))
        .await;
    phone.fill("textbox", words.minutes, "5").await;
    phone.see_no(words.problems).await;
    world.proxy.cut();
    phone.tap("button", words.submit).await;
    phone.ready("record").await;
    phone.find("button", words.send_now).await;
    check(&phone).await;
    phone.tab(words.home, app::HOME.ready).await;
    phone.find("button", words.send_now).await;
    check(&phone).await;
    phone.finish().await;
}

struct Words {
    sign_in: &'static str,
    password: &'static str,
    title: &'static str,
    minutes: &'static str,
    submit: &'static str,
    problems: &'static str,
    send_now: &'static str,
    home: &'static str,
}

const CHINESE: Words = Words {
    sign_in: "登录",
    password: "密码",
    title: "书名",
    minutes: "*时长",
    submit: "提交",
    problems: "还有 2 处要看一看",
    send_now: "立即发送",
    home: "首页",
};

const ENGLISH: Words = Words {
    sign_in: "Sign in",
    password: "Password",
    title: "Title",
    minutes: "*Length",
    submit: "Submit",
    problems: "Please look at: 2",
    send_now: "Send now",
    home: "Home",
};

async fn axe_in_light_and_dark(phone: &Phone) {
    for dark in [false, true] {
        phone.set_dark(dark).await;
        phone.check_accessibility().await;
    }
}

#[tokio::test]
async fn axe_finds_nothing_on_any_screen_in_chinese_light_and_dark() {
    let world = World::start().await;
    let phone = world.phone().await;
    on_every_screen(&world, phone, &CHINESE, axe_in_light_and_dark).await;
}

#[tokio::test]
async fn axe_finds_nothing_on_any_screen_in_english_light_and_dark() {
    let world = World::start().await;
    let language = "en";
    let phone = world
        .phone_with(Screen {
            language,
            ..Screen::default()
        })
        .await;
    on_every_screen(&world, phone, &ENGLISH, axe_in_light_and_dark).await;
}

#[tokio::test]
async fn every_screen_fits_320_pixels_and_text_of_twice_the_size() {
    let world = World::start().await;
    let phone = world
        .phone_with(Screen {
            width: 320,
            ..Screen::default()
        })
        .await;
    on_every_screen(&world, phone, &CHINESE, async |phone: &Phone| {
        phone.check_sizes(0.0, 44.0).await;
        for percent in [100, 200] {
            phone.set_text_size(percent).await;
            check_width(phone).await;
        }
    })
    .await;
}

/// Lines and letters as far apart as WCAG 1.4.12 has readers set them; and letters of twice the size by the switch of an
/// in-app browser, which is the style of the page's body.
#[tokio::test]
async fn every_screen_fits_a_readers_spacing_and_an_in_app_browsers_letters() {
    const SPACING: &str = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}";
    const LETTERS: &str = "body{-webkit-text-size-adjust:200%!important}";
    /// By how much taller the page is with this style, in pixels.
    const WITH: &str = r#"(() => {
        const main = document.querySelector("main"), high = () => [...main.querySelectorAll("*")].reduce((sum, it) => sum + it.getBoundingClientRect().width * it.getBoundingClientRect().height, 0), before = high();
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLE);
        document.adoptedStyleSheets = [sheet];
        return high() - before;
    })()"#;
    let world = World::start().await;
    let screen = Screen {
        width: 320,
        ..Screen::default()
    };
    let mut phone = world.phone_with(screen).await;
    on_every_page(&mut phone, &CHINESE, &async |phone: &Phone| {
        for style in [SPACING, LETTERS] {
            let other = WITH.replace("STYLE", &json!(style).to_string());
            let taller = phone.script(&other).await;
            assert_ne!(taller, 0, "{style}");
            check_width(phone).await;
        }
        phone.script("document.adoptedStyleSheets = []").await;
    })
    .await;
    phone.finish().await;
}

#[tokio::test]
async fn english_fits_320_pixels_and_text_of_twice_the_size() {
    let world = World::start().await;
    let language = "en";
    let screen = Screen {
        width: 320,
        language,
        ..Screen::default()
    };
    let phone = world.phone_with(screen).await;
    phone.set_text_size(200).await;
    on_every_screen(&world, phone, &ENGLISH, check_width).await;
}

#[tokio::test]
async fn in_the_elder_mode_every_page_is_large_and_fits_320_pixels() {
    let world = World::start().await;
    let screen = Screen {
        width: 320,
        ..Screen::default()
    };
    let mut phone = world.phone_with(screen).await;
    phone
        .in_every_document("localStorage.setItem('dajuan-text-size', 'elder')")
        .await;
    on_every_page(&mut phone, &CHINESE, &async |phone: &Phone| {
        phone.check_fit().await;
        phone.check_sizes(22.0, 60.0).await;
    })
    .await;
    phone.finish().await;
}

/// 1280 × 1024 at 400 %: what stuck to an edge would leave no room for what is read.
#[tokio::test]
async fn at_400_percent_nothing_is_cut_off_and_nothing_sticks_in_the_way() {
    const STICKS: &str = r#"[...document.querySelectorAll("body *")].filter((it) => it.offsetHeight > 0
        && ["sticky", "fixed"].includes(getComputedStyle(it).position) && !it.matches(".skip, .vh")).map((it) => it.className)"#;
    let world = World::start().await;
    let screen = Screen {
        width: 320,
        height: 256,
        ..Screen::default()
    };
    let mut phone = world.phone_with(screen).await;
    phone.open_as(app::MEMBER, true).await;
    for place in app::MAIN {
        phone.goto(place.path).await;
        phone.ready(place.ready).await;
        check_width(&phone).await;
        phone.check_focus_seen().await;
        assert_eq!(phone.script(STICKS).await, json!([]), "{}", place.path);
    }
    phone.finish().await;
}

/// The reader's own colours take all of ours away: an edge shows what can be pressed, and the chosen one is another colour. Nothing moves for who wants that.
#[tokio::test]
async fn in_forced_colours_controls_have_edges_and_nothing_moves_where_that_is_wanted() {
    const BARE: &str = r#"(() => {
        const all = [...document.querySelectorAll("body *")].filter((it) => it.offsetHeight > 1);
        const edge = (it) => { const style = getComputedStyle(it); return parseFloat(style.borderBottomWidth) > 0 && style.borderBottomStyle !== "none"; };
        const controls = all.filter((it) => it.matches(".go, .btn, input:not([type=radio], [type=file]), select, textarea, .seg span, .chip, .notice"));
        const back = (it) => it && getComputedStyle(it).backgroundColor;
        const chosen = all.filter((it) => it.matches(".seg input:checked + span"));
        const same = chosen.filter((it) => back(it) === back(it.closest(".seg").querySelector("input:not(:checked) + span")));
        const moves = all.filter((it) => { const style = getComputedStyle(it); return style.animationName !== "none" || /[1-9]/.test(style.transitionDuration); });
        return [...controls.filter((it) => !edge(it)), ...same, ...moves].map((it) => `${it.tagName}.${it.className}`);
    })()"#;
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    let features = [
        ("forced-colors", "active"),
        ("prefers-reduced-motion", "reduce"),
    ];
    let features = features.map(|(name, value)| json!({ "name": name, "value": value }));
    let media = json!({ "features": features });
    phone.cdp("Emulation.setEmulatedMedia", media).await;
    for place in [app::HOME, app::NEW_READING_SHARE, app::YEAR, app::ME] {
        phone.goto(place.path).await;
        phone.ready(place.ready).await;
        let forced =
            "matchMedia('(forced-colors: active) and (prefers-reduced-motion: reduce)').matches";
        assert_eq!(phone.script(forced).await, true);
        phone
            .wait_for("what is there", "!document.querySelector('.skel')")
            .await;
        assert_eq!(phone.script(BARE).await, json!([]), "{}", place.path);
    }
    phone.finish().await;
}
