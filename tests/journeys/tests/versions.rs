//! 以前的版本: a slip of the hand takes a proposal's text out; what it said before is found, laid beside what is left, and put back,
//! without a network.

use dajuan_journeys::{BESIDE, Phone, World, app};

async fn cause(phone: &Phone) -> String {
    phone.value("textbox", "*情况和问题").await
}

/// The list of versions is open, with so many.
async fn list(phone: &Phone, count: usize) {
    phone.tap("button", "以前的版本").await;
    let there = format!("document.querySelectorAll('#versions li').length === {count}");
    phone.wait_for("the versions", &there).await;
}

#[tokio::test]
async fn what_was_taken_out_by_a_slip_is_found_compared_and_put_back_offline() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    world.cut_off(&phone).await;
    phone.goto("/new/proposal").await;
    phone.ready("new").await;
    phone.fill("textbox", "*案由", "老旧小区停车").await;
    let text = "车位不够，晚上更难。建议错时共享。".repeat(20);
    phone.fill("textbox", "*情况和问题", &text).await;
    phone.see("草稿已保存").await;
    phone.tap("button", "以前的版本").await;
    phone.see("写了一会儿以后会自动留下").await;
    phone.still().await;
    phone.check_accessibility().await;
    phone.press("Escape").await;
    phone.see_no("写了一会儿以后会自动留下").await;

    phone.fill("textbox", "*情况和问题", "车位不够。").await;
    phone.see("草稿已保存").await;
    list(&phone, 1).await;
    phone.see("提交后就没有了").await;
    phone.still().await;
    phone.check_accessibility().await;
    phone.tap("button", "* 字").await;
    phone.see("恢复以后，现在写的也会留作一版").await;
    phone.see("晚上更难").await;
    phone.still().await;
    phone.check_accessibility().await;
    phone.tap("button", "恢复这一版").await;
    phone.see("已恢复").await;
    assert_eq!(cause(&phone).await, text);
    phone.still().await;
    phone.check_accessibility().await;

    // What made way is a version too, on the phone alone.
    phone.kill_and_restart().await;
    world.cut_off(&phone).await;
    phone.goto(app::HOME.path).await;
    phone.ready(app::HOME.ready).await;
    phone.tap("link", "*老旧小区停车").await;
    phone.ready("draft").await;
    assert_eq!(cause(&phone).await, text);
    list(&phone, 2).await;
    phone.tap("button", "关闭").await;

    // A draft that is brought back brings its versions.
    phone.tap("button", "删掉这份草稿").await;
    phone.tap("button", "删掉").await;
    phone.ready(app::HOME.ready).await;
    phone.tap("button", "撤回").await;
    phone.ready("draft").await;
    list(&phone, 2).await;
    phone.tap("button", "关闭").await;

    world.reconnect(&phone).await;
    phone.fill("textbox", "*建议", "错时共享").await;
    phone.tap("button", "提交").await;
    phone.find("dialog", "交之前，请再读一遍").await;
    phone.tap("button", "提交").await;
    phone.ready("record").await;
    phone.see("已收到").await;
    let sent = world.backend().records_of(app::NEW_MEMBER).await;
    assert_eq!(sent[0]["answers"]["cause"], text.as_str());
    let left = phone.script(BESIDE).await;
    assert_eq!(left[0], 0, "versions of a draft that was submitted");
    phone.finish().await;
}
