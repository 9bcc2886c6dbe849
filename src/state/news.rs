//! 通知, on the page that shows them: asked for, and answered into its own signal.

use super::{at::At, shelf::Reading, telling};
use crate::{
    domain::{
        lang::Lang,
        news::{About, News, What},
    },
    forms::workflow::Workflows,
    i18n::{
        fill, intl,
        news::{NewsWords, news as own_words},
        progress::progress,
    },
    route::Route,
    stored::news::KeptNews,
};
use std::sync::Arc;

/// What is known of them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Newsletter {
    /// As last read; none before the first.
    pub kept: Option<Arc<KeptNews>>,
    /// How the last reading went.
    pub reading: Reading,
    /// What the steps of records are called; none before that was read, and where it can't be.
    pub workflows: Option<Arc<Workflows>>,
}

impl Newsletter {
    /// Whether its member has not read it, here or on another phone.
    pub fn is_fresh(kept: &KeptNews, news: &News) -> bool {
        !news.read && news.seq > kept.mark
    }

    /// How many are new.
    pub fn fresh(&self) -> usize {
        let kept = self.kept.as_deref();
        kept.map_or(0, |kept| {
            let fresh = |news: &&News| Self::is_fresh(kept, news);
            kept.news.iter().filter(fresh).count()
        })
    }
}

/// A line of the list.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// Where it leads, where there is such a place.
    pub route: Option<Route>,
    /// What happened, as a sentence.
    pub said: String,
    /// When, and the words that came with it.
    pub detail: String,
}

/// Tells one.
pub fn line(lang: Lang, at: At, workflows: Option<&Workflows>, news: &News) -> Line {
    let own = own_words(lang);
    let about = about(lang, own, at, news);
    let step = workflows.and_then(|all| step(lang, all, news));
    let until = news.until.map(|until| intl::moment(lang, until));
    let pattern = pattern(own, news, step.is_some());
    let who = telling::isolated(&news.who);
    let values = [
        (
            "who",
            if news.who.is_empty() {
                own.a_member
            } else {
                &who
            },
        ),
        ("about", about.as_str()),
        ("step", step.as_deref().unwrap_or_default()),
        ("until", until.as_deref().unwrap_or_default()),
    ];
    let said = fill(pattern, &values);
    let unit = (!news.unit.is_empty()).then(|| fill(progress(lang).unit, &[("unit", &news.unit)]));
    let words = (!news.words.is_empty()).then(|| telling::isolated(&news.words));
    let when = intl::moment(lang, news.at);
    let parts: Vec<String> = [Some(when), unit, words].into_iter().flatten().collect();
    Line {
        route: route(news),
        said,
        detail: parts.join(" · "),
    }
}

fn route(news: &News) -> Option<Route> {
    match (&news.about, news.what) {
        (_, What::EventGone) | (About::Nothing, _) => None,
        // Another's stands among those that one was asked to sign.
        (About::Record { key, .. }, _) => Some(key.clone().map_or(Route::Records, Route::Record)),
        (About::Event { id, .. }, _) => Some(Route::Event(id.clone())),
    }
}

/// `named`: what the step is called is known.
fn pattern(own: &'static NewsWords, news: &News, named: bool) -> &'static str {
    match news.what {
        What::Returned => own.returned,
        What::Reviewed => own.reviewed,
        What::Reopened => own.reopened,
        What::DisputeAccepted => own.dispute_accepted,
        What::DisputeRefused => own.dispute_refused,
        What::Corrected => own.corrected,
        What::Logged => own.logged,
        What::Step if named => own.step,
        What::Step => own.step_plain,
        What::Offered if news.until.is_none() => own.offered_plain,
        What::Offered => own.offered,
        What::Promoted => own.promoted,
        What::Lapsed => own.lapsed,
        What::SignedUp => own.signed_up,
        What::PutInLine => own.put_in_line,
        What::SignedOff => own.signed_off,
        What::EventNew => own.event_new,
        What::EventChanged => own.event_changed,
        What::EventCancelled => own.event_cancelled,
        What::EventBack => own.event_back,
        What::EventGone => own.event_gone,
        What::LeaveGranted => own.leave_granted,
        What::LeaveRefused => own.leave_refused,
        What::CosignAsked => own.cosign_asked,
        What::CosignRevoked => own.cosign_revoked,
        What::CosignSigned => own.cosign_signed,
        What::CosignDeclined => own.cosign_declined,
        What::CosignWithdrawn => own.cosign_withdrawn,
        What::CosignChanged => own.cosign_changed,
        What::CosignGone => own.cosign_gone,
        What::CosignStep if named => own.cosign_step,
        What::CosignStep => own.cosign_step_plain,
        What::Other => own.other,
    }
}

/// 读书分享《乡土中国》, as the record is told elsewhere; as far as the backend says it where the phone does not have it.
fn about(lang: Lang, own: &NewsWords, at: At, news: &News) -> String {
    match &news.about {
        About::Nothing => String::new(),
        About::Event { title, .. } if title.is_empty() => own.an_event.to_owned(),
        About::Event { title, .. } => fill(own.event, &[("title", &telling::isolated(title))]),
        About::Record {
            key,
            kind,
            day,
            title,
        } => {
            if let Some(record) = key.as_ref().and_then(|key| at.shelf.record(key)) {
                let known = at.duties.kind(&record.kind);
                return telling::name(lang, known.as_ref(), &record.answers);
            }
            let known = kind.as_ref().and_then(|kind| at.duties.kind(kind));
            let label = known.as_ref().map(|kind| kind.label(lang));
            let name = match (label, title.is_empty()) {
                (None, true) => own.a_record.to_owned(),
                (Some(label), true) => label.to_owned(),
                (None, false) => telling::isolated(title),
                (Some(label), false) => [label, &telling::isolated(title)].join(" "),
            };
            day.map_or(name.clone(), |day| {
                let day = intl::day(lang, day);
                fill(own.of_day, &[("about", &name), ("day", &day)])
            })
        }
    }
}

/// What a step is called, with its level.
fn step(lang: Lang, workflows: &Workflows, news: &News) -> Option<String> {
    let About::Record { kind, .. } = &news.about else {
        return None;
    };
    let kind = workflows.of(kind.as_ref()?)?.step(&news.step)?;
    let label = kind.label(lang);
    let level = news.level.as_deref();
    let level = level.and_then(|level| kind.level(level, lang));
    Some(level.map_or(label.to_owned(), |level| format!("{label} · {level}")))
}
