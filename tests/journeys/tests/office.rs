//! The office's page, by what can be seen and pressed on it.

use dajuan_journeys::{Office, Screen, World, app};
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use serde_json::{Value, json};

#[tokio::test]
async fn the_office_signs_up_checks_in_and_decides_leaves() {
    let world = World::start().await;
    let office = Office::open(&world).await;
    let desk = &office.desk;
    desk.check_accessibility().await;

    desk.see("当天参加市级部门会议").await;
    desk.fill("textbox", "给委员的话 Words for the member", "同意")
        .await;
    desk.tap("button", "准假 Grant 委员甲").await;
    desk.see("委员甲：准假 Granted").await;
    desk.see("没有待批的请假").await;

    office.go("*活动 Events", "周周微访谈").await;
    office.unfold("#events", "周周微访谈", "现场签到码").await;
    desk.choose("combobox", "委员 Member", "wy003 委员丙").await;
    desk.tap("button", "代报名 Sign up 周周微访谈：院坝里的协商")
        .await;
    desk.see("wy003 委员丙：已报名 Confirmed").await;
    desk.see("代报名 By 办公室").await;
    desk.tap("button", "签到 Check in wy003 委员丙").await;
    desk.see("还没有到签到时间").await;
    desk.check_accessibility().await;
    office.desk.finish().await;
}

#[tokio::test]
async fn the_office_takes_the_steps_of_a_proposal() {
    let world = World::start().await;
    let backend = world.backend();
    let member = backend.sign_in("members", app::MEMBER, app::PASSWORD).await;
    let proposal = json!({
        "client_ref": "20000000-0000-4000-8000-000000000002", "kind": "proposal", "form_version": 1, "day": "2030-01-01",
        "answers": {"title": "老旧小区停车", "cause": "车多", "suggestions": "错时共享"},
    });
    let path = "/api/collections/records/records";
    let key = proposal["client_ref"].clone();
    let (status, _) = backend.send("POST", path, Some(&member), proposal).await;
    assert_eq!(status, 200);
    let invite = json!({
        "client_ref": "20000000-0000-4000-8000-000000000003", "kind": "cosigning", "form_version": 1, "day": "2030-01-01",
        "answers": {"act": "invite", "record": key, "member": "wy002"},
    });
    let (status, _) = backend.send("POST", path, Some(&member), invite).await;
    assert_eq!(status, 200);
    let office = Office::open(&world).await;
    office.go("*记录 Records", "下载记录表").await;
    office
        .unfold("#records", "老旧小区停车", "进展 Progress")
        .await;
    let desk = &office.desk;
    desk.see("附议人，已附议 0 位").await;
    desk.see("委员乙 · 农业界 · 还没答复 Not answered yet")
        .await;
    desk.check_accessibility().await;
    // What it did is seen when the next choice stands there.
    for (step, next) in [
        ("审查 Under examination", "立案 Filed"),
        ("立案 Filed", "交办 Assigned"),
    ] {
        desk.choose("combobox", "*下一步 Next step", step).await;
        desk.tap("button", "*记下这一步").await;
        desk.find("option", next).await;
    }
    desk.fill("textbox", "承办单位 Handled by", "区交通局")
        .await;
    let letter = world.folder().join("交办函.pdf");
    std::fs::write(&letter, "%PDF-1.7 交办").expect("a file");
    desk.attach(".progress [type=file]", &[&letter]).await;
    desk.find("button", "去掉 Remove 交办函.pdf").await;
    desk.tap("button", "*记下这一步").await;
    desk.see("交办 Assigned · 区交通局").await;
    desk.find("button", "下载 Download 交办函.pdf").await;
    desk.check_accessibility().await;
    let taken = backend.rows("steps").await;
    let taken: Vec<&Value> = taken.iter().map(|row| &row["step"]).collect();
    assert_eq!(taken, ["examined", "filed", "assigned"]);
    office.desk.finish().await;
}

#[tokio::test]
async fn the_venues_qr_code_is_the_one_that_another_encoder_draws() {
    let world = World::start().await;
    let mut desk = world.phone_with(Screen::desk()).await;
    desk.goto("/office/").await;
    for text in [
        "dajuan:venue:demoevent000001:TMVCGR",
        "",
        "x",
        "签到",
        &"7".repeat(42),
    ] {
        let drawn = format!(
            "import('/office/qr.js').then(({{ modules }}) => modules({text:?}).flat().map((dark) => dark ? 1 : 0).join(''))"
        );
        let three = Version::new(3);
        let segments = [QrSegment::make_bytes(text.as_bytes())];
        let code = QrCode::encode_segments_advanced(
            &segments,
            QrCodeEcc::Medium,
            three,
            three,
            Some(Mask::new(0)),
            false,
        )
        .unwrap();
        let wanted: String = (0..29 * 29)
            .map(|at| {
                if code.get_module(at % 29, at / 29) {
                    '1'
                } else {
                    '0'
                }
            })
            .collect();
        assert_eq!(desk.script(&drawn).await, wanted, "{text}");
    }
    desk.finish().await;
}
