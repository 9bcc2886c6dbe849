//! What Firefox does for its own interface's scripts, which WebDriver has no command for.

use crate::{browser::Browser, phone::Screen};
use serde_json::{Value, json};

/// The page gets a viewport of its own: no window of Firefox is as narrow as a phone.
const SHOW: &str = r#"const [width, height, ratio] = arguments, { style, browsingContext } = gBrowser.selectedBrowser;
    for (const [side, length] of [["width", width], ["height", height]])
        for (const bound of ["", "min-", "max-"]) style.setProperty(bound + side, `${length}px`);
    browsingContext.overrideDPPX = ratio;"#;

/// What pages, not Firefox itself, had as errors and warnings.
const SAID: &str = r#"const said = Services.console.getMessageArray();
    Services.console.reset();
    return said.filter((it) => it instanceof Ci.nsIScriptError && /^http/.test(it.sourceName)).map((it) => ({
        level: it.flags & Ci.nsIScriptError.warningFlag ? "WARNING" : "SEVERE", source: it.category,
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

/// The whole browser has no network.
pub async fn set_offline(browser: &Browser, offline: bool) {
    let set = "Services.io.offline = arguments[0]";
    within(browser, set, vec![offline.into()]).await;
}

async fn within(browser: &Browser, body: &str, arguments: Vec<Value>) -> Value {
    browser.context("chrome").await;
    let given = browser.execute(body, arguments).await;
    browser.context("content").await;
    given.unwrap_or_else(|error| panic!("Firefox's own script: {error}"))
}
