//! Home: what each item says of itself, and what waits for the member.

use crate::{
    given::{Stage, TODAY, answers, entry, mint, record, row},
    page::{self, until},
    year::{hold, reading, shelve},
};
use dajuan::{
    domain::{
        lang::Lang,
        record::{KindId, Standing},
    },
    outbox::{item::State, machine::Waits},
    pages::home::{home, latest},
    route::Route,
    state::{ask::Ask, telling},
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn what_waits_is_counted_and_can_be_sent_at_once() {
    for (lang, words, send, busy, held, go_on) in [
        (
            Lang::ZhCn,
            "2 条还没发出去，联网后自动发送",
            "立即发送",
            "正在发送",
            "2 条先不发，都在手机上",
            "继续发送",
        ),
        (
            Lang::En,
            "2 not sent yet; will be sent by itself once online",
            "Send now",
            "Sending",
            "2 held for now, all on this phone",
            "Go on sending",
        ),
    ] {
        let stage = Stage::new();
        let waiting = |title| row(State::Queued, entry(title));
        stage
            .desk
            .rows
            .set(vec![waiting("乡土中国"), waiting("红楼梦")]);
        stage
            .show(|stage| home(lang, stage.at(), latest(lang, stage.at())))
            .await;
        stage.asked();
        assert!(stage.names("status")[0].starts_with(words));
        stage.press("button", send);
        assert!(matches!(stage.asked()[..], [Ask::SendNow]));
        stage.desk.waits.set(Waits::Held);
        until(held, || stage.names("status")[0].starts_with(held)).await;
        assert!(stage.has("button", go_on));
        stage.desk.sending.set(true);
        until(busy, || stage.has("button", busy)).await;
        stage.desk.waits.set(Waits::NewVersion);
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
        stage
            .show(|stage| home(lang, stage.at(), latest(lang, stage.at())))
            .await;
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
    stage
        .show(|stage| home(Lang::ZhCn, stage.at(), latest(Lang::ZhCn, stage.at())))
        .await;
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
    stage
        .show(|stage| home(Lang::ZhCn, stage.at(), latest(Lang::ZhCn, stage.at())))
        .await;
    assert!(matches!(stage.asked()[..], [Ask::Refresh(2026)]));
    assert!(stage.text().contains("读过一本书、走访过一户"));
    stage.press("link", "记一笔");
    assert!(matches!(stage.asked()[..], [Ask::Go(Route::Choose)]));
    stage.press("link", "记读书分享");
    let asked = stage.asked();
    assert!(
        matches!(&asked[..], [Ask::Go(Route::New(kind))] if *kind == stage.kind()),
        "{asked:?}"
    );
}

#[wasm_bindgen_test]
async fn what_was_logged_last_is_one_press_away() {
    let stage = Stage::new();
    let mut talk = entry("路灯");
    talk.kind = KindId("concern".to_owned());
    stage.desk.rows.set(vec![row(State::Queued, talk)]);
    stage
        .show(|stage| home(Lang::ZhCn, stage.at(), latest(Lang::ZhCn, stage.at())))
        .await;
    stage.press("link", "记民情收集");
    let asked = stage.asked();
    assert!(
        matches!(&asked[..], [.., Ask::Go(Route::New(kind))] if kind.0 == "concern"),
        "{asked:?}"
    );
    assert!(stage.names("link").contains(&"记读书分享".to_owned()));
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
    stage
        .show(|stage| home(Lang::ZhCn, stage.at(), latest(Lang::ZhCn, stage.at())))
        .await;
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
    stage
        .show(|stage| home(Lang::ZhCn, stage.at(), latest(Lang::ZhCn, stage.at())))
        .await;
    assert!(stage.names("listitem")[0].contains(title));
    assert!(stage.names("img").is_empty());
    assert_eq!(
        telling::isolated(title),
        title,
        "Latin and Chinese need no isolation"
    );
}

#[wasm_bindgen_test]
async fn what_arrived_last_waits_for_the_events_that_stand_above_it() {
    let stage = Stage::new();
    stage.session.holds_events.set(true);
    shelve(&stage, TODAY.0, vec![reading("2026-01-16", 24)]);
    let lang = Lang::ZhCn;
    stage
        .show(|stage| home(lang, stage.at(), latest(lang, stage.at())))
        .await;
    let shown = || stage.has("heading", "最近收到的全部记录");
    page::turn().await;
    assert!(!shown(), "{}", stage.text());
    hold(&stage, TODAY.0, Vec::new());
    until("what arrived last", shown).await;
}
