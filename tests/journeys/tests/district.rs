//! The published figures: from the member's own page, without a network too, in both languages.

use dajuan_journeys::{Screen, World, app};

const KEPT: &str = r#"caches.keys().then(async (names) => {
    const stores = await Promise.all(names.map((name) => caches.open(name)));
    const files = await Promise.all(stores.map((cache) => cache.keys()));
    return files.flat().some((file) => file.url.endsWith("/figures.json"));
})"#;

#[tokio::test]
async fn the_figures_open_from_my_page_without_a_network_in_both_languages() {
    let world = World::start().await;
    for (language, name, district, words) in [
        (
            "zh-CN",
            "各区公布的数字",
            "重庆市梁平区政协",
            ["88.7%", "10000 余人次", "未公布"],
        ),
        (
            "en",
            "Published figures",
            "Liangping District CPPCC, Chongqing",
            ["88.7%", "at least 10000 person-times", "not published"],
        ),
    ] {
        let narrow = Screen {
            width: 320,
            language,
            ..Screen::default()
        };
        let mut phone = world.phone_with(narrow).await;
        phone.open_as(app::MEMBER, true).await;
        phone.kept_for_offline().await;
        phone.wait_for("the figures to be kept", KEPT).await;
        world.cut_off(&phone).await;
        phone.goto(app::ME.path).await;
        phone.ready(app::ME.ready).await;
        phone.tap("link", name).await;
        phone.ready("district").await;
        phone.tap("radio", district).await;
        for words in words {
            phone.see(words).await;
        }
        phone.check_accessibility().await;
        let wide = "document.documentElement.scrollWidth > innerWidth";
        assert_eq!(phone.script(wide).await, false);
        world.reconnect(&phone).await;
        phone.finish().await;
    }
}
