//! The browser engines: how each is started, and on which profile.

use crate::{app, driver::Driver, phone::Screen, process};
use serde_json::{Value, json};
use std::{env, fs, os::unix::fs::PermissionsExt, path::Path};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    /// WebKitGTK, which wants an X display: `xvfb-run`.
    WebKit,
}

/// What a panic begins with that leaves a journey out of an engine.
pub const LEFT_OUT: &str = "left out: ";

impl Engine {
    const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine of every [`crate::Phone`]: `DAJUAN_ENGINE`, or Chromium.
    pub fn chosen() -> Self {
        env::var("DAJUAN_ENGINE").map_or(Self::Chromium, |name| {
            Self::named(&name).unwrap_or_else(|| panic!("DAJUAN_ENGINE={name} is no engine"))
        })
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The engine of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name)
    }

    pub(crate) fn driver(self) -> Driver {
        let command = |program: &str, arguments: &[&str]| {
            let mut command = process::mortal(program);
            command.args(arguments);
            command
        };
        match self {
            Self::Chromium => Driver::start(|| command("chromedriver", &["--port=0"]), "on port "),
            Self::Firefox => Driver::start(
                || command("geckodriver", &["--port=0", "--allow-system-access"]),
                "Listening on 127.0.0.1:",
            ),
            Self::WebKit => {
                Driver::start_on(|port| command("WebKitWebDriver", &[&format!("--port={port}")]))
            }
        }
    }

    pub(crate) fn capabilities(self, profile: &Path, screen: &Screen) -> Value {
        match self {
            Self::Chromium => chromium(profile, screen),
            Self::Firefox => firefox(profile, screen),
            Self::WebKit => webkit(profile, screen),
        }
    }
}

fn chromium(profile: &Path, screen: &Screen) -> Value {
    let starter = profile.join("chromium.sh");
    let script = "#!/bin/sh\nexec setpriv --pdeathsig KILL -- chromium \"$@\"\n";
    fs::write(&starter, script).expect("a starter for Chromium");
    fs::set_permissions(&starter, fs::Permissions::from_mode(0o755))
        .expect("the starter can be run");
    let args = [
        "--headless".into(),
        "--no-sandbox".into(),
        "--disable-gpu".into(),
        "--disable-quic".into(),
        "--no-first-run".into(),
        "--disable-background-networking".into(),
        "--disable-component-update".into(),
        "--disable-sync".into(),
        "--disable-dev-shm-usage".into(),
        "--disable-breakpad".into(),
        "--hide-scrollbars".into(),
        // Pages of the browser's own that no journey sees took two seconds of processor at each start.
        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup".into(),
        format!("--accept-lang={}", screen.language),
        format!("--lang={}", screen.language),
        format!("--host-resolver-rules=MAP {} 127.0.0.1", app::INSECURE_HOST),
        format!("--user-data-dir={}", profile.join("data").display()),
    ];
    json!({
        "browserName": "chrome",
        "pageLoadStrategy": "none",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": { "binary": starter, "args": args },
    })
}

fn firefox(profile: &Path, screen: &Screen) -> Value {
    let data = profile.join("data");
    fs::create_dir_all(&data).expect("a place for the profile");
    json!({
        "browserName": "firefox",
        "pageLoadStrategy": "none",
        "moz:firefoxOptions": {
            "binary": "/usr/bin/firefox-esr",
            "args": ["-headless", "-profile", data],
            "prefs": {
                "intl.accept_languages": screen.language,
                "network.dns.localDomains": app::INSECURE_HOST,
                "network.disable-localhost-when-offline": true,
                // As on a phone: bars that lie over the page, and fingers.
                "ui.useOverlayScrollbars": 1,
                "dom.w3c_touch_events.enabled": 1,
                "dom.w3c_touch_events.legacy_apis.enabled": true,
                // Without an answer `persist()` never settles.
                "dom.storageManager.prompt.testing": true,
                "dom.storageManager.prompt.testing.allow": true,
            },
        },
    })
}

/// A host of our own: WebKitGTK's MiniBrowser never keeps a profile under automation.
fn webkit(profile: &Path, screen: &Screen) -> Value {
    json!({
        "pageLoadStrategy": "none",
        "webkitgtk:browserOptions": {
            "binary": app::root().join("tests/journeys/webkit_host.py"),
            "args": [profile.join("data").to_string_lossy(), screen.language],
        },
    })
}
