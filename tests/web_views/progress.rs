//! 进展 on the page of a record: what happened to it, and what its author is asked.

use crate::{
    given::{self, Stage, answers, proposal, row, step, today},
    page::{self, until},
};
use dajuan::{
    domain::{
        client_ref::ClientRef,
        lang::Lang,
        record::{Entry, KindId},
        step::{Course, Rating, Step},
    },
    forms::workflow::Workflows,
    outbox::item::{State, Why},
    pages::{record::record, records::records},
    state::{
        ask::{Ask, SheetAsk, StepAnswer},
        progress::Courses,
    },
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

const FILE: &str = include_str!("../../public/workflows.json");

/// What the page asked for, answered.
fn answer(stage: &Stage, course: Course) -> RwSignal<Courses> {
    let into = stage.asked().into_iter().find_map(|ask| {
        if let Ask::Sheet(SheetAsk::Progress(year, into)) = ask {
            Some((year, into))
        } else {
            None
        }
    });
    let (year, into) = into.unwrap();
    assert_eq!(year, today().year());
    let workflows = Workflows::parse(FILE).unwrap();
    into.update(|it| {
        it.workflows = Some(Arc::new(workflows));
        it.put(year, vec![course]);
    });
    into
}

fn course(record: &ClientRef, steps: &[Step]) -> Course {
    Course {
        record: record.clone(),
        steps: steps.to_vec(),
        mine: None,
        theirs: None,
    }
}

async fn shown(lang: Lang, steps: &[Step]) -> (Stage, ClientRef, RwSignal<Courses>) {
    let stage = Stage::new();
    let of = proposal();
    let id = of.client_ref.clone();
    stage.shelve(vec![of]);
    stage
        .show(|stage| record(lang, stage.at(), id.clone()))
        .await;
    let into = answer(&stage, course(&id, steps));
    (stage, id, into)
}

fn answered() -> Vec<Step> {
    let before = ["examined", "filed", "assigned", "handling"];
    let mut steps: Vec<Step> = before.iter().map(|id| step(id, "")).collect();
    steps.push(step("answered", "已划 40 个车位"));
    steps
}

#[wasm_bindgen_test]
async fn each_step_stands_in_order_and_the_one_where_it_is_says_so_in_words() {
    let (stage, _, _) = shown(Lang::ZhCn, &answered()).await;
    until("the steps", || stage.text().contains("已划 40 个车位")).await;
    let items = page::all(stage.place(), "listitem");
    let now = items
        .iter()
        .filter(|item| item.has_attribute("aria-current"));
    let now: Vec<String> = now.map(page::text).collect();
    let [said] = &now[..] else { panic!("{now:?}") };
    assert!(
        said.contains("答复") && said.contains("现在到这一步"),
        "{said}"
    );
    let text = stage.text();
    let at = |word: &str| text.find(word).unwrap_or(usize::MAX);
    assert!(at("提交") < at("立案") && at("立案") < at("交办"), "{text}");
}

#[wasm_bindgen_test]
async fn a_record_that_only_arrived_stands_at_its_first_step() {
    let (stage, _, _) = shown(Lang::En, &[]).await;
    until("the steps", || stage.text().contains("Progress")).await;
    assert!(stage.text().contains("Submitted") && stage.text().contains("Now here"));
    assert!(!stage.has("button", "Satisfied"));
}

#[wasm_bindgen_test]
async fn the_author_chooses_an_answer_once_and_again_where_it_was_declined() {
    let (stage, id, _) = shown(Lang::ZhCn, &answered()).await;
    until("the choice", || stage.has("button", "不满意")).await;
    assert!(stage.has("button", "基本满意"));
    stage.asked();
    stage.press("button", "不满意");
    let asked = stage.asked();
    let [
        Ask::Sheet(SheetAsk::Answer(StepAnswer {
            record,
            step,
            about,
            asks,
        })),
    ] = &asked[..]
    else {
        panic!("{asked:?}");
    };
    assert_eq!(
        (record, step.as_str(), *asks),
        (&id, "not_satisfied", "reason")
    );
    assert!(
        about.contains("老旧小区停车") && about.contains("不满意"),
        "{about}"
    );

    let entry = Entry {
        kind: KindId("step".to_owned()),
        answers: answers(&[("record", id.as_str()), ("step", "satisfied")]),
        ..given::entry("")
    };
    stage.desk.rows.set(vec![row(State::Queued, entry.clone())]);
    until("the answer", || stage.text().contains("满意 · 待发送")).await;
    assert!(!stage.has("button", "不满意"));
    let declined = State::Declined {
        why: Why::Other,
        words: "已经有了新的进展。".to_owned(),
    };
    stage.desk.rows.set(vec![row(declined, entry)]);
    until("the choice again", || stage.has("button", "不满意")).await;
}

#[wasm_bindgen_test]
async fn a_rating_is_asked_for_once_and_the_other_sides_stands_there_when_both_are_in() {
    let mut steps = answered();
    steps.push(step("satisfied", ""));
    let (stage, id, into) = shown(Lang::ZhCn, &steps).await;
    until("the way to rate", || stage.has("button", "去评分")).await;
    let rating = |score| {
        Some(Rating {
            score,
            words: String::new(),
        })
    };
    let tell = |course: Course| {
        into.maybe_update(|it| it.put(today().year(), vec![course]));
    };
    tell(Course {
        mine: rating(91),
        ..course(&id, &steps)
    });
    until("mine", || stage.text().contains("您的评分：91 分，优秀")).await;
    assert!(stage.text().contains("双方都评完以后公开"));
    assert!(!stage.has("button", "去评分"));
    steps.push(step("evaluated", ""));
    tell(Course {
        mine: rating(91),
        theirs: rating(59),
        ..course(&id, &steps)
    });
    until("theirs", || stage.text().contains("对方的评分：59 分")).await;
}

#[wasm_bindgen_test]
async fn a_step_that_this_app_does_not_know_is_shown_with_its_words() {
    let steps = [step("examined", ""), step("archived", "已归档")];
    let (stage, _, _) = shown(Lang::ZhCn, &steps).await;
    until("the words", || stage.text().contains("已归档")).await;
    assert!(stage.text().contains("有新的进展"));
}

#[wasm_bindgen_test]
async fn the_list_shows_the_step_at_which_a_record_stands() {
    let stage = Stage::new();
    let of = proposal();
    let id = of.client_ref.clone();
    stage.shelve(vec![of]);
    stage.show(|stage| records(Lang::ZhCn, stage.at())).await;
    answer(&stage, course(&id, &answered()));
    until("the step", || stage.text().contains("答复")).await;
}
