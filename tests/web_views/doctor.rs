//! 自检: short lines that a member can read out, and what is unknown said as unknown.

use crate::{
    given::{Open, Stage, entry, row, since, today},
    page::{self, until},
};
use dajuan::{
    domain::lang::Lang,
    outbox::item::State,
    pages::doctor::doctor,
    state::{
        ask::{Ask, OutboxAsk},
        outlook::{Contact, Health, Version},
        session::Keeping,
    },
    ui::tree,
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn health() -> Health {
    Health {
        persisted: Some(true),
        space: Some((12_300_000.0, 10.7e9)),
        contact: Some(Contact {
            at: today().noon(),
            status: Some(200),
            ahead_ms: Some(-400),
        }),
        backend: Version::Told("0.1.0+pb".to_owned()),
        worker: true,
        online: true,
    }
}

fn nothing_known() -> Health {
    Health {
        persisted: None,
        space: None,
        contact: None,
        backend: Version::Unknown,
        worker: false,
        online: false,
    }
}

async fn shown(lang: Lang) -> Open {
    let stage = Stage::new();
    let old = since(State::Queued, "乡土中国", 5 * 86_400_000);
    stage
        .desk
        .rows
        .set(vec![old, row(State::Draft, entry("红楼梦"))]);
    stage.desk.unreadable.set(1);
    stage
        .show(|stage| doctor(lang, stage.at(), tree::View::none()))
        .await;
    let asked = stage.asked();
    let [Ask::Outbox(OutboxAsk::Examine, look)] = asked[..] else {
        panic!("{asked:?}");
    };
    Open { stage, look }
}

/// What the check found.
async fn found(stage: &Open, health: Health) {
    stage.look.update(|look| look.health = Some(health));
    page::turn().await;
}

/// The text that a press on 复制给办公室 copies.
fn copied(stage: &Stage) -> String {
    stage.press("button", "复制给办公室");
    match &stage.asked()[..] {
        [Ask::Outbox(OutboxAsk::Copy { text, .. }, _)] => text.clone(),
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn everything_found_is_a_label_and_a_value() {
    let stage = shown(Lang::ZhCn).await;
    found(&stage, health()).await;
    for line in [
        "存放：加密存在本机，保持登录",
        "空间：已用 12.3 MB，还可用 10.7 GB",
        "长期保存：浏览器答应了",
        "没发出去：1 条，最早的等了 5 天",
        "没写完的：1 条",
        "读不出来的：1 条",
        "上次联系：11月22日 12:00，服务器回答 200",
        "手机时间：和服务器差不到 1 分钟",
        "网络：手机说有网",
        "离线打开：已备好",
        concat!("版本：", env!("CARGO_PKG_VERSION")),
        "服务器版本：0.1.0+pb",
    ] {
        assert!(stage.text().contains(&line.replacen('：', "", 1)), "{line}");
        assert!(
            copied(&stage).lines().any(|copied| copied == line),
            "{line}"
        );
    }
}

#[wasm_bindgen_test]
async fn what_is_not_known_is_said_to_be_unknown() {
    let stage = shown(Lang::ZhCn).await;
    stage.desk.rows.set(Vec::new());
    stage.session.keeping.set(Keeping::Visit);
    found(&stage, nothing_known()).await;
    let text = copied(&stage);
    for line in [
        "存放：存不住，只在这次打开期间有效",
        "空间：不知道",
        "长期保存：不知道",
        "没发出去：0 条",
        "上次联系：这次打开后还没有",
        "手机时间：不知道",
        "网络：手机说没有网",
        "离线打开：还没备好",
        "服务器版本：不知道",
    ] {
        assert!(
            text.lines().any(|copied| copied == line),
            "{line} in {text}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_clock_that_is_wrong_is_told_by_how_much() {
    let stage = shown(Lang::ZhCn).await;
    for (ahead_ms, words) in [
        (59_999, "和服务器差不到 1 分钟"),
        (60_000, "比服务器快 1 分钟"),
        (-7_200_000, "比服务器慢 2 小时"),
        (366 * 86_400_000, "比服务器快 366 天"),
    ] {
        let contact = health().contact.map(|contact| Contact {
            ahead_ms: Some(ahead_ms),
            ..contact
        });
        found(
            &stage,
            Health {
                contact,
                ..health()
            },
        )
        .await;
        until(words, || stage.text().contains(words)).await;
    }
    let contact = health().contact.map(|contact| Contact {
        status: None,
        ..contact
    });
    found(
        &stage,
        Health {
            contact,
            ..health()
        },
    )
    .await;
    until("silence", || stage.text().contains("12:00，服务器没有回答")).await;
}

#[wasm_bindgen_test]
async fn nothing_that_was_written_and_nobodys_name_is_copied() {
    let stage = shown(Lang::ZhCn).await;
    found(&stage, health()).await;
    let text = copied(&stage);
    for secret in ["乡土中国", "红楼梦", "读书分享", "林知夏", "0042"] {
        assert!(
            !text.contains(secret) && !stage.text().contains(secret),
            "{secret}"
        );
    }
}

#[wasm_bindgen_test]
async fn without_a_clipboard_the_text_stands_there_to_be_copied_by_hand() {
    let stage = shown(Lang::ZhCn).await;
    found(&stage, health()).await;
    assert!(!stage.has("textbox", "自检结果"));
    stage.look.update(|look| look.copied = Some(false));
    until("the text", || stage.has("textbox", "自检结果")).await;
    let text = page::value(&stage.one("textbox", "自检结果"));
    assert_eq!(text, copied(&stage));
    stage.press("button", "再查一次");
    assert!(matches!(
        stage.asked()[..],
        [Ask::Outbox(OutboxAsk::Examine, _)]
    ));
}

#[wasm_bindgen_test]
async fn it_is_said_in_english_too() {
    let stage = shown(Lang::En).await;
    found(&stage, health()).await;
    for words in [
        "Not sent1, the oldest for 5 days",
        "This phone's clockWithin a minute of the server's",
        "Server version0.1.0+pb",
    ] {
        assert!(stage.text().contains(words), "{words} in {}", stage.text());
    }
}
