//! What goes wrong, for which requests, and how often.

use std::{fmt, str::FromStr, time::Duration};

/// What happens to one request.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Forwarded after this time.
    Delay(Duration),
    /// The upstream gets the head and this many bytes of the body, then the client is reset.
    DropRequest { after: usize },
    /// The client gets the head and this many bytes of the body, then the connection closes.
    DropReply { after: usize },
    /// The upstream answers; the client gets a TCP reset in place of the answer.
    ResetAfterEffect,
    /// The upstream answers; the client gets the answer after [`crate::Proxy::release`].
    HoldReply,
    /// Answered here, never forwarded. `Content-Length` and `Connection` are added.
    Answer {
        status: u16,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    },
    /// Bodies move at this speed, both ways, after this latency.
    Throttle {
        bytes_per_second: u32,
        latency: Duration,
    },
}

impl Fault {
    /// An answer with a content type and no other headers.
    pub fn answer(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::Answer {
            status,
            headers: vec![("Content-Type".into(), content_type.into())],
            body: body.into(),
        }
    }

    /// The sign-in page of a hotel's network, in place of whatever was asked for.
    pub fn captive_portal() -> Self {
        Self::answer(
            200,
            "text/html; charset=utf-8",
            "<!doctype html><title>Welcome</title><p>Accept the terms to go online.",
        )
    }
}

/// A fault with the requests that it befalls. The first rule that strikes decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub(crate) fault: Fault,
    method: Option<String>,
    path: String,
    skip: u64,
    times: u64,
    chance: f64,
    matched: u64,
    struck: u64,
}

impl Rule {
    /// Befalls every request, always.
    pub fn new(fault: Fault) -> Self {
        Self {
            fault,
            method: None,
            path: String::new(),
            skip: 0,
            times: u64::MAX,
            chance: 1.0,
            matched: 0,
            struck: 0,
        }
    }

    /// Only requests with this method.
    pub fn method(mut self, method: &str) -> Self {
        self.method = Some(method.to_owned());
        self
    }

    /// Only requests whose path and query start with this text, or contain it where it begins
    /// with `*`, or equal it where it begins with `=`.
    pub fn path(mut self, path: &str) -> Self {
        self.path = path.to_owned();
        self
    }

    /// Lets the first `skip` matching requests pass.
    pub fn after(mut self, skip: u64) -> Self {
        self.skip = skip;
        self
    }

    /// Strikes no more often than this.
    pub fn times(mut self, times: u64) -> Self {
        self.times = times;
        self
    }

    /// Strikes once.
    pub fn once(self) -> Self {
        self.times(1)
    }

    /// Strikes with this probability, decided by the proxy's seed and the count of matches.
    pub fn chance(mut self, chance: f64) -> Self {
        self.chance = chance;
        self
    }

    /// Counts the request if it matches, and says whether the fault befalls it. `seed` is the
    /// rule's own.
    pub(crate) fn strikes(&mut self, seed: u64, method: &str, path: &str) -> bool {
        let same_method = self.method.as_deref().is_none_or(|wanted| wanted == method);
        let same_path = match self.path.split_at_checked(1) {
            Some(("*", part)) => path.contains(part),
            Some(("=", whole)) => path == whole,
            _ => path.starts_with(&self.path),
        };
        if !same_method || !same_path {
            return false;
        }
        self.matched += 1;
        let strikes = self.matched > self.skip
            && self.struck < self.times
            && fraction(seed.wrapping_add(self.matched)) < self.chance;
        self.struck += u64::from(strikes);
        strikes
    }
}

/// One step of splitmix64, as a number in `0..1`.
fn fraction(seed: u64) -> f64 {
    let mut z = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

/// A rule's text that can't be read.
#[derive(Debug, PartialEq)]
pub struct BadRule(String);

impl fmt::Display for BadRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no rule; write METHOD PATH WHEN FAULT with * for any method or path, \
             WHEN once | always | times=N | chance=0.3, FAULT delay=MS | drop-request=BYTES | \
             drop-reply=BYTES | reset-after-effect | answer=STATUS | captive-portal | \
             throttle=BYTES_PER_SECOND/MS",
            self.0
        )
    }
}

impl std::error::Error for BadRule {}

impl FromStr for Rule {
    type Err = BadRule;

    /// `METHOD PATH WHEN FAULT`, for example `POST /api/ once reset-after-effect`.
    fn from_str(text: &str) -> Result<Self, BadRule> {
        read(text).ok_or_else(|| BadRule(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Rule> {
    let mut words = text.split_whitespace();
    let (method, path) = (words.next()?, words.next()?);
    let (when, fault) = (words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let mut rule = Rule::new(read_fault(fault)?).path(path);
    if method != "*" {
        rule = rule.method(method);
    }
    Some(match when.split_once('=').unwrap_or((when, "")) {
        ("once", "") => rule.once(),
        ("always", "") => rule,
        ("times", n) => rule.times(n.parse().ok()?),
        ("chance", p) => rule.chance(p.parse().ok()?),
        _ => return None,
    })
}

fn read_fault(text: &str) -> Option<Fault> {
    let millis = |ms: &str| ms.parse().ok().map(Duration::from_millis);
    Some(match text.split_once('=').unwrap_or((text, "")) {
        ("delay", ms) => Fault::Delay(millis(ms)?),
        ("drop-request", n) => Fault::DropRequest {
            after: n.parse().ok()?,
        },
        ("drop-reply", n) => Fault::DropReply {
            after: n.parse().ok()?,
        },
        ("reset-after-effect", "") => Fault::ResetAfterEffect,
        ("captive-portal", "") => Fault::captive_portal(),
        ("answer", status) => Fault::answer(status.parse().ok()?, "application/json", "{}"),
        ("throttle", speed) => {
            let (bytes, ms) = speed.split_once('/')?;
            Fault::Throttle {
                bytes_per_second: bytes.parse().ok().filter(|&n| n > 0)?,
                latency: millis(ms)?,
            }
        }
        _ => return None,
    })
}
