//! Deeds of what the phone and the host hold: the one place where they are made, so that both count the same.

use super::{
    decimal::Decimal,
    deed::{Came, Deed, DeedRef, Field, Fields, Source, Stands},
};
use crate::domain::{
    act::Act,
    answer::Answer,
    cosigning::Invitation,
    day::Day,
    event::{Attendance, Event, LeaveState, Level},
    moment::Moment,
    record::{Record, Standing},
};
use std::sync::Arc;

const MINUTE_MS: i64 = 60_000;
const HALF_DAY_MS: i64 = 43_200_000;

impl Deed {
    /// A record, with those of its fields that are looked at; `None` of an act about an event and of what speaks about
    /// another entry, which are no duties, and of what was withdrawn.
    pub fn of_record(
        record: &Record,
        looked_at: impl Fn(&str) -> Option<Arc<str>>,
    ) -> Option<Self> {
        if Act::of(&record.kind).is_some() || !record.kind.is_duty() {
            return None;
        }
        let stands = stands(&record.standing)?;
        let of = DeedRef {
            day: record.day,
            id: record.client_ref.as_str().to_owned(),
            source: Source::Record,
            kind: record.kind.clone(),
        };
        let fields = fields_of(&record.answers, looked_at);
        Some(Self::written(of, stands, fields))
    }

    /// A record that another member wrote and this one has signed, with those of its fields that are looked at: what is shown of it,
    /// what its steps say, and `author`, which is `co`. `None` of an invitation that is not signed.
    pub fn of_cosigned(
        invitation: &Invitation,
        looked_at: impl Fn(&str) -> Option<Arc<str>>,
    ) -> Option<Self> {
        let paper = invitation.signed()?;
        let stands = stands(&paper.standing)?;
        let of = DeedRef {
            day: paper.day,
            id: invitation.id.clone(),
            source: Source::Cosigned,
            kind: paper.kind.clone(),
        };
        let mut fields = fields_of(&paper.answers, &looked_at);
        for (name, held) in fields_of(&paper.facts, &looked_at).iter() {
            fields.insert(name.into(), held.clone());
        }
        if let Some(name) = looked_at("author") {
            fields.insert(name, Field::Text("co".into()));
        }
        Some(Self::written(of, stands, fields))
    }

    /// An event, once it is known whether its reader came; `None` before, and where it did not concern them. Who was
    /// checked in more than `late_after` minutes after the start was late; without it nobody is.
    pub fn of_event(event: &Event, late_after: Option<u32>) -> Option<Self> {
        if event.cancelled.is_some() {
            return None;
        }
        let must = event.attendance == Attendance::Must && event.in_scope;
        let came = came(event, late_after)?;
        let of = DeedRef {
            day: Day::at(event.starts),
            id: event.id.as_str().to_owned(),
            source: Source::Event,
            kind: event.kind.clone(),
        };
        Some(Self {
            of: of.into(),
            arrived: None,
            stands: Stands::Reviewed,
            came: Some(came),
            must,
            fields: event_fields(event),
        })
    }
}

/// None of what was withdrawn.
fn stands(standing: &Standing) -> Option<Stands> {
    match standing {
        Standing::Received => Some(Stands::Received),
        Standing::Reviewed { .. } => Some(Stands::Reviewed),
        Standing::Returned { .. } => Some(Stands::Returned),
        Standing::Withdrawn { .. } => None,
    }
}

fn came(event: &Event, late_after: Option<u32>) -> Option<Came> {
    let mine = &event.mine;
    let leave = mine.leave.as_ref().map(|leave| leave.state);
    match (mine.attended, mine.checked_in) {
        (Some(true), at) | (None, at @ Some(_)) => {
            let late = late_after.zip(at).is_some_and(|(minutes, at)| {
                at.since(event.starts) > i64::from(minutes) * MINUTE_MS
            });
            Some(if late { Came::Late } else { Came::Attended })
        }
        (Some(false), _) if leave == Some(LeaveState::Granted) => Some(Came::Excused),
        (Some(false), _) => Some(Came::Absent),
        (None, None) => None,
    }
}

/// `event`, `level`, `minutes`, `halves` (mornings and afternoons that it touches) and, where there was a leave, who decided about it.
fn event_fields(event: &Event) -> Fields {
    let mut fields = Fields::default();
    let mut add = |name: &str, field: Field| fields.insert(name.into(), field);
    add("event", Field::Text(event.id.as_str().into()));
    if let Some(level) = event.level {
        let name = match level {
            Level::Chair => "chair",
            Level::Standing => "standing",
            Level::Committee => "committee",
            Level::Sector => "sector",
        };
        add("level", Field::Text(name.into()));
    }
    let minutes = event.ends.since(event.starts) / MINUTE_MS;
    let last = event.ends.plus_ms(-1).max(event.starts);
    let halves = half(last).saturating_sub(half(event.starts)) + 1;
    for (name, number) in [("minutes", minutes), ("halves", halves)] {
        if let Some(number) = Decimal::whole(number) {
            add(name, Field::Number(number));
        }
    }
    if let Some(leave) = &event.mine.leave {
        add("leave_reason", Field::Text(leave.reason.as_str().into()));
        add("leave_by", Field::Text(leave.by.as_str().into()));
    }
    fields
}

/// Counts the mornings and afternoons of the body's days.
fn half(at: Moment) -> i64 {
    let noon = Day::at(at).noon();
    noon.0.div_euclid(HALF_DAY_MS) + i64::from(at >= noon)
}

fn fields_of(answers: &Answer, looked_at: impl Fn(&str) -> Option<Arc<str>>) -> Fields {
    let Answer::Group(group) = answers else {
        return Fields::default();
    };
    let fields = group.iter().filter_map(|(name, answer)| {
        let name = looked_at(name)?;
        Some((name, field_of(answer)?))
    });
    fields.collect()
}

fn field_of(answer: &Answer) -> Option<Field> {
    match answer {
        Answer::Flag(flag) => Some(Field::Flag(*flag)),
        Answer::Int(whole) => Decimal::whole(*whole).map(Field::Number),
        Answer::Real(real) => Decimal::of_typed(*real).map(Field::Number),
        Answer::Text(text) => Some(Field::text(text)),
        Answer::List(items) => Some(Field::List(items.iter().filter_map(field_of).collect())),
        Answer::Null | Answer::Group(_) => None,
    }
}
