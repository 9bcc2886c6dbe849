//! The events of a year, kept for offline reading.

use super::{
    StoredError,
    json::{Row, object, of, parse},
    standing,
};
use crate::domain::{
    event::{
        Attendance, Change, Changed, Contact, Event, EventId, Gathering, Level, Paper, Quota, Seats,
    },
    moment::Moment,
    record::KindId,
};
use serde_json::Value;

/// The events of a year as they were last read.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptEvents {
    /// As the backend sorts.
    pub events: Vec<Event>,
    /// When the backend said so.
    pub as_of: Moment,
    /// Rows that could not be understood.
    pub odd: u32,
}

impl KeptEvents {
    /// As JSON, version 1.
    pub fn encode(&self) -> String {
        kept(self.as_of, self.odd, list(&self.events, write))
    }

    /// Reads any version that was ever released.
    pub fn decode(text: &str) -> Result<Self, StoredError> {
        let value = parse(text, 1)?;
        let row = Row(&value);
        Ok(Self {
            events: row.list("list", |event| read(Row(event)))?,
            as_of: Moment(row.whole("as_of")?),
            odd: row.small("odd")?,
        })
    }
}

pub(super) fn kept(as_of: Moment, odd: u32, list: Value) -> String {
    object([
        ("v", 1.into()),
        ("as_of", as_of.0.into()),
        ("odd", odd.into()),
        ("list", list),
    ])
    .to_string()
}

fn write(event: &Event) -> Value {
    let moment = |at: Option<Moment>| Value::from(at.map(|at| at.0));
    object([
        ("id", of(event.id.as_str())),
        ("kind", of(&event.kind.0)),
        ("level", event.level.map(write_level).into()),
        ("title", of(&event.title)),
        ("purpose", of(&event.purpose)),
        ("agenda", of(&event.agenda)),
        ("place", of(&event.place)),
        ("route", of(&event.route)),
        (
            "gathering",
            event.gathering.as_ref().map(write_gathering).into(),
        ),
        (
            "contact",
            event
                .contact
                .as_ref()
                .map(|contact| Value::Array(vec![of(&contact.name), of(&contact.phone)]))
                .into(),
        ),
        (
            "papers",
            list(&event.papers, |paper| {
                Value::Array(vec![of(&paper.title), of(&paper.url)])
            }),
        ),
        ("starts", event.starts.0.into()),
        ("ends", event.ends.0.into()),
        (
            "must",
            match event.attendance {
                Attendance::Must => true,
                Attendance::Voluntary => false,
            }
            .into(),
        ),
        ("form", event.form.as_ref().map(|form| of(&form.0)).into()),
        ("seats", event.seats.map(write_seats).into()),
        (
            "quotas",
            list(&event.quotas, |quota| {
                Value::Array(vec![of(&quota.sector), write_seats(quota.seats)])
            }),
        ),
        ("sign_up_until", moment(event.sign_up_until)),
        ("change_until", moment(event.change_until)),
        ("cancel_until", moment(event.cancel_until)),
        ("revision", event.revision.into()),
        ("changes", list(&event.changes, write_change)),
        ("cancelled", event.cancelled.as_ref().map(of).into()),
        ("in_scope", event.in_scope.into()),
        ("leave_effect", of(&event.leave_effect)),
        ("approver", of(&event.approver)),
        ("calendar", of(&event.calendar)),
        ("mine", standing::write(&event.mine)),
    ])
}

fn read(row: Row<'_>) -> Result<Event, StoredError> {
    let moment = |key| Ok(row.maybe_whole(key)?.map(Moment));
    let must = row.flag("must")?;
    Ok(Event {
        id: id(row)?,
        kind: KindId(row.text("kind")?),
        level: row
            .maybe_text("level")?
            .as_deref()
            .map(read_level)
            .transpose()?,
        title: row.text("title")?,
        purpose: row.text("purpose")?,
        agenda: row.text("agenda")?,
        place: row.text("place")?,
        route: row.text("route")?,
        gathering: row.maybe("gathering", read_gathering)?,
        contact: row.maybe("contact", |contact| {
            let (name, phone) = contact.two_texts()?;
            Ok(Contact { name, phone })
        })?,
        papers: row.list("papers", |paper| {
            let (title, url) = Row(paper).two_texts()?;
            Ok(Paper { title, url })
        })?,
        starts: Moment(row.whole("starts")?),
        ends: Moment(row.whole("ends")?),
        attendance: if must {
            Attendance::Must
        } else {
            Attendance::Voluntary
        },
        form: row.maybe_text("form")?.map(KindId),
        seats: row.maybe("seats", read_seats)?,
        quotas: row.list("quotas", |quota| {
            let (sector, seats) = Row(quota).pair()?;
            Ok(Quota {
                sector: super::json::text(sector)?,
                seats: read_seats(Row(seats))?,
            })
        })?,
        sign_up_until: moment("sign_up_until")?,
        change_until: moment("change_until")?,
        cancel_until: moment("cancel_until")?,
        revision: row.small("revision")?,
        changes: row.list("changes", |change| read_change(Row(change)))?,
        cancelled: row.maybe_text("cancelled")?,
        in_scope: row.flag("in_scope")?,
        leave_effect: row.text("leave_effect")?,
        approver: row.text("approver")?,
        calendar: row.text("calendar")?,
        mine: standing::read(row.row("mine")?)?,
    })
}

fn write_gathering(gathering: &Gathering) -> Value {
    let point = |(north, east): (f64, f64)| Value::Array(vec![north.into(), east.into()]);
    object([
        ("place", of(&gathering.place)),
        ("at", gathering.at.map(|at| at.0).into()),
        ("point", gathering.point.map(point).into()),
    ])
}

fn read_gathering(row: Row<'_>) -> Result<Gathering, StoredError> {
    let degrees = |value: &Value| value.as_f64().ok_or(StoredError::Damaged);
    Ok(Gathering {
        place: row.text("place")?,
        at: row.maybe_whole("at")?.map(Moment),
        point: row.maybe("point", |point| {
            let (north, east) = point.pair()?;
            Ok((degrees(north)?, degrees(east)?))
        })?,
    })
}

fn write_change(change: &Change) -> Value {
    object([
        ("revision", change.revision.into()),
        ("at", change.at.0.into()),
        (
            "what",
            of(match change.what {
                Changed::Time => "time",
                Changed::Place => "place",
                Changed::Other => "other",
            }),
        ),
        ("before", of(&change.before)),
        ("after", of(&change.after)),
    ])
}

fn read_change(row: Row<'_>) -> Result<Change, StoredError> {
    Ok(Change {
        revision: row.small("revision")?,
        at: Moment(row.whole("at")?),
        what: match row.text("what")?.as_str() {
            "time" => Changed::Time,
            "place" => Changed::Place,
            "other" => Changed::Other,
            _ => return Err(StoredError::Damaged),
        },
        before: row.text("before")?,
        after: row.text("after")?,
    })
}

fn write_seats(seats: Seats) -> Value {
    Value::Array(vec![seats.all.into(), seats.taken.into()])
}

fn read_seats(row: Row<'_>) -> Result<Seats, StoredError> {
    let (all, taken) = row.pair()?;
    Ok(Seats {
        all: Row(all).as_small()?,
        taken: Row(taken).as_small()?,
    })
}

fn write_level(level: Level) -> Value {
    of(match level {
        Level::Chair => "chair",
        Level::Standing => "standing",
        Level::Committee => "committee",
        Level::Sector => "sector",
    })
}

fn read_level(word: &str) -> Result<Level, StoredError> {
    Ok(match word {
        "chair" => Level::Chair,
        "standing" => Level::Standing,
        "committee" => Level::Committee,
        "sector" => Level::Sector,
        _ => return Err(StoredError::Damaged),
    })
}

fn id(row: Row<'_>) -> Result<EventId, StoredError> {
    EventId::parse(&row.text("id")?).map_err(|_| StoredError::Damaged)
}

pub(super) fn list<T>(items: &[T], write: impl Fn(&T) -> Value) -> Value {
    Value::Array(items.iter().map(write).collect())
}
