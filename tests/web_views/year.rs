//! 履职答卷: what was done, by kind, month and day, beside the year before; what waits; the six ones.

use crate::{
    given::{Stage, TODAY, entry, mint, record, row, today},
    page::{self, until},
};
use dajuan::{
    domain::{
        answer::Answer,
        day::Day,
        event::Event,
        lang::Lang,
        member::Member,
        record::{KindId, Record, Standing},
    },
    outbox::item::State,
    pages::year::year,
    route::Route,
    state::{
        ask::{Ask, EventAsk},
        calendar::EventList,
        rules_file::RulesFile,
        shelf::{Reading, YearList},
    },
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

pub fn reading(on: &str, audience: i64) -> Record {
    let answers = [("audience".to_owned(), Answer::Int(audience))];
    Record {
        client_ref: mint(),
        day: Day::parse(on).unwrap(),
        ..record(Answer::Group(answers.into_iter().collect()))
    }
}

pub fn of_kind(kind: &str, on: &str) -> Record {
    Record {
        kind: KindId(kind.to_owned()),
        ..reading(on, 0)
    }
}

pub fn attended(on: &str) -> Event {
    let mut event = crate::events::inspection();
    event.starts = Day::parse(on).unwrap().noon();
    event.mine.attended = Some(true);
    event
}

pub fn shelve(stage: &Stage, year: u16, records: Vec<Record>) {
    let list = YearList {
        records,
        ..YearList::default()
    };
    stage
        .shelf
        .years
        .update(|years| years.insert(year, Arc::new(list)));
}

pub fn hold(stage: &Stage, year: u16, events: Vec<Event>) {
    let list = EventList {
        events: events.into_iter().map(Arc::new).collect(),
        ..EventList::default()
    };
    let dates = stage.calendar.dates();
    dates
        .years
        .update(|years| years.insert(year, Arc::new(list)));
}

fn member(villages: &[&str]) -> Member {
    Member {
        villages: villages.iter().map(|name| (*name).to_owned()).collect(),
        ..crate::given::member()
    }
}

pub async fn open(stage: &Stage, lang: Lang, of: Option<u16>, villages: &[&str]) {
    let member = member(villages);
    stage
        .show(|stage| year(lang, stage.at(), &member, of))
        .await;
    // No rules, until a test has some.
    stage.hears(|ask| {
        if let Ask::Rules(into) = ask {
            into.set(RulesFile::Absent);
        }
    });
    page::turn().await;
}

/// Three sessions and an inspection this year, one session the year before.
pub fn two_years() -> Stage {
    let stage = Stage::new();
    let now = vec![
        reading("2026-01-16", 24),
        reading("2026-04-23", 35),
        reading("2026-04-24", 0),
    ];
    shelve(&stage, TODAY.0, now);
    shelve(
        &stage,
        TODAY.0 - 1,
        vec![reading("2025-03-06", 9), reading("2025-12-06", 9)],
    );
    hold(&stage, TODAY.0, vec![attended("2026-05-02")]);
    stage.session.holds_events.set(true);
    stage
}

#[wasm_bindgen_test]
async fn kinds_are_counted_with_their_measure_words_beside_the_year_before() {
    for (lang, title, heads, reading, inspection) in [
        (
            Lang::ZhCn,
            "2026 年答卷",
            "类别2026 年上一年",
            "1读书分享听众 59 人次3 场为什么2 场",
            "2视察1 次为什么没有",
        ),
        (
            Lang::En,
            "2026 answer sheet",
            "Kind2026Year before",
            "1Reading shareAudience: 59 person-times3 sessionsWhy2 sessions",
            "2Inspection1 attendedWhynone",
        ),
    ] {
        let stage = two_years();
        open(&stage, lang, None, &[]).await;
        assert!(stage.has("heading", title), "{:?}", stage.names("heading"));
        let rows = table_rows(&stage, 0);
        // The number of a ring says nothing to a screen reader.
        let heard = |text: &str| {
            text.trim_start_matches(|c: char| c.is_ascii_digit())
                .to_owned()
        };
        assert_eq!(rows[0], heads);
        assert_eq!(rows[1], heard(reading));
        assert_eq!(rows[2], heard(inspection));
        let asked = stage.asked();
        assert!(
            asked.iter().any(|ask| matches!(ask, Ask::Refresh(2025))),
            "{asked:?}"
        );
        let events = |ask: &Ask| matches!(ask, Ask::Event(EventAsk::Read(2026)));
        assert!(asked.iter().any(events), "{asked:?}");
    }
}

/// The rows of a table of the page, as they are read aloud.
pub fn table_rows(stage: &Stage, nth: usize) -> Vec<String> {
    let table = &page::all(stage.place(), "table")[nth];
    page::all(table, "row").iter().map(page::text).collect()
}

#[wasm_bindgen_test]
async fn each_picture_says_in_words_what_it_shows() {
    let stage = two_years();
    open(&stage, Lang::ZhCn, None, &[]).await;
    assert_eq!(
        stage.names("img"),
        [
            "同心圆，从外到里：读书分享 3 场，上一年 2 场；视察 1 次，上一年 0 次",
            "共 4 项，最多的是4月，2 项",
            "1月–6月：有 4 天做了事；方块越大，那天做得越多",
            "7月–12月：有 0 天做了事；方块越大，那天做得越多",
        ]
    );
    assert!(stage.text().contains("上一年到同一天是 1 项；横线是上一年"));
    assert!(stage.text().contains("超过的在圈顶有一个点"));
}

#[wasm_bindgen_test]
async fn the_rings_are_filled_by_share_and_more_is_a_dot() {
    let stage = two_years();
    open(&stage, Lang::ZhCn, None, &[]).await;
    let image = page::all(stage.place(), "img")[0].clone();
    let drawn = image.outer_html();
    // Two rings, each a track and what is reached, and one is beyond the year before: the other had none.
    assert_eq!(drawn.matches("<circle").count(), 5, "{drawn}");
    assert_eq!(
        drawn.matches("stroke-dasharray=\"2927 2927\"").count(),
        1,
        "{drawn}"
    );
}

#[wasm_bindgen_test]
async fn a_table_stands_behind_each_picture() {
    let stage = two_years();
    open(&stage, Lang::ZhCn, None, &[]).await;
    let months = stage.one("button", "看表格：每个月");
    assert_eq!(months.get_attribute("aria-expanded").unwrap(), "false");
    page::press(&months);
    assert_eq!(
        page::all(stage.place(), "table").len(),
        1,
        "the counts alone"
    );
    until("the table", || page::all(stage.place(), "table").len() == 2).await;
    assert!(stage.has("button", "收起表格：每个月"));
    let rows = table_rows(&stage, 1);
    assert_eq!(rows.len(), 13);
    assert_eq!(
        (rows[0].as_str(), rows[4].as_str()),
        ("月份2026 年上一年", "4月2 项为什么0 项")
    );
    stage.press("button", "看表格：每一天");
    until("the days", || page::all(stage.place(), "table").len() == 3).await;
    assert!(stage.has("button", "收起表格：每一天"));
    assert_eq!(table_rows(&stage, 2).len(), 5, "four days and the head");
}

#[wasm_bindgen_test]
async fn what_waits_and_what_was_returned_is_told_and_not_counted() {
    for (lang, outbox, waiting, returned) in [
        (
            Lang::ZhCn,
            "待发送",
            "含待发送 2 条，未计入",
            "办公室退回 1 条，改好再交才计入",
        ),
        (
            Lang::En,
            "Outbox",
            "2 waiting to be sent, not counted",
            "1 returned by the office; they count once corrected and sent again",
        ),
    ] {
        let stage = two_years();
        let back = Record {
            standing: Standing::Returned {
                reason: "日期不对".to_owned(),
            },
            ..reading("2026-05-01", 7)
        };
        stage.shelf.years.update(|years| {
            Arc::make_mut(years.get_mut(&TODAY.0).unwrap())
                .records
                .push(back)
        });
        let mut last_year = entry("去年的书");
        last_year.day = Day::parse("2025-12-30").ok();
        let draft = row(State::Draft, entry("草稿"));
        let rows = vec![
            row(State::Queued, entry("乡土中国")),
            row(State::TooLarge, entry("红楼梦")),
            row(State::Queued, last_year),
            draft,
        ];
        stage.desk.rows.set(rows);
        open(&stage, lang, None, &[]).await;
        let said = stage.names("status").join(" ");
        assert!(said.contains(waiting) && said.contains(returned), "{said}");
        assert!(
            table_rows(&stage, 0)[1].contains("59"),
            "what was returned adds nobody"
        );
        stage.asked();
        stage.press("link", outbox);
        assert!(matches!(stage.asked()[..], [Ask::Go(Route::Outbox)]));
    }
}

#[wasm_bindgen_test]
async fn an_empty_first_year_says_what_to_do() {
    for (lang, words, begin) in [
        (Lang::ZhCn, "办完一件事就记一笔", "记一笔"),
        (Lang::En, "Log what you have done", "Log a duty"),
    ] {
        let stage = Stage::new();
        open(&stage, lang, None, &[]).await;
        assert!(!stage.text().contains(words), "nothing is known yet");
        assert!(stage.names("img").is_empty() && stage.names("table").is_empty());
        shelve(&stage, TODAY.0, Vec::new());
        until(words, || stage.text().contains(words)).await;
        assert!(stage.names("img").is_empty());
        stage.asked();
        stage.press("link", begin);
        assert!(matches!(stage.asked()[..], [Ask::Go(Route::Choose)]));
    }
}

#[wasm_bindgen_test]
async fn no_number_stands_before_all_that_makes_it_is_known_nor_where_nothing_could_be_had() {
    let stage = Stage::new();
    stage.session.holds_events.set(true);
    open(&stage, Lang::ZhCn, None, &[]).await;
    let counts = || stage.has("heading", "做了什么");
    assert!(stage.text().contains("正在更新") && !counts());
    shelve(&stage, TODAY.0, vec![reading("2026-01-16", 24)]);
    page::turn().await;
    assert!(!counts(), "the events are still to come");
    hold(&stage, TODAY.0, vec![attended("2026-05-02")]);
    until("the counts", counts).await;

    let stage = Stage::new();
    open(&stage, Lang::ZhCn, None, &[]).await;
    (stage.shelf.reading).update(|all| all.insert(TODAY.0, Reading::Failed));
    let words = "还没有取到这一年的记录";
    until(words, || stage.text().contains(words)).await;
    assert!(stage.has("link", "履职报告"));
    assert!(stage.names("img").is_empty() && stage.names("table").is_empty());
}

#[wasm_bindgen_test]
async fn another_year_is_chosen_from_a_list_and_compared_as_a_whole() {
    let stage = two_years();
    shelve(&stage, 2024, vec![reading("2024-03-06", 9)]);
    hold(&stage, 2025, Vec::new());
    open(&stage, Lang::ZhCn, Some(2025), &[]).await;
    assert!(stage.has("heading", "2025 年答卷"));
    assert!(stage.text().contains("上一年全年 1 项"));
    let list = stage.one("combobox", "年份");
    assert_eq!(page::value(&list), "2025");
    stage.asked();
    page::choose(&list, "2024");
    assert!(matches!(
        stage.asked()[..],
        [Ask::Go(Route::Year(Some(2024)))]
    ));
    page::choose(&list, &today().year().to_string());
    assert!(matches!(stage.asked()[..], [Ask::Go(Route::Year(None))]));
}

#[wasm_bindgen_test]
async fn the_six_ones_stand_for_each_village_with_what_is_missing() {
    let stage = two_years();
    let mut charity = of_kind("charity", "2026-02-01");
    charity.answers = crate::given::answers(&[("village", "龙潭村")]);
    let key = charity.client_ref.clone();
    stage.shelf.years.update(|years| {
        Arc::make_mut(years.get_mut(&TODAY.0).unwrap())
            .records
            .push(charity)
    });
    open(&stage, Lang::ZhCn, None, &["龙潭村"]).await;
    assert!(
        stage.has("heading", "龙潭村 1 / 6"),
        "{:?}",
        stage.names("heading")
    );
    let text = stage.text();
    assert!(text.contains("还差一次调查研究"), "{text}");
    assert!(!text.contains("还差一次公益活动"), "{text}");
    stage.asked();
    stage.press("link", "公益活动已有 1 次");
    let asked = stage.asked();
    assert!(
        matches!(&asked[..], [Ask::Go(Route::Record(of))] if *of == key),
        "{asked:?}"
    );
}
