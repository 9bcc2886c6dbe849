//! Text with `*` for anything: looked through once, however it is written.

use super::{
    error::{Kind, Remedy, What},
    place::{Place, Wrong},
};

/// What a text is held against. It has something other than `*`, or it would fit everything.
pub(super) struct Pattern(String);

/// No more of a text is looked at.
const MOST: usize = 1 << 16;

impl Pattern {
    pub fn parse(place: Place) -> Result<Self, Wrong> {
        let text = place.text()?;
        if text.trim_matches('*').is_empty() {
            return Err(place.wrong(What::NotAllowed, Remedy::Write(Kind::Text)));
        }
        Ok(Self(text.to_owned()))
    }

    /// Whether the whole of the text is so. Each part is sought where the one before it ended: the first place where it
    /// stands leaves the most for the rest, so nothing is tried twice.
    pub fn fits(&self, text: &str) -> bool {
        let mut ends = (MOST - 3..=MOST).rev();
        let text = ends.find_map(|end| text.get(..end)).unwrap_or(text);
        let Some((first, rest)) = self.0.split_once('*') else {
            return text == self.0;
        };
        let Some(mut left) = text.strip_prefix(first) else {
            return false;
        };
        let (between, last) = rest.rsplit_once('*').unwrap_or(("", rest));
        for part in between.split('*') {
            let Some((_, after)) = left.split_once(part) else {
                return false;
            };
            left = after;
        }
        left.ends_with(last)
    }
}
