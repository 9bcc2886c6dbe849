//! How the body's office is reached, where the profile says it.

use super::{
    error::{Remedy, What},
    loading::json,
    place::{Place, Wrong},
};
use crate::{
    domain::office::{Office, Spoken},
    forms::link::tel,
};

/// The office, where the profile names one.
pub(super) fn office(profile: Place) -> Result<Option<Office>, Wrong> {
    let Some(place) = profile.field("office") else {
        return Ok(None);
    };
    place.only(&["name", "phone", "hours"])?;
    let name = place.field("name").map(spoken).transpose()?;
    let hours = place.field("hours").map(spoken).transpose()?;
    let phone = place.need("phone")?;
    if tel(phone.text()?).is_none() {
        return Err(phone.wrong(What::NotAllowed, Remedy::WritePhone));
    }
    Ok(Some(Office {
        name,
        phone: phone.text()?.to_owned(),
        hours,
    }))
}

/// The office that a config names, though the profile that it makes can't be used.
pub fn office_of(config: &str) -> Option<Office> {
    let config = json(config, What::ConfigNotJson).ok()?;
    office(Place(&config)).ok().flatten()
}

/// A text in both languages.
pub(super) fn spoken(place: Place) -> Result<Spoken, Wrong> {
    place.only(&["zh-CN", "en"])?;
    Ok(Spoken {
        zh_cn: place.need("zh-CN")?.text()?.to_owned(),
        en: place.need("en")?.text()?.to_owned(),
    })
}
