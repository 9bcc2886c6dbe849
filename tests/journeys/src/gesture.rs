//! What a member does with fingers and keys.

use crate::Phone;
use serde_json::{Value, json};
use std::path::Path;

/// Moves the element into view and says where a finger hits it, or its label; null while
/// something lies over it.
const TARGET: &str = r#"function () {
    for (const it of [this, ...(this.labels ?? [])]) {
        it.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
        const box = it.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        const hit = it.getRootNode().elementFromPoint(x, y);
        if (box.width && box.height && (it.contains(hit) || hit?.shadowRoot?.contains(it))) return [x, y];
    }
    return null;
}"#;

const SET_VALUE: &str = r#"function (value) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(this), "value").set.call(this, value);
    this.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    this.dispatchEvent(new Event("change", { bubbles: true }));
    return this.value === value;
}"#;

const CHOOSE: &str = r#"function (text) {
    const option = [...this.options].find((option) => option.text.trim() === text);
    if (!option) return false;
    this.value = option.value;
    this.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    this.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
}"#;

const FOCUS: &str =
    r#"function () { this.focus(); this.select?.(); return this.matches(":focus"); }"#;

const FILL: &str = r#"function (text) {
    if (!(FOCUS).call(this)) return false;
    document.execCommand(text ? "insertText" : "delete", false, text);
    return true;
}"#;

/// Presses 立即发送; also true where nothing waits any more.
const SEND_NOW: &str = r#"(() => {
    const button = [...document.querySelectorAll('button')].find((it) => it.textContent.trim() === '立即发送');
    button?.click();
    return button !== undefined || !/还没发出去|正在发送/.test(document.body.innerText);
})()"#;

impl Phone {
    /// Presses 立即发送, unless the phone has sent by itself meanwhile: it may at any moment.
    pub async fn send_now(&self) {
        self.wait_for("立即发送 to be pressed", SEND_NOW).await;
    }

    /// Taps the element with this role and name.
    pub async fn tap(&self, role: &str, name: &str) {
        let what = format!("{role} `{name}` to be tapped");
        let mut last = None;
        let aim = async || {
            let node = self.all(role, name).await.into_iter().next()?;
            let point = self.means().call(&node, TARGET, &[]).await?;
            let point = (point[0].as_f64()?, point[1].as_f64()?);
            // What still moves would be missed.
            (last.replace(point) == Some(point)).then_some(point)
        };
        let (x, y) = self.patiently(&what, aim).await;
        self.means().touch(x, y).await;
    }

    /// Puts the cursor into the field and text in place of what it holds, as a paste would.
    pub async fn fill(&self, role: &str, name: &str, text: &str) {
        if !self.is_chromium() {
            // As soon as nobody could: a field is there before its picture, and with that picture the page's heading takes the focus.
            self.find(role, name).await;
            self.drawn().await;
            // At once, as no other engine's driver puts text in: what the app does meanwhile may take the focus.
            return self
                .on(role, name, &FILL.replace("FOCUS", FOCUS), &[text.into()])
                .await;
        }
        self.on(role, name, FOCUS, &[]).await;
        if text.is_empty() {
            self.press("Delete").await;
        } else {
            self.commit(text).await;
        }
    }

    /// Sets the value of a field that opens a picker of the system (date, month, time).
    pub async fn set_value(&self, role: &str, name: &str, value: &str) {
        self.on(role, name, SET_VALUE, &[value.into()]).await;
    }

    /// Chooses an option of a `<select>` by its text.
    pub async fn choose(&self, role: &str, name: &str, option: &str) {
        self.on(role, name, CHOOSE, &[option.into()]).await;
    }

    /// The value of a field.
    pub async fn value(&self, role: &str, name: &str) -> String {
        let node = self.find(role, name).await;
        let held = "function () { return this.value }";
        let value = self.means().call(&node, held, &[]).await;
        let value = value.unwrap_or_default();
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Hands files to the first file input that the selector finds.
    pub async fn attach(&self, selector: &str, files: &[&Path]) {
        let ask = async || self.means().attach(selector, files).await;
        self.patiently(&format!("files to be taken by {selector}"), ask)
            .await;
    }

    /// Presses Tab until the focus is on what the selector finds, and visibly so.
    pub async fn tab_to(&self, selector: &str) {
        let found = format!(
            "(() => {{ const it = document.activeElement;
            if (!it?.matches({})) return null;
            const seen = [it, ...(it.labels ?? [])];
            return seen.concat(seen.flatMap((part) => [...part.children])).some((part) => {{
                const style = getComputedStyle(part);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
            }}); }})()",
            json!(selector)
        );
        self.tab_until(selector, async || {
            let marked = self.script(&found).await;
            let here = !marked.is_null();
            assert!(!here || marked == true, "no focus to be seen at {selector}");
            here
        })
        .await;
    }

    /// Presses Tab until it is there.
    pub(crate) async fn tab_until(&self, what: &str, is_there: impl AsyncFn() -> bool) {
        for _ in 0..120 {
            if is_there().await {
                return;
            }
            self.press("Tab").await;
        }
        panic!("Tab never came to {what}\n{}", self.outline().await);
    }

    /// Presses a key by its DOM name: `Tab`, `Enter`, `Escape`, `ArrowDown`, ` `, `a`.
    pub async fn press(&self, key: &str) {
        self.means().press(key).await;
    }

    /// Types characters one by one with a hardware keyboard.
    pub async fn type_keys(&self, text: &str) {
        for character in text.chars() {
            self.press(character.encode_utf8(&mut [0; 4])).await;
        }
    }

    /// The input method shows this text as not yet decided, the cursor at its end.
    pub async fn compose(&self, text: &str) {
        let end = text.encode_utf16().count();
        let composition = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
        self.cdp("Input.imeSetComposition", composition).await;
    }

    /// The input method puts this text in, ending a composition.
    pub async fn commit(&self, text: &str) {
        self.means().insert(text).await;
    }

    async fn on(&self, role: &str, name: &str, function: &str, arguments: &[Value]) {
        let act = async || {
            let node = self.all(role, name).await.into_iter().next()?;
            let done = self.means().call(&node, function, arguments).await?;
            (done == true).then_some(())
        };
        self.patiently(&format!("{role} `{name}` to take it"), act)
            .await;
    }
}
