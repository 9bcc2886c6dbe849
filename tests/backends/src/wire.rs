//! The wire beneath the client: HTTP as a browser would let it through.

use crate::{
    browser::{may_read, may_send, preflight, shows},
    multipart::multipart,
    server::APP,
};
use dajuan::{
    profile::{
        request::{Body, Request},
        response::Response,
    },
    transport::wire::{NoAnswer, Wire},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    net::SocketAddr,
    rc::Rc,
    time::Duration,
};
use ureq::http::{HeaderMap, Request as Ask};

/// A token of nobody: `nobody:none` where it is one of Basic.
const NOBODY: &str = "bm9ib2R5Om5vbmU=";

/// A way to the backend; clones share it.
#[derive(Clone)]
pub struct Way(Rc<Inner>);

struct Inner {
    agent: ureq::Agent,
    /// The page's own origin, where it is the backend's too.
    same_origin: Option<String>,
    to: Cell<SocketAddr>,
    /// What is sent in place of this token.
    spoiled: RefCell<Option<Spoiled>>,
    /// Preflights that were answered well, as a browser remembers them.
    allowed: RefCell<BTreeSet<(String, String, String)>>,
    /// Why the browser kept something from the page.
    kept: RefCell<Vec<String>>,
    asked: Cell<usize>,
}

struct Spoiled {
    token: String,
    after: usize,
}

/// What came, before the browser's rules.
struct Raw {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Way {
    /// To `to`; the page stands at `same_origin`, or else at [`APP`].
    pub fn new(to: SocketAddr, same_origin: Option<String>) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .timeout_global(Some(Duration::from_secs(30)))
            .proxy(None)
            .build()
            .new_agent();
        Self(Rc::new(Inner {
            agent,
            same_origin,
            to: Cell::new(to),
            spoiled: RefCell::new(None),
            allowed: RefCell::default(),
            kept: RefCell::default(),
            asked: Cell::new(0),
        }))
    }

    /// Leads elsewhere from now on; the names in the requests stay.
    pub fn lead_to(&self, to: SocketAddr) {
        self.0.to.set(to);
    }

    /// After so many requests that write something with this token, it is no good.
    pub fn spoil(&self, token: &str, after: usize) {
        let token = token.to_owned();
        *self.0.spoiled.borrow_mut() = Some(Spoiled { token, after });
    }

    /// The token is good again.
    pub fn heal(&self) {
        *self.0.spoiled.borrow_mut() = None;
    }

    /// Why the browser kept something from the page, since the last call.
    pub fn kept(&self) -> Vec<String> {
        std::mem::take(&mut self.0.kept.borrow_mut())
    }

    /// Requests so far, preflights not counted.
    pub fn asked(&self) -> usize {
        self.0.asked.get()
    }

    /// The same request on a connection of its own, from any thread: the status.
    pub fn fire(agent: &ureq::Agent, to: SocketAddr, request: &Request) -> Option<u16> {
        let (mut headers, body) = ready(request.clone());
        let (host, path) = split(&request.url)?;
        headers.push(("Host".to_owned(), host));
        let raw = exchange(agent, to, request.method, &path, &headers, &body).ok()?;
        Some(raw.status)
    }

    /// For [`Way::fire`].
    pub fn agent(&self) -> ureq::Agent {
        self.0.agent.clone()
    }

    /// Brings one request to the backend and back, as far as the browser lets it.
    pub fn ask(&self, request: Request) -> Result<Response, NoAnswer> {
        let Inner { agent, to, .. } = &*self.0;
        let (method, cookies) = (request.method, request.cookies);
        let (mut url, crosses) = (request.url.clone(), self.0.same_origin.is_none());
        if let Some(origin) = &self.0.same_origin {
            url.insert_str(0, origin);
        }
        let (host, path) = split(&url).ok_or(NoAnswer)?;
        let (mut headers, body) = ready(request);
        self.spoil_some(method, &mut headers);
        let asks = preflight(method, &headers).filter(|_| crosses);
        let origin = self.0.same_origin.as_deref().unwrap_or(APP);
        if crosses || method != "GET" {
            headers.push(("Origin".to_owned(), origin.to_owned()));
        }
        headers.push(("Host".to_owned(), host.clone()));
        if let Some(names) = asks {
            self.ask_leave(&host, method, &path, names, cookies)?;
        }
        self.0.asked.set(self.0.asked.get() + 1);
        let raw = exchange(agent, to.get(), method, &path, &headers, &body)?;
        if crosses {
            self.keep(method, &path, may_read(origin, cookies, &raw.headers))?;
        }
        let seen = |name: &str| {
            let value = raw.headers.get(name)?.to_str().ok()?;
            (!crosses || shows(name, &raw.headers)).then(|| value.to_owned())
        };
        Ok(Response {
            status: raw.status,
            redirected: (300..400).contains(&raw.status),
            content_type: seen("content-type").unwrap_or_default(),
            retry_after: seen("retry-after"),
            headers: raw
                .headers
                .keys()
                .filter_map(|name| Some((name.to_string(), seen(name.as_str())?)))
                .collect(),
            body: raw.body,
            ..Response::default()
        })
    }

    fn ask_leave(
        &self,
        host: &str,
        method: &str,
        path: &str,
        names: String,
        cookies: bool,
    ) -> Result<(), NoAnswer> {
        let bare = path.split('?').next().unwrap_or_default().to_owned();
        let known = (method.to_owned(), bare, names.clone());
        if self.0.allowed.borrow().contains(&known) {
            return Ok(());
        }
        let mut headers = vec![
            ("Host".to_owned(), host.to_owned()),
            ("Origin".to_owned(), APP.to_owned()),
            (
                "Access-Control-Request-Method".to_owned(),
                method.to_owned(),
            ),
        ];
        if !names.is_empty() {
            headers.push(("Access-Control-Request-Headers".to_owned(), names.clone()));
        }
        let raw = exchange(
            &self.0.agent,
            self.0.to.get(),
            "OPTIONS",
            path,
            &headers,
            &[],
        )?;
        let allowed = may_send(APP, method, &names, cookies, raw.status, &raw.headers);
        self.keep(method, path, allowed)?;
        self.0.allowed.borrow_mut().insert(known);
        Ok(())
    }

    fn keep(&self, method: &str, path: &str, allowed: Result<(), String>) -> Result<(), NoAnswer> {
        allowed.map_err(|why| {
            self.0
                .kept
                .borrow_mut()
                .push(format!("{method} {path}: {why}"));
            NoAnswer
        })
    }

    fn spoil_some(&self, method: &str, headers: &mut [(String, String)]) {
        let mut spoiled = self.0.spoiled.borrow_mut();
        let Some(Spoiled { token, after }) = &mut *spoiled else {
            return;
        };
        for (_, value) in headers
            .iter_mut()
            .filter(|(_, value)| value.contains(&**token))
        {
            if *after == 0 {
                *value = value.replace(&**token, NOBODY);
            } else if method != "GET" {
                *after -= 1;
            }
        }
    }
}

impl Wire for Way {
    async fn fetch(&self, request: Request) -> Result<Response, NoAnswer> {
        self.ask(request)
    }
}

/// Headers and body as they go over the wire.
fn ready(request: Request) -> (Vec<(String, String)>, Vec<u8>) {
    let mut headers = request.headers;
    let body = match request.body {
        Body::Empty => Vec::new(),
        Body::Json(text) | Body::Form(text) => text.into_bytes(),
        Body::File(bytes) => bytes,
        Body::Multipart { fields, file } => {
            let (kind, body) = multipart(&fields, &file);
            headers.push(("Content-Type".to_owned(), kind));
            body
        }
    };
    (headers, body)
}

/// Host and path of an address; no host where it is a path alone.
pub fn split(url: &str) -> Option<(String, String)> {
    let rest = url.strip_prefix("http://").unwrap_or(url);
    let (host, path) = rest.split_once('/')?;
    Some((host.to_owned(), format!("/{path}")))
}

fn exchange(
    agent: &ureq::Agent,
    to: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(String, String)],
    body: &[u8],
) -> Result<Raw, NoAnswer> {
    let mut request = Ask::builder()
        .method(method)
        .uri(format!("http://{to}{path}"));
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let bodiless = matches!(method, "GET" | "DELETE" | "OPTIONS");
    let answer = match body.is_empty() && bodiless {
        true => agent.run(request.body(()).map_err(|_| NoAnswer)?),
        false => agent.run(request.body(body).map_err(|_| NoAnswer)?),
    };
    let mut answer = answer.map_err(|_| NoAnswer)?;
    let body = answer.body_mut().read_to_vec().map_err(|_| NoAnswer)?;
    Ok(Raw {
        status: answer.status().as_u16(),
        headers: answer.headers().clone(),
        body,
    })
}
