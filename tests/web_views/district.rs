//! 各区公布的数字: as published, with measure word, scope and "at least"; what is derived says so.

use crate::{
    given::Stage,
    page::{self, until},
};
use dajuan::{
    domain::{answer::Answer, figure::Figures, lang::Lang},
    forms::door::answer_from_json,
    pages::district::district,
    state::{ask::Ask, published::Published},
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

fn shipped() -> Figures {
    let file = answer_from_json(include_str!("../../public/figures.json"));
    Figures::read(&file.unwrap_or(Answer::Null)).unwrap()
}

async fn shown(lang: Lang, published: Published) -> Stage {
    let stage = Stage::new();
    stage.show(|stage| district(lang, stage.asks)).await;
    let asked = stage.asked();
    let [Ask::Published(into)] = asked[..] else {
        panic!("{asked:?}");
    };
    into.set(published);
    page::turn().await;
    stage
}

async fn here(lang: Lang) -> Stage {
    shown(lang, Published::Here(Arc::new(shipped()))).await
}

#[wasm_bindgen_test]
async fn each_figure_is_shown_as_it_was_published() {
    let stage = here(Lang::ZhCn).await;
    let text = stage.text();
    for words in [
        "2022 年",
        "20 次",
        "760 余人次",
        "96%",
        "3776 本",
        "范围不同的数字不能相加",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(
        !text.contains("推算"),
        "nothing is derived for this district"
    );
    stage.press("radio", "重庆市梁平区政协");
    until("the other district", || stage.text().contains("274 名")).await;
    let text = stage.text();
    for words in [
        "10000 余人次",
        "范围：一村（社）一委员",
        "407 场次",
        "未公布",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("3776"), "one district at a time");
    assert!(!text.contains("0 次\n"), "what was not published is not 0");
}

#[wasm_bindgen_test]
async fn what_is_derived_says_so_and_of_what() {
    let stage = here(Lang::ZhCn).await;
    stage.press("radio", "重庆市梁平区政协");
    until("what is derived", || stage.text().contains("推算的数字")).await;
    let text = stage.text();
    let (published, derived) = text.split_once("推算的数字").unwrap();
    for words in ["88.7%", "立案提案 235 件 ÷ 收到提案 265 件", "73.9 人次"] {
        assert!(
            derived.contains(words) && !published.contains(words),
            "{words}: {text}"
        );
    }
    assert!(derived.contains("这些没有公布"));
}

#[wasm_bindgen_test]
async fn in_english_too() {
    let stage = here(Lang::En).await;
    assert!(stage.text().contains("at least 760 person-times"));
    stage.press("radio", "Liangping District CPPCC, Chongqing");
    until("the other district", || {
        stage.text().contains("274 members")
    })
    .await;
    for words in [
        "Scope: one village, one member",
        "not published",
        "at least 10000 person-times",
    ] {
        assert!(stage.text().contains(words), "{words}");
    }
}

#[wasm_bindgen_test]
async fn figures_that_can_not_be_had_or_read_are_said() {
    for (published, words) in [
        (Published::NotHad, "请联网后再打开一次"),
        (Published::Wrong("/districts/0".to_owned()), "/districts/0"),
    ] {
        let stage = shown(Lang::ZhCn, published).await;
        assert!(stage.text().contains(words), "{words}");
    }
}
