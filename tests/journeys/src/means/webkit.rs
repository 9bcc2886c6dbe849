//! What is asked of WebKitGTK's host, and what it wrote down of the pages' consoles.

use super::Wish;
use crate::{browser::Browser, deadline::until};
use serde_json::{Value, json};
use std::{cell::Cell, fs, path::Path};

/// The host takes orders from a file, which it removes once they are done.
pub async fn grant(browser: &Browser, profile: &Path, wish: Wish<'_>) -> Result<(), String> {
    let order = match wish {
        Wish::Script(source) => json!({ "script": source }),
        Wish::Dark(dark) => json!({ "dark": dark }),
        Wish::Text(percent) => json!({ "text": 16 * percent / 100 }),
        Wish::Zone(_) => return Err("WebKitGTK gives no other time zone".to_owned()),
        Wish::Offline(offline) => json!({ "offline": offline }),
    };
    let [begun, order_file] = ["data/begun", "data/order"].map(|name| profile.join(name));
    fs::write(&begun, order.to_string()).expect("an order");
    fs::rename(begun, &order_file).expect("an order");
    until("WebKitGTK's host to follow", async || {
        (!order_file.exists()).then_some(())
    })
    .await;
    match wish {
        Wish::Offline(offline) => tell_of_network(browser, offline).await,
        _ => Ok(()),
    }
}

/// The page is told what a phone would tell it.
async fn tell_of_network(browser: &Browser, offline: bool) -> Result<(), String> {
    const TELL: &str = r#"const [offline] = arguments;
        Object.defineProperty(navigator, "onLine", { configurable: true, value: !offline });
        dispatchEvent(new Event(offline ? "offline" : "online"));"#;
    let told = browser.execute(TELL, vec![offline.into()]).await;
    told.map(drop).map_err(|error| error.to_string())
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

/// What WebKitGTK calls an error though nothing was broken: a policy's directive that it doesn't know (`manifest-src`), a message to a
/// window of another origin, which is not given it (to Chromium a warning).
const NO_ERRORS: [&str; 2] = [
    "Unrecognized Content-Security-Policy directive",
    "Unable to post message to",
];

/// How WebKitGTK begins or ends what it says of loads that failed: of one that was under way when its page was left, of a line that was cut.
const FAILED_LOADS: [&str; 7] = [
    "Fetch API cannot load http",
    "FetchEvent.respondWith received an error",
    "due to access control checks.",
    "Connection terminated unexpectedly",
    "Connection to SOCKSv5 proxy server lost",
    "Cannot load ",
    "TypeError: Load failed",
];

/// What nobody took in stays a complaint, though it be of a load.
const UNHANDLED: &str = "Unhandled Promise Rejection";

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
    let load =
        (FAILED_LOADS.iter()).any(|words| message.starts_with(words) || message.ends_with(words));
    let source = match load && !message.starts_with(UNHANDLED) {
        true => "network".to_owned(),
        false => source.to_lowercase(),
    };
    let severe = level == "ERROR" && !NO_ERRORS.iter().any(|words| message.starts_with(words));
    Some(json!({
        "level": if severe { "SEVERE" } else { level },
        "source": source, "message": format!("{place}{message}"),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hosts_lines_are_read() {
        let read = |line| {
            let entry = entry(line)?;
            Some(["level", "source", "message"].map(|part| entry[part].as_str().map(str::to_owned)))
        };
        let told = |parts: [&str; 3]| Some(parts.map(|part| Some(part.to_owned())));
        assert_eq!(
            read("http://localhost/a.js:2:56: CONSOLE JS ERROR Error: oh"),
            told(["SEVERE", "js", "http://localhost/a.js:2:56: Error: oh"])
        );
        assert_eq!(
            read("CONSOLE JS ERROR Fetch API cannot load x due to access control checks."),
            told([
                "SEVERE",
                "network",
                "Fetch API cannot load x due to access control checks."
            ])
        );
        assert_eq!(read("CONSOLE LOG a b"), told(["LOG", "console", "a b"]));
        assert_eq!(read("Gtk-WARNING: no display"), None);
    }
}
