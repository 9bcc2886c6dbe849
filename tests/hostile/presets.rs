//! Answers of a backend under each preset that ships, through every operation that the preset describes.

use super::{
    given::{KEY, PHOTO, create, entry, key},
    replies::{bounded, proved},
    wire::{Played, answers, now},
};
use dajuan::{
    domain::{
        answer::Answer,
        held::{Held, Update},
        record::{Entry, KindId},
    },
    outbox::reply::Reply,
    profile::{Profile, response::Response},
    runtime::ports::{Step, Transport},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

thread_local! {
    static PRESETS: [(&'static str, Profile); 6] = [
        ("drf", include_str!("../../public/dialects/drf.json")),
        ("json-server", include_str!("../../public/dialects/json-server.json")),
        ("kinto", include_str!("../../public/dialects/kinto.json")),
        ("parse", include_str!("../../public/dialects/parse.json")),
        ("ruoyi", include_str!("../../public/dialects/ruoyi.json")),
        ("strapi", include_str!("../../public/dialects/strapi.json")),
    ]
    .map(|(name, text)| (name, Profile::parse("{}", text).unwrap()));
}

/// A way that asks more than once, a sign-in that is checked, and rows that are removed.
const REQUESTS: usize = 30;
/// Pages of a year at most, and a check of the sign-in for each.
const PAGES: usize = 401;

/// The preset's name on a line, then answers.
pub fn dialects(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n');
    let (name, rest) = data.split_at(end.unwrap_or_default());
    let profile = PRESETS.with(|all| {
        let named = all.iter().find(|(known, _)| known.as_bytes() == name);
        named.map(|(_, profile)| profile.clone())
    });
    let Some(profile) = profile else { return };
    let all = answers(rest.get(1..).unwrap_or_default());
    if all.is_empty() {
        return;
    }
    for step in [create(), change(), withdrawal()] {
        let wire = Played::new(all.clone());
        let reply = now(wire.client(&profile).send(step));
        bounded(&reply);
        assert!(wire.asked.get() <= REQUESTS);
        // What is done was said by an answer of a backend, which a portal's is not; or it is gone, or removed without a word.
        let said = all
            .iter()
            .any(|answer| proved(answer).is_some() || silent(answer));
        assert!(said || !matches!(reply, Reply::Done { .. }), "{reply:?}");
    }
    read(&profile, &all);
}

/// What tells that something is not there, or was done: a bare status.
fn silent(answer: &Response) -> bool {
    !answer.redirected
        && (answer.status == 404
            || (answer.status == 204 && answer.body.is_empty())
            || (200..300).contains(&answer.status) && answer.body.is_empty())
}

fn read(profile: &Profile, all: &[Response]) {
    let client = || Played::new(all.to_vec()).client(profile);
    let wire = Played::new(all.to_vec());
    if let Ok(year) = now(wire.client(profile).list_year(2026)) {
        let keys: BTreeSet<_> = year.records.iter().map(|it| &it.client_ref).collect();
        assert_eq!(keys.len(), year.records.len());
        assert!(all.iter().any(|answer| proved(answer).is_some()));
    }
    assert!(wire.asked.get() <= PAGES);
    if let Ok(Some(found)) = now(client().look_up(&key(KEY))) {
        assert!(
            found
                .held
                .is_none_or(|held| held.version.is_none_or(|it| !it.starts_with("W/")))
        );
    }
    if let Ok(me) = now(client().me()) {
        assert!(!me.member.id.0.is_empty());
    }
    if let Ok(session) = now(client().sign_in("..", "p\u{e9}w:")) {
        let parts: Vec<_> = session.token.split(' ').collect();
        assert!(
            parts.len() <= 2
                && parts
                    .iter()
                    .all(|it| it.bytes().all(|byte| byte.is_ascii_graphic()))
        );
    }
    let both = vec![
        entry().into(),
        Arc::new(Entry {
            client_ref: key(PHOTO),
            ..entry()
        }),
    ];
    if let Some(replies) = now(client().send_batch(both)) {
        assert_eq!(replies.len(), 2);
        replies.iter().for_each(bounded);
    }
    let _ = now(client().health());
}

/// A change of what stands under a key whose address is not known.
fn change() -> Step {
    Step::Update {
        entry: Arc::new(Entry {
            client_ref: key(PHOTO),
            ..entry()
        }),
        of: key(KEY),
        base: Arc::new(Update {
            base: Held {
                day: entry().day,
                answers: entry().answers,
                ..Held::default()
            },
            theirs: None,
        }),
    }
}

fn withdrawal() -> Step {
    let record = [("record".to_owned(), Answer::Text(KEY.to_owned()))];
    let back = Entry {
        client_ref: key(PHOTO),
        kind: KindId("withdrawal".to_owned()),
        answers: Answer::Group(BTreeMap::from(record)),
        photos: Vec::new(),
        ..entry()
    };
    Step::Create(back.into())
}
