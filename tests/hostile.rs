//! Whatever comes from outside gets a meaning that it has: nothing panics, nothing hostile is a success, work is bounded.
//! What `fuzz/` found or starts from is run here as well, by the same functions.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    clippy::print_stdout
)] // how a test fails

#[path = "hostile/documents.rs"]
mod documents;
#[path = "hostile/given.rs"]
mod given;
#[path = "hostile/json.rs"]
mod json;
#[path = "hostile/meaning.rs"]
mod meaning;
#[path = "hostile/numbers.rs"]
mod numbers;
#[path = "hostile/phone.rs"]
mod phone;
#[path = "hostile/presets.rs"]
mod presets;
#[path = "hostile/replies.rs"]
mod replies;
#[path = "hostile/rows.rs"]
mod rows;
#[path = "hostile/scores.rs"]
mod scores;
#[path = "hostile/scoring.rs"]
mod scoring;
#[path = "hostile/wire.rs"]
mod wire;

use std::{fs, path::Path};

#[test]
fn every_seed_and_every_input_that_was_kept_has_its_meaning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (target, check) in meaning::TARGETS {
        let seeds = fs::read_dir(root.join("seeds").join(target)).unwrap();
        let seeds = seeds.map(|file| fs::read(file.unwrap().path()).unwrap());
        let kept = fs::read_to_string(root.join("corpus").join(target).with_extension("hex"));
        for input in seeds.chain(kept.unwrap().lines().map(unpacked)) {
            println!("{target}: {}", String::from_utf8_lossy(&input)); // shown where it fails
            check(&input);
        }
    }
}

fn unpacked(line: &str) -> Vec<u8> {
    let digit = |at: usize| u8::from_str_radix(&line[at..at + 2], 16).unwrap();
    (0..line.len()).step_by(2).map(digit).collect()
}
