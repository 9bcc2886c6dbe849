//! What a phone's owner, maker or network may have set. Each lasts until the browser restarts.

use crate::{means::Wish, phone::Phone};
use serde_json::json;

impl Phone {
    async fn wish(&self, wish: Wish<'_>) {
        if let Err(reason) = self.means().grant(wish).await {
            self.leave_out(&reason);
        }
    }

    /// Runs a script in every document from now on, before its own.
    pub async fn in_every_document(&self, source: &str) {
        self.wish(Wish::Script(source)).await;
    }

    /// The phone's time zone, by its IANA name.
    pub async fn set_time_zone(&self, zone: &str) {
        self.wish(Wish::Zone(zone)).await;
    }

    /// The clock of every page opened from now on starts at `instant`, an ISO 8601 time with its
    /// zone, and runs.
    pub async fn set_clock(&self, instant: &str) {
        let source = format!(
            r#"{{
                const Real = Date, shift = Real.parse({}) - Real.now();
                globalThis.Date = class Date extends Real {{
                    constructor(...parts) {{ parts.length ? super(...parts) : super(Real.now() + shift); }}
                    static now() {{ return Real.now() + shift; }}
                }};
            }}"#,
            json!(instant)
        );
        self.in_every_document(&source).await;
    }

    /// Minutes go by in a moment on every page opened from now on: what is done by the minute is done twice a second,
    /// and each time the clock has gone three minutes on.
    pub async fn hurry_minutes(&self) {
        const HURRY: &str = r#"{
            const Real = Date, every = setInterval;
            let gone = 0;
            globalThis.Date = class Date extends Real {
                constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + gone); }
                static now() { return Real.now() + gone; }
            };
            globalThis.setInterval = (then, ms) =>
                ms === 60_000 ? every(() => { gone += 180_000; then(); }, 500) : every(then, ms);
        }"#;
        self.in_every_document(HURRY).await;
    }

    /// On every page opened from now on the browser reads this text in whatever its camera shows: no browser here can.
    pub async fn sees_code(&self, text: &str) {
        let source = format!(
            r#"{{
                globalThis.BarcodeDetector = class {{
                    async detect(video) {{ return video.videoWidth > 0 ? [{{ rawValue: {} }}] : []; }}
                }};
                const getUserMedia = async () => {{
                    const picture = document.createElement("canvas"), pen = picture.getContext("2d");
                    setInterval(() => pen.fillRect(0, 0, Math.random() * picture.width, picture.height), 50);
                    return picture.captureStream();
                }};
                Object.defineProperty(navigator, "mediaDevices", {{ value: {{ getUserMedia }}, configurable: true }});
            }}"#,
            json!(text)
        );
        self.in_every_document(&source).await;
    }

    pub async fn set_dark(&self, dark: bool) {
        self.wish(Wish::Dark(dark)).await;
    }

    /// The text size of the browser in per cent of the usual 16 px.
    pub async fn set_text_size(&self, percent: u32) {
        self.wish(Wish::Text(percent)).await;
    }

    /// How much this origin may store, in bytes. Chromium asks for it when a page first opens a
    /// database and remembers the answer, so set it before; rows count compressed.
    pub async fn set_quota(&self, bytes: u64) {
        let quota = json!({ "origin": self.origin(), "quotaSize": bytes });
        self.cdp("Storage.overrideQuotaForOrigin", quota).await;
    }

    pub async fn disable_javascript(&self, disabled: bool) {
        let value = json!({ "value": disabled });
        self.cdp("Emulation.setScriptExecutionDisabled", value)
            .await;
    }

    /// Takes the open page's network away, or gives it back, and lets it know. The service worker
    /// goes its own way: [`crate::Proxy::cut`] is for both, and nobody is told.
    pub async fn set_offline(&self, offline: bool) {
        self.wish(Wish::Offline(offline)).await;
        let told = format!("navigator.onLine !== {offline}");
        self.wait_for("the page to know of its network", &told)
            .await;
    }

    /// Waits until every page of the app is kept on the phone.
    pub async fn kept_for_offline(&self) {
        const KEPT: &str = r#"caches.keys().then(async (names) => {
            const stores = await Promise.all(names.map((name) => caches.open(name)));
            const files = await Promise.all(stores.map((cache) => cache.keys()));
            return files.flat().some((file) => file.url.includes("/later-"));
        })"#;
        self.wait_for("the app's files to be kept", KEPT).await;
    }

    /// Waits until the module of the later pages was fetched, where no service worker keeps it.
    pub async fn later_came(&self) {
        const LATER: &str =
            "performance.getEntriesByType('resource').some((it) => /later.*wasm/.test(it.name))";
        self.wait_for("the later pages to come ahead", LATER).await;
    }

    /// Requests whose address matches one of these patterns (`*` for anything) fail.
    pub async fn block(&self, patterns: &[&str]) {
        self.cdp("Network.setBlockedURLs", json!({ "urls": patterns }))
            .await;
        self.cdp("Network.enable", json!({})).await;
    }

    /// The slow 4G and the slow processor that speeds are measured with.
    pub async fn slow_down(&self) {
        self.cdp("Network.enable", json!({})).await;
        let network = json!({
            "offline": false, "latency": 150,
            "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8,
        });
        self.cdp("Network.emulateNetworkConditions", network).await;
        self.slow_processor().await;
    }

    /// The slow processor alone.
    pub async fn slow_processor(&self) {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
            .await;
    }

    /// The processor as it is.
    pub async fn full_speed(&self) {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }))
            .await;
    }

    /// Leaves the page and forgets every file of the app (HTTP cache, service worker and its
    /// caches), but no data.
    pub async fn forget_files(&self) {
        self.cdp("Page.navigate", json!({ "url": "about:blank" }))
            .await;
        self.cdp("Network.clearBrowserCache", json!({})).await;
        let files = json!({
            "origin": self.origin(), "storageTypes": "service_workers,cache_storage",
        });
        self.cdp("Storage.clearDataForOrigin", files).await;
    }
}
