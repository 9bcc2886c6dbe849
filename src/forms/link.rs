//! Links that a person gives.

/// An `https` link to a host, spaces around it left out; `None` for anything else. Letters beyond
/// ASCII are let through as browsers do; a name before `@`, which hides the host, is not.
pub fn read_link(typed: &str) -> Option<&str> {
    let link = typed.trim();
    let scheme = link.get(..8)?;
    let rest = link.get(8..)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.split(':').next()?;
    let right = scheme.eq_ignore_ascii_case("https://")
        && !host.is_empty()
        && !host.starts_with('.')
        && !authority.contains('@')
        && !link.chars().any(breaks_out);
    right.then_some(link)
}

/// A path below the app's own address; `None` for what leads elsewhere.
pub fn own_path(text: &str) -> Option<&str> {
    let rest = text.trim().strip_prefix('/')?;
    let leaves = rest.starts_with(['/', '\\']) || rest.chars().any(breaks_out);
    (!leaves).then_some(text.trim())
}

/// The address that calls a number; `None` for what is no telephone number.
pub fn tel(phone: &str) -> Option<String> {
    let spoken = |letter: char| matches!(letter, ' ' | '-' | '(' | ')' | '（' | '）' | '－');
    let number: String = phone.chars().filter(|letter| !spoken(*letter)).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let right = (3..=20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    right.then(|| format!("tel:{number}"))
}

/// The address of a point for the map on the phone (RFC 5870); `None` where the earth has no such point.
pub fn geo(north: f64, east: f64) -> Option<String> {
    is_on_earth(north, east).then(|| format!("geo:{north:.6},{east:.6}?q={north:.6},{east:.6}"))
}

/// The address of a point with a name on a map in the web.
pub fn map(north: f64, east: f64, name: &str) -> Option<String> {
    let mut address =
        format!("https://uri.amap.com/marker?position={east:.6},{north:.6}&coordinate=wgs84&name=");
    for byte in name.bytes() {
        address.push_str(&format!("%{byte:02X}"));
    }
    is_on_earth(north, east).then_some(address)
}

fn is_on_earth(north: f64, east: f64) -> bool {
    (-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east)
}

/// Letters that no address holds, and that end one in text or markup.
fn breaks_out(letter: char) -> bool {
    let ends = matches!(letter, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    ends || letter.is_whitespace() || letter.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_links_with_a_host_are_read() {
        for typed in [
            "https://meeting.tencent.com/dm/Abc123",
            " HTTPS://例子.中国/会议?号=1#二 ",
            "https://host:8443",
        ] {
            assert_eq!(read_link(typed), Some(typed.trim()));
        }
        for typed in [
            "",
            "会议",
            "http://a.cn",
            "https://",
            "https:///path",
            "https://a b.cn",
            "https://bank.cn@evil.cn",
            "javascript:alert(1)//https://a.cn",
            "https://a.cn/<script>",
            "报报报报报",
        ] {
            assert_eq!(read_link(typed), None, "{typed}");
        }
    }

    #[test]
    fn only_paths_of_ours_stay_here() {
        assert_eq!(own_path(" /api/x.ics "), Some("/api/x.ics"));
        for text in [
            "",
            "api/x",
            "//evil.cn/x",
            "/\\evil.cn",
            "https://a.cn",
            "/a b",
            "/<b>",
        ] {
            assert_eq!(own_path(text), None, "{text}");
        }
    }

    #[test]
    fn only_a_telephone_number_is_called() {
        assert_eq!(tel("023-4240 1234").as_deref(), Some("tel:02342401234"));
        assert_eq!(tel("+86 (23) 4240").as_deref(), Some("tel:+86234240"));
        for text in [
            "",
            "办公室",
            "12",
            "javascript:1",
            "123;ext=4",
            "1234567890123456789012",
        ] {
            assert_eq!(tel(text), None, "{text}");
        }
    }

    #[test]
    fn only_points_of_the_earth_are_shown_on_a_map() {
        assert_eq!(
            geo(29.9703, 106.2763).as_deref(),
            Some("geo:29.970300,106.276300?q=29.970300,106.276300")
        );
        assert_eq!(
            map(29.5, 106.5, "a门").as_deref(),
            Some(
                "https://uri.amap.com/marker?position=106.500000,29.500000&coordinate=wgs84&name=%61%E9%97%A8"
            )
        );
        for (north, east) in [
            (90.1, 0.0),
            (0.0, -180.1),
            (f64::NAN, 0.0),
            (f64::INFINITY, 0.0),
        ] {
            assert_eq!((geo(north, east), map(north, east, "")), (None, None));
        }
    }
}
