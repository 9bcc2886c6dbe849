//! A submit: what is wrong, where, and what goes.

use crate::{
    given::{Stage, answers, entry, record, row, today},
    page::{self, until},
};
use dajuan::{
    domain::{answer::Answer, lang::Lang, record::Entry},
    outbox::item::State,
    pages::draft,
    state::ask::Ask,
};
use leptos::prelude::Set;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

fn submitted(stage: &Stage) -> Vec<Entry> {
    let entry = |ask| {
        if let Ask::Submit(entry) = ask {
            Some(entry)
        } else {
            None
        }
    };
    stage.asked().into_iter().filter_map(entry).collect()
}

#[wasm_bindgen_test]
async fn before_a_submit_only_what_was_typed_wrong_is_said() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    let (title, isbn) = (
        stage.one("textbox", "书名"),
        stage.one("textbox", "书号（ISBN） 选填"),
    );
    page::leave(&title);
    page::type_in(&isbn, "123");
    page::turn().await;
    assert!(!stage.text().contains("书号不对"), "not while it is typed");
    page::leave(&isbn);
    until("the fault", || {
        page::described(&isbn).contains("书号不对，请对一对封底的数字")
    })
    .await;
    assert_eq!(isbn.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(page::described(&title), "");
    assert_eq!(title.get_attribute("aria-invalid"), None);
    assert_eq!(stage.names("alert"), [""]);

    page::type_in(&isbn, "978-7-02-000220-7");
    until("mended", || !stage.text().contains("书号不对")).await;
    assert_eq!(isbn.get_attribute("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn a_submit_with_faults_says_them_in_both_places_and_leads_to_each() {
    for (lang, submit, title, date, summary, beside) in [
        (
            Lang::ZhCn,
            "提交",
            "书名",
            "日期",
            ["还有 2 处要看一看", "书名 · 请填书名", "日期 · 请填日期"],
            ["请填书名", "请填日期"],
        ),
        (
            Lang::En,
            "Submit",
            "Title",
            "Date",
            [
                "Please look at: 2",
                "Title · Please fill in: Title",
                "Date · Please fill in: Date",
            ],
            ["Please fill in: Title", "Please fill in: Date"],
        ),
    ] {
        let stage = Stage::new();
        stage.open_form(lang).await;
        let (title, date) = (stage.one("textbox", title), stage.one("date", date));
        page::type_in(&date, "");
        stage.press("button", submit);
        let alert = page::all(stage.place(), "alert")[0].clone();
        until("the focus", || page::focused() == alert).await;
        assert_eq!(page::text(&alert), summary.concat());
        assert_eq!(page::described(&title), beside[0]);
        assert_eq!(page::described(&date), beside[1]);
        assert_eq!(submitted(&stage), []);

        for (link, control) in [(summary[2], &date), (summary[1], &title)] {
            stage.press("link", link);
            assert_eq!(page::focused(), *control);
        }
        page::type_in(&title, "乡土中国");
        until("one fault less", || !page::text(&alert).contains(beside[0])).await;
        assert_eq!(page::described(&title), "");
        assert!(page::text(&alert).contains(beside[1]));
        assert_eq!(page::focused(), title, "typing goes on");
    }
}

#[wasm_bindgen_test]
async fn a_fault_in_a_choice_leads_to_its_first_button() {
    let stage = Stage::new();
    stage.open_entry(Lang::ZhCn, entry("乡土中国")).await;
    stage.press("button", "提交");
    until("the fault", || stage.has("link", "方式 · 请选方式")).await;
    stage.press("link", "方式 · 请选方式");
    assert_eq!(page::focused(), stage.one("radio", "线下"));
}

#[wasm_bindgen_test]
async fn a_submit_asks_once_with_checked_answers() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    page::type_in(&stage.one("textbox", "书名"), "乡土中国");
    page::type_in(&stage.one("textbox", "听众 选填"), "１２");
    page::type_in(&stage.one("textbox", "地点 选填"), "区图书馆");
    stage.press("radio", "线上");
    stage.press("button", "提交");
    let asked = submitted(&stage);
    assert_eq!(asked.len(), 1);
    let Answer::Group(fields) = &asked[0].answers else {
        panic!("{asked:?}")
    };
    assert_eq!(fields["audience"], Answer::Int(12));
    assert_eq!(fields["title"], Answer::Text("乡土中国".to_owned()));
    assert!(
        !fields.contains_key("place"),
        "what does not matter does not go"
    );
    assert_eq!(
        asked[0].day.map(|day| day.to_string()).as_deref(),
        Some("2026-11-22")
    );
}

#[wasm_bindgen_test]
async fn a_day_that_is_still_to_come_is_refused() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    page::type_in(&stage.one("textbox", "书名"), "乡土中国");
    let date = stage.one("date", "日期");
    page::type_in(&date, "2026-11-23");
    stage.press("button", "提交");
    until("the fault", || page::described(&date) == "日期还没到").await;
    assert_eq!(submitted(&stage), []);
}

#[wasm_bindgen_test]
async fn the_same_book_on_the_same_day_goes_only_after_a_yes() {
    let asked = "是不是记过了";
    let stage = Stage::new();
    let earlier = answers(&[("title", "乡土中国"), ("date", "2026-11-22")]);
    stage.shelve(vec![record(earlier)]);
    stage.open_form(Lang::ZhCn).await;
    page::type_in(&stage.one("textbox", "书名"), "乡土中国");

    stage.press("button", "提交");
    until("the question", || stage.has("dialog", asked)).await;
    assert_eq!(submitted(&stage), []);
    assert!(
        stage
            .text()
            .contains("已经记过《乡土中国》。还要再记一次吗")
    );
    stage.press("button", "不用了，回去看看");
    until("no question", || !stage.has("dialog", asked)).await;
    assert_eq!(submitted(&stage), []);

    stage.press("button", "提交");
    until("the question again", || stage.has("dialog", asked)).await;
    stage.press("button", "再记一次");
    assert_eq!(submitted(&stage).len(), 1);
    until("no question any more", || !stage.has("dialog", asked)).await;
}

#[wasm_bindgen_test]
async fn a_change_goes_without_a_question_about_what_it_changes() {
    let stage = Stage::new();
    let of = record(answers(&[("title", "乡土中国"), ("date", "2026-11-22")]));
    let fresh = stage
        .duties
        .kind(&stage.kind())
        .unwrap()
        .form()
        .fresh(today());
    let mut change = row(State::Draft, entry(""));
    Arc::make_mut(&mut change.entry).answers = fresh.into();
    change.item.chain = of.client_ref.clone();
    change.item.updates = true;
    let id = change.item.client_ref.clone();
    stage.shelve(vec![of]);
    stage.desk.rows.set(vec![change]);
    stage
        .show(|stage| draft::draft(Lang::ZhCn, stage.at(), &id, crate::given::about()))
        .await;
    stage.asked();
    page::type_in(&stage.one("textbox", "书名"), "乡土中国");
    stage.press("button", "提交");
    assert_eq!(submitted(&stage).len(), 1);
}

#[wasm_bindgen_test]
async fn another_day_or_another_book_goes_without_a_question() {
    let stage = Stage::new();
    let book = |title, day| record(answers(&[("title", title), ("date", day)]));
    stage.shelve(vec![
        book("乡土中国", "2026-11-21"),
        book("红楼梦", "2026-11-22"),
    ]);
    stage.open_form(Lang::ZhCn).await;
    page::type_in(&stage.one("textbox", "书名"), "乡土中国");
    stage.press("button", "提交");
    assert_eq!(submitted(&stage).len(), 1);
}
