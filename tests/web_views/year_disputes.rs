//! 有异议 in the yearly answer sheet: the way to it from a row and from the sum, and how far it came.

use crate::{
    given::{Stage, TODAY, answers, entry, mint, record, row},
    page::{self, until},
    year::{reading, shelve, two_years},
    year_points::scored,
};
use dajuan::{
    domain::{
        dispute,
        lang::Lang,
        record::{Entry, KindId, Record, Standing},
    },
    outbox::item::State,
    route::Route,
    state::ask::{Ask, Disputed, SheetAsk},
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn of_total() -> dajuan::domain::answer::Answer {
    let year = TODAY.0.to_string();
    answers(&[
        (dispute::YEAR, &year),
        (dispute::ROW, "total"),
        (dispute::ABOUT, "合计 2 分"),
    ])
}

fn kind() -> KindId {
    KindId(dispute::KIND.to_owned())
}

fn answered(standing: Standing) -> Record {
    Record {
        client_ref: mint(),
        kind: kind(),
        receipt: Some("1007".to_owned()),
        standing,
        ..record(of_total())
    }
}

async fn open_sum(stage: &Stage, points: u8) {
    scored(stage, Lang::ZhCn, "我的分数").await;
    stage.press("button", &format!("为什么是这个分：合计 {points} 分"));
    let heading = format!("为什么是这个分：合计 {points} 分");
    until("the reasons", || stage.has("heading", &heading)).await;
}

#[wasm_bindgen_test]
async fn a_row_and_the_sum_lead_to_a_dispute_that_names_them() {
    let stage = two_years();
    open_sum(&stage, 6).await;
    stage.asked();
    stage.press("button", "有异议：合计 6 分");
    let [Ask::Sheet(SheetAsk::Dispute(of))] = &stage.asked()[..] else {
        panic!("no dispute was asked for");
    };
    assert_eq!((of.year, of.row.as_str()), (TODAY.0, "total"));

    let rows: Vec<String> = stage.names("button");
    let mine = rows.iter().find(|name| name.contains("活动，每次 1 分"));
    stage.press("button", mine.unwrap());
    let [Ask::Sheet(SheetAsk::Dispute(Disputed { row, rule, .. }))] = &stage.asked()[..] else {
        panic!("no dispute was asked for");
    };
    assert!(row.starts_with("meetings/event/deed/"), "{row}");
    assert_eq!(*rule, Some(("event".to_owned(), 4)));
}

#[wasm_bindgen_test]
async fn how_far_a_dispute_came_stands_at_its_number() {
    let stage = Stage::new();
    let session = reading("2026-01-01", 1);
    shelve(&stage, TODAY.0, vec![session.clone()]);
    open_sum(&stage, 2).await;
    let written = Entry {
        kind: kind(),
        answers: of_total(),
        ..entry("")
    };
    let key = written.client_ref.clone();
    for (state, words, way) in [
        (State::Draft, "异议还没写完", Route::Draft(key.clone())),
        (
            State::Queued,
            "异议还没发出去，联网后自动发送",
            Route::Record(key.clone()),
        ),
        (
            State::TooLarge,
            "异议没有送到，请看原因",
            Route::Record(key.clone()),
        ),
        (
            State::Done {
                receipt: Some("1007".to_owned()),
            },
            "异议已收到，回执 1007",
            Route::Record(key.clone()),
        ),
    ] {
        stage.desk.rows.set(vec![row(state, written.clone())]);
        until(words, || stage.has("link", words)).await;
        assert!(!stage.has("button", "有异议：合计 2 分"), "once is enough");
        stage.asked();
        stage.press("link", words);
        assert!(matches!(&stage.asked()[..], [Ask::Go(to)] if *to == way));
    }
    stage.desk.rows.set(Vec::new());
    for (standing, words) in [
        (Standing::Received, "异议已收到，回执 1007"),
        (
            Standing::Reviewed {
                words: "已补上".to_owned(),
            },
            "办公室已答复，采纳：已补上",
        ),
        (
            Standing::Returned {
                reason: "签到表上没有".to_owned(),
            },
            "办公室已答复，不采纳：签到表上没有",
        ),
    ] {
        shelve(&stage, TODAY.0, vec![session.clone(), answered(standing)]);
        until(words, || stage.has("link", words)).await;
        let again = stage.has("button", "有异议：合计 2 分");
        assert_eq!(again, words.starts_with("办公室"), "{words}");
    }
    page::turn().await;
    assert!(
        stage.text().contains("共 1 项"),
        "a dispute is counted nowhere: {}",
        stage.text()
    );
}
