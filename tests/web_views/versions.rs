//! 以前的版本 on the page of a draft: listed, laid beside what stands there, put back.

use crate::{
    given::{Stage, answers, entry, mint, rest, row},
    page,
};
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        lang::Lang,
        moment::Moment,
        record::{Entry, KindId},
    },
    outbox::item::State,
    pages::draft,
    state::{
        ask::Ask,
        versions::{Versions, VersionsAsk},
    },
    stored::former::{Former, Version},
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const NOW: &str = "车位不够。请修两层车库。请区里答复。";
const BEFORE: &str = "车位不够。请修车库。请区里答复。";

fn proposal(cause: &str) -> Entry {
    Entry {
        kind: KindId("proposal".to_owned()),
        answers: answers(&[("title", "停车"), ("cause", cause), ("date", "2026-11-22")]),
        ..entry("")
    }
}

/// The draft's page, and its key.
async fn opened(lang: Lang) -> (Stage, ClientRef) {
    let stage = Stage::new();
    let draft = proposal(NOW);
    let id = draft.client_ref.clone();
    stage.desk.rows.set(vec![row(State::Draft, draft)]);
    stage
        .show(|stage| draft::draft(lang, stage.at(), &id, rest(lang, stage.at())))
        .await;
    stage.asked();
    (stage, id)
}

fn asked(stage: &Stage) -> (VersionsAsk, RwSignal<Versions>) {
    let ask = stage.asked().into_iter().find_map(|ask| {
        let Ask::Versions(ask, into) = ask else {
            return None;
        };
        Some((ask, into))
    });
    ask.unwrap()
}

/// The list is open, with one version in it.
async fn listed(
    (stage, id): (Stage, ClientRef),
    way: &str,
) -> (Stage, RwSignal<Versions>, ClientRef) {
    stage.press("button", way);
    let (ask, into) = asked(&stage);
    assert!(matches!(ask, VersionsAsk::List(of) if of == id));
    let former = mint();
    let one = Former {
        id: former.clone(),
        at: Moment(1_795_000_000_000),
        letters: 1_234,
        bytes: 3_000,
    };
    into.update(|look| look.list = Some(vec![one]));
    page::turn().await;
    (stage, into, former)
}

/// The one version is open and says this.
async fn beside(
    page: (Stage, ClientRef),
    words: [&str; 2],
    before: &str,
) -> (Stage, RwSignal<Versions>) {
    let (stage, into, former) = listed(page, words[0]).await;
    let mut names = stage.names("button").into_iter();
    let name = names.find(|name| name.contains(words[1])).unwrap();
    stage.press("button", &name);
    let (ask, _) = asked(&stage);
    assert!(matches!(ask, VersionsAsk::Open(id) if id == former));
    let version = Version {
        form_version: 1,
        answers: proposal(before).answers,
    };
    into.update(|look| look.opened = Some(Some(version)));
    page::turn().await;
    (stage, into)
}

const ZH: [&str; 2] = ["以前的版本", "1234 字"];

#[wasm_bindgen_test]
async fn only_forms_that_ask_for_it_have_former_versions() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    assert!(!stage.has("button", ZH[0]));
    let (stage, _) = opened(Lang::ZhCn).await;
    assert!(stage.has("button", ZH[0]));
}

#[wasm_bindgen_test]
async fn versions_are_listed_with_their_time_and_length() {
    let (stage, ..) = listed(opened(Lang::ZhCn).await, ZH[0]).await;
    assert!(stage.text().contains("提交后就没有了"));
    let named = |name: &String| name.contains("1234 字");
    assert_eq!(
        stage.names("button").iter().filter(|it| named(it)).count(),
        1
    );
    let (stage, ..) = listed(opened(Lang::En).await, "Earlier versions").await;
    assert!(
        stage
            .names("button")
            .iter()
            .any(|it| it.contains("1234 letters"))
    );
}

#[wasm_bindgen_test]
async fn where_there_are_none_yet_the_page_says_when_there_will_be() {
    let (stage, _) = opened(Lang::ZhCn).await;
    stage.press("button", ZH[0]);
    let (_, into) = asked(&stage);
    into.update(|look| look.list = Some(Vec::new()));
    page::turn().await;
    assert!(stage.text().contains("写了一会儿以后会自动留下"));
}

#[wasm_bindgen_test]
async fn a_version_stands_beside_what_is_there_now_and_what_differs_is_said_in_words() {
    let (stage, _) = beside(opened(Lang::ZhCn).await, ZH, BEFORE).await;
    assert!(stage.text().contains("情况和问题"), "the field");
    assert!(stage.text().contains("添上：两层"), "{}", stage.text());
    assert!(!stage.text().contains("删去："));
    let words = ["Earlier versions", "1234 letters"];
    let (stage, _) = beside(
        opened(Lang::En).await,
        words,
        "车位不够。请修三层车库。请区里答复。",
    )
    .await;
    let text = stage.text();
    assert!(
        text.contains("Taken out: 三") && text.contains("Added: 两"),
        "{text}"
    );
}

#[wasm_bindgen_test]
async fn a_version_that_says_the_same_can_not_be_put_back() {
    let (stage, _) = beside(opened(Lang::ZhCn).await, ZH, NOW).await;
    assert!(stage.text().contains("和现在写的一样"));
    assert!(!stage.has("button", "恢复这一版"));
}

#[wasm_bindgen_test]
async fn a_version_that_is_put_back_stands_in_the_form_once_it_is_on_disk() {
    let page = opened(Lang::ZhCn).await;
    // While the dialog is open nothing else can be used.
    let cause = page.0.one("textbox", "情况和问题");
    let (stage, into) = beside(page, ZH, BEFORE).await;
    stage.press("button", "恢复这一版");
    let (ask, _) = asked(&stage);
    let VersionsAsk::Restore { present, wanted } = ask else {
        panic!("asked for something else");
    };
    let said = |entry: &Entry| entry.answers.field("cause").cloned();
    assert_eq!(said(&present), Some(Answer::Text(NOW.to_owned())));
    assert_eq!(said(&wanted), Some(Answer::Text(BEFORE.to_owned())));
    assert_eq!(present.client_ref, wanted.client_ref);
    assert_eq!(page::value(&cause), NOW, "not before it is on disk");
    into.update(|look| look.restored = Some(true));
    page::turn().await;
    assert_eq!(page::value(&cause), BEFORE);
    assert!(!stage.has("button", "恢复这一版"));
}

#[wasm_bindgen_test]
async fn what_could_not_be_put_back_leaves_the_form_as_it_is() {
    let page = opened(Lang::ZhCn).await;
    // While the dialog is open nothing else can be used.
    let cause = page.0.one("textbox", "情况和问题");
    let (stage, into) = beside(page, ZH, BEFORE).await;
    stage.press("button", "恢复这一版");
    into.update(|look| look.restored = Some(false));
    page::turn().await;
    assert_eq!(page::value(&cause), NOW);
}
