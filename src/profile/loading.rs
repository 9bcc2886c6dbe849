//! `config.json` over its preset → a profile, or the first mistake with its place.

use super::{
    Auth, Backend, Brand, Operations, Profile,
    capabilities::{capabilities, racy},
    error::{ProfileError, Remedy, What},
    errors::Errors,
    mapping::Mapping,
    office::{office, spoken},
    oidc::Oidc,
    operation::{Operation, headers, leads_up, named},
    place::{Place, Wrong},
    portals::portals,
    reports::reports,
    request::Csrf,
    rule::Rule,
    template::uses,
    vocabulary::{self, Form},
};
use crate::domain::office::Spoken;
use serde_json::Value;
use std::{cell::RefCell, rc::Rc};

/// The dialect that `config.json` names: the preset is `dialects/{name}.json` beside it.
pub fn dialect_of(config: &str) -> Result<String, ProfileError> {
    let config = json(config, What::ConfigNotJson)?;
    dialect(Place(&config)).map_err(|wrong| wrong.within(&config))
}

impl Profile {
    /// Reads `config.json` merged over the preset that it names (RFC 7396).
    pub fn parse(config: &str, preset: &str) -> Result<Self, ProfileError> {
        let config = json(config, What::ConfigNotJson)?;
        let mut merged = json(preset, What::PresetNotJson)?;
        merge(&mut merged, &config);
        let merged = Rc::new(merged);
        profile(Place(&merged), &merged).map_err(|wrong| wrong.within(&merged))
    }
}

fn profile<'a>(place: Place<'a>, merged: &Rc<Value>) -> Result<Profile, Wrong<'a>> {
    place.only(&[
        "$schema",
        "about",
        "dialect",
        "base",
        "headers",
        "issuer",
        "brand",
        "capabilities",
        "auth",
        "errors",
        "formats",
        "record",
        "event",
        "approval",
        "progress",
        "person",
        "notice",
        "look",
        "cosigning",
        "operations",
        "rules",
        "scoring",
        "check",
        "reports",
        "portals",
        "office",
    ])?;
    portals(place)?;
    let auth = auth(place.need("auth")?)?;
    let elsewhere = auth.host || auth.oidc.is_some();
    let operations = operations(place.need("operations")?, elsewhere)?;
    if !elsewhere && !auth.cookies && !operations.sign_in.answers.points_at("token") {
        // Nothing would carry the sign-in.
        let sign_in = place.need("operations")?.need("sign_in")?;
        sign_in.need("answer")?.need("token")?;
    }
    Ok(Profile {
        brand: brand(place)?,
        capabilities: capabilities(place, &operations)?,
        check: place.flag_at("check")?,
        issuer: place
            .field("issuer")
            .map_or(Ok(""), Place::text)?
            .to_owned(),
        file: String::new(),
        office: office(place)?,
        reports: reports(place)?,
        scoring: place.field("scoring").map(file_name).transpose()?,
        member: RefCell::default(),
        backend: Rc::new(Backend {
            base: base(place)?,
            headers: headers(place, &[])?,
            auth,
            errors: Errors::parse(place.need("errors")?)?,
            mapping: Mapping::parse(place)?,
            racy: racy(place),
            names_member: uses(&place.0.to_string(), "member"),
            operations,
            rules: Rule::parse_all(place)?,
        }),
        described: Rc::clone(merged),
    })
}

fn dialect(config: Place) -> Result<String, Wrong> {
    file_name(config.need("dialect")?)
}

/// The name of a file beside the app, without its ending.
fn file_name(place: Place) -> Result<String, Wrong> {
    let name = place.text()?;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !name.is_empty() && name.bytes().all(plain) {
        Ok(name.to_owned())
    } else {
        Err(place.wrong(What::NotAllowed, Remedy::WriteName))
    }
}

pub(super) fn json(text: &str, what: What) -> Result<Value, ProfileError> {
    let wrong = |_| ProfileError {
        pointer: String::new(),
        what,
        remedy: Remedy::MendJson,
    };
    serde_json::from_str(text).map_err(wrong)
}

/// Objects are merged, anything else replaces. Null stays where it replaced: readers take it for nothing.
pub(super) fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                match into.get_mut(key) {
                    Some(into) => merge(into, value),
                    None => drop(into.insert(key.clone(), value.clone())),
                }
            }
        }
        (into, from) => *into = from.clone(),
    }
}

fn base(profile: Place) -> Result<String, Wrong> {
    let Some(place) = profile.field("base") else {
        return Ok(String::new());
    };
    let base = place.text()?.trim_end_matches('/');
    let host = base
        .strip_prefix("https://")
        .or_else(|| base.strip_prefix("http://"));
    let within = base.is_empty() || (base.starts_with('/') && !base.starts_with("//"));
    let elsewhere = host.is_some_and(|host| !host.is_empty() && !host.starts_with(['/', ':']));
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"?#@\\\"<>{}".contains(&byte);
    if base.bytes().all(plain) && (within || elsewhere) && !leads_up(base) {
        Ok(base.to_owned())
    } else {
        Err(place.wrong(What::BadAddress, Remedy::WriteAddress))
    }
}

fn brand(profile: Place) -> Result<Brand, Wrong> {
    let Some(place) = profile.field("brand") else {
        return Ok(Brand::default());
    };
    let Spoken { zh_cn, en } = spoken(place)?;
    Ok(Brand { zh_cn, en })
}

fn auth(place: Place) -> Result<Auth, Wrong> {
    place.only(&["headers", "cookies", "csrf", "lost_as", "oidc", "host"])?;
    let (cookies, host) = (place.flag_at("cookies")?, place.flag_at("host")?);
    let provider = place.field("oidc");
    let oidc = provider.map(Oidc::parse).transpose()?;
    // A token comes from one of them, and goes in a header.
    if let Some(provider) = provider.filter(|_| cookies || host) {
        return Err(provider.wrong(What::Contradiction, Remedy::Remove));
    }
    if host || oidc.is_some() {
        place.need("headers")?;
    }
    let csrf = match place.field("csrf") {
        Some(csrf) if !cookies => {
            return Err(csrf.wrong(What::Contradiction, Remedy::OneOf(&["cookies"])));
        }
        csrf => csrf.map(self::csrf).transpose()?,
    };
    let (mut refusal, mut empty_list) = (false, false);
    if let Some(ways) = place.field("lost_as") {
        for way in ways.items()? {
            let list = Place(way).one_of(&["bare_refusal", "empty_list"], &[false, true])?;
            refusal |= !list;
            empty_list |= list;
        }
    }
    Ok(Auth {
        headers: headers(place, &["token"])?,
        cookies,
        csrf,
        lost_as_refusal: refusal,
        lost_as_empty_list: empty_list,
        oidc,
        host,
    })
}

fn csrf(place: Place) -> Result<Csrf, Wrong> {
    place.only(&["cookie", "header"])?;
    let (cookie, header) = (place.need("cookie")?, place.need("header")?);
    if !named(header.text()?) {
        return Err(header.wrong(What::BadHeader, Remedy::WriteHeader));
    }
    Ok(Csrf {
        cookie: cookie.text()?.to_owned(),
        header: header.text()?.to_owned(),
    })
}

fn operations(place: Place, elsewhere: bool) -> Result<Operations, Wrong> {
    place.only(&[
        "health",
        "sign_in",
        "refresh",
        "set_password",
        "me",
        "create",
        "batch",
        "update",
        "remove",
        "upload",
        "attachment",
        "list",
        "find",
        "events",
        "act",
        "approvals",
        "progress",
        "cosigning",
        "statement",
        "roster",
        "looks",
        "notices",
        "notices_read",
    ])?;
    let need = |form: &'static Form| Operation::parse(place.need(form.name)?, form);
    let may = |form: &'static Form| {
        let found = place.field(form.name);
        found.map(|found| Operation::parse(found, form)).transpose()
    };
    let proved = |operation: &Operation| {
        let shown = operation.finds || !operation.has.is_empty();
        if operation.echo.is_empty() && !operation.empty && !shown {
            let place = place.need(operation.form.name)?;
            return Err(place.wrong(What::NoProof, Remedy::WriteEcho));
        }
        Ok(())
    };
    let create = need(&vocabulary::CREATE)?;
    let (update, remove) = (may(&vocabulary::UPDATE)?, may(&vocabulary::REMOVE)?);
    for operation in [Some(&create), update.as_ref(), remove.as_ref()] {
        operation.map_or(Ok(()), |operation| proved(operation))?;
    }
    let find = may(&vocabulary::FIND)?;
    // What is changed or removed, and what an answer did not show, is looked up.
    let needs = [
        (&create.finds, "create"),
        (&update.is_some(), "update"),
        (&remove.is_some(), "remove"),
    ];
    if let Some((_, name)) = needs
        .into_iter()
        .find(|(needed, _)| **needed && find.is_none())
    {
        let place = place.need(name)?;
        return Err(place.wrong(What::Contradiction, Remedy::Describe("find")));
    }
    if let Some(found) = find
        .as_ref()
        .filter(|it| !it.answers.points_at("items") && !it.answers.points_at("row"))
    {
        let place = place.need(found.form.name)?;
        return Err(place.wrong(What::Missing, Remedy::OneOf(found.form.answers)));
    }
    Ok(Operations {
        health: may(&vocabulary::HEALTH)?,
        sign_in: match may(&vocabulary::SIGN_IN)? {
            Some(sign_in) => sign_in,
            // Nobody asks it where the sign-in is elsewhere.
            None if elsewhere => need(&vocabulary::ME)?,
            None => need(&vocabulary::SIGN_IN)?,
        },
        refresh: may(&vocabulary::REFRESH)?,
        set_password: may(&vocabulary::SET_PASSWORD)?,
        me: need(&vocabulary::ME)?,
        create,
        batch: may(&vocabulary::BATCH)?,
        update,
        remove,
        upload: may(&vocabulary::UPLOAD)?,
        attachment: may(&vocabulary::ATTACHMENT)?,
        list: need(&vocabulary::LIST)?,
        find,
    })
}
