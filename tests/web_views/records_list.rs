//! 记录: a year of many lines is drawn as far as somebody reads.

use crate::{
    given::Stage,
    page::{self, until},
    year::{of_kind, reading},
};
use dajuan::{domain::lang::Lang, pages::records::records};
use leptos::web_sys::Element;
use wasm_bindgen_test::wasm_bindgen_test;

const MANY: usize = 400;

fn lines(stage: &Stage) -> Vec<Element> {
    page::all(stage.place(), "listitem")
}

/// A member with many reading shares, and one entry of another kind, the oldest.
async fn many() -> Stage {
    let stage = Stage::new();
    let mut all: Vec<_> = (0..MANY).map(|_| reading("2026-03-04", 5)).collect();
    all.push(of_kind("proposal", "2026-01-02"));
    stage.shelve(all);
    stage.show(|stage| records(Lang::ZhCn, stage.at())).await;
    stage
}

/// The reader goes to the last line that is there, again and again.
async fn read_on(stage: &Stage, up_to: usize) {
    until("more lines", || {
        if let Some(last) = lines(stage).last() {
            last.scroll_into_view();
        }
        lines(stage).len() >= up_to
    })
    .await;
}

#[wasm_bindgen_test]
async fn lines_are_drawn_as_the_reader_comes_near_and_every_one_can_be_reached() {
    let stage = many().await;
    until("the first lines", || lines(&stage).len() > 10).await;
    assert!(stage.text().contains("401"), "{}", stage.text());
    assert!(lines(&stage).len() < MANY / 2, "not all at once");
    read_on(&stage, MANY + 1).await;
    let last = lines(&stage).pop().unwrap();
    assert!(page::text(&last).contains("提案"), "{}", page::text(&last));
}

#[wasm_bindgen_test]
async fn a_line_that_comes_leaves_the_others_where_they_are_and_another_list_begins_at_its_top() {
    let stage = many().await;
    read_on(&stage, 200).await;
    let mut more: Vec<_> = (0..=MANY).map(|_| reading("2026-03-04", 5)).collect();
    more.push(of_kind("proposal", "2026-01-02"));
    stage.shelve(more);
    until("the new line", || stage.text().contains("402")).await;
    assert!(lines(&stage).len() >= 200, "{}", lines(&stage).len());

    let kind = stage.one("combobox", "类别");
    page::choose(&kind, "proposal");
    until("the one of its kind", || lines(&stage).len() == 1).await;
    page::choose(&kind, "");
    until("the lines again", || lines(&stage).len() > 10).await;
    assert!(lines(&stage).len() < MANY / 2, "{}", lines(&stage).len());
}
