//! Chromium under chromedriver: started, spoken to over the DevTools protocol, killed.

use crate::{app, phone::Screen, process};
use fantoccini::{Client, ClientBuilder, error::CmdError, wd::WebDriverCompatibleCommand};
use hyper::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, ChildStdout, Stdio},
};
use url::{ParseError, Url};

/// Runs in every document before its own scripts.
const WATCH: &str = r#"{
    const seen = window.__violations = [];
    document.addEventListener("securitypolicyviolation", (e) => seen.push(
        `${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`));
}"#;

pub(crate) struct Browser {
    client: Client,
    driver: Child,
    // Kept so that chromedriver never writes into a closed pipe.
    _output: BufReader<ChildStdout>,
}

impl Browser {
    pub async fn start(profile: &Path, screen: &Screen) -> Self {
        fs::create_dir_all(profile).expect("a place for the profile");
        let chromium = profile.join("chromium.sh");
        let script = "#!/bin/sh\nexec setpriv --pdeathsig KILL -- chromium \"$@\"\n";
        fs::write(&chromium, script).expect("a starter for Chromium");
        fs::set_permissions(&chromium, fs::Permissions::from_mode(0o755))
            .expect("the starter can be run");

        let (driver, output, port) = (0..5)
            .find_map(|_| start_driver())
            .expect("chromedriver listens");
        let capabilities = capabilities(profile, &chromium, screen);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().expect("an object").clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a browser session");
        let browser = Self {
            client,
            driver,
            _output: output,
        };
        // Not chromedriver's `mobileEmulation`: that comes back at every navigation, and a phone
        // could not be turned.
        for (command, parameters) in [
            (
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": WATCH }),
            ),
            ("Emulation.setDeviceMetricsOverride", screen.metrics()),
            (
                "Emulation.setTouchEmulationEnabled",
                json!({ "enabled": screen.touch, "maxTouchPoints": 5 }),
            ),
            (
                "Emulation.setFocusEmulationEnabled",
                json!({ "enabled": true }),
            ),
        ] {
            browser.cdp(command, parameters).await;
        }
        browser
    }

    /// A DevTools command that must succeed.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        match self.try_cdp(command, parameters).await {
            Ok(value) => value,
            Err(error) => panic!("{command}: {error}"),
        }
    }

    pub async fn try_cdp(&self, command: &str, parameters: Value) -> Result<Value, CmdError> {
        let body = json!({ "cmd": command, "params": parameters });
        self.client
            .issue_cmd(Post("goog/cdp/execute", body.to_string()))
            .await
    }

    /// What the console and the browser said since the last call, but no failed loads: those are
    /// what a journey over a bad network is about.
    pub async fn complaints(&self) -> Vec<String> {
        let body = json!({ "type": "browser" }).to_string();
        let log = self.client.issue_cmd(Post("se/log", body)).await;
        let log = log.expect("the browser's log");
        let entries = log.as_array().into_iter().flatten();
        entries
            .filter(|entry| entry["level"] == "SEVERE" && entry["source"] != "network")
            .map(|entry| format!("{}: {}", entry["source"], entry["message"]))
            .collect()
    }

    /// `kill -9` to the browser and its driver.
    pub fn kill(mut self) {
        process::kill_all(&mut self.driver);
    }

    /// An orderly end, as when the system closes an app that has nothing left to do.
    pub async fn close(mut self) {
        let _ = self.client.clone().close().await;
        process::kill_all(&mut self.driver);
    }
}

/// A driver, its output and its port; nothing where it ended before it listened, as it does when
/// somebody else takes the port that it has just chosen.
fn start_driver() -> Option<(Child, BufReader<ChildStdout>, u16)> {
    let mut driver = process::mortal("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver starts: apt-get install chromium-driver");
    let mut output = BufReader::new(driver.stdout.take().expect("its output is piped"));
    match listening_port(&mut output) {
        Some(port) => Some((driver, output, port)),
        None => {
            process::kill_all(&mut driver);
            None
        }
    }
}

fn listening_port(output: &mut impl BufRead) -> Option<u16> {
    let mut line = String::new();
    loop {
        line.clear();
        let read = output.read_line(&mut line).expect("chromedriver speaks");
        if read == 0 {
            return None;
        }
        let port = line
            .trim_end()
            .trim_end_matches('.')
            .rsplit_once("on port ")
            .and_then(|(_, port)| port.parse().ok())
            .filter(|&port| port > 0);
        if port.is_some() {
            return port;
        }
    }
}

fn capabilities(profile: &Path, chromium: &Path, screen: &Screen) -> Value {
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
        format!("--accept-lang={}", screen.language),
        format!("--lang={}", screen.language),
        format!("--host-resolver-rules=MAP {} 127.0.0.1", app::INSECURE_HOST),
        format!("--user-data-dir={}", profile.join("data").display()),
    ];
    json!({
        "browserName": "chrome",
        "pageLoadStrategy": "none",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "binary": chromium,
            "args": args,
        },
    })
}

/// A chromedriver command beside the standard ones: its path below the session, its body.
#[derive(Debug)]
struct Post(&'static str, String);

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.0
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.1.clone()))
    }
}
