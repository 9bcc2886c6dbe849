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
#[path = "hostile/replies.rs"]
mod replies;
#[path = "hostile/rows.rs"]
mod rows;
#[path = "hostile/wire.rs"]
mod wire;

use std::{fs, path::Path};

#[test]
fn every_seed_and_every_input_that_was_kept_has_its_meaning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (target, check) in meaning::TARGETS {
        let mut inputs = 0;
        for kind in ["seeds", "corpus"] {
            let folder = root.join(kind).join(target);
            for file in fs::read_dir(&folder).into_iter().flatten() {
                let path = file.unwrap().path();
                println!("{}", path.display()); // shown where it fails
                check(&fs::read(&path).unwrap());
                inputs += 1;
            }
        }
        assert!(inputs > 0, "no inputs for {target}");
    }
}
