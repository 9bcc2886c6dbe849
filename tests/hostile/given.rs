//! The dialects, and what was written, in every test here.

use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        moment::Moment,
        record::{Entry, KindId, Photo},
    },
    profile::Profile,
    runtime::ports::Step,
};
use std::collections::BTreeMap;

pub const KEY: &str = "0f0e0d0c-0b0a-4908-8706-050403020100";
pub const PHOTO: &str = "00000000-0000-4000-8000-000000000007";
pub const POCKETBASE: &str = include_str!("../../public/dialects/pocketbase.json");
const WRAPPED: &str = include_str!("dialects/wrapped.json");
const CHANGES: &str = include_str!("dialects/changes.json");
const PROBLEMS: &str = include_str!("dialects/problems.json");
thread_local! {
    static PROFILES: [Profile; 4] = [
        ("{}", POCKETBASE),
        ("{}", WRAPPED),
        ("{}", PROBLEMS),
        (CHANGES, POCKETBASE),
    ]
    .map(|(config, preset)| Profile::parse(config, preset).unwrap());
}

pub fn pocketbase() -> Profile {
    PROFILES.with(|all| all[0].clone())
}

pub fn wrapped() -> Profile {
    PROFILES.with(|all| all[1].clone())
}

pub fn problems() -> Profile {
    PROFILES.with(|all| all[2].clone())
}

/// PocketBase, were it to take changes.
pub fn changes() -> Profile {
    PROFILES.with(|all| all[3].clone())
}

pub fn key(text: &str) -> ClientRef {
    ClientRef::parse(text).unwrap()
}

pub fn entry() -> Entry {
    Entry {
        client_ref: key(KEY),
        kind: KindId("reading_share".to_owned()),
        form_version: 1,
        day: Day::new(2026, 9, 15).ok(),
        answers: Answer::Group(BTreeMap::from([(
            "title".to_owned(),
            Answer::Text("论语".to_owned()),
        )])),
        photos: vec![photo()],
        captured_at: Some(Moment(1_795_418_123_554)),
    }
}

pub fn create() -> Step {
    Step::Create(entry().into())
}

pub fn photo() -> Photo {
    Photo {
        id: key(PHOTO),
        sha256: "ab".repeat(32),
        bytes: 3,
        mime: "image/jpeg".to_owned(),
    }
}
