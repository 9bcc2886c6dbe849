//! `conform NAME…`: the suite and the replay race on each backend of `tests/backends`; prints a row of each, fails where one failed.

use dajuan_conformance::{conform, race};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut clean = true;
    for name in std::env::args().skip(1) {
        let report = conform(&name);
        for step in &report.failed {
            eprintln!("{name}: FAILED {step}");
        }
        for step in &report.not_offered {
            eprintln!("{name}: not offered: {step}");
        }
        println!("{report}");
        let race = race(&name);
        match &race {
            Ok(race) => println!("{race}"),
            Err(why) => eprintln!("{name}: race: {why}"),
        }
        clean &= report.is_clean() && race.is_ok_and(|race| race.is_clean());
    }
    if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
