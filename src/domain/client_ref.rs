//! The key under which a member's item exists at most once, wherever it is sent from.

use std::{fmt, sync::Arc};

/// A UUID, minted once on the phone and never changed. Shape: 36 lower-case characters, `8-4-4-4-12`; shared, for keys are
/// handed round with every row.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientRef(Arc<str>);

/// The text is not a UUID in its hyphenated form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a UUID")]
pub struct NotAClientRef;

impl ClientRef {
    /// A version 4 UUID from 16 bytes of chance.
    pub fn from_chance(mut bytes: [u8; 16]) -> Self {
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        let mut text = String::with_capacity(36);
        for (place, byte) in bytes.iter().enumerate() {
            if matches!(place, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            for digit in [byte >> 4, byte & 0x0f] {
                text.push(char::from(if digit < 10 {
                    b'0' + digit
                } else {
                    b'a' + digit - 10
                }));
            }
        }
        Self(text.into())
    }

    /// Reads the hyphenated form; upper case is folded.
    pub fn parse(text: &str) -> Result<Self, NotAClientRef> {
        let hyphen = |place: usize| matches!(place, 8 | 13 | 18 | 23);
        let fits = text.len() == 36
            && text.bytes().enumerate().all(|(place, byte)| {
                if hyphen(place) {
                    byte == b'-'
                } else {
                    byte.is_ascii_hexdigit()
                }
            });
        let folded = text.bytes().any(|byte| byte.is_ascii_uppercase());
        if fits && !folded {
            Ok(Self(text.into()))
        } else if fits {
            Ok(Self(text.to_ascii_lowercase().into()))
        } else {
            Err(NotAClientRef)
        }
    }

    /// The hyphenated form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClientRef {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl fmt::Debug for ClientRef {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minted_reference_reads_back() {
        let minted = ClientRef::from_chance([0xff; 16]);
        assert_eq!(minted.as_str(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(ClientRef::parse(minted.as_str()), Ok(minted));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "ffffffff",
            "ffffffff-ffff-4fff-bfff-fffffffffff",
            "gfffffff-ffff-4fff-bfff-ffffffffffff",
            "报报报报报报报报报报报报",
        ] {
            assert_eq!(ClientRef::parse(text), Err(NotAClientRef));
        }
    }
}
