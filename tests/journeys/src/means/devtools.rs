//! Chromium by its DevTools protocol.

use super::{Node, Wish};
use crate::{axe, browser::Browser, engine::Engine, phone::Screen};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use fantoccini::error::CmdError;
use serde_json::{Value, json};
use std::path::Path;

/// Runs in every document before its own scripts.
const WATCH: &str = r#"{
    const seen = window.__violations = [];
    document.addEventListener("securitypolicyviolation", (e) => seen.push(
        `${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`));
}"#;

/// Why a journey that sends this command can't run in an engine without DevTools.
pub fn reason(command: &str) -> String {
    let what = match command {
        "Page.addScriptToEvaluateOnNewDocument" => "a script that can be taken back",
        "Emulation.setEmulatedMedia" => "forced colours",
        "Storage.overrideQuotaForOrigin" => "a phone whose storage is full",
        "Emulation.setScriptExecutionDisabled" => "a browser without scripts",
        "Network.setBlockedURLs" => "single files that don't come",
        "Network.enable" | "Network.emulateNetworkConditions" => "a slow network",
        "Emulation.setCPUThrottlingRate" => "a slow processor",
        "Page.printToPDF" => "the page as it is printed",
        "Accessibility.getPartialAXTree" => "what a screen reader is told of the focus",
        "Input.imeSetComposition" => "an input method that composes",
        "Input.dispatchKeyEvent" => "keys inside an input method's composition",
        "Browser.setPermission" => "a permission that is given or refused",
        "Browser.setDownloadBehavior" => "a folder for downloads",
        "Runtime.evaluate" => "a script that counts as a press",
        "HeapProfiler.collectGarbage" => "the memory that a page holds",
        other => other,
    };
    format!("only DevTools give {what}")
}

pub struct DevTools {
    pub browser: Browser,
}

impl DevTools {
    /// Chromium as a phone.
    pub async fn start(profile: &Path, screen: &Screen) -> Self {
        let browser = Browser::of(Engine::Chromium, profile, screen).await;
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
        Self { browser }
    }

    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.browser.cdp(command, parameters).await
    }

    pub async fn try_cdp(&self, command: &str, parameters: Value) -> Option<Value> {
        self.browser.try_cdp(command, parameters).await.ok()
    }

    pub async fn go(&self, url: &str) -> Option<()> {
        self.cdp("Page.navigate", json!({ "url": url })).await;
        Some(())
    }

    pub async fn reload(&self) {
        self.cdp("Page.reload", json!({})).await;
    }

    pub async fn evaluate(&self, expression: &str) -> Result<Value, String> {
        let outcome = self.run(expression, Value::Null).await;
        let mut outcome = outcome.map_err(|error| error.to_string())?;
        match outcome.get("exceptionDetails") {
            Some(details) => Err(details["exception"]["description"].to_string()),
            None => Ok(outcome["result"]["value"].take()),
        }
    }

    async fn run(&self, expression: &str, context: Value) -> Result<Value, CmdError> {
        let mut parameters = json!({
            "expression": expression, "returnByValue": true, "awaitPromise": true,
        });
        if !context.is_null() {
            parameters["contextId"] = context;
        }
        self.browser.try_cdp("Runtime.evaluate", parameters).await
    }

    /// In a world of its own: the page's security policy stays as it is.
    pub async fn evaluate_with_axe(&self, expression: &str) -> Value {
        let tree = self.cdp("Page.getFrameTree", json!({})).await;
        let frame = &tree["frameTree"]["frame"]["id"];
        let world = json!({ "frameId": frame, "worldName": "beside" });
        let world = self.cdp("Page.createIsolatedWorld", world).await;
        let context = &world["executionContextId"];
        let mut given = Value::Null;
        for expression in [&*axe::library(), expression] {
            let outcome = self.run(expression, context.clone()).await;
            let mut outcome = outcome.expect("the library runs");
            let problem = &outcome["exceptionDetails"];
            assert!(problem.is_null(), "beside the page: {problem}");
            given = outcome["result"]["value"].take();
        }
        given
    }

    pub async fn query(&self, role: &str, name: &str) -> Option<Vec<Node>> {
        let document = self
            .try_cdp("DOM.getDocument", json!({ "depth": 0 }))
            .await?;
        let mut wanted = json!({ "nodeId": document["root"]["nodeId"], "role": role });
        let part = name.strip_prefix('*');
        if part.is_none() {
            wanted["accessibleName"] = name.into();
        }
        let found = self.try_cdp("Accessibility.queryAXTree", wanted).await?;
        let nodes = seen(&found).filter(|node| node.name.contains(part.unwrap_or_default()));
        Some(nodes.collect())
    }

    pub async fn named(&self) -> Vec<Node> {
        let tree = self.cdp("Accessibility.getFullAXTree", json!({})).await;
        let named = |node: &Node| !node.name.is_empty() && node.role != "InlineTextBox";
        seen(&tree).filter(named).collect()
    }

    pub async fn call(&self, node: &Node, function: &str, arguments: &[Value]) -> Option<Value> {
        let object = json!({ "backendNodeId": node.id });
        let object = self.try_cdp("DOM.resolveNode", object).await?;
        let arguments = arguments.iter().map(|value| json!({ "value": value }));
        let call = json!({
            "objectId": object["object"]["objectId"], "functionDeclaration": function,
            "arguments": arguments.collect::<Vec<_>>(), "returnByValue": true,
        });
        let mut outcome = self.try_cdp("Runtime.callFunctionOn", call).await?;
        Some(outcome["result"]["value"].take())
    }

    pub async fn touch(&self, x: f64, y: f64) {
        let touch = |kind, points| {
            let event = json!({ "type": kind, "touchPoints": points });
            self.cdp("Input.dispatchTouchEvent", event)
        };
        // Sent together: a finger that waited for an answer in between would press for long on a slow machine.
        let down = touch("touchStart", json!([{ "x": x, "y": y }]));
        tokio::join!(down, touch("touchEnd", json!([])));
    }

    pub async fn insert(&self, text: &str) {
        self.cdp("Input.insertText", json!({ "text": text })).await;
    }

    pub async fn press(&self, key: &str) {
        let (code, number, text) = match key {
            "Backspace" => ("Backspace", 8, None),
            "Tab" => ("Tab", 9, None),
            "Enter" => ("Enter", 13, Some("\r")),
            "Escape" => ("Escape", 27, None),
            " " => ("Space", 32, Some(" ")),
            "End" => ("End", 35, None),
            "Home" => ("Home", 36, None),
            "ArrowLeft" => ("ArrowLeft", 37, None),
            "ArrowUp" => ("ArrowUp", 38, None),
            "ArrowRight" => ("ArrowRight", 39, None),
            "ArrowDown" => ("ArrowDown", 40, None),
            "Delete" => ("Delete", 46, None),
            character => ("", 0, Some(character)),
        };
        let mut event = json!({ "key": key, "code": code, "windowsVirtualKeyCode": number });
        event["type"] = "keyUp".into();
        let up = event.clone();
        event["type"] = if text.is_some() {
            "keyDown"
        } else {
            "rawKeyDown"
        }
        .into();
        if let Some(text) = text {
            event["text"] = text.into();
        }
        self.cdp("Input.dispatchKeyEvent", event).await;
        self.cdp("Input.dispatchKeyEvent", up).await;
    }

    pub async fn attach(&self, selector: &str, files: &[&Path]) -> Option<()> {
        let expression = format!("document.querySelector({})", json!(selector));
        let input = json!({ "expression": expression });
        let input = self.try_cdp("Runtime.evaluate", input).await?;
        let object = input["result"]["objectId"].as_str()?.to_owned();
        let wanted = json!({ "files": files, "objectId": object });
        self.try_cdp("DOM.setFileInputFiles", wanted).await?;
        Some(())
    }

    pub async fn show_on(&self, screen: &Screen) {
        self.cdp("Emulation.setDeviceMetricsOverride", screen.metrics())
            .await;
    }

    pub async fn picture(&self) -> Vec<u8> {
        let shot = json!({ "format": "png", "optimizeForSpeed": false });
        let shot = self.cdp("Page.captureScreenshot", shot).await;
        let png = BASE64_STANDARD.decode(shot["data"].as_str().expect("a picture"));
        png.expect("base64")
    }

    pub async fn said(&self) -> Vec<Value> {
        self.browser.console().await
    }

    pub async fn grant(&self, wish: Wish<'_>) -> Result<(), String> {
        let (command, parameters) = match wish {
            Wish::Script(source) => (
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": source }),
            ),
            Wish::Zone(zone) => (
                "Emulation.setTimezoneOverride",
                json!({ "timezoneId": zone }),
            ),
            Wish::Dark(dark) => {
                let value = if dark { "dark" } else { "light" };
                let feature = json!({ "name": "prefers-color-scheme", "value": value });
                (
                    "Emulation.setEmulatedMedia",
                    json!({ "features": [feature] }),
                )
            }
            Wish::Text(percent) => {
                let sizes = json!({ "standard": 16 * percent / 100, "fixed": 13 * percent / 100 });
                ("Page.setFontSizes", json!({ "fontSizes": sizes }))
            }
            Wish::Offline(offline) => {
                self.cdp("Network.enable", json!({})).await;
                let network = json!({
                    "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
                });
                ("Network.emulateNetworkConditions", network)
            }
        };
        self.cdp(command, parameters).await;
        Ok(())
    }
}

/// The nodes of an answer that assistive technology is shown.
fn seen(answer: &Value) -> impl Iterator<Item = Node> {
    let nodes = answer["nodes"].as_array().into_iter().flatten();
    nodes
        .filter(|node| node["ignored"] == false)
        .filter_map(|node| {
            Some(Node {
                id: node["backendDOMNodeId"].clone(),
                role: node["role"]["value"].as_str()?.to_owned(),
                name: node["name"]["value"].as_str()?.to_owned(),
            })
        })
}
