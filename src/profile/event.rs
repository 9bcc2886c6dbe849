//! Rows of the backend → events.

use super::{
    moments::MomentFormat,
    place::{Place, Wrong},
    pointers::Pointers,
    section::Section,
    standing::Standing,
    words::Words,
};
use crate::domain::{
    event::{
        Act, Attendance, Change, Changed, Contact, Event, EventId, Gathering, Level, Paper, Quota,
        Seats,
    },
    moment::Moment,
    record::KindId,
};
use serde_json::Value;

/// Where a row holds what.
pub(super) struct EventMapping {
    at: Pointers,
    papers: Section,
    quotas: Section,
    changes: Section,
    levels: Words<Level>,
    attendance: Words<Attendance>,
    changed: Words<Changed>,
    pub standing: Standing,
    pub moments: MomentFormat,
    /// Before a calendar's path.
    base: String,
}

const NAMES: &[&str] = &[
    "id",
    "kind",
    "level",
    "title",
    "purpose",
    "agenda",
    "place",
    "route",
    "gathering_place",
    "gathering_at",
    "lat",
    "lon",
    "contact",
    "phone",
    "starts",
    "ends",
    "attendance",
    "form",
    "capacity",
    "taken",
    "sign_up_until",
    "change_until",
    "cancel_until",
    "revision",
    "cancelled",
    "in_scope",
    "leave_effect",
    "approver",
    "calendar",
    "checked_in",
    "attended",
    "code",
    "seen",
];
const KEYS: &[&str] = &["papers", "quotas", "changes", "sign_up", "leave", "values"];
const TABLES: &[&str] = &[
    "levels",
    "attendance",
    "states",
    "leave_states",
    "changes",
    "attended",
];
/// Of a list in a row no more than this is read: nobody reads further.
const MOST: usize = 200;

impl EventMapping {
    pub fn parse<'a>(profile: Place<'a>, base: &str) -> Result<Self, Wrong<'a>> {
        let place = profile.field("event").unwrap_or(Place(&Value::Null));
        if !place.0.is_null() {
            place.only_of(NAMES, KEYS)?;
        }
        let values = place.field("values").unwrap_or(Place(&Value::Null));
        if !values.0.is_null() {
            values.only(TABLES)?;
        }
        Ok(Self {
            at: Pointers::or_own_names(place, NAMES)?,
            papers: Section::parse(place, "papers", &["title", "url"])?,
            quotas: Section::parse(place, "quotas", &["sector", "seats", "taken"])?,
            changes: Section::parse(
                place,
                "changes",
                &["revision", "at", "what", "before", "after"],
            )?,
            levels: {
                use Level::{Chair, Committee, Sector, Standing};
                let names = &["chair", "standing", "committee", "sector"];
                let levels = &[Chair, Standing, Committee, Sector];
                Words::parse(values, "levels", names, levels)?
            },
            attendance: {
                use Attendance::{Must, Voluntary};
                let names = &["must", "voluntary"];
                Words::parse(values, "attendance", names, &[Must, Voluntary])?
            },
            changed: {
                use Changed::{Other, Place, Time};
                let names = &["time", "place", "other"];
                Words::parse(values, "changes", names, &[Time, Place, Other])?
            },
            standing: Standing::parse(place, values)?,
            moments: MomentFormat::parse(profile)?,
            base: base.to_owned(),
        })
    }

    /// `None` where the row can't be understood: a word, a number or a time that decides about a place must not be guessed.
    pub fn event(&self, row: &Value) -> Option<Event> {
        let text = |name| self.at.text(name, row).unwrap_or_default();
        let moment = |name| self.moments.at(&self.at, name, row);
        let count = |name| count(&self.at, name, row);
        let starts = moment("starts")??;
        Some(Event {
            id: EventId::parse(&text("id")).ok()?,
            kind: KindId(self.at.text("kind", row)?),
            level: self
                .at
                .value("level", row)
                .and_then(|word| self.levels.get(word)),
            title: self.at.text("title", row)?,
            purpose: text("purpose"),
            agenda: text("agenda"),
            place: text("place"),
            route: text("route"),
            gathering: self.gathering(row),
            contact: self.contact(row),
            papers: self.papers(row)?,
            starts,
            ends: moment("ends")?.unwrap_or(starts).max(starts),
            attendance: match self.at.value("attendance", row) {
                Some(word) => self.attendance.get(word)?,
                None => Attendance::Voluntary,
            },
            form: self.form(row)?,
            seats: match count("capacity")? {
                None | Some(0) => None,
                Some(all) => Some(Seats {
                    all,
                    taken: count("taken")?.unwrap_or(0),
                }),
            },
            quotas: self.quotas(row)?,
            sign_up_until: moment("sign_up_until")?,
            change_until: moment("change_until")?,
            cancel_until: moment("cancel_until")?,
            revision: count("revision")?.unwrap_or(1).max(1),
            changes: self.changes(row)?,
            cancelled: cancelled(self.at.value("cancelled", row)),
            in_scope: flag(self.at.value("in_scope", row))?,
            leave_effect: text("leave_effect"),
            approver: text("approver"),
            calendar: self.calendar(&text("calendar")),
            mine: self.standing.mine(&self.at, row, starts, self.moments)?,
        })
    }

    /// Where neither place nor time is named, there is none.
    fn gathering(&self, row: &Value) -> Option<Gathering> {
        let degrees = |name, most: f64| {
            let value = self.at.value(name, row)?.as_f64()?;
            (value.abs() <= most).then_some(value)
        };
        let point = degrees("lat", 90.0).zip(degrees("lon", 180.0));
        let place = self.at.text("gathering_place", row);
        let at = self.moments.at(&self.at, "gathering_at", row).flatten();
        (place.is_some() || at.is_some()).then(|| Gathering {
            place: place.unwrap_or_default(),
            at,
            // Where a backend has no null, a place that nobody entered is in the sea off Ghana.
            point: point.filter(|point| *point != (0.0, 0.0)),
        })
    }

    fn contact(&self, row: &Value) -> Option<Contact> {
        let (name, phone) = (self.at.text("contact", row), self.at.text("phone", row));
        (name.is_some() || phone.is_some()).then(|| Contact {
            name: name.unwrap_or_default(),
            phone: phone.unwrap_or_default(),
        })
    }

    /// A paper that lies nowhere is none.
    fn papers(&self, row: &Value) -> Option<Vec<Paper>> {
        let read = |paper: &Value| {
            let url = self.papers.at.text("url", paper)?;
            let title = self.papers.at.text("title", paper);
            Some(Paper {
                title: title.unwrap_or_else(|| url.clone()),
                url,
            })
        };
        Some(
            self.papers
                .items(row)?
                .iter()
                .filter_map(read)
                .take(MOST)
                .collect(),
        )
    }

    fn quotas(&self, row: &Value) -> Option<Vec<Quota>> {
        let read = |quota: &Value| {
            Some(Quota {
                sector: self.quotas.at.text("sector", quota)?,
                seats: Seats {
                    all: count(&self.quotas.at, "seats", quota)??,
                    taken: count(&self.quotas.at, "taken", quota)?.unwrap_or(0),
                },
            })
        };
        let quotas = self.quotas.items(row)?.iter().take(MOST);
        quotas.map(read).collect()
    }

    /// A change that can't be understood is left out: the revision says that there was one.
    fn changes(&self, row: &Value) -> Option<Vec<Change>> {
        let at = &self.changes.at;
        let read = |change: &Value| {
            let what = at.value("what", change);
            let text = |name| at.text(name, change).unwrap_or_default();
            Some(Change {
                revision: count(at, "revision", change)??,
                at: self.moments.at(at, "at", change)??,
                what: what
                    .and_then(|word| self.changed.get(word))
                    .unwrap_or(Changed::Other),
                before: text("before"),
                after: text("after"),
            })
        };
        Some(
            self.changes
                .items(row)?
                .iter()
                .filter_map(read)
                .take(MOST)
                .collect(),
        )
    }

    /// A form that is no sign-up's would be sent as something else.
    fn form(&self, row: &Value) -> Option<Option<KindId>> {
        match self.at.text("form", row).map(KindId) {
            None => Some(None),
            Some(form) => (Act::of(&form) == Some(Act::SignUp)).then_some(Some(form)),
        }
    }

    /// An http(s) address, or a path of the backend's own; anything else is none.
    fn calendar(&self, said: &str) -> String {
        if said.starts_with('/') && !said.starts_with("//") {
            format!("{}{said}", self.base)
        } else if said.starts_with("https://") || said.starts_with("http://") {
            said.to_owned()
        } else {
            String::new()
        }
    }
}

impl MomentFormat {
    /// The moment under `name`: none where nothing is there, `None` where it is no moment.
    pub(super) fn at(self, at: &Pointers, name: &str, row: &Value) -> Option<Option<Moment>> {
        match at.value(name, row) {
            None => Some(None),
            Some(Value::String(text)) if text.is_empty() => Some(None),
            Some(value) => self.read(value).map(Some),
        }
    }
}

/// Nothing and false: it takes place. True and an empty text: called off without a reason.
fn cancelled(said: Option<&Value>) -> Option<String> {
    let said = said?;
    match said.as_bool() {
        Some(cancelled) => cancelled.then(String::new),
        None => Some(super::template::plain(said)),
    }
}

/// A flag that is true where nothing is said.
fn flag(said: Option<&Value>) -> Option<bool> {
    said.map_or(Some(true), Value::as_bool)
}

/// A count under `name`: none where nothing is there, `None` where it is no count.
pub(super) fn count(at: &Pointers, name: &str, row: &Value) -> Option<Option<u32>> {
    match at.value(name, row) {
        None => Some(None),
        Some(value) => u32::try_from(value.as_u64()?).ok().map(Some),
    }
}
