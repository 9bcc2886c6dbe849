//! The backend described as data: JSON ⇄ domain both ways, answers → replies of the outbox.
//!
//! Where to start: [`Profile::parse`]; then `asking` makes a [`request::Request`] of domain values, and `verdict` and
//! `reading` make domain values of a [`response::Response`]. Language: `docs/profile.md`.
//!
//! Architecture Invariant: no path, field or status of one backend stands here; no I/O, no clock.
mod asking;
pub mod error;
pub mod fault;
mod judging;
mod mapping;
mod operation;
mod place;
pub mod reading;
pub mod request;
pub mod response;
pub mod retry_after;
mod rule;
mod template;
pub mod verdict;

use error::{ProfileError, Remedy, What};
use jsonptr::PointerBuf;
use mapping::Mapping;
use operation::{Form, Operation};
use place::Place;
use rule::Rule;
use serde_json::{Map, Value};
use std::rc::Rc;

/// A backend, described. A clone is a second handle to the same description.
#[derive(Clone)]
pub struct Profile {
    /// What the app is called here.
    pub brand: Brand,
    /// What this backend can do.
    pub capabilities: Capabilities,
    /// Who answers for members' ids, where `/me` does not say it.
    pub issuer: String,
    backend: Rc<Backend>,
}

struct Backend {
    /// Before every path: empty for the page's own origin.
    base: String,
    auth: Auth,
    errors: Errors,
    mapping: Mapping,
    operations: Operations,
    /// After the rules of an operation.
    rules: Vec<Rule>,
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
}

struct Auth {
    headers: Vec<(String, String)>,
    cookies: bool,
    lost_as_refusal: bool,
    lost_as_empty_list: bool,
}

struct Errors {
    words: PointerBuf,
    fields: Option<PointerBuf>,
    field_words: PointerBuf,
}

struct Operations {
    health: Option<Operation>,
    sign_in: Operation,
    refresh: Option<Operation>,
    set_password: Option<Operation>,
    me: Operation,
    create: Operation,
    upload: Option<Operation>,
    attachment: Option<Operation>,
    list: Operation,
    find: Option<Operation>,
}

/// The dialect that `config.json` names: the preset is `dialects/{name}.json` beside it.
pub fn dialect_of(config: &str) -> Result<String, ProfileError> {
    let config = json(config, What::ConfigNotJson)?;
    let place = Place::root(&config).need("dialect")?;
    let name = place.text()?;
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if plain && !name.is_empty() {
        Ok(name.to_owned())
    } else {
        Err(place.wrong(What::NotAllowed, Remedy::WritePath))
    }
}

impl Profile {
    /// Reads `config.json` merged over the preset that it names (RFC 7396).
    pub fn parse(config: &str, preset: &str) -> Result<Self, ProfileError> {
        let config = json(config, What::ConfigNotJson)?;
        let mut merged = json(preset, What::PresetNotJson)?;
        merge(&mut merged, config);
        let place = Place::root(&merged);
        place.only(&[
            "$schema",
            "about",
            "dialect",
            "base",
            "issuer",
            "brand",
            "capabilities",
            "auth",
            "errors",
            "formats",
            "record",
            "operations",
            "rules",
        ])?;
        let operations = operations(&place)?;
        if operations.create.echo.is_empty() && !operations.create.empty {
            let create = place.need("operations")?.need("create")?;
            return Err(create.wrong(What::NoProof, Remedy::WriteEcho));
        }
        Ok(Self {
            brand: brand(&place)?,
            capabilities: capabilities(&place, &operations)?,
            issuer: place
                .field("issuer")
                .map_or(Ok(""), |issuer| issuer.text())?
                .to_owned(),
            backend: Rc::new(Backend {
                base: base(&place)?,
                auth: auth(&place)?,
                errors: errors(&place)?,
                mapping: Mapping::parse(&place)?,
                operations,
                rules: operation::rules(&place)?,
            }),
        })
    }

    /// Whether requests need a token; otherwise cookies carry the sign-in.
    pub fn needs_token(&self) -> bool {
        !self.backend.auth.cookies
    }
}

fn json(text: &str, what: What) -> Result<Value, ProfileError> {
    let wrong = |_| ProfileError {
        pointer: String::new(),
        what,
        remedy: Remedy::MendJson,
    };
    serde_json::from_str(text).map_err(wrong)
}

/// RFC 7396: objects are merged, null removes, anything else replaces.
fn merge(into: &mut Value, from: Value) {
    let Value::Object(from) = from else {
        *into = from;
        return;
    };
    if !into.is_object() {
        *into = Value::Object(Map::new());
    }
    for (key, value) in from {
        if let Some(into) = into.as_object_mut() {
            if value.is_null() {
                into.remove(&key);
            } else {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
    }
}

fn base(profile: &Place) -> Result<String, ProfileError> {
    let Some(place) = profile.field("base") else {
        return Ok(String::new());
    };
    let base = place.text()?.trim_end_matches('/');
    let host = base
        .strip_prefix("https://")
        .or_else(|| base.strip_prefix("http://"));
    let within = base.is_empty() || (base.starts_with('/') && !base.starts_with("//"));
    let elsewhere = host.is_some_and(|host| !host.is_empty() && !host.starts_with(['/', ':']));
    let plain = base
        .bytes()
        .all(|b| b.is_ascii_graphic() && !b"?#@\\\"<>{}".contains(&b));
    if plain && (within || elsewhere) {
        Ok(base.to_owned())
    } else {
        Err(place.wrong(What::BadAddress, Remedy::WriteAddress))
    }
}

fn brand(profile: &Place) -> Result<Brand, ProfileError> {
    let Some(place) = profile.field("brand") else {
        return Ok(Brand::default());
    };
    place.only(&["zh-CN", "en"])?;
    let name = |lang| Ok(place.need(lang)?.text()?.to_owned());
    Ok(Brand {
        zh_cn: name("zh-CN")?,
        en: name("en")?,
    })
}

fn auth(profile: &Place) -> Result<Auth, ProfileError> {
    let place = profile.need("auth")?;
    place.only(&["headers", "cookies", "lost_as"])?;
    let (mut refusal, mut empty_list) = (false, false);
    if let Some(ways) = place.field("lost_as") {
        for way in ways.items()? {
            let list = way.one_of(&["bare_refusal", "empty_list"], &[false, true])?;
            refusal |= !list;
            empty_list |= list;
        }
    }
    Ok(Auth {
        headers: operation::headers(&place, &["token"])?,
        cookies: place
            .field("cookies")
            .map_or(Ok(false), |cookies| cookies.flag())?,
        lost_as_refusal: refusal,
        lost_as_empty_list: empty_list,
    })
}

fn errors(profile: &Place) -> Result<Errors, ProfileError> {
    let place = profile.need("errors")?;
    place.only(&["words", "fields", "field_words"])?;
    let field_words = place
        .field("field_words")
        .map(|at| at.pointer())
        .transpose()?;
    Ok(Errors {
        words: place.need("words")?.pointer()?,
        fields: place.field("fields").map(|at| at.pointer()).transpose()?,
        field_words: field_words.unwrap_or_default(),
    })
}

fn operations(profile: &Place) -> Result<Operations, ProfileError> {
    let place = profile.need("operations")?;
    place.only(&[
        "health",
        "sign_in",
        "refresh",
        "set_password",
        "me",
        "create",
        "upload",
        "attachment",
        "list",
        "find",
    ])?;
    let need = |form: &'static Form| Operation::parse(&place.need(form.name)?, form);
    let may = |form: &'static Form| {
        let found = place.field(form.name);
        found
            .map(|found| Operation::parse(&found, form))
            .transpose()
    };
    Ok(Operations {
        health: may(&operation::HEALTH)?,
        sign_in: need(&operation::SIGN_IN)?,
        refresh: may(&operation::REFRESH)?,
        set_password: may(&operation::SET_PASSWORD)?,
        me: need(&operation::ME)?,
        create: need(&operation::CREATE)?,
        upload: may(&operation::UPLOAD)?,
        attachment: may(&operation::ATTACHMENT)?,
        list: need(&operation::LIST)?,
        find: may(&operation::FIND)?,
    })
}

/// What is described is there, unless it is switched off; what is switched on must be described.
fn capabilities(profile: &Place, operations: &Operations) -> Result<Capabilities, ProfileError> {
    let switches = profile.field("capabilities");
    if let Some(place) = &switches {
        place.only(&["photos", "set_password"])?;
    }
    let able = |name, described: bool, operation| {
        let Some(switch) = switches.as_ref().and_then(|place| place.field(name)) else {
            return Ok(described);
        };
        let on = switch.flag()?;
        if on && !described {
            return Err(switch.wrong(What::Contradiction, Remedy::Describe(operation)));
        }
        Ok(on)
    };
    let photos = operations.upload.is_some() && operations.attachment.is_some();
    Ok(Capabilities {
        photos: able("photos", photos, "upload, attachment")?,
        set_password: able(
            "set_password",
            operations.set_password.is_some(),
            "set_password",
        )?,
    })
}
