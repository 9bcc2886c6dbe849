//! An answer as it came over the wire.

use crate::domain::moment::Moment;
use std::fmt;

/// What the wire brought.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// The status; 0 for an opaque answer.
    pub status: u16,
    /// The answer was, or came by, a redirect.
    pub redirected: bool,
    /// `Content-Type`, empty where there is none.
    pub content_type: String,
    /// `Retry-After` as it stands.
    pub retry_after: Option<String>,
    /// Every header that the page may read: names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The bytes.
    pub body: Vec<u8>,
    /// There were more bytes than the wire takes: `body` is empty, and proves nothing.
    pub too_long: bool,
    /// When it came, by the phone's clock.
    pub at: Moment,
}

impl Response {
    /// A header by its name in lower case, not empty.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// The body as text, as far as it is UTF-8.
    pub(super) fn readable(&self) -> &str {
        let first = self.body.utf8_chunks().next();
        first.map_or("", |chunk| chunk.valid())
    }
}

impl fmt::Debug for Response {
    /// Without the body: it can hold a token.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            to,
            "Response {} {} {} bytes",
            self.status,
            self.content_type,
            self.body.len()
        )
    }
}
