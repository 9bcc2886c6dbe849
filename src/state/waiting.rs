//! How long and until when something waits, in words.

use crate::{
    domain::{lang::Lang, moment::Moment},
    i18n::{
        fill, intl,
        outbox::{OutboxWords, outbox},
    },
    outbox::outlook::NextTry,
};

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const DAY_MS: u64 = 24 * HOUR_MS;

/// 3 天, 5 小时, 2 分钟: one unit, rounded down, at least a minute.
pub fn span(w: &OutboxWords, ms: u64) -> String {
    let (pattern, n) = match ms {
        DAY_MS.. if ms < 2 * DAY_MS => (w.day, 1),
        DAY_MS.. => (w.days, ms / DAY_MS),
        HOUR_MS.. => (w.hours, ms / HOUR_MS),
        _ => (w.minutes, (ms / MINUTE_MS).max(1)),
    };
    fill(pattern, &[("n", &n.to_string())])
}

/// For how long an item has waited.
pub fn since(w: &OutboxWords, waited: Option<u64>) -> String {
    match waited {
        None => w.waited_unknown.to_owned(),
        Some(ms) if ms < MINUTE_MS => w.waited_short.to_owned(),
        Some(ms) => fill(w.waited, &[("time", &span(w, ms))]),
    }
}

/// When an item is tried next, as of a moment; `None` where it is not tried by itself.
pub fn next(lang: Lang, next: NextTry, as_of: Moment) -> Option<String> {
    let w = outbox(lang);
    let told = |ms: u64| {
        let until = as_of.plus_ms(i64::try_from(ms).unwrap_or(i64::MAX));
        let time = if ms < DAY_MS / 2 {
            intl::time(lang, until)
        } else {
            intl::moment(lang, until)
        };
        fill(w.next_told, &[("time", &time)])
    };
    Some(match next {
        NextTry::In { ms, told: true } => told(ms),
        NextTry::In { ms: 0, .. } => w.next_turn.to_owned(),
        NextTry::In { ms, .. } if ms < MINUTE_MS => w.next_soon.to_owned(),
        // Rounded up: it is never tried earlier.
        NextTry::In { ms, .. } => {
            let time = span(w, ms.next_multiple_of(MINUTE_MS));
            fill(w.next_in, &[("time", &time)])
        }
        NextTry::AfterSignIn => w.next_sign_in.to_owned(),
        NextTry::AfterUpdate => w.next_update.to_owned(),
        NextTry::AfterPress => w.next_press.to_owned(),
        NextTry::AfterAnother => w.next_another.to_owned(),
        NextTry::Never => return None,
    })
}

/// How often an item was tried.
pub fn tries(w: &OutboxWords, attempts: u32) -> String {
    match attempts {
        0 => w.tries_none.to_owned(),
        1 => w.tries_once.to_owned(),
        n => fill(w.tries, &[("n", &n.to_string())]),
    }
}
