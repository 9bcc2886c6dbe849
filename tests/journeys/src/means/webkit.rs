//! What is asked of WebKitGTK's host, and what it wrote down of the pages' consoles.

use super::Wish;
use crate::deadline::until;
use serde_json::{Value, json};
use std::{cell::Cell, fs, path::Path};

/// The host takes orders from a file, which it removes once they are done.
pub async fn grant(profile: &Path, wish: Wish<'_>) -> Result<(), String> {
    let order = match wish {
        Wish::Script(source) => json!({ "script": source }),
        Wish::Dark(dark) => json!({ "dark": dark }),
        Wish::Text(percent) => json!({ "text": 16 * percent / 100 }),
        Wish::Zone(_) => return Err("WebKitGTK gives no other time zone".to_owned()),
        Wish::Offline(_) => return Err("WebKitGTK takes no page's network away".to_owned()),
    };
    let [begun, order_file] = ["data/begun", "data/order"].map(|name| profile.join(name));
    fs::write(&begun, order.to_string()).expect("an order");
    fs::rename(begun, &order_file).expect("an order");
    until("WebKitGTK's host to follow", async || {
        (!order_file.exists()).then_some(())
    })
    .await;
    Ok(())
}

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
