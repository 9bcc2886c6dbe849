//! One `config.json` for several bodies: what is said for the host that the page came from, and the file that says the rest.

use super::{
    error::{Kind, ProfileError, Remedy, What},
    loading::{json, merge},
    place::{Place, Wrong},
};
use serde_json::{Map, Value};

const HOSTS: &str = "hosts";
const PROFILE: &str = "profile";

/// `config.json` as it is for a host: what `hosts` has under its name is merged over the rest.
pub fn config_for(config: &str, host: &str) -> Result<String, ProfileError> {
    let mut whole = json(config, What::ConfigNotJson)?;
    let own = own(Place(&whole), host).map_err(|wrong| wrong.within(&whole))?;
    let own = own.cloned();
    if let Value::Object(keys) = &mut whole {
        keys.remove(HOSTS);
    }
    if let Some(own) = own {
        merge(&mut whole, &own);
    }
    Ok(whole.to_string())
}

/// The address of the file that says the rest, where the config names one.
pub fn profile_at(config: &str) -> Result<Option<String>, ProfileError> {
    let whole = json(config, What::ConfigNotJson)?;
    let read = address(Place(&whole));
    read.map_err(|wrong| wrong.within(&whole))
}

/// A config over the file that it names.
pub fn config_over(config: &str, file: &str) -> Result<String, ProfileError> {
    let mut whole = json(file, What::ConfigNotJson)?;
    let mut own = json(config, What::ConfigNotJson)?;
    if let Value::Object(keys) = &mut own {
        keys.remove(PROFILE);
    }
    merge(&mut whole, &own);
    Ok(whole.to_string())
}

fn own<'a>(config: Place<'a>, host: &str) -> Result<Option<&'a Value>, Wrong<'a>> {
    let Some(hosts) = config.field(HOSTS) else {
        return Ok(None);
    };
    let mut found = None;
    for (name, value) in keys(hosts)? {
        // A slip of the pen in one is told whoever asks.
        keys(Place(value))?;
        if name.eq_ignore_ascii_case(host) {
            found = Some(value);
        }
    }
    Ok(found)
}

fn keys(place: Place<'_>) -> Result<&Map<String, Value>, Wrong<'_>> {
    let object = place.0.as_object();
    object.ok_or(place.wrong(What::WrongType, Remedy::Write(Kind::Object)))
}

/// A path of this site, or an http(s) address.
fn address(config: Place) -> Result<Option<String>, Wrong> {
    let Some(place) = config.field(PROFILE) else {
        return Ok(None);
    };
    let text = place.text()?;
    let here = text.starts_with('/') && !text.starts_with("//");
    let there = text.starts_with("https://") || text.starts_with("http://");
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\\\"<>{}".contains(&byte);
    if (here || there) && text.bytes().all(plain) {
        Ok(Some(text.to_owned()))
    } else {
        Err(place.wrong(What::BadAddress, Remedy::WriteAddress))
    }
}
