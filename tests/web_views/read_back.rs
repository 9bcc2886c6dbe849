//! 读一遍再交: what was written, in words, before it goes.

use crate::{
    given::{Stage, answers, entry, record, rest, row},
    page::{self, until},
};
use dajuan::{
    domain::{
        client_ref::ClientRef,
        lang::Lang,
        record::{Entry, KindId, Photo, Record},
    },
    outbox::item::State,
    pages::draft,
    state::ask::Ask,
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const TITLE: &str = "交之前，请再读一遍";

fn report() -> KindId {
    KindId("opinion_report".to_owned())
}

fn written() -> Entry {
    Entry {
        kind: report(),
        answers: answers(&[
            ("title", "路灯不亮"),
            ("body", "河边一排\n都不亮"),
            ("date", "2026-11-22"),
        ]),
        ..entry("")
    }
}

async fn open(lang: Lang, received: Vec<Record>) -> Stage {
    let stage = Stage::new();
    stage.shelve(received);
    stage.desk.begun.set(Some(written()));
    stage
        .show(|stage| draft::new(lang, stage.at(), report(), rest(lang, stage.at())))
        .await;
    stage.asked();
    stage
}

fn submitted(stage: &Stage) -> usize {
    let asked = stage.asked().into_iter();
    asked.filter(|ask| matches!(ask, Ask::Submit(_))).count()
}

/// The press that stands with this name inside the dialog.
fn inside(stage: &Stage, title: &str, name: &str) -> leptos::web_sys::Element {
    page::named(&stage.one("dialog", title), "button", name).remove(0)
}

#[wasm_bindgen_test]
async fn a_long_form_goes_only_after_it_was_read_in_words() {
    for (lang, title, submit, told) in [
        (
            Lang::ZhCn,
            TITLE,
            "提交",
            [
                "标题",
                "路灯不亮",
                "正文",
                "河边一排\n都不亮",
                "2026年11月22日",
            ],
        ),
        (
            Lang::En,
            "Please read it once more before it goes",
            "Submit",
            [
                "Title",
                "路灯不亮",
                "Text",
                "河边一排\n都不亮",
                "November 22, 2026",
            ],
        ),
    ] {
        let stage = open(lang, Vec::new()).await;
        assert!(!stage.has("dialog", title));
        stage.press("button", submit);
        until("the read-back", || stage.has("dialog", title)).await;
        assert_eq!(submitted(&stage), 0, "nothing goes before it was read");
        let read = page::text(&stage.one("dialog", title));
        for told in told {
            assert!(read.contains(told), "{told}: {read}");
        }
        assert_eq!(
            page::name(&page::focused()),
            title,
            "it is read from its beginning"
        );
        page::press(&inside(&stage, title, submit));
        until("it to be gone", || !stage.has("dialog", title)).await;
        assert_eq!(submitted(&stage), 1);
    }
}

#[wasm_bindgen_test]
async fn who_finds_a_slip_goes_back_to_the_form_and_reads_what_it_became() {
    let stage = open(Lang::ZhCn, Vec::new()).await;
    stage.press("button", "提交");
    until("the read-back", || stage.has("dialog", TITLE)).await;
    page::press(&inside(&stage, TITLE, "修改"));
    until("the form", || !stage.has("dialog", TITLE)).await;
    assert_eq!(submitted(&stage), 0);
    page::type_in(&stage.one("textbox", "标题"), "河边的路灯");
    stage.press("button", "提交");
    until("the read-back again", || stage.has("dialog", TITLE)).await;
    let read = page::text(&stage.one("dialog", TITLE));
    assert!(read.contains("河边的路灯") && !read.contains("路灯不亮"));
}

#[wasm_bindgen_test]
async fn what_has_a_fault_is_not_read_back() {
    let stage = open(Lang::ZhCn, Vec::new()).await;
    page::type_in(&stage.one("textbox", "标题"), "");
    stage.press("button", "提交");
    until("the fault", || stage.has("link", "标题 · 请填标题")).await;
    assert!(!stage.has("dialog", TITLE));
}

#[wasm_bindgen_test]
async fn what_may_be_logged_already_is_said_where_it_is_read_and_asked_nowhere_else() {
    let same = Record {
        kind: report(),
        ..record(answers(&[("title", "路灯不亮"), ("date", "2026-11-22")]))
    };
    let stage = open(Lang::ZhCn, vec![same]).await;
    stage.press("button", "提交");
    until("the read-back", || stage.has("dialog", TITLE)).await;
    let read = page::text(&stage.one("dialog", TITLE));
    assert!(read.contains("已经记过《路灯不亮》"));
    assert!(!stage.has("dialog", "是不是记过了"));
    page::press(&inside(&stage, TITLE, "提交"));
    assert_eq!(submitted(&stage), 1);
}

#[wasm_bindgen_test]
async fn its_photos_are_shown_with_it() {
    let stage = Stage::new();
    let mut draft = row(State::Draft, written());
    let entry = std::sync::Arc::make_mut(&mut draft.entry);
    let photo = ClientRef::from_chance([7; 16]);
    entry.photos = vec![Photo {
        id: photo.clone(),
        sha256: "00".repeat(32),
        bytes: 3,
        mime: "image/jpeg".to_owned(),
    }];
    let id = entry.client_ref.clone();
    stage.desk.rows.set(vec![draft]);
    stage.shelf.photos.update(|photos| {
        photos.insert(
            photo,
            Some("data:image/gif;base64,R0lGODlhAQABAAAAACw=".to_owned()),
        );
    });
    let lang = Lang::ZhCn;
    stage
        .show(|stage| draft::draft(lang, stage.at(), &id, rest(lang, stage.at())))
        .await;
    stage.press("button", "提交");
    until("the read-back", || stage.has("dialog", TITLE)).await;
    let images = page::named(&stage.one("dialog", TITLE), "img", "第 1 张照片");
    assert_eq!(images.len(), 1);
}
