//! `shared_phone FIRST SEQUENCES`: random turns of two members on one phone, from this seed on, a line each; at the end
//! the sums as JSON. Fails if something leaked.

use dajuan_journeys::SharedPhone;
use serde_json::json;
use std::{env, process::ExitCode};

/// Turns in a sequence.
const TURNS: usize = 6;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let numbers: Vec<u64> = env::args()
        .skip(1)
        .filter_map(|it| it.parse().ok())
        .collect();
    let [first, sequences] = numbers.as_slice() else {
        eprintln!("shared_phone FIRST SEQUENCES");
        return ExitCode::from(2);
    };
    let phone = SharedPhone::start().await;
    let (mut leaked, mut canaries, mut bytes) = (0, 0, 0);
    for seed in *first..first + sequences {
        eprintln!("sequence {seed} begins");
        let sequence = phone.sequence(seed, TURNS).await;
        println!("{sequence:?}");
        leaked += sequence.leaks.len();
        canaries += sequence.canaries;
        bytes += sequence.bytes;
    }
    println!(
        "{}",
        json!({ "sequences": sequences, "canaries": canaries, "bytes": bytes, "leaked": leaked })
    );
    ExitCode::from(u8::from(leaked > 0))
}
