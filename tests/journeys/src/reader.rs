//! What a screen reader says: the name of what has the focus, and what live regions tell.

use crate::Phone;
use serde_json::json;

/// Notes what every live region says, in every document from now on: a region that was there and changes, an alert that comes.
const LISTEN: &str = r#"(() => {
    const said = window.__said = [];
    const live = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
    const say = (region) => {
        const text = region.innerText.replace(/\s+/g, " ").trim();
        // What is not drawn is not said.
        if (text && region.getClientRects().length > 0 && said.at(-1) !== text) said.push(text);
    };
    new MutationObserver((changes) => {
        const regions = new Set();
        for (const { target, addedNodes } of changes) {
            const around = (target.nodeType === 1 ? target : target.parentElement)?.closest(live);
            if (around) regions.add(around);
            for (const node of addedNodes) {
                if (node.nodeType !== 1) continue;
                for (const it of [node, ...node.querySelectorAll("[role=alert]")]) if (it.matches("[role=alert]")) regions.add(it);
            }
        }
        regions.forEach(say);
    }).observe(document, { subtree: true, childList: true, characterData: true });
})()"#;

impl Phone {
    /// Listens to live regions in every document that comes.
    pub async fn listen(&self) {
        self.in_every_document(LISTEN).await;
    }

    /// Waits until a live region says this.
    pub async fn hear(&self, text: &str) {
        let heard = format!(
            "window.__said?.some((said) => said.includes({}))",
            json!(text)
        );
        self.wait_for(&format!("a live region to say `{text}`"), &heard)
            .await;
    }

    /// What has the focus, as a screen reader says it: its role, its name, and what describes it; empty between two documents.
    pub async fn focused(&self) -> String {
        self.try_focused().await.unwrap_or_default()
    }

    async fn try_focused(&self) -> Option<String> {
        let focus = json!({ "expression": "document.activeElement" });
        let tree = "Accessibility.getPartialAXTree";
        let devtools = self.devtools(tree);
        let object = devtools.try_cdp("Runtime.evaluate", focus).await?;
        let which = json!({ "objectId": object["result"]["objectId"], "fetchRelatives": false });
        let tree = devtools.try_cdp(tree, which).await?;
        let part = |name: &str| {
            let text = tree["nodes"][0][name]["value"].as_str().unwrap_or_default();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let parts = ["role", "name", "description"].map(part);
        let said = parts.iter().filter(|part| !part.is_empty());
        Some(said.map(String::as_str).collect::<Vec<_>>().join(", "))
    }

    /// Waits until what has the focus is said like this: a page that opens begins with its title.
    pub async fn focus_says(&self, said: &str) {
        let there = async || self.focused().await.contains(said).then_some(());
        self.patiently(&format!("the focus on `{said}`"), there)
            .await;
    }

    /// Presses Tab until the focus is on what is said like this.
    pub async fn tab_to_said(&self, said: &str) {
        let is_there = async || self.focused().await.contains(said);
        self.tab_until(said, is_there).await;
    }

    /// Everything that Tab comes to from the top of the page until it leaves it, in order. The parts of a date are one stop.
    pub async fn by_tab(&self) -> Vec<String> {
        const STOP: &str = r#"(() => {
            const it = document.activeElement, stops = window.__stops;
            if (it === document.body || (stops.includes(it) && stops.at(-1) !== it)) return "end";
            return stops.at(-1) === it ? "same" : (stops.push(it), "new");
        })()"#;
        self.script("document.activeElement.blur(), void (window.__stops = [])")
            .await;
        let mut stops = Vec::new();
        loop {
            self.press("Tab").await;
            match self.script(STOP).await.as_str() {
                Some("new") => stops.push(self.focused().await),
                Some("same") => {}
                _ => return stops,
            }
        }
    }
}
