//! The backend described as data: JSON ⇄ domain both ways, answers → replies of the outbox.
//!
//! Where to start: [`Profile::parse`]; then `asking` makes a [`request::Request`] of domain values, and `verdict` and
//! `reading` make domain values of a [`response::Response`]. Language: `docs/profile.md`.
//!
//! Architecture Invariant: no path, field or status of one backend stands here; no I/O, no clock.
mod answered;
mod asking;
mod base64;
mod capabilities;
pub mod checkup;
mod composing;
pub mod cosigning;
mod days;
pub mod error;
mod errors;
mod event;
pub mod events;
pub mod fault;
pub mod hosts;
mod judging;
mod loading;
pub mod looks;
mod mapping;
mod moments;
pub mod news;
pub mod office;
pub mod oidc;
mod operation;
pub mod paging;
mod pattern;
mod place;
mod pointers;
mod portals;
pub mod progress;
pub mod reading;
mod removing;
pub mod reports;
pub mod request;
pub mod response;
pub mod retry_after;
pub mod roster;
mod rule;
mod section;
mod source;
mod standing;
pub mod statements;
mod table;
mod template;
pub mod trip;
pub mod verdict;
mod vocabulary;
mod words;
mod writing;

pub use loading::dialect_of;

use crate::{
    domain::office::Office,
    outbox::abilities::{Abilities, Uniqueness},
};
use errors::Errors;
use mapping::Mapping;
use oidc::Oidc;
use operation::Operation;
use request::Csrf;
use rule::Rule;
use serde_json::Value;
use std::{cell::RefCell, rc::Rc};

/// A backend, described. A clone is a second handle to the same description.
#[derive(Clone)]
pub struct Profile {
    /// What the app is called here.
    pub brand: Brand,
    /// What this backend can do.
    pub capabilities: Capabilities,
    /// Who answers for members' ids, where `/me` does not say it.
    pub issuer: String,
    /// The self-check for integrators is switched on.
    pub check: bool,
    /// The file of this site, or the address, that it was read from, as whoever read it says; for people.
    pub file: String,
    /// How the body's office is reached.
    pub office: Option<Office>,
    /// Where the app's own faults are reported to, by whoever wants it.
    pub reports: Option<String>,
    /// The rules that a year is scored by, `rules/{name}.json` beside the app; none: nothing is scored on the phone.
    pub scoring: Option<String>,
    /// Who `{member}` stands for; null before it is known who is signed in.
    member: RefCell<Value>,
    backend: Rc<Backend>,
    /// The whole of it, for the parts that are read when they are needed.
    described: Rc<Value>,
}

struct Backend {
    /// Before every path: empty for the page's own origin.
    base: String,
    /// With every request.
    headers: Vec<(String, String)>,
    auth: Auth,
    /// Where an answer holds the backend's words.
    errors: Errors,
    mapping: Mapping,
    operations: Operations,
    /// After the rules of an operation.
    rules: Vec<Rule>,
    /// A key that is sent again can come to two rows where both are on the way at once.
    racy: bool,
    /// `{member}` stands somewhere in it.
    names_member: bool,
}

/// The app's name; empty where the profile gives none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Brand {
    /// In Chinese.
    pub zh_cn: String,
    /// In English.
    pub en: String,
}

/// What a backend can do beside taking records. What it can't do is not shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Capabilities {
    /// It keeps photos.
    pub photos: bool,
    /// It takes a code and a new password.
    pub set_password: bool,
    /// What becomes of a key that is sent again.
    pub uniqueness: Uniqueness,
    /// What a sign-up to an event comes to; `None`: it knows no events.
    pub sign_ups: Option<SignUps>,
}

/// What a sign-up to an event comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignUps {
    /// The backend says whether a place is the member's.
    Decided,
    /// It notes the wish, and people decide.
    Noted,
}

struct Auth {
    headers: Vec<(String, String)>,
    cookies: bool,
    csrf: Option<Csrf>,
    lost_as_refusal: bool,
    lost_as_empty_list: bool,
    oidc: Option<Box<Oidc>>,
    host: bool,
}

struct Operations {
    health: Option<Box<Operation>>,
    sign_in: Box<Operation>,
    refresh: Option<Box<Operation>>,
    set_password: Option<Box<Operation>>,
    me: Box<Operation>,
    create: Box<Operation>,
    batch: Option<Box<Operation>>,
    update: Option<Box<Operation>>,
    remove: Option<Box<Operation>>,
    upload: Option<Box<Operation>>,
    attachment: Option<Box<Operation>>,
    list: Box<Operation>,
    find: Option<Box<Operation>>,
}

impl Profile {
    /// What the backend can do for the queue.
    pub fn abilities(&self) -> Abilities {
        let operations = &self.backend.operations;
        Abilities {
            batches: operations.batch.is_some(),
            looks_up: operations.find.is_some(),
            uniqueness: self.capabilities.uniqueness,
        }
    }

    /// The preset that it starts from.
    pub fn name(&self) -> &str {
        let named = self.described.get("dialect").and_then(Value::as_str);
        named.unwrap_or_default()
    }

    /// The address before every path; empty for the page's own origin.
    pub fn base(&self) -> &str {
        &self.backend.base
    }

    /// Places it inside a page of another origin: an address without one lies at `origin`, and the page `gives` the token.
    pub fn place_at(&mut self, origin: &str, gives: bool) {
        // No handle was made of it yet.
        if let Some(backend) = Rc::get_mut(&mut self.backend) {
            if !backend.base.starts_with("http") {
                backend.base.insert_str(0, origin);
            }
            if gives && !backend.auth.cookies {
                backend.auth.host = true;
                backend.auth.oidc = None;
            }
        }
    }

    /// Whether the backend can be asked how it is.
    pub fn tells_health(&self) -> bool {
        self.backend.operations.health.is_some()
    }

    /// Says who `{member}` stands for from here on, in this handle and those made of it.
    pub fn set_member(&self, id: &str) {
        self.member.replace(id.into());
    }

    /// Whether it must be known who is signed in before anything of theirs is asked for or sent.
    pub fn needs_member(&self) -> bool {
        self.backend.names_member && self.member.borrow().is_null()
    }

    /// Whether requests need a token; otherwise cookies carry the sign-in.
    pub fn needs_token(&self) -> bool {
        !self.backend.auth.cookies
    }

    /// The provider where members sign in, where it is not this backend.
    pub fn oidc(&self) -> Option<&Oidc> {
        self.backend.auth.oidc.as_deref()
    }

    /// The page around the app gives the token.
    pub fn host_gives(&self) -> bool {
        self.backend.auth.host
    }

    /// Nothing is typed here to sign in.
    pub fn signs_in_elsewhere(&self) -> bool {
        self.host_gives() || self.oidc().is_some()
    }
}
