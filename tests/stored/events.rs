//! Kept events and approvals: what was written once reads for ever.

#[path = "../given/event.rs"]
mod held;

use super::*;
use dajuan::{
    domain::event::{
        Attendance, Change, Changed, Contact, Event, EventId, Gathering, Leave, LeaveState, Level,
        Mine, Paper, Place, Quota, Request, Seats, SignUp,
    },
    stored::{approvals::KeptApprovals, events::KeptEvents},
};
use held::bare;

/// Version 1, as released. Never changes.
const EVENTS_V1: &str = r#"{"v":1,"as_of":1790000000000,"odd":2,"list":[{"id":"ev1","kind":"inspection","level":"committee","title":"视察","purpose":"了解","agenda":"9:00","place":"福利院","route":"乘车","gathering":{"place":"大院","at":5,"point":[30.5,104.25]},"contact":["小王","028"],"papers":[["方案","https://x.test/a.pdf"]],"starts":10,"ends":20,"must":false,"form":"signup_trip","seats":[40,38],"quotas":[["教育",[5,4]]],"sign_up_until":6,"change_until":7,"cancel_until":8,"revision":3,"changes":[{"revision":2,"at":4,"what":"time","before":"8 点","after":"9 点"}],"cancelled":"暴雨","in_scope":true,"leave_effect":"计分","approver":"主席","calendar":"/c.ics","mine":{"sign_up":{"client_ref":"01010101-0101-4101-8101-010101010101","place":"waiting","position":3,"until":null,"by":"","at":9,"answers":{"transport":"bus"}},"leave":{"client_ref":null,"state":"refused","reason":"health","text":"手术","words":"请参加","by":"主席"},"checked_in":11,"attended":true,"code":"ABC234","seen":1}},{"id":"ev2","kind":"meeting","level":null,"title":"全会","purpose":"","agenda":"","place":"","route":"","gathering":null,"contact":null,"papers":[],"starts":1,"ends":1,"must":true,"form":null,"seats":null,"quotas":[],"sign_up_until":null,"change_until":null,"cancel_until":null,"revision":1,"changes":[],"cancelled":null,"in_scope":false,"leave_effect":"","approver":"","calendar":"","mine":{"sign_up":null,"leave":null,"checked_in":null,"attended":null,"code":"","seen":0}}]}"#;
/// Version 1, as released. Never changes.
const APPROVALS_V1: &str = r#"{"v":1,"as_of":1790000000000,"odd":0,"list":[{"id":"lv1","event":"ev1","title":"视察","starts":10,"who":"委员甲","sector":"教育","reason":"health","text":"手术","photos":["02020202-0202-4202-8202-020202020202"],"at":9,"state":"pending"}]}"#;

/// How each place of a sign-up is written in version 1.
const PLACES_V1: [(&str, Place); 7] = [
    (
        r#""place":"confirmed","position":null,"until":null"#,
        Place::Confirmed,
    ),
    (
        r#""place":"waiting","position":3,"until":null"#,
        Place::Waiting { position: Some(3) },
    ),
    (
        r#""place":"waiting","position":null,"until":null"#,
        Place::Waiting { position: None },
    ),
    (
        r#""place":"offered","position":null,"until":7"#,
        Place::Offered { until: Moment(7) },
    ),
    (
        r#""place":"lapsed","position":null,"until":null"#,
        Place::Lapsed,
    ),
    (
        r#""place":"cancelled","position":null,"until":null"#,
        Place::Cancelled,
    ),
    (
        r#""place":"wish","position":null,"until":null"#,
        Place::Wish,
    ),
];

fn id(text: &str) -> EventId {
    EventId::parse(text).expect("an id")
}

fn seats(all: u32, taken: u32) -> Seats {
    Seats { all, taken }
}

fn full() -> Event {
    Event {
        id: id("ev1"),
        kind: KindId("inspection".into()),
        level: Some(Level::Committee),
        title: "视察".into(),
        purpose: "了解".into(),
        agenda: "9:00".into(),
        place: "福利院".into(),
        route: "乘车".into(),
        gathering: Some(Gathering {
            place: "大院".into(),
            at: Some(Moment(5)),
            point: Some((30.5, 104.25)),
        }),
        contact: Some(Contact {
            name: "小王".into(),
            phone: "028".into(),
        }),
        papers: vec![Paper {
            title: "方案".into(),
            url: "https://x.test/a.pdf".into(),
        }],
        starts: Moment(10),
        ends: Moment(20),
        attendance: Attendance::Voluntary,
        form: Some(KindId("signup_trip".into())),
        seats: Some(seats(40, 38)),
        quotas: vec![Quota {
            sector: "教育".into(),
            seats: seats(5, 4),
        }],
        sign_up_until: Some(Moment(6)),
        change_until: Some(Moment(7)),
        cancel_until: Some(Moment(8)),
        revision: 3,
        changes: vec![Change {
            revision: 2,
            at: Moment(4),
            what: Changed::Time,
            before: "8 点".into(),
            after: "9 点".into(),
        }],
        cancelled: Some("暴雨".into()),
        in_scope: true,
        leave_effect: "计分".into(),
        approver: "主席".into(),
        calendar: "/c.ics".into(),
        mine: Mine {
            sign_up: Some(SignUp {
                client_ref: Some(key(1)),
                place: Place::Waiting { position: Some(3) },
                by: String::new(),
                at: Moment(9),
                answers: group(&[("transport", Answer::Text("bus".into()))]),
            }),
            leave: Some(Leave {
                client_ref: None,
                state: LeaveState::Refused,
                reason: "health".into(),
                text: "手术".into(),
                words: "请参加".into(),
                by: "主席".into(),
            }),
            checked_in: Some(Moment(11)),
            attended: Some(true),
            code: "ABC234".into(),
            seen: 1,
        },
    }
}

fn least() -> Event {
    Event {
        title: "全会".into(),
        attendance: Attendance::Must,
        in_scope: false,
        ..bare("ev2", "meeting", Moment(1), Moment(1))
    }
}

fn year() -> KeptEvents {
    KeptEvents {
        events: vec![full(), least()],
        as_of: Moment(1_790_000_000_000),
        odd: 2,
    }
}

#[test]
fn a_kept_year_of_events_reads_back() {
    assert_eq!(KeptEvents::decode(EVENTS_V1), Ok(year()));
    assert_eq!(same(&year().encode()), same(EVENTS_V1));
}

#[test]
fn kept_approvals_read_back() {
    let kept = KeptApprovals {
        requests: vec![Request {
            id: "lv1".into(),
            event: id("ev1"),
            title: "视察".into(),
            starts: Moment(10),
            who: "委员甲".into(),
            sector: "教育".into(),
            reason: "health".into(),
            text: "手术".into(),
            photos: vec![key(2)],
            at: Moment(9),
            state: LeaveState::Pending,
        }],
        as_of: Moment(1_790_000_000_000),
        odd: 0,
    };
    assert_eq!(KeptApprovals::decode(APPROVALS_V1).as_ref(), Ok(&kept));
    assert_eq!(same(&kept.encode()), same(APPROVALS_V1));
}

#[test]
fn every_place_and_every_word_reads_back() {
    let written = r#""place":"waiting","position":3,"until":null"#;
    for (text, place) in PLACES_V1 {
        let kept = EVENTS_V1.replace(written, text);
        let mut expected = year();
        let first = expected.events.first_mut().expect("an event");
        first.mine.sign_up.as_mut().expect("a sign-up").place = place;
        assert_eq!(KeptEvents::decode(&kept), Ok(expected.clone()), "{text}");
        assert_eq!(same(&expected.encode()), same(&kept), "{text}");
    }
    for (from, words) in [
        (
            r#""level":"committee""#,
            ["chair", "standing", "sector"].as_slice(),
        ),
        (r#""what":"time""#, &["place", "other"]),
        (r#""state":"refused""#, &["pending", "granted", "withdrawn"]),
    ] {
        for word in words {
            let (name, _) = from.split_once(':').expect("a name");
            let kept = EVENTS_V1.replace(from, &format!("{name}:\"{word}\""));
            let read = KeptEvents::decode(&kept).expect("a word of version 1");
            assert_eq!(same(&read.encode()), same(&kept), "{word}");
        }
    }
}

#[test]
fn a_damaged_or_newer_keeping_is_told() {
    for (from, to) in [
        (r#""must":false"#, r#""must":0"#),
        (r#""level":"committee""#, r#""level":"village""#),
        (r#""place":"waiting""#, r#""place":"won""#),
        (r#""state":"refused""#, r#""state":"eh""#),
        (r#""what":"time""#, r#""what":"soul""#),
        (r#""seats":[40,38]"#, r#""seats":[40]"#),
        (r#""seats":[40,38]"#, r#""seats":[40,-1]"#),
        (r#""id":"ev1""#, r#""id":"a/b""#),
        (r#""point":[30.5,104.25]"#, r#""point":["a","b"]"#),
        (r#""attended":true"#, r#""attended":"yes""#),
        (r#""starts":10,"#, ""),
    ] {
        let damaged = EVENTS_V1.replacen(from, to, 1);
        assert_ne!(damaged, EVENTS_V1, "{from}");
        assert_eq!(
            KeptEvents::decode(&damaged),
            Err(StoredError::Damaged),
            "{to}"
        );
    }
    assert_eq!(KeptEvents::decode(r#"{"v":2}"#), Err(StoredError::Newer));
    assert_eq!(KeptApprovals::decode(r#"{"v":2}"#), Err(StoredError::Newer));
    assert_eq!(KeptApprovals::decode("[]"), Err(StoredError::Damaged));
}

proptest! {
    #[test]
    fn any_texts_and_times_read_back(texts in vec(any::<String>(), 6), times in vec(any::<i64>(), 4), place in 0usize..7) {
        let mut event = full();
        let mut texts = texts.into_iter();
        let mut text = || texts.next().unwrap_or_default();
        (event.title, event.agenda, event.cancelled) = (text(), text(), Some(text()));
        let mut times = times.into_iter().map(Moment);
        let mut time = || times.next().unwrap_or_default();
        (event.starts, event.ends, event.mine.checked_in) = (time(), time(), Some(time()));
        let sign_up = event.mine.sign_up.as_mut().expect("a sign-up");
        sign_up.place = PLACES_V1[place].1;
        sign_up.by = text();
        let kept = KeptEvents { events: vec![event], as_of: time(), odd: 0 };
        prop_assert_eq!(KeptEvents::decode(&kept.encode()), Ok(kept));
    }

    #[test]
    fn any_text_is_read_or_told(text in ".{0,80}") {
        let _ = KeptEvents::decode(&text);
        let _ = KeptApprovals::decode(&text);
    }
}
