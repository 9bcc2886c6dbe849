//! Domain values → requests.

use super::{
    Profile,
    operation::{Operation, Shape},
    request::{Body, FilePart, Request},
    template::{Slots, fill, fill_json, percent},
};
use crate::domain::{
    client_ref::ClientRef,
    day::Day,
    held::Held,
    record::{Entry, Photo},
};
use serde_json::Value;
use std::sync::Arc;

impl Profile {
    /// Asks for the backend's version.
    pub fn health(&self) -> Option<Request> {
        Some(self.ask(self.backend.operations.health.as_ref()?, &[], None))
    }

    /// Signs in.
    pub fn sign_in(&self, identity: &str, password: &str) -> Request {
        let slots = [("identity", identity.into()), ("password", password.into())];
        self.ask(&self.backend.operations.sign_in, &slots, None)
    }

    /// Exchanges the token for a fresh one, where the backend can.
    pub fn refresh(&self, token: Option<&str>) -> Option<Request> {
        Some(self.ask(self.backend.operations.refresh.as_ref()?, &[], token))
    }

    /// Activates or recovers an account with a code, where the backend can.
    pub fn set_password(&self, identity: &str, code: &str, password: &str) -> Option<Request> {
        let slots = [
            ("identity", identity.into()),
            ("code", code.into()),
            ("password", password.into()),
        ];
        Some(self.ask(self.backend.operations.set_password.as_ref()?, &slots, None))
    }

    /// Asks who is signed in; also the check of an ambiguous answer.
    pub fn me(&self, token: Option<&str>) -> Request {
        self.ask(&self.backend.operations.me, &[], token)
    }

    /// Sends a record, after its photos.
    pub fn create(&self, entry: &Entry, token: Option<&str>) -> Request {
        self.ask(
            &self.backend.operations.create,
            &self.entry_slots(entry),
            token,
        )
    }

    /// Sends several records, after their photos, where the backend takes them so.
    pub fn batch(&self, entries: &[Arc<Entry>], token: Option<&str>) -> Option<Request> {
        let operation = self.backend.operations.batch.as_ref()?;
        let item = |entry: &Arc<Entry>| fill_json(&operation.item, &self.entry_slots(entry));
        let items = entries.iter().map(item).collect();
        Some(self.ask(operation, &[("items", items)], token))
    }

    /// Sends a change of the record `of`, after its new photos, where the backend takes any.
    pub fn update(
        &self,
        entry: &Entry,
        of: &ClientRef,
        base: &Held,
        token: Option<&str>,
    ) -> Option<Request> {
        let operation = self.backend.operations.update.as_ref()?;
        Some(self.ask(operation, &self.update_slots(entry, of, base), token))
    }

    /// Whether a member may change what was received.
    pub fn takes_changes(&self) -> bool {
        self.backend.operations.update.is_some()
    }

    /// Whether a member may withdraw what was received.
    pub fn takes_withdrawals(&self) -> bool {
        self.backend.mapping.knows_withdrawn()
    }

    /// Whether a change made from this can be sent without looking up what the backend calls it.
    pub fn can_update(&self, base: &Held) -> bool {
        let operation = self.backend.operations.update.as_ref();
        let lacks = |slot, known: &Option<String>| {
            known.is_none() && operation.is_some_and(|operation| operation.mentions(slot))
        };
        !lacks("{id}", &base.id) && !lacks("{version}", &base.version)
    }

    pub(super) fn update_slots(
        &self,
        entry: &Entry,
        of: &ClientRef,
        base: &Held,
    ) -> Vec<(&'static str, Value)> {
        let mut slots = self.entry_slots(entry).to_vec();
        slots.push(("of", of.as_str().into()));
        slots.push(("id", base.id.as_deref().into()));
        slots.push(("version", base.version.as_deref().into()));
        slots
    }

    /// Sends a photo, where the backend takes any.
    pub fn upload(&self, photo: &Photo, bytes: Vec<u8>, token: Option<&str>) -> Option<Request> {
        let operation = self.backend.operations.upload.as_ref()?;
        let slots = photo_slots(photo);
        let mut request = self.ask(operation, &slots, token);
        if let Shape::Multipart(parts) = &operation.body {
            let mut fields = Vec::new();
            let mut name = String::new();
            for (key, value) in parts {
                if value == "{file}" {
                    name.clone_from(key);
                } else {
                    fields.push((key.clone(), fill(value, &slots, str::to_owned)));
                }
            }
            let ending = photo.mime.rsplit('/').next().unwrap_or_default();
            let filename = format!("{}.{ending}", photo.id);
            let file = FilePart {
                name,
                filename,
                mime: photo.mime.clone(),
                bytes,
            };
            request.body = Body::Multipart { fields, file };
        }
        Some(request)
    }

    /// Asks for the bytes of a photo, where the backend keeps any.
    pub fn attachment(&self, id: &ClientRef, token: Option<&str>) -> Option<Request> {
        let slots = [("ref", id.as_str().into())];
        Some(self.ask(self.backend.operations.attachment.as_ref()?, &slots, token))
    }

    /// Asks for one page of a year's records; pages count from 1.
    pub fn list(&self, year: u16, page: u32, token: Option<&str>) -> Request {
        let slots = self.year_slots(year, page);
        self.ask(&self.backend.operations.list, &slots, token)
    }

    pub(super) fn year_slots(&self, year: u16, page: u32) -> [(&'static str, Value); 4] {
        let day = |month, day| {
            Day::new(year, month, day)
                .map_or(Value::Null, |day| self.backend.mapping.write_day(day))
        };
        [
            ("year", year.into()),
            ("from", day(1, 1)),
            ("to", day(12, 31)),
            ("page", page.into()),
        ]
    }

    /// Looks a record up by its key, where the backend can.
    pub fn find(&self, key: &ClientRef, token: Option<&str>) -> Option<Request> {
        let slots = [("client_ref", key.as_str().into())];
        Some(self.ask(self.backend.operations.find.as_ref()?, &slots, token))
    }

    pub(super) fn entry_slots(&self, entry: &Entry) -> [(&'static str, Value); 7] {
        let photos = entry.photos.iter().map(|photo| photo.id.as_str());
        [
            ("client_ref", entry.client_ref.as_str().into()),
            ("kind", entry.kind.0.as_str().into()),
            (
                "day",
                entry
                    .day
                    .map_or(Value::Null, |day| self.backend.mapping.write_day(day)),
            ),
            ("form_version", entry.form_version.into()),
            ("answers", Value::from(&entry.answers)),
            ("photos", photos.collect()),
            (
                "captured_at",
                entry
                    .captured_at
                    .map_or(Value::Null, |at| self.backend.mapping.write_moment(at)),
            ),
        ]
    }

    pub(super) fn ask(&self, operation: &Operation, slots: Slots, token: Option<&str>) -> Request {
        let mut url = self.backend.base.clone();
        url.push_str(&fill(&operation.path, slots, percent));
        for (at, (name, value)) in operation.query.iter().enumerate() {
            url.push(if at == 0 { '?' } else { '&' });
            url.push_str(&percent(name));
            url.push('=');
            url.push_str(&percent(&fill(value, slots, str::to_owned)));
        }
        let mut headers = filled(&operation.headers, slots);
        if let Some(token) = token.filter(|_| operation.auth) {
            let slots = [("token", token.into())];
            headers.extend(filled(&self.backend.auth.headers, &slots));
        }
        let body = match &operation.body {
            Shape::Json(template) => {
                headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
                Body::Json(fill_json(template, slots).to_string())
            }
            Shape::Empty | Shape::Multipart(_) => Body::Empty,
        };
        Request {
            method: operation.method,
            url,
            headers,
            body,
            cookies: self.backend.auth.cookies,
        }
    }
}

/// Headers, with whatever no header can hold left out of what is filled in.
fn filled(headers: &[(String, String)], slots: Slots) -> Vec<(String, String)> {
    let visible = |text: &str| text.chars().filter(|c| matches!(c, ' '..='~')).collect();
    let filled = |(name, value): &(String, String)| (name.clone(), fill(value, slots, visible));
    headers.iter().map(filled).collect()
}

pub(super) fn photo_slots(photo: &Photo) -> [(&'static str, Value); 3] {
    [
        ("ref", photo.id.as_str().into()),
        ("sha256", photo.sha256.as_str().into()),
        ("mime", photo.mime.as_str().into()),
    ]
}
