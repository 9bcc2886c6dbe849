//! Sign-in at an organisation's own provider: OpenID Connect, authorization code with PKCE (S256), as a public client.
//!
//! An id token comes straight from the token endpoint over TLS: its signature is not checked (OpenID Connect Core 1.0,
//! 3.1.3.7, point 6), its claims are.

use super::{
    base64::{base64url, from_base64url},
    error::{Remedy, What},
    place::{Place, Wrong},
    pointers::scalar,
    reading::{Session, is_token},
    request::{Body, Request},
    response::Response,
    template::{percent, templates},
    trip::{Return, Trip, TripFault, named, odd},
};
use crate::domain::{member::MemberId, moment::Moment};
use serde_json::Value;

/// A provider, and what it is asked for.
pub struct Oidc {
    issuer: String,
    client_id: String,
    scope: String,
    params: Vec<(String, String)>,
    subject: String,
}

/// Where the provider says that it is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Provider {
    authorize: String,
    token: String,
}

/// What the phone's clock may be off.
const LEEWAY_MS: i64 = 300_000;

impl Oidc {
    pub(super) fn parse(place: Place) -> Result<Box<Self>, Wrong> {
        place.only(&["issuer", "client_id", "scope", "params", "subject"])?;
        let issuer = place.need("issuer")?;
        if !is_safe(issuer.text()?) || issuer.text()?.contains(['?', '#']) {
            return Err(issuer.wrong(What::BadAddress, Remedy::WriteAddress));
        }
        let scope = place.field("scope").map_or(Ok("openid"), Place::text)?;
        let subject = place.field("subject").map(Place::pointer).transpose()?;
        Ok(Box::new(Self {
            issuer: issuer.text()?.to_owned(),
            client_id: place.need("client_id")?.text()?.to_owned(),
            scope: scope.to_owned(),
            params: templates(place, "params", &[])?,
            subject: subject.unwrap_or_else(|| "/sub".to_owned()),
        }))
    }

    /// Asks the provider where it is asked (OpenID Connect Discovery 1.0).
    pub fn discover(&self) -> Request {
        let base = self.issuer.trim_end_matches('/');
        let url = format!("{base}/.well-known/openid-configuration");
        to_provider("GET", url, Body::Empty)
    }

    /// Reads the answer to [`Oidc::discover`].
    pub fn read_provider(&self, response: &Response) -> Result<Provider, TripFault> {
        let told = answered(response)?;
        if text(&told, "issuer") != Some(&self.issuer) {
            return Err(odd("issuer"));
        }
        let at = |name| {
            let url = text(&told, name).filter(|url| is_safe(url));
            url.map(str::to_owned).ok_or_else(|| odd(name))
        };
        Ok(Provider {
            authorize: at("authorization_endpoint")?,
            token: at("token_endpoint")?,
        })
    }

    /// Where the browser sets out to. `digest` is the SHA-256 of the verifier; with `anew` the provider asks for a sign-in
    /// even of somebody whom it knows still: on a shared phone that may be another.
    pub fn set_out(
        &self,
        provider: &Provider,
        trip: &Trip,
        digest: &[u8],
        back: &str,
        anew: bool,
    ) -> String {
        let challenge = base64url(digest);
        let mut pairs = vec![
            ("response_type", "code"),
            ("client_id", &self.client_id),
            ("redirect_uri", back),
            ("scope", &self.scope),
            ("state", &trip.state),
            ("nonce", &trip.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        let mut prompt = if anew { "login" } else { "" }.to_owned();
        for (name, value) in &self.params {
            if anew && name == "prompt" {
                prompt = format!("login {value}");
            } else {
                pairs.push((name, value));
            }
        }
        if !prompt.is_empty() {
            pairs.push(("prompt", &prompt));
        }
        let url = &provider.authorize;
        let join = if url.contains('?') { '&' } else { '?' };
        format!("{url}{join}{}", encoded(&pairs))
    }

    /// The code of a return, where it belongs to the trip that this page set out on.
    pub fn came_back(
        &self,
        trip: Option<&Trip>,
        back: Return,
        now: Moment,
    ) -> Result<String, TripFault> {
        back.judged(trip, &self.issuer, now)
    }

    /// Exchanges the code of a return.
    pub fn swap(&self, provider: &Provider, trip: &Trip, code: &str, back: &str) -> Request {
        self.ask_for_tokens(
            provider,
            &[
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", back),
                ("code_verifier", &trip.verifier),
                ("client_id", &self.client_id),
            ],
        )
    }

    /// Exchanges a refresh token.
    pub fn refresh(&self, provider: &Provider, token: &str) -> Request {
        self.ask_for_tokens(
            provider,
            &[
                ("grant_type", "refresh_token"),
                ("refresh_token", token),
                ("client_id", &self.client_id),
            ],
        )
    }

    fn ask_for_tokens(&self, provider: &Provider, pairs: &[(&str, &str)]) -> Request {
        to_provider("POST", provider.token.clone(), Body::Form(encoded(pairs)))
    }

    /// Reads the answer to [`Oidc::swap`], and to [`Oidc::refresh`], whose id token (`trip` is `None`) nothing rests on.
    pub fn read_tokens(
        &self,
        response: &Response,
        trip: Option<&Trip>,
    ) -> Result<Session, TripFault> {
        let told = answered(response)?;
        let token = |name| text(&told, name).filter(|token| is_token(token));
        let bearer = text(&told, "token_type").is_none_or(|it| it.eq_ignore_ascii_case("bearer"));
        let access = token("access_token").filter(|_| bearer);
        let access = access.ok_or_else(|| odd("access_token"))?;
        let claims = match trip {
            Some(trip) => self.claims(text(&told, "id_token"), trip, response.at)?,
            None => Value::Null,
        };
        Ok(Session {
            token: match token("refresh_token") {
                Some(beside) => format!("{access} {beside}"),
                None => access.to_owned(),
            },
            subject: claims.pointer(&self.subject).and_then(scalar).map(MemberId),
        })
    }

    /// What an id token says, where it was made for this client and this trip, and is not over.
    fn claims(&self, token: Option<&str>, trip: &Trip, now: Moment) -> Result<Value, TripFault> {
        let part = token.and_then(|token| token.split('.').nth(1));
        let bytes = part.and_then(from_base64url).unwrap_or_default();
        let claims: Value = serde_json::from_slice(&bytes).map_err(|_| odd("id_token"))?;
        let ours = |value: &Value| value.as_str() == Some(&self.client_id);
        let all = |name| match claims.get(name) {
            Some(Value::Array(all)) => all.iter().any(ours),
            Some(one) => ours(one),
            None => false,
        };
        if text(&claims, "iss") != Some(&self.issuer) {
            return Err(odd("id_token/iss"));
        }
        if !all("aud") || (claims.get("azp").is_some() && !all("azp")) {
            return Err(odd("id_token/aud"));
        }
        if text(&claims, "nonce") != Some(&trip.nonce) {
            return Err(TripFault::Foreign);
        }
        let exp = claims.get("exp").and_then(Value::as_f64);
        let exp = exp.ok_or_else(|| odd("id_token/exp"))? as i64;
        if exp.saturating_mul(1000).saturating_add(LEEWAY_MS) < now.0 {
            return Err(TripFault::Clock);
        }
        Ok(claims)
    }
}

fn to_provider(method: &'static str, url: String, body: Body) -> Request {
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let form = Some(form).filter(|_| body != Body::Empty);
    let headers = form.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Request {
        method,
        url,
        headers: headers.into_iter().collect(),
        body,
        cookies: false,
        csrf: None,
    }
}

/// The object that the provider answered with. What is none, or no answer of its own, is as good as no answer.
fn answered(response: &Response) -> Result<Value, TripFault> {
    let told: Option<Value> = serde_json::from_slice(&response.body).ok();
    let told = told
        .filter(Value::is_object)
        .ok_or(TripFault::Unreachable)?;
    match (response.status, text(&told, "error")) {
        (200, None) => Ok(told),
        (429 | 500.., _) => Err(TripFault::Unreachable),
        (_, Some(error)) => Err(named(error)),
        (status, None) => Err(odd(&status.to_string())),
    }
}

fn text<'a>(told: &'a Value, name: &str) -> Option<&'a str> {
    told.get(name).and_then(Value::as_str)
}

fn encoded(pairs: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{}={}", percent(name), percent(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// An address that nobody on the way reads or changes: https, or this machine.
fn is_safe(url: &str) -> bool {
    let here = ["localhost", "127.0.0.1", "[::1]"];
    let on = |rest: &str| {
        let host = rest.split('/').next().unwrap_or_default();
        here.iter().any(|here| {
            host.strip_prefix(here)
                .is_some_and(|port| port.is_empty() || port.starts_with(':'))
        })
    };
    let host = url.strip_prefix("https://").filter(|rest| !rest.is_empty());
    let safe = host.is_some() || url.strip_prefix("http://").is_some_and(on);
    safe && url.bytes().all(|byte| byte.is_ascii_graphic()) && !url.contains('@')
}
