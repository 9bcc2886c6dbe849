#![allow(clippy::unwrap_used, clippy::panic)]
#[path = "hostile/meaning.rs"]
mod meaning;
#[path = "hostile/wire.rs"]
mod wire;
use std::{fs, path::Path};

#[test]
fn every_seed_and_every_input_that_was_found_keeps_its_meaning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (target, check) in meaning::TARGETS {
        let mut seen = 0;
        for kind in ["seeds", "corpus"] {
            let folder = root.join(kind).join(target);
            for file in fs::read_dir(&folder).into_iter().flatten() {
                let path = file.unwrap().path();
                println!("{}", path.display());
                check(&fs::read(&path).unwrap());
                seen += 1;
            }
        }
        assert!(seen > 0, "no inputs for {target}");
    }
}
