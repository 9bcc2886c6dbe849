//! What the harness knows about the app, its demo data and where things lie.

use std::{env, path::PathBuf};

/// A screen: its path, and what the app writes into [`READY`] once it can be used.
pub struct Place {
    pub path: &'static str,
    pub ready: &'static str,
}

pub const HOME: Place = place("/", "home");
pub const SIGN_IN: Place = place("/sign-in", "sign-in");
pub const SET_PASSWORD: Place = place("/set-password", "set-password");
pub const NEW_READING_SHARE: Place = place("/new/reading_share", "new");
pub const RECORDS: Place = place("/records", "records");
pub const ME: Place = place("/me", "me");
pub const OUTBOX: Place = place("/outbox", "outbox");
pub const DOCTOR: Place = place("/doctor", "doctor");
pub const HELP: Place = place("/help", "help");
pub const PRIVACY: Place = place("/privacy", "privacy");
pub const GUIDE: Place = place("/guide", "guide");
pub const STYLE: Place = place("/style", "style");
pub const EVENTS: Place = place("/events", "events");
pub const YEAR: Place = place("/year", "year");
pub const APPROVALS: Place = place("/approvals", "approvals");
pub const UNKNOWN: Place = place("/no-such-page", "unknown");

/// What stands behind the tabs, and a form.
pub const MAIN: [Place; 6] = [HOME, NEW_READING_SHARE, RECORDS, EVENTS, YEAR, ME];

const fn place(path: &'static str, ready: &'static str) -> Place {
    Place { path, ready }
}

/// The attribute of [`ROOT`] that names the screen that can be used.
pub const READY: &str = "data-ready";

/// The element that the app stands in, as an expression: the one inside `<dajuan-portal>` where there is one, or the document's own.
pub const ROOT: &str = "(document.querySelector('dajuan-portal')?.shadowRoot?.querySelector('.root') ?? document.documentElement)";

/// Whether one of these screens has come; whoever waits for the home page goes past the welcome of a first sign-in.
pub const COME: &str = r##"(root, screens) => {
    const at = root.getAttribute("data-ready");
    if (at === "welcome" && screens.includes("home")) root.querySelector("#skip")?.click();
    return screens.includes(at);
}"##;

/// What is there once the form can be filled in.
pub const FIELD: &str = "[data-ready] main :is(input, textarea)";

/// A demo member with records, and one without.
pub const MEMBER: &str = "wy001";
pub const NEW_MEMBER: &str = "wy003";
/// Another one, who answers events past every phone.
pub const OTHER_MEMBER: &str = "wy002";
pub const PASSWORD: &str = "dajuan-2026";

/// The office and the operator of the demo data; the password is the same.
pub const STAFF: &str = "office@example.com";
pub const SUPERUSER: &str = "operator@example.com";

/// A host that leads to this machine and is no secure context, unlike `localhost`.
pub const INSECURE_HOST: &str = "dajuan.test";

/// The checkout.
pub fn root() -> PathBuf {
    // The one that runs it: with one target folder for all clones it may have been compiled in another.
    let here =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    PathBuf::from(here).join("../..")
}

/// The built app.
pub fn dist() -> PathBuf {
    env::var_os("DAJUAN_DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

/// The cache of tools outside the checkout.
pub fn cache() -> PathBuf {
    env::var_os("DAJUAN_CACHE").map_or_else(
        || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cache/dajuan"),
        PathBuf::from,
    )
}
