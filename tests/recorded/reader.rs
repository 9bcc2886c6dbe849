//! The recordings as they were: exchanges by name, and what of a request is ours to say.
//!
//! Keys were recorded as `ref-2026-7`; ours are UUIDs, so each stands for one, in requests and answers alike.

use dajuan::profile::{
    Profile,
    request::{Body, Request},
    response::Response,
};
use serde_json::Value;
use std::{fs, path::Path};

/// What was sent once and what came back.
pub struct Exchange {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    pub body: String,
    pub answer: Response,
}

/// A recording under the profile that describes it.
pub struct Dialect {
    pub profile: Profile,
    pub text: String,
}

/// Headers that the browser writes, or that were sent to see what comes of them.
const NOT_OURS: [&str; 2] = ["origin", "if-match"];

impl Dialect {
    /// The preset `name` under a `config` that says what the recorded table looks like.
    pub fn of(name: &str, recording: &str, config: &Value) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |path: String| fs::read(root.join(path)).unwrap();
        let text = |path| String::from_utf8(read(path)).unwrap();
        let preset = text(format!("public/dialects/{name}.json"));
        let profile =
            Profile::parse(&config.to_string(), &preset).unwrap_or_else(|error| panic!("{error}"));
        let recorded = read(format!("tests/given/dialects/{recording}.http"));
        profile.set_member("ana");
        Self {
            profile,
            text: with_keys(&String::from_utf8_lossy(&recorded)),
        }
    }

    /// The exchange under that heading.
    #[track_caller]
    pub fn exchange(&self, name: &str) -> Exchange {
        let (_, block) = self.text.split_once(&format!("\n### {name}\n")).unwrap();
        let block = block.split("\n### ").next().unwrap();
        let (asked, answered) = block.split_once("\nHTTP/1.1 ").unwrap();
        let (head, body) = asked.split_once("\n\n").unwrap_or((asked, ""));
        let (first, headers) = head.split_once('\n').unwrap();
        let mut first = first.split(' ');
        Exchange {
            method: first.next().unwrap().to_owned(),
            target: first.next().unwrap().to_owned(),
            headers: pairs(headers),
            body: body.trim_end().to_owned(),
            answer: answer(answered),
        }
    }

    /// What came back under that heading.
    #[track_caller]
    pub fn answer(&self, name: &str) -> Response {
        self.exchange(name).answer
    }

    /// That this request is the recorded one: method, path, query, every header that a profile can give, and the body.
    #[track_caller]
    pub fn asks(&self, name: &str, request: &Request) {
        let recorded = self.exchange(name);
        assert_eq!(request.method, recorded.method, "{name}");
        assert_eq!(address(&request.url), address(&recorded.target), "{name}");
        let ours = headers(&request.headers);
        assert_eq!(ours, headers(&recorded.headers), "{name}");
        match &request.body {
            Body::Empty => assert_eq!(recorded.body, "", "{name}"),
            Body::Json(text) => {
                let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
                assert_eq!(json(text), json(&recorded.body), "{name}");
            }
            Body::Form(text) => assert_eq!(*text, recorded.body, "{name}"),
            Body::Multipart { fields, file } => {
                for (field, value) in fields {
                    let part = format!("name=\"{field}\"\n\n{value}\n");
                    assert!(recorded.body.contains(&part), "{name}: {part}");
                }
                let part = format!("name=\"{}\"; filename=", file.name);
                assert!(recorded.body.contains(&part), "{name}: {part}");
                assert!(
                    recorded
                        .body
                        .contains(&format!("Content-Type: {}", file.mime))
                );
                let parts = recorded.body.matches("name=\"").count() - 1; // and the file's own name
                assert_eq!(parts, fields.len() + 1, "{name}");
            }
            Body::File(bytes) => assert_eq!(String::from_utf8_lossy(bytes), recorded.body),
        }
    }
}

/// Every header that the request needs, without what is not ours and without what names a boundary.
fn headers(all: &[(String, String)]) -> Vec<(String, String)> {
    let mut kept: Vec<_> = all
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()))
        .filter(|(name, value)| {
            !NOT_OURS.contains(&name.as_str()) && !value.starts_with("multipart/")
        })
        .collect();
    kept.sort();
    kept
}

/// Path and query, each of them as it reads unescaped: recordings escape less than a browser may.
fn address(url: &str) -> (String, Vec<(String, String)>) {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap();
        (unescaped(name), unescaped(value))
    });
    (unescaped(path), pairs.collect())
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = |digit: Option<u8>| char::from(digit.unwrap()).to_digit(16).unwrap();
        bytes.push(match byte {
            b'%' => (hex(rest.next()) * 16 + hex(rest.next())) as u8,
            plain => plain,
        });
    }
    String::from_utf8(bytes).unwrap()
}

fn answer(text: &str) -> Response {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let (first, rest) = head.split_once('\n').unwrap();
    let lower = |(name, value): (String, String)| (name.to_ascii_lowercase(), value);
    let headers: Vec<_> = pairs(rest).into_iter().map(lower).collect();
    let kind = headers.iter().find(|(name, _)| name == "content-type");
    Response {
        status: first[..3].parse().unwrap(),
        content_type: kind.map_or_else(String::new, |(_, value)| value.clone()),
        body: body.trim().as_bytes().to_vec(),
        headers,
        ..Response::default()
    }
}

fn pairs(lines: &str) -> Vec<(String, String)> {
    let pair = |line: &str| {
        let (name, value) = line.split_once(": ")?;
        Some((name.to_owned(), value.to_owned()))
    };
    lines.lines().filter_map(pair).collect()
}

/// The UUID that stands for `ref-{year}-{number}` or `ref-{number}`.
pub fn key(year: u32, number: u32) -> String {
    format!("{year:08}-0000-4000-8000-{number:012}")
}

fn with_keys(text: &str) -> String {
    let mut parts = text.split("ref-");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != '-');
        let (name, rest) = part.split_at(end.unwrap_or(part.len()));
        match name
            .split('-')
            .map(str::parse)
            .collect::<Vec<_>>()
            .as_slice()
        {
            [Ok(year), Ok(number)] => out += &key(*year, *number),
            [Ok(number)] => out += &key(0, *number),
            _ => out += &format!("ref-{name}"),
        }
        out += rest;
    }
    out
}
