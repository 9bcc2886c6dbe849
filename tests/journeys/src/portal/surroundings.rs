//! What a host page is outside of the app: seen, measured, and by its script.

use super::looks;
use crate::{Window, phone::Phone};
use serde_json::Value;
use std::{env, fs, thread};

/// All that a host's own document and script can tell, but not how it looks.
const FACTS: &str = r#"(() => {
    const ours = "script[src$='/embed.js'], script[src^='/pages/host']";
    const own = [...document.querySelectorAll("*")].filter((it) => !it.closest("dajuan-portal") && !it.matches(ours));
    const shown = (it) => {
        const box = it.getBoundingClientRect(), attributes = [...it.attributes].map(({ name, value }) => `${name}=${value}`);
        return [it.localName, ...attributes, box.x, box.y, box.width, box.height, it.scrollTop, it.scrollLeft].join(" ");
    };
    const named = ["Array", "Element", "Event", "EventTarget", "History", "HTMLElement", "Node", "Object", "Promise", "Response", "String", "Window"];
    return [
        `title ${document.title}`, `cookie ${document.cookie}`, `focus ${document.activeElement?.localName}`, `sheets ${document.styleSheets.length} ${document.adoptedStyleSheets.length}`,
        `scrolled ${scrollX} ${scrollY}`,
        ...own.map(shown),
        ...Object.getOwnPropertyNames(window).map((name) => `window.${name}`),
        ...named.map((name) => [name, window[name]]).flatMap(([name, it]) => [...Object.getOwnPropertyNames(it), ...Object.getOwnPropertyNames(it.prototype)].map((key) => `${name} ${key}`)),
    ];
})()"#;

/// Whether the host has its files and letters, and nothing moves by the clock. AdminLTE says of itself when it is through.
const STILL: &str = r#"document.querySelector(".place") !== null && !document.querySelector("body:not(.app-loaded) > .app-wrapper") && document.readyState === "complete" && document.fonts.status === "loaded"
    && document.getAnimations().every((it) => it.playState !== "running" || it.timeline !== document.timeline)"#;

/// Puts one colour over the place where the app stands, above all else but the browser's top layer; its edges lie between the screen's own dots.
const COVER: &str = r#"(() => {
    const box = document.querySelector(".place").getBoundingClientRect(), cover = document.createElement("div");
    cover.id = "cover";
    const [left, top] = [box.left, box.top].map((it) => 2 * Math.floor(it / 2) - 2), [right, bottom] = [box.right, box.bottom].map((it) => 2 * Math.ceil(it / 2) + 2);
    const rules = { all: "initial", position: "fixed", left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px`, background: "gray", "z-index": 2147483647 };
    for (const [name, value] of Object.entries(rules)) cover.style.setProperty(name, value, "important");
    document.documentElement.append(cover);
    requestAnimationFrame(() => requestAnimationFrame(() => cover.setAttribute("data-painted", "")));
})()"#;

/// The cover was drawn: a browser may take a picture of what it drew before.
const COVERED: &str = "document.querySelector('#cover[data-painted]') !== null";

const UNCOVER: &str = "document.getElementById('cover').remove()";

/// The focus goes where a press beside everything would put it, and what was scrolled goes back.
pub const REST: &str = "document.body.tabIndex = -1; document.body.focus({ preventScroll: true }); document.body.removeAttribute('tabindex');
    for (const it of document.querySelectorAll('*')) it.scrollTo({ top: 0, left: 0, behavior: 'instant' });";

/// A host page outside of the place where the app stands.
pub struct Surroundings {
    facts: Vec<String>,
    picture: Vec<u8>,
}

impl Surroundings {
    fn of(facts: &Value, picture: Vec<u8>) -> Self {
        let facts = facts.as_array().expect("a list").iter();
        Self {
            facts: facts.filter_map(Value::as_str).map(str::to_owned).collect(),
            picture,
        }
    }

    /// What is otherwise here, in words; a difference that can only be seen is left in two pictures.
    pub fn unlike(&self, without: &Self) -> Option<String> {
        let new = |these: &[String], those: &[String], sign: &str| {
            let new = these.iter().filter(|it| !those.contains(it));
            new.map(|it| format!("{sign} {it}\n")).collect::<String>()
        };
        let more = new(&self.facts, &without.facts, "+");
        let less = new(&without.facts, &self.facts, "-");
        if !(more.is_empty() && less.is_empty()) {
            return Some(more + &less);
        }
        let (x, y) = looks::unlike(&self.picture, &without.picture).expect("pictures")?;
        let folder = env::temp_dir()
            .join("dajuan-portals")
            .join(thread::current().name().unwrap_or_default());
        fs::create_dir_all(&folder).expect("a place for the pictures");
        for (name, picture) in [("with", &self.picture), ("without", &without.picture)] {
            let file = folder.join(format!("{name}.png"));
            fs::write(file, picture).expect("a place for the pictures");
        }
        Some(format!("looks otherwise at {x}, {y}: {}", folder.display()))
    }
}

impl Phone {
    /// What the host page is now, once nothing moves.
    pub async fn surroundings(&self) -> Surroundings {
        self.wait_for("the host to stand still", STILL).await;
        let facts = self.script(FACTS).await;
        self.script(COVER).await;
        self.wait_for("the cover to be drawn", COVERED).await;
        let picture = self.means().picture().await;
        self.script(UNCOVER).await;
        Surroundings::of(&facts, picture)
    }
}

impl Window {
    /// What the host page is now, once nothing moves.
    pub async fn surroundings(&self) -> Surroundings {
        let still = format!("return {STILL}");
        self.wait_for("the host to stand still", &still).await;
        let facts = self.script(&format!("return {FACTS}"), &[]).await;
        self.script(COVER, &[]).await;
        self.wait_for("the cover to be drawn", &format!("return {COVERED}"))
            .await;
        let picture = self.browser().picture().await;
        self.script(UNCOVER, &[]).await;
        Surroundings::of(&facts.expect("the host's facts"), picture)
    }
}
