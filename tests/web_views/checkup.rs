//! 连接检查: what an integrator is told before, step by step, and in the report.

use crate::{
    given::{KIND, Stage},
    page,
};
use dajuan::{
    domain::{
        checkup::{Answered, Exchange, Finding, Step, Task},
        lang::Lang,
        record::KindId,
    },
    pages::checkup::checkup,
    state::{
        ask::{Ask, OutboxAsk, SheetAsk},
        checkup::{Checkup, Silence},
    },
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

async fn opened(lang: Lang, known: Checkup) -> (Stage, RwSignal<Checkup>) {
    let stage = Stage::new();
    stage.show(|stage| checkup(lang, stage.at())).await;
    let asked = stage.asked();
    let [Ask::Sheet(SheetAsk::Check(found, false))] = asked[..] else {
        panic!("{asked:?}");
    };
    found.set(known);
    page::turn().await;
    (stage, found)
}

fn allowed() -> Checkup {
    Checkup {
        allowed: true,
        kind: Some(KindId(KIND.to_owned())),
        ..Checkup::default()
    }
}

fn exchange(answer: Option<Answered>) -> Exchange {
    Exchange {
        request: "POST /portal/records".to_owned(),
        headers: vec![("Authorization".to_owned(), "Bearer •••".to_owned())],
        body: "{\"kind\":\"reading_share\"}".to_owned(),
        answer,
    }
}

fn refused() -> Answered {
    Answered {
        status: 400,
        content_type: "application/json".to_owned(),
        first_bytes: "{\"code\":\"no\"}".to_owned(),
        rule: "/operations/create/rules/2".to_owned(),
        outcome: "validation",
    }
}

fn done() -> Checkup {
    let words = "no such kind".to_owned();
    let fields = vec![("kind".to_owned(), "unknown".to_owned())];
    let step = |task, findings, exchanges| Step {
        task,
        findings,
        exchanges,
    };
    let steps = vec![
        step(Task::Me, Vec::new(), vec![exchange(None)]),
        step(
            Task::Create,
            vec![Finding::Refused { words, fields }],
            vec![exchange(Some(refused()))],
        ),
        step(Task::Update, vec![Finding::NotDescribed], Vec::new()),
    ];
    Checkup {
        steps: Arc::new(steps),
        ..allowed()
    }
}

#[wasm_bindgen_test]
async fn where_it_is_switched_off_there_is_nothing() {
    let (stage, _) = opened(Lang::ZhCn, Checkup::default()).await;
    assert_eq!(stage.text(), "");
}

#[wasm_bindgen_test]
async fn it_says_beforehand_that_a_record_is_written_and_begins_at_a_press() {
    for (lang, told, start, again) in [
        (Lang::ZhCn, "测试记录（读书分享）", "开始检查", "再检查一遍"),
        (
            Lang::En,
            "a test record (Reading share)",
            "Start",
            "Check again",
        ),
    ] {
        let (stage, found) = opened(lang, allowed()).await;
        assert!(stage.text().contains(told), "{}", stage.text());
        stage.press("button", start);
        let asked = stage.asked();
        assert!(
            matches!(asked[..], [Ask::Sheet(SheetAsk::Check(_, true))]),
            "{asked:?}"
        );
        found.update(|it| it.running = true);
        page::turn().await;
        assert!(stage.names("button").is_empty(), "once at a time");
        found.set(done());
        page::turn().await;
        assert!(stage.has("button", again));
    }
    let none = Checkup {
        kind: None,
        ..allowed()
    };
    let (stage, _) = opened(Lang::ZhCn, none).await;
    assert!(stage.names("button").is_empty());
}

#[wasm_bindgen_test]
async fn each_step_says_what_was_found_where_to_change_it_and_what_went_over_the_wire() {
    let (stage, _) = opened(Lang::ZhCn, done()).await;
    let text = stage.text();
    for words in [
        "1 步不对",
        "后台没有收：no such kind",
        "kind：unknown",
        "要改的地方：/operations/create/json",
        "POST /portal/records",
        "Authorization: Bearer •••",
        "收到 400 application/json",
        "按 /operations/create/rules/2 算作 validation",
        "没有收到回答",
        "配置里没有，不检查",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    stage.asked();
    stage.press("button", "复制报告");
    let asked = stage.asked();
    let [Ask::Outbox(OutboxAsk::Copy { text, .. }, _)] = &asked[..] else {
        panic!("{asked:?}");
    };
    for words in [
        "1. 看是谁登录的 · 没问题",
        "2. 存一条记录 · 不对",
        "{\"code\":\"no\"}",
        "3. 改动它 · 跳过",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[wasm_bindgen_test]
async fn why_no_answer_came_is_told_as_far_as_a_browser_knows() {
    for (silence, told) in [
        (Silence::Offline, "手机没有网络"),
        (Silence::Nothing, "那里没有回答"),
        (Silence::Hidden, "CORS"),
    ] {
        let silent = Checkup {
            silence: Some(silence),
            ..done()
        };
        let (stage, _) = opened(Lang::ZhCn, silent).await;
        assert!(stage.text().contains(told), "{}", stage.text());
        assert!(!stage.text().contains("{origin}"));
    }
}
