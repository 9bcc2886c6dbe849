//! 记什么: every kind in its group, what is logged most first, and a word of it finds it.

use crate::{
    given::{Stage, answers, mint, record},
    page::{focus, focused, named, turn, type_in, until},
};
use dajuan::{
    domain::{
        lang::Lang,
        record::{KindId, Record},
    },
    pages::choose::choose,
    route::Route,
    state::ask::Ask,
};
use wasm_bindgen_test::wasm_bindgen_test;

fn logged_as(kind: &str) -> Record {
    Record {
        client_ref: mint(),
        kind: KindId(kind.to_owned()),
        ..record(answers(&[]))
    }
}

async fn shown(lang: Lang, logged: &[&str]) -> Stage {
    let stage = Stage::new();
    stage.shelve(logged.iter().copied().map(logged_as).collect());
    stage.show(|stage| choose(lang, stage.at())).await;
    stage
}

#[wasm_bindgen_test]
async fn every_kind_stands_in_its_group_and_leads_to_its_form() {
    let stage = shown(Lang::ZhCn, &[]).await;
    let groups = "记什么 读书和学习 六个一 联系群众 提案和信息 文章和作品 支部";
    assert_eq!(stage.names("heading").join(" "), groups);
    // 17 kinds and the way back.
    assert_eq!(stage.names("link").len(), 18);
    stage.asked();
    stage.press("link", "小微协商");
    let asked = stage.asked();
    assert!(
        matches!(&asked[..], [Ask::Go(Route::New(kind))] if kind.0 == "micro_consultation"),
        "{asked:?}"
    );
}

#[wasm_bindgen_test]
async fn what_is_logged_most_stands_first() {
    let logged = ["visit", "study", "concern", "study", "visit", "study"];
    let stage = shown(Lang::En, &logged).await;
    assert_eq!(stage.names("heading")[1], "Logged most");
    assert_eq!(stage.names("link")[1..3], ["Study session", "Visit"]);
}

#[wasm_bindgen_test]
async fn a_word_in_either_language_finds_a_kind_and_none_is_said() {
    let stage = shown(Lang::ZhCn, &[]).await;
    for (word, found) in [("走访", 2), (" PROPOSAL ", 1), ("提案", 1), ("钓鱼", 0)] {
        type_in(&stage.one("searchbox", "找一找"), word);
        until(word, || stage.names("link").len() == found + 1).await;
        let none = stage.text().contains("没有找到");
        assert_eq!(none, found == 0, "{word}");
    }
}

#[wasm_bindgen_test]
async fn what_is_read_meanwhile_leaves_the_keyboard_where_it_is() {
    let stage = shown(Lang::En, &["study", "study"]).await;
    let most = named(stage.place(), "link", "Study session").remove(0);
    focus(&most);
    assert!(focused() == most);
    stage.shelve(["study", "visit", "study"].map(logged_as).into());
    turn().await;
    assert!(focused() == most);
}
