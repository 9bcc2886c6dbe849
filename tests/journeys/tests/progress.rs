//! 进展: a proposal is followed step by step, its answer is answered without a network, and each side rates the other blind.

use dajuan_journeys::{World, app};
use serde_json::{Value, json};

#[tokio::test]
async fn a_proposal_is_answered_offline_handled_again_and_rated_by_both_sides_blind() {
    let world = World::start().await;
    let backend = world.backend();
    let id = backend.proposal_of(app::MEMBER).await;
    let office = &backend.sign_in("staff", app::STAFF, app::PASSWORD).await;
    for wish in [
        json!({"step": "examined"}),
        json!({"step": "filed"}),
        json!({"step": "assigned", "unit": "区交通局"}),
        json!({"step": "handling"}),
        json!({"step": "answered", "words": "计划明年研究"}),
    ] {
        backend.step(office, &id, wish).await;
    }
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.tab("记录", "records").await;
    phone.see("答复 · 回执").await;
    phone.tap("link", "*老旧小区停车").await;
    phone.ready("record").await;
    phone.see("承办：区交通局").await;
    phone.see("现在到这一步").await;
    phone.see("计划明年研究").await;
    phone.check_accessibility().await;

    world.cut_off(&phone).await;
    phone.tap("button", "不满意").await;
    phone.ready("draft").await;
    phone.fill("textbox", "*原因", "只说研究，没有办法").await;
    phone.check_accessibility().await;
    phone.tap("button", "提交").await;
    phone.ready("record").await;
    phone.see("不满意 · 待发送").await;
    // From the phone alone, the same.
    phone.reload().await;
    phone.ready("record").await;
    phone.see("承办：区交通局").await;
    phone.see("不满意 · 待发送").await;
    phone.check_accessibility().await;
    world.reconnect(&phone).await;
    phone.see("只说研究，没有办法").await;

    backend.step(office, &id, json!({"step": "handling"})).await;
    backend
        .step(
            office,
            &id,
            json!({"step": "answered", "words": "已划 40 个车位"}),
        )
        .await;
    phone.reload().await;
    phone.ready("record").await;
    phone.see("已划 40 个车位").await;
    phone.tap("button", "满意").await;
    phone.ready("draft").await;
    phone.tap("button", "提交").await;
    phone.ready("record").await;
    phone.see("去评分").await;

    let rating = json!({"step": "evaluated", "score": 62, "words": "调研少"});
    backend.step(office, &id, rating).await;
    phone.reload().await;
    phone.ready("record").await;
    phone.see("去评分").await;
    phone.see_no("调研少").await;
    phone.tap("button", "去评分").await;
    phone.ready("draft").await;
    phone.fill("textbox", "*评分", "91").await;
    phone.tap("button", "提交").await;
    phone.ready("record").await;
    phone.see("您的评分：91 分，优秀").await;
    phone.see("对方的评分：62 分，一般").await;
    phone.reload().await;
    phone.ready("record").await;
    phone.see("您的评分：91 分，优秀").await;
    phone.check_accessibility().await;
    let taken = backend.rows("steps").await;
    let taken: Vec<&Value> = taken.iter().map(|row| &row["step"]).collect();
    let way = [
        "examined",
        "filed",
        "assigned",
        "handling",
        "answered",
        "not_satisfied",
        "handling",
        "answered",
        "satisfied",
        "evaluated",
    ];
    assert_eq!(taken, way, "each answer once");
    phone.finish().await;
}
