//! The records and events of a year by date, each with its state and its points.

use super::super::{scored::Scored, why::cosigned_name};
use crate::{
    domain::{
        cosigning::Invitation,
        day::Day,
        event::{Event, LeaveState, Place},
        lang::Lang,
        record::Record,
    },
    i18n::{
        events::events, fill, report::report as words_of_report, words, year::year as own_words,
    },
    scoring::{
        decimal::Decimal,
        deed::Source,
        ledger::{Ledger, Origin, Row},
    },
    state::{
        at::At,
        telling::{self, isolated},
        telling_acts,
    },
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// A line of the list.
pub(super) struct Item {
    /// None of points that come from no single day.
    pub day: Option<Day>,
    pub name: String,
    pub state: String,
    /// None where no rule counts it.
    pub points: Option<Decimal>,
}

/// Points of no single day first, then by date, last what floors gave.
pub(super) fn items(lang: Lang, at: At, year: u16, scored: Option<&Scored>) -> Vec<Item> {
    let ledger = scored.map(|scored| &scored.sheet().ledger);
    let points = ledger.map(by_deed).unwrap_or_default();
    let records = at.shelf.years.with(|years| {
        let list = years.get(&year).map(|list| list.records.as_slice());
        let mine = list.unwrap_or_default().iter();
        let mine = mine.filter(|it| it.day.year() == year && it.kind.is_duty());
        let item = |it| of_record(lang, at, it, &points);
        mine.map(item).collect::<Vec<Item>>()
    });
    let held = at.calendar.dates().years.with(|years| {
        let list = years.get(&year).map(|list| list.events.as_slice());
        let mine = list.unwrap_or_default().iter();
        let mine = mine.filter(|it| is_told(it) && Day::at(it.starts).year() == year);
        mine.map(|it| of_event(lang, it, &points))
            .collect::<Vec<Item>>()
    });
    let signed = at.calendar.dates().cosigning.get();
    let signed = signed.iter().flat_map(|all| all.iter());
    let signed = signed.filter_map(|it| of_cosigned(lang, at, it, &points));
    let signed = signed.filter(|item| item.day.is_some_and(|day| day.year() == year));
    let mut dated: Vec<Item> = records.into_iter().chain(held).chain(signed).collect();
    dated.sort_by_key(|item| item.day);
    let rows = ledger.map(|ledger| ledger.rows.as_slice());
    let undated = rows
        .unwrap_or_default()
        .iter()
        .filter(|row| row.deed().is_none());
    let (last, first): (Vec<&Row>, Vec<&Row>) =
        undated.partition(|row| matches!(row.origin, Origin::Floor(_)));
    let of_rule = |row: &Row| Item {
        day: None,
        name: rule_name(lang, row),
        state: String::new(),
        points: Some(row.points),
    };
    let first = first.into_iter().map(of_rule);
    let last = last.into_iter().map(of_rule);
    first.chain(dated).chain(last).collect()
}

fn rule_name(lang: Lang, row: &Row) -> String {
    let label = row.rule.as_ref().or(row.category.as_ref());
    let total = own_words(lang).origin_floor;
    label
        .map_or(total, |label| label.words.get(lang))
        .to_owned()
}

/// What each deed gave, in all its rows; `None` where that is too large a number.
type Given<'a> = BTreeMap<(Source, &'a str), Option<Decimal>>;

fn by_deed(ledger: &Ledger) -> Given<'_> {
    let mut given = Given::new();
    for row in &ledger.rows {
        if let Some(deed) = row.deed() {
            let sum = given.entry((deed.source, &deed.id));
            let sum = sum.or_insert(Some(Decimal::ZERO));
            *sum = sum.and_then(|sum| sum.plus(row.points));
        }
    }
    given
}

fn points_of(given: &Given<'_>, source: Source, id: &str) -> Option<Decimal> {
    given.get(&(source, id)).copied().flatten()
}

fn of_record(lang: Lang, at: At, it: &Record, given: &Given<'_>) -> Item {
    let kind = at.duties.kind(&it.kind);
    Item {
        day: Some(it.day),
        name: telling::name(lang, kind.as_ref(), &it.answers),
        state: telling::standing_tag(words(lang), &it.standing)
            .1
            .to_owned(),
        points: points_of(given, Source::Record, it.client_ref.as_str()),
    }
}

/// None of what is not signed.
fn of_cosigned(lang: Lang, at: At, it: &Invitation, given: &Given<'_>) -> Option<Item> {
    let paper = it.signed()?;
    Some(Item {
        day: Some(paper.day),
        name: cosigned_name(lang, at, paper),
        state: telling::standing_tag(words(lang), &paper.standing)
            .1
            .to_owned(),
        points: points_of(given, Source::Cosigned, &it.id),
    })
}

fn of_event(lang: Lang, it: &Event, given: &Given<'_>) -> Item {
    let kind = telling_acts::kind(events(lang), &it.kind.0);
    let values = [("kind", kind), ("title", &isolated(&it.title))];
    Item {
        day: Some(Day::at(it.starts)),
        name: fill(words(lang).about, &values),
        state: state_of(lang, it).to_owned(),
        points: points_of(given, Source::Event, it.id.as_str()),
    }
}

/// Whether something came of it for the member, or is said to: a sign-up alone is no duty done.
fn is_told(it: &Event) -> bool {
    let mine = &it.mine;
    let on_leave = mine.leave.as_ref().map(|leave| leave.state) == Some(LeaveState::Granted);
    it.cancelled.is_none() && (mine.attended.is_some() || mine.checked_in.is_some() || on_leave)
}

/// 已参加, 缺席, 请假, 已签到, 已报名
pub(super) fn state_of(lang: Lang, it: &Event) -> &'static str {
    let (w, mine) = (words_of_report(lang), &it.mine);
    let leave = mine.leave.as_ref().map(|leave| leave.state);
    let place = mine.sign_up.as_ref().map(|it| it.place);
    match (mine.attended, leave, place) {
        _ if it.cancelled.is_some() => w.called_off,
        (Some(true), ..) => w.came,
        (_, Some(LeaveState::Granted), _) => w.on_leave,
        (Some(false), ..) => w.absent,
        _ if mine.checked_in.is_some() => w.checked_in,
        (_, Some(LeaveState::Pending), _) => w.leave_asked,
        (.., Some(Place::Confirmed)) => w.signed_up,
        (.., Some(Place::Waiting { .. })) => w.waiting,
        (.., Some(Place::Offered { .. })) => w.offered,
        (.., Some(Place::Wish)) => w.wish,
        (.., Some(Place::Lapsed | Place::Cancelled) | None) => w.left,
    }
}
