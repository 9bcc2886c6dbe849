//! A window of the app in any engine, driven by plain WebDriver: scripts in the page, no DevTools.

use crate::{
    Engine, Screen, app,
    browser::{ARRIVED, Browser},
    deadline::within_patience,
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Puts text into a control as a paste does: its value, then its events.
const FILL: &str = r#"const [css, text] = arguments, it = root.querySelector(css);
    if (!it) return false;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(it), "value").set.call(it, text);
    it.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    return true;"#;

/// A press of what can be pressed; a name, where there is one, is its whole text.
const PRESS: &str = r#"const [css, name] = arguments;
    const it = [...root.querySelectorAll(css)].find((it) => !name || it.textContent.trim() === name);
    it?.click();
    return it !== undefined;"#;

/// Chooses what a label that begins like this is for.
const CHOOSE: &str = r#"const [words] = arguments;
    const label = [...root.querySelectorAll("label")].find((it) => it.innerText.trim().startsWith(words));
    label?.click();
    return label !== undefined;"#;

/// Hands a file to a file input.
const ATTACH: &str = r#"const [css, base64] = arguments, it = root.querySelector(css);
    if (!it) return false;
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), held = new DataTransfer();
    held.items.add(new File([bytes], "photo.jpg", { type: "image/jpeg" }));
    it.files = held.files;
    it.dispatchEvent(new Event("change", { bubbles: true }));
    return true;"#;

/// A browser on one profile, killed and started again at will.
pub struct Window {
    engine: Engine,
    profile: PathBuf,
    origin: String,
    browser: Option<Browser>,
}

impl Window {
    /// A browser on a profile, at an empty page.
    pub async fn start(engine: Engine, profile: PathBuf, origin: String) -> Self {
        let mut window = Self {
            engine,
            profile,
            origin,
            browser: None,
        };
        window.restart().await;
        window
    }

    /// Starts the browser on the profile again.
    pub async fn restart(&mut self) {
        let browser = Browser::of(self.engine, &self.profile, &Screen::default()).await;
        self.browser = Some(browser);
    }

    /// All that the console and the browser said since the last call; only Chromium's driver keeps it.
    pub async fn console(&self) -> Vec<Value> {
        match self.engine {
            Engine::Chromium => self.browser().console().await,
            _ => Vec::new(),
        }
    }

    /// `kill -9` to all of the browser.
    pub fn kill(&mut self) {
        if let Some(browser) = self.browser.take() {
            browser.kill();
        }
    }

    /// Begins to open a path of the app.
    pub async fn go(&self, path: &str) {
        let url = format!("{}{path}", self.origin);
        let opened = async || self.browser().go(&url).await.ok();
        self.until(&format!("{path} to be opened"), opened).await;
    }

    /// Opens a path of the app and waits until one of these screens is ready.
    pub async fn open(&self, path: &str, screens: &[&str]) {
        self.go(path).await;
        self.ready(screens).await;
    }

    /// Waits until one of these screens is ready; on the way to the home page the welcome is skipped.
    pub async fn ready(&self, screens: &[&str]) {
        let there = format!(
            "return {ARRIVED} && ({})(root, {})",
            app::COME,
            json!(screens)
        );
        self.wait_for(&format!("{screens:?} to be ready"), &there)
            .await;
    }

    /// Opens the app anew: the home page, or the sign-in page in its place.
    pub async fn home_or_sign_in(&self) {
        self.open(app::HOME.path, &[app::HOME.ready, app::SIGN_IN.ready])
            .await;
    }

    /// Whether this screen is ready.
    pub async fn shows(&self, screen: &str) -> bool {
        let name = format!("return root.getAttribute('{}')", app::READY);
        self.script(&name, &[]).await == Some(screen.into())
    }

    /// What the function's body gives, which knows [`app::ROOT`] as `root`; nothing between two documents or once the browser is dead.
    pub async fn script(&self, body: &str, arguments: &[Value]) -> Option<Value> {
        let body = format!("const root = {};\n{body}", app::ROOT);
        let value = self.browser().execute(&body, arguments.to_vec()).await;
        value.ok()
    }

    /// Waits until the function's body gives `true`.
    pub async fn wait_for(&self, what: &str, body: &str) {
        self.act(what, body, &[]).await;
    }

    pub async fn fill(&self, css: &str, text: &str) {
        self.act(css, FILL, &[css.into(), text.into()]).await;
    }

    /// Presses the element of this selector; with a name, the one of exactly this text.
    pub async fn press(&self, css: &str, name: &str) {
        let what = format!("{css} `{name}` to be pressed");
        self.act(&what, PRESS, &[css.into(), name.into()]).await;
    }

    /// Presses it if it is there now.
    pub async fn try_press(&self, css: &str, name: &str) {
        let _ = self.script(PRESS, &[css.into(), name.into()]).await;
    }

    /// Presses the first of these names that is there, and gives it.
    pub async fn press_one(&self, css: &str, names: &[&str]) -> String {
        let what = format!("{css} {names:?} to be pressed");
        self.until(&what, async || {
            for &name in names {
                let pressed = self.script(PRESS, &[css.into(), name.into()]).await;
                if pressed == Some(true.into()) {
                    return Some(name.to_owned());
                }
            }
            None
        })
        .await
    }

    /// Types with real keys.
    pub async fn keys(&self, css: &str, text: &str) {
        let typed = self.browser().keys(css, text).await;
        typed.unwrap_or_else(|error| panic!("typing into {css}: {error}"));
    }

    pub async fn attach(&self, css: &str, base64: &str) {
        self.act(css, ATTACH, &[css.into(), base64.into()]).await;
    }

    /// The text that can be seen.
    pub async fn text(&self) -> String {
        let text = self.script("return root.innerText", &[]).await;
        text.and_then(|text| Some(text.as_str()?.to_owned()))
            .unwrap_or_default()
    }

    /// Waits until this text can be seen.
    pub async fn see(&self, text: &str) {
        self.until(text, async || {
            self.text().await.contains(text).then_some(())
        })
        .await;
    }

    /// Ticks or unticks what a label that begins like this is for.
    pub async fn choose(&self, label: &str) {
        self.act(label, CHOOSE, &[label.into()]).await;
    }

    async fn act(&self, what: &str, body: &str, arguments: &[Value]) {
        let done = async || (self.script(body, arguments).await == Some(true.into())).then_some(());
        self.until(what, done).await;
    }

    /// Waits for an answer; in vain, it panics with what can be seen.
    pub async fn until<T>(&self, what: &str, ask: impl AsyncFnMut() -> Option<T>) -> T {
        match within_patience(ask).await {
            Some(answer) => answer,
            None => panic!(
                "waited 20 s in vain for {what}; there is\n{}\n{:?}\n{}",
                self.text().await,
                self.browser().said().await,
                // WebKitGTK's host writes it there.
                fs::read_to_string(self.profile.join("data/console")).unwrap_or_default()
            ),
        }
    }

    /// Signs in on the sign-in page, which must be shown, and waits for the home page. Who signs in
    /// where somebody is signed in can't choose to stay.
    pub async fn sign_in(&self, member: &str, password: &str, stay: bool) {
        self.fill("#identity", member).await;
        self.fill("#password", password).await;
        if stay {
            let _ = self.script(CHOOSE, &["在本机保持登录".into()]).await;
        }
        self.press("#sign-in button.go", "").await;
        self.ready(&[app::HOME.ready]).await;
    }

    /// The browser, for what only one engine can do.
    pub(crate) fn browser(&self) -> &Browser {
        self.browser.as_ref().expect("the browser runs")
    }

    /// The folder that the browser writes into.
    pub fn profile(&self) -> &Path {
        &self.profile
    }

    /// An orderly end of the browser, as when the system has time.
    pub async fn close(&mut self) {
        if let Some(browser) = self.browser.take() {
            browser.close().await;
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.kill();
    }
}
