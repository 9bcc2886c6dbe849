//! The form of a reading share, as the catalog has it.

use crate::{
    given::{Stage, about, answers, entry, mint, record, row},
    page::{self, until},
};
use dajuan::{
    domain::{lang::Lang, record::KindId},
    outbox::item::State,
    pages::draft,
};
use leptos::prelude::Set;
use wasm_bindgen_test::wasm_bindgen_test;

const IN_CHINESE: [(&str, &str); 11] = [
    ("textbox", "书名"),
    ("textbox", "作者 选填"),
    ("textbox", "书号（ISBN） 选填"),
    ("date", "日期"),
    ("textbox", "地点 选填"),
    ("textbox", "时长 选填"),
    ("textbox", "听众 选填"),
    ("textbox", "章节或页码 选填"),
    ("textbox", "摘录 选填"),
    ("textbox", "摘录在第几页 选填"),
    ("textbox", "心得 选填"),
];
const IN_ENGLISH: [(&str, &str); 11] = [
    ("textbox", "Title"),
    ("textbox", "Author optional"),
    ("textbox", "ISBN optional"),
    ("date", "Date"),
    ("textbox", "Place optional"),
    ("textbox", "Length optional"),
    ("textbox", "Audience optional"),
    ("textbox", "Chapters or pages optional"),
    ("textbox", "Quote optional"),
    ("textbox", "Page of the quote optional"),
    ("textbox", "Thoughts optional"),
];

#[wasm_bindgen_test]
async fn every_field_has_its_name_and_what_may_stay_empty_says_so() {
    for (lang, controls) in [(Lang::ZhCn, IN_CHINESE), (Lang::En, IN_ENGLISH)] {
        let stage = Stage::new();
        stage.open_form(lang).await;
        for (role, name) in controls {
            stage.one(role, name);
        }
        let count = |role: &str| stage.names(role).len();
        assert_eq!(
            count("textbox") + count("combobox") + count("date"),
            controls.len()
        );
    }
}

#[wasm_bindgen_test]
async fn choices_stand_as_radio_buttons_under_their_question() {
    for (lang, groups, radios) in [
        (
            Lang::ZhCn,
            ["书的来源 选填", "方式", "我的角色 选填", "照片 选填"],
            [
                "政协赠阅",
                "自己的书",
                "线下",
                "线上",
                "主讲",
                "领读",
                "参与",
            ],
        ),
        (
            Lang::En,
            [
                "Where the book is from optional",
                "Held",
                "My part optional",
                "Photos optional",
            ],
            [
                "Given by the committee",
                "My own",
                "In person",
                "Online",
                "Main speaker",
                "Lead reader",
                "Took part",
            ],
        ),
    ] {
        let stage = Stage::new();
        stage.open_form(lang).await;
        assert_eq!(stage.names("group"), groups);
        assert_eq!(stage.names("radio"), radios);
        assert!(
            page::is_checked(&stage.one("radio", radios[2])),
            "in person is the usual way"
        );
    }
}

#[wasm_bindgen_test]
async fn headings_part_the_form() {
    for (lang, headings) in [
        (Lang::ZhCn, ["读书分享", "读的书", "时间和方式", "读了什么"]),
        (
            Lang::En,
            ["Reading share", "The book", "When and how", "What was read"],
        ),
    ] {
        let stage = Stage::new();
        stage.open_form(lang).await;
        assert_eq!(stage.names("heading"), headings);
        assert_eq!(page::name(&page::focused()), headings[0]);
    }
}

#[wasm_bindgen_test]
async fn a_hint_and_a_unit_belong_to_their_control() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    let hint = page::described(&stage.one("textbox", "书号（ISBN） 选填"));
    assert_eq!(hint, "在封底条码上方，没有可不填");
    assert_eq!(page::described(&stage.one("textbox", "时长 选填")), "分钟");
}

#[wasm_bindgen_test]
async fn the_place_is_asked_in_person_and_the_link_online_and_what_was_typed_comes_back() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    let (place, link) = (("textbox", "地点 选填"), ("textbox", "线上链接 选填"));
    assert!(!stage.has(link.0, link.1));
    let drawn = stage.one(place.0, place.1);
    page::type_in(&drawn, "区图书馆");

    stage.press("radio", "线上");
    until("the link", || stage.has(link.0, link.1)).await;
    assert!(!stage.has(place.0, place.1));
    page::type_in(&stage.one(link.0, link.1), "https://a.example");

    stage.press("radio", "线下");
    until("the place", || stage.has(place.0, place.1)).await;
    assert!(!stage.has(link.0, link.1));
    assert_eq!(page::value(&stage.one(place.0, place.1)), "区图书馆");
    assert!(
        drawn.is_same_node(Some(&stage.one(place.0, place.1))),
        "drawn once, then hidden and shown"
    );

    stage.press("radio", "线上");
    until("the link again", || stage.has(link.0, link.1)).await;
    let kept = page::value(&stage.one(link.0, link.1));
    assert_eq!(kept, "https://a.example");
}

#[wasm_bindgen_test]
async fn a_key_in_one_field_looks_at_no_other() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    let (title, author) = (
        stage.one("textbox", "书名"),
        stage.one("textbox", "作者 选填"),
    );
    page::count_looks(&title);
    page::count_looks(&author);
    page::type_in(&title, "乡土中国");
    page::turn().await;
    assert!(page::looks(&title) > 0);
    assert_eq!(page::looks(&author), 0);
}

#[wasm_bindgen_test]
async fn the_counter_counts_characters() {
    for (lang, quote, empty, three) in [
        (Lang::ZhCn, "摘录 选填", "0 / 2000 字", "3 / 2000 字"),
        (
            Lang::En,
            "Quote optional",
            "0 of 2000 characters",
            "3 of 2000 characters",
        ),
    ] {
        let stage = Stage::new();
        stage.open_form(lang).await;
        assert!(stage.text().contains(empty));
        page::type_in(&stage.one("textbox", quote), "𠮷野家");
        until("the counter", || stage.text().contains(three)).await;
    }
}

#[wasm_bindgen_test]
async fn what_was_read_lately_fills_title_and_author_at_one_press() {
    let stage = Stage::new();
    let mut waiting = entry("");
    waiting.answers = answers(&[("title", "乡土中国"), ("author", "费孝通")]);
    stage.desk.rows.set(vec![row(State::Queued, waiting)]);
    let book = |title, author| record(answers(&[("title", title), ("author", author)]));
    stage.shelve(vec![book("红楼梦", "曹雪芹"), book("乡土中国", "另一人")]);
    stage.open_form(Lang::ZhCn).await;
    let offered: Vec<String> = page::all(&stage.one("group", "最近用过"), "button")
        .iter()
        .map(page::name)
        .collect();
    assert_eq!(
        offered,
        ["乡土中国", "红楼梦"],
        "each book once, the newest first"
    );

    stage.press("button", "乡土中国");
    let (title, author) = (
        stage.one("textbox", "书名"),
        stage.one("textbox", "作者 选填"),
    );
    until("the book", || page::value(&title) == "乡土中国").await;
    assert_eq!(page::value(&author), "费孝通");
}

#[wasm_bindgen_test]
async fn a_kind_that_the_catalog_lacks_and_a_draft_that_is_gone_are_told() {
    let stage = Stage::new();
    stage
        .show(|stage| {
            draft::new(
                Lang::ZhCn,
                stage.at(),
                KindId("no_such_kind".to_owned()),
                about(),
            )
        })
        .await;
    assert!(stage.text().contains("这一类本版本还不认识，请更新后再写"));
    assert!(stage.asked().is_empty());

    let stage = Stage::new();
    stage
        .show(|stage| draft::draft(Lang::ZhCn, stage.at(), &mint(), about()))
        .await;
    assert!(stage.text().contains("没有这份草稿，可能已经提交或删掉了"));
}

#[wasm_bindgen_test]
async fn what_is_written_from_right_to_left_stands_so_in_its_field() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    let title = stage.one("textbox", "书名");
    for (text, side) in [("الأدب العربي", "rtl"), ("乡土中国", "ltr")] {
        page::type_in(&title, text);
        let window = leptos::web_sys::window().unwrap();
        let style = window.get_computed_style(&title).unwrap().unwrap();
        assert_eq!(style.get_property_value("direction").unwrap(), side);
    }
}
