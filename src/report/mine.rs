//! All that the phone has of its member, as JSON (`docs/export.md`): keys stand in this order, times are UTC, days are the
//! body's.

use crate::{
    domain::{
        answer::Answer,
        civil::Civil,
        event::{Attendance, Event, Leave, LeaveState, Place, SignUp},
        logged::{Logged, Said},
        member::Member,
        moment::Moment,
        record::{Entry, Record, Standing},
    },
    scoring::{
        json::{key, list, put, text},
        summary::Sheet,
    },
};
use std::sync::Arc;

/// All of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Mine {
    /// Whose.
    pub member: Member,
    /// When it was gathered.
    pub made: Moment,
    /// What the backend holds.
    pub years: Vec<YearOfMine>,
    /// What it does not hold yet.
    pub waiting: Vec<Waiting>,
}

/// A year that was read.
#[derive(Clone, PartialEq, Debug)]
pub struct YearOfMine {
    /// Which.
    pub year: u16,
    /// When the backend said so.
    pub as_of: Moment,
    /// The records.
    pub records: Vec<Record>,
    /// Events that the member has something to do with.
    pub events: Vec<Arc<Event>>,
    /// The points with their reasons, where they were worked out.
    pub sheet: Option<Sheet>,
}

/// What was written and has not arrived.
#[derive(Clone, PartialEq, Debug)]
pub struct Waiting {
    /// As it was written.
    pub entry: Entry,
    /// `draft`, `waiting`, `needs_you`.
    pub state: &'static str,
}

/// Whether the member signed up, asked leave, was checked in, came or was absent.
pub fn is_mine(event: &Event) -> bool {
    let mine = &event.mine;
    mine.sign_up.is_some()
        || mine.leave.is_some()
        || mine.checked_in.is_some()
        || mine.attended.is_some()
}

impl Mine {
    /// As JSON, version 1.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        let it = &self.member;
        out.push_str(r#"{"format":1,"made":"#);
        moment(&mut out, self.made);
        out.push_str(r#","member":{"number":"#);
        text(&mut out, &it.number);
        key(&mut out, "name", &it.name);
        key(&mut out, "sector", &it.sector);
        key(&mut out, "committee", &it.committee);
        out.push_str(r#","villages":"#);
        list(&mut out, &it.villages, |out, it| text(out, it));
        out.push_str(r#"},"years":"#);
        list(&mut out, &self.years, year);
        out.push_str(r#","waiting":"#);
        list(&mut out, &self.waiting, waiting);
        out.push_str("}\n");
        out
    }
}

fn year(out: &mut String, it: &YearOfMine) {
    put(out, format_args!(r#"{{"year":{},"as_of":"#, it.year));
    moment(out, it.as_of);
    out.push_str(r#","records":"#);
    list(out, &it.records, record);
    out.push_str(r#","events":"#);
    list(out, &it.events, |out, it| event(out, it));
    out.push_str(r#","sheet":"#);
    match &it.sheet {
        Some(sheet) => sheet.push_json(out),
        None => out.push_str("null"),
    }
    out.push('}');
}

fn record(out: &mut String, it: &Record) {
    put(out, format_args!(r#"{{"id":"{}""#, it.client_ref));
    key(out, "kind", &it.kind.0);
    put(
        out,
        format_args!(
            r#","form_version":{},"day":"{}","answers":"#,
            it.form_version, it.day
        ),
    );
    answer(out, &it.answers);
    out.push_str(r#","photos":"#);
    list(out, &it.photos, |out, it| {
        put(out, format_args!(r#""{it}""#))
    });
    maybe(out, "receipt", it.receipt.as_ref(), |out, it| text(out, it));
    let (standing, words) = match &it.standing {
        Standing::Received => ("received", ""),
        Standing::Reviewed { words } => ("reviewed", words.as_str()),
        Standing::Returned { reason } => ("returned", reason.as_str()),
        Standing::Withdrawn { reason } => ("withdrawn", reason.as_str()),
    };
    key(out, "standing", standing);
    key(out, "words", words);
    maybe(out, "logged", it.logged.as_deref(), logged);
    out.push('}');
}

fn logged(out: &mut String, it: &Logged) {
    out.push_str(r#"{"by":"#);
    text(out, &it.by);
    maybe(out, "at", it.at, moment);
    let (said, words) = match &it.said {
        None | Some(Said::Nothing) => ("", ""),
        Some(Said::Right) => ("right", ""),
        Some(Said::Wrong { words }) => ("wrong", words.as_str()),
    };
    key(out, "said", said);
    key(out, "words", words);
    out.push('}');
}

fn event(out: &mut String, it: &Event) {
    out.push_str(r#"{"id":"#);
    text(out, it.id.as_str());
    key(out, "kind", &it.kind.0);
    key(out, "title", &it.title);
    key(out, "place", &it.place);
    maybe(out, "starts", Some(it.starts), moment);
    maybe(out, "ends", Some(it.ends), moment);
    let attendance = match it.attendance {
        Attendance::Must => "must",
        Attendance::Voluntary => "voluntary",
    };
    key(out, "attendance", attendance);
    let cancelled = it.cancelled.as_ref();
    maybe(out, "cancelled", cancelled, |out, it| text(out, it));
    maybe(out, "sign_up", it.mine.sign_up.as_ref(), sign_up);
    maybe(out, "leave", it.mine.leave.as_ref(), leave);
    maybe(out, "checked_in", it.mine.checked_in, moment);
    maybe(out, "attended", it.mine.attended, |out, it| {
        put(out, format_args!("{it}"))
    });
    out.push('}');
}

fn sign_up(out: &mut String, it: &SignUp) {
    let (place, position, until) = match it.place {
        Place::Confirmed => ("confirmed", None, None),
        Place::Waiting { position } => ("waiting", position, None),
        Place::Offered { until } => ("offered", None, Some(until)),
        Place::Lapsed => ("lapsed", None, None),
        Place::Cancelled => ("cancelled", None, None),
        Place::Wish => ("wish", None, None),
    };
    put(out, format_args!(r#"{{"place":"{place}""#));
    maybe(out, "position", position, |out, it| {
        put(out, format_args!("{it}"))
    });
    maybe(out, "until", until, moment);
    key(out, "by", &it.by);
    maybe(out, "at", Some(it.at), moment);
    out.push_str(r#","answers":"#);
    answer(out, &it.answers);
    out.push('}');
}

fn leave(out: &mut String, it: &Leave) {
    let state = match it.state {
        LeaveState::Pending => "pending",
        LeaveState::Granted => "granted",
        LeaveState::Refused => "refused",
        LeaveState::Withdrawn => "withdrawn",
    };
    put(out, format_args!(r#"{{"state":"{state}""#));
    key(out, "reason", &it.reason);
    key(out, "text", &it.text);
    key(out, "words", &it.words);
    key(out, "by", &it.by);
    out.push('}');
}

fn waiting(out: &mut String, it: &Waiting) {
    let entry = &it.entry;
    put(out, format_args!(r#"{{"id":"{}""#, entry.client_ref));
    key(out, "kind", &entry.kind.0);
    put(
        out,
        format_args!(r#","form_version":{}"#, entry.form_version),
    );
    maybe(out, "day", entry.day, |out, it| {
        put(out, format_args!(r#""{it}""#))
    });
    out.push_str(r#","answers":"#);
    answer(out, &entry.answers);
    out.push_str(r#","photos":"#);
    list(out, &entry.photos, |out, it| {
        put(out, format_args!(r#""{}""#, it.id));
    });
    maybe(out, "captured_at", entry.captured_at, moment);
    key(out, "state", it.state);
    out.push('}');
}

fn maybe<T>(out: &mut String, name: &str, value: Option<T>, push: impl Fn(&mut String, T)) {
    put(out, format_args!(r#","{name}":"#));
    match value {
        Some(value) => push(out, value),
        None => out.push_str("null"),
    }
}

fn moment(out: &mut String, at: Moment) {
    text(out, &Civil::rfc3339(at));
}

fn answer(out: &mut String, it: &Answer) {
    match it {
        Answer::Flag(flag) => put(out, format_args!("{flag}")),
        Answer::Int(whole) => put(out, format_args!("{whole}")),
        Answer::Real(real) if real.is_finite() => put(out, format_args!("{real:?}")),
        Answer::Null | Answer::Real(_) => out.push_str("null"),
        Answer::Text(held) => text(out, held),
        Answer::List(items) => list(out, items, answer),
        Answer::Group(group) => {
            out.push('{');
            for (place, (name, held)) in group.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                text(out, name);
                out.push(':');
                answer(out, held);
            }
            out.push('}');
        }
    }
}
