//! Two members on one phone: what waits of the one is neither seen nor sent by the other.

use dajuan_journeys::{World, app, until};
use serde_json::Value;
use std::collections::BTreeSet;

const OTHER: &str = "另一账号有 2 条待发送";

#[tokio::test]
async fn scenario_10_what_waits_of_one_member_is_not_read_or_sent_by_the_next() {
    let world = World::start().await;
    let backend = world.backend();
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    world.proxy.cut();
    for title in ["甲的秘密", "乙不能看"] {
        phone.begin(title).await;
        phone.submit().await;
        phone.tab("首页", app::HOME.ready).await;
    }
    phone.see("2 条还没发出去").await;
    phone.tab("我的", app::ME.ready).await;
    phone.tap("button", "退出登录").await;
    phone.tap("button", "锁在本机，下次登录再发").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.see("2 条没发出去的内容").await;
    // Before, the phone may send at any moment.
    world.proxy.restore();
    assert!(!phone.text().await.contains("秘密"));

    phone.sign_in(app::MEMBER, false).await;
    phone.ready(app::HOME.ready).await;
    phone.see(OTHER).await;
    for (tab, ready) in [("记录", "records"), ("我的", "me"), ("首页", "home")] {
        phone.tab(tab, ready).await;
        let text = phone.text().await;
        assert!(!text.contains("秘密") && !text.contains("不能看"), "{text}");
    }
    phone.begin("自己的书").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    let all = backend.rows("records").await;
    let others = |row: &&Value| {
        matches!(
            row["answers"]["title"].as_str(),
            Some("甲的秘密" | "乙不能看")
        )
    };
    assert_eq!(all.iter().find(others), None, "sent by somebody else");
    phone.tab("我的", app::ME.ready).await;
    phone.tap("button", "退出登录").await;
    phone.tap("button", "退出登录").await;
    phone.ready(app::SIGN_IN.ready).await;

    phone.sign_in(app::NEW_MEMBER, true).await;
    phone.ready(app::HOME.ready).await;
    let rows = until("both to arrive", async || {
        let rows = backend.records_of(app::NEW_MEMBER).await;
        (rows.len() >= 2).then_some(rows)
    })
    .await;
    let titles = rows
        .iter()
        .filter_map(|row| row["answers"]["title"].as_str());
    let titles: BTreeSet<_> = titles.collect();
    assert_eq!(rows.len(), 2, "each once");
    assert_eq!(titles, BTreeSet::from(["甲的秘密", "乙不能看"]));
    phone.finish().await;
}
