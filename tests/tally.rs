//! What a year comes to: by kind, month and day; people reached; the six ones.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // how a test fails

#[path = "given/event.rs"]
mod held;

use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        event::{Event, Mine},
        moment::Moment,
        record::{KindId, Record, Standing},
    },
    tally::{
        six::{KINDS, six},
        year::{Source, days_of, sum, year},
    },
};
use held::bare;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn kind(id: &str) -> KindId {
    KindId(id.to_owned())
}

fn record(of: &str, on: &str, answers: &[(&str, Answer)]) -> Record {
    let group = answers
        .iter()
        .map(|(key, answer)| ((*key).to_owned(), answer.clone()));
    let mut seed = [0; 16];
    for (place, byte) in of.bytes().chain(on.bytes()).enumerate() {
        seed[place % 16] ^= byte.rotate_left(place as u32 % 8);
    }
    Record {
        client_ref: ClientRef::from_chance(seed),
        kind: kind(of),
        form_version: 1,
        day: day(on),
        answers: Answer::Group(group.collect()),
        photos: Vec::new(),
        receipt: None,
        standing: Standing::Received,
        logged: None,
    }
}

fn returned(of: &str, on: &str) -> Record {
    Record {
        standing: Standing::Returned {
            reason: "日期不对".to_owned(),
        },
        ..record(of, on, &[])
    }
}

fn event(of: &str, on: &str, mine: Mine) -> Event {
    let starts = day(on).noon();
    Event {
        title: "视察养老服务".into(),
        mine,
        ..bare("e1", of, starts, starts.plus_ms(3_600_000))
    }
}

fn came(attended: Option<bool>, checked_in: Option<Moment>) -> Mine {
    Mine {
        attended,
        checked_in,
        ..Mine::default()
    }
}

#[test]
fn a_record_counts_in_the_year_of_its_day_whenever_it_arrives() {
    let records = [
        record("study", "2026-01-01", &[]),
        record("study", "2026-12-31", &[]),
        record("visit", "2026-12-31", &[]),
        record("study", "2025-12-31", &[]),
        record("study", "2027-01-01", &[]),
    ];
    let counted = year(2026, &records, []);
    assert_eq!(counted.total, 3);
    assert_eq!(counted.of(Source::Record, &kind("study")), 2);
    assert_eq!((counted.months[0], counted.months[11]), (1, 2));
    assert_eq!((counted.days[0], counted.days[364]), (1, 2));
    assert_eq!(year(2025, &records, []).total, 1);
}

#[test]
fn what_the_office_returned_is_told_and_not_counted_and_what_was_withdrawn_is_neither() {
    let counted = year(2026, &[returned("study", "2026-03-01")], []);
    assert_eq!((counted.total, counted.returned), (0, 1));
    let withdrawn = Record {
        standing: Standing::Withdrawn {
            reason: "记错了".to_owned(),
        },
        ..record("study", "2026-03-01", &[])
    };
    let counted = year(2026, &[withdrawn], []);
    assert_eq!((counted.total, counted.returned), (0, 0));
    assert!(counted.kinds.is_empty());
}

#[test]
fn an_event_counts_where_the_member_was_there() {
    let at = Some(day("2026-05-02").noon());
    let was_there = |mine| year(2026, &[], [&event("inspection", "2026-05-02", mine)]).total == 1;
    assert!(was_there(came(Some(true), None)));
    assert!(was_there(came(None, at)), "checked in, not yet confirmed");
    assert!(!was_there(came(Some(false), at)), "the office decides");
    assert!(!was_there(came(None, None)));
    let mut off = event("inspection", "2026-05-02", came(Some(true), at));
    off.cancelled = Some(String::new());
    assert_eq!(year(2026, &[], [&off]).total, 0);
}

#[test]
fn a_kind_of_event_is_not_a_kind_of_record() {
    let held = event("training", "2026-05-02", came(Some(true), None));
    let counted = year(2026, &[record("training", "2026-05-03", &[])], [&held]);
    assert_eq!(counted.of(Source::Record, &kind("training")), 1);
    assert_eq!(counted.of(Source::Event, &kind("training")), 1);
    assert_eq!(counted.kinds.len(), 2);
}

#[test]
fn people_reached_are_summed_apart_and_odd_answers_add_nothing() {
    let people = |answer| [("audience", answer)];
    let records = [
        record("reading_share", "2026-01-16", &people(Answer::Int(24))),
        record("reading_share", "2026-02-16", &people(Answer::Int(35))),
        record("reading_share", "2026-03-16", &people(Answer::Int(-5))),
        record(
            "reading_share",
            "2026-04-16",
            &people(Answer::Text("9".into())),
        ),
        record("reading_share", "2025-04-16", &people(Answer::Int(1000))),
        record("visit", "2026-04-16", &people(Answer::Int(1000))),
    ];
    let of = kind("reading_share");
    assert_eq!(sum(2026, &records, &of, "audience"), 59);
    assert_eq!(sum(2026, &records, &of, "minutes"), 0);
}

#[test]
fn the_six_are_counted_for_the_village_that_they_name() {
    let of = |village: &str| [("village", Answer::Text(village.to_owned()))];
    let records = [
        record("charity", "2026-06-01", &of("龙潭村")),
        record("charity", "2026-03-01", &of("龙潭村")),
        record("research", "2026-03-01", &of("新桥社区")),
        record("research", "2025-03-01", &of("龙潭村")),
        returned("concern", "2026-03-01"),
    ];
    let villages = ["龙潭村".to_owned(), "新桥社区".to_owned()];
    let told = |villages: &[String]| -> Vec<(String, Vec<usize>)> {
        let village = |it: dajuan::tally::six::Village| {
            let boxes = it.slots.iter().map(|it| it.evidence.len());
            (it.name, boxes.collect())
        };
        six(2026, &records, villages)
            .into_iter()
            .map(village)
            .collect()
    };
    assert_eq!(
        told(&villages),
        [
            ("龙潭村".to_owned(), vec![0, 0, 0, 0, 0, 2]),
            ("新桥社区".to_owned(), vec![0, 0, 1, 0, 0, 0]),
        ]
    );
    assert_eq!(told(&[]), [(String::new(), vec![0, 0, 1, 0, 0, 2])]);
    let first = &six(2026, &records, &villages)[0].slots[5];
    assert_eq!(
        first.evidence[0], records[1].client_ref,
        "the first of the year first"
    );
}

proptest! {
    #[test]
    fn kinds_months_and_days_each_sum_to_the_total_in_any_order(
        mut given in proptest::collection::vec((0_usize..6, 2024_u16..2028, 0_usize..365), 0..60)
    ) {
        let made = |(of, in_year, at): &(usize, u16, usize)| {
            let on = days_of(*in_year).nth(*at).expect("a day");
            record(KINDS[*of], &on.to_string(), &[])
        };
        let records: Vec<Record> = given.iter().map(made).collect();
        let counted = year(2026, &records, []);
        prop_assert_eq!(counted.kinds.iter().map(|it| it.n).sum::<u32>(), counted.total);
        prop_assert_eq!(counted.months.iter().sum::<u32>(), counted.total);
        prop_assert_eq!(counted.days.iter().sum::<u32>(), counted.total);
        given.reverse();
        let turned: Vec<Record> = given.iter().map(made).collect();
        let again = year(2026, &turned, []);
        prop_assert_eq!((again.total, again.months, again.days), (counted.total, counted.months, counted.days));
    }
}

#[test]
fn a_dispute_is_no_duty_whatever_the_office_answered() {
    let refused = Record {
        client_ref: ClientRef::from_chance([9; 16]),
        ..returned("dispute", "2026-03-02")
    };
    let counted = year(2026, &[record("dispute", "2026-03-01", &[]), refused], []);
    assert_eq!((counted.total, counted.returned), (0, 0));
}
