//! The office's own sum of a year beside the phone's.

use crate::{
    given::{Stage, TODAY, today},
    page::until,
    year::{open, two_years},
    year_points::{RULES, rules_of, scored},
};
use dajuan::{
    domain::{lang::Lang, statement::Statement},
    state::{
        ask::{Ask, SheetAsk},
        rules_file::RulesFile,
    },
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

type Office = RwSignal<Option<Arc<Statement>>>;

/// The page with its rules, and the signal into which it wants the office's sum.
async fn opened(stage: &Stage, lang: Lang, title: &str) -> Office {
    open(stage, lang, None, &[]).await;
    let asked = stage.asked();
    rules_of(&asked).set(RulesFile::Read(RULES.into()));
    let office = asked.iter().find_map(|ask| {
        if let Ask::Sheet(SheetAsk::Statement(year, into)) = ask {
            assert_eq!(*year, TODAY.0);
            Some(*into)
        } else {
            None
        }
    });
    until(title, || stage.has("heading", title)).await;
    office.unwrap()
}

/// The office's own sum.
pub fn stated(sheet: &str, closed: bool) -> Option<Arc<Statement>> {
    Some(Arc::new(Statement {
        as_of: today().noon(),
        closed,
        sheet: sheet.to_owned(),
    }))
}

#[wasm_bindgen_test]
async fn without_a_statement_nothing_is_said_of_the_office() {
    let stage = two_years();
    scored(&stage, Lang::ZhCn, "我的分数").await;
    assert!(!stage.text().contains("办公室计算"));
}

#[wasm_bindgen_test]
async fn what_the_office_has_not_is_shown_with_both_numbers_and_its_rows() {
    for (lang, title, words) in [
        (
            Lang::ZhCn,
            "我的分数",
            [
                "3 分",
                "办公室计算，截至",
                "手机按现有的记录算是 6 分，和办公室的不一样，以办公室的为准",
                "办公室 0 分，手机 1 分",
            ],
        ),
        (
            Lang::En,
            "My points",
            [
                "3 points",
                "Worked out by the office, as of",
                "From what it has, the phone comes to 6 points",
                "Office: 0 points; phone: 1 point",
            ],
        ),
    ] {
        let stage = two_years();
        let office = opened(&stage, lang, title).await;
        // A backend of which the sum and one row are known.
        let sheet = r#"{"summary":{"year":2026,"version":4,"total":3,"grade":null},"rows":[
            {"rule":"gift","version":4,"category":"reading","from":"deed","deed":{"id":"x"},"points":3}]}"#;
        office.set(stated(sheet, false));
        for words in words {
            until(words, || stage.text().contains(words)).await;
        }
        let text = stage.text();
        assert!(
            text.contains("gift"),
            "a row that the office alone has: {text}"
        );
        assert!(!text.contains("年度已由办公室关闭"));
    }
}

#[wasm_bindgen_test]
async fn a_sum_that_is_the_same_says_so_and_a_closed_year_stands_apart() {
    let stage = two_years();
    let office = opened(&stage, Lang::ZhCn, "我的分数").await;
    office.set(stated(r#"{"summary":{"total":6}}"#, false));
    let same = "手机按现有的记录算出来也是这样";
    until(same, || stage.text().contains(same)).await;
    assert!(stage.has("heading", "手机算的分数"));

    office.set(stated(r#"{"summary":{"total":0},"rows":[]}"#, true));
    let closed = "年度已由办公室关闭，之后的更正单列";
    until(closed, || stage.text().contains(closed)).await;
    assert!(stage.has("heading", "年度关闭以后的更正"));

    office.set(stated("[]", false));
    until("nothing of another shape", || {
        !stage.text().contains("办公室计算")
    })
    .await;
    assert!(stage.text().contains("6 分"));
}

#[wasm_bindgen_test]
async fn a_count_and_a_month_show_what_they_are_made_of() {
    let stage = two_years();
    scored(&stage, Lang::ZhCn, "我的分数").await;
    for name in ["算进去的有：读书分享 3 场", "算进去的有：读书分享"] {
        stage.press("button", &name.replace("算进去的有", "为什么"));
        until(name, || stage.has("heading", name)).await;
        let links = stage.names("link");
        let of_reading = links.iter().filter(|name| name.contains("读书分享"));
        assert!(of_reading.count() >= 3, "{links:?}");
    }
    stage.press("button", "看表格：每个月");
    let month = || {
        let mut names = stage.names("button").into_iter();
        names.find(|name| name.starts_with("为什么：") && name.contains("月"))
    };
    until("the table", || month().is_some()).await;
    let month = month().unwrap();
    stage.press("button", &month);
    let heading = month.replace("为什么", "算进去的有");
    until("the month", || stage.has("heading", &heading)).await;
}
