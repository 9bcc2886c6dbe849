//! 附议: a proposal's author invites another member, who reads it and signs without a network, and takes the name back; after 立案
//! nothing of it moves.

use dajuan_journeys::{World, app, until};
use serde_json::{Value, json};

#[tokio::test]
async fn an_invited_member_reads_and_signs_offline_and_the_author_sees_it_until_it_is_filed() {
    let world = World::start().await;
    let backend = world.backend();
    let id = backend.proposal_of(app::MEMBER).await;

    let mut author = world.phone().await;
    author.open_as(app::MEMBER, true).await;
    author.kept_for_offline().await;
    author.tab("记录", "records").await;
    author.tap("link", "*老旧小区停车").await;
    author.ready("record").await;
    author.see("还没有邀请").await;
    let record = author.path().await;
    // The names come behind what the phone shows first: a form that is opened after they came offers them.
    let offered = async || {
        author.goto(&record).await;
        author.ready("record").await;
        author.tap("button", "邀请附议").await;
        author.ready("draft").await;
        author.fill("combobox", "邀请哪位委员", "农业").await;
        (!author.all("option", "委员乙").await.is_empty()).then_some(())
    };
    until("the names", offered).await;
    world.cut_off(&author).await;
    author.fill("combobox", "邀请哪位委员", "wyy").await;
    author.still().await;
    author.check_accessibility().await;
    author.tap("option", "委员乙").await;
    author.tap("button", "提交").await;
    author.ready("record").await;
    author.see("委员乙 · 待发送").await;
    author.still().await;
    author.check_accessibility().await;
    world.reconnect(&author).await;
    author.see("委员乙（农业界） · 还没答复").await;
    author.still().await;
    author.check_accessibility().await;

    let mut other = world.phone().await;
    other.open_as(app::OTHER_MEMBER, true).await;
    other.kept_for_offline().await;
    other.see("请您附议").await;
    other.still().await;
    other.check_accessibility().await;
    other.tab("记录", "records").await;
    other.see("请您附议").await;
    other.still().await;
    other.check_accessibility().await;
    world.cut_off(&other).await;
    other.tap("button", "*老旧小区停车").await;
    other.see("车位不够").await;
    other.see_no("私下的话").await;
    other.still().await;
    other.check_accessibility().await;
    other.tap("button", "附议").await;
    other.see("已附议，还没发出去").await;
    // From the phone alone, the same.
    other.reload().await;
    other.ready("records").await;
    other.see("已附议，还没发出去").await;
    world.reconnect(&other).await;
    other.see_no("还没发出去").await;
    other.see("已附议").await;

    author.reload().await;
    author.ready("record").await;
    author.see("委员乙（农业界） · 已附议").await;

    other.tap("button", "*老旧小区停车").await;
    other.tap("button", "撤回附议").await;
    other.see("撤回了附议").await;
    other.see_no("还没发出去").await;
    other.tap("button", "*老旧小区停车").await;
    other.tap("button", "附议").await;
    other.see("已附议").await;
    other.see_no("还没发出去").await;

    let office = backend.sign_in("staff", app::STAFF, app::PASSWORD).await;
    for step in ["examined", "filed"] {
        backend.step(&office, &id, json!({ "step": step })).await;
    }
    other.reload().await;
    other.ready("records").await;
    other.tap("button", "*老旧小区停车").await;
    other.see("附议不再变动").await;
    other.see_no("撤回附议").await;
    author.reload().await;
    author.ready("record").await;
    author.see("附议不再变动").await;
    author.see_no("邀请附议").await;
    let rows = backend.rows("cosigners").await;
    let states: Vec<&Value> = rows.iter().map(|row| &row["state"]).collect();
    assert_eq!(states, ["signed"]);
    other.finish().await;
    author.finish().await;
}
