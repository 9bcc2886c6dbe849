//! Domain values → requests.

use super::{
    Profile,
    composing::typed,
    operation::Shape,
    paging::{Bookmark, with_page},
    request::{Body, FilePart, Request},
    source::Source,
    template::{fill, fill_json},
    writing::basic,
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
    /// Asks the backend how it is.
    pub fn health(&self) -> Option<Request> {
        Some(self.ask(self.backend.operations.health.as_ref()?, &[], None))
    }

    /// Signs in.
    pub fn sign_in(&self, identity: &str, password: &str) -> Request {
        let slots = [
            ("identity", identity.into()),
            ("password", password.into()),
            ("basic", basic(identity, password).into()),
        ];
        self.ask(&self.backend.operations.sign_in, &slots, None)
    }

    /// The token that a sign-in makes of what was typed, where the backend gives none.
    pub fn made_token(&self, identity: &str, password: &str) -> Option<String> {
        let token = self.backend.operations.sign_in.answers.source("token")?;
        let Source::Is(Value::String(template)) = token else {
            return None;
        };
        let slots = [("basic", basic(identity, password).into())];
        Some(fill(template, &slots, str::to_owned))
    }

    /// Exchanges the token, or what came beside it, for a fresh one, where the backend can.
    pub fn refresh(&self, token: Option<&str>, beside: Option<&str>) -> Option<Request> {
        let slots = [("refresh", beside.into())];
        Some(self.ask(self.backend.operations.refresh.as_ref()?, &slots, token))
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
        let item = |entry: &Arc<Entry>| {
            let slots = self.entry_slots(entry);
            fill_json(&operation.item, &self.signed_slots(&slots), self.empty())
        };
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
        self.backend.mapping.knows_withdrawn() || self.backend.operations.remove.is_some()
    }

    /// Whether a change made from this can be sent without looking up what the backend calls it.
    pub fn can_update(&self, base: &Held) -> bool {
        let operation = self.backend.operations.update.as_ref();
        let lacks = |slot, known: &Option<String>| {
            known.is_none() && operation.is_some_and(|operation| operation.mentions(slot))
        };
        !lacks("id", &base.id) && !lacks("version", &base.version)
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
        match &operation.body {
            Shape::Multipart(parts) => {
                let mut fields = Vec::new();
                let mut name = String::new();
                for (key, value) in parts {
                    if value == "{file}" {
                        name.clone_from(key);
                    } else {
                        fields.push((key.clone(), fill(value, &slots, str::to_owned)));
                    }
                }
                let file = FilePart {
                    name,
                    filename: file_name(photo),
                    mime: photo.mime.clone(),
                    bytes,
                };
                request.body = Body::Multipart { fields, file };
            }
            Shape::File => {
                typed(&mut request.headers, &photo.mime);
                request.body = Body::File(bytes);
            }
            Shape::Empty | Shape::Json(_) | Shape::Form(_) => {}
        }
        Some(request)
    }

    /// Asks for the bytes of a photo, where the backend keeps any.
    pub fn attachment(&self, id: &ClientRef, token: Option<&str>) -> Option<Request> {
        let slots = [("ref", id.as_str().into())];
        Some(self.ask(self.backend.operations.attachment.as_ref()?, &slots, token))
    }

    /// Asks for one page of a year's records: the first, or where the one before said that the next begins.
    pub fn list(&self, year: u16, at: impl Into<Bookmark>, token: Option<&str>) -> Request {
        let list = &self.backend.operations.list;
        let slots = with_page(self.year_slots(year), &at.into(), list);
        self.ask(list, &slots, token)
    }

    pub(super) fn year_slots(&self, year: u16) -> Vec<(&'static str, Value)> {
        let day = |year, month, day| {
            Day::new(year, month, day)
                .map_or(Value::Null, |day| self.backend.mapping.write_day(day))
        };
        vec![
            ("year", year.into()),
            ("before", day(year.saturating_sub(1), 12, 31)),
            ("from", day(year, 1, 1)),
            ("to", day(year, 12, 31)),
            ("until", day(year.saturating_add(1), 1, 1)),
        ]
    }

    /// Whether the list is asked for a year; else it brings all, and the phone picks.
    pub fn lists_years(&self) -> bool {
        let list = &self.backend.operations.list;
        let names = ["year", "before", "from", "to", "until"];
        names.iter().any(|name| list.mentions(name))
    }

    /// Looks a record up by its key, where the backend can.
    pub fn find(&self, key: &ClientRef, token: Option<&str>) -> Option<Request> {
        let slots = [("client_ref", key.as_str().into())];
        Some(self.ask(self.backend.operations.find.as_ref()?, &slots, token))
    }

    pub(super) fn entry_slots(&self, entry: &Entry) -> [(&'static str, Value); 7] {
        let mapping = &self.backend.mapping;
        let photos = entry.photos.iter().map(|photo| photo.id.as_str());
        let day = entry.day.map(|day| mapping.write_day(day));
        let captured = entry.captured_at.map(|at| mapping.write_moment(at));
        [
            ("client_ref", entry.client_ref.as_str().into()),
            ("kind", mapping.write_kind(&entry.kind).into()),
            ("day", day.unwrap_or_default()),
            ("form_version", entry.form_version.into()),
            ("answers", mapping.write_answers(&entry.answers)),
            ("photos", photos.collect()),
            ("captured_at", captured.unwrap_or_default()),
        ]
    }
}

/// A name that says nothing: the key and the type.
fn file_name(photo: &Photo) -> String {
    let ending = photo.mime.rsplit('/').next().unwrap_or_default();
    format!("{}.{ending}", photo.id)
}

pub(super) fn photo_slots(photo: &Photo) -> [(&'static str, Value); 4] {
    [
        ("ref", photo.id.as_str().into()),
        ("sha256", photo.sha256.as_str().into()),
        ("mime", photo.mime.as_str().into()),
        ("name", file_name(photo).into()),
    ]
}
