//! How a phone's browser is driven: Chromium by DevTools, the other engines by plain WebDriver.

mod devtools;
mod firefox;
mod plain;
mod webkit;

use crate::{browser::Browser, engine::Engine, phone::Screen};
pub(crate) use devtools::DevTools;
use plain::Plain;
use serde_json::Value;
use std::path::Path;

/// An element as assistive technology sees it.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is called in its browser.
    id: Value,
    pub role: String,
    pub name: String,
}

pub(crate) enum Means {
    DevTools(DevTools),
    Plain(Plain),
}

macro_rules! either {
    ($self:ident, $means:ident => $done:expr) => {
        match $self {
            Self::DevTools($means) => $done,
            Self::Plain($means) => $done,
        }
    };
}

impl Means {
    /// A browser of this engine on this profile, at an empty page.
    pub async fn start(engine: Engine, profile: &Path, screen: &Screen) -> Self {
        match engine {
            Engine::Chromium => Self::DevTools(DevTools::start(profile, screen).await),
            _ => Self::Plain(Plain::start(engine, profile, screen).await),
        }
    }

    pub fn browser(&self) -> &Browser {
        either!(self, means => &means.browser)
    }

    pub fn into_browser(self) -> Browser {
        either!(self, means => means.browser)
    }

    /// What only DevTools can do; the error is the reason why a journey that asks for it is left out.
    pub fn devtools(&self, command: &str) -> Result<&DevTools, String> {
        match self {
            Self::DevTools(means) => Ok(means),
            Self::Plain(_) => Err(devtools::reason(command)),
        }
    }

    /// Begins to open an address.
    pub async fn go(&self, url: &str) -> Option<()> {
        either!(self, means => means.go(url).await)
    }

    pub async fn reload(&self) {
        either!(self, means => means.reload().await);
    }

    /// What an expression gives; a promise is awaited.
    pub async fn evaluate(&self, expression: &str) -> Result<Value, String> {
        either!(self, means => means.evaluate(expression).await)
    }

    /// The same with axe-core, which the page does not bring, as `axe`.
    pub async fn evaluate_with_axe(&self, expression: &str) -> Value {
        either!(self, means => means.evaluate_with_axe(expression).await)
    }

    /// The elements of this role, with this name unless it is `*part`; nothing between two documents.
    pub async fn query(&self, role: &str, name: &str) -> Option<Vec<Node>> {
        either!(self, means => means.query(role, name).await)
    }

    /// Every element that has a name.
    pub async fn named(&self) -> Vec<Node> {
        either!(self, means => means.named().await)
    }

    /// Calls a function on the element; nothing if it is gone.
    pub async fn call(&self, node: &Node, function: &str, arguments: &[Value]) -> Option<Value> {
        either!(self, means => means.call(node, function, arguments).await)
    }

    /// A short press of this point of the page.
    pub async fn touch(&self, x: f64, y: f64) {
        either!(self, means => means.touch(x, y).await);
    }

    /// Puts text in at the cursor as a paste does.
    pub async fn insert(&self, text: &str) {
        either!(self, means => means.insert(text).await);
    }

    /// A key by its DOM name.
    pub async fn press(&self, key: &str) {
        either!(self, means => means.press(key).await);
    }

    /// Hands files to the file input of this selector; nothing where it is not there yet.
    pub async fn attach(&self, selector: &str, files: &[&Path]) -> Option<()> {
        either!(self, means => means.attach(selector, files).await)
    }

    pub async fn show_on(&self, screen: &Screen) {
        either!(self, means => means.show_on(screen).await);
    }

    /// What the screen shows, as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        either!(self, means => means.picture().await)
    }

    /// All that the console and the browser said since the last call: `level`, `source`, `message`.
    pub async fn said(&self) -> Vec<Value> {
        either!(self, means => means.said().await)
    }

    /// Makes a wish true until the browser restarts; the error is why this engine can't.
    pub async fn grant(&self, wish: Wish<'_>) -> Result<(), String> {
        either!(self, means => means.grant(wish).await)
    }
}

/// What a phone's owner, maker or network may have set.
pub(crate) enum Wish<'a> {
    /// A script in every document before its own.
    Script(&'a str),
    /// A time zone by its IANA name.
    Zone(&'a str),
    Dark(bool),
    /// The browser's text size in per cent of the usual.
    Text(u32),
    /// No network for the open page.
    Offline(bool),
}
