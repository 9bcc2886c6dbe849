//! What an item says of its state.

use crate::{
    given::{Stage, entry, row, today},
    page,
};
use dajuan::{
    domain::lang::Lang,
    outbox::item::{State, Why},
    pages::home::{home, latest},
};
use leptos::prelude::Set;
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
                "还没发出去，试过 3 次，会自动再试|待发送",
                "Not sent yet (tries: 3); will try again by itself|Waiting to be sent",
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
                "照片或附件太大，服务器没有收。请去掉或换小的|需您处理",
                "A photo or file is too large for the server. Please remove it or choose a smaller one|Needs you",
            ],
        ),
        (
            State::PhotoLost,
            [
                "有照片或附件在本机丢了，请去掉后重新加|需您处理",
                "A photo or file was lost on this phone. Please remove it and add it again|Needs you",
            ],
        ),
        (
            State::Conflict {
                words: words(),
                fields: Vec::new(),
            },
            [
                "服务器上已有不同的内容：题目太长|需您处理",
                "The server holds something different: 题目太长|Needs you",
            ],
        ),
        (
            State::Conflict {
                words: String::new(),
                fields: Vec::new(),
            },
            [
                "服务器上已有不同的内容|需您处理",
                "The server holds something different|Needs you",
            ],
        ),
        (
            State::Unsure,
            [
                "不知道服务器收到没有。请看看记录里有没有这条，没有就再发一次|需您处理",
                "It is not known whether this arrived. Please look for it in the records; if it is not there, send it again|Needs you",
            ],
        ),
        (
            State::Declined {
                why: Why::Full,
                words: words(),
            },
            [
                "服务器答复：题目太长|需您处理",
                "The server's answer: 题目太长|Needs you",
            ],
        ),
        (
            State::Declined {
                why: Why::Full,
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
        State::Unsure => 13,
    }
}

#[wasm_bindgen_test]
async fn every_state_says_what_it_is_in_both_languages() {
    let told = told();
    for wanted in 0..=13 {
        assert!(told.iter().any(|(state, _)| place(state) == wanted));
    }
    for (lang, at) in [(Lang::ZhCn, 0), (Lang::En, 1)] {
        let stage = Stage::new();
        stage
            .show(|stage| home(lang, stage.at(), latest(lang, stage.at())))
            .await;
        for (state, words) in &told {
            stage
                .desk
                .rows
                .set(vec![row(state.clone(), entry("乡土中国"))]);
            page::turn().await;
            let (line, words) = (stage.names("listitem").concat(), words[at]);
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
