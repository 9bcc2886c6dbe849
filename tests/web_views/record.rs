//! One record: what can be done with it, and the choice where both sides changed it.

use crate::{
    given::{self, Open, Stage, answers, entry, row, today},
    page::{self, until},
};
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        held::{self, Held},
        lang::Lang,
        record::{KindId, Record, Standing},
        withdrawal,
    },
    outbox::item::{State, Why},
    pages::record::record,
    route::Route,
    state::{
        ask::{Ask, OutboxAsk},
        shelf::Reading,
    },
    stored::row::ItemRow,
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

const MINE: &str = "写得好，\n第二遍读出了新意思。";
const THEIRS: &str = "办公室改过的话";

async fn shown(lang: Lang, row: ItemRow) -> Stage {
    let stage = Stage::new();
    let id = row.item.client_ref.clone();
    stage.desk.rows.set(vec![row]);
    stage.show(|stage| record(lang, stage.at(), id)).await;
    stage.asked();
    stage
}

fn conflict(fields: &[&str], mine: Answer, theirs: Held) -> ItemRow {
    let state = State::Conflict {
        words: String::new(),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
    };
    let mut row = row(state, entry("乡土中国"));
    Arc::make_mut(&mut row.entry).answers = mine;
    row.update = Some(Arc::new(held::Update {
        base: Held::default(),
        theirs: Some(theirs),
    }));
    row
}

fn said(title: &str, date: &str, thoughts: &str) -> Answer {
    answers(&[("title", title), ("date", date), ("thoughts", thoughts)])
}

/// Both changed the title and the thoughts, and the day with its field.
fn both_changed() -> ItemRow {
    let theirs = Held {
        day: dajuan::domain::day::Day::new(2026, 11, 20).ok(),
        answers: said("乡土中国（修订本）", "2026-11-20", THEIRS),
        ..Held::default()
    };
    let mine = said("乡土中国", "2026-11-22", MINE);
    conflict(&["date", "day", "thoughts", "title"], mine, theirs)
}

fn choose(stage: &Stage, group: &str, side: &str) {
    let group = stage.one("group", group);
    let found = page::all(&group, "radio");
    let one = found.iter().find(|it| page::name(it).starts_with(side));
    page::press(one.unwrap());
}

fn resolved(stage: &Stage) -> (ClientRef, Vec<String>) {
    let mut asked = stage.asked();
    match (asked.pop(), asked.is_empty()) {
        (Some(Ask::Outbox(OutboxAsk::Resolve { id, mine }, _)), true) => (id, mine),
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn what_both_sides_changed_is_put_side_by_side_under_the_forms_labels() {
    let stage = shown(Lang::ZhCn, both_changed()).await;
    // The day is the date's.
    assert_eq!(stage.names("group"), ["日期", "心得", "书名"]);
    let radios = |group: &str| -> Vec<String> {
        let radios = page::all(&stage.one("group", group), "radio");
        radios.iter().map(page::name).collect()
    };
    assert_eq!(
        radios("书名"),
        ["您写的乡土中国", "对方改成的乡土中国（修订本）"]
    );
    assert_eq!(
        radios("心得"),
        [format!("您写的{MINE}"), format!("对方改成的{THEIRS}")]
    );
    let dates = radios("日期");
    assert!(
        dates[0].contains("22") && dates[1].contains("20"),
        "{dates:?}"
    );
    let all = page::all(stage.place(), "radio");
    assert!(
        !all.iter().any(page::is_checked),
        "nothing is chosen for anybody"
    );
}

#[wasm_bindgen_test]
async fn what_was_chosen_is_sent_field_by_field() {
    let row = both_changed();
    let key = row.item.client_ref.clone();
    let stage = shown(Lang::ZhCn, row).await;
    choose(&stage, "日期", "您写的");
    choose(&stage, "心得", "对方改成的");
    choose(&stage, "书名", "对方改成的");
    choose(&stage, "书名", "您写的");
    stage.press("button", "按选好的发送");
    let (id, mine) = resolved(&stage);
    assert_eq!(id, key);
    assert_eq!(mine, ["date", "title", "day"]);
    let focused = page::focused();
    assert_eq!(focused.get_attribute("role").as_deref(), Some("status"));
}

#[wasm_bindgen_test]
async fn nothing_is_sent_before_every_field_is_chosen_and_the_open_one_is_led_to() {
    let stage = shown(Lang::ZhCn, both_changed()).await;
    choose(&stage, "日期", "对方改成的");
    stage.press("button", "按选好的发送");
    assert!(stage.asked().is_empty());
    let first = page::all(&stage.one("group", "心得"), "radio").remove(0);
    assert!(page::focused() == first);
    until("the word beside it", || page::described(&first) == "请选择").await;
    choose(&stage, "心得", "您写的");
    until("no word", || page::described(&first).is_empty()).await;
}

#[wasm_bindgen_test]
async fn photos_and_what_the_form_does_not_ask_can_be_chosen_too() {
    let photo = ClientRef::from_chance([200; 16]);
    let theirs = Held {
        day: Some(today()),
        answers: answers(&[("title", "乡土中国"), ("old_field", "留着的")]),
        photos: vec![photo.clone()],
        ..Held::default()
    };
    let row = conflict(
        &["photos", "old_field"],
        answers(&[("title", "乡土中国")]),
        theirs,
    );
    let stage = Stage::new();
    let id = row.item.client_ref.clone();
    stage.desk.rows.set(vec![row]);
    stage.show(|stage| record(Lang::En, stage.at(), id)).await;
    let shows = |ask: &Ask| matches!(ask, Ask::ShowPhoto(one) if *one == photo);
    assert!(stage.asked().iter().any(shows), "their photo is fetched");
    let names: Vec<String> = stage.names("radio");
    assert_eq!(
        names,
        [
            "What you wrotePhotos: 0",
            "What the office made of itPhotos: 1",
            "What you wroteLeft empty",
            "What the office made of it留着的",
        ]
    );
    stage.one("group", "old_field");
}

#[wasm_bindgen_test]
async fn where_the_other_side_is_not_known_there_is_nothing_to_choose() {
    let mut unknown = both_changed();
    unknown.update = None;
    let stage = shown(Lang::ZhCn, unknown).await;
    assert!(stage.names("radio").is_empty());
    stage.one("button", "撤下不发");
}

#[wasm_bindgen_test]
async fn once_it_is_on_its_way_the_choice_is_gone() {
    let row = both_changed();
    let stage = shown(Lang::ZhCn, row.clone()).await;
    assert!(!stage.names("radio").is_empty());
    let mut sent = row;
    sent.item.state = State::Queued;
    stage.desk.rows.set(vec![sent]);
    until("no choice", || stage.names("radio").is_empty()).await;
}

#[wasm_bindgen_test]
async fn what_was_declined_can_be_taken_away_here_too() {
    let words = String::new();
    let stage = shown(
        Lang::ZhCn,
        row(
            State::Declined {
                why: Why::Full,
                words,
            },
            entry("乡土中国"),
        ),
    )
    .await;
    stage.one("button", "撤下不发");
    let taken = row(
        State::Accepted {
            not_before: today().noon(),
        },
        entry("乡土中国"),
    );
    let stage = shown(Lang::ZhCn, taken).await;
    assert!(!stage.has("button", "撤下不发"));
}

/// A received record, before a backend that lets members change it.
async fn received(standing: Standing) -> (Open, ClientRef) {
    let stage = Stage::new();
    let of = Record {
        standing,
        ..given::record(said("乡土中国", "2026-11-22", MINE))
    };
    let id = of.client_ref.clone();
    stage.shelve(vec![of]);
    stage
        .show(|stage| record(Lang::ZhCn, stage.at(), id.clone()))
        .await;
    let look = stage.asked().into_iter().find_map(|ask| {
        if let Ask::Outbox(OutboxAsk::Look, look) = ask {
            Some(look)
        } else {
            None
        }
    });
    let look = look.unwrap();
    assert!(!stage.has("button", "更正"), "this backend may not take it");
    look.update(|look| look.takes_changes = true);
    (Open { stage, look }, id)
}

#[wasm_bindgen_test]
async fn what_was_received_can_be_corrected_where_the_backend_takes_that() {
    let reason = "请补书名".to_owned();
    for (standing, name) in [
        (Standing::Received, "更正"),
        (Standing::Returned { reason }, "修改后再交"),
    ] {
        let (stage, id) = received(standing).await;
        until("the way", || stage.has("button", name)).await;
        stage.press("button", name);
        let asked = stage.asked();
        assert!(matches!(&asked[..], [Ask::Outbox(OutboxAsk::Amend(one), _)] if *one == id));
    }
    let words = String::new();
    let reason = String::new();
    for standing in [Standing::Reviewed { words }, Standing::Withdrawn { reason }] {
        let (stage, _) = received(standing).await;
        page::turn().await;
        for name in ["更正", "修改后再交", "撤回"] {
            assert!(!stage.has("button", name), "{name}: it is closed");
        }
    }
}

#[wasm_bindgen_test]
async fn what_was_received_can_be_withdrawn_once_where_the_backend_takes_that() {
    let (stage, id) = received(Standing::Received).await;
    assert!(!stage.has("button", "撤回"), "this backend may not take it");
    stage.look.update(|look| look.takes_withdrawals = true);
    until("the way", || stage.has("button", "撤回")).await;
    stage.press("button", "撤回");
    let asked = stage.asked();
    assert!(matches!(&asked[..], [Ask::Outbox(OutboxAsk::Retract(one), _)] if *one == id));

    let mut waiting = entry("乡土中国");
    waiting.kind = KindId(withdrawal::KIND.to_owned());
    waiting.answers = answers(&[(withdrawal::RECORD, id.as_str()), ("reason", "记错了")]);
    let waiting = row(State::Queued, waiting);
    let route = Route::Record(waiting.item.client_ref.clone());
    stage.desk.rows.set(vec![waiting]);
    until("the way to it", || stage.has("link", "看正在撤回的")).await;
    stage.press("link", "看正在撤回的");
    assert!(matches!(&stage.asked()[..], [Ask::Go(to)] if *to == route));
}

#[wasm_bindgen_test]
async fn a_correction_under_way_is_led_to_and_no_second_one_is_begun() {
    let (stage, id) = received(Standing::Received).await;
    for (state, place) in [
        (State::Draft, Route::Draft as fn(ClientRef) -> Route),
        (State::Queued, Route::Record),
    ] {
        let mut change = row(state, entry("乡土中国"));
        change.item.chain = id.clone();
        change.item.updates = true;
        let key = change.item.client_ref.clone();
        stage.desk.rows.set(vec![change]);
        page::turn().await;
        assert!(!stage.has("button", "更正"));
        stage.press("link", "看正在改的");
        assert!(matches!(&stage.asked()[..], [Ask::Go(route)] if *route == place(key.clone())));
    }
}

#[wasm_bindgen_test]
async fn when_a_correction_has_arrived_its_page_gives_way_to_the_record() {
    let of = ClientRef::from_chance([201; 16]);
    let mut change = row(State::Queued, entry("乡土中国"));
    change.item.chain = of.clone();
    change.item.updates = true;
    let stage = shown(Lang::ZhCn, change.clone()).await;
    change.item.state = State::Done { receipt: None };
    stage.desk.rows.set(vec![change]);
    until("the words", || stage.text().contains("已收到")).await;
    assert!(stage.asked().is_empty());
    stage.desk.rows.set(Vec::new());
    page::turn().await;
    assert!(matches!(&stage.asked()[..], [Ask::Go(Route::Record(one))] if *one == of));
}

#[wasm_bindgen_test]
async fn a_record_of_last_year_is_looked_for_in_its_own_list() {
    let stage = Stage::new();
    let id = given::mint();
    stage
        .show(|stage| record(Lang::ZhCn, stage.at(), id.clone()))
        .await;
    let refreshed = |stage: &Stage| -> Vec<u16> {
        let asked = stage.asked().into_iter();
        asked
            .filter_map(|ask| {
                if let Ask::Refresh(year) = ask {
                    Some(year)
                } else {
                    None
                }
            })
            .collect()
    };
    assert_eq!(refreshed(&stage), [2026]);
    let fresh = |year| {
        stage
            .shelf
            .reading
            .update(|all| all.insert(year, Reading::Fresh));
    };
    fresh(2026);
    page::turn().await;
    assert_eq!(refreshed(&stage), [2025]);
    fresh(2025);
    page::turn().await;
    assert!(refreshed(&stage).is_empty(), "nobody looks any further");
}
