//! The texts of QR codes, and codes as people type them.

use crate::domain::event::EventId;

/// What a scanned text says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scanned {
    /// The code of the place where an event is held.
    Venue {
        /// The event.
        event: EventId,
        /// The code.
        code: String,
    },
    /// A member's own code for an event.
    Member {
        /// The event.
        event: EventId,
        /// The code.
        code: String,
    },
}

const VENUE: &str = "dajuan:venue:";
const MEMBER: &str = "dajuan:checkin:";
/// No code is longer.
const LONGEST: usize = 16;

impl Scanned {
    /// The text of the QR code.
    pub fn text(&self) -> String {
        let (scheme, event, code) = match self {
            Self::Venue { event, code } => (VENUE, event, code),
            Self::Member { event, code } => (MEMBER, event, code),
        };
        format!("{scheme}{}:{code}", event.as_str())
    }

    /// Reads the text of a QR code; `None`: it is none of ours.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let parts = |rest: &str| {
            let (event, code) = rest.split_once(':')?;
            let fits = (1..=LONGEST).contains(&code.len()) && code == typed(code);
            Some((EventId::parse(event).ok()?, code.to_owned())).filter(|_| fits)
        };
        if let Some(rest) = text.strip_prefix(VENUE) {
            let (event, code) = parts(rest)?;
            return Some(Self::Venue { event, code });
        }
        let (event, code) = parts(text.strip_prefix(MEMBER)?)?;
        Some(Self::Member { event, code })
    }
}

/// A code as it is compared: capital letters and digits, however it was typed (ａｂｃ, with spaces, in small letters).
pub fn typed(text: &str) -> String {
    let half = |sign: char| match sign {
        '！'..='～' => char::from_u32(sign as u32 - 0xFEE0).unwrap_or(sign),
        sign => sign,
    };
    let signs = text.chars().map(half).filter(char::is_ascii_alphanumeric);
    signs.map(|sign| sign.to_ascii_uppercase()).collect()
}
