//! The annual report: printed and read again, drawn as a picture, copied, exported.

use dajuan::domain::day::Day;
use dajuan_journeys::{Phone, Screen, World, app, moment};
use serde_json::Value;

/// Every cell, fact and heading of the report that can be seen now, without spaces.
const SHOWN: &str =
    "[...document.querySelectorAll('.report :is(dt, dd, th, td, .sec, .lead), .head h1:has(.body-name)')]
    .filter((it) => !it.closest('.leave') && it.textContent.trim())
    .map((it) => {
        const read = it.cloneNode(true);
        read.querySelectorAll('[aria-hidden]').forEach((mark) => mark.remove());
        return read.textContent.replace(/\\s|[\\u2068\\u2069]/g, '');
    })";

async fn open(phone: &Phone) {
    phone.tab("答卷", app::YEAR.ready).await;
    phone.tap("link", "履职报告").await;
    phone.ready("report").await;
    phone
        .wait_for(
            "its tables",
            "document.querySelectorAll('.report table').length >= 4",
        )
        .await;
    phone
        .wait_for(
            "its rings",
            "document.querySelector('.report svg[role=img]') !== null",
        )
        .await;
}

#[tokio::test]
async fn what_is_printed_says_what_the_page_says_on_sheets_of_a4() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    open(&phone).await;
    phone.see("委员履职答卷").await;
    phone.set_dark(true).await;
    let shown = phone.script(SHOWN).await;
    let shown: Vec<&str> = shown
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(shown.len() > 30, "{shown:?}");
    let pages = phone.printed().await;
    assert!(!pages.is_empty());
    let mut text = String::new();
    for page in &pages {
        let side = |name: &str| page[name].as_f64().expect("a number").round() as i64;
        assert_eq!((side("width"), side("height")), (595, 842), "A4");
        text.push_str(page["text"].as_str().expect("text"));
    }
    for cell in &shown {
        assert!(text.contains(cell), "{cell} is not in {text}");
    }
    for press in ["打印或存为", "复制文字", "导出我的全部", "首页"] {
        assert!(!text.contains(press), "{press} is in {text}");
    }
    phone.finish().await;
}

#[tokio::test]
async fn the_picture_is_a_png_of_its_own_size_and_everything_can_be_copied() {
    let year = Day::at(moment(0.0)).year();
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    open(&phone).await;
    phone.tap("button", "保存长图").await;
    phone.see("长按图片").await;
    const DECODED: &str = "(async () => {
        const picture = document.querySelector('.report img');
        await picture.decode();
        return picture.naturalWidth === 1080 && picture.naturalHeight > 1000;
    })()";
    phone.wait_for("a picture of 1080 pixels", DECODED).await;
    let file = phone
        .script("document.querySelector('.report a[download]').download")
        .await;
    assert_eq!(file, format!("履职报告-{year}.png"));
    phone.tap("button", "导出我的全部").await;
    phone.see(&format!("、{year} 年")).await;
    phone.tap("button", "复制全部数据").await;
    let value = "document.querySelector('#everything')?.value ?? ''";
    phone
        .wait_for("the text", &format!("({value}).length > 100"))
        .await;
    let text = phone.script(value).await;
    let read: Value = serde_json::from_str(text.as_str().expect("text")).expect("JSON");
    assert_eq!(read["format"], 1);
    let years = read["years"].as_array().expect("years");
    let this = years
        .iter()
        .find(|it| it["year"] == year)
        .expect("this year");
    assert!(!this["records"].as_array().expect("records").is_empty());
    assert!(this["sheet"]["summary"]["total"].is_number());
    phone.check_accessibility().await;
    phone.finish().await;
}

#[tokio::test]
async fn the_report_fits_a_narrow_phone_in_both_languages_light_and_dark() {
    for language in ["zh-CN", "en"] {
        let world = World::start().await;
        let screen = Screen {
            width: 320,
            language,
            ..Screen::default()
        };
        let mut phone = world.phone_with(screen).await;
        phone.open_as(app::MEMBER, true).await;
        let year = Day::at(moment(0.0)).year();
        phone.goto(&format!("/year/{year}/report")).await;
        phone.ready("report").await;
        phone
            .wait_for(
                "its rings",
                "document.querySelector('.report svg[role=img]') !== null",
            )
            .await;
        for dark in [false, true] {
            phone.set_dark(dark).await;
            phone.check_accessibility().await;
        }
        phone.set_text_size(200).await;
        phone
            .wait_for(
                "a page no wider than the screen",
                "document.documentElement.scrollWidth <= innerWidth",
            )
            .await;
        phone.finish().await;
    }
}
