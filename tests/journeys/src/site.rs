//! The folder that a backend serves, and what an operator does to it.

use crate::app;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// How many digits of a file's content stand in its name.
const DIGITS: usize = 10;

/// A copy of the built app, without the packed siblings of its files.
pub struct Site {
    folder: PathBuf,
}

impl Site {
    /// Copies this release into `folder`.
    pub fn of_this_release(folder: PathBuf) -> Self {
        copy(&app::dist(), &folder);
        Self { folder }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What stands in a file.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).expect("a file of the site")
    }

    /// Puts a file in place of the one of this name.
    pub fn put(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).expect("a file of the site");
    }

    /// Puts the next release in place of this one: every file that is named by its content has another name, and the old
    /// ones are gone.
    pub fn release(&self) {
        let names: Vec<String> = (files(&self.folder).iter())
            .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
            .collect();
        let mut marks: Vec<&str> = names.iter().filter_map(|name| mark(name)).collect();
        let worker = self.read("sw.js");
        let version = worker.split("\"version\":\"").nth(1);
        marks.extend(version.and_then(|rest| rest.get(..DIGITS)));
        assert!(marks.len() > 3, "{names:?}");
        let renamed = |text: &str| {
            marks.iter().fold(text.to_owned(), |text, mark| {
                text.replace(mark, &mark.chars().rev().collect::<String>())
            })
        };
        for path in files(&self.folder) {
            if let Ok(text) = fs::read_to_string(&path) {
                fs::write(&path, renamed(&text)).expect("a file of the site");
            }
            let name = path.file_name().and_then(|name| name.to_str());
            let next = path.with_file_name(renamed(name.expect("a name")));
            fs::rename(&path, next).expect("a file of the site");
        }
    }
}

/// The digits in a name like `later-62bc82292c.wasm`.
fn mark(name: &str) -> Option<&str> {
    let (_, rest) = name.rsplit_once('-')?;
    let (digits, _) = rest.split_once('.')?;
    let is_mark = digits.len() == DIGITS && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_mark.then_some(digits)
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let name = file.strip_prefix(from).expect("a file of the app");
        if !name
            .extension()
            .is_some_and(|end| end == "br" || end == "gz")
        {
            let copy = to.join(name);
            fs::create_dir_all(copy.parent().expect("a folder")).expect("a folder");
            fs::copy(&file, copy).expect("a copy");
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of the app");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
