//! The demonstration's data: made once for all worlds of a process that live at the same time, and copied for each.

use crate::event::moment;
use dajuan::domain::day::Day;
use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, PoisonError, Weak},
};
use tempfile::TempDir;

/// Data that nobody writes into.
pub struct Demo {
    folder: TempDir,
    /// Its events are some days from this one.
    day: Day,
}

static LAST: Mutex<Weak<Demo>> = Mutex::new(Weak::new());

impl Demo {
    /// That of today; where nobody holds it, `make` makes it in this folder.
    pub fn of_today(make: impl FnOnce(&Path)) -> Arc<Self> {
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        let day = Day::at(moment(0.0));
        if let Some(held) = last.upgrade().filter(|held| held.day == day) {
            return held;
        }
        let folder = tempfile::Builder::new().prefix("dajuan-demo-").tempdir();
        let demo = Arc::new(Self {
            folder: folder.expect("a temporary folder"),
            day,
        });
        make(&demo.data());
        *last = Arc::downgrade(&demo);
        demo
    }

    /// A copy of it at `data`, where nothing is yet.
    pub fn copy_to(&self, data: &Path) {
        let copied = Command::new("cp")
            .arg("-a")
            .args([&*self.data(), data])
            .status();
        assert!(copied.is_ok_and(|status| status.success()), "copied data");
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}
