//! Deeds of what the phone holds.

#[path = "../given/event.rs"]
mod held;

use super::given::{number, text};
use dajuan::{
    domain::{
        answer::Answer,
        civil::Civil,
        client_ref::ClientRef,
        cosigning::{About, Invitation, Paper, Stands as Signed},
        day::Day,
        event::{Attendance, Event, Leave, LeaveState, Level, Mine},
        moment::Moment,
        record::{KindId, Record, Standing},
    },
    scoring::deed::{Came, Deed, Field, Source, Stands},
};
use held::bare;
use std::collections::BTreeMap;

const KEY: &str = "0f0e0d0c-0b0a-4908-8706-050403020100";

fn record(kind: &str, answers: &[(&str, Answer)]) -> Record {
    let answers = answers
        .iter()
        .map(|(name, answer)| ((*name).to_owned(), answer.clone()));
    Record {
        client_ref: ClientRef::parse(KEY).unwrap(),
        kind: KindId(kind.to_owned()),
        form_version: 1,
        day: Day::new(2026, 5, 1).unwrap(),
        answers: Answer::Group(answers.collect()),
        photos: Vec::new(),
        receipt: None,
        standing: Standing::Received,
        logged: None,
    }
}

#[test]
fn a_record_becomes_a_deed_with_its_fields() {
    let given = record(
        "charity",
        &[
            ("hours", Answer::Real(1.5)),
            ("persons", Answer::Int(30)),
            ("joint", Answer::Flag(true)),
            ("what", Answer::Text("长".repeat(300))),
            (
                "with",
                Answer::List(vec![Answer::Text("甲".to_owned()), Answer::Null]),
            ),
            ("empty", Answer::Null),
            ("group", Answer::Group(BTreeMap::new())),
        ],
    );
    let deed = Deed::of_record(&given, |name| Some(name.into())).unwrap();
    assert_eq!(
        (deed.id.as_str(), deed.source, deed.stands, deed.came),
        (KEY, Source::Record, Stands::Received, None)
    );
    let expected = [
        ("hours", Field::Number(number("1.5"))),
        ("persons", Field::Number(number("30"))),
        ("joint", Field::Flag(true)),
        ("what", text(&"长".repeat(200))),
        ("with", Field::List(vec![text("甲")])),
    ];
    assert_eq!(deed.fields, expected.into_iter().collect());
}

#[test]
fn where_a_record_stands_goes_with_it_and_neither_an_act_nor_a_dispute_is_a_deed() {
    let with = |standing| {
        let given = Record {
            standing,
            ..record("visit", &[])
        };
        Deed::of_record(&given, |name| Some(name.into()))
            .unwrap()
            .stands
    };
    assert_eq!(
        with(Standing::Reviewed {
            words: String::new()
        }),
        Stands::Reviewed
    );
    assert_eq!(
        with(Standing::Returned {
            reason: "重".to_owned()
        }),
        Stands::Returned
    );
    let withdrawn = Standing::Withdrawn {
        reason: "错".to_owned(),
    };
    let withdrawn = Record {
        standing: withdrawn,
        ..record("visit", &[])
    };
    assert_eq!(Deed::of_record(&withdrawn, |name| Some(name.into())), None);
    for act in [
        "dispute",
        "step",
        "withdrawal",
        "confirmation",
        "signup",
        "signup_trip",
        "leave",
        "checkin",
        "cancel",
    ] {
        assert_eq!(
            Deed::of_record(&record(act, &[]), |name| Some(name.into())),
            None,
            "{act}"
        );
    }
    assert!(Deed::of_record(&record("speech", &[]), |name| Some(name.into())).is_some());
}

fn at(day: u8, hour: u8) -> Moment {
    let day = Day::new(2026, 1, day).unwrap();
    Civil {
        day,
        hour,
        minute: 0,
        second: 0,
        ms: 0,
    }
    .of_body()
}

fn event(mine: Mine) -> Event {
    Event {
        level: Some(Level::Standing),
        attendance: Attendance::Must,
        mine,
        ..bare("e1", "plenary", at(10, 9), at(12, 17))
    }
}

fn leave(state: LeaveState) -> Option<Leave> {
    Some(Leave {
        client_ref: None,
        state,
        reason: "illness".to_owned(),
        text: String::new(),
        words: String::new(),
        by: "主席".to_owned(),
    })
}

#[test]
fn what_became_of_an_event_is_what_the_backend_says() {
    let came = |attended, checked_in, leave, late_after| {
        let mine = Mine {
            attended,
            checked_in,
            leave,
            ..Mine::default()
        };
        Deed::of_event(&event(mine), late_after).map(|deed| deed.came.unwrap())
    };
    let past = |minutes: i64| Some(at(10, 9).plus_ms(minutes * 60_000));
    assert_eq!(came(None, None, None, None), None, "not known yet");
    assert_eq!(came(None, None, leave(LeaveState::Granted), None), None);
    assert_eq!(came(Some(true), None, None, Some(10)), Some(Came::Attended));
    assert_eq!(came(None, past(10), None, Some(10)), Some(Came::Attended));
    assert_eq!(came(None, past(11), None, Some(10)), Some(Came::Late));
    assert_eq!(
        came(Some(true), past(60), None, None),
        Some(Came::Attended),
        "nobody is late without the rule"
    );
    assert_eq!(came(Some(false), None, None, None), Some(Came::Absent));
    assert_eq!(
        came(Some(false), None, leave(LeaveState::Granted), None),
        Some(Came::Excused)
    );
    assert_eq!(
        came(Some(false), None, leave(LeaveState::Refused), None),
        Some(Came::Absent)
    );
    assert_eq!(
        came(Some(false), None, leave(LeaveState::Pending), None),
        Some(Came::Absent)
    );
    assert_eq!(
        came(Some(true), None, leave(LeaveState::Granted), None),
        Some(Came::Attended)
    );
}

#[test]
fn an_event_brings_its_fields() {
    let mine = Mine {
        attended: Some(true),
        leave: leave(LeaveState::Withdrawn),
        ..Mine::default()
    };
    let deed = Deed::of_event(&event(mine.clone()), None).unwrap();
    assert_eq!(
        (deed.day.to_string().as_str(), deed.must, deed.stands),
        ("2026-01-10", true, Stands::Reviewed)
    );
    let field = |name: &str| deed.fields.get(name).unwrap().clone();
    assert_eq!(
        field("halves"),
        Field::Number(number("6")),
        "three mornings and three afternoons"
    );
    assert_eq!(field("minutes"), Field::Number(number("3360")));
    assert_eq!(
        (field("level"), field("event")),
        (text("standing"), text("e1"))
    );
    assert_eq!(
        (field("leave_reason"), field("leave_by")),
        (text("illness"), text("主席"))
    );
    let halves = |starts, ends| {
        let event = Event {
            starts,
            ends,
            ..event(mine.clone())
        };
        let deed = Deed::of_event(&event, None).unwrap();
        deed.fields.get("halves").unwrap().clone()
    };
    assert_eq!(
        halves(at(10, 9), at(10, 12)),
        Field::Number(number("1")),
        "until noon is a morning"
    );
    assert_eq!(halves(at(10, 9), at(10, 13)), Field::Number(number("2")));
    assert_eq!(halves(at(10, 19), at(10, 21)), Field::Number(number("1")));
    assert_eq!(halves(at(10, 9), at(10, 9)), Field::Number(number("1")));
}

#[test]
fn what_was_called_off_or_voluntary_binds_nobody() {
    let mine = Mine {
        attended: Some(false),
        ..Mine::default()
    };
    let cancelled = Event {
        cancelled: Some(String::new()),
        ..event(mine.clone())
    };
    assert_eq!(Deed::of_event(&cancelled, None), None);
    let must = |attendance, in_scope| {
        Deed::of_event(
            &Event {
                attendance,
                in_scope,
                ..event(mine.clone())
            },
            None,
        )
        .unwrap()
        .must
    };
    assert!(must(Attendance::Must, true));
    assert!(!must(Attendance::Must, false) && !must(Attendance::Voluntary, true));
}

/// A proposal of another member's that this one is asked to sign.
fn invitation(stands: Signed, standing: Standing) -> Invitation {
    let text = |key: &str, text: &str| (key.to_owned(), Answer::Text(text.to_owned()));
    let fact = |key: &str, fact| (key.to_owned(), fact);
    Invitation {
        id: "i1".to_owned(),
        who: "委员乙".to_owned(),
        sector: String::new(),
        stands,
        day: Day::new(2026, 5, 3).unwrap(),
        open: false,
        changed: false,
        about: About::Theirs(Paper {
            kind: KindId("proposal".to_owned()),
            day: Day::new(2026, 5, 1).unwrap(),
            form_version: 1,
            answers: Answer::Group([text("title", "停车"), text("filed", "当然")].into()),
            standing,
            facts: Answer::Group([fact("filed", Answer::Flag(true))].into()),
        }),
    }
}

#[test]
fn what_is_signed_becomes_a_deed_of_its_own_with_what_its_steps_say() {
    let reviewed = Standing::Reviewed {
        words: String::new(),
    };
    let signed = invitation(Signed::Signed, reviewed);
    let deed = Deed::of_cosigned(&signed, |name| Some(name.into())).unwrap();
    assert_eq!(
        (deed.id.as_str(), deed.source, deed.stands, deed.came),
        ("i1", Source::Cosigned, Stands::Reviewed, None)
    );
    assert_eq!(
        (deed.day, deed.kind.0.as_str()),
        (Day::new(2026, 5, 1).unwrap(), "proposal")
    );
    let held: Vec<(&str, &Field)> = deed.fields.iter().collect();
    assert_eq!(
        held,
        [
            ("author", &text("co")),
            ("filed", &Field::Flag(true)),
            ("title", &text("停车"))
        ]
    );
    let nothing = Deed::of_cosigned(&signed, |_| None).unwrap();
    assert_eq!(nothing.fields.iter().count(), 0);
}

#[test]
fn what_is_not_signed_or_was_withdrawn_is_no_deed() {
    let deed = |invitation| Deed::of_cosigned(&invitation, |_| None);
    for stands in Signed::ALL {
        let found = deed(invitation(stands, Standing::Received));
        assert_eq!(found.is_some(), stands == Signed::Signed, "{stands:?}");
    }
    let reason = String::new();
    let gone = invitation(Signed::Signed, Standing::Withdrawn { reason });
    assert_eq!(deed(gone), None);
    let key = ClientRef::parse(KEY).unwrap();
    let mine = Invitation {
        about: About::Mine(key),
        ..invitation(Signed::Signed, Standing::Received)
    };
    assert_eq!(deed(mine), None, "it is counted as the record that it is");
}
