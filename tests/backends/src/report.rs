//! The suite, run: what passed, what failed, and what the backend does not offer.

use crate::{
    server::Server,
    suite::{Outcome, STEPS},
    world::{Page, World, config_of},
};
use serde_json::Value;
use std::fmt;

/// What a backend came to.
#[derive(Debug, Default)]
pub struct Report {
    pub name: String,
    pub passed: usize,
    /// The step, and what was seen.
    pub failed: Vec<String>,
    /// The step, and why.
    pub not_offered: Vec<String>,
    /// Rows beyond one of each key.
    pub duplicates: usize,
    /// Keys told as received that have no row.
    pub lost: usize,
}

/// Starts the backend and runs every step from another origin, then behind one proxy with the page.
pub fn conform(name: &str) -> Report {
    conform_under(name, &config_of(name))
}

/// The same under another `config.json`.
pub fn conform_under(name: &str, config: &Value) -> Report {
    let mut report = Report {
        name: name.to_owned(),
        ..Report::default()
    };
    let mut server = Server::start(name);
    for page in [Page::Elsewhere, Page::Beside] {
        let world = World::new(config, page, server);
        report.run(&world);
        server = world.server.into_inner();
    }
    report
}

impl Report {
    /// Nothing failed, nothing stands twice, nothing is gone.
    pub fn is_clean(&self) -> bool {
        self.failed.is_empty() && self.duplicates == 0 && self.lost == 0 && self.passed > 0
    }

    fn run(&mut self, world: &World) {
        for (step, run) in STEPS {
            let outcome = run(world);
            world.mend();
            let kept = world.way.kept();
            let step = format!("{step} ({:?})", world.page);
            match outcome {
                Ok(Outcome::Passed) => self.passed += 1,
                Ok(Outcome::NotOffered(why)) => self.not_offered.push(format!("{step}: {why}")),
                Err(why) => self.failed.push(format!("{step}: {why} {kept:?}")),
            }
        }
        match world.audit() {
            Ok((duplicates, lost)) => {
                self.duplicates += duplicates;
                self.lost += lost;
            }
            Err(why) => self
                .failed
                .push(format!("the count ({:?}): {why}", world.page)),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            to,
            "conform: name={} passed={} failed={} not_offered={} duplicates={} lost={}",
            self.name,
            self.passed,
            self.failed.len(),
            self.not_offered.len(),
            self.duplicates,
            self.lost
        )
    }
}
