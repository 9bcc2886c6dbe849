//! One round of `kill -9`: what is done, what was told before it, and what that makes of the rows that are found.

use crate::Chance;
use serde_json::Value;
use std::fmt;

/// From the press, or the first key, to the kill; after a rest from the last key.
const LATEST_MS: u64 = 400;

/// From the opening after a kill to the second one: the app needs its time to start.
const LATEST_AGAIN_MS: u64 = 1200;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Network {
    Fine,
    Slow,
    Cut,
    /// The backend does it, and its reply is lost.
    ReplyLost,
    /// The backend does it, and its reply never comes.
    ReplyHeld,
}

/// What the member does when the clock of the kill starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Act {
    /// Presses 提交.
    Press,
    /// Types on.
    Type,
    /// Has typed, and rests: the draft saves itself.
    Rest,
}

/// What a round does, all of it from its seed.
#[derive(Debug)]
pub(crate) struct Plan {
    pub network: Network,
    pub photo: bool,
    pub act: Act,
    pub at_ms: u64,
    /// Killed as soon as anything is told as saved, if that comes before `at_ms`.
    pub hasty: bool,
    /// Killed once more, while it drains.
    pub again_ms: Option<u64>,
}

impl Plan {
    pub fn of(chance: &mut Chance) -> Self {
        use Network::*;
        Self {
            network: chance.pick(&[Fine, Fine, Slow, Cut, ReplyLost, ReplyHeld]),
            photo: chance.one_in(4),
            act: chance.pick(&[
                Act::Press,
                Act::Press,
                Act::Press,
                Act::Press,
                Act::Type,
                Act::Rest,
            ]),
            at_ms: chance.up_to(LATEST_MS),
            hasty: chance.one_in(4),
            again_ms: chance.one_in(3).then(|| chance.up_to(LATEST_AGAIN_MS)),
        }
    }
}

/// What the member was told before the kill.
#[derive(Clone, Default, PartialEq, Debug)]
pub(crate) struct Seen {
    /// The title that stood there when 草稿已保存 did.
    pub draft: Option<String>,
    /// A photo stood beside it.
    pub photo: bool,
    pub saved: bool,
    pub received: bool,
}

impl Seen {
    pub fn read(value: &Value) -> Self {
        let is = |name: &str| value[name] == true;
        Self {
            draft: value["draft"].as_str().map(str::to_owned),
            photo: is("photo"),
            saved: is("saved"),
            received: is("received"),
        }
    }
}

/// A row of the backend: its title and how many photos it has.
pub(crate) type Row = (String, usize);

/// One round, as it went.
#[derive(Debug)]
pub struct Round {
    pub seed: u64,
    pub(crate) plan: Plan,
    pub(crate) seen: Seen,
    pub(crate) rows: Vec<Row>,
    pub lost: bool,
    pub duplicated: bool,
}

impl Round {
    /// Whether the member was told that the text is kept, in whatever words.
    pub fn was_promised(&self) -> bool {
        self.seen.saved || self.seen.draft.is_some()
    }
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            seed,
            plan,
            seen,
            rows,
            ..
        } = self;
        write!(f, "seed={seed} {plan:?} {seen:?} rows={rows:?}")?;
        write!(f, " lost={} duplicated={}", self.lost, self.duplicated)
    }
}

/// A promise that no row keeps; and whether there is more than one row.
pub(crate) fn judge(seen: &Seen, rows: &[Row]) -> (bool, bool) {
    let kept = |(title, photos): &Row| {
        let draft = seen.draft.as_deref().unwrap_or_default();
        title.starts_with(draft) && (!seen.photo || *photos == 1)
    };
    let promised = seen.saved || seen.draft.is_some();
    let lost = promised && !rows.iter().any(kept);
    (lost, rows.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(draft: Option<&str>, saved: bool, photo: bool) -> Seen {
        Seen {
            draft: draft.map(str::to_owned),
            photo,
            saved,
            received: false,
        }
    }

    #[test]
    fn what_was_told_as_saved_and_is_nowhere_is_lost() {
        assert_eq!(judge(&told(None, true, false), &[]), (true, false));
        assert_eq!(judge(&told(Some("K1"), false, false), &[]), (true, false));
        assert_eq!(judge(&told(None, false, false), &[]), (false, false));
        let shorter = [("K1".to_owned(), 0)];
        assert_eq!(
            judge(&told(Some("K1 再"), false, false), &shorter),
            (true, false)
        );
        assert_eq!(
            judge(&told(Some("K1"), true, true), &shorter),
            (true, false)
        );
    }

    #[test]
    fn two_rows_are_a_duplicate_whatever_was_told() {
        let twice = [("K1".to_owned(), 0), ("K1 再".to_owned(), 0)];
        assert_eq!(judge(&told(None, false, false), &twice), (false, true));
        assert_eq!(judge(&told(None, true, false), &twice[..1]), (false, false));
    }
}
