//! A browser under its driver: started, spoken to, killed. Chromium speaks the DevTools protocol too.

use crate::{driver::Driver, engine::Engine, phone::Screen};
use fantoccini::{
    Client, ClientBuilder,
    error::CmdError,
    wd::{WebDriverCompatibleCommand, WindowHandle},
};
use hyper::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{fs, path::Path, time::Duration};
use url::{ParseError, Url};

/// Longer than any wait of a journey.
const ANSWERS_WITHIN: Duration = Duration::from_secs(120);

/// Whether another document than the one that was left is there, as an expression.
pub(crate) const ARRIVED: &str = "!window.__left";

/// What engines call the source of a complaint about a load that failed.
const LOADS: [&str; 2] = ["network", "Service Worker Interception"];

pub(crate) struct Browser {
    client: Client,
    driver: Driver,
}

impl Browser {
    /// A browser of this engine on this profile, at an empty page.
    pub async fn of(engine: Engine, profile: &Path, screen: &Screen) -> Self {
        fs::create_dir_all(profile).expect("a place for the profile");
        let capabilities = engine.capabilities(profile, screen);
        let mut tries = 0;
        loop {
            let mut driver = engine.driver();
            let client = ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities.as_object().expect("an object").clone())
                .connect(&format!("http://127.0.0.1:{}", driver.port))
                .await;
            match client {
                Ok(client) => return Self { client, driver },
                Err(error) => {
                    driver.kill();
                    tries += 1;
                    assert!(tries < 3, "a browser session: {error}");
                }
            }
        }
    }

    /// Begins to open an address. Where that makes another document, the one that is left is marked: the driver says nothing of when the next one is there.
    pub async fn go(&self, url: &str) -> Result<(), CmdError> {
        const LEAVE: &str = r#"const next = new URL(arguments[0]), [here] = location.href.split('#');
            window.__left = !next.hash || next.href.split('#')[0] !== here;"#;
        let _ = self.execute(LEAVE, vec![url.into()]).await;
        self.client.goto(url).await
    }

    /// The body of a function that runs in the page.
    pub async fn execute(&self, body: &str, arguments: Vec<Value>) -> Result<Value, CmdError> {
        self.client.execute(body, arguments).await
    }

    /// The same in the first frame of the first frame and so on, so many levels deep.
    pub async fn within(&self, levels: usize, body: &str) -> Result<Value, CmdError> {
        let mut given = Ok(Value::Null);
        let mut deep = 0;
        while deep < levels && self.enter_first_frame().await.is_ok() {
            deep += 1;
        }
        if deep == levels {
            // Not every driver waits for a promise that a body gives.
            let body = format!(
                "const done = arguments[arguments.length - 1]; (async () => {{ {body} }})().then(done, () => done(null))"
            );
            given = self.execute_async(&body).await;
        }
        for _ in 0..deep {
            self.client.enter_parent_frame().await?;
        }
        given
    }

    async fn enter_first_frame(&self) -> Result<(), CmdError> {
        let frame = fantoccini::Locator::Css("iframe");
        self.client.find(frame).await?.enter_frame().await
    }

    /// Types into the element of this CSS selector, key by key.
    pub async fn keys(&self, css: &str, text: &str) -> Result<(), CmdError> {
        let element = self.client.find(fantoccini::Locator::Css(css)).await?;
        element.send_keys(text).await
    }

    /// What the window shows, as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("a picture")
    }

    /// The body of a function that gives its answer to its last argument.
    pub async fn execute_async(&self, body: &str) -> Result<Value, CmdError> {
        self.client.execute_async(body, Vec::new()).await
    }

    pub async fn resize(&self, width: u32, height: u32) {
        let resized = self.client.set_window_size(width, height).await;
        resized.expect("the window takes a size");
    }

    /// Whether scripts run in the page, `content`, or in Firefox's own interface, `chrome`.
    pub async fn context(&self, context: &str) {
        let entered = self
            .post("moz/context", json!({ "context": context }))
            .await;
        entered.unwrap_or_else(|error| panic!("{context}: {error}"));
    }

    /// A command by its path below the session.
    pub async fn post(&self, path: &str, body: Value) -> Result<Value, CmdError> {
        let command = Post(path.to_owned(), body.to_string());
        self.client.issue_cmd(command).await
    }

    /// A DevTools command that must succeed.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        match self.try_cdp(command, parameters).await {
            Ok(value) => value,
            Err(error) => panic!("{command}: {error}"),
        }
    }

    /// A command that the browser leaves without an answer for so long ends the journey.
    pub async fn try_cdp(&self, command: &str, parameters: Value) -> Result<Value, CmdError> {
        let body = json!({ "cmd": command, "params": &parameters });
        let answer = self.post("goog/cdp/execute", body);
        let answer = tokio::time::timeout(ANSWERS_WITHIN, answer).await;
        answer.unwrap_or_else(|_| panic!("no answer to {command} {parameters}"))
    }

    /// What of it is a complaint; no failed loads: those are what a journey over a bad network is about.
    pub fn complaints(said: &[Value]) -> impl Iterator<Item = String> {
        said.iter()
            .filter(|entry| {
                entry["level"] == "SEVERE" && !LOADS.iter().any(|load| entry["source"] == *load)
            })
            .map(|entry| format!("{}: {}", entry["source"], entry["message"]))
    }

    /// All that the console and the browser said since the last call.
    pub async fn console(&self) -> Vec<Value> {
        self.said().await.expect("the browser's log")
    }

    /// The same; nothing of a browser whose driver keeps no log.
    pub async fn said(&self) -> Option<Vec<Value>> {
        let log = self.post("se/log", json!({ "type": "browser" })).await;
        log.ok()?.as_array_mut().map(std::mem::take)
    }

    /// Opens a tab more and goes on there; gives the one that stays behind.
    pub async fn another_tab(&self) -> Result<WindowHandle, CmdError> {
        let here = self.client.window().await?;
        let new = self.client.new_window(true).await?;
        self.client.switch_to_window(new.handle).await?;
        Ok(here)
    }

    /// Goes on in that tab; gives the one that stays behind.
    pub async fn another_tab_is(&self, tab: WindowHandle) -> Result<WindowHandle, CmdError> {
        let here = self.client.window().await?;
        self.client.switch_to_window(tab).await?;
        Ok(here)
    }

    /// Closes the tab and goes on in the other one.
    pub async fn close_tab(&self, other: WindowHandle) -> Result<(), CmdError> {
        self.client.close_window().await?;
        self.client.switch_to_window(other).await
    }

    /// `kill -9` to the browser and its driver.
    pub fn kill(mut self) {
        self.driver.kill();
    }

    /// An orderly end, as when the system closes an app that has nothing left to do.
    pub async fn close(mut self) {
        let _ = self.client.clone().close().await;
        self.driver.kill();
    }
}

/// A command: its path below the session, its body.
#[derive(Debug)]
struct Post(String, String);

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
