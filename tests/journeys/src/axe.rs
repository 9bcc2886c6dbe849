//! The accessibility check of axe-core.

use crate::{app, phone::Phone};
use serde_json::{Value, json};
use std::fs;

/// Of what fades in or out nothing can be judged before it stands.
const RUN: &str = r#"Promise.allSettled(document.getAnimations()
    .filter((it) => it.effect.getComputedTiming().endTime < Infinity).map((it) => it.finished))
    .then(() => axe.run(document, { resultTypes: ["violations"] })).then(({ violations }) =>
    violations.map((it) => `${it.id}: ${it.help}\n` + it.nodes.map((node) =>
        `    ${node.target.join(" ")} ${node.html.slice(0, 160)}`).join("\n")))"#;

impl Phone {
    /// Fails if axe-core finds anything on what is shown now.
    pub async fn check_accessibility(&self) {
        let (found, path) = (self.accessibility().await, self.path().await);
        assert!(found.is_empty(), "axe at {path}:\n{}", found.join("\n"));
    }

    /// What axe-core finds, each a rule, its words and the elements.
    pub async fn accessibility(&self) -> Vec<String> {
        let path = app::cache().join("npm/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}; run scripts/setup", path.display()));
        let tree = self.cdp("Page.getFrameTree", json!({})).await;
        let frame = &tree["frameTree"]["frame"]["id"];
        // In a world of its own the page's security policy stays as it is.
        let world = json!({ "frameId": frame, "worldName": "axe" });
        let world = self.cdp("Page.createIsolatedWorld", world).await;
        let context = &world["executionContextId"];
        self.evaluate(context, &axe).await;
        let found = self.evaluate(context, RUN).await;
        let found = found.as_array().expect("a list of violations");
        let found = found.iter().filter_map(Value::as_str);
        found.map(str::to_owned).collect()
    }

    async fn evaluate(&self, context: &Value, expression: &str) -> Value {
        let parameters = json!({
            "contextId": context, "expression": expression,
            "awaitPromise": true, "returnByValue": true,
        });
        let mut outcome = self.cdp("Runtime.evaluate", parameters).await;
        let problem = &outcome["exceptionDetails"];
        assert!(problem.is_null(), "axe-core: {problem}");
        outcome["result"]["value"].take()
    }
}
