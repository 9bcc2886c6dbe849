//! A page is in one language: the English words come in a module of their own, before anything is English.

use dajuan_journeys::{Fault, Phone, Rule, Screen, World, app};

async fn english_phone(world: &World) -> Phone {
    let english = Screen {
        language: "en",
        ..Screen::default()
    };
    world.phone_with(english).await
}

#[tokio::test]
async fn english_that_could_not_be_fetched_leaves_the_page_chinese_and_comes_by_the_next_press() {
    let world = World::start().await;
    let mut phone = english_phone(&world).await;
    let away = Rule::new(Fault::captive_portal()).path("/english-");
    world.proxy.rule(away.clone());
    phone.open_sign_in().await;
    phone.see("这一页没取到").await;
    phone.see("委员号或邮箱").await;
    phone.see_no("Password").await;
    let said = phone.complaints().await;
    let module = |it: &String| it.contains("WebAssembly") || it.contains("application/wasm");
    assert!(said.iter().all(module), "{said:?}");

    world.proxy.clear();
    phone.tap("button", "English").await;
    phone.see("Member number or e-mail").await;
    phone.see_no("委员号").await;

    // What came once is there at every switch.
    world.proxy.rule(away);
    phone.tap("button", "中文").await;
    phone.see("委员号或邮箱").await;
    phone.tap("button", "English").await;
    phone.see("Member number or e-mail").await;
    phone.finish().await;
}

#[tokio::test]
async fn english_is_there_without_a_network_after_the_first_visit() {
    let world = World::start().await;
    let mut phone = english_phone(&world).await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    world.proxy.cut();
    phone.reload().await;
    phone.ready(app::HOME.ready).await;
    phone.see("Log a duty").await;
    phone.see_no("记一笔").await;
    phone.finish().await;
}
