//! Journey 8: the app on phones that lack something.

use dajuan_journeys::{Photo, Screen, World, app};

#[tokio::test]
async fn a_record_arrives_from_a_browser_without_service_workers() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone
        .in_every_document("delete Navigator.prototype.serviceWorker;")
        .await;
    phone.open_as(app::NEW_MEMBER, true).await;
    assert_eq!(phone.script("'serviceWorker' in navigator").await, false);
    phone.begin("无工").await;
    phone.later_came().await;
    world.proxy.cut();
    phone.submit().await;
    phone.see("还没发出去").await;
    world.proxy.restore();
    phone.send_now().await;
    phone.see("已收到").await;
    world.arrived(app::NEW_MEMBER, "无工").await;
    phone.finish().await;
}

#[tokio::test]
async fn a_record_arrives_over_an_address_that_is_not_secure() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    let port = world.proxy.address().port();
    phone.set_origin(format!("http://{}:{port}", app::INSECURE_HOST));
    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.see("本页面存不住内容").await;
    assert!(phone.all("checkbox", "*在本机保持登录").await.is_empty());
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.ready(app::HOME.ready).await;
    phone.begin("明文").await;
    phone.see("只在这次打开期间有效").await;
    assert!(!phone.text().await.contains("草稿已保存"));
    let photo = Photo::sideways(300, 400, 1).save(world.folder(), "1.jpg");
    phone.attach("#field-photos", &[&photo]).await;
    phone.see("这个地址不安全（不是 https），不能加照片").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    world.arrived(app::NEW_MEMBER, "明文").await;
    // A header that browsers honour over https alone, and say so.
    let said = phone.complaints().await;
    assert!(
        said.iter()
            .all(|it| it.contains("Cross-Origin-Opener-Policy")),
        "{said:?}"
    );
    phone.finish().await;
}

#[tokio::test]
async fn scenario_18_a_record_arrives_from_a_browser_that_stores_nothing() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    let without = "Object.defineProperty(window, 'indexedDB', { value: undefined });";
    phone.in_every_document(without).await;
    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.see("本页面存不住内容").await;
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.ready(app::HOME.ready).await;
    phone.begin("无痕").await;
    phone.see("只在这次打开期间有效").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    world.arrived(app::NEW_MEMBER, "无痕").await;
    phone.finish().await;
}

#[tokio::test]
async fn a_browser_that_cannot_run_the_app_says_what_to_do() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.block(&["*.wasm"]).await;
    phone.goto("/").await;
    phone.see("答卷还没有打开").await;
    phone.see("再试一次").await;
    phone.see("Dajuan could not start").await;
    phone.check_accessibility().await;
    let said = phone.complaints().await;
    assert!(
        said.iter().all(|it| it.contains("Failed to fetch")),
        "{said:?}"
    );
    phone.block(&[]).await;
    phone.tap("link", "再试一次").await;
    phone.ready(app::SIGN_IN.ready).await;

    phone.disable_javascript(true).await;
    phone.goto("/").await;
    phone.see("这个浏览器没有开启 JavaScript").await;
    phone.see("Dajuan needs JavaScript").await;
    phone.disable_javascript(false).await;
    phone.finish().await;
}

#[tokio::test]
async fn a_page_whose_module_does_not_come_says_so_and_can_be_tried_again() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone
        .in_every_document("delete Navigator.prototype.serviceWorker;")
        .await;
    phone.block(&["*later*"]).await;
    phone.open_as(app::MEMBER, true).await;
    phone.tap("link", "记录").await;
    // A part of the home page says the same of itself.
    phone
        .wait_for("the page", "location.pathname === '/records'")
        .await;
    phone.see("这一页没取到，可能是网络不好").await;
    phone.complaints().await;
    phone.block(&[]).await;
    phone.tap("button", "再试一次").await;
    phone.ready(app::RECORDS.ready).await;
    phone.see("天工开物").await;
    phone.finish().await;
}

#[tokio::test]
async fn a_record_is_written_and_sent_with_the_keyboard_alone() {
    let world = World::start().await;
    let mut phone = world.phone_with(Screen::desk()).await;
    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.tab_to("#identity").await;
    phone.type_keys(app::NEW_MEMBER).await;
    phone.tab_to("#password").await;
    phone.type_keys(app::PASSWORD).await;
    phone.press("Enter").await;
    phone.ready(app::HOME.ready).await;
    phone.tab_to("a.go").await;
    phone.press("Enter").await;
    phone.ready("choose").await;
    phone.tab_to("a[href='/new/reading_share']").await;
    phone.press("Enter").await;
    phone.ready(app::NEW_READING_SHARE.ready).await;

    phone.tab_to("button.go").await;
    phone.press("Enter").await;
    phone.see("还有 1 处要看一看").await;
    phone
        .wait_for(
            "the focus on the summary",
            "document.activeElement.matches('[role=alert]')",
        )
        .await;
    phone.tab_to(".problems a").await;
    phone.press("Enter").await;
    phone
        .wait_for(
            "the focus on the field",
            "document.activeElement.id === 'field-title'",
        )
        .await;
    phone.type_keys("keys").await;
    phone.tab_to("#field-mode").await;
    phone.press("ArrowRight").await;
    phone.tab_to("#field-link").await;
    phone.type_keys("https://example.com/").await;
    phone.tab_to("button.go").await;
    phone.press(" ").await;
    phone.ready("record").await;
    phone.see("线上").await;
    world.arrived(app::NEW_MEMBER, "keys").await;
    phone.finish().await;
}
