//! The statistics alone, without a browser: what `scripts/rooms` prints.

use crate::figures::say;
use std::process::{Command, Stdio};

pub fn sums() {
    let ran = Command::new("scripts/rooms")
        .stderr(Stdio::inherit())
        .output();
    let ran = ran.expect("scripts/rooms runs");
    assert!(ran.status.success(), "scripts/rooms failed");
    let printed = String::from_utf8(ran.stdout).expect("text");
    for (what, took) in printed.lines().filter_map(|line| line.split_once('\t')) {
        say(what, took.parse().expect("milliseconds"), "ms");
    }
}
