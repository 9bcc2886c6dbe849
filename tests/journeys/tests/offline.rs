//! Journey 2: what is logged without a network outlives a kill and goes out in order.

use dajuan_journeys::{Photo, World, app, sha256};
use serde_json::Value;

const TITLES: [&str; 3] = ["乡土中国", "江村经济", "红楼梦"];

/// What arrived, in the order in which it did.
fn titles(records: &[Value]) -> Vec<&Value> {
    records.iter().map(|row| &row["answers"]["title"]).collect()
}

#[tokio::test]
async fn three_logged_offline_outlive_a_kill_and_arrive_in_order_when_the_network_is_back() {
    let world = World::start().await;
    let backend = world.backend();
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;

    world.proxy.cut();
    phone.set_offline(true).await;
    for title in TITLES {
        phone.begin(title).await;
        if title == TITLES[0] {
            let photo = Photo::sideways(300, 400, 1).save(world.folder(), "1.jpg");
            phone.attach("#field-photos", &[&photo]).await;
            phone.find("button", "去掉第 1 张照片").await;
        }
        phone.submit().await;
        phone.see("还没发出去").await;
        phone.tab("首页", app::HOME.ready).await;
    }

    phone.kill_and_restart().await;
    phone.set_offline(true).await;
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    phone.see("3 条还没发出去，联网后自动发送").await;
    assert_eq!(phone.script("navigator.onLine").await, false);
    for title in TITLES {
        phone.find("link", &format!("*《{title}》")).await;
    }
    assert!(!phone.text().await.contains("已收到"));
    phone.tab("记录", app::RECORDS.ready).await;
    phone.see("共 3 条").await;
    phone.tab("首页", app::HOME.ready).await;
    assert_eq!(
        backend.records_of(app::NEW_MEMBER).await,
        Vec::<Value>::new()
    );

    world.proxy.restore();
    phone.set_offline(false).await;
    phone.send_now().await;
    phone.see_no("还没发出去").await;
    let records = backend.records_of(app::NEW_MEMBER).await;
    assert_eq!(titles(&records), TITLES);
    let receipts = records.iter().map(|row| row["receipt"].as_u64());
    assert!(receipts.is_sorted(), "{records:?}");
    let photos = backend.rows("attachments").await;
    assert_eq!(photos.len(), 1);
    assert_eq!(records[0]["attachments"][0], photos[0]["ref"]);
    let photo = backend.photo(&photos[0]).await;
    assert_eq!(sha256(&photo), photos[0]["sha256"]);
    assert!(Photo::from_bytes(photo).is_upright());
    for record in &records {
        phone.see(&format!("回执 {}", record["receipt"])).await;
    }
    phone.finish().await;
}

#[tokio::test]
async fn what_waits_goes_out_by_itself_once_the_phone_is_online_again() {
    let world = World::start().await;
    let backend = world.backend();
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, false).await;
    phone.kept_for_offline().await;
    phone.set_offline(true).await;
    for title in TITLES {
        phone.begin(title).await;
        phone.submit().await;
        phone.see("还没发出去").await;
        phone.tab("首页", app::HOME.ready).await;
    }
    assert_eq!(
        backend.records_of(app::NEW_MEMBER).await,
        Vec::<Value>::new()
    );
    phone.set_offline(false).await;
    phone.see_no("还没发出去").await;
    assert_eq!(titles(&backend.records_of(app::NEW_MEMBER).await), TITLES);
    phone.finish().await;
}
