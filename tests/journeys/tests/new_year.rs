//! Journey 10: the body's day counts, wherever the phone is.

use dajuan_journeys::{Phone, World, app, until};

/// A new member's form on a phone in Los Angeles, whose clock stands at `instant`.
async fn form_at(world: &World, instant: &str) -> Phone {
    let mut phone = world.phone().await;
    phone.set_time_zone("America/Los_Angeles").await;
    phone.set_clock(instant).await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin("新年第一本").await;
    phone
}

#[tokio::test]
async fn a_record_of_new_year_in_the_bodys_zone_counts_in_the_new_year() {
    let world = World::start().await;
    let phone = form_at(&world, "2026-12-31T16:00:30Z").await;
    assert_eq!(phone.script("new Date().getFullYear()").await, 2026);
    assert_eq!(phone.value("Date", "日期").await, "2027-01-01");
    phone.submit().await;
    phone.see("已收到，回执").await;
    phone.see("2027年1月1日").await;
    let row = until("the row", async || {
        let rows = world.backend().rows("records").await;
        let mut rows = rows.into_iter();
        rows.find(|row| row["answers"]["title"] == "新年第一本")
    })
    .await;
    assert_eq!(row["day"], "2027-01-01");

    phone.tab("记录", app::RECORDS.ready).await;
    phone.see("新年第一本").await;
    phone.see("共 1 条").await;
    phone.choose("combobox", "年份", "2026 年").await;
    phone.see("共 0 条").await;
    phone.see_no("新年第一本").await;
    phone.choose("combobox", "年份", "2027 年").await;
    phone.see("新年第一本").await;
    phone.finish().await;
}

#[tokio::test]
async fn a_minute_before_new_year_in_the_bodys_zone_the_old_year_is_offered() {
    let world = World::start().await;
    let phone = form_at(&world, "2026-12-31T15:58:30Z").await;
    assert_eq!(phone.value("Date", "日期").await, "2026-12-31");
    phone.set_value("Date", "日期", "2027-01-01").await;
    phone.tap("button", "提交").await;
    phone.see("日期还没到").await;
    phone.set_value("Date", "日期", "2026-12-31").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    phone.tab("记录", app::RECORDS.ready).await;
    phone.find("option", "2026 年").await;
    phone.see("新年第一本").await;
    phone.finish().await;
}
