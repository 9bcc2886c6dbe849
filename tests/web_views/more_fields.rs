//! Controls that only some forms have, and drafts of older forms.

use crate::{
    given::{self, Stage, entry, record, rest, row},
    page::{self, until},
};
use dajuan::{
    domain::{
        answer::Answer,
        lang::Lang,
        record::{Entry, KindId},
        spot::Spot,
    },
    forms::catalog::Catalog,
    outbox::item::State,
    pages::{draft, record},
    state::{
        ask::{Ask, Locating, OutboxAsk},
        duties::FormsFile,
    },
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

const FORMS: &str = r#"{"version": 1,
  "lists": [
    {"id": "villages", "entries": ["大石坝村", "石坝村", {"value": "竹海村", "also": "zhuhai"}]},
    {"id": "sectors", "entries": [{"value": "arts", "label": {"zh-CN": "文艺界", "en": "Arts"}}]}
  ],
  "kinds": [{"id": "trip", "label": {"zh-CN": "走访", "en": "Trip"}, "measure": {"zh-CN": "次", "en": "times"},
    "category": "c", "form_version": 2, "form": {"type": "object", "required": ["date"], "properties": {
      "village": {"type": "string", "x-ui": {"label": {"zh-CN": "村", "en": "Village"}, "list": "villages", "other": true}},
      "sector": {"type": "string", "x-ui": {"label": {"zh-CN": "界别", "en": "Sector"}, "list": "sectors"}},
      "date": {"type": "string", "format": "date", "x-ui": {"label": {"zh-CN": "开始", "en": "Start"}, "default": "today"}},
      "place": {"type": "string", "x-ui": {"label": {"zh-CN": "地点", "en": "Place"}, "widget": "location"}},
      "end": {"type": "string", "format": "date", "x-ui": {"label": {"zh-CN": "结束", "en": "End"}, "least": "date", "since": 2}},
      "homes": {"type": "array", "maxItems": 3, "items": {"type": "object", "required": ["name"], "properties": {
          "name": {"type": "string", "x-ui": {"label": {"zh-CN": "户主", "en": "Head"}}},
          "persons": {"type": "integer", "x-ui": {"label": {"zh-CN": "人数", "en": "Persons"}, "unit": {"zh-CN": "人", "en": "people"}}}
        }, "x-ui": {"order": ["name", "persons"]}},
        "x-ui": {"label": {"zh-CN": "走访户", "en": "Homes"}}},
      "all": {"type": "integer", "x-ui": {"label": {"zh-CN": "共多少人", "en": "In all"}, "unit": {"zh-CN": "人", "en": "people"},
        "compute": {"sum_of": {"rows": "homes", "field": "persons"}}}}
    }, "x-ui": {"order": ["village", "sector", "date", "place", "end", "homes", "all"], "day": "date", "title": "village"}}}]}"#;

fn trip() -> KindId {
    KindId("trip".to_owned())
}

fn begun(answers: &[(&str, &str)], version: u32) -> Entry {
    Entry {
        kind: trip(),
        form_version: version,
        answers: given::answers(answers),
        ..entry("")
    }
}

async fn open(lang: Lang, begun: Entry) -> Stage {
    let stage = Stage::new();
    let whole = Catalog::parse(FORMS).unwrap();
    stage.duties.logged.set(Some(Arc::new(whole)));
    stage.desk.begun.set(Some(begun));
    stage
        .show(|stage| draft::new(lang, stage.at(), trip(), rest(lang, stage.at())))
        .await;
    stage.asked();
    stage
}

async fn new() -> Stage {
    open(Lang::ZhCn, begun(&[("date", "2026-11-22")], 2)).await
}

/// The draft as it would be kept, once the fingers rest.
async fn kept(stage: &Stage) -> Answer {
    let saved = || {
        let asked = stage.asked();
        let drafts = asked.into_iter().filter_map(|ask| {
            let Ask::SaveDraft(entry) = ask else {
                return None;
            };
            Some(entry.answers)
        });
        drafts.last()
    };
    let found = RwSignal::new(None);
    until("the save", || {
        if let Some(answers) = saved() {
            found.set(Some(answers));
        }
        found.get_untracked().is_some()
    })
    .await;
    found.get_untracked().unwrap()
}

#[wasm_bindgen_test]
async fn a_village_is_found_by_a_part_of_its_name_and_taken_by_keys() {
    let stage = new().await;
    let village = stage.one("combobox", "村 选填");
    let state = |name: &str| village.get_attribute(name);
    assert_eq!(state("aria-expanded").as_deref(), Some("false"));
    page::type_in(&village, "石");
    until("the choices", || {
        stage.names("option") == ["石坝村", "大石坝村"]
    })
    .await;
    assert_eq!(state("aria-expanded").as_deref(), Some("true"));
    assert!(page::strike(&village, "ArrowDown") && page::strike(&village, "ArrowDown"));
    until("the second", || {
        state("aria-activedescendant").is_some_and(|id| id.ends_with("-1"))
    })
    .await;
    assert!(page::strike(&village, "Enter"));
    until("the choice", || page::value(&village) == "大石坝村").await;
    until("a closed list", || stage.names("option").is_empty()).await;
    assert!(
        !page::strike(&village, "Escape"),
        "a closed list leaves the key alone"
    );
}

#[wasm_bindgen_test]
async fn what_is_on_no_list_is_said_to_be_and_stays_where_the_form_lets_it() {
    let stage = new().await;
    let village = stage.one("combobox", "村 选填");
    page::type_in(&village, "新村");
    until("the word", || {
        stage.text().contains("没有找到，可以照您写的用")
    })
    .await;
    assert_eq!(
        kept(&stage).await.field("village").and_then(Answer::text),
        Some("新村")
    );
    assert!(page::strike(&village, "Escape"));
    assert_eq!(page::value(&village), "新村");
    page::type_in(&stage.one("combobox", "界别 选填"), "新");
    until("the other word", || {
        stage.text().contains("没有找到，换个字试试")
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_press_takes_a_choice_and_its_name_stands_for_what_is_kept() {
    for (lang, name, label) in [
        (Lang::ZhCn, "界别 选填", "文艺界"),
        (Lang::En, "Sector optional", "Arts"),
    ] {
        let stage = open(lang, begun(&[], 2)).await;
        let sector = stage.one("combobox", name);
        page::press(&sector);
        until("the choices", || stage.has("option", label)).await;
        stage.press("option", label);
        until("the choice", || page::value(&sector) == label).await;
        let kept = kept(&stage).await;
        assert_eq!(kept.field("sector").and_then(Answer::text), Some("arts"));
    }
}

#[wasm_bindgen_test]
async fn an_input_method_that_composes_moves_no_choice() {
    let stage = new().await;
    let village = stage.one("combobox", "村 选填");
    page::press(&village);
    until("the choices", || stage.names("option").len() == 3).await;
    page::enter_is_taken(&village, 229, true);
    assert_eq!(stage.names("option").len(), 3);
    assert_eq!(page::value(&village), "");
}

#[wasm_bindgen_test]
async fn rows_are_added_moved_and_taken_away_and_what_is_in_them_is_added_up() {
    let stage = new().await;
    assert!(stage.text().contains("填好上面的就会算出"));
    for (n, (name, persons)) in [("张家", "3"), ("李家", "４")].into_iter().enumerate() {
        stage.press("button", "加一项：走访户");
        let heads = || page::all(stage.place(), "textbox");
        until("the row", || {
            stage.has("heading", &format!("走访户 第 {} 项", n + 1))
        })
        .await;
        let inputs: Vec<_> = heads()
            .into_iter()
            .filter(|it| ["户主", "人数 选填"].contains(&page::name(it).as_str()))
            .collect();
        page::type_in(&inputs[2 * n], name);
        page::type_in(&inputs[2 * n + 1], persons);
    }
    until("the sum", || stage.text().contains("7 人")).await;
    stage.press("button", "第 2 项往前移");
    let first = || page::value(&page::named(stage.place(), "textbox", "户主")[0]);
    until("the other first", || first() == "李家").await;
    until("the focus on it", || {
        page::name(&page::focused()) == "走访户 第 1 项"
    })
    .await;
    stage.press("button", "去掉第 1 项");
    until("the question", || stage.text().contains("要去掉吗")).await;
    stage.press("button", "去掉");
    until("one row", || {
        page::named(stage.place(), "textbox", "户主").len() == 1
    })
    .await;
    assert_eq!(first(), "张家");
    until("the sum of one", || stage.text().contains("3 人")).await;
    stage.press("button", "撤回");
    until("the row to be back", || first() == "李家").await;
    until("the sum of both", || stage.text().contains("7 人")).await;
    stage.press("button", "去掉第 1 项");
    until("the question", || stage.text().contains("要去掉吗")).await;
    stage.press("button", "去掉");
    until("the sum of one again", || stage.text().contains("3 人")).await;
    until("the focus on what is left", || {
        page::name(&page::focused()) == "走访户 第 1 项"
    })
    .await;
    stage.press("button", "加一项：走访户");
    until("two rows", || stage.has("heading", "走访户 第 2 项")).await;
    stage.press("button", "去掉第 2 项");
    until("a blank row goes at once", || {
        !stage.has("heading", "走访户 第 2 项")
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_fault_in_a_row_is_named_with_its_row_and_leads_there() {
    let stage = new().await;
    stage.press("button", "加一项：走访户");
    until("the row", || stage.has("textbox", "人数 选填")).await;
    page::type_in(&stage.one("textbox", "人数 选填"), "许多");
    stage.press("button", "提交");
    until("the summary", || {
        stage.has("link", "走访户 1 · 户主 · 请填户主")
    })
    .await;
    assert!(stage.has("link", "走访户 1 · 人数 · 请填数字"));
    stage.press("link", "走访户 1 · 户主 · 请填户主");
    assert_eq!(page::name(&page::focused()), "户主");
    assert_eq!(page::described(&page::focused()), "请填户主");
}

#[wasm_bindgen_test]
async fn an_end_before_the_start_is_said_with_the_name_of_the_start() {
    let stage = new().await;
    page::type_in(&stage.one("date", "结束 选填"), "2026-11-21");
    stage.press("button", "提交");
    until("the fault", || stage.has("link", "结束 · 不能早于开始")).await;
}

#[wasm_bindgen_test]
async fn a_draft_of_an_older_form_says_what_changed_and_shows_what_has_no_place() {
    let old = begun(&[("village", "石坝村"), ("weather", "下雨，路滑")], 1);
    let stage = open(Lang::ZhCn, old).await;
    let text = stage.text();
    assert!(text.contains("已经搬到新表里") && text.contains("新表多了：结束"));
    let kept = stage.one("textbox", "新表放不下的内容，提交时不会带上，可以抄下来");
    assert_eq!(page::value(&kept), "已取消的一项\n下雨，路滑");
    assert_eq!(page::value(&stage.one("combobox", "村 选填")), "石坝村");
    stage.press("button", "复制");
    let copied = stage.asked().into_iter().any(
        |ask| matches!(ask, Ask::Outbox(OutboxAsk::Copy { text, .. }, _) if text.contains("下雨")),
    );
    assert!(copied);
}

#[wasm_bindgen_test]
async fn a_form_that_needs_the_whole_catalog_waits_for_it() {
    let stage = Stage::new();
    let first = Catalog::parse_first(FORMS).unwrap();
    stage.duties.logged.set(Some(Arc::new(first)));
    stage.desk.begun.set(Some(begun(&[], 2)));
    let lang = Lang::ZhCn;
    stage
        .show(|stage| draft::new(lang, stage.at(), trip(), rest(lang, stage.at())))
        .await;
    assert!(stage.text().contains("正在打开"));
    assert!(stage.asked().iter().any(|ask| matches!(ask, Ask::Forms)));
    let whole = Catalog::parse(FORMS).unwrap();
    stage.duties.logged.set(Some(Arc::new(whole)));
    until("the form", || stage.has("combobox", "村 选填")).await;
}

#[wasm_bindgen_test]
async fn a_record_shows_its_rows_and_can_be_logged_again() {
    let stage = Stage::new();
    let whole = Catalog::parse(FORMS).unwrap();
    stage.duties.logged.set(Some(Arc::new(whole)));
    let home = |name: &str, persons| {
        let persons = ("persons".to_owned(), Answer::Int(persons));
        Answer::Group([("name".to_owned(), Answer::Text(name.to_owned())), persons].into())
    };
    let homes = Answer::List(vec![home("张家", 3), home("李家", 4)]);
    let answers = [
        ("village".to_owned(), Answer::Text("石坝村".to_owned())),
        ("sector".to_owned(), Answer::Text("arts".to_owned())),
        ("homes".to_owned(), homes),
        ("all".to_owned(), Answer::Int(7)),
    ];
    let received = dajuan::domain::record::Record {
        kind: trip(),
        ..record(Answer::Group(answers.into()))
    };
    let id = received.client_ref.clone();
    stage.shelve(vec![received]);
    let of = id.clone();
    stage
        .show(|stage| record::record(Lang::ZhCn, stage.at(), of))
        .await;
    let text = stage.text();
    assert!(text.contains("1. 户主 张家 · 人数 3 人\n2. 户主 李家 · 人数 4 人"));
    assert!(text.contains("文艺界") && text.contains("7 人"));
    stage.asked();
    stage.press("button", "再记一次");
    let again = stage.asked().into_iter().find_map(|ask| {
        let Ask::Again(kind, all) = ask else {
            return None;
        };
        Some((kind, all))
    });
    let (kind, all) = again.unwrap();
    assert_eq!((kind, all.len()), (trip(), 1));
    let answers = &all[0];
    let text = |key| answers.field(key).and_then(Answer::text);
    assert_eq!(
        (text("village"), text("date")),
        (Some("石坝村"), Some("2026-11-22"))
    );
    assert!(answers.field("homes").is_some());
}

#[wasm_bindgen_test]
async fn what_waits_can_be_logged_again_too_but_nothing_about_an_event() {
    let stage = Stage::new();
    let waiting = row(State::Queued, entry("红楼梦"));
    let mut of_event = row(State::Queued, entry("红楼梦"));
    Arc::make_mut(&mut of_event.entry).kind = KindId("signup".to_owned());
    let ids = [&waiting, &of_event].map(|row| row.item.client_ref.clone());
    stage.desk.rows.set(vec![waiting, of_event]);
    for (id, may) in ids.into_iter().zip([true, false]) {
        let place = page::document().create_element("div").unwrap();
        stage.place().append_child(&place).unwrap();
        let page = stage.owner(|| record::record(Lang::ZhCn, stage.at(), id));
        page.put_into(&place);
        page::turn().await;
        assert_eq!(!page::named(&place, "button", "再记一次").is_empty(), may);
        place.remove();
    }
}

/// The signal that a press on 填上现在的位置 hands over.
fn located(stage: &Stage) -> Option<RwSignal<Locating>> {
    stage.asked().into_iter().find_map(|ask| {
        let Ask::Locate(into) = ask else { return None };
        Some(into)
    })
}

#[wasm_bindgen_test]
async fn where_the_phone_is_is_asked_by_a_press_alone_and_stands_behind_what_was_written() {
    let stage = new().await;
    let place = stage.one("textbox", "地点 选填");
    page::type_in(&place, "村委会门口");
    page::leave(&place);
    page::turn().await;
    assert!(
        located(&stage).is_none(),
        "nothing is asked without a press"
    );
    stage.press("button", "填上现在的位置");
    let look = located(&stage).unwrap();
    look.set(Locating::Looking);
    until("the word", || stage.text().contains("正在找位置")).await;
    stage.press("button", "填上现在的位置");
    assert!(located(&stage).is_none(), "one look at a time");
    look.set(Locating::Found(
        Spot::new(29.351_23, 105.890_12, 20.0).unwrap(),
    ));
    let filled = "村委会门口 29.35123,105.89012 (±20 m)";
    until("the place", || page::value(&place) == filled).await;
    assert!(stage.text().contains("误差约 20 米"));
    let answers = kept(&stage).await;
    assert_eq!(answers.field("place").and_then(Answer::text), Some(filled));
    page::type_in(&place, "村委会");
    assert_eq!(page::value(&place), "村委会", "it can be changed");
}

#[wasm_bindgen_test]
async fn a_place_that_cant_be_had_is_said_in_a_sentence_and_what_was_written_stays() {
    for (lang, field, press, said) in [
        (
            Lang::ZhCn,
            "地点 选填",
            "填上现在的位置",
            [
                "手机没有准许本页面用位置",
                "手机现在说不出在哪里",
                "等了很久没有找到位置",
            ],
        ),
        (
            Lang::En,
            "Place optional",
            "Fill in where I am now",
            [
                "The phone does not let this page know where it is",
                "can't tell where it is now",
                "was not found in time",
            ],
        ),
    ] {
        let stage = open(lang, begun(&[("place", "河边")], 2)).await;
        stage.press("button", press);
        let look = located(&stage).unwrap();
        let outcomes = [Locating::Refused, Locating::Unknown, Locating::Late];
        for (outcome, said) in outcomes.into_iter().zip(said) {
            look.set(outcome);
            until(said, || stage.text().contains(said)).await;
            assert_eq!(page::value(&stage.one("textbox", field)), "河边");
        }
    }
}

/// What a list offers for what was typed, read as the browser reads a catalog.
fn offered(order: &str, entries: &[&str], typed: &str) -> Vec<String> {
    let stage = Stage::new();
    let list = format!(r#"{{"id": "villages", "order": "{order}", "entries": {entries:?}}}"#);
    let lists = format!(r#"{{"version": 1, "lists": [{list}]}}"#);
    let (before, rest) = FORMS.split_once(r#"{"id": "villages", "#).unwrap();
    let (_, after) = rest.split_once("},\n").unwrap();
    let text = [before, r#"{"id": "villages"},"#, after].concat();
    let file = FormsFile {
        of_acts: false,
        text,
        lists: Some(lists),
        members: None,
    };
    assert!(stage.duties.read(file));
    let kind = stage.duties.kind(&trip()).unwrap();
    let list = kind.form().field("village").unwrap().list().unwrap();
    let found = list.find(typed, 99).entries.into_iter();
    found.map(|entry| entry.value.clone()).collect()
}

#[wasm_bindgen_test]
fn a_list_stands_by_pinyin_or_by_strokes_as_the_browser_knows_them() {
    let names = ["竹海村", "石坝村", "一碗水村", "梨园村", "大堰村"];
    let by_pinyin = ["大堰村", "梨园村", "石坝村", "一碗水村", "竹海村"];
    let by_strokes = ["一碗水村", "大堰村", "石坝村", "竹海村", "梨园村"];
    assert_eq!(offered("pinyin", &names, ""), by_pinyin);
    assert_eq!(offered("stroke", &names, ""), by_strokes);
    for order in ["pinyin", "stroke"] {
        assert_eq!(offered(order, &names, "sbc"), ["石坝村"]);
        assert_eq!(offered(order, &names, "YW"), ["一碗水村"]);
    }
}

#[wasm_bindgen_test]
fn every_initial_of_pinyin_finds_the_letters_that_begin_with_it() {
    let letters = "阿安八白村城大东鹅恩发福高贵河会金家开口龙林马木南年欧藕平坡青桥人日石水桃土他王文新西永渔竹张";
    for letter in letters.chars() {
        let name = letter.to_string();
        let initial = match letter {
            '阿' | '安' => "a",
            '八' | '白' => "b",
            '村' | '城' => "c",
            '大' | '东' => "d",
            '鹅' | '恩' => "e",
            '发' | '福' => "f",
            '高' | '贵' => "g",
            '河' | '会' => "h",
            '金' | '家' => "j",
            '开' | '口' => "k",
            '龙' | '林' => "l",
            '马' | '木' => "m",
            '南' | '年' => "n",
            '欧' | '藕' => "o",
            '平' | '坡' => "p",
            '青' | '桥' => "q",
            '人' | '日' => "r",
            '石' | '水' => "s",
            '桃' | '土' | '他' => "t",
            '王' | '文' => "w",
            '新' | '西' => "x",
            '永' | '渔' => "y",
            _ => "z",
        };
        assert_eq!(
            offered("pinyin", &[&name], initial),
            [name],
            "{letter} {initial}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_long_form_has_its_first_fields_at_once_and_all_in_their_order_a_moment_later() {
    let field = |n: usize| {
        format!(
            r#""f{n}": {{"type": "string", "x-ui": {{"label": {{"zh-CN": "第{n}项", "en": "No. {n}"}}}}}}"#
        )
    };
    let (fields, order): (Vec<String>, Vec<String>) =
        (0..75).map(|n| (field(n), format!("\"f{n}\""))).unzip();
    let form = format!(
        r#"{{"type": "object", "properties": {{{}}}, "x-ui": {{"order": [{}]}}}}"#,
        fields.join(","),
        order.join(",")
    );
    let words = r#"{"zh-CN": "出行", "en": "Trip"}"#;
    let kind = format!(
        r#"{{"id": "trip", "label": {words}, "measure": {words}, "category": "c", "form_version": 2, "form": {form}}}"#
    );
    let catalog = Catalog::parse(&format!(r#"{{"version": 1, "kinds": [{kind}]}}"#)).unwrap();
    let stage = Stage::new();
    stage.duties.logged.set(Some(Arc::new(catalog)));
    stage.desk.begun.set(Some(begun(&[], 2)));
    let lang = Lang::ZhCn;
    stage
        .show(|stage| draft::new(lang, stage.at(), trip(), rest(lang, stage.at())))
        .await;
    assert!(stage.has("textbox", "第0项 选填") && stage.has("textbox", "第29项 选填"));
    let all: Vec<String> = (0..75).map(|n| format!("第{n}项 选填")).collect();
    until("all of it", || stage.names("textbox") == all).await;
}
