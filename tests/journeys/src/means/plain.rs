//! Any engine by plain WebDriver: what it has no command for is asked of the page. Names are those that axe-core computes, whatever the engine.

use super::{Node, Wish, firefox, webkit};
use crate::{axe, browser::Browser, engine::Engine, phone::Screen};
use serde_json::{Value, json};
use std::{
    cell::{Cell, RefCell},
    path::{Path, PathBuf},
};

/// What WebDriver calls an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The roles of Chromium that ARIA calls otherwise, and those of inputs that ARIA has no name for.
const ROLES: &str = r#"{ image: "img" }"#;

const INPUTS: &str = r#"{ date: "Date", file: "button" }"#;

/// axe-core, where a host that looks at its own names does not find it.
const AXE: &str = r#"window[Symbol.for("axe")]"#;

/// Puts it there from where it puts itself.
const HIDE: &str = r#"AXE = window.axe; delete window.axe; delete window["__core-js_shared__"];"#;

/// `[element, role, name]` of what assistive technology sees: of this role and name, or all with a name. `null` without axe-core.
const SEEN: &str = r#"
    const [wanted, name] = arguments, axe = AXE;
    if (!axe) return null;
    const part = name?.startsWith("*") ? name.slice(1) : undefined;
    const theirs = ROLES[wanted] ?? wanted, inputs = INPUTS;
    const roleOf = (it) => it.props.nodeName === "input" && inputs[it.props.type] || axe.commons.aria.getRole(it);
    axe.setup(document);
    try {
        return axe.utils.querySelectorAll(axe._tree, "*").flatMap((it) => {
            const role = roleOf(it);
            if (!role || role === "presentation" || (theirs && role !== theirs && role !== wanted)) return [];
            const hidden = !axe.commons.dom.isVisibleToScreenReaders(it) && !(role === "option" && it.actualNode.closest("select"));
            if (hidden) return [];
            const called = axe.commons.text.accessibleTextVirtual(it);
            const fits = name == null ? called : part == null ? called === name : called.includes(part);
            return fits ? [[it.actualNode, wanted ?? role, called]] : [];
        });
    } finally { axe.teardown(); }"#;

pub struct Plain {
    pub browser: Browser,
    engine: Engine,
    profile: PathBuf,
    /// How much of the console was told.
    read: Cell<usize>,
    /// What runs in every document.
    scripts: RefCell<Vec<String>>,
}

impl Plain {
    pub async fn start(engine: Engine, profile: &Path, screen: &Screen) -> Self {
        let started = Self {
            browser: Browser::of(engine, profile, screen).await,
            engine,
            profile: profile.to_owned(),
            read: Cell::new(0),
            scripts: RefCell::default(),
        };
        started.show_on(screen).await;
        started
    }

    pub async fn go(&self, url: &str) -> Option<()> {
        self.browser.go(url).await.ok()
    }

    /// As its reader does: the driver's own way goes past the service worker in Firefox.
    pub async fn reload(&self) {
        let _ = self.browser.execute("location.reload()", Vec::new()).await;
    }

    /// Statements too, which give nothing: what can't be read as an expression was not begun.
    pub async fn evaluate(&self, expression: &str) -> Result<Value, String> {
        const UNREAD: [&str; 3] = ["SyntaxError", "Unexpected", "Cannot use"];
        match self.evaluated(&format!("({expression}\n)")).await {
            Err(error) if UNREAD.iter().any(|unread| error.contains(unread)) => {
                self.evaluated(&format!("{{ {expression}\n}}")).await
            }
            given => given,
        }
    }

    async fn evaluated(&self, what: &str) -> Result<Value, String> {
        let body = format!(
            r#"const done = arguments[arguments.length - 1];
            (async () => {what})().then((value) => JSON.stringify([value])).then(done, (error) => done(`!${{error}}`));"#
        );
        let said = self.browser.execute_async(&body).await;
        let said = said.map_err(|error| error.to_string())?;
        let said = said.as_str().unwrap_or_default();
        let value = serde_json::from_str::<Value>(said);
        value
            .map(|mut value| value[0].take())
            .map_err(|_| said.to_owned())
    }

    pub async fn evaluate_with_axe(&self, expression: &str) -> Value {
        let ready = self.bring_axe().await;
        ready.unwrap_or_else(|| panic!("axe-core beside the page"));
        let given = self
            .evaluate(&format!("((axe) => {expression})({AXE})"))
            .await;
        given.unwrap_or_else(|error| panic!("beside the page: {error}"))
    }

    async fn bring_axe(&self) -> Option<()> {
        let script = format!("{}\n;{}", axe::library(), HIDE.replace("AXE", AXE));
        self.browser.execute(&script, Vec::new()).await.ok()?;
        Some(())
    }

    pub async fn query(&self, role: &str, name: &str) -> Option<Vec<Node>> {
        self.seen(json!(role), json!(name)).await
    }

    pub async fn named(&self) -> Vec<Node> {
        let named = self.seen(Value::Null, Value::Null).await;
        named.unwrap_or_default()
    }

    async fn seen(&self, role: Value, name: Value) -> Option<Vec<Node>> {
        let body = [("AXE", AXE), ("ROLES", ROLES), ("INPUTS", INPUTS)]
            .iter()
            .fold(SEEN.to_owned(), |body, (name, value)| {
                body.replace(name, value)
            });
        let ask = async || {
            let wanted = vec![role.clone(), name.clone()];
            self.browser.execute(&body, wanted).await.ok()
        };
        let mut seen = ask().await?;
        if seen.is_null() {
            self.bring_axe().await?;
            seen = ask().await?;
        }
        let nodes = seen.as_array()?.iter().map(|node| Node {
            id: node[0].clone(),
            role: node[1].as_str().unwrap_or_default().to_owned(),
            name: node[2].as_str().unwrap_or_default().to_owned(),
        });
        Some(nodes.collect())
    }

    pub async fn call(&self, node: &Node, function: &str, arguments: &[Value]) -> Option<Value> {
        let body = format!("return ({function}).apply(arguments[0], arguments[1])");
        let given = vec![node.id.clone(), arguments.into()];
        self.browser.execute(&body, given).await.ok()
    }

    /// A mouse: no driver here turns touch points into a press.
    pub async fn touch(&self, x: f64, y: f64) {
        let (x, y) = (x.round(), y.round());
        let press = json!({
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "mouse" },
            "actions": [
                { "type": "pointerMove", "x": x as i64, "y": y as i64, "duration": 0 },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerUp", "button": 0 },
            ],
        });
        self.act(press).await;
    }

    pub async fn insert(&self, text: &str) {
        let insert = "return document.execCommand('insertText', false, arguments[0])";
        let done = self.browser.execute(insert, vec![text.into()]).await;
        done.unwrap_or_else(|error| panic!("text to be put in: {error}"));
    }

    pub async fn press(&self, key: &str) {
        let value = match key {
            "Backspace" => "\u{E003}",
            "Tab" => "\u{E004}",
            "Enter" => "\u{E007}",
            "Escape" => "\u{E00C}",
            "End" => "\u{E010}",
            "Home" => "\u{E011}",
            "ArrowLeft" => "\u{E012}",
            "ArrowUp" => "\u{E013}",
            "ArrowRight" => "\u{E014}",
            "ArrowDown" => "\u{E015}",
            "Delete" => "\u{E017}",
            character => character,
        };
        self.act(json!({
            "type": "key", "id": "keys",
            "actions": [{ "type": "keyDown", "value": value }, { "type": "keyUp", "value": value }],
        }))
        .await;
        if self.engine == Engine::Firefox && key == "Tab" {
            firefox::keep_keys(&self.browser).await;
        }
    }

    async fn act(&self, actions: Value) {
        let done = self
            .browser
            .post("actions", json!({ "actions": [actions] }))
            .await;
        done.unwrap_or_else(|error| panic!("an action: {error}"));
    }

    pub async fn attach(&self, selector: &str, files: &[&Path]) -> Option<()> {
        let find = "return document.querySelector(arguments[0])";
        let input = self.browser.execute(find, vec![selector.into()]).await;
        let input = input.ok()?[ELEMENT].as_str()?.to_owned();
        let files: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        let text = json!({ "text": files.join("\n") });
        let path = format!("element/{input}/value");
        self.browser.post(&path, text).await.ok()?;
        Some(())
    }

    pub async fn show_on(&self, screen: &Screen) {
        match self.engine {
            Engine::Firefox => firefox::show_on(&self.browser, screen).await,
            _ => self.browser.resize(screen.width, screen.height).await,
        }
    }

    pub async fn picture(&self) -> Vec<u8> {
        self.browser.picture().await
    }

    pub async fn said(&self) -> Vec<Value> {
        match self.engine {
            Engine::Firefox => firefox::said(&self.browser).await,
            _ => webkit::said(&self.profile, &self.read),
        }
    }

    pub async fn grant(&self, wish: Wish<'_>) -> Result<(), String> {
        match self.engine {
            Engine::Firefox => {
                firefox::grant(&self.browser, &self.profile, &self.scripts, wish).await;
            }
            _ => webkit::grant(&self.browser, &self.profile, wish).await?,
        }
        Ok(())
    }
}
