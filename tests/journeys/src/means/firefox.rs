//! What Firefox does for its own interface's scripts, which WebDriver has no command for.

use super::Wish;
use crate::{browser::Browser, phone::Screen};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// The page gets a viewport of its own: no window of Firefox is as narrow as a phone.
const SHOW: &str = r#"const [width, height, ratio] = arguments, { style, browsingContext } = gBrowser.selectedBrowser;
    for (const [side, length] of [["width", width], ["height", height]])
        for (const bound of ["", "min-", "max-"]) style.setProperty(bound + side, `${length}px`);
    browsingContext.overrideDPPX = ratio;"#;

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

pub async fn said(browser: &Browser) -> Vec<Value> {
    let said = within(browser, SAID, Vec::new()).await;
    said.as_array().cloned().unwrap_or_default()
}

/// Without a network it is the whole browser.
pub async fn grant(browser: &Browser, profile: &Path, wish: Wish<'_>) {
    let (body, value) = match wish {
        Wish::Script(source) => return add_script(browser, profile, source).await,
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
        Wish::Offline(offline) => ("Services.io.offline = arguments[0]", json!(offline)),
    };
    within(browser, body, vec![value]).await;
}

/// An extension that runs the script in the page's own world.
async fn add_script(browser: &Browser, profile: &Path, source: &str) {
    let made = fs::read_dir(profile).expect("the profile").count();
    let folder = profile.join(format!("extension-{made}"));
    let manifest = json!({
        "manifest_version": 2, "name": "journey", "version": "1",
        "browser_specific_settings": { "gecko": { "id": format!("journey-{made}@dajuan") } },
        "content_scripts": [{
            "matches": ["<all_urls>"], "js": ["script.js"], "run_at": "document_start",
            "world": "MAIN", "all_frames": true,
        }],
    });
    fs::create_dir_all(&folder).expect("a place for the extension");
    fs::write(folder.join("manifest.json"), manifest.to_string()).expect("the manifest");
    fs::write(folder.join("script.js"), source).expect("the script");
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
