//! What a page tells of the presses in it, by Event Timing.

use crate::figures::{say, share};
use dajuan_journeys::Phone;
use serde_json::Value;

pub const TOUR: &str = include_str!("tour.js");
/// The browser tells of no faster ones; it counts them.
const FAST: f64 = 16.0;
/// So many are told of by name.
const SLOWEST: usize = 12;

/// One press: milliseconds until the next paint, of those until the app heard of it, and what the app then took; the rest is the browser's drawing.
struct Press {
    name: String,
    all: f64,
    waited: f64,
    handled: f64,
}

/// Presses, and how many were too fast to be told of.
pub struct Timed {
    times: Vec<Press>,
    fast: usize,
}

impl Timed {
    /// What the page was asked to watch since [`TOUR`] ran in it.
    pub async fn by(phone: &Phone) -> Self {
        let told = phone.script("__tour.told()").await;
        let of = |it: &Value| {
            Some(Press {
                name: it[0].as_str()?.to_owned(),
                all: it[1].as_f64()?,
                waited: it[2].as_f64()?,
                handled: it[3].as_f64()?,
            })
        };
        let times: Vec<_> = told["times"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(of)
            .collect();
        let count = told["count"].as_u64().unwrap_or_default() as usize;
        Self {
            fast: count.saturating_sub(times.len()),
            times,
        }
    }

    pub fn all(&self) -> Vec<f64> {
        let times = self.times.iter().map(|it| it.all);
        times.chain(std::iter::repeat_n(FAST, self.fast)).collect()
    }

    pub fn say(mut self) {
        let all = self.all();
        say("presses until the next paint, n", all.len() as f64, "");
        for (what, part) in [("median", 0.5), ("p98", 0.98), ("slowest", 1.0)] {
            let figure = share(&all, part);
            say(
                &format!("presses until the next paint, {what}"),
                figure,
                "ms",
            );
        }
        self.times.sort_by(|a, b| b.all.total_cmp(&a.all));
        for press in self.times.iter().take(SLOWEST) {
            let metric = format!("press until the next paint, {}", press.name);
            say(&metric, press.all, "ms");
            say(
                &format!("{metric}, before the app hears"),
                press.waited,
                "ms",
            );
            say(&format!("{metric}, in the app"), press.handled, "ms");
        }
    }
}
