//! What 自检 found, as lines: nothing of a record and nobody's name among them.

use crate::{
    domain::lang::Lang,
    i18n::{
        fill,
        health::{HealthWords, health as words},
        intl, later,
        outbox::{OutboxWords, outbox},
    },
    outbox::item::State,
    state::{
        at::At,
        outlook::{Ability, Build, Contact, Health, Live, Reach},
        session::Phase,
        telling,
        waiting::span,
    },
};
use leptos::prelude::*;

/// Label and value.
pub(super) fn facts(lang: Lang, at: At, health: &Health) -> Vec<(&'static str, String)> {
    let (l, own, of) = (later(lang), outbox(lang), words(lang));
    let count = |n: usize| fill(l.count_n, &[("n", &n.to_string())]);
    let unknown = || own.unknown.to_owned();
    let drafts = at.desk.rows.with(|rows| {
        let drafts = rows.iter().filter(|row| row.item.state == State::Draft);
        drafts.count()
    });
    let space = health.space.map(|(used, free)| {
        let (used, free) = (intl::bytes(used), intl::bytes(free));
        fill(l.space_told, &[("used", &used), ("free", &free)])
    });
    let persisted = match health.persisted {
        Some(true) => own.persisted_yes,
        Some(false) => own.persisted_no,
        None => own.unknown,
    };
    vec![
        (
            own.keeping,
            telling::keeping(lang, at.session.keeping.get()).to_owned(),
        ),
        (l.space, space.unwrap_or_else(unknown)),
        (own.persisted, persisted.to_owned()),
        (own.unsent, unsent(lang, at)),
        (own.drafts, count(drafts)),
        (own.sealed, count(at.desk.unreadable.get())),
        (own.contact, contact(lang, health.contact)),
        (own.clock, clock(own, health.contact)),
        (
            own.network,
            match health.online {
                true => own.network_on.to_owned(),
                false => own.network_off.to_owned(),
            },
        ),
        (own.worker, worker(lang, at, health.worker)),
        (of.browser, browser(lang, health)),
        (l.version, told(of, &health.build)),
        (of.live, live(lang, health)),
        (of.profile, profile(of, health).unwrap_or_else(unknown)),
        (
            of.address,
            (health.described.as_ref()).map_or_else(unknown, |it| it.backend.clone()),
        ),
        (of.reach, reach(lang, &health.reach).to_owned()),
        (
            own.backend,
            match &health.reach {
                Reach::Asking => own.asking.to_owned(),
                Reach::Well(Some(version)) => version.clone(),
                Reach::Well(None)
                | Reach::NoQuestion
                | Reach::NoProfile
                | Reach::Silent
                | Reach::Busy
                | Reach::Refused
                | Reach::Stranger => unknown(),
            },
        ),
        (of.good, good(lang, health.contact)),
    ]
}

/// Its family, and what it can't do.
fn browser(lang: Lang, health: &Health) -> String {
    let of = words(lang);
    let name = |ability: &Ability| match ability {
        Ability::Worker => of.lacks_worker,
        Ability::Store => of.lacks_store,
        Ability::Cipher => of.lacks_cipher,
        Ability::Clipboard => of.lacks_clipboard,
        Ability::Download => of.lacks_download,
    };
    let lacks: Vec<&str> = health.lacks.iter().map(name).collect();
    let able = match lacks.is_empty() {
        true => of.browser_able.to_owned(),
        false => fill(of.browser_lacks, &[("what", &lacks.join(later(lang).and))]),
    };
    fill(
        of.browser_told,
        &[("name", health.browser), ("able", &able)],
    )
}

fn unsent(lang: Lang, at: At) -> String {
    // Where nobody is signed in the rows are locked, and their number alone is known.
    if let Phase::SignedOut { locked } | Phase::Locked { locked } = at.session.phase.get() {
        let n = (locked + at.session.others.get()).to_string();
        return fill(later(lang).count_n, &[("n", &n)]);
    }
    let waited = at.desk.waited(at.clock.0.get());
    let n = waited.len().to_string();
    match waited.into_iter().flatten().max() {
        Some(oldest) => {
            let own = outbox(lang);
            let time = span(own, oldest);
            fill(own.unsent_oldest, &[("n", &n), ("time", &time)])
        }
        None => fill(later(lang).count_n, &[("n", &n)]),
    }
}

fn contact(lang: Lang, contact: Option<Contact>) -> String {
    let w = outbox(lang);
    let Some(contact) = contact else {
        return w.contact_never.to_owned();
    };
    let time = intl::moment(lang, contact.at);
    match contact.status {
        Some(status) => {
            let status = status.to_string();
            fill(w.contact_answer, &[("time", &time), ("status", &status)])
        }
        None => fill(w.contact_silent, &[("time", &time)]),
    }
}

/// How far the phone's clock is from the backend's; a minute is the least that is told.
fn clock(w: &OutboxWords, contact: Option<Contact>) -> String {
    let Some(ahead) = contact.and_then(|contact| contact.ahead_ms) else {
        return w.unknown.to_owned();
    };
    let off = ahead.unsigned_abs();
    if off < 60_000 {
        return w.clock_right.to_owned();
    }
    let pattern = if ahead > 0 {
        w.clock_fast
    } else {
        w.clock_slow
    };
    fill(pattern, &[("time", &span(w, off))])
}

fn worker(lang: Lang, at: At, in_charge: bool) -> String {
    let own = outbox(lang);
    let said = match in_charge {
        true if at.session.update.get() => words(lang).worker_waits,
        true => own.worker_on,
        false => own.worker_off,
    };
    said.to_owned()
}

/// A version with the id of its files, where that is known.
fn told(of: &HealthWords, build: &Build) -> String {
    if build.id.is_empty() {
        return build.version.clone();
    }
    fill(of.build, &[("version", &build.version), ("id", &build.id)])
}

fn live(lang: Lang, health: &Health) -> String {
    let (own, of) = (outbox(lang), words(lang));
    match &health.live {
        Live::Asking => own.asking.to_owned(),
        Live::Unknown => own.unknown.to_owned(),
        Live::Told(build) if *build == health.build => of.live_same.to_owned(),
        Live::Told(build) => fill(of.live_other, &[("build", &told(of, build))]),
    }
}

fn profile(of: &HealthWords, health: &Health) -> Option<String> {
    let it = health.described.as_ref()?;
    let values = [("name", it.name.as_str()), ("file", &it.file)];
    Some(fill(of.profile_told, &values))
}

fn reach(lang: Lang, reach: &Reach) -> &'static str {
    let of = words(lang);
    match reach {
        Reach::Asking => outbox(lang).asking,
        Reach::Well(_) => of.reach_well,
        Reach::NoQuestion => of.reach_no_question,
        Reach::NoProfile => of.reach_no_profile,
        Reach::Silent => of.reach_silent,
        Reach::Busy => of.reach_busy,
        Reach::Refused => of.reach_refused,
        Reach::Stranger => of.reach_stranger,
    }
}

fn good(lang: Lang, contact: Option<Contact>) -> String {
    match contact.and_then(|contact| contact.good) {
        Some(at) => intl::moment(lang, at),
        None => outbox(lang).contact_never.to_owned(),
    }
}
