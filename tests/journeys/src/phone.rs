//! A phone in a member's hand: its browser, where it is, what can be seen on it.

use crate::{
    app,
    browser::{ARRIVED, Browser},
    deadline::within_patience,
    engine::{Engine, LEFT_OUT},
    means::{DevTools, Means, Node},
};
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
    engine: Engine,
    means: Option<Means>,
    profile: PathBuf,
    origin: String,
    screen: Screen,
    complaints: Vec<String>,
    said: Vec<String>,
    finished: bool,
}

impl Phone {
    /// A phone with an empty profile in `profile`, at `origin`; its browser is of [`Engine::chosen`].
    pub async fn start(profile: PathBuf, origin: String, screen: Screen) -> Self {
        let engine = Engine::chosen();
        let means = Some(Means::start(engine, &profile, &screen).await);
        Self {
            engine,
            means,
            profile,
            origin,
            screen,
            complaints: Vec::new(),
            said: Vec::new(),
            finished: false,
        }
    }

    pub(crate) fn means(&self) -> &Means {
        self.means.as_ref().expect("the browser runs")
    }

    /// What this DevTools command is for. In an engine without DevTools the journey is left out.
    pub(crate) fn devtools(&self, command: &str) -> &DevTools {
        match self.means().devtools(command) {
            Ok(devtools) => devtools,
            Err(reason) => self.leave_out(&reason),
        }
    }

    /// A DevTools command that must succeed.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.devtools(command).cdp(command, parameters).await
    }

    /// Ends a journey that this engine can't run, with the reason: `make prove PART=engines` counts it as left out.
    pub fn leave_out(&self, reason: &str) -> ! {
        panic!("{LEFT_OUT}{reason}")
    }

    pub(crate) fn is_chromium(&self) -> bool {
        self.engine == Engine::Chromium
    }

    /// Ends a journey that only Chromium can run, for `what` only DevTools give.
    pub fn in_chromium_alone(&self, what: &str) {
        if !self.is_chromium() {
            self.leave_out(&format!("only DevTools give {what}"));
        }
    }

    /// Ends a journey on pages whose own functions are no good, where what looks at them has no others.
    pub fn in_a_world_of_its_own(&self) {
        if self.engine == Engine::WebKit {
            self.leave_out("WebKitGTK's driver has no world beside the page's");
        }
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
        self.means().show_on(&screen).await;
        self.screen = screen;
    }

    /// Opens a path of the app and returns once the new document is there, be it an error page.
    pub async fn goto(&mut self, path: &str) {
        self.gather().await;
        let url = format!("{}{path}", self.origin);
        let opened = async || self.means().go(&url).await;
        self.patiently(&format!("{path} to be opened"), opened)
            .await;
        let arrived = format!("{ARRIVED} && {DOCUMENT}");
        self.wait_for("a document", &arrived).await;
    }

    /// Reloads the page and returns once the new document is there.
    pub async fn reload(&mut self) {
        self.gather().await;
        self.script("window.__old = true").await;
        self.means().reload().await;
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
        self.take_browser().kill();
        self.means = Some(Means::start(self.engine, &self.profile, &self.screen).await);
    }

    fn take_browser(&mut self) -> Browser {
        let means = self.means.take().expect("the browser runs");
        means.into_browser()
    }

    /// Evaluates an expression in the page; a promise is awaited.
    pub async fn script(&self, expression: &str) -> Value {
        match self.try_script(expression).await {
            Ok(value) => value,
            Err(error) => panic!("`{expression}`: {error}"),
        }
    }

    async fn try_script(&self, expression: &str) -> Result<Value, String> {
        self.means().evaluate(expression).await
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
        if !self.is_chromium() {
            // Its heading takes the focus before the next picture; only Chromium's input comes by way of that picture.
            self.drawn().await;
        }
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
        let found = self.means().query(role, name).await;
        found.unwrap_or_default()
    }

    /// Waits for an answer; in vain, it panics with all that assistive technology sees and what was said since the last look.
    pub(crate) async fn patiently<T>(&self, what: &str, ask: impl AsyncFnMut() -> Option<T>) -> T {
        match within_patience(ask).await {
            Some(answer) => answer,
            None => {
                let (path, outline) = (self.path().await, self.outline().await);
                let said = self.means().said().await;
                panic!("waited 20 s in vain for {what}; at {path} there is\n{outline}\n{said:?}")
            }
        }
    }

    /// Every element with a name, a line each: role and name.
    pub async fn outline(&self) -> String {
        let named = self.means().named().await;
        let line = |node: &Node| format!("  {} `{}`", node.role, node.name);
        let mut lines = named.iter().map(line).collect::<Vec<_>>();
        lines.dedup();
        lines.join("\n")
    }

    /// Waits until what the app does before its next picture is done.
    pub(crate) async fn drawn(&self) {
        const DRAWN: &str =
            "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0, true)))";
        self.wait_for("the next picture", DRAWN).await;
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
        let png = self.means().picture().await;
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).expect("a folder for screenshots");
        }
        fs::write(to, png).expect("the screenshot is written");
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
        let said = self.means().said().await;
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
        self.take_browser().close().await;
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        if let Some(means) = self.means.take() {
            means.into_browser().kill();
        }
        if !self.finished && !std::thread::panicking() {
            panic!("a journey ends with Phone::finish");
        }
    }
}
