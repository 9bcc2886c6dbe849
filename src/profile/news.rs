//! What the profile says of 通知: read when it is first asked for.

use super::{
    Profile, error::ProfileError, fault::Fault, moments::MomentFormat, operation::Operation,
    pointers::Pointers, request::Request, response::Response, rule::Outcome, vocabulary,
    words::Words,
};
use crate::domain::{
    client_ref::ClientRef,
    event::EventId,
    news::{About, News, What},
    record::KindId,
};
use serde_json::Value;

/// The notices of a backend, described.
pub struct Notices {
    profile: Profile,
    moments: MomentFormat,
    list: Box<Operation>,
    read: Option<Box<Operation>>,
    at: Pointers,
    kinds: Words<What>,
}

/// Notices as they were read.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    /// The newest first.
    pub news: Vec<News>,
    /// Rows that could not be understood.
    pub unreadable: u32,
    /// There is none, and a lost sign-in can look so: `me` tells.
    pub check_sign_in: bool,
}

const POINTERS: &[&str] = &[
    "seq",
    "at",
    "kind",
    "read",
    "record",
    "record_kind",
    "day",
    "event",
    "title",
    "words",
    "step",
    "level",
    "unit",
    "until",
    "who",
];

impl Profile {
    /// Whether the backend tells its members what changed for them.
    pub fn holds_notices(&self) -> bool {
        let operations = self.described.get("operations");
        let described = operations.and_then(|all| all.get(vocabulary::NOTICES.name));
        described.is_some_and(|it| !it.is_null())
    }

    /// What the profile says of notices; `None` where the backend has none.
    pub fn notices(&self) -> Result<Option<Notices>, ProfileError> {
        self.optional(&vocabulary::NOTICES, |place, list| {
            let read = place
                .need("operations")?
                .field(vocabulary::NOTICES_READ.name);
            let row = place.may("notice", POINTERS, &["kinds"])?;
            Ok(Notices {
                profile: self.clone(),
                moments: MomentFormat::parse(place)?,
                list,
                read: match read {
                    Some(read) => Some(Operation::parse(read, &vocabulary::NOTICES_READ)?),
                    None => None,
                },
                at: Pointers::or_own_names(row, POINTERS)?,
                kinds: Words::parse(row, "kinds", &What::NAMES, &What::ALL)?,
            })
        })
    }
}

impl Notices {
    /// Asks for the newest.
    pub fn ask(&self, token: Option<&str>) -> Request {
        self.profile.ask(&self.list, &[], token)
    }

    /// Tells that all up to this one are read, where the backend keeps that.
    pub fn tell_read(&self, seq: u64, token: Option<&str>) -> Option<Request> {
        let slots = [("seq", seq.into())];
        Some(self.profile.ask(self.read.as_ref()?, &slots, token))
    }

    /// Reads the answer to [`Notices::ask`].
    pub fn read(&self, response: &Response) -> Result<Told, Fault> {
        let judged = self.profile.done(&self.list, response)?;
        let rows = self.profile.rows(&self.list, &judged, response)?;
        let news: Vec<News> = rows.iter().filter_map(|row| self.news(row)).collect();
        Ok(Told {
            unreadable: u32::try_from(rows.len() - news.len()).unwrap_or(u32::MAX),
            check_sign_in: rows.is_empty() && self.profile.backend.auth.lost_as_empty_list,
            news,
        })
    }

    /// Reads the answer to [`Notices::tell_read`].
    pub fn read_told(&self, seq: u64, response: &Response) -> Result<(), Fault> {
        let operation = self.read.as_deref().ok_or(Fault::Upgrade)?;
        let judged = self
            .profile
            .judge(operation, &[("seq", seq.into())], response);
        if judged.outcome == Outcome::Done {
            return Ok(());
        }
        Err(self.profile.fault(&judged, operation, response, "success"))
    }

    /// A row that has no number or no time is none.
    fn news(&self, row: &Value) -> Option<News> {
        let text = |name| self.at.text(name, row);
        Some(News {
            seq: self.at.value("seq", row)?.as_u64()?,
            at: self.moments.read(self.at.value("at", row)?)?,
            what: self.what(self.at.value("kind", row)?, &text("step")),
            about: self.about(row),
            who: text("who").unwrap_or_default(),
            words: text("words").unwrap_or_default(),
            step: text("step").unwrap_or_default(),
            level: text("level"),
            unit: text("unit").unwrap_or_default(),
            until: self
                .at
                .value("until", row)
                .and_then(|at| self.moments.read(at)),
            read: self.at.value("read", row).and_then(Value::as_bool) == Some(true),
        })
    }

    /// A word that the table lacks, and a step without its name, are something that this version does not know.
    fn what(&self, word: &Value, step: &Option<String>) -> What {
        let what = self.kinds.get(word).unwrap_or(What::Other);
        if matches!(what, What::Step | What::CosignStep) && step.is_none() {
            return What::Other;
        }
        what
    }

    fn about(&self, row: &Value) -> About {
        let text = |name| self.at.text(name, row);
        let title = text("title").unwrap_or_default();
        let key = text("record").map(|key| ClientRef::parse(&key).ok());
        let event = text("event").and_then(|id| EventId::parse(&id).ok());
        let kind = text("record_kind").map(KindId);
        match (key, event) {
            (None | Some(None), Some(id)) => About::Event { id, title },
            // What is named by a key that is none can't be found.
            (Some(None), None) => About::Nothing,
            (None, None) if kind.is_none() => About::Nothing,
            (key, _) => About::Record {
                day: text("day").and_then(|day| self.profile.backend.mapping.read_day(&day)),
                key: key.flatten(),
                kind,
                title,
            },
        }
    }
}
