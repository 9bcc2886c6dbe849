//! Figures as JSON lines, each with the load and the pace of the machine that measured it.

use serde_json::json;
use std::{fs, hint::black_box};
use tokio::time::Instant;

/// The middle one.
pub fn median(figures: &[f64]) -> f64 {
    share(figures, 0.5)
}

/// What 95 of 100 stay within.
pub fn p95(figures: &[f64]) -> f64 {
    share(figures, 0.95)
}

/// What this share of them stays within.
pub fn share(figures: &[f64], share: f64) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() as f64 * share).ceil() as usize;
    sorted[place.saturating_sub(1)]
}

/// One line.
pub fn say(metric: &str, value: f64, unit: &str) {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: f64 = load
        .split(' ')
        .next()
        .and_then(|it| it.parse().ok())
        .unwrap_or(f64::NAN);
    let value = if unit == "×" {
        (value * 100.0).round() / 100.0
    } else {
        value.round()
    };
    println!(
        "{}",
        json!({ "metric": metric, "value": value, "unit": unit, "load": load, "pace": pace() })
    );
}

/// Milliseconds for a piece of work that is always the same: who shares the processor from outside of this machine shows in no load.
fn pace() -> f64 {
    let begun = Instant::now();
    (0..2_000_000_u64).for_each(|step| {
        black_box(step.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    });
    (begun.elapsed().as_secs_f64() * 10_000.0).round() / 10.0
}

/// The middle and the 95th of a hundred.
pub fn say_both(metric: &str, figures: &[f64]) {
    say(&format!("{metric}, median"), median(figures), "ms");
    say(
        &format!("{metric}, p95 of {}", figures.len()),
        p95(figures),
        "ms",
    );
}
