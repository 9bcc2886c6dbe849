//! What a backend can do beside taking records.

use super::{
    Capabilities, Operations, SignUps,
    error::{Remedy, What},
    place::{Place, Wrong},
};
use crate::outbox::abilities::Uniqueness;
use serde_json::Value;

/// Whether a key that is looked up before can still come to two rows.
pub(super) fn racy(profile: Place) -> bool {
    let switches = profile.field("capabilities");
    let named = switches.and_then(|switches| switches.field("uniqueness"));
    named.is_some_and(|named| named.0 == "racy")
}

/// What is described is there, unless it is switched off; what is switched on must be described.
pub(super) fn capabilities<'a>(
    profile: Place<'a>,
    operations: &Operations,
) -> Result<Capabilities, Wrong<'a>> {
    let switches = profile.field("capabilities").unwrap_or(Place(&Value::Null));
    if !switches.0.is_null() {
        switches.only(&["photos", "set_password", "uniqueness", "signups"])?;
    }
    let able = |name, described: bool, operation| match switches.field(name) {
        None => Ok(described),
        Some(switch) if switch.flag()? && !described => {
            Err(switch.wrong(What::Contradiction, Remedy::Describe(operation)))
        }
        Some(switch) => switch.flag(),
    };
    let uniqueness = match switches.field("uniqueness") {
        None => Uniqueness::Forever,
        Some(named) => {
            use Uniqueness::{Forever, LookedUp, Unkept};
            let names = &["forever", "lookup", "racy", "none"];
            let uniqueness = named.one_of(names, &[Forever, LookedUp, LookedUp, Unkept])?;
            if uniqueness == LookedUp && operations.find.is_none() {
                return Err(named.wrong(What::Contradiction, Remedy::Describe("find")));
            }
            uniqueness
        }
    };
    let described = profile.field("operations");
    let events = described.is_some_and(|operations| {
        operations.field("events").is_some() && operations.field("act").is_some()
    });
    let sign_ups = match switches.field("signups") {
        None => events.then_some(SignUps::Decided),
        Some(named) => {
            let names = &["decides", "wishes", "none"];
            let values = [Some(SignUps::Decided), Some(SignUps::Noted), None];
            let sign_ups = named.one_of(names, &values)?;
            if sign_ups.is_some() && !events {
                return Err(named.wrong(What::Contradiction, Remedy::Describe("events, act")));
            }
            sign_ups
        }
    };
    let photos = operations.upload.is_some() && operations.attachment.is_some();
    Ok(Capabilities {
        uniqueness,
        sign_ups,
        photos: able("photos", photos, "upload, attachment")?,
        set_password: able(
            "set_password",
            operations.set_password.is_some(),
            "set_password",
        )?,
    })
}
