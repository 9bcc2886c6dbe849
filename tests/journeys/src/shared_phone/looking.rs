//! Where what one member wrote is looked for: the page, the console, the network, the browser's folder.

use super::{NOBODY, Run, Sequence};
use crate::{
    Canary,
    canary::{Trace, search},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::Value;

/// All that the page holds, seen or not, and what the browser keeps for its next load.
pub(super) const PAGE: &str = r#"const values = [...document.querySelectorAll("input, textarea, select")].map((it) => it.value);
    return [document.documentElement.outerHTML, document.title, location.href, JSON.stringify(history.state),
        JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), ...values].join("\n");"#;

/// Keeps a text in the open, as the app never does.
const KEEP_PLAIN: &str = r#"const [text] = arguments;
    return new Promise((done) => {
        const open = indexedDB.open("plain", 1);
        open.onupgradeneeded = () => open.result.createObjectStore("rows");
        open.onsuccess = () => {
            const change = open.result.transaction("rows", "readwrite", { durability: "strict" });
            change.objectStore("rows").put({ text }, 1);
            change.oncomplete = () => done(true);
        };
    });"#;

impl Run<'_> {
    /// Looks at the page and the console: only who is signed in may see what is theirs.
    pub(super) async fn look(&mut self) {
        let page = self.window.script(PAGE, &[]).await;
        let page = page.as_ref().and_then(Value::as_str).expect("a page");
        let console = Value::from(self.window.console().await).to_string();
        let at = self.found.steps.len();
        for canary in &self.canaries {
            if self.turn != Some(canary.owner) && page.contains(&canary.text) {
                let leak = format!("step {at}: {} in the page", canary.text);
                self.found.leaks.insert(leak);
            }
            if console.contains(&canary.text) {
                let leak = format!("step {at}: {} in the console", canary.text);
                self.found.leaks.insert(leak);
            }
        }
    }

    /// Searches the browser's folder: no canary stands there in the open, whose turn it may be.
    pub(super) fn search(&mut self, when: &str) {
        let (traces, bytes) = search(self.window.profile(), &self.canaries);
        let at = self.found.steps.len();
        for Trace { file, text, near } in traces {
            let leak = format!(
                "step {at}, {when}: {text} in {} after {near}",
                file.display()
            );
            self.found.leaks.insert(leak);
        }
        self.found.bytes += bytes;
    }

    /// What was sent, and what the folder holds once the browser has ended. The search itself is
    /// tried on a text that was kept in the open.
    pub(super) async fn finish(mut self) -> Sequence {
        self.check_requests();
        let plain = Canary::hatch(&mut self.chance, 0);
        let kept = self
            .window
            .script(KEEP_PLAIN, &[plain.text.as_str().into()])
            .await;
        assert_eq!(kept, Some(true.into()));
        self.window.close().await;
        self.search("after an orderly end");
        let (traces, _) = search(self.window.profile(), &[plain]);
        assert!(!traces.is_empty(), "the search is blind");
        self.found.canaries = self.canaries.len() - self.phone.passwords.len();
        self.found
    }

    /// A canary goes over the network with its owner's token alone.
    fn check_requests(&mut self) {
        let mut sent = 0;
        let written = self.canaries.iter().filter(|it| it.owner != NOBODY);
        let written: Vec<_> = written.collect();
        for exchange in self.phone.world.proxy.log() {
            let body = String::from_utf8_lossy(&exchange.body);
            for canary in &written {
                if !body.contains(&canary.text) && !exchange.path.contains(&canary.text) {
                    continue;
                }
                sent += 1;
                let bearer = exchange.header("authorization").and_then(member_of);
                if bearer.as_ref() != Some(&self.phone.ids[canary.owner]) {
                    let leak = format!("{} sent as {bearer:?}: {}", canary.text, exchange.path);
                    self.found.leaks.insert(leak);
                }
            }
        }
        self.found.steps.push(format!("{sent} canaries sent"));
    }
}

/// Whom a token was given to.
fn member_of(authorization: &str) -> Option<String> {
    let claims = authorization.split('.').nth(1)?;
    let claims = BASE64_URL_SAFE_NO_PAD.decode(claims).ok()?;
    let claims: Value = serde_json::from_slice(&claims).ok()?;
    Some(claims["id"].as_str()?.to_owned())
}
