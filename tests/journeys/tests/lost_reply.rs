//! Journey 4: a reply that is lost after the effect doubles nothing.

use dajuan_journeys::{Fault, Photo, Rule, World, app};
use std::collections::BTreeSet;

#[tokio::test]
async fn scenario_05_a_record_and_a_photo_whose_replies_are_lost_are_there_once() {
    let world = World::start().await;
    let backend = world.backend();
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin("乡土中国").await;
    let photo = Photo::sideways(300, 400, 1).save(world.folder(), "1.jpg");
    phone.attach("#field-photos", &[&photo]).await;
    phone.find("button", "去掉第 1 张照片").await;

    let creates = ["attachments", "records"].map(|it| format!("/api/collections/{it}/records"));
    for path in &creates {
        let lost = Rule::new(Fault::ResetAfterEffect).method("POST");
        world.proxy.rule(lost.path(&format!("={path}")).once());
    }
    phone.submit().await;
    phone.see("已收到，回执").await;

    let log = world.proxy.log();
    let sent = |path: &str| {
        let sent = log
            .iter()
            .filter(|it| it.method == "POST" && it.path == path);
        sent.collect::<Vec<_>>()
    };
    for path in &creates {
        let sent = sent(path);
        assert_eq!(sent.len(), 2, "{path}: lost once, then sent again");
        assert_eq!(sent[0].fault, Some(Fault::ResetAfterEffect));
        assert_eq!(sent[0].status, Some(200), "the backend had done it");
    }
    let bodies: BTreeSet<_> = sent(&creates[1]).iter().map(|it| &it.body_sha256).collect();
    assert_eq!(bodies.len(), 1, "the same bytes under the same key");

    assert_eq!(backend.rows("attachments").await.len(), 1);
    let records = backend.records_of(app::NEW_MEMBER).await;
    let [record] = records.as_slice() else {
        panic!("one row, not {records:?}")
    };
    phone
        .see(&format!("已收到，回执 {}", record["receipt"]))
        .await;
    phone.finish().await;
}
