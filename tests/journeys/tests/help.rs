//! 帮助: whom to call, what to read out, and how it works, for whoever is stuck at whatever door.

use dajuan_journeys::{Screen, World, app};
use serde_json::Value;

/// What the profile says of the office.
const OFFICE: &str =
    r#"{"phone": "023-4240 1234", "name": {"zh-CN": "政协办公室", "en": "The office"}}"#;

#[tokio::test]
async fn help_is_there_before_a_sign_in_and_the_guide_at_the_first_one() {
    let (world, site) = World::start_with_site().await;
    let config = site.read("config.json");
    let mut config: Value = serde_json::from_str(&config).expect("JSON");
    config["office"] = serde_json::from_str(OFFICE).expect("JSON");
    site.put("config.json", &config.to_string());

    let mut phone = world.phone().await;
    phone.open_sign_in().await;
    phone.tap("link", "帮助").await;
    phone.ready(app::HELP.ready).await;
    phone.see("政协办公室").await;
    let call = "document.querySelector('a[href^=\"tel:\"]').href";
    assert_eq!(phone.script(call).await, "tel:02342401234");
    let open = "document.querySelectorAll('details').forEach((it) => it.open = true)";
    phone.script(open).await;
    phone.see("有回答，正常").await;
    phone.see("要用到的都有").await;
    for (width, language) in [(320, "zh-CN"), (390, "en")] {
        let screen = Screen {
            width,
            language,
            ..Screen::default()
        };
        phone.set_screen(screen).await;
        phone.check_accessibility().await;
    }
    phone.set_screen(Screen::default()).await;

    // The first sign-in on this phone shows how it works, and an address of its own does not wait for that.
    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.sign_in(app::NEW_MEMBER, true).await;
    phone.ready("welcome").await;
    phone.check_accessibility().await;
    phone.goto(app::RECORDS.path).await;
    phone.ready(app::RECORDS.ready).await;
    phone.goto("/").await;
    phone.ready("welcome").await;
    phone.see("您的信息怎么保管").await;
    // By keys alone, from the title of each screen on.
    for next in ["第 1 步，共 3 步", "第 2 步，共 3 步", "第 3 步，共 3 步"] {
        let title = "document.activeElement.tagName === 'H1'";
        phone.wait_for("the title to have the focus", title).await;
        phone.tab_to("main .go").await;
        phone.press("Enter").await;
        phone.see(next).await;
    }
    phone.check_accessibility().await;
    phone.tap("button", "开始用").await;
    phone.ready(app::HOME.ready).await;
    phone.reload().await;
    phone.ready(app::HOME.ready).await;

    // It can be seen again, without a network too.
    phone.kept_for_offline().await;
    world.cut_off(&phone).await;
    phone.tab("我的", app::ME.ready).await;
    phone.tap("link", "帮助").await;
    phone.ready(app::HELP.ready).await;
    phone.tap("link", "看一遍怎么用").await;
    phone.ready(app::GUIDE.ready).await;
    phone.tap("button", "看完了").await;
    phone.ready(app::HELP.ready).await;
    phone.finish().await;
}
