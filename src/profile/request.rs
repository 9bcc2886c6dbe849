//! A request as the wire sends it.

use super::reading::is_token;
use std::fmt;

/// What to send. The address starts with the profile's base.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: &'static str,
    /// Address with path and query.
    pub url: String,
    /// Names and values, both fit for the wire.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// Whether cookies go along.
    pub cookies: bool,
    /// A cookie that the page repeats in a header, where it changes something.
    pub csrf: Option<Csrf>,
}

/// What proves that a request with cookies was made by a page of their own origin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Csrf {
    /// The cookie's name.
    pub cookie: String,
    /// The header's name.
    pub header: String,
}

impl Csrf {
    /// The value for the header, of all the cookies that the page can read (`a=1; b=2`).
    pub fn value<'a>(&self, cookies: &'a str) -> Option<&'a str> {
        let mut all = cookies
            .split(';')
            .filter_map(|one| one.trim().split_once('='));
        let (_, value) = all.find(|(name, _)| *name == self.cookie)?;
        Some(value).filter(|value| is_token(value))
    }
}

/// The body of a request.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// None.
    Empty,
    /// JSON text.
    Json(String),
    /// `application/x-www-form-urlencoded`.
    Form(String),
    /// The bytes of a file and nothing else.
    File(Vec<u8>),
    /// `multipart/form-data`.
    Multipart {
        /// Names and values, before the file.
        fields: Vec<(String, String)>,
        /// The file.
        file: FilePart,
    },
}

/// The file of a multipart body.
#[derive(Clone, PartialEq, Eq)]
pub struct FilePart {
    /// The field's name.
    pub name: String,
    /// A name that says nothing: the key and the type.
    pub filename: String,
    /// The type of the bytes.
    pub mime: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Request {
    /// Without headers and body: they hold tokens and passwords.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} {}", self.method, self.url)
    }
}
