//! What WebKitGTK's host wrote down of the pages' consoles.

use serde_json::{Value, json};
use std::{cell::Cell, fs, path::Path};

/// The lines since the last call, which ended at `read`.
pub fn said(profile: &Path, read: &Cell<usize>) -> Vec<Value> {
    let bytes = fs::read(profile.join("data/console")).unwrap_or_default();
    let whole = bytes
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |at| at + 1);
    let new = bytes.get(read.replace(whole)..whole).unwrap_or_default();
    String::from_utf8_lossy(new)
        .lines()
        .filter_map(entry)
        .collect()
}

/// `[place: ]CONSOLE [source ]LEVEL message`.
fn entry(line: &str) -> Option<Value> {
    let (place, said) = line.split_once("CONSOLE ")?;
    let (first, rest) = said.split_once(' ')?;
    let (source, level, message) = match first {
        "ERROR" | "WARN" | "INFO" | "LOG" | "DEBUG" => ("console", first, rest),
        source => {
            let (level, message) = rest.split_once(' ')?;
            (source, level, message)
        }
    };
    Some(json!({
        "level": if level == "ERROR" { "SEVERE" } else { level },
        "source": source.to_lowercase(), "message": format!("{place}{message}"),
    }))
}
