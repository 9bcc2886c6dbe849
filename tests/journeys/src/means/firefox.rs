//! What Firefox does for its own interface's scripts, which WebDriver has no command for.

use super::Wish;
use crate::{browser::Browser, phone::Screen};
use serde_json::{Value, json};
use std::{cell::RefCell, fs, path::Path};

/// The page gets a viewport of its own, as no window of Firefox is as narrow as a phone, and all keys: those of the bars around it are out of the way.
const SHOW: &str = r#"const [width, height, ratio] = arguments, { style } = gBrowser.selectedBrowser;
    for (const [side, length] of [["width", width], ["height", height]])
        for (const bound of ["", "min-", "max-"]) style.setProperty(bound + side, `${length}px`);
    Services.prefs.setStringPref("layout.css.devPixelsPerPx", String(ratio));
    document.getElementById("navigator-toolbox").style.display = "none";
    gBrowser.selectedBrowser.focus();"#;

/// What pages, not Firefox itself, had as errors and warnings; a message to a window of another origin, which is not given it, is a warning, as in Chromium.
const SAID: &str = r#"const said = Services.console.getMessageArray();
    Services.console.reset();
    return said.filter((it) => it instanceof Ci.nsIScriptError && /^http/.test(it.sourceName)).map((it) => ({
        level: it.flags & Ci.nsIScriptError.warningFlag || it.errorMessage.includes("The target origin provided") ? "WARNING" : "SEVERE", source: it.category,
        message: `${it.sourceName}:${it.lineNumber} ${it.errorMessage}`,
    }));"#;

pub async fn show_on(browser: &Browser, screen: &Screen) {
    let size = vec![
        json!(screen.width),
        json!(screen.height),
        json!(screen.pixel_ratio),
    ];
    within(browser, SHOW, size).await;
    let wide = format!("return innerWidth === {}", screen.width);
    let shown = async || (browser.execute(&wide, Vec::new()).await.ok()? == true).then_some(());
    crate::deadline::until("Firefox to be as wide as the screen", shown).await;
}

/// Behind the last control of a page comes Firefox itself, which keys of a driver never leave again: they go on at the page's first control.
pub async fn keep_keys(browser: &Browser) {
    const FIRST: &str = "Services.focus.moveFocus(window, null, Services.focus.MOVEFOCUS_FIRST, Services.focus.FLAG_BYKEY)";
    let kept = browser.execute("return document.hasFocus()", Vec::new());
    if kept.await.is_ok_and(|kept| kept == false) {
        within(browser, FIRST, Vec::new()).await;
    }
}

pub async fn said(browser: &Browser) -> Vec<Value> {
    let said = within(browser, SAID, Vec::new()).await;
    said.as_array().cloned().unwrap_or_default()
}

/// Without a network it is the whole browser.
pub async fn grant(
    browser: &Browser,
    profile: &Path,
    scripts: &RefCell<Vec<String>>,
    wish: Wish<'_>,
) {
    let (body, value) = match wish {
        Wish::Script(source) => {
            scripts.borrow_mut().push(source.to_owned());
            let scripts = scripts.borrow().clone();
            return run_scripts(browser, profile, &scripts).await;
        }
        Wish::Zone(zone) => (
            "gBrowser.selectedBrowser.browsingContext.timezoneOverride = arguments[0]",
            json!(zone),
        ),
        Wish::Dark(dark) => (
            "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0])",
            json!(if dark { 0 } else { 1 }),
        ),
        Wish::Text(percent) => (
            "for (const language of ['zh-CN', 'x-western']) Services.prefs.setIntPref(`font.size.variable.${language}`, arguments[0])",
            json!(16 * percent / 100),
        ),
        // Connections to the machine itself outlive it.
        Wish::Offline(offline) => (
            "Services.io.offline = arguments[0];
            if (arguments[0]) Services.obs.notifyObservers(null, 'net:cancel-all-connections')",
            json!(offline),
        ),
    };
    within(browser, body, vec![value]).await;
}

/// An extension that runs these scripts in the page's own world, one after another, in place of the one before it.
async fn run_scripts(browser: &Browser, profile: &Path, scripts: &[String]) {
    let folder = profile.join("extension");
    let names: Vec<_> = (0..scripts.len()).map(|at| format!("{at}.js")).collect();
    let manifest = json!({
        "manifest_version": 2, "name": "journey", "version": scripts.len().to_string(),
        "browser_specific_settings": { "gecko": { "id": "journey@dajuan" } },
        "content_scripts": [{
            "matches": ["<all_urls>"], "js": names, "run_at": "document_start",
            "world": "MAIN", "all_frames": true,
        }],
    });
    fs::create_dir_all(&folder).expect("a place for the extension");
    fs::write(folder.join("manifest.json"), manifest.to_string()).expect("the manifest");
    for (name, script) in names.iter().zip(scripts) {
        fs::write(folder.join(name), script).expect("a script");
    }
    let install = json!({ "path": folder, "temporary": true });
    let installed = browser.post("moz/addon/install", install).await;
    installed.unwrap_or_else(|error| panic!("a script for every document: {error}"));
}

async fn within(browser: &Browser, body: &str, arguments: Vec<Value>) -> Value {
    browser.context("chrome").await;
    let given = browser.execute(body, arguments).await;
    browser.context("content").await;
    given.unwrap_or_else(|error| panic!("Firefox's own script: {error}"))
}
