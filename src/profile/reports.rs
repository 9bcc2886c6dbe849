//! Where faults of the app are reported to, and what is sent there.

use super::{
    error::{Remedy, What},
    loading::json,
    place::{Place, Wrong},
};
use crate::domain::incident::{Incident, Report};
use serde_json::{Value, json};

const KEY: &str = "reports";
/// Hosts that no network lies before.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The address, where the profile names one.
pub(super) fn reports(profile: Place) -> Result<Option<String>, Wrong> {
    let Some(place) = profile.field(KEY) else {
        return Ok(None);
    };
    let text = place.text()?;
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"#@\\\"<>{}".contains(&byte);
    if text.bytes().all(plain) && is_safe(text) {
        Ok(Some(text.to_owned()))
    } else {
        Err(place.wrong(What::BadAddress, Remedy::WriteSafeAddress))
    }
}

/// The address that a config names, though the profile that it makes can't be used.
pub fn reports_of(config: &str) -> Option<String> {
    let config = json(config, What::ConfigNotJson).ok()?;
    reports(Place(&config)).ok().flatten()
}

/// The body of a report.
pub fn body(report: &Report) -> String {
    let incident = |it: &Incident| json!({ "kind": it.kind.id(), "place": it.place, "page": it.page, "count": it.count });
    let incidents: Vec<Value> = report.incidents.iter().map(incident).collect();
    let whole = json!({
        "v": 1,
        "app": "dajuan",
        "version": report.version,
        "build": report.build,
        "browser": report.browser,
        "day": report.day.to_string(),
        "incidents": incidents,
    });
    whole.to_string()
}

/// Whether nobody on the way can read what goes there.
fn is_safe(address: &str) -> bool {
    let host = |rest: &str| {
        let host = rest.split(['/', '?']).next().unwrap_or_default();
        let port = host
            .rsplit_once(':')
            .filter(|(_, port)| port.bytes().all(|digit| digit.is_ascii_digit()));
        port.map_or(host, |(host, _)| host).to_owned()
    };
    match (
        address.strip_prefix("https://"),
        address.strip_prefix("http://"),
    ) {
        (Some(rest), _) => !host(rest).is_empty(),
        (None, Some(rest)) => LOOPBACK.contains(&host(rest).as_str()),
        (None, None) => false,
    }
}
