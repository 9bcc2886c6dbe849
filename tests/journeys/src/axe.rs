//! The accessibility check of axe-core.

use crate::{app, phone::Phone};
use serde_json::Value;
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
        let found = self.means().evaluate_with_axe(RUN).await;
        let found = found.as_array().expect("a list of violations");
        let found = found.iter().filter_map(Value::as_str);
        found.map(str::to_owned).collect()
    }
}

/// axe-core as a script.
pub(crate) fn library() -> String {
    let path = app::cache().join("npm/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run scripts/setup", path.display()))
}
