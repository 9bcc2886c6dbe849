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
        outlook::{Ability, Build, Contact, Described, Health, Live, Reach},
        session::Keeping,
    },
    ui::tree,
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn build(id: &str) -> Build {
    Build {
        version: "0.1.0".to_owned(),
        id: id.to_owned(),
    }
}

fn health() -> Health {
    Health {
        persisted: Some(true),
        space: Some((12_300_000.0, 10.7e9)),
        contact: Some(Contact {
            at: today().noon(),
            status: Some(200),
            good: Some(today().noon()),
            ahead_ms: Some(-400),
        }),
        build: build("ab12cd34ef"),
        live: Live::Told(build("ab12cd34ef")),
        described: Some(Described {
            name: "pocketbase".to_owned(),
            file: "/config.json".to_owned(),
            backend: "https://api.example.org".to_owned(),
        }),
        reach: Reach::Well(Some("0.1.0+pb".to_owned())),
        worker: true,
        online: true,
        browser: "chromium",
        lacks: Vec::new(),
        here: "https://app.example.org".to_owned(),
    }
}

fn nothing_known() -> Health {
    Health {
        persisted: None,
        space: None,
        contact: None,
        build: build(""),
        live: Live::Unknown,
        described: None,
        reach: Reach::NoProfile,
        worker: false,
        online: false,
        browser: "wechat",
        lacks: vec![Ability::Worker, Ability::Download],
        here: "https://app.example.org".to_owned(),
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
        "浏览器：chromium，要用到的都有",
        "版本：0.1.0（ab12cd34ef）",
        "网站上的版本：就是这一版",
        "接法：pocketbase，写在 /config.json",
        "服务器地址：https://api.example.org",
        "服务器现在：有回答，正常",
        "服务器版本：0.1.0+pb",
        "上次正常的回答：11月22日 12:00",
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
        "浏览器：wechat，缺：离线打开、存文件",
        "版本：0.1.0",
        "网站上的版本：不知道",
        "接法：不知道",
        "服务器地址：不知道",
        "服务器现在：接法的文件没有取到",
        "服务器版本：不知道",
        "上次正常的回答：这次打开后还没有",
    ] {
        assert!(
            text.lines().any(|copied| copied == line),
            "{line} in {text}"
        );
    }
}

#[wasm_bindgen_test]
async fn another_version_on_the_site_and_how_the_backend_is_are_told_in_words() {
    let stage = shown(Lang::ZhCn).await;
    let live = Live::Told(build("0123456789"));
    found(&stage, Health { live, ..health() }).await;
    let words = "网站上的版本0.1.0（0123456789）。关掉所有窗口再打开，就换成它";
    assert!(stage.text().contains(words), "{}", stage.text());
    stage.session.update.set(true);
    until("the worker", || stage.text().contains("新版本等您更新")).await;
    for (reach, words, version) in [
        (Reach::Asking, "正在问", "正在问"),
        (Reach::Well(None), "有回答，正常", "不知道"),
        (Reach::NoQuestion, "接法里没写怎么问它", "不知道"),
        (Reach::Silent, "没有回答", "不知道"),
        (Reach::Busy, "说现在忙不过来", "不知道"),
        (Reach::Refused, "有回答，但不接受这样问", "不知道"),
        (Reach::Stranger, "有回答，但不像是这个服务器", "不知道"),
    ] {
        found(&stage, Health { reach, ..health() }).await;
        let words = format!("服务器现在{words}");
        assert!(stage.text().contains(&words), "{words}");
        assert!(stage.text().contains(&format!("服务器版本{version}")));
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
