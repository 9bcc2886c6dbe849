//! Answers written as text, and a wire that brings them.
//!
//! `200 application/json`, a line of `Retry-After` (empty for none), then the body; a line `====` before the next answer.
//! Further headers stand behind the type, each after a tab: `200 application/json\tx-total-count: 3`.
//! `!` before the status: by a redirect; `+`: more bytes than the wire takes. The last answer is repeated for ever.

use dajuan::{
    domain::moment::Moment,
    profile::{Profile, request::Request, response::Response},
    transport::{
        client::Client,
        wire::{NoAnswer, Wire},
    },
};
use std::{
    cell::Cell,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

const AT: Moment = Moment(1_795_418_123_554);

#[derive(Clone)]
pub struct Played {
    answers: Rc<Vec<Response>>,
    pub asked: Rc<Cell<usize>>,
}

impl Played {
    pub fn new(answers: Vec<Response>) -> Self {
        Self {
            answers: Rc::new(answers),
            asked: Rc::default(),
        }
    }

    /// Signed in, under this profile.
    pub fn client(&self, profile: &Profile) -> Client<Self> {
        let client = Client::new(profile.clone(), self.clone());
        client.set_token(Some("tkn".to_owned()));
        client
    }
}

impl Wire for Played {
    async fn fetch(&self, request: Request) -> Result<Response, NoAnswer> {
        fit(&request);
        let at = self.asked.replace(self.asked.get() + 1);
        let answer = self.answers.get(at).or(self.answers.last());
        answer.cloned().ok_or(NoAnswer)
    }
}

/// Whatever was said or typed, an address stays one and a header too.
fn fit(request: &Request) {
    let url = &request.url;
    assert!(url.bytes().all(|byte| byte.is_ascii_graphic()), "{url}");
    let ours = url.starts_with('/') && !url.starts_with("//");
    assert!(ours || url.starts_with("http"), "{url}");
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.to_ascii_lowercase().replace("%2e", ".");
    assert!(
        !path.split('/').any(|part| part == "." || part == ".."),
        "{url}"
    );
    for (name, value) in &request.headers {
        assert!(!name.is_empty() && !value.contains(['\r', '\n', '\0']));
    }
}

/// A wire that is played never waits.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("waits for nothing"),
    }
}

/// As many answers as a flow can tell apart.
pub fn answers(data: &[u8]) -> Vec<Response> {
    let mut rest = data;
    let mut all = Vec::new();
    while all.len() < 4 && !rest.is_empty() {
        let (one, after) = cut(rest, b"\n====\n");
        all.push(answer(one));
        rest = after;
    }
    all
}

fn answer(data: &[u8]) -> Response {
    let (first, rest) = cut(data, b"\n");
    let (told, body) = cut(rest, b"\n");
    let first = String::from_utf8_lossy(first);
    let (redirected, first) = flag(&first, '!');
    let (too_long, first) = flag(first, '+');
    let mut parts = first.split('\t');
    let first = parts.next().unwrap_or_default();
    let headers = parts.filter_map(|header| {
        let (name, value) = header.split_once(": ")?;
        Some((name.to_owned(), value.to_owned()))
    });
    let (status, kind) = first.split_once(' ').unwrap_or((first, ""));
    Response {
        status: status.parse().unwrap_or_default(),
        redirected,
        content_type: kind.to_owned(),
        headers: headers.collect(),
        retry_after: (!told.is_empty()).then(|| String::from_utf8_lossy(told).into_owned()),
        body: if too_long { Vec::new() } else { body.to_vec() },
        too_long,
        at: AT,
    }
}

fn flag(text: &str, sign: char) -> (bool, &str) {
    match text.strip_prefix(sign) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// Before and after the first `by`; all of it where there is none.
fn cut<'a>(data: &'a [u8], by: &[u8]) -> (&'a [u8], &'a [u8]) {
    match data.windows(by.len()).position(|window| window == by) {
        Some(at) => (&data[..at], &data[at + by.len()..]),
        None => (data, &[]),
    }
}
