//! How long a page takes to be usable, and what it costs.

use crate::phone::Phone;
use serde_json::json;

/// One load of a page: times in milliseconds since its start.
#[derive(Clone, Debug)]
pub struct Load {
    /// Bytes over the network for all that was there when the page became usable.
    pub bytes: u64,
    pub first_paint: f64,
    pub first_contentful_paint: f64,
    pub usable: f64,
}

const COLLECT: &str = r#"(() => {
    const paint = (name) => performance.getEntriesByName(name)[0]?.startTime ?? 0;
    const files = performance.getEntries().filter((it) => "transferSize" in it && it.responseEnd <= window.__usable);
    return [
        files.reduce((sum, it) => sum + it.transferSize, 0),
        paint("first-paint"), paint("first-contentful-paint"), window.__usable,
    ];
})()"#;

impl Phone {
    /// Opens a path and measures until an element matches the selector.
    pub async fn load(&mut self, path: &str, usable: &str) -> Load {
        let watch = format!(
            r#"new MutationObserver((_, watch) => {{
                if (!document.querySelector({})) return;
                window.__usable = performance.now();
                watch.disconnect();
            }}).observe(document, {{ attributes: true, childList: true, subtree: true }});"#,
            json!(usable)
        );
        let script = json!({ "source": watch });
        let script = self
            .cdp("Page.addScriptToEvaluateOnNewDocument", script)
            .await;
        self.goto(path).await;
        let painted = "performance.getEntriesByName('first-contentful-paint').length > 0";
        let done = format!("window.__usable > 0 && {painted}");
        self.wait_for(&format!("{path} to be usable: {usable}"), &done)
            .await;
        self.cdp("Page.removeScriptToEvaluateOnNewDocument", script)
            .await;
        let figures = self.script(COLLECT).await;
        let figure = |index: usize| figures[index].as_f64().expect("a figure");
        Load {
            bytes: figure(0) as u64,
            first_paint: figure(1),
            first_contentful_paint: figure(2),
            usable: figure(3),
        }
    }
}
