//! What is shown, in which order, on which day; who has a seat left.

use super::*;
use dajuan::{
    agenda::{
        listing::{Filter, awaits, in_order, is_over, meet},
        month::{Month, is_on},
        seats::left_for,
    },
    domain::{
        answer::Answer,
        day::Day,
        event::{Leave, LeaveState, Level, Place, Quota, SignUp},
    },
};
use proptest::prelude::*;

fn at(id: &str, from: i64, to: i64) -> Event {
    Event {
        starts: STARTS.plus_ms(from),
        ends: STARTS.plus_ms(to),
        ..event(id)
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

#[test]
fn a_list_goes_by_start_then_by_end_then_by_id() {
    let mut all = [
        at("d", HOUR, HOUR),
        at("c", 0, HOUR),
        at("b", 0, HOUR),
        at("a", 0, 2 * HOUR),
    ];
    all.sort_by(in_order);
    let ids: Vec<&str> = all.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["b", "c", "a", "d"]);
    assert!(is_over(&all[0], STARTS.plus_ms(HOUR)) && !is_over(&all[0], STARTS));
}

#[test]
fn a_filter_shows_what_fits_all_that_is_chosen() {
    let here = Event {
        level: Some(Level::Chair),
        ..event("a")
    };
    assert!(Filter::default().fits(&here));
    let filter = |kind: &str, level, attendance| Filter {
        kind: Some(KindId(kind.into())),
        level: Some(level),
        attendance: Some(attendance),
    };
    assert!(filter("inspection", Level::Chair, Attendance::Voluntary).fits(&here));
    assert!(!filter("meeting", Level::Chair, Attendance::Voluntary).fits(&here));
    assert!(!filter("inspection", Level::Sector, Attendance::Voluntary).fits(&here));
    assert!(!filter("inspection", Level::Chair, Attendance::Must).fits(&here));
    assert!(!filter("inspection", Level::Chair, Attendance::Voluntary).fits(&event("a")));
}

#[test]
fn events_meet_where_a_moment_is_in_both() {
    let first = at("a", 0, 2 * HOUR);
    for (from, to, meets) in [
        (HOUR, 3 * HOUR, true),
        (-HOUR, HOUR, true),
        (HOUR, HOUR, true),
        (0, 0, true),
        (2 * HOUR, 3 * HOUR, false),
        (-HOUR, 0, false),
        (2 * HOUR, 2 * HOUR, false),
    ] {
        let other = at("b", from, to);
        assert_eq!(
            (meet(&first, &other), meet(&other, &first)),
            (meets, meets),
            "{from} {to}"
        );
    }
    assert!(!meet(&first, &first), "an event does not meet itself");
    let called_off = Event {
        cancelled: Some(String::new()),
        ..at("b", 0, HOUR)
    };
    assert!(!meet(&first, &called_off));
}

#[test]
fn who_is_in_line_offered_a_seat_or_asks_leave_waits_until_the_event_is_over() {
    let mut event = at("a", 0, HOUR);
    assert!(!awaits(&event, STARTS));
    for (place, waits) in [
        (Place::Waiting { position: None }, true),
        (Place::Offered { until: STARTS }, true),
        (Place::Wish, true),
        (Place::Confirmed, false),
        (Place::Cancelled, false),
        (Place::Lapsed, false),
    ] {
        event.mine.sign_up = Some(SignUp {
            client_ref: None,
            place,
            by: String::new(),
            at: STARTS,
            answers: Answer::Null,
        });
        assert_eq!(awaits(&event, STARTS), waits, "{place:?}");
        assert!(!awaits(&event, event.ends));
    }
    event.mine.leave = Some(Leave {
        client_ref: None,
        state: LeaveState::Pending,
        reason: String::new(),
        text: String::new(),
        words: String::new(),
        by: String::new(),
    });
    assert!(awaits(&event, STARTS));
}

#[test]
fn a_month_is_weeks_from_monday_with_every_day_once() {
    let month = Month::new(2026, 11).expect("a month");
    let weeks = month.weeks();
    let numbers = |week: usize| weeks[week].map(|day| day.map_or(0, Day::day));
    assert_eq!(weeks.len(), 6);
    assert_eq!(numbers(0), [0, 0, 0, 0, 0, 0, 1]);
    assert_eq!(numbers(1), [2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(numbers(5), [30, 0, 0, 0, 0, 0, 0]);
    assert_eq!(
        Month::new(2027, 2).expect("a month").weeks().len(),
        4,
        "a February from a Monday"
    );
    assert_eq!((Month::new(2026, 13), Month::new(0, 1)), (None, None));
}

#[test]
fn what_ends_at_midnight_is_not_on_the_next_day() {
    // 09:00 to 24:00, and two days more.
    let one = at("a", 0, 15 * HOUR);
    assert!(is_on(&one, day("2026-12-01")) && !is_on(&one, day("2026-12-02")));
    let three = at("a", 0, 39 * HOUR + 1);
    assert!(is_on(&three, day("2026-12-03")) && !is_on(&three, day("2026-11-30")));
    assert!(
        is_on(&at("a", 0, 0), day("2026-12-01")),
        "no length, and there all the same"
    );
    let over_new_year = at("a", 0, 32 * 24 * HOUR);
    for (year, month, held) in [
        (2026, 11, false),
        (2026, 12, true),
        (2027, 1, true),
        (2027, 2, false),
    ] {
        let month = Month::new(year, month).expect("a month");
        assert_eq!(month.holds(&over_new_year), held, "{month:?}");
    }
}

#[test]
fn a_sector_has_its_own_seats_and_the_others_what_no_quota_reserves() {
    let with = |all: Option<(u32, u32)>, quotas: &[(&str, u32, u32)]| Event {
        seats: all.map(|(all, taken)| Seats { all, taken }),
        quotas: quotas
            .iter()
            .map(|(sector, all, taken)| Quota {
                sector: (*sector).into(),
                seats: Seats {
                    all: *all,
                    taken: *taken,
                },
            })
            .collect(),
        ..event("a")
    };
    let quotas = [("教育", 5, 4), ("经济", 3, 3)];
    let event = with(Some((10, 8)), &quotas);
    assert_eq!(left_for(&event, "教育"), Some(1));
    assert_eq!(
        left_for(&event, "经济"),
        Some(0),
        "though others have seats"
    );
    assert_eq!(
        left_for(&event, "文艺"),
        Some(1),
        "ten less eight reserved, one of them taken"
    );
    assert_eq!(
        left_for(&with(Some((10, 10)), &quotas), "教育"),
        Some(0),
        "no more than there are"
    );
    assert_eq!(left_for(&with(None, &quotas), "教育"), Some(1));
    assert_eq!(
        left_for(&with(None, &quotas), "文艺"),
        None,
        "nobody counts"
    );
    assert_eq!(
        left_for(&with(Some((2, 9)), &[]), ""),
        Some(0),
        "more taken than there are"
    );
}

proptest! {
    #[test]
    fn every_month_has_every_day_once_and_in_its_column(year in 1u16..=9999, month in 1u8..=12) {
        let month = Month::new(year, month).expect("a month");
        let mut days = Vec::new();
        for week in month.weeks() {
            for (column, day) in week.into_iter().enumerate() {
                if let Some(day) = day {
                    prop_assert_eq!(usize::from(day.weekday()), column);
                    days.push(day);
                }
            }
        }
        prop_assert_eq!(days, month.days().collect::<Vec<Day>>());
        prop_assert!(month.after().is_none_or(|after| after.before() == Some(month)));
        prop_assert!(month.before().is_none_or(|before| before < month));
    }

    #[test]
    fn no_numbers_of_seats_panic(numbers in proptest::array::uniform6(any::<u32>())) {
        let [all, taken, q1, t1, q2, t2] = numbers;
        let quota = |sector: &str, all, taken| Quota { sector: sector.into(), seats: Seats { all, taken } };
        let event = Event {
            seats: Some(Seats { all, taken }),
            quotas: vec![quota("甲", q1, t1), quota("乙", q2, t2)],
            ..event("a")
        };
        for sector in ["甲", "乙", "丙"] {
            prop_assert!(left_for(&event, sector).is_some_and(|left| left <= all));
        }
    }
}
