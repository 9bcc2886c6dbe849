//! 我的信息

use crate::{
    given::{Stage, answers, entry, record, row},
    page,
};
use dajuan::{
    domain::{
        lang::Lang,
        look::{Look, Seen},
    },
    outbox::item::State,
    pages::privacy::privacy,
    state::{
        ask::{Ask, SheetAsk, Unsent},
        looks::Looks,
        session::Phase,
    },
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::given::{member, today};

const ERASE: &str = "删掉我的全部";

async fn shown(lang: Lang, ready: impl FnOnce(&Stage)) -> (Stage, RwSignal<Looks>) {
    let stage = Stage::new();
    stage.session.phase.set(Phase::Open(member()));
    ready(&stage);
    stage.show(|stage| privacy(lang, stage.at())).await;
    let asked = stage.asked();
    let [Ask::Refresh(2026), Ask::Sheet(SheetAsk::Looks(into))] = asked[..] else {
        panic!("{asked:?}");
    };
    (stage, into)
}

fn look(seen: Seen, times: u32) -> Look {
    Look {
        by: "王主任".to_owned(),
        seen,
        record: None,
        at: today().noon(),
        times,
    }
}

#[wasm_bindgen_test]
async fn the_facts_of_this_phone_are_told() {
    let (stage, _) = shown(Lang::ZhCn, |stage| {
        stage.desk.rows.set(vec![
            row(State::Queued, entry("乡土中国")),
            row(State::Draft, entry("红楼梦")),
        ]);
        stage.shelve(vec![record(answers(&[("title", "论语")]))]);
    })
    .await;
    let text = stage.text();
    for line in [
        "存放加密存在本机，保持登录",
        "没发出去1 条",
        "没写完的1 条",
        "今年收到的记录1 条的副本",
        "密码从来不存",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    let export = stage.one("link", "导出我的全部");
    assert_eq!(export.get_attribute("href").unwrap(), "/year/2026/report");
}

#[wasm_bindgen_test]
async fn who_looked_stands_in_lines_and_a_known_record_is_a_way_to_it() {
    let own = record(answers(&[("title", "论语")]));
    let key = own.client_ref.clone();
    let (stage, looks) = shown(Lang::ZhCn, |stage| stage.shelve(vec![own])).await;
    let of_record = Look {
        record: Some(key.clone()),
        ..look(Seen::Record, 3)
    };
    let mut all = vec![of_record, look(Seen::Record, 1), look(Seen::Personal, 1)];
    all.extend((0..10).map(|_| look(Seen::Export, 1)));
    looks.set(Looks::Are(all));
    page::turn().await;
    let text = stage.text();
    assert!(
        text.contains("王主任 · 11月22日 12:00，当天 3 次"),
        "{text}"
    );
    assert!(text.contains("打开了一条记录"), "{text}");
    let way = stage.one(
        "link",
        "打开了读书分享《论语》王主任 · 11月22日 12:00，当天 3 次",
    );
    assert_eq!(
        way.get_attribute("href").unwrap(),
        format!("/records/{key}")
    );
    assert_eq!(text.matches("导出全体委员").count(), 0);
    assert_eq!(text.matches("导出了全体委员的一年").count(), 7);
    stage.press("button", "显示全部 13 行");
    page::turn().await;
    assert_eq!(stage.text().matches("导出了全体委员的一年").count(), 10);
}

#[wasm_bindgen_test]
async fn where_nothing_is_noted_or_known_that_is_said() {
    let (stage, looks) = shown(Lang::ZhCn, |_| {}).await;
    for (known, said) in [
        (Looks::Absent, "不记谁看过"),
        (Looks::Are(Vec::new()), "还没有人看过"),
        (Looks::Failed, "没有连上"),
    ] {
        looks.set(known);
        page::turn().await;
        assert!(stage.text().contains(said), "{said}");
    }
    stage.press("button", "再看一次");
    assert!(matches!(
        stage.asked()[..],
        [Ask::Sheet(SheetAsk::Looks(_))]
    ));
}

#[wasm_bindgen_test]
async fn erasing_names_what_would_be_lost_and_offers_to_keep_it() {
    let (stage, _) = shown(Lang::ZhCn, |stage| {
        let draft = row(State::Draft, entry("红楼梦"));
        let waiting = (0..6).map(|n| row(State::Queued, entry(&format!("书{n}"))));
        stage.desk.rows.set(waiting.chain([draft]).collect());
        stage.desk.unreadable.set(2);
    })
    .await;
    stage.press("button", ERASE);
    page::turn().await;
    let text = stage.text();
    for line in ["会丢", "《书0》", "还有 2 条", "读不出来的 2 条"] {
        assert!(text.contains(line), "{line} in {text}");
    }
    let export = stage.one("link", "先导出没发出去的");
    assert_eq!(export.get_attribute("href").unwrap(), "/outbox");
    // The safest answer stands last, and the question can be left.
    stage.press("button", "不了");
    assert!(stage.asked().is_empty());
}

#[wasm_bindgen_test]
async fn erasing_is_asked_for_by_the_second_press_alone() {
    let (stage, _) = shown(Lang::ZhCn, |_| {}).await;
    stage.press("button", ERASE);
    page::turn().await;
    assert!(stage.text().contains("什么都不会丢"));
    assert!(!stage.has("link", "先导出没发出去的"));
    let presses = page::named(stage.place(), "button", ERASE);
    page::press(presses.last().unwrap());
    assert!(matches!(stage.asked()[..], [Ask::SignOut(Unsent::Erase)]));
}

#[wasm_bindgen_test]
async fn who_is_not_signed_in_reads_what_is_kept_and_nothing_of_anybody() {
    let stage = Stage::new();
    stage.session.phase.set(Phase::SignedOut { locked: 3 });
    stage.show(|stage| privacy(Lang::En, stage.at())).await;
    assert!(stage.asked().is_empty());
    let text = stage.text();
    assert!(text.contains("The password is never kept"), "{text}");
    assert!(!stage.has("button", "Erase everything of mine"));
}
