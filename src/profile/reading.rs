//! Answers to what is read → domain values.

use super::{
    Profile,
    error::ProfileError,
    fault::{Fault, SignInFault},
    judging::Judged,
    operation::Operation,
    paging::Bookmark,
    place::{Place, Wrong},
    pointers::scalar,
    response::Response,
    rule::Outcome,
    vocabulary::Form,
};
use crate::domain::{
    file,
    member::{Member, MemberId},
    record::Record,
};
use serde_json::Value;
use std::fmt;

/// A sign-in that holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// Goes with every request; never logged. Behind a space stands what it can be exchanged with, where that is another.
    pub token: String,
    /// Who signed in, where the answer says so.
    pub subject: Option<MemberId>,
}

impl fmt::Debug for Session {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Session of {:?}", self.subject)
    }
}

/// What the backend says of who is signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct Me {
    /// The member.
    pub member: Member,
    /// The key that encrypts what is kept on the phone, where the backend keeps one; never logged.
    pub vault_key: Option<String>,
    /// Over how many seconds phones spread their first sending after coming online; at most an hour.
    pub spread_s: u32,
}

impl fmt::Debug for Me {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Me {:?}", self.member.id)
    }
}

/// One page of records.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// Newest first, as the backend sorts.
    pub records: Vec<Record>,
    /// Rows that could not be understood.
    pub unreadable: u32,
    /// Where the next page begins; none after the last.
    pub next: Option<Bookmark>,
    /// A lost sign-in can look like this: ask `me` before anything kept is given up.
    pub check_sign_in: bool,
}

/// The bytes of a photo or a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attachment {
    /// `image/jpeg`, `image/png` or `image/webp`; of anything else [`file::MIME`].
    pub mime: &'static str,
    /// The photo or the file.
    pub bytes: Vec<u8>,
}

const PHOTO_TYPES: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];
/// How types of files begin; what a captive portal answers begins otherwise.
const FILE_TYPES: [&str; 6] = [
    file::MIME,
    "application/pdf",
    "application/msword",
    "application/vnd.",
    "application/zip",
    "text/plain",
];
const SPREAD_S: u32 = 60;

impl Profile {
    /// Reads the answer to [`Profile::health`]: the backend's version, where the profile says that it tells one.
    pub fn read_health(&self, response: &Response) -> Result<Option<String>, Fault> {
        let operation = described(&self.backend.operations.health)?;
        let judged = self.done(operation, response)?;
        let version = operation.answers.told("version", &judged.json, response);
        match version.as_ref().and_then(scalar) {
            None if operation.answers.points_at("version") => {
                Err(self.fault(&judged, operation, response, "answer/version"))
            }
            version => Ok(version),
        }
    }

    /// Reads the answer to [`Profile::sign_in`].
    pub fn read_session(&self, response: &Response) -> Result<Session, SignInFault> {
        let operation = &self.backend.operations.sign_in;
        let judged = self.done_by_person(operation, response)?;
        self.session(operation, &judged, response)
            .map_err(SignInFault::Other)
    }

    /// Reads the answer to [`Profile::refresh`].
    pub fn read_refresh(&self, response: &Response) -> Result<Session, Fault> {
        let operation = described(&self.backend.operations.refresh)?;
        let judged = self.done(operation, response)?;
        self.session(operation, &judged, response)
    }

    /// Reads the answer to [`Profile::set_password`].
    pub fn read_set_password(&self, response: &Response) -> Result<(), SignInFault> {
        let operation =
            described(&self.backend.operations.set_password).map_err(SignInFault::Other)?;
        self.done_by_person(operation, response).map(|_| ())
    }

    /// Reads the answer to [`Profile::me`].
    pub fn read_me(&self, response: &Response) -> Result<Me, Fault> {
        let operation = &self.backend.operations.me;
        let judged = self.done(operation, response)?;
        let found = |name| operation.answers.value(name, &judged.json);
        let text = |name| operation.answers.text(name, &judged.json);
        let Some(id) = text("id") else {
            return Err(self.fault(&judged, operation, response, "answer/id"));
        };
        let villages = found("villages").and_then(Value::as_array);
        let spread_s = found("spread_s").and_then(Value::as_u64);
        Ok(Me {
            member: Member {
                id: MemberId(id),
                issuer: text("issuer").unwrap_or_else(|| self.issuer.clone()),
                number: text("number").unwrap_or_default(),
                name: text("name").unwrap_or_default(),
                sector: text("sector").unwrap_or_default(),
                committee: text("committee").unwrap_or_default(),
                villages: villages.into_iter().flatten().filter_map(scalar).collect(),
            },
            vault_key: text("vault_key"),
            spread_s: spread_s.map_or(SPREAD_S, |s| u32::try_from(s.min(3600)).unwrap_or(SPREAD_S)),
        })
    }

    /// Reads the answer to [`Profile::list`] for that page.
    pub fn read_list(&self, at: impl Into<Bookmark>, response: &Response) -> Result<Page, Fault> {
        let operation = &self.backend.operations.list;
        let page = self.page(operation, &at.into(), response)?;
        let items = page.of(operation);
        let records: Vec<Record> = items
            .iter()
            .filter_map(|row| self.backend.mapping.record(row))
            .collect();
        Ok(Page {
            unreadable: u32::try_from(items.len() - records.len()).unwrap_or(u32::MAX),
            records,
            next: page.next.clone(),
            check_sign_in: items.is_empty() && self.backend.auth.lost_as_empty_list,
        })
    }

    /// Reads the answer to [`Profile::attachment`].
    pub fn read_attachment(&self, response: &Response) -> Result<Attachment, Fault> {
        let operation = described(&self.backend.operations.attachment)?;
        let judged = self.done(operation, response)?;
        let is = |mime: &&str| response.content_type.starts_with(mime);
        let of_file = || FILE_TYPES.into_iter().find(is).map(|_| file::MIME);
        let mime = PHOTO_TYPES.into_iter().find(is).or_else(of_file);
        let mime = mime.ok_or_else(|| self.fault(&judged, operation, response, "path"))?;
        Ok(Attachment {
            mime,
            bytes: response.body.clone(),
        })
    }

    /// Whether this fault can be a lost sign-in in disguise: ask `me` to know.
    pub fn may_be_sign_in_lost(&self, fault: &Fault) -> bool {
        self.backend.auth.lost_as_refusal && matches!(fault, Fault::Refused { .. } | Fault::Absent)
    }

    /// The rows of a list.
    pub(super) fn rows<'a>(
        &self,
        operation: &'a Operation,
        judged: &'a Judged,
        response: &Response,
    ) -> Result<&'a [Value], Fault> {
        let items = operation.answers.value("items", &judged.json);
        let items = items.and_then(Value::as_array).map(Vec::as_slice);
        items.ok_or_else(|| self.fault(judged, operation, response, "answer/items"))
    }

    /// What is said of something that a backend may leave out, read when it is first asked for: by `read`, from the whole profile and
    /// the operation; `None` where there is no such operation.
    pub(super) fn optional<T>(
        &self,
        form: &'static Form,
        read: impl for<'a> FnOnce(Place<'a>, Box<Operation>) -> Result<T, Wrong<'a>>,
    ) -> Result<Option<T>, ProfileError> {
        let place = Place(&self.described);
        let found = || {
            let Some(operation) = place.need("operations")?.field(form.name) else {
                return Ok(None);
            };
            read(place, Operation::parse(operation, form)?).map(Some)
        };
        found().map_err(|wrong: Wrong<'_>| wrong.within(&self.described))
    }

    /// What is understood of the rows of a list; a row that is not is left out.
    pub(super) fn understood<T>(
        &self,
        operation: &Operation,
        response: &Response,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Result<Vec<T>, Fault> {
        let judged = self.done(operation, response)?;
        let rows = self.rows(operation, &judged, response)?;
        Ok(rows.iter().filter_map(read).collect())
    }

    pub(super) fn done(&self, operation: &Operation, response: &Response) -> Result<Judged, Fault> {
        let judged = self.judge(operation, &[], response);
        if judged.outcome == Outcome::Done {
            Ok(judged)
        } else {
            Err(self.fault(&judged, operation, response, "success"))
        }
    }

    /// Like `done`, where a refusal speaks of the person who typed.
    fn done_by_person(
        &self,
        operation: &Operation,
        response: &Response,
    ) -> Result<Judged, SignInFault> {
        let judged = self.judge(operation, &[], response);
        match judged.outcome {
            Outcome::Done => Ok(judged),
            Outcome::SignIn => Err(SignInFault::Wrong),
            Outcome::Forbidden => Err(SignInFault::Inactive),
            Outcome::RateLimit => Err(SignInFault::TooMany {
                after: judged.after,
            }),
            Outcome::Validation => Err(SignInFault::Refused {
                words: self.person_words(&judged.json),
            }),
            Outcome::Duplicate
            | Outcome::Accepted
            | Outcome::NotFound
            | Outcome::Stale
            | Outcome::Conflict
            | Outcome::Full
            | Outcome::Closed
            | Outcome::OutOfScope
            | Outcome::Declined
            | Outcome::Waitlisted
            | Outcome::TooLarge
            | Outcome::Retry
            | Outcome::Upgrade
            | Outcome::Stranger => Err(SignInFault::Other(
                self.fault(&judged, operation, response, "success"),
            )),
        }
    }

    /// The words at a field say more than those for the whole.
    fn person_words(&self, json: &Value) -> String {
        let fields = self.field_errors(json);
        fields
            .into_iter()
            .next()
            .map_or_else(|| self.words(json), |(_, words)| words)
    }

    /// A token that is not fit for a header is no token.
    fn session(
        &self,
        operation: &Operation,
        judged: &Judged,
        response: &Response,
    ) -> Result<Session, Fault> {
        let told = operation.answers.told("token", &judged.json, response);
        let token = told
            .as_ref()
            .and_then(scalar)
            .filter(|token| is_token(token));
        let beside = operation.answers.told("refresh", &judged.json, response);
        let beside = beside.as_ref().and_then(scalar).filter(|it| is_token(it));
        // Where cookies carry the sign-in there is nothing to keep.
        match token.or(self.backend.auth.cookies.then(String::new)) {
            Some(token) => Ok(Session {
                token: match beside {
                    Some(beside) => format!("{token} {beside}"),
                    None => token,
                },
                subject: operation
                    .answers
                    .text("subject", &judged.json)
                    .map(MemberId),
            }),
            None => Err(self.fault(judged, operation, response, "answer/token")),
        }
    }
}

/// Fit to stand in a header.
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// An operation that the profile does not describe can't have been asked.
fn described(operation: &Option<Box<Operation>>) -> Result<&Operation, Fault> {
    operation.as_deref().ok_or(Fault::Upgrade)
}
