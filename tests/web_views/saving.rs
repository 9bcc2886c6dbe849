//! What is typed is kept, as typed, when the fingers rest.

use crate::{
    given::{Stage, about, entry, row},
    page::{self, Clock, until},
};
use dajuan::{
    domain::{answer::Answer, lang::Lang, record::Entry},
    outbox::item::State,
    state::{
        ask::Ask,
        desk::{SaveFault, Saving},
    },
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// The promise, in milliseconds after the last keystroke.
const PROMISE: u32 = 300;

/// The drafts that were to be saved; nothing else was asked.
fn saves(stage: &Stage) -> Vec<Entry> {
    let saved = |ask| {
        let Ask::SaveDraft(entry) = ask else {
            panic!("{ask:?}")
        };
        entry
    };
    stage.asked().into_iter().map(saved).collect()
}

fn said(entry: &Entry, key: &str) -> Answer {
    let Answer::Group(fields) = &entry.answers else {
        panic!("{entry:?}")
    };
    fields.get(key).cloned().unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_draft_is_saved_once_as_typed_300_ms_after_the_last_key_at_the_latest() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    let clock = Clock::stopped();
    let title = stage.one("textbox", "书名");
    for typed in [" 乡", " 乡土", " 乡土中国 <b>１２"] {
        page::type_in(&title, typed);
        clock.passes(PROMISE / 2);
        assert_eq!(saves(&stage), [], "the fingers do not rest yet");
    }
    until("the word for it", || stage.names("status") == ["正在保存"]).await;
    clock.passes(PROMISE / 2);
    let saved = saves(&stage);
    assert_eq!(saved.len(), 1);
    let text = Answer::Text(" 乡土中国 <b>１２".to_owned());
    assert_eq!(said(&saved[0], "title"), text);
    clock.passes(10 * PROMISE);
    stage.leave();
    assert_eq!(saves(&stage), [], "nothing waits any more");
}

#[wasm_bindgen_test]
async fn who_types_or_dictates_without_a_rest_is_saved_all_the_same() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    let clock = Clock::stopped();
    let thoughts = stage.one("textbox", "书名");
    let mut typed = String::new();
    for _ in 0..45 {
        typed.push('读');
        page::type_in(&thoughts, &typed);
        clock.passes(PROMISE / 6);
    }
    let saved = saves(&stage);
    assert_eq!(saved.len(), 2, "twice in 45 changes");
    assert_eq!(said(&saved[1], "title"), Answer::Text("读".repeat(40)));
}

#[wasm_bindgen_test]
async fn a_page_that_is_left_saves_what_waits_and_only_that() {
    for (typed, saved) in [(true, 1), (false, 0)] {
        let stage = Stage::new();
        stage.open_form(Lang::ZhCn).await;
        let clock = Clock::stopped();
        if typed {
            page::type_in(&stage.one("textbox", "书名"), "乡土中国");
        }
        stage.leave();
        assert_eq!(saves(&stage).len(), saved);
        clock.passes(PROMISE);
        assert_eq!(saves(&stage), []);
    }
}

#[wasm_bindgen_test]
async fn what_an_input_method_shows_is_no_text_until_it_is_picked() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    let clock = Clock::stopped();
    let quote = stage.one("textbox", "摘录 选填");
    for shown in ["x", "xiang", "xiang'tu"] {
        page::compose(&quote, shown);
    }
    clock.passes(10 * PROMISE);
    page::turn().await;
    assert_eq!(saves(&stage), []);
    assert_eq!(stage.names("status"), [""]);
    assert!(stage.text().contains("0 / 2000 字"));
    assert_eq!(page::value(&quote), "xiang'tu", "what is shown stays");

    page::compose(&quote, "乡土");
    page::composed(&quote);
    until("the counter", || stage.text().contains("2 / 2000 字")).await;
    clock.passes(PROMISE);
    let saved = saves(&stage);
    assert_eq!(saved.len(), 1);
    assert_eq!(said(&saved[0], "quote"), Answer::Text("乡土".to_owned()));
}

#[wasm_bindgen_test]
async fn the_enter_that_picks_a_word_submits_nothing() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    let title = stage.one("textbox", "书名");
    assert!(page::enter_is_taken(&title, 229, false), "as in Safari");
    assert!(page::enter_is_taken(&title, 13, true));
    assert!(!page::enter_is_taken(&title, 13, false));
}

#[wasm_bindgen_test]
async fn how_the_save_went_is_said_aloud() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    let begun = stage.desk.begun.get_untracked().unwrap();
    stage.desk.rows.set(vec![row(State::Draft, begun)]);
    for (saving, words) in [
        (Saving::Pending, "正在保存"),
        (
            Saving::Saved(crate::given::today().noon()),
            "草稿已保存 12:00",
        ),
        (Saving::VisitOnly, "只在这次打开期间有效"),
        (
            Saving::Failed(SaveFault::Full),
            "手机空间不够，没有存住。请先不要关掉本页，腾出空间后再试",
        ),
        (
            Saving::Failed(SaveFault::Denied),
            "手机不让本页面存东西，请马上联网提交，不要关掉本页",
        ),
        (Saving::Untouched, ""),
    ] {
        stage.desk.saving.set(saving);
        until(words, || stage.names("status") == [words]).await;
    }
}

#[wasm_bindgen_test]
async fn a_save_that_ends_while_somebody_types_on_is_not_told_as_saved() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    let clock = Clock::stopped();
    let title = stage.one("textbox", "书名");
    let end = |saved: Entry| {
        stage.desk.rows.set(vec![row(State::Draft, saved)]);
        let told = Saving::Saved(crate::given::today().noon());
        stage.desk.saving.set(told);
    };
    page::type_in(&title, "乡土");
    clock.passes(PROMISE);
    let first = saves(&stage).remove(0);
    page::type_in(&title, "乡土中国");
    end(first);
    page::turn().await;
    assert_eq!(stage.names("status"), ["正在保存"], "中国 is not on disk");
    clock.passes(PROMISE);
    end(saves(&stage).remove(0));
    until("the word for it", || {
        stage.names("status") == ["草稿已保存 12:00"]
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_kept_draft_can_be_discarded_after_a_question() {
    let stage = Stage::new();
    let draft = entry("乡土中国");
    let key = draft.client_ref.clone();
    stage.desk.rows.set(vec![row(State::Draft, draft)]);
    stage
        .show(|stage| dajuan::pages::draft::draft(Lang::ZhCn, stage.at(), &key, about()))
        .await;
    assert_eq!(page::value(&stage.one("textbox", "书名")), "乡土中国");
    let asked = stage.asked();
    assert!(
        matches!(&asked[..], [Ask::Open(opened)] if *opened == key),
        "{asked:?}"
    );
    let ask = "删掉这份草稿吗";

    stage.press("button", "删掉这份草稿");
    until("the question", || stage.has("dialog", ask)).await;
    stage.press("button", "不了");
    until("no question", || !stage.has("dialog", ask)).await;
    assert_eq!(stage.asked().len(), 0);

    stage.press("button", "删掉这份草稿");
    until("the question again", || stage.has("dialog", ask)).await;
    stage.press("button", "删掉");
    let asked = stage.asked();
    assert!(
        matches!(&asked[..], [Ask::Discard(discarded)] if *discarded == key),
        "{asked:?}"
    );
}
