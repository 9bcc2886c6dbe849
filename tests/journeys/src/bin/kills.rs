//! `kills ENGINE FIRST ROUNDS`: rounds of `kill -9` from this seed on, a line each; at the end the sums as JSON.
//! Fails if something was lost or stands twice.

use dajuan_journeys::{Engine, Kills};
use serde_json::json;
use std::{env, process::ExitCode};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<_> = env::args().skip(1).collect();
    let [engine, first, rounds] = words.as_slice() else {
        eprintln!("kills ENGINE FIRST ROUNDS");
        return ExitCode::from(2);
    };
    let engine = Engine::named(engine).expect("an engine: chromium, firefox or webkit");
    let first: u64 = first.parse().expect("the first seed");
    let rounds: u64 = rounds.parse().expect("a number of rounds");
    let mut kills = Kills::start(engine).await;
    let (mut lost, mut duplicated, mut promised) = (0, 0, 0);
    for seed in first..first + rounds {
        eprintln!("round {seed} begins");
        let round = kills.round(seed).await;
        println!("{round}");
        lost += u64::from(round.lost);
        duplicated += u64::from(round.duplicated);
        promised += u64::from(round.was_promised());
    }
    duplicated = duplicated.max(kills.doubles().await as u64);
    let sums =
        json!({ "rounds": rounds, "promised": promised, "lost": lost, "duplicated": duplicated });
    println!("{sums}");
    ExitCode::from(u8::from(lost + duplicated > 0))
}
