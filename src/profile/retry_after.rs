//! `Retry-After` (RFC 9110): seconds or an HTTP date.

use crate::{
    domain::{day::Day, moment::Moment},
    outbox::reply::RetryAfter,
};

const DAY_MS: i64 = 86_400_000;
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Reads the header: a past date is now, more than a day is a day, garbage is nothing.
pub fn parse(text: &str, now: Moment) -> Option<RetryAfter> {
    let text = text.trim();
    let ms = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // So many digits that they don't fit are more than a day.
        text.parse::<i64>()
            .map_or(DAY_MS, |seconds| seconds.saturating_mul(1000))
    } else {
        http_date(text, now)?.since(now)
    };
    let ms = u32::try_from(ms.clamp(0, DAY_MS)).ok()?;
    Some(RetryAfter { ms })
}

/// All three forms that a recipient must read:
/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
fn http_date(text: &str, now: Moment) -> Option<Moment> {
    let words: Vec<&str> = text
        .split([' ', ',', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    let (day, month, year, time) = match words.as_slice() {
        [_, day, month, year, time, "GMT"] => (day, month, year, time),
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let month = 1 + MONTHS.iter().position(|name| name == month)?;
    let this_year = Day::at(now).year();
    let year = match (year.len(), digits(year)?) {
        (2, year) if 2000 + year > this_year + 50 => 1900 + year,
        (2, year) => 2000 + year,
        (_, year) => year,
    };
    let day = Day::new(
        year,
        u8::try_from(month).ok()?,
        u8::try_from(digits(day)?).ok()?,
    )
    .ok()?;
    let parts: Option<Vec<u16>> = time.split(':').map(digits).collect();
    let &[hour @ 0..=23, minute @ 0..=59, second @ 0..=60] = parts?.as_slice() else {
        return None;
    };
    let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
    // Noon in the body's zone (UTC+8) is four hours after midnight UTC.
    Some(day.noon().plus_ms(seconds * 1000 - 4 * 3_600_000))
}

fn digits(text: &str) -> Option<u16> {
    let all = text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}
