//! Which pages of other sites may show the app in a frame.

use super::{
    error::{Remedy, What},
    place::{Place, Wrong},
};

/// Looks whether each is an origin as browsers write it. The app itself does nothing with them: `public/frame.js` reads the list.
pub(super) fn portals(profile: Place) -> Result<(), Wrong> {
    let Some(place) = profile.field("portals") else {
        return Ok(());
    };
    for portal in place.items()?.iter().map(Place) {
        if !is_origin(portal.text()?) {
            return Err(portal.wrong(What::BadAddress, Remedy::WriteOrigin));
        }
    }
    Ok(())
}

/// Scheme, host and, where it is not the scheme's own, the port. Anything else never equals what a browser says.
fn is_origin(text: &str) -> bool {
    let (rest, own_port) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(rest), _) => (rest, "443"),
        (None, Some(rest)) => (rest, "80"),
        (None, None) => return false,
    };
    let behind = rest.rfind(']').map_or(0, |end| end + 1);
    let (host, port) = match rest[behind..].find(':') {
        Some(at) => (&rest[..behind + at], Some(&rest[behind + at + 1..])),
        None => (rest, None),
    };
    is_host(host) && port.is_none_or(|port| port != own_port && is_port(port))
}

fn is_host(host: &str) -> bool {
    let numbered = host.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    match numbered {
        Some(inner) => {
            !inner.is_empty() && inner.bytes().all(|it| b"0123456789abcdef:.".contains(&it))
        }
        None => host.split('.').all(|part| {
            let plain =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            !part.is_empty() && part.bytes().all(plain)
        }),
    }
}

fn is_port(port: &str) -> bool {
    let digits = port.bytes().all(|digit| digit.is_ascii_digit());
    digits && !port.starts_with('0') && port.parse::<u16>().is_ok()
}
