//! Home: what each item says of itself, and what waits for the member.

use crate::{
    given::{Stage, answers, entry, mint, record, row, today},
    page::{self, until},
};
use dajuan::{
    domain::{lang::Lang, record::Standing},
    outbox::item::State,
    pages::home::home,
    route::Route,
    state::{ask::Ask, telling},
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// Every state with what is read of it in Chinese and English; where a backend says nothing, with and without.
fn told() -> Vec<(State, [&'static str; 2])> {
    let words = || "题目太长".to_owned();
    let refused = |words, fields| State::NeedsFix { words, fields };
    vec![
        (
            State::Draft,
            ["保存在本机|草稿", "Saved on this phone|Draft"],
        ),
        (
            State::Queued,
            [
                "已保存，还没发出去，联网后自动发送|待发送",
                "Saved, not sent yet; will be sent by itself once online|Waiting to be sent",
            ],
        ),
        (
            State::Sending,
            ["正在发送|发送中", "Being sent now|Being sent"],
        ),
        (
            State::RetryWait {
                not_before: today().noon(),
                told: false,
            },
            [
                "试过 3 次还没发出去，会自动再试|待发送",
                "Tried 3 times without getting through; will try again by itself|Waiting to be sent",
            ],
        ),
        (
            State::Accepted {
                not_before: today().noon(),
            },
            [
                "服务器已接下，正在办|发送中",
                "The server took it and is working on it|Being sent",
            ],
        ),
        (
            refused(words(), Vec::new()),
            [
                "服务器没有收：题目太长|需您处理",
                "The server did not take it: 题目太长|Needs you",
            ],
        ),
        (
            refused(String::new(), Vec::new()),
            [
                "服务器没有收|需您处理",
                "The server did not take it|Needs you",
            ],
        ),
        (
            refused(String::new(), vec![("title".to_owned(), words())]),
            [
                "服务器没有收：书名 · 题目太长|需您处理",
                "The server did not take it: Title · 题目太长|Needs you",
            ],
        ),
        (
            State::TooLarge,
            [
                "照片太大，服务器没有收。请去掉照片或换一张小的|需您处理",
                "A photo is too large for the server. Please remove it or choose a smaller one|Needs you",
            ],
        ),
        (
            State::PhotoLost,
            [
                "有照片在本机丢了，请去掉后重新加|需您处理",
                "A photo was lost on this phone. Please remove it and add it again|Needs you",
            ],
        ),
        (
            State::Conflict { words: words() },
            [
                "服务器上已有不同的内容：题目太长|需您处理",
                "The server holds something different: 题目太长|Needs you",
            ],
        ),
        (
            State::Conflict {
                words: String::new(),
            },
            [
                "服务器上已有不同的内容|需您处理",
                "The server holds something different|Needs you",
            ],
        ),
        (
            State::Declined { words: words() },
            [
                "服务器答复：题目太长|需您处理",
                "The server's answer: 题目太长|Needs you",
            ],
        ),
        (
            State::Declined {
                words: String::new(),
            },
            ["名额满了|需您处理", "There is no place left|Needs you"],
        ),
        (
            State::Waitlisted { position: Some(2) },
            [
                "候补第 2 位|发送中",
                "Number 2 on the waiting list|Being sent",
            ],
        ),
        (
            State::Waitlisted { position: None },
            ["在候补名单上|发送中", "On the waiting list|Being sent"],
        ),
        (
            State::UpgradeNeeded,
            [
                "本页面版本旧了，更新后继续发送|待发送",
                "This page is out of date; sending goes on after an update|Waiting to be sent",
            ],
        ),
        (
            State::Done {
                receipt: Some("R-7".to_owned()),
            },
            ["已收到，回执 R-7|已收到", "Received, receipt R-7|Received"],
        ),
        (
            State::Done { receipt: None },
            ["已收到|已收到", "Received|Received"],
        ),
    ]
}

/// A new state has to be told too: this does not compile without it.
fn place(state: &State) -> usize {
    match state {
        State::Draft => 0,
        State::Queued => 1,
        State::Sending => 2,
        State::RetryWait { .. } => 3,
        State::Accepted { .. } => 4,
        State::NeedsFix { .. } => 5,
        State::TooLarge => 6,
        State::PhotoLost => 7,
        State::Conflict { .. } => 8,
        State::Declined { .. } => 9,
        State::Waitlisted { .. } => 10,
        State::UpgradeNeeded => 11,
        State::Done { .. } => 12,
    }
}

#[wasm_bindgen_test]
async fn every_state_says_what_it_is_in_both_languages() {
    let told = told();
    for wanted in 0..=12 {
        assert!(told.iter().any(|(state, _)| place(state) == wanted));
    }
    for (lang, at) in [(Lang::ZhCn, 0), (Lang::En, 1)] {
        let stage = Stage::new();
        stage.show(|stage| home(lang, stage.home())).await;
        for (state, words) in &told {
            stage
                .desk
                .rows
                .set(vec![row(state.clone(), entry("乡土中国"))]);
            page::turn().await;
            let (line, words) = (line(&stage), words[at]);
            assert!(line.contains("乡土中国"), "{line}");
            let (sentence, tag) = words.split_once('|').unwrap();
            assert!(
                line.contains(sentence) && line.ends_with(tag),
                "{state:?}: {line}"
            );
            let arrived = line.contains("已收到") || line.contains("Received");
            assert_eq!(arrived, matches!(state, State::Done { .. }), "{line}");
        }
    }
}

/// The line of the one item.
fn line(stage: &Stage) -> String {
    let items = page::all(stage.place(), "listitem");
    assert_eq!(items.len(), 1, "{:?}", stage.names("listitem"));
    page::text(&items[0])
}

#[wasm_bindgen_test]
async fn what_waits_is_counted_and_can_be_sent_at_once() {
    for (lang, words, send, busy) in [
        (
            Lang::ZhCn,
            "2 条还没发出去，联网后自动发送",
            "立即发送",
            "正在发送",
        ),
        (
            Lang::En,
            "2 not sent yet; will be sent by itself once online",
            "Send now",
            "Sending",
        ),
    ] {
        let stage = Stage::new();
        let waiting = |title| row(State::Queued, entry(title));
        stage
            .desk
            .rows
            .set(vec![waiting("乡土中国"), waiting("红楼梦")]);
        stage.show(|stage| home(lang, stage.home())).await;
        stage.asked();
        assert!(stage.names("status")[0].starts_with(words));
        stage.press("button", send);
        assert!(matches!(stage.asked()[..], [Ask::SendNow]));
        stage.desk.sending.set(true);
        until(busy, || stage.has("button", busy)).await;
        stage.desk.upgrade.set(true);
        until("the pause", || !stage.has("button", busy)).await;
    }
}

#[wasm_bindgen_test]
async fn an_expired_sign_in_is_said_with_its_way_out() {
    for (lang, none, one, way) in [
        (
            Lang::ZhCn,
            "登录已过期，重新登录后继续发送。写好的内容都在",
            "1 条还没发出去，登录后继续发送",
            "登录",
        ),
        (
            Lang::En,
            "Your sign-in has expired. Sign in again and sending goes on; everything you wrote is here",
            "1 not sent yet; sign in and sending goes on",
            "Sign in",
        ),
    ] {
        let stage = Stage::new();
        stage.show(|stage| home(lang, stage.home())).await;
        assert_eq!(stage.names("status"), [""]);
        stage.session.expired.set(true);
        until(none, || stage.names("status")[0].starts_with(none)).await;
        stage
            .desk
            .rows
            .set(vec![row(State::Queued, entry("乡土中国"))]);
        until(one, || stage.names("status")[0].starts_with(one)).await;
        stage.asked();
        stage.press("link", way);
        assert!(matches!(stage.asked()[..], [Ask::Go(Route::SignIn)]));
    }
}

#[wasm_bindgen_test]
async fn what_others_left_what_cant_be_read_and_a_new_version_are_said() {
    let stage = Stage::new();
    stage.show(|stage| home(Lang::ZhCn, stage.home())).await;
    stage.session.others.set(2);
    stage.desk.unreadable.set(1);
    stage.session.update.set(true);
    for words in [
        "另一账号有 2 条待发送，须由本人登录",
        "有 1 条内容本机读不出来，没有删，请告诉办公室",
        "有新版本",
    ] {
        until(words, || stage.names("status")[0].contains(words)).await;
    }
    stage.asked();
    stage.press("button", "更新");
    assert!(matches!(stage.asked()[..], [Ask::Update]));
}

#[wasm_bindgen_test]
async fn the_first_thing_is_the_thing_to_do() {
    let stage = Stage::new();
    stage.show(|stage| home(Lang::ZhCn, stage.home())).await;
    assert!(matches!(stage.asked()[..], [Ask::Refresh(2026)]));
    assert!(stage.text().contains("读过一本书、走访过一户"));
    stage.press("link", "记一笔");
    let asked = stage.asked();
    assert!(
        matches!(&asked[..], [Ask::Go(Route::New(kind))] if *kind == stage.kind()),
        "{asked:?}"
    );
}

#[wasm_bindgen_test]
async fn what_the_office_returned_says_why_and_what_was_received_shows_once() {
    let stage = Stage::new();
    let done = row(
        State::Done {
            receipt: Some("R-7".to_owned()),
        },
        entry("红楼梦"),
    );
    let mut same = record(answers(&[("title", "红楼梦")]));
    same.client_ref = done.entry.client_ref.clone();
    let mut back = record(answers(&[("title", "乡土中国")]));
    back.client_ref = mint();
    back.standing = Standing::Returned {
        reason: "日期不对".to_owned(),
    };
    stage.desk.rows.set(vec![done]);
    stage.shelve(vec![same, back]);
    stage.show(|stage| home(Lang::ZhCn, stage.home())).await;
    let lines = stage.names("listitem");
    let count = |word: &str| lines.iter().filter(|line| line.contains(word)).count();
    assert_eq!(count("红楼梦"), 1, "{lines:?}");
    assert!(count("办公室退回：日期不对") > 0, "{lines:?}");
    assert!(stage.has("heading", "退回"));
}

#[wasm_bindgen_test]
async fn a_title_is_never_markup() {
    let stage = Stage::new();
    let title = "<img src=x onerror=alert(1)><b>乡土</b>&amp;";
    stage.desk.rows.set(vec![row(State::Queued, entry(title))]);
    stage.show(|stage| home(Lang::ZhCn, stage.home())).await;
    assert!(line(&stage).contains(title));
    assert!(stage.names("img").is_empty());
    assert_eq!(
        telling::isolated(title),
        title,
        "Latin and Chinese need no isolation"
    );
}
