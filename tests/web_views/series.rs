//! 每周都有: a draft for each week that its owner chooses, no day twice.

use crate::{
    given::{Stage, answers, entry, record, row},
    page::{self, until},
};
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        lang::Lang,
        record::{KindId, Record, Standing},
    },
    outbox::item::State,
    pages::record,
    state::ask::Ask,
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn shared(day: &str, title: &str, standing: Standing) -> Record {
    Record {
        day: Day::parse(day).unwrap(),
        standing,
        ..record(answers(&[
            ("title", title),
            ("date", day),
            ("mode", "online"),
        ]))
    }
}

/// The page of a reading share of 25 October, four weeks before today.
async fn page_of(lang: Lang, stage: &Stage, others: Vec<Record>) -> ClientRef {
    let first = shared("2026-10-25", "红楼梦", Standing::Received);
    let id = first.client_ref.clone();
    stage.shelve([vec![first], others].concat());
    let of = id.clone();
    stage
        .show(|stage| record::record(lang, stage.at(), of))
        .await;
    stage.asked();
    id
}

fn days_of(stage: &Stage) -> Vec<String> {
    let again = stage.asked().into_iter().find_map(|ask| {
        let Ask::Again(kind, all) = ask else {
            return None;
        };
        assert_eq!(kind, stage.kind());
        Some(all)
    });
    let day = |answers: &Answer| answers.field("date")?.text().map(str::to_owned);
    let titled = |answers: &Answer| answers.field("title").and_then(Answer::text) == Some("红楼梦");
    let all = again.unwrap_or_default();
    assert!(all.iter().all(titled));
    all.iter().filter_map(day).collect()
}

#[wasm_bindgen_test]
async fn each_week_since_gets_a_draft_unless_something_stands_there_or_it_is_left_out() {
    let stage = Stage::new();
    let mut draft = entry("红楼梦");
    draft.day = Day::parse("2026-11-08").ok();
    draft.answers = answers(&[("title", "红楼梦"), ("date", "2026-11-08")]);
    stage.desk.rows.set(vec![row(State::Draft, draft)]);
    let others = vec![
        shared("2026-11-01", "《红楼梦》", Standing::Received),
        shared("2026-11-15", "论语", Standing::Received),
        shared(
            "2026-11-22",
            "红楼梦",
            Standing::Withdrawn {
                reason: String::new(),
            },
        ),
    ];
    page_of(Lang::ZhCn, &stage, others).await;
    stage.press("button", "每周都有");
    until("the weeks", || stage.has("dialog", "每周都有")).await;
    let weeks = [
        "2026年11月1日星期日已记过",
        "2026年11月8日星期日已有草稿",
        "2026年11月15日星期日",
        "2026年11月22日星期日",
    ];
    assert_eq!(stage.names("checkbox"), weeks);
    let week = |name| stage.one("checkbox", name);
    for (name, free) in weeks.into_iter().zip([false, false, true, true]) {
        assert_eq!(page::is_checked(&week(name)), free, "{name}");
        assert_eq!(week(name).has_attribute("disabled"), !free, "{name}");
    }
    assert!(stage.has("button", "备好 2 份草稿"));
    page::press(&week(weeks[2]));
    until("one draft", || stage.has("button", "备好 1 份草稿")).await;
    page::press(&week(weeks[3]));
    until("no draft", || stage.has("button", "备好 0 份草稿")).await;
    page::press(&week(weeks[3]));
    until("one draft", || stage.has("button", "备好 1 份草稿")).await;
    stage.press("button", "备好 1 份草稿");
    assert_eq!(days_of(&stage), ["2026-11-22"]);
    until("no question", || !stage.has("dialog", "每周都有")).await;
}

#[wasm_bindgen_test]
async fn all_free_weeks_are_chosen_at_first_and_one_press_asks_for_them() {
    let stage = Stage::new();
    page_of(Lang::En, &stage, Vec::new()).await;
    stage.press("button", "Every week");
    until("the weeks", || stage.has("button", "Make drafts: 4")).await;
    stage.press("button", "Make drafts: 4");
    let weeks = ["2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22"];
    assert_eq!(days_of(&stage), weeks);
}

#[wasm_bindgen_test]
async fn only_a_kind_that_is_done_every_week_offers_it_and_not_before_a_week_went_by() {
    for (kind, day, offered) in [
        ("reading_share", "2026-11-15", true),
        ("reading_share", "2026-11-16", false),
        ("proposal", "2026-10-25", false),
    ] {
        let stage = Stage::new();
        let record_of = Record {
            kind: KindId(kind.to_owned()),
            ..shared(day, "红楼梦", Standing::Received)
        };
        let id = record_of.client_ref.clone();
        stage.shelve(vec![record_of]);
        stage
            .show(|stage| record::record(Lang::ZhCn, stage.at(), id))
            .await;
        assert!(stage.has("button", "再记一次"));
        assert_eq!(stage.has("button", "每周都有"), offered, "{kind} {day}");
    }
}
