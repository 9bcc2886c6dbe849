//! The annual report as text and pictures, and all that is a member's as JSON.
#![allow(clippy::expect_used, clippy::panic)] // how a test fails

#[path = "given/event.rs"]
mod event;

use dajuan::{
    chart::rings::Share,
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        event::{Leave, LeaveState, Place, SignUp},
        logged::{Logged, Said},
        member::{Member, MemberId},
        moment::Moment,
        record::{Entry, KindId, Record, Standing},
    },
    report::{
        mine::{Mine, Waiting, YearOfMine, is_mine},
        page::{Circles, Report, Section},
        picture::{HIGHEST, Picture, WIDTH, pictures},
        text::text,
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;

fn words(of: &[&str]) -> Vec<String> {
    of.iter().map(|it| (*it).to_owned()).collect()
}

fn report(rows: usize) -> Report {
    let row = |n: usize| {
        words(&[
            "2026-04-23",
            &format!("读书分享《第 {n} 本》"),
            "已收到",
            "2",
        ])
    };
    Report {
        body: "示例区政协".to_owned(),
        title: "2026 年度履职报告".to_owned(),
        facts: vec![("姓名".to_owned(), "林知夏".to_owned())],
        notes: words(&["含待发送 2 条，未计入"]),
        circles: Some(Circles {
            shares: vec![Share { part: 4, whole: 6 }, Share { part: 3, whole: 2 }],
            sum: "42".to_owned(),
            under: "分".to_owned(),
            told: "同心圆：读书 4 / 6 场".to_owned(),
        }),
        sections: vec![
            Section {
                title: "要求".to_owned(),
                heads: words(&["要求", "做到"]),
                texts: 1,
                rows: vec![words(&["读书", "4 / 6 场"]), words(&["调研", "3 / 2 次"])],
                ringed: true,
                ..Section::default()
            },
            Section {
                title: "记录和活动".to_owned(),
                lead: "按日期".to_owned(),
                heads: words(&["日期", "做了什么", "状态", "得分"]),
                texts: 2,
                rows: (1..=rows).map(row).collect(),
                ..Section::default()
            },
        ],
    }
}

fn drawn(report: &Report) -> Vec<Picture> {
    pictures(report, |n, of| format!("第 {n} 张，共 {of} 张"))
}

/// What stands between the tags, as a reader of XML has it.
fn texts(svg: &str) -> Vec<String> {
    let inside = svg.split("<text ").skip(1);
    let inside = inside.filter_map(|it| it.split_once('>')?.1.split_once("</text>"));
    let plain = |it: &str| {
        let it = it.replace("&lt;", "<").replace("&gt;", ">");
        it.replace("&quot;", "\"").replace("&amp;", "&")
    };
    inside.map(|(it, _)| plain(it)).collect()
}

#[test]
fn the_text_says_all_that_the_page_says_a_line_each() {
    assert_eq!(
        text(&report(2), "："),
        "示例区政协\n2026 年度履职报告\n姓名：林知夏\n含待发送 2 条，未计入\n\n\
         要求\n要求  做到\n1. 读书  4 / 6 场\n2. 调研  3 / 2 次\n\n\
         记录和活动\n按日期\n日期  做了什么  状态  得分\n\
         2026-04-23  读书分享《第 1 本》  已收到  2\n2026-04-23  读书分享《第 2 本》  已收到  2\n"
    );
    assert_eq!(text(&Report::default(), "："), "\n");
}

#[test]
fn the_picture_has_a_name_its_rings_and_every_cell() {
    let given = report(3);
    let all = drawn(&given);
    assert_eq!(all.len(), 1);
    let svg = &all[0].svg;
    assert!(svg.starts_with(&format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{}""#,
        all[0].height
    )));
    assert!(svg.contains(r#"role="img" aria-label="2026 年度履职报告""#));
    assert!(svg.contains(r#"aria-label="同心圆：读书 4 / 6 场""#));
    // Two tracks, two that are reached, and the dot of more.
    assert_eq!(svg.matches("<circle").count(), 5);
    let said = texts(svg).concat();
    for cell in given.sections.iter().flat_map(|it| &it.rows).flatten() {
        assert!(said.contains(cell), "{cell} in {said}");
    }
    for word in [
        "示例区政协",
        "林知夏",
        "含待发送 2 条，未计入",
        "1. 读书",
        "按日期",
    ] {
        assert!(said.contains(word), "{word} in {said}");
    }
    assert!(!svg.contains("foreignObject") && !svg.contains("href"));
}

#[test]
fn what_is_too_long_for_one_picture_goes_on_in_another_and_no_row_is_lost() {
    let given = report(500);
    let all = drawn(&given);
    assert!(all.len() > 1 && all.len() < 10, "{}", all.len());
    assert!(all.iter().all(|it| it.height <= HIGHEST));
    let said: Vec<String> = all.iter().map(|it| texts(&it.svg).concat()).collect();
    for n in 1..=500 {
        let with = |it: &&String| it.contains(&format!("《第 {n} 本》"));
        assert_eq!(said.iter().filter(with).count(), 1, "{n}");
    }
    assert!(said[1].ends_with(&format!("第 2 张，共 {} 张", all.len())));
}

#[test]
fn text_of_a_members_own_stays_text() {
    let mut given = report(1);
    given.sections[1].rows[0][1] = "<script>&\"'\u{0}\u{ffff}\n完".to_owned();
    let svg = &drawn(&given)[0].svg;
    assert!(!svg.contains("<script") && !svg.contains('\u{0}') && !svg.contains('\u{ffff}'));
    assert!(texts(svg).concat().contains("<script>&\"'"), "{svg}");
}

proptest! {
    #[test]
    fn any_text_gives_pictures_that_fit(cells in proptest::collection::vec(".{0,80}", 4), long in "[一-十]{0,4000}") {
        let mut given = report(1);
        given.sections[1].rows.push(cells);
        given.notes.push(long);
        for picture in drawn(&given) {
            prop_assert!(picture.height <= HIGHEST);
            prop_assert_eq!(picture.svg.matches("<text ").count(), picture.svg.matches("</text>").count());
        }
    }
}

fn member() -> Member {
    Member {
        id: MemberId("secret-subject".to_owned()),
        issuer: "https://issuer.example".to_owned(),
        number: "0042".to_owned(),
        name: "林知夏".to_owned(),
        sector: "教育界".to_owned(),
        committee: String::new(),
        villages: words(&["龙潭村"]),
    }
}

fn mine() -> Mine {
    let answers = [
        ("title", Answer::Text("乡\"土\n".to_owned())),
        ("audience", Answer::Int(30)),
        ("hours", Answer::Real(1.5)),
        ("online", Answer::Flag(true)),
        (
            "with",
            Answer::List(vec![Answer::Text("a".to_owned()), Answer::Null]),
        ),
    ];
    let answers = answers.map(|(key, it)| (key.to_owned(), it));
    let record = Record {
        client_ref: ClientRef::from_chance([1; 16]),
        kind: KindId("reading_share".to_owned()),
        form_version: 3,
        day: Day::parse("2026-04-23").expect("a day"),
        answers: Answer::Group(answers.into_iter().collect()),
        photos: vec![ClientRef::from_chance([2; 16])],
        receipt: Some("1234".to_owned()),
        standing: Standing::Returned {
            reason: "日期不对".to_owned(),
        },
        logged: Some(Arc::new(Logged {
            by: "办公室".to_owned(),
            at: None,
            said: Some(Said::Wrong {
                words: "那天我没去".to_owned(),
            }),
        })),
    };
    let mut event = event::bare("e1", "inspection", Moment(0), Moment(3_600_000));
    event.title = "视察".to_owned();
    event.mine.sign_up = Some(SignUp {
        client_ref: None,
        place: Place::Waiting { position: Some(3) },
        by: String::new(),
        at: Moment(1),
        answers: Answer::Null,
    });
    event.mine.leave = Some(Leave {
        client_ref: None,
        state: LeaveState::Granted,
        reason: "illness".to_owned(),
        text: "看病".to_owned(),
        words: "好".to_owned(),
        by: "王".to_owned(),
    });
    event.mine.attended = Some(false);
    event.mine.code = "SECRET".to_owned();
    let entry = Entry {
        client_ref: ClientRef::from_chance([3; 16]),
        kind: KindId("visit".to_owned()),
        form_version: 1,
        day: None,
        answers: Answer::Null,
        photos: Vec::new(),
        captured_at: Some(Moment(1_798_732_799_004)),
    };
    Mine {
        member: member(),
        made: Moment(1_798_732_799_004),
        years: vec![YearOfMine {
            year: 2026,
            as_of: Moment(0),
            records: vec![record],
            events: vec![Arc::new(event)],
            sheet: None,
        }],
        waiting: vec![Waiting {
            entry,
            state: "waiting",
        }],
    }
}

#[test]
fn all_that_is_mine_is_in_the_json_and_what_waits_is_flagged() {
    let text = mine().to_json();
    let read: Value = serde_json::from_str(&text).expect("JSON");
    let reference = |byte: u8| ClientRef::from_chance([byte; 16]).to_string();
    let wanted = json!({
        "format": 1, "made": "2026-12-31T15:59:59.004Z",
        "member": {"number": "0042", "name": "林知夏", "sector": "教育界", "committee": "", "villages": ["龙潭村"]},
        "years": [{
            "year": 2026, "as_of": "1970-01-01T00:00:00.000Z",
            "records": [{
                "id": reference(1), "kind": "reading_share", "form_version": 3, "day": "2026-04-23",
                "answers": {"title": "乡\"土\n", "audience": 30, "hours": 1.5, "online": true, "with": ["a", null]},
                "photos": [reference(2)], "receipt": "1234", "standing": "returned", "words": "日期不对",
                "logged": {"by": "办公室", "at": null, "said": "wrong", "words": "那天我没去"},
            }],
            "events": [{
                "id": "e1", "kind": "inspection", "title": "视察", "place": "",
                "starts": "1970-01-01T00:00:00.000Z", "ends": "1970-01-01T01:00:00.000Z", "attendance": "voluntary",
                "cancelled": null,
                "sign_up": {"place": "waiting", "position": 3, "until": null, "by": "", "at": "1970-01-01T00:00:00.001Z", "answers": null},
                "leave": {"state": "granted", "reason": "illness", "text": "看病", "words": "好", "by": "王"},
                "checked_in": null, "attended": false,
            }],
            "sheet": null,
        }],
        "waiting": [{
            "id": reference(3), "kind": "visit", "form_version": 1, "day": null, "answers": null, "photos": [],
            "captured_at": "2026-12-31T15:59:59.004Z", "state": "waiting",
        }],
    });
    assert_eq!(read, wanted);
    assert!(!text.contains("SECRET") && !text.contains("secret-subject"));
    assert_eq!(text, mine().to_json());
}

#[test]
fn an_event_is_mine_once_i_have_to_do_with_it() {
    let bare = event::bare("e1", "inspection", Moment(0), Moment(1));
    assert!(!is_mine(&bare));
    assert!(is_mine(&mine().years[0].events[0]));
}
