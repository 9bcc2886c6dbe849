//! An operation and what its placeholders stand for → one request.

use super::{
    Profile,
    operation::{Operation, Shape},
    paging::query_in,
    request::{Body, Request},
    template::{Slots, fill, fill_json, fill_whole, percent},
};
use serde_json::Value;

impl Profile {
    /// What stands where a field of the body has no value.
    pub(super) fn empty(&self) -> Option<&Value> {
        self.backend.mapping.empty.as_ref()
    }

    /// The same placeholders, and who is signed in.
    pub(super) fn signed_slots(&self, slots: Slots) -> Vec<(&'static str, Value)> {
        let mut slots = slots.to_vec();
        slots.push(("member", self.member.borrow().clone()));
        slots
    }

    pub(super) fn ask(&self, operation: &Operation, slots: Slots, token: Option<&str>) -> Request {
        let slots = &self.signed_slots(slots);
        let mut url = self.backend.base.clone();
        url.push_str(&fill(&operation.path, slots, segment));
        if let Some(query) = query_in(slots) {
            url.push('?');
            url.push_str(query);
        } else if !operation.query.is_empty() {
            let pairs = encoded(&operation.query, slots);
            url.push_str(if pairs.is_empty() { "" } else { "?" });
            url.push_str(&pairs);
        }
        let mut headers = filled(&operation.headers, slots);
        headers.extend(self.backend.headers.iter().cloned());
        if let Some(token) = token.filter(|_| operation.auth) {
            let slots = [("token", token.into())];
            headers.extend(filled(&self.backend.auth.headers, &slots));
        }
        let body = match &operation.body {
            Shape::Json(template) => {
                typed(&mut headers, "application/json");
                Body::Json(fill_json(template, slots, self.empty()).to_string())
            }
            Shape::Form(pairs) => {
                typed(&mut headers, "application/x-www-form-urlencoded");
                Body::Form(encoded(pairs, slots))
            }
            Shape::Empty | Shape::Multipart(_) | Shape::File => Body::Empty,
        };
        Request {
            method: operation.method,
            url,
            headers,
            body,
            cookies: self.backend.auth.cookies,
            csrf: match operation.method {
                "GET" => None,
                _ => self.backend.auth.csrf.clone(),
            },
        }
    }
}

/// Says what the body is, where the profile does not.
pub(super) fn typed(headers: &mut Vec<(String, String)>, kind: &str) {
    let named = |(name, _): &(String, String)| name.eq_ignore_ascii_case("content-type");
    if !headers.iter().any(named) {
        headers.push(("Content-Type".to_owned(), kind.to_owned()));
    }
}

/// Names and values as they stand in a query; one without a value is left out.
fn encoded(pairs: &[(String, String)], slots: Slots) -> String {
    let mut text = String::new();
    for (name, template) in pairs {
        if let Some(value) = fill_whole(template, slots, str::to_owned) {
            text.push_str(if text.is_empty() { "" } else { "&" });
            text.push_str(&percent(name));
            text.push('=');
            text.push_str(&percent(&value));
        }
    }
    text
}

/// What is filled into a path. Dots alone would lead elsewhere, however they are escaped.
fn segment(text: &str) -> String {
    match text {
        "." | ".." => String::new(),
        _ => percent(text),
    }
}

/// Headers, with whatever no header can hold left out of what is filled in; one without a value is left out.
fn filled(headers: &[(String, String)], slots: Slots) -> Vec<(String, String)> {
    let visible = |text: &str| text.chars().filter(|c| matches!(c, ' '..='~')).collect();
    let filled =
        |(name, value): &(String, String)| Some((name.clone(), fill_whole(value, slots, visible)?));
    headers.iter().filter_map(filled).collect()
}
