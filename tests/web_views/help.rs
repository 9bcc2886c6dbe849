//! 帮助

use crate::{given::Stage, page};
use dajuan::{
    domain::{
        lang::Lang,
        office::{Office, Spoken},
    },
    pages::help::help,
    state::{
        ask::{Ask, SheetAsk},
        helper::Helper,
        session::Phase,
    },
    ui::tree::{View, el},
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

async fn shown(lang: Lang, office: Helper) -> Stage {
    let stage = Stage::new();
    let checked = || View::from(el("p").child("版本 0.1.0"));
    stage.show(|stage| help(lang, stage.at(), checked())).await;
    let asked = stage.asked();
    let [Ask::Sheet(SheetAsk::Office(into))] = asked[..] else {
        panic!("{asked:?}");
    };
    into.set(office);
    page::turn().await;
    stage
}

fn spoken(zh_cn: &str, en: &str) -> Option<Spoken> {
    let (zh_cn, en) = (zh_cn.to_owned(), en.to_owned());
    Some(Spoken { zh_cn, en })
}

fn office() -> Helper {
    Helper::Is(Office {
        name: spoken("政协办公室", "The office"),
        phone: "023-4240 1234".to_owned(),
        hours: spoken("工作日 9:00–17:00", "Weekdays 9 to 5"),
    })
}

#[wasm_bindgen_test]
async fn the_office_is_called_by_one_press() {
    let stage = shown(Lang::ZhCn, office()).await;
    let call = stage.one("link", "打电话 023-4240 1234");
    assert_eq!(call.get_attribute("href").unwrap(), "tel:02342401234");
    let text = stage.text();
    assert!(text.contains("政协办公室"), "{text}");
    assert!(text.contains("有人接的时间：工作日 9:00–17:00"), "{text}");
    let english = shown(Lang::En, office()).await;
    let text = english.text();
    assert!(text.contains("Somebody answers: Weekdays 9 to 5"), "{text}");
}

#[wasm_bindgen_test]
async fn without_a_number_the_page_says_so() {
    let stage = shown(Lang::ZhCn, Helper::Unknown).await;
    let text = stage.text();
    assert!(text.contains("这里没有写办公室的电话"), "{text}");
}

#[wasm_bindgen_test]
async fn questions_open_by_a_press_and_what_to_read_out_is_there() {
    let stage = shown(Lang::ZhCn, office()).await;
    let shut = "details:not([open])>summary";
    let mut opened = 0;
    while let Some(summary) = stage.place().query_selector(shut).unwrap() {
        page::press(&summary);
        opened += 1;
    }
    assert_eq!(opened, 7);
    page::turn().await;
    let open = stage.text();
    assert!(
        open.contains("一次性号码") && open.contains("版本 0.1.0"),
        "{open}"
    );
}

#[wasm_bindgen_test]
async fn the_way_back_leads_where_one_came_from() {
    let stage = Stage::new();
    let phase = Phase::SignedOut { locked: 0 };
    stage.session.phase.set(phase);
    stage
        .show(|stage| help(Lang::ZhCn, stage.at(), View::none()))
        .await;
    assert!(stage.has("link", "登录"));
    assert!(stage.has("link", "看一遍怎么用"));
}
