//! `revisions ENGINE SEED SAVES`: a long proposal saved so often, with `kill -9` between; at the end what came of it as JSON.
//! Fails if a text that was told as saved is lost, or what lies beside the draft outgrows its bounds.

use dajuan_journeys::{Engine, Revisions};
use serde_json::json;
use std::{env, process::ExitCode};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<_> = env::args().skip(1).collect();
    let [engine, seed, saves] = words.as_slice() else {
        eprintln!("revisions ENGINE SEED SAVES");
        return ExitCode::from(2);
    };
    let engine = Engine::named(engine).expect("an engine: chromium, firefox or webkit");
    let seed: u64 = seed.parse().expect("a seed");
    let saves: u32 = saves.parse().expect("a number of saves");
    let mut revisions = Revisions::start(engine, seed).await;
    revisions.write(saves).await;
    let came = revisions.finish().await;
    let sums =
        json!({ "saves": came.saves, "kills": came.kills, "rows": came.rows, "bytes": came.bytes });
    println!("{sums}");
    ExitCode::SUCCESS
}
