//! 我的分数: the sum and its grade, what is owed with the way to its form, and 为什么 behind each number.

use crate::{
    given::{Stage, TODAY, answers, record},
    page::{self, until},
    year::{attended, hold, open, reading, shelve, table_rows, two_years},
};
use dajuan::{
    domain::{
        answer::Answer,
        cosigning::{About, Invitation, Paper, Stands},
        day::Day,
        lang::Lang,
        record::{KindId, Record, Standing},
    },
    route::Route,
    state::{
        ask::{Ask, SheetAsk},
        rules_file::RulesFile,
    },
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

/// Ten points to begin with, two for a session (three as main speaker, seven at most), one for an event.
pub const RULES: &str = r#"{
  "format": 1, "id": "town",
  "name": { "zh-CN": "镇办法", "en": "Rules of the town" },
  "editions": [{
    "version": 4, "least": 0, "most": 100,
    "categories": [
      { "id": "reading", "words": { "zh-CN": "读书", "en": "Reading" }, "most": 20 },
      { "id": "meetings", "words": { "zh-CN": "活动", "en": "Events" } }
    ],
    "targets": [
      { "id": "sessions", "words": { "zh-CN": "读书分享", "en": "reading share" }, "measure": { "zh-CN": "场", "en": "session|sessions" },
        "counts": { "kinds": ["reading_share"] }, "least": 6 },
      { "id": "proposal", "words": { "zh-CN": "提案", "en": "proposal" }, "measure": { "zh-CN": "件", "en": "proposal|proposals" },
        "counts": { "kinds": ["no_form_yet"] }, "least": 1 },
      { "id": "came", "words": { "zh-CN": "参加活动", "en": "event" }, "measure": { "zh-CN": "次", "en": "time|times" },
        "counts": { "source": "event" }, "least": 1 }
    ],
    "rules": [
      { "id": "session", "words": { "zh-CN": "读书分享，每场 2 分", "en": "Reading share, 2 points each" }, "category": "reading",
        "counts": { "kinds": ["reading_share"] }, "points": 2,
        "factors": [{ "field": "role", "cases": [{ "is": "main", "times": 1.5 }] }], "most": 5 },
      { "id": "event", "words": { "zh-CN": "活动，每次 1 分", "en": "An event, 1 point" }, "category": "meetings",
        "counts": { "source": "event" }, "points": 1 }
    ],
    "grades": [
      { "id": "good", "words": { "zh-CN": "称职", "en": "Competent" }, "from": 6 },
      { "id": "low", "words": { "zh-CN": "继续努力", "en": "More to do" } }
    ]
  }]
}"#;

/// They are read.
pub fn rules() -> RulesFile {
    RulesFile::Read(RULES.into())
}

/// The signal into which the page wants its rules.
#[track_caller]
pub fn rules_of(asked: &[Ask]) -> RwSignal<RulesFile> {
    let into = asked.iter().find_map(|ask| {
        if let Ask::Rules(into) = ask {
            Some(*into)
        } else {
            None
        }
    });
    into.unwrap()
}

pub async fn scored(stage: &Stage, lang: Lang, words: &str) {
    open(stage, lang, None, &[]).await;
    rules_of(&stage.asked()).set(RulesFile::Read(RULES.into()));
    until(words, || stage.has("heading", words)).await;
}

#[wasm_bindgen_test]
async fn the_sum_stands_in_the_rings_with_its_grade_and_what_is_asked_for() {
    for (lang, title, grade, rings, told, owed) in [
        (
            Lang::ZhCn,
            "我的分数",
            "6 分，称职",
            "同心圆，从外到里：读书分享 3 / 6 场；提案 0 / 1 件；参加活动 1 / 1 次",
            "按《镇办法》第 4 版算",
            "还差 3 场读书分享",
        ),
        (
            Lang::En,
            "My points",
            "6 points. Grade: Competent",
            "Rings, from the outside in: reading share: 3 of 6 sessions; proposal: 0 of 1 proposal; event: 1 of 1 time",
            "By “Rules of the town”, version 4",
            "reading share: 3 sessions to go",
        ),
    ] {
        let stage = two_years();
        scored(&stage, lang, title).await;
        assert_eq!(stage.names("img")[0], rings);
        let text = stage.text();
        assert!(text.contains(told) && text.contains(grade), "{text}");
        stage.press("link", owed);
        let asked = stage.asked();
        assert!(
            matches!(&asked[..], [Ask::Go(Route::New(kind))] if *kind == stage.kind()),
            "{asked:?}"
        );
    }
}

#[wasm_bindgen_test]
async fn what_no_form_can_log_yet_is_owed_without_a_link_and_what_is_met_says_so() {
    let stage = two_years();
    scored(&stage, Lang::ZhCn, "我的分数").await;
    assert!(stage.text().contains("还差 1 件提案"));
    assert!(!stage.has("link", "还差 1 件提案"));
    let lines = stage.names("listitem");
    assert!(
        lines
            .iter()
            .any(|line| line.contains("参加活动") && line.contains("做到了")),
        "{lines:?}"
    );
}

#[wasm_bindgen_test]
async fn each_number_says_why_with_its_rule_its_record_its_factor_and_its_cap() {
    let stage = two_years();
    let mut main = answers(&[("title", "乡土中国"), ("role", "main")]);
    if let Answer::Group(group) = &mut main {
        group.insert("minutes".to_owned(), Answer::Int(60));
    }
    let main = Record {
        day: Day::parse("2026-01-02").unwrap(),
        ..record(main)
    };
    let key = main.client_ref.clone();
    shelve(
        &stage,
        TODAY.0,
        vec![main, reading("2026-03-01", 1), reading("2026-04-01", 1)],
    );
    scored(&stage, Lang::ZhCn, "我的分数").await;
    let sums = table_rows(&stage, 0);
    assert_eq!(
        sums,
        [
            "项目我的分数",
            "读书最多 20 分5 分为什么",
            "活动1 分为什么",
            "合计最多 100 分6 分为什么"
        ]
    );
    stage.press("button", "为什么是这个分：读书 5 分");
    let heading = "为什么是这个分：读书 5 分";
    until("the reasons", || stage.has("heading", heading)).await;
    until("the focus", || page::name(&page::focused()) == heading).await;
    let rows: Vec<String> = stage.names("listitem");
    let mine = rows.iter().find(|row| row.contains("乡土中国")).unwrap();
    for words in [
        "读书分享，每场 2 分",
        "+3",
        "2 分 × 1.5（我的角色：主讲）",
        "细则 session，第 4 版",
    ] {
        assert!(mine.contains(words), "{words} in {mine}");
    }
    let capped: Vec<&String> = rows
        .iter()
        .filter(|row| row.contains("这一条细则最多 5 分"))
        .collect();
    assert!(!capped.is_empty(), "{rows:?}");
    stage.asked();
    let link = stage
        .names("link")
        .into_iter()
        .find(|name| name.contains("《乡土中国》"))
        .unwrap();
    stage.press("link", &link);
    assert!(matches!(&stage.asked()[..], [Ask::Go(Route::Record(of))] if *of == key));

    stage.press("button", "收起");
    until("no reasons", || !stage.has("heading", heading)).await;
    stage.press("button", "为什么是这个分：合计 6 分");
    until("all reasons", || {
        stage
            .names("listitem")
            .iter()
            .any(|row| row.contains("活动，每次 1 分"))
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_the_office_returned_and_what_has_no_rule_gives_no_points() {
    let stage = Stage::new();
    let back = Record {
        standing: Standing::Returned {
            reason: "日期不对".to_owned(),
        },
        ..reading("2026-02-01", 1)
    };
    shelve(
        &stage,
        TODAY.0,
        vec![
            back,
            reading("2026-01-01", 1),
            crate::year::of_kind("study", "2026-01-03"),
        ],
    );
    scored(&stage, Lang::ZhCn, "我的分数").await;
    assert_eq!(table_rows(&stage, 0)[1], "读书最多 20 分2 分为什么");
    assert!(stage.text().contains("另有 1 项没有相应的细则，不计分"));
}

#[wasm_bindgen_test]
async fn why_there_are_no_points_is_said_and_the_counts_stay() {
    for (file, words) in [
        (RulesFile::Unfetched, "计分办法还没有取到"),
        (
            RulesFile::Read("{\"format\": 1}".into()),
            "计分办法有错，没有算分",
        ),
    ] {
        let stage = two_years();
        open(&stage, Lang::ZhCn, None, &[]).await;
        rules_of(&stage.asked()).set(file);
        until(words, || stage.text().contains(words)).await;
        assert!(!stage.has("heading", "我的分数"));
        assert!(stage.names("img")[0].starts_with("同心圆，从外到里：读书分享 3 场"));
    }
    let stage = two_years();
    open(&stage, Lang::ZhCn, None, &[]).await;
    rules_of(&stage.asked()).set(RulesFile::Absent);
    page::turn().await;
    assert!(
        !stage.text().contains("计分"),
        "a body without rules hears nothing of them"
    );
}

#[wasm_bindgen_test]
async fn an_absence_alone_is_no_empty_year() {
    let stage = Stage::new();
    let mut event = attended("2026-05-02");
    event.mine.attended = Some(false);
    event.attendance = dajuan::domain::event::Attendance::Must;
    shelve(&stage, TODAY.0, Vec::new());
    hold(&stage, TODAY.0, vec![event]);
    let strict = RULES.replace(
        r#""counts": { "source": "event" }, "points": 1 }"#,
        r#""counts": { "source": "event", "came": ["absent"] }, "points": -2 }"#,
    );
    open(&stage, Lang::ZhCn, None, &[]).await;
    assert!(stage.text().contains("办完一件事就记一笔"));
    rules_of(&stage.asked()).set(RulesFile::Read(strict.into()));
    until("the points", || stage.has("heading", "我的分数")).await;
    assert!(stage.text().contains("办完一件事就记一笔"));
    assert_eq!(
        stage.names("img").len(),
        1,
        "the rings alone: there is nothing to count"
    );
}

#[wasm_bindgen_test]
async fn one_more_record_says_what_it_would_bring_and_what_cuts_it() {
    for (lang, title, more, capped) in [
        (
            Lang::ZhCn,
            "我的分数",
            "再记一次读书分享，会从 2 分到 4 分，多 2 分",
            "再记一次读书分享，还是 6 分。这一条细则最多 5 分，少计 2 分",
        ),
        (
            Lang::En,
            "My points",
            "One more Reading share: from 2 to 4 points, 2 more",
            "One more Reading share: still 6 points. This rule at most 5: 2 not counted",
        ),
    ] {
        let stage = Stage::new();
        shelve(&stage, TODAY.0, vec![reading("2026-01-01", 1)]);
        scored(&stage, lang, title).await;
        let says = |stage: &Stage, what: &str| stage.names("status").join(" ").contains(what);
        until("one more", || says(&stage, more)).await;
        drop(stage);
        let stage = two_years();
        scored(&stage, lang, title).await;
        until("the cap", || says(&stage, capped)).await;
    }
}

#[wasm_bindgen_test]
async fn what_was_co_signed_counts_where_a_rule_says_so_and_is_named() {
    let stage = two_years();
    let paper = Paper {
        kind: KindId("proposal".to_owned()),
        day: Day::parse("2026-02-01").unwrap(),
        form_version: 1,
        answers: answers(&[("title", "停车")]),
        standing: Standing::Received,
        facts: Answer::Null,
    };
    let signed = Invitation {
        id: "i1".to_owned(),
        who: "委员乙".to_owned(),
        sector: String::new(),
        stands: Stands::Signed,
        day: Day::parse("2026-02-02").unwrap(),
        open: false,
        changed: false,
        about: About::Theirs(paper),
    };
    open(&stage, Lang::ZhCn, None, &[]).await;
    let rule = r#"{ "id": "co", "words": { "zh-CN": "附议，每件 0.5 分", "en": "Co-signed, 0.5 each" }, "category": "meetings",
        "counts": { "kinds": ["proposal"], "source": "cosigned" }, "points": 0.5 },
      { "id": "event","#;
    let rules = RULES.replace(r#"{ "id": "event","#, rule);
    let asked = stage.asked();
    rules_of(&asked).set(RulesFile::Read(rules.into()));
    let into = asked.iter().find_map(|ask| {
        if let Ask::Sheet(SheetAsk::Cosigning(into)) = ask {
            Some(*into)
        } else {
            None
        }
    });
    into.unwrap().set(Some(Arc::new(vec![signed])));
    let sums = || table_rows(&stage, 0);
    until("its points", || {
        stage.has("heading", "我的分数") && sums()[2].contains("1.5 分")
    })
    .await;
    stage.press("button", "为什么是这个分：活动 1.5 分");
    until("its name", || {
        let lines = stage.names("listitem");
        let named = |line: &String| {
            line.contains("附议") && line.contains("停车") && line.contains("每件 0.5 分")
        };
        lines.iter().any(named)
    })
    .await;
}
