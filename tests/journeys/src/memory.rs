//! What a page holds.

use crate::phone::Phone;
use serde_json::json;

/// Each memory that a module brings is known from now on, and how many requests are under way, by no name of the page.
const WATCH: &str = r#"{
    const known = window[Symbol.for("memories")] = new Set();
    for (const name of ["instantiate", "instantiateStreaming"]) {
        const real = WebAssembly[name];
        WebAssembly[name] = async (...parts) => {
            const made = await real.apply(WebAssembly, parts);
            for (const it of Object.values((made.instance ?? made).exports)) if (it instanceof WebAssembly.Memory) known.add(it);
            return made;
        };
    }
    const under = window[Symbol.for("under way")] = { count: 0 }, fetched = window.fetch;
    window.fetch = (...parts) => {
        under.count++;
        return fetched.apply(window, parts).finally(() => under.count--);
    };
}"#;

/// What a page holds once what nobody needs is gone.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    pub nodes: f64,
    pub listeners: f64,
    /// Bytes of its script's heap.
    pub heap: f64,
    /// Bytes of the memory of its modules.
    pub module: f64,
}

impl Held {
    pub fn all(self) -> [f64; 4] {
        [self.nodes, self.listeners, self.heap, self.module]
    }
}

impl Phone {
    /// From the next document on it is known what memory its modules have.
    pub async fn watch_memory(&self) {
        self.in_every_document(WATCH).await;
    }

    /// What the page holds now; its memory was watched from its beginning.
    pub async fn held(&self) -> Held {
        self.cdp("HeapProfiler.collectGarbage", json!({})).await;
        self.cdp("Performance.enable", json!({})).await;
        let told = self.cdp("Performance.getMetrics", json!({})).await;
        let metric = |name: &str| {
            let metrics = told["metrics"].as_array().into_iter().flatten();
            let found = metrics.rev().find(|it| it["name"] == name);
            found.and_then(|it| it["value"].as_f64()).expect("a metric")
        };
        let sum = "[...window[Symbol.for('memories')]].reduce((sum, it) => sum + it.buffer.byteLength, 0)";
        let module = self.script(sum).await.as_f64().expect("bytes");
        assert!(module > 0.0, "no module was found");
        Held {
            nodes: metric("Nodes"),
            listeners: metric("JSEventListeners"),
            heap: metric("JSHeapUsedSize"),
            module,
        }
    }
}
