//! A phone in a member's hand: its browser, where it is, what can be seen on it.

use crate::{app, browser::Browser, deadline::within_patience};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The screen and the language of a phone.
#[derive(Clone, Debug)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
    pub pixel_ratio: f64,
    pub touch: bool,
    pub language: &'static str,
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            width: 390,
            height: 844,
            pixel_ratio: 1.5,
            touch: true,
            language: "zh-CN",
        }
    }
}

impl Screen {
    /// A desk with a mouse.
    pub fn desk() -> Self {
        Self {
            width: 1280,
            touch: false,
            ..Self::default()
        }
    }

    pub(crate) fn metrics(&self) -> Value {
        json!({
            "width": self.width, "height": self.height, "deviceScaleFactor": self.pixel_ratio,
            "mobile": self.touch,
        })
    }
}

/// Whether the document has been read to its end, if not all that it asks for.
const DOCUMENT: &str = "document.body !== null && document.readyState !== 'loading'";

/// A phone. A journey ends with [`Phone::finish`]; one that is dropped before fails its test.
pub struct Phone {
    browser: Option<Browser>,
    profile: PathBuf,
    origin: String,
    screen: Screen,
    complaints: Vec<String>,
    said: Vec<String>,
    finished: bool,
}

/// An element as assistive technology sees it.
#[derive(Clone, Debug)]
pub struct Node {
    pub(crate) id: i64,
    pub role: String,
    pub name: String,
}

impl Phone {
    /// A phone with an empty profile in `profile`, at `origin`.
    pub async fn start(profile: PathBuf, origin: String, screen: Screen) -> Self {
        let browser = Some(Browser::start(&profile, &screen).await);
        Self {
            browser,
            profile,
            origin,
            screen,
            complaints: Vec::new(),
            said: Vec::new(),
            finished: false,
        }
    }

    pub(crate) fn browser(&self) -> &Browser {
        self.browser.as_ref().expect("the browser runs")
    }

    /// A DevTools command that must succeed.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.browser().cdp(command, parameters).await
    }

    pub(crate) async fn try_cdp(&self, command: &str, parameters: Value) -> Option<Value> {
        self.browser().try_cdp(command, parameters).await.ok()
    }

    /// The origin that paths are opened on.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Where the browser's DevTools listen: for another program that measures in it.
    pub fn devtools_port(&self) -> u16 {
        let told = fs::read_to_string(self.profile.join("data/DevToolsActivePort"));
        let port = told.ok().and_then(|text| text.lines().next()?.parse().ok());
        port.expect("the browser tells its port")
    }

    pub(crate) fn language(&self) -> &'static str {
        self.screen.language
    }

    /// Opens paths on another origin from now on.
    pub fn set_origin(&mut self, origin: String) {
        self.origin = origin;
    }

    /// Another screen from now on.
    pub async fn set_screen(&mut self, screen: Screen) {
        self.cdp("Emulation.setDeviceMetricsOverride", screen.metrics())
            .await;
        self.screen = screen;
    }

    /// Opens a path of the app and returns once the new document is there, be it an error page.
    pub async fn goto(&mut self, path: &str) {
        self.gather().await;
        let url = format!("{}{path}", self.origin);
        self.cdp("Page.navigate", json!({ "url": url })).await;
        self.wait_for("a document", DOCUMENT).await;
    }

    /// Reloads the page and returns once the new document is there.
    pub async fn reload(&mut self) {
        self.gather().await;
        self.script("window.__old = true").await;
        self.cdp("Page.reload", json!({})).await;
        let reloaded = format!("!window.__old && {DOCUMENT}");
        self.wait_for("the reloaded page", &reloaded).await;
    }

    /// Presses the browser's back button.
    pub async fn back(&self) {
        self.script("history.back()").await;
    }

    /// The path and query where the phone is.
    pub async fn path(&self) -> String {
        let path = self.script("location.pathname + location.search").await;
        path.as_str().unwrap_or_default().to_owned()
    }

    /// `kill -9` to the whole browser, then a start on the same profile at an empty page.
    pub async fn kill_and_restart(&mut self) {
        self.gather().await;
        self.browser.take().expect("the browser runs").kill();
        self.browser = Some(Browser::start(&self.profile, &self.screen).await);
    }

    /// Evaluates an expression in the page; a promise is awaited.
    pub async fn script(&self, expression: &str) -> Value {
        match self.try_script(expression).await {
            Ok(value) => value,
            Err(error) => panic!("`{expression}`: {error}"),
        }
    }

    async fn try_script(&self, expression: &str) -> Result<Value, String> {
        let parameters = json!({
            "expression": expression, "returnByValue": true, "awaitPromise": true,
        });
        let outcome = self.browser().try_cdp("Runtime.evaluate", parameters).await;
        let mut outcome = outcome.map_err(|error| error.to_string())?;
        match outcome.get("exceptionDetails") {
            Some(details) => Err(details["exception"]["description"].to_string()),
            None => Ok(outcome["result"]["value"].take()),
        }
    }

    /// Waits until the expression is true. Between two documents it counts as not yet.
    pub async fn wait_for(&self, what: &str, expression: &str) {
        let ask = async || (self.try_script(expression).await == Ok(true.into())).then_some(());
        self.patiently(what, ask).await;
    }

    /// Waits until the app says that the page of this name is ready to use; on the way to the home page the welcome is skipped.
    pub async fn ready(&self, page: &str) {
        let there = format!("({})({}, ['{page}'])", app::COME, app::ROOT);
        self.wait_for(&format!("the page `{page}` to be ready"), &there)
            .await;
    }

    /// Waits until this text can be seen.
    pub async fn see(&self, text: &str) {
        let ask = async || self.text().await.contains(text).then_some(());
        self.patiently(&format!("the text `{text}`"), ask).await;
    }

    /// Waits until this text can't be seen.
    pub async fn see_no(&self, text: &str) {
        let ask = async || (!self.text().await.contains(text)).then_some(());
        self.patiently(&format!("the text `{text}` to go"), ask)
            .await;
    }

    /// Waits until nothing moves: what fades in has its colours only then.
    pub async fn still(&self) {
        let still = "document.getAnimations().every((it) => it.playState === 'finished')";
        self.wait_for("the page to stand still", still).await;
    }

    /// The text that can be seen now.
    pub async fn text(&self) -> String {
        let text = format!("{}?.innerText ?? ''", app::ROOT);
        let text = self.try_script(&text).await;
        text.ok()
            .and_then(|text| Some(text.as_str()?.to_owned()))
            .unwrap_or_default()
    }

    /// Waits for the first element with this role and accessible name (`*part` for a part of it).
    pub async fn find(&self, role: &str, name: &str) -> Node {
        let ask = async || self.all(role, name).await.into_iter().next();
        self.patiently(&format!("{role} `{name}`"), ask).await
    }

    /// The elements with this role and name that are there now.
    pub async fn all(&self, role: &str, name: &str) -> Vec<Node> {
        self.query(role, name).await.unwrap_or_default()
    }

    async fn query(&self, role: &str, name: &str) -> Option<Vec<Node>> {
        let document = self
            .try_cdp("DOM.getDocument", json!({ "depth": 0 }))
            .await?;
        let mut wanted = json!({ "nodeId": document["root"]["nodeId"], "role": role });
        let part = name.strip_prefix('*');
        if part.is_none() {
            wanted["accessibleName"] = name.into();
        }
        let found = self.try_cdp("Accessibility.queryAXTree", wanted).await?;
        let nodes = found["nodes"].as_array()?.iter().filter_map(|node| {
            Some(Node {
                id: node["backendDOMNodeId"].as_i64()?,
                role: node["role"]["value"].as_str()?.to_owned(),
                name: node["name"]["value"].as_str()?.to_owned(),
            })
            .filter(|found| {
                node["ignored"] == false && found.name.contains(part.unwrap_or_default())
            })
        });
        Some(nodes.collect())
    }

    /// Waits for an answer; in vain, it panics with all that assistive technology sees.
    pub(crate) async fn patiently<T>(&self, what: &str, ask: impl AsyncFnMut() -> Option<T>) -> T {
        match within_patience(ask).await {
            Some(answer) => answer,
            None => {
                let (path, outline) = (self.path().await, self.outline().await);
                panic!("waited 20 s in vain for {what}; at {path} there is\n{outline}")
            }
        }
    }

    /// Every element with a name, a line each: role and name.
    pub async fn outline(&self) -> String {
        let tree = self.cdp("Accessibility.getFullAXTree", json!({})).await;
        let nodes = tree["nodes"].as_array().into_iter().flatten();
        let mut lines = nodes
            .filter(|node| node["ignored"] == false && node["role"]["value"] != "InlineTextBox")
            .filter_map(|node| {
                let name = node["name"]["value"]
                    .as_str()
                    .filter(|name| !name.is_empty())?;
                Some(format!("  {} `{name}`", node["role"]["value"].as_str()?))
            })
            .collect::<Vec<_>>();
        lines.dedup();
        lines.join("\n")
    }

    /// Waits until nothing on the page has changed for 300 ms: for pictures, never for a test.
    pub async fn settle(&self) {
        const STILL: &str = r#"new Promise((done) => {
            const end = () => { watch.disconnect(); done(true); };
            const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(end, 300); });
            let timer = setTimeout(end, 300);
            watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        })"#;
        self.script(STILL).await;
    }

    /// Writes what the screen shows as PNG.
    pub async fn screenshot(&self, to: &Path) {
        let shot = json!({ "format": "png", "optimizeForSpeed": false });
        let shot = self.cdp("Page.captureScreenshot", shot).await;
        let png = BASE64_STANDARD.decode(shot["data"].as_str().expect("a picture"));
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).expect("a folder for screenshots");
        }
        fs::write(to, png.expect("base64")).expect("the screenshot is written");
    }

    /// Keeps the page's complaints, which a navigation would lose.
    async fn gather(&mut self) {
        let violations = self
            .try_script("window.__violations?.splice(0) ?? []")
            .await;
        let violations = violations.unwrap_or_default();
        let texts = violations.as_array().into_iter().flatten();
        let texts = texts.filter_map(Value::as_str);
        let violations = texts.map(|text| format!("securitypolicyviolation {text}"));
        self.complaints.extend(violations);
        let said = self.browser().console().await;
        self.complaints.extend(Browser::complaints(&said));
        self.said.extend(said.iter().map(Value::to_string));
    }

    /// All complaints so far: broken security policies, uncaught errors, `console.error`.
    pub async fn complaints(&mut self) -> Vec<String> {
        self.gather().await;
        std::mem::take(&mut self.complaints)
    }

    /// All that the console and the browser said so far, of whatever level.
    pub async fn said(&mut self) -> &[String] {
        self.gather().await;
        &self.said
    }

    /// Ends the journey; fails if there was a complaint.
    pub async fn finish(mut self) {
        let complaints = self.complaints().await;
        self.finished = true;
        self.browser.take().expect("the browser runs").close().await;
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        if let Some(browser) = self.browser.take() {
            browser.kill();
        }
        if !self.finished && !std::thread::panicking() {
            panic!("a journey ends with Phone::finish");
        }
    }
}
