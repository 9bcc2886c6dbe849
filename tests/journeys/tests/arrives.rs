//! Journey 1: a session with photos arrives as it was logged, and shows where it stands.

use dajuan_journeys::{Photo, World, app, sha256};
use std::collections::BTreeSet;

/// The photos of the page stand before the eyes, their bytes decoded.
const THREE_PHOTOS: &str =
    "[...document.querySelectorAll('main img')].filter((it) => it.naturalWidth > 0).length === 3";

#[tokio::test]
async fn a_session_with_three_photos_arrives_once_byte_for_byte_and_upright() {
    let world = World::start().await;
    let backend = world.backend();
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin("乡土中国").await;
    phone.fill("textbox", "*心得", "熟人社会，礼治秩序").await;
    let taken = [(1500, 2250), (600, 800), (800, 600)];
    let files = [1, 2, 3].map(|number| {
        let (width, height) = taken[usize::from(number) - 1];
        let photo = Photo::sideways(width, height, number);
        photo.save(world.folder(), &format!("{number}.jpg"))
    });
    let files = files.each_ref().map(|file| file.as_path());
    phone.attach("#field-photos", &files).await;
    phone.find("button", "去掉第 3 张照片").await;
    phone.wait_for("three photos", THREE_PHOTOS).await;
    phone.submit().await;
    phone.see("已收到，回执").await;

    let records = backend.records_of(app::NEW_MEMBER).await;
    let [record] = records.as_slice() else {
        panic!("one row, not {records:?}")
    };
    assert_eq!(record["kind"], "reading_share");
    assert_eq!(record["answers"]["title"], "乡土中国");
    assert_eq!(record["answers"]["thoughts"], "熟人社会，礼治秩序");
    let receipt = format!("回执 {}", record["receipt"]);
    phone.see(&receipt).await;

    let rows = backend.rows("attachments").await;
    assert_eq!(rows.len(), 3);
    let wanted = [(1365, 2048), (600, 800), (800, 600)];
    let mut different = BTreeSet::new();
    for (place, wanted) in wanted.into_iter().enumerate() {
        let key = &record["attachments"][place];
        let row = rows.iter().find(|row| row["ref"] == *key);
        let row = row.unwrap_or_else(|| panic!("no photo of the key {key}"));
        assert_eq!(row["member"], record["member"]);
        let bytes = backend.photo(row).await;
        assert_eq!(row["sha256"], sha256(&bytes));
        different.insert(sha256(&bytes));
        let photo = Photo::from_bytes(bytes);
        assert_eq!(photo.size(), wanted);
        assert!(photo.is_upright());
        assert!(!photo.has_metadata());
    }
    assert_eq!(different.len(), 3);

    // Now from the backend: what the phone had is gone with the page.
    phone.reload().await;
    phone.ready("record").await;
    phone.see(&receipt).await;
    phone.wait_for("three photos", THREE_PHOTOS).await;
    phone.tab("记录", app::RECORDS.ready).await;
    phone.see("读书分享《乡土中国》").await;
    phone.see(&receipt).await;
    phone.finish().await;
}
