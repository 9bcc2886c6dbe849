//! The annual report: what it says, what it leaves out, and what is asked for to take it along.

use crate::{
    given::{Stage, TODAY, entry, row},
    page::{self, until},
    year::{hold, reading, shelve, table_rows, two_years},
    year_points::rules,
    year_statement::stated,
};
use dajuan::{
    domain::{lang::Lang, statement::Statement},
    outbox::item::State,
    pages::year::report,
    state::{
        ask::{Ask, EventAsk, OutboxAsk, SheetAsk},
        making::{Making, Pictures, ReportAsk},
    },
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

/// The page, with the body's name; gives the signal of what is made.
async fn open(stage: &Stage, lang: Lang) -> RwSignal<Making> {
    open_beside(stage, lang, None).await
}

/// The same, with the office's own sum.
async fn open_beside(
    stage: &Stage,
    lang: Lang,
    office: Option<Arc<Statement>>,
) -> RwSignal<Making> {
    let member = crate::given::member();
    stage
        .show(|stage| report(lang, stage.at(), &member, TODAY.0))
        .await;
    let asked = stage.asked();
    let making = asked.iter().find_map(|ask| {
        if let Ask::Sheet(SheetAsk::Report(ReportAsk::Body, into)) = ask {
            Some(*into)
        } else {
            None
        }
    });
    let making = making.unwrap();
    making.update(|making| making.body = Some(("示例区政协".into(), "Sample District".into())));
    for ask in &asked {
        if let Ask::Rules(into) = ask {
            into.set(rules());
        }
        if let Ask::Sheet(SheetAsk::Statement(_, into)) = ask {
            into.set(office.clone());
        }
    }
    page::turn().await;
    making
}

#[wasm_bindgen_test]
async fn it_says_whose_it_is_what_was_done_and_what_each_gave() {
    for (lang, body, title, inspection, reading) in [
        (
            Lang::ZhCn,
            "示例区政协",
            "2026 年度履职报告",
            "视察：",
            "读书分享",
        ),
        (
            Lang::En,
            "Sample District",
            "Annual report 2026",
            "Inspection: ",
            "Reading share",
        ),
    ] {
        let stage = two_years();
        open(&stage, lang).await;
        let heading = &stage.names("heading")[0];
        assert!(
            heading.contains(body) && heading.contains(title),
            "{heading}"
        );
        let text = stage.text();
        assert!(text.contains("林知夏") && text.contains("0042"), "{text}");
        assert_eq!(stage.names("img").len(), 1);
        let tables = page::all(stage.place(), "table").len();
        let list = table_rows(&stage, tables - 1);
        let with = |part: &str| list.iter().filter(|row| row.contains(part)).count();
        assert_eq!((with(reading), with(inspection)), (3, 1), "{list:?}");
    }
}

#[wasm_bindgen_test]
async fn the_points_of_the_list_add_up_to_its_last_row() {
    let stage = two_years();
    open(&stage, Lang::ZhCn).await;
    let tables = page::all(stage.place(), "table");
    let rows = page::all(tables.last().unwrap(), "row");
    let last = |row: &leptos::web_sys::Element| {
        let text = row.last_element_child().unwrap().text_content().unwrap();
        text.parse::<f64>().unwrap_or(0.0)
    };
    let points: Vec<f64> = rows.iter().skip(1).map(last).collect();
    let (total, parts) = points.split_last().unwrap();
    assert!(*total > 0.0);
    assert_eq!(parts.iter().sum::<f64>(), *total, "{points:?}");
}

#[wasm_bindgen_test]
async fn what_waits_is_told_and_not_counted() {
    let stage = two_years();
    stage
        .desk
        .rows
        .set(vec![row(State::Queued, entry("乡土中国"))]);
    open(&stage, Lang::ZhCn).await;
    let text = stage.text();
    assert!(
        text.contains("含待发送 1 条，未计入") && !text.contains("乡土中国"),
        "{text}"
    );
}

#[wasm_bindgen_test]
async fn the_offices_own_sum_stands_first_and_a_difference_is_told() {
    let stage = two_years();
    let sheet = r#"{"summary":{"total":40,"grade":null},"rules":[],"rows":[]}"#;
    open_beside(&stage, Lang::ZhCn, stated(sheet, false)).await;
    let text = stage.text();
    assert!(
        text.contains("办公室算的分数40 分；办公室计算，截至"),
        "{text}"
    );
    assert!(text.contains("以办公室的为准"), "{text}");
}

#[wasm_bindgen_test]
async fn an_empty_first_year_says_so() {
    let stage = Stage::new();
    open(&stage, Lang::ZhCn).await;
    assert!(stage.text().contains("这一年的记录还没有取到"));
    shelve(&stage, TODAY.0, Vec::new());
    hold(&stage, TODAY.0, Vec::new());
    let nothing = "这一年没有记录，也没有参加过的活动";
    until(nothing, || stage.text().contains(nothing)).await;
    assert!(!stage.text().contains("这一年的记录还没有取到"));
}

#[wasm_bindgen_test]
async fn where_printing_does_not_work_the_page_says_what_does() {
    let stage = two_years();
    let making = open(&stage, Lang::ZhCn).await;
    stage.asked();
    stage.press("button", "打印或存为 PDF");
    let asked = stage.asked();
    assert!(
        matches!(
            asked[..],
            [Ask::Sheet(SheetAsk::Report(ReportAsk::Print, _))]
        ),
        "{asked:?}"
    );
    making.update(|making| making.printed = Some(false));
    until("what to do", || stage.text().contains("在浏览器打开")).await;
}

#[wasm_bindgen_test]
async fn a_picture_is_drawn_shown_to_be_held_and_offered_as_a_file() {
    let stage = two_years();
    let making = open(&stage, Lang::ZhCn).await;
    stage.asked();
    stage.press("button", "保存长图");
    let asked = stage.asked();
    let [Ask::Sheet(SheetAsk::Report(ReportAsk::Draw(drawings), _))] = &asked[..] else {
        panic!("{asked:?}");
    };
    assert_eq!((drawings.len(), drawings[0].width), (1, 1080));
    assert!(drawings[0].svg.contains("2026 年度履职报告"));
    let address = "data:,picture".to_owned();
    making.update(|making| making.pictures = Pictures::Are(vec![address]));
    until("the picture", || stage.has("img", "2026 年度履职报告")).await;
    let file = stage.one("link", "存成文件");
    assert_eq!(file.get_attribute("download").unwrap(), "履职报告-2026.png");
    assert!(stage.text().contains("长按图片"));
    making.update(|making| making.pictures = Pictures::Failed);
    until("what to do", || stage.text().contains("画不出长图")).await;
}

#[wasm_bindgen_test]
async fn everything_is_exported_from_all_years_and_what_waits_is_flagged() {
    let stage = two_years();
    stage
        .desk
        .rows
        .set(vec![row(State::Queued, entry("=乡土中国"))]);
    shelve(&stage, 2024, vec![reading("2024-03-06", 9)]);
    open(&stage, Lang::ZhCn).await;
    stage.asked();
    stage.press("button", "导出我的全部");
    until("the ways", || stage.has("button", "表格（CSV）")).await;
    let asked = stage.asked();
    for year in [2022, 2026] {
        let records = |ask: &Ask| matches!(ask, Ask::Refresh(of) if *of == year);
        let events = |ask: &Ask| matches!(ask, Ask::Event(EventAsk::Read(of)) if *of == year);
        assert!(
            asked.iter().any(records) && asked.iter().any(events),
            "{asked:?}"
        );
    }
    assert!(
        stage
            .text()
            .contains("含 2024、2025、2026 年；2022、2023 年还没有取到")
    );
    let saved = |press: &str| {
        stage.press("button", press);
        match stage.asked().pop() {
            Some(Ask::Sheet(SheetAsk::Report(ReportAsk::Save { text, name, .. }, _))) => {
                (text, name)
            }
            other => panic!("{other:?}"),
        }
    };
    let (table, name) = saved("表格（CSV）");
    assert_eq!(name, "我的履职.csv");
    let lines: Vec<&str> = table.split("\r\n").collect();
    assert!(
        lines[0].starts_with("\u{feff}来源,日期,种类,名称"),
        "{}",
        lines[0]
    );
    let of = |sort: &str| lines.iter().filter(|line| line.starts_with(sort)).count();
    assert_eq!(
        (of("记录,"), of("活动,"), of("没发出去,")),
        (6, 1, 1),
        "{table}"
    );
    let (points, name) = saved("2026 年得分明细（CSV）");
    assert_eq!(name, "得分明细-2026.csv");
    assert!(
        points.starts_with("\u{feff}委员号,") && points.contains("总分"),
        "{points}"
    );
    let (json, name) = saved("全部数据（JSON）");
    assert_eq!(name, "我的履职.json");
    assert!(
        json.contains(r#""state":"waiting""#) && json.contains("=乡土中国"),
        "{json}"
    );
    stage.press("button", "复制全部数据");
    let asked = stage.asked();
    let copied =
        |ask: &Ask| matches!(ask, Ask::Outbox(OutboxAsk::Copy { text, .. }, _) if *text == json);
    assert!(asked.iter().any(copied), "{asked:?}");
}
