//! 长辈模式: one question a page, everything read back, and the platform's voice.

use crate::{
    given::{Stage, answers, entry, rest, row},
    page::{self, until},
};
use dajuan::{
    domain::{answer::Answer, lang::Lang, record::Entry},
    outbox::item::State,
    pages::{aloud, draft, home, sign_in},
    route::Route,
    state::{
        address::Address,
        ask::{Aloud, Ask},
        settings::TextSize,
    },
    ui::tree::View,
};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

const END: &str = "请读一遍，没有错就提交";

/// A form of eight questions in 长辈模式.
async fn open() -> Stage {
    let stage = Stage::new();
    stage.settings.text_size.set(TextSize::Elder);
    stage.open_form(Lang::ZhCn).await;
    stage
}

/// The heading that says which page is open.
fn place(stage: &Stage) -> String {
    stage
        .names("heading")
        .into_iter()
        .nth(1)
        .unwrap_or_default()
}

/// How many questions there are.
fn count(stage: &Stage) -> usize {
    let place = place(stage);
    let count = place.rsplit('共').next().unwrap_or_default();
    count.trim_matches([' ', '题']).parse().unwrap()
}

async fn next(stage: &Stage) {
    let before = place(stage);
    stage.press("button", "下一步");
    until("the next page", || place(stage) != before).await;
}

/// Presses 下一步 until this control is there.
async fn to(stage: &Stage, role: &str, name: &str) {
    while !stage.has(role, name) {
        next(stage).await;
    }
}

fn saved(stage: &Stage) -> Option<Entry> {
    let mut last = None;
    for ask in stage.asked() {
        if let Ask::SaveDraft(entry) | Ask::Submit(entry) = ask {
            last = Some(entry);
        }
    }
    last
}

fn said(entry: &Entry, key: &str) -> Answer {
    entry.answers.field(key).cloned().unwrap_or_default()
}

#[wasm_bindgen_test]
async fn each_page_asks_one_question_and_says_where_it_stands() {
    let stage = open().await;
    let count = count(&stage);
    assert!(count > 5, "{count} questions");
    for n in 1..=count {
        until("the page", || {
            place(&stage) == format!("第 {n} 题，共 {count} 题")
        })
        .await;
        let roles = ["textbox", "date", "combobox", "radio", "file"];
        let fields = page::all(stage.place(), "group").len().max(1);
        let controls: Vec<_> = roles.iter().flat_map(|role| stage.names(role)).collect();
        assert!(
            !controls.is_empty() && fields == 1,
            "page {n}: {controls:?}"
        );
        assert_eq!(stage.has("button", "上一步"), n > 1);
        assert!(!stage.has("button", "提交"));
        next(&stage).await;
    }
    assert_eq!(place(&stage), END);
    until("the focus", || page::name(&page::focused()) == END).await;
    assert!(stage.has("button", "提交") && !stage.has("button", "下一步"));
    stage.press("button", "上一步");
    until("the last question", || {
        place(&stage) == format!("第 {count} 题，共 {count} 题")
    })
    .await;
    until("the focus", || {
        page::name(&page::focused()).starts_with("第")
    })
    .await;
}

#[wasm_bindgen_test]
async fn everything_is_read_back_and_a_press_leads_to_its_page_and_goes_from_there() {
    let stage = open().await;
    to(&stage, "textbox", "书名").await;
    page::type_in(&stage.one("textbox", "书名"), "乡土中国");
    to(&stage, "heading", END).await;
    let text = stage.text();
    assert!(
        text.contains("乡土中国") && text.contains("2026年11月22日"),
        "{text}"
    );
    assert!(text.contains("还没有填"), "{text}");
    stage.press("button", "改书名");
    until("its page", || stage.has("textbox", "书名")).await;
    page::type_in(&stage.one("textbox", "书名"), "围城");
    to(&stage, "heading", END).await;
    assert!(stage.text().contains("围城") && !stage.text().contains("乡土中国"));
    stage.press("button", "提交");
    page::turn().await;
    let sent = saved(&stage).unwrap();
    assert_eq!(said(&sent, "title"), Answer::Text("围城".to_owned()));
}

#[wasm_bindgen_test]
async fn what_may_stay_empty_is_passed_by_one_press_once_the_rest_is_there() {
    let stage = open().await;
    assert!(!stage.has("button", "其余的不填了"), "the title is missing");
    page::type_in(&stage.one("textbox", "书名"), "乡土中国");
    until("the way", || stage.has("button", "其余的不填了")).await;
    stage.press("button", "其余的不填了");
    until("the last page", || place(&stage) == END).await;
    stage.press("button", "提交");
    assert!(saved(&stage).is_some());
}

#[wasm_bindgen_test]
async fn what_is_missing_is_said_at_the_end_and_the_submit_leads_to_its_page() {
    let stage = open().await;
    to(&stage, "heading", END).await;
    assert!(stage.text().contains("请填书名"));
    stage.press("button", "提交");
    until("the page of the title", || stage.has("textbox", "书名")).await;
    until("the focus", || page::name(&page::focused()) == "书名").await;
    assert_eq!(page::described(&page::focused()), "请填书名");
    assert!(saved(&stage).is_none(), "nothing goes");
}

#[wasm_bindgen_test]
async fn what_is_wrong_stays_on_its_page_until_it_is_mended() {
    let stage = open().await;
    let of = |stage: &Stage| {
        let all = page::all(stage.place(), "textbox").into_iter();
        all.filter(|it| page::name(it).starts_with("时长"))
            .collect::<Vec<_>>()
    };
    while of(&stage).is_empty() {
        next(&stage).await;
    }
    let here = place(&stage);
    page::type_in(&of(&stage)[0], "许多");
    page::turn().await;
    stage.press("button", "下一步");
    until("what is wrong", || stage.text().contains("请填数字")).await;
    until("the focus", || {
        page::name(&page::focused()).starts_with("时长")
    })
    .await;
    assert_eq!(place(&stage), here);
    page::type_in(&of(&stage)[0], "90");
    page::turn().await;
    next(&stage).await;
}

#[wasm_bindgen_test]
async fn a_switch_in_the_middle_loses_nothing_either_way() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    page::type_in(&stage.one("textbox", "书名"), "边城");
    stage.settings.text_size.set(TextSize::Elder);
    until("one question", || stage.has("button", "下一步")).await;
    to(&stage, "textbox", "书名").await;
    assert_eq!(page::value(&stage.one("textbox", "书名")), "边城");
    page::type_in(&stage.one("textbox", "书名"), "边城新编");
    stage.settings.text_size.set(TextSize::Normal);
    until("the whole form", || stage.has("button", "提交")).await;
    assert_eq!(page::value(&stage.one("textbox", "书名")), "边城新编");
    stage.leave();
    let kept = saved(&stage).unwrap();
    assert_eq!(said(&kept, "title"), Answer::Text("边城新编".to_owned()));
}

#[wasm_bindgen_test]
async fn a_draft_goes_on_where_an_answer_is_missing_and_ends_where_none_is() {
    for (title, here) in [("", "书名"), ("乡土中国", "")] {
        let stage = Stage::new();
        stage.settings.text_size.set(TextSize::Elder);
        let said = [
            ("title", title),
            ("mode", "offline"),
            ("date", "2026-11-22"),
        ];
        let draft = Entry {
            answers: answers(&said),
            ..entry("")
        };
        let draft = row(State::Draft, draft);
        let id = draft.entry.client_ref.clone();
        stage.desk.rows.set(vec![draft]);
        let lang = Lang::ZhCn;
        stage
            .show(|stage| draft::draft(lang, stage.at(), &id, rest(lang, stage.at())))
            .await;
        match here {
            "" => assert_eq!(place(&stage), END),
            name => assert!(stage.has("textbox", name), "{}", stage.text()),
        }
    }
}

#[wasm_bindgen_test]
async fn one_press_on_the_first_pages_begins_it_and_ends_it() {
    for first in ["sign-in", "home"] {
        let stage = Stage::new();
        let lang = Lang::ZhCn;
        stage
            .show(|stage| match first {
                "home" => home::home(lang, stage.at(), View::none()),
                _ => {
                    let none: sign_in::PassphraseField = Rc::new(|_, _| View::none());
                    let w = dajuan::i18n::words(lang);
                    sign_in::sign_in(w, stage.session, stage.settings, stage.asks, none)
                }
            })
            .await;
        stage.press("button", "长辈模式");
        assert_eq!(stage.settings.text_size.get_untracked(), TextSize::Elder);
        until("the way out", || stage.has("button", "退出长辈模式")).await;
        stage.press("button", "退出长辈模式");
        assert_eq!(stage.settings.text_size.get_untracked(), TextSize::Normal);
    }
}

fn spoken(stage: &Stage) -> Vec<Aloud> {
    let mut spoken = Vec::new();
    for ask in stage.asked() {
        if let Ask::Aloud(what) = ask {
            spoken.push(what);
        }
    }
    spoken
}

#[wasm_bindgen_test]
async fn reading_aloud_is_offered_where_there_is_a_voice_and_stops_with_the_page() {
    let stage = Stage::new();
    let address = Address(RwSignal::new(Route::Home));
    stage
        .show(|stage| {
            aloud::aloud(
                Lang::ZhCn,
                stage.settings,
                address,
                stage.session,
                stage.asks,
            )
        })
        .await;
    assert_eq!(spoken(&stage), [Aloud::Look]);
    assert_eq!(stage.names("button"), Vec::<String>::new(), "no voice");
    stage.settings.voice.set(true);
    until("the way", || stage.has("button", "读给我听")).await;
    stage.press("button", "读给我听");
    assert_eq!(spoken(&stage), [Aloud::Read]);
    stage.settings.aloud.set(true);
    until("the way to stop it", || stage.has("button", "不读了")).await;
    stage.press("button", "不读了");
    assert_eq!(spoken(&stage), [Aloud::Hush]);
    address.0.set(Route::Me);
    until("the page to be left", || spoken(&stage) == [Aloud::Hush]).await;
    stage.settings.aloud.set(false);
    address.0.set(Route::Home);
    page::turn().await;
    assert_eq!(spoken(&stage), [], "nothing was read");
}

#[wasm_bindgen_test]
async fn another_page_of_a_form_is_not_read_on() {
    let stage = open().await;
    stage.settings.aloud.set(true);
    stage.asked();
    next(&stage).await;
    assert_eq!(spoken(&stage), [Aloud::Hush]);
}
