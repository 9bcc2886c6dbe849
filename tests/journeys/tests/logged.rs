//! 代填: the office logs a record for a member, who says that it is right, or what is wrong with it, without a network too.

use dajuan::domain::day::Day;
use dajuan_journeys::{Backend, Screen, World, app, moment, until};
use serde_json::{Value, json};

/// The office writes down for the member that they shared a book: the record's key.
async fn log(backend: &Backend, n: u8, title: &str) -> String {
    let office = backend.sign_in("staff", app::STAFF, app::PASSWORD).await;
    let key = format!("30000000-0000-4000-8000-{n:012}");
    let body = json!({
        "member": backend.member(app::NEW_MEMBER).await["id"], "client_ref": key, "kind": "reading_share",
        "day": Day::at(moment(0.0)).to_string(), "form_version": 1, "answers": {"title": title, "minutes": 45},
    });
    let path = "/api/dajuan/staff/records";
    let (status, said) = backend.send("POST", path, Some(&office), body).await;
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&said));
    key
}

/// The record of this key once `field` says something.
async fn once_said(backend: &Backend, key: &str) -> Value {
    until("the member's word", async || {
        let rows = backend.rows("records").await;
        let row = rows.into_iter().find(|row| row["client_ref"] == key)?;
        (row["confirmed"] != "").then_some(row)
    })
    .await
}

#[tokio::test]
async fn what_the_office_logged_is_objected_to_offline_and_confirmed() {
    let world = World::start().await;
    let backend = world.backend();
    let wrong = log(backend, 1, "论语").await;
    let right = log(backend, 2, "孟子").await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.see("办公室代填的，请您确认").await;
    phone.check_accessibility().await;
    phone.kept_for_offline().await;
    phone.tap("link", "*论语").await;
    phone.ready("record").await;
    phone.see("由办公室代填：办公室").await;
    let narrow = Screen {
        width: 320,
        ..Screen::default()
    };
    phone.set_screen(narrow).await;
    phone.check_accessibility().await;
    phone.set_screen(Screen::default()).await;

    world.cut_off(&phone).await;
    phone.tap("button", "不对").await;
    phone.ready("draft").await;
    phone.check_accessibility().await;
    phone.fill("textbox", "*哪里不对", "那天我没有去").await;
    phone.tap("button", "提交").await;
    phone.ready("record").await;
    phone.see("您说的不对还没发出去").await;
    // From the phone alone, the same.
    phone.reload().await;
    phone.ready("record").await;
    phone.see("您说的不对还没发出去").await;
    world.reconnect(&phone).await;
    phone.see("您说不对：那天我没有去").await;
    let row = once_said(backend, &wrong).await;
    assert_eq!(
        (&row["confirmed"], &row["objection"]),
        (&json!("disputed"), &json!("那天我没有去"))
    );

    phone.tab("记录", "records").await;
    phone.see("请确认").await;
    phone.tap("link", "*孟子").await;
    phone.ready("record").await;
    phone.tap("button", "是我做的").await;
    phone.see("您已确认是您做的").await;
    phone.check_accessibility().await;
    let row = once_said(backend, &right).await;
    assert_eq!(row["confirmed"], "confirmed");
    let words = backend.records_of(app::NEW_MEMBER).await;
    let words = words.iter().filter(|row| row["kind"] == "confirmation");
    assert_eq!(words.count(), 2, "each word once");
    phone.finish().await;
}
