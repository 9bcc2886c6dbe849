//! How an item or a record is told: its name, its state in one or two words, its state as a sentence.

use crate::{
    domain::{
        answer::Answer,
        day::Day,
        lang::Lang,
        moment::Moment,
        record::{Record, Standing},
    },
    forms::{answers::Answers, catalog::Kind},
    i18n::{Words, fill, intl, later, words},
    outbox::item::{Item, State, Why},
    route::Route,
    state::{
        duties::Duties,
        session::{Attempt, Keeping, SignInFault},
        shelf::Reading,
    },
    stored::row::ItemRow,
};

/// What a state asks of its reader; never told by colour alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Asks nothing.
    Plain,
    /// Goes on by itself.
    Wait,
    /// Asks the person.
    Due,
    /// Done.
    Done,
}

/// What a line of a list shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    /// Where it leads.
    pub route: Route,
    /// The day of the month, and below it the weekday; `None` where a draft has no day yet.
    pub day: Option<(String, String)>,
    /// What it was.
    pub title: String,
    /// One line more.
    pub detail: String,
    /// How it stands.
    pub tag: (Tone, &'static str),
}

/// Where an item that was not received yet is opened.
pub fn way(item: &Item) -> Route {
    let id = item.client_ref.clone();
    match item.state == State::Draft {
        true => Route::Draft(id),
        false => Route::Record(id),
    }
}

/// A line for what was not received yet.
pub fn item(lang: Lang, duties: Duties, row: &ItemRow) -> Told {
    let entry = &row.entry;
    Told {
        route: way(&row.item),
        day: entry.day.map(|day| day_block(lang, day)),
        title: name(lang, duties.kind(&entry.kind).as_ref(), &entry.answers),
        detail: sentence(lang, duties, row),
        tag: tag(words(lang), &row.item.state),
    }
}

/// A line for what was received.
pub fn record(lang: Lang, duties: Duties, record: &Record) -> Told {
    Told {
        route: Route::Record(record.client_ref.clone()),
        day: Some(day_block(lang, record.day)),
        title: name(lang, duties.kind(&record.kind).as_ref(), &record.answers),
        detail: detail(words(lang), record),
        tag: standing_tag(words(lang), &record.standing),
    }
}

/// The receipt; the state itself stands beside it. A returned record tells its reason.
fn detail(w: &'static Words, record: &Record) -> String {
    match (&record.standing, &record.receipt) {
        (Standing::Received | Standing::Reviewed { .. }, Some(receipt)) => {
            fill(w.receipt_n, &[("receipt", receipt)])
        }
        (Standing::Received | Standing::Reviewed { .. }, None) => String::new(),
        (Standing::Returned { .. } | Standing::Withdrawn { .. }, _) => standing_sentence(w, record),
    }
}

fn day_block(lang: Lang, day: Day) -> (String, String) {
    (day.day().to_string(), intl::month(lang, day))
}

/// 读书分享《乡土中国》, 走访群众：石坝村; the kind alone where there is no title, 其他履职 where the catalog doesn't know it: an id
/// tells nobody anything.
pub fn name(lang: Lang, kind: Option<&Kind>, answers: &Answer) -> String {
    let Some(kind) = kind else {
        return words(lang).kind_other.to_owned();
    };
    let label = kind.label(lang);
    let answers = Answers::from(answers.clone());
    let title = bare(kind.form().title(&answers));
    let is_work = kind.form().is_of_work();
    let pattern = match (is_work, title.is_empty()) {
        (true, true) => words(lang).untitled,
        (true, false) => words(lang).titled,
        (false, true) => "{kind}",
        (false, false) => words(lang).about,
    };
    fill(pattern, &[("kind", label), ("title", &isolated(title))])
}

/// A title without the marks that we put round it ourselves.
pub fn bare(title: &str) -> &str {
    let inside = title
        .strip_prefix('《')
        .and_then(|title| title.strip_suffix('》'));
    inside.unwrap_or(title)
}

/// Text of a person's own inside a sentence of ours: its writing direction stays its own (U+2068 … U+2069).
pub fn isolated(text: &str) -> String {
    if text
        .chars()
        .all(|c| c < '\u{590}' || ('\u{3000}'..='\u{ffef}').contains(&c))
    {
        text.to_owned()
    } else {
        format!("\u{2068}{text}\u{2069}")
    }
}

/// An item's state in one or two words.
pub fn tag(words: &'static Words, state: &State) -> (Tone, &'static str) {
    match state {
        State::Draft => (Tone::Plain, words.state_draft),
        State::Queued | State::RetryWait { .. } | State::UpgradeNeeded => {
            (Tone::Wait, words.state_queued)
        }
        State::Sending | State::Accepted { .. } | State::Waitlisted { .. } => {
            (Tone::Wait, words.state_sending)
        }
        State::NeedsFix { .. }
        | State::TooLarge
        | State::PhotoLost
        | State::Conflict { .. }
        | State::Unsure
        | State::Declined { .. } => (Tone::Due, words.state_needs_fix),
        State::Done { .. } => (Tone::Done, words.state_received),
    }
}

/// An item's state as a sentence.
pub fn sentence(lang: Lang, duties: Duties, row: &ItemRow) -> String {
    let w = words(lang);
    match &row.item.state {
        State::Draft => fill(
            w.draft_since,
            &[("time", &intl::moment(lang, row.changed_at))],
        ),
        State::Queued => w.say_queued.to_owned(),
        State::Sending => w.say_sending.to_owned(),
        State::RetryWait { .. } => fill(w.say_retry, &[("n", &row.item.attempts.to_string())]),
        State::Accepted { .. } => w.say_accepted.to_owned(),
        State::NeedsFix { words, fields } => {
            let kind = duties.kind(&row.entry.kind);
            let label = |key| Some(kind.as_ref()?.form().field(key)?.label(lang));
            let mut said = words.clone();
            for (key, words) in fields {
                said.push_str(&format!(" {} · {words}", label(key).unwrap_or(key)));
            }
            quoting(w.say_refused, said.trim())
        }
        State::TooLarge => w.say_too_large.to_owned(),
        State::PhotoLost => w.say_photo_lost.to_owned(),
        State::Conflict { words, .. } => quoting(w.say_conflict, words),
        State::Unsure => w.say_unsure.to_owned(),
        State::Declined {
            why: Why::Full,
            words,
        } if words.is_empty() => w.say_full.to_owned(),
        State::Declined { words, .. } => quoting(w.say_declined, words),
        State::Waitlisted { position } => position.map_or_else(
            || w.say_waiting.to_owned(),
            |n| fill(w.say_waitlisted, &[("n", &n.to_string())]),
        ),
        State::UpgradeNeeded => w.say_upgrade.to_owned(),
        State::Done { receipt } => received(w, receipt.as_deref()),
    }
}

/// A sentence that ends in the backend's words; where it had none, the sentence ends before them.
pub fn quoting(pattern: &str, words: &str) -> String {
    let said = fill(pattern, &[("words", words)]);
    said.trim_end_matches([':', '：', ' ']).to_owned()
}

/// A record's standing in one or two words.
pub fn standing_tag(words: &'static Words, standing: &Standing) -> (Tone, &'static str) {
    match standing {
        Standing::Received => (Tone::Done, words.state_received),
        Standing::Reviewed { .. } => (Tone::Done, words.state_reviewed),
        Standing::Returned { .. } => (Tone::Due, words.state_returned),
        Standing::Withdrawn { .. } => (Tone::Plain, words.state_withdrawn),
    }
}

/// A record's standing as a sentence.
pub fn standing_sentence(w: &'static Words, record: &Record) -> String {
    match (&record.standing, &record.receipt) {
        (Standing::Received, receipt) => received(w, receipt.as_deref()),
        (Standing::Reviewed { .. }, Some(receipt)) => fill(w.say_reviewed, &[("receipt", receipt)]),
        (Standing::Reviewed { .. }, None) => w.say_reviewed_plain.to_owned(),
        (Standing::Returned { reason }, _) => fill(w.say_returned, &[("reason", reason)]),
        (Standing::Withdrawn { reason }, _) => fill(w.say_withdrawn, &[("reason", reason)]),
    }
}

/// Why an attempt to sign in or to set a password failed; `wrong` says what was wrong in what was typed.
pub fn attempt(w: &'static Words, attempt: &Attempt, wrong: &'static str) -> Option<String> {
    match attempt {
        Attempt::Failed(fault) => Some(match fault {
            SignInFault::Wrong => wrong.to_owned(),
            SignInFault::TooMany { minutes } => {
                fill(w.fault_too_many, &[("minutes", &minutes.to_string())])
            }
            SignInFault::NoAnswer => w.fault_no_answer.to_owned(),
            SignInFault::Busy => w.fault_busy.to_owned(),
            SignInFault::Elsewhere { words } => (*words).to_owned(),
            SignInFault::Stranger => w.fault_stranger.to_owned(),
            SignInFault::Backend { detail } => fill(w.fault_backend, &[("detail", detail)]),
        }),
        Attempt::Idle | Attempt::Busy | Attempt::PasswordSet => None,
    }
}

/// 已收到，回执 1234
pub fn received(w: &'static Words, receipt: Option<&str>) -> String {
    receipt.map_or_else(
        || w.say_received_plain.to_owned(),
        |receipt| fill(w.say_received, &[("receipt", receipt)]),
    )
}

/// How long what is written lasts.
pub fn keeping(lang: Lang, keeping: Keeping) -> &'static str {
    let l = later(lang);
    match keeping {
        Keeping::Kept => l.storage_kept,
        Keeping::Passphrase => l.storage_passphrase,
        Keeping::Locked => l.storage_locked,
        Keeping::Visit => l.storage_visit,
    }
}

/// How fresh a list is; `never` where none was had yet.
pub fn as_of(lang: Lang, reading: Reading, as_of: Option<Moment>, never: &str) -> String {
    let l = later(lang);
    match (reading, as_of) {
        (Reading::Busy, _) | (Reading::Idle, None) => l.list_busy.to_owned(),
        (Reading::Fresh | Reading::Idle, Some(at)) => {
            fill(l.list_fresh, &[("time", &intl::time(lang, at))])
        }
        (Reading::Failed, Some(at)) => fill(l.list_old, &[("time", &intl::moment(lang, at))]),
        (Reading::Absent, Some(at)) => {
            fill(l.list_absent_old, &[("time", &intl::moment(lang, at))])
        }
        (Reading::Absent, None) => l.list_absent.to_owned(),
        (Reading::Fresh | Reading::Failed, None) => never.to_owned(),
    }
}
