//! Where a phone is, as people write it: `29.35123,105.89012 (±20 m)`.

use std::fmt;

/// A place on the earth (WGS 84), to the fifth decimal: about a metre.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spot {
    /// In hundred-thousandths of a degree.
    latitude: i32,
    longitude: i32,
    /// So many metres it may be off.
    metres: u32,
}

/// Parts of a degree.
const PARTS: f64 = 100_000.0;

impl Spot {
    /// From degrees and metres as a browser tells them; `None` where they are on no map.
    pub fn new(latitude: f64, longitude: f64, metres: f64) -> Option<Self> {
        let is_on_map = latitude.abs() <= 90.0 && longitude.abs() <= 180.0 && metres >= 0.0;
        is_on_map.then(|| Self {
            latitude: (latitude * PARTS).round() as i32,
            longitude: (longitude * PARTS).round() as i32,
            metres: metres.ceil() as u32,
        })
    }

    /// So many metres it may be off.
    pub fn metres(self) -> u32 {
        self.metres
    }

    /// What stands in a field once this is filled in: what a person wrote stays before it, an earlier place goes.
    pub fn put_into(self, text: &str) -> String {
        let written = without_spot(text).trim();
        match written.is_empty() {
            true => self.to_string(),
            false => format!("{written} {self}"),
        }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        degrees(self.latitude, to)?;
        to.write_str(",")?;
        degrees(self.longitude, to)?;
        write!(to, " (±{} m)", self.metres)
    }
}

fn degrees(parts: i32, to: &mut fmt::Formatter<'_>) -> fmt::Result {
    let sign = if parts < 0 { "-" } else { "" };
    let parts = parts.unsigned_abs();
    write!(to, "{sign}{}.{:05}", parts / 100_000, parts % 100_000)
}

/// A text without the place at its end.
fn without_spot(text: &str) -> &str {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_degrees = |text: &str| {
        let bare = text.strip_prefix('-').unwrap_or(text);
        bare.split_once('.')
            .is_some_and(|(whole, parts)| digits(whole) && digits(parts))
    };
    let found = text.trim_end().strip_suffix(" m)").and_then(|text| {
        let (before, metres) = text.rsplit_once(" (±")?;
        let parts = before.rsplit_once(char::is_whitespace);
        let (kept, place) = parts.unwrap_or(("", before));
        let (latitude, longitude) = place.split_once(',')?;
        (digits(metres) && is_degrees(latitude) && is_degrees(longitude)).then_some(kept)
    });
    found.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_place_is_told_to_the_metre_on_both_sides_of_the_equator() {
        let told = |lat, lon, metres| Spot::new(lat, lon, metres).map(|spot| spot.to_string());
        assert_eq!(
            told(29.351_234, 105.890_119, 19.2).as_deref(),
            Some("29.35123,105.89012 (±20 m)")
        );
        assert_eq!(
            told(-0.000_004, -179.999_99, 0.0).as_deref(),
            Some("0.00000,-179.99999 (±0 m)")
        );
        for (lat, lon, metres) in [
            (90.1, 0.0, 1.0),
            (0.0, 181.0, 1.0),
            (0.0, 0.0, -1.0),
            (f64::NAN, 0.0, 1.0),
            (0.0, f64::INFINITY, 1.0),
            (0.0, 0.0, f64::NAN),
        ] {
            assert_eq!(told(lat, lon, metres), None, "{lat} {lon} {metres}");
        }
    }

    #[test]
    fn what_was_written_stays_and_an_earlier_place_goes() {
        let spot = Spot::new(29.35, 105.89, 20.0).expect("a place");
        let place = "29.35000,105.89000 (±20 m)";
        for (text, expected) in [
            ("", place),
            (" ", place),
            ("1.00000,-2.00000 (±9 m) ", place),
            ("村委会门口", "村委会门口 29.35000,105.89000 (±20 m)"),
            ("村委会 1.0,2.0 (±9 m)", "村委会 29.35000,105.89000 (±20 m)"),
            ("村　1.0,2.0 (±9 m)", "村 29.35000,105.89000 (±20 m)"),
            ("米 (±9 m)", "米 (±9 m) 29.35000,105.89000 (±20 m)"),
        ] {
            assert_eq!(spot.put_into(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn filled_in_again_nothing_doubles(text in "[村 　0-9.,()±m-]{0,30}", lat in -90.0..90.0, lon in -180.0..180.0, metres in 0.0..1e9) {
            let one = Spot::new(lat, lon, metres).expect("on the map");
            let two = Spot::new(-lat, lon, 1.0).expect("on the map");
            let once = one.put_into(&text);
            prop_assert_eq!(one.put_into(&once), once.clone());
            let before = once.strip_suffix(&one.to_string());
            prop_assert_eq!(two.put_into(&once), format!("{}{two}", before.expect("it ends with the place")));
        }
    }
}
