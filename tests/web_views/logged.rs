//! 代填: what the office wrote down is marked, its member says whether it is right, and how far that came is told.

use crate::{
    given::{self, Stage, answers, entry, row, today},
    page::{self, until},
};
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        confirmation,
        lang::Lang,
        logged::{Logged, Said},
        record::{Entry, KindId, Record, Standing},
    },
    outbox::item::State,
    pages::{asked::asked, record::record, records::records},
    route::Route,
    state::ask::{Ask, OutboxAsk},
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

fn written(said: Option<Said>) -> Record {
    Record {
        logged: Some(Arc::new(Logged {
            by: "办公室".to_owned(),
            at: Some(today().noon()),
            said,
        })),
        ..given::record(answers(&[("title", "乡土中国"), ("date", "2026-11-22")]))
    }
}

/// A word of the member's about a record.
fn word(of: &ClientRef, right: bool) -> Entry {
    let mut said = entry("");
    said.kind = KindId(confirmation::KIND.to_owned());
    said.answers = answers(&[(confirmation::RECORD, of.as_str()), ("words", "那天我没去")]);
    if let Answer::Group(group) = &mut said.answers {
        group.insert(confirmation::RIGHT.to_owned(), Answer::Flag(right));
    }
    said
}

async fn opened(of: Record) -> (Stage, ClientRef) {
    let stage = Stage::new();
    let id = of.client_ref.clone();
    stage.shelve(vec![of]);
    stage
        .show(|stage| record(Lang::ZhCn, stage.at(), id.clone()))
        .await;
    stage.asked();
    (stage, id)
}

#[wasm_bindgen_test]
async fn what_the_office_wrote_down_says_so_and_asks_whether_it_is_right() {
    let (stage, id) = opened(written(Some(Said::Nothing))).await;
    let text = stage.text();
    assert!(text.contains("由办公室代填：办公室，"), "{text}");
    assert!(text.contains("请看一看，这件事是不是您做的"), "{text}");
    for (name, says) in [("是我做的", true), ("不对", false)] {
        stage.press("button", name);
        let asked = stage.asked();
        let [Ask::Outbox(OutboxAsk::Confirm { of, right }, _)] = &asked[..] else {
            panic!("{asked:?}");
        };
        assert_eq!((of, *right), (&id, says));
    }
    stage.press("button", "是我做的");
    let focused = page::focused();
    assert_eq!(focused.get_attribute("role").as_deref(), Some("status"));
}

#[wasm_bindgen_test]
async fn how_far_a_word_came_is_told_and_it_is_not_said_twice() {
    let (stage, id) = opened(written(Some(Said::Nothing))).await;
    for (state, right, words, way) in [
        (State::Draft, false, "哪里不对还没写完", true),
        (
            State::Queued,
            true,
            "您的确认还没发出去，联网后自动发送",
            true,
        ),
        (
            State::Queued,
            false,
            "您说的不对还没发出去，联网后自动发送",
            true,
        ),
        (State::TooLarge, false, "您的回复没有送到，请看原因", true),
        (
            State::Done {
                receipt: Some("1007".to_owned()),
            },
            true,
            "您的确认已收到，回执 1007",
            false,
        ),
        (
            State::Done { receipt: None },
            false,
            "您说的不对已收到，等办公室处理",
            false,
        ),
    ] {
        let is_draft = state == State::Draft;
        let said = word(&id, right);
        let key = said.client_ref.clone();
        stage.desk.rows.set(vec![row(state, said)]);
        until(words, || stage.text().contains(words)).await;
        assert!(!stage.has("button", "是我做的") && !stage.has("button", "不对"));
        assert_eq!(stage.has("link", "打开看"), way, "{words}");
        if way {
            stage.press("link", "打开看");
            let to = if is_draft {
                Route::Draft(key)
            } else {
                Route::Record(key)
            };
            assert!(matches!(&stage.asked()[..], [Ask::Go(route)] if *route == to));
        }
    }
}

#[wasm_bindgen_test]
async fn what_the_record_itself_says_of_the_members_word_is_told() {
    let wrong = || Said::Wrong {
        words: "那天我没去".to_owned(),
    };
    for (said, words, right, object) in [
        (Said::Right, "您已确认是您做的", false, false),
        (wrong(), "您说不对：那天我没去", true, false),
    ] {
        let (stage, _) = opened(written(Some(said))).await;
        assert!(stage.text().contains(words), "{}", stage.text());
        assert_eq!(stage.has("button", "是我做的"), right);
        assert_eq!(stage.has("button", "不对"), object);
    }
    let (stage, _) = opened(Record {
        standing: Standing::Reviewed {
            words: "已按您说的改了日期".to_owned(),
        },
        ..written(Some(wrong()))
    })
    .await;
    assert!(stage.text().contains("办公室的话：已按您说的改了日期"));
    let (stage, _) = opened(written(None)).await;
    assert!(stage.text().contains("由办公室代填"));
    assert!(
        !stage.has("button", "是我做的"),
        "this backend asks no word"
    );
    let (stage, _) = opened(given::record(answers(&[("title", "乡土中国")]))).await;
    assert!(!stage.text().contains("代填"), "{}", stage.text());
}

#[wasm_bindgen_test]
async fn the_list_marks_what_the_office_wrote_down_until_its_member_has_said_a_word() {
    let stage = Stage::new();
    let of = written(Some(Said::Nothing));
    let mut heard = given::record(word(&of.client_ref, true).answers);
    heard.kind = KindId(confirmation::KIND.to_owned());
    let id = of.client_ref.clone();
    stage.shelve(vec![of.clone()]);
    stage.show(|stage| records(Lang::ZhCn, stage.at())).await;
    let line = || stage.names("link").join("|");
    assert!(
        line().contains("由办公室代填 · 回执 R-7请确认"),
        "{}",
        line()
    );
    stage
        .desk
        .rows
        .set(vec![row(State::Queued, word(&id, true))]);
    until("the mark to go", || !line().contains("请确认")).await;
    assert!(line().contains("由办公室代填"));
    stage.desk.rows.set(Vec::new());
    // The word is in a list, and the record is from an older one.
    stage.shelve(vec![heard, of]);
    until("one line", || stage.text().contains("共 1 条")).await;
    assert!(!line().contains("请确认"), "{}", line());
}

#[wasm_bindgen_test]
async fn home_shows_what_waits_for_a_word_and_nothing_else() {
    let stage = Stage::new();
    let of = written(Some(Said::Nothing));
    let id = of.client_ref.clone();
    let taken_back = Record {
        standing: Standing::Withdrawn {
            reason: String::new(),
        },
        ..written(Some(Said::Nothing))
    };
    stage.shelve(vec![written(Some(Said::Right)), written(None), taken_back]);
    stage.show(|stage| asked(Lang::ZhCn, stage.at())).await;
    stage.asked();
    assert!(stage.names("heading").is_empty());
    stage.shelve(vec![of]);
    until("the section", || {
        stage.has("heading", "办公室代填的，请您确认")
    })
    .await;
    let way = stage.names("link").remove(0);
    stage.press("link", &way);
    assert!(matches!(&stage.asked()[..], [Ask::Go(Route::Record(one))] if *one == id));
}
