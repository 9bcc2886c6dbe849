//! 我的

use crate::{
    given::{Stage, entry, member, row},
    page::{self, until},
};
use dajuan::{
    domain::lang::Lang,
    outbox::item::State,
    pages::me::{At, me},
    state::{
        ask::{Ask, SheetAsk, Unsent},
        session::Keeping,
        settings::TextSize,
    },
    ui::tree::View,
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const PLAIN: &str = "退出登录吗";
const UNSENT: &str = "还有 1 条没发出去，怎么办";
const ERASE: &str = "全部删掉再退出";

fn at(stage: &Stage) -> At {
    At {
        session: stage.session,
        desk: stage.desk,
        settings: stage.settings,
        asks: stage.asks,
    }
}

/// The page, following the language as the frame does.
async fn shown(states: &[State]) -> Stage {
    let stage = Stage::new();
    let rows = states
        .iter()
        .map(|state| row(state.clone(), entry("乡土中国")));
    stage.desk.rows.set(rows.collect());
    stage
        .show(|stage| {
            let at = at(stage);
            View::live(move || {
                let lang = at.settings.lang.get();
                untrack(|| me(lang, at, member()))
            })
        })
        .await;
    assert!(matches!(
        stage.asked()[..],
        [
            Ask::Measure,
            Ask::Sheet(SheetAsk::Notices(_, false)),
            Ask::Sheet(SheetAsk::Reports(_, None))
        ]
    ));
    stage
}

async fn asking(states: &[State], question: &str) -> Stage {
    let stage = shown(states).await;
    stage.press("button", "退出登录");
    until(question, || stage.has("dialog", question)).await;
    stage
}

/// The way of signing out that was asked, if any.
fn way(stage: &Stage) -> Option<Unsent> {
    let asked = stage.asked();
    match asked[..] {
        [] => None,
        [Ask::SignOut(unsent)] => Some(unsent),
        _ => panic!("{asked:?}"),
    }
}

#[wasm_bindgen_test]
async fn signing_out_with_nothing_unsent_is_one_plain_question() {
    let stage = asking(&[State::Done { receipt: None }], PLAIN).await;
    assert_eq!(stage.names("button"), ["退出登录", "不了"]);
    stage.press("button", "不了");
    until("no question", || stage.names("dialog").is_empty()).await;
    assert_eq!(way(&stage), None);

    stage.press("button", "退出登录");
    until("the question again", || stage.has("dialog", PLAIN)).await;
    stage.press("button", "退出登录");
    assert_eq!(way(&stage), Some(Unsent::Keep));
}

#[wasm_bindgen_test]
async fn signing_out_with_something_unsent_asks_what_becomes_of_it() {
    for (press, wanted) in [
        ("先发送，再退出", Unsent::Send),
        ("锁在本机，下次登录再发", Unsent::Keep),
    ] {
        let stage = asking(&[State::Queued, State::Draft], UNSENT).await;
        let ways = ["先发送，再退出", "锁在本机，下次登录再发", ERASE, "不了"];
        assert_eq!(stage.names("button"), ways);
        stage.press("button", press);
        assert_eq!(way(&stage), Some(wanted));
        until("no question", || stage.names("dialog").is_empty()).await;
    }
}

#[wasm_bindgen_test]
async fn erasing_asks_twice() {
    let stage = asking(&[State::TooLarge], UNSENT).await;
    stage.press("button", ERASE);
    until("the second question", || stage.has("dialog", ERASE)).await;
    assert!(!stage.has("dialog", UNSENT));
    assert!(stage.text().contains("删掉后找不回来。真的删掉吗"));
    assert_eq!(way(&stage), None);
    stage.press("button", "不了");
    until("no question", || stage.names("dialog").is_empty()).await;
    assert_eq!(way(&stage), None);

    stage.press("button", "退出登录");
    until("the question again", || stage.has("dialog", UNSENT)).await;
    stage.press("button", ERASE);
    until("the second question again", || stage.has("dialog", ERASE)).await;
    stage.press("button", ERASE);
    assert_eq!(way(&stage), Some(Unsent::Erase));
}

#[wasm_bindgen_test]
async fn what_was_sent_meanwhile_changes_the_question_that_is_open() {
    let stage = asking(&[State::Sending], UNSENT).await;
    stage.desk.rows.set(Vec::new());
    until("the plain question", || stage.has("dialog", PLAIN)).await;
    assert_eq!(stage.names("button"), ["退出登录", "不了"]);
}

#[wasm_bindgen_test]
async fn another_language_is_there_at_once() {
    let stage = shown(&[State::Queued]).await;
    assert!(page::is_checked(&stage.one("radio", "中文")));
    assert!(stage.has("heading", "设置"));
    stage.press("radio", "English");
    until("English", || stage.has("heading", "Settings")).await;
    assert!(page::is_checked(&stage.one("radio", "English")));
    assert!(!stage.text().contains("退出登录"));
    stage.press("radio", "中文");
    until("Chinese", || stage.has("heading", "设置")).await;
}

#[wasm_bindgen_test]
async fn the_text_size_is_chosen_at_one_press() {
    let stage = shown(&[]).await;
    for (name, size) in [
        ("特大", TextSize::Largest),
        ("大", TextSize::Large),
        ("标准", TextSize::Normal),
    ] {
        stage.press("radio", name);
        assert_eq!(stage.settings.text_size.get_untracked(), size);
        until(name, || page::is_checked(&stage.one("radio", name))).await;
    }
}

#[wasm_bindgen_test]
async fn what_is_on_the_phone_is_told() {
    let stage = shown(&[State::Queued, State::Draft]).await;
    assert!(stage.text().contains("没发出去1 条"));
    assert!(stage.text().contains("委员号0042"));
    assert!(
        !stage.text().contains("界别"),
        "what is unknown is left out"
    );
    for (keeping, words) in [
        (Keeping::Locked, "加密存在本机，关掉后要登录"),
        (Keeping::Visit, "存不住，只在这次打开期间有效"),
        (Keeping::Kept, "加密存在本机，保持登录"),
        (Keeping::Passphrase, "加密存在本机，打开要口令"),
    ] {
        stage.session.keeping.set(keeping);
        until(words, || stage.text().contains(words)).await;
    }
    stage.session.space.set(Some((12_300_000.0, 10.7e9)));
    let space = "已用 12.3 MB，还可用 10.7 GB";
    until(space, || stage.text().contains(space)).await;
}

#[wasm_bindgen_test]
async fn reports_of_faults_are_asked_about_only_where_somebody_takes_them_and_are_off_at_first() {
    const SWITCH: &str = "程序出错时，告诉维护的人";
    let stage = Stage::new();
    stage
        .show(|stage| me(Lang::ZhCn, at(stage), member()))
        .await;
    let asked = stage.asked();
    let [.., Ask::Sheet(SheetAsk::Reports(known, None))] = asked[..] else {
        panic!("{asked:?}");
    };
    assert!(!stage.has("heading", "出错报告"));
    known.update(|it| it.to = Some("errors.example.org".to_owned()));
    until("the switch", || stage.has("heading", "出错报告")).await;
    assert!(stage.text().contains("发给 errors.example.org：程序的版本"));
    let name = stage.names("checkbox");
    assert!(name.len() == 1 && name[0].starts_with(SWITCH), "{name:?}");
    assert!(!page::is_checked(&stage.one("checkbox", &name[0])));
    stage.press("checkbox", &name[0]);
    assert!(matches!(
        stage.asked()[..],
        [Ask::Sheet(SheetAsk::Reports(_, Some(true)))]
    ));
}
