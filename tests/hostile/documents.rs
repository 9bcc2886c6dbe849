//! What an integrator or an office writes.

use super::{
    given::{KEY, POCKETBASE, create, entry, key, photo},
    wire::{Played, answers, now},
};
use dajuan::{
    domain::day::Day,
    forms::{answers::Answers, catalog::Catalog, door::answer_from_json, schema::validate},
    outbox::reply::Reply,
    profile::{Profile, dialect_of},
    runtime::ports::Transport,
};
use std::collections::BTreeSet;

/// `config.json`, and after a line `====` its preset; without one, over the preset that ships.
pub fn profile(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (config, preset) = text.split_once("\n====\n").unwrap_or((text, POCKETBASE));
    if let Ok(name) = dialect_of(config) {
        assert!(!name.contains(['/', '.', '\\']));
    }
    let Ok(profile) = Profile::parse(config, preset) else {
        return;
    };
    let token = Some("tkn");
    let upload = profile.upload(&photo(), vec![1], token);
    let asked = [
        Some(profile.create(&entry(), token)),
        Some(profile.me(token)),
        Some(profile.list(2026, 1, token)),
        Some(profile.sign_in("wy001", "p w")),
        profile.find(&key(KEY), token),
        profile.refresh(token, None),
        upload,
    ];
    for request in asked.into_iter().flatten() {
        let url = &request.url;
        assert!(url.bytes().all(|byte| byte.is_ascii_graphic()), "{url}");
        let ours = url.starts_with('/') && !url.starts_with("//");
        assert!(ours || url.starts_with("http"), "{url}");
        for (name, value) in &request.headers {
            assert!(!name.is_empty() && !value.contains(['\r', '\n', '\0']));
        }
    }
    // Nothing but a redirect and a page is said: a captive portal is no backend, whatever the profile.
    let portal = answers(b"!200 text/html\n\n<html>");
    let reply = now(Played::new(portal).client(&profile).send(create()));
    assert!(!matches!(reply, Reply::Done { .. }));
}

/// A catalog, and a schema with what it is to check.
pub fn catalog(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match Catalog::parse(text) {
        Ok(catalog) => {
            let mut ids = BTreeSet::new();
            let today = Day::new(2026, 9, 15).unwrap();
            for kind in catalog.kinds() {
                assert!(ids.insert(&kind.id().0));
                let form = kind.form();
                let mut answers = form.fresh(today);
                for field in form.fields() {
                    answers.set(field.key(), field.read("１２ javascript:1 https://a.cn"));
                }
                if let Ok(checked) = form.check(&answers, today) {
                    let stored = checked.into_answer();
                    assert!(form.check(&Answers::from(stored), today).is_ok());
                }
                let _ = form.check(&Answers::default(), today);
            }
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in &errors {
                assert!(error.place.is_empty() || error.place.starts_with('/'));
                let _ = error.remedy();
            }
        }
    }
    if let Some(document) = answer_from_json(text) {
        let _ = validate(&document, &document);
    }
}
