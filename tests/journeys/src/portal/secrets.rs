//! Where a page could have left a text that nobody else may read.

use crate::{Engine, phone::Phone};
use serde_json::Value;

/// Every place of the page and of its origin, each with all that stands in it.
const PLACES: &str = r#"(async () => {
    const places = { address: location.href, history: JSON.stringify(history.state), title: document.title, referrer: document.referrer, cookies: document.cookie, name: window.name };
    for (const kind of ["localStorage", "sessionStorage"]) places[kind] = JSON.stringify({ ...window[kind] });
    places.requests = performance.getEntriesByType("resource").map((it) => it.name).join("\n");
    const elements = (root) => [...root.querySelectorAll("*")].flatMap((it) => [it, ...(it.shadowRoot ? elements(it.shadowRoot) : [])]);
    places.elements = elements(document).map((it) => [it.localName, ...[...it.attributes].map(({ name, value }) => `${name}=${value}`), it.value,
        ...[...it.childNodes].filter((node) => node.nodeType !== 1).map((node) => node.data)].join(" ")).join("\n");
    places.own = elements(document).filter((it) => it.localName === "dajuan-portal").map((it) => [JSON.stringify(it.heard), ...Object.values(it).filter((own) => typeof own === "string")].join("\n")).join("\n");
    const known = Object.getOwnPropertyNames(window).map((name) => { try { return typeof window[name] === "string" ? window[name] : ""; } catch { return ""; } });
    places.globals = known.join("\n");
    const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
    const text = (value) => {
        if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return [...new Uint8Array(value.buffer ?? value)].map((byte) => String.fromCharCode(byte)).join("");
        if (value instanceof Object) return Object.entries(value).map(([name, it]) => `${name} ${text(it)}`).join(" ");
        return String(value);
    };
    for (const { name } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
            const rows = database.transaction(store).objectStore(store);
            places[`database ${name} ${store}`] = text([await done(rows.getAllKeys()), await done(rows.getAll())]);
        }
        database.close();
    }
    for (const name of await caches.keys()) places[`cache ${name}`] = (await (await caches.open(name)).keys()).map((it) => it.url).join("\n");
    return Object.entries(places);
})()"#;

impl Phone {
    /// The places of the page, of its origin and of the console where this text stands. Fails if there was nothing to look into.
    pub async fn places_of(&mut self, text: &str) -> Vec<String> {
        let places = self.script(PLACES).await;
        self.stands_in(text, &places).await
    }

    /// The same of the page in the first frame.
    pub async fn places_of_frame(&mut self, text: &str) -> Vec<String> {
        if Engine::chosen() == Engine::WebKit {
            self.leave_out("WebKitGTK lists no database of a page inside another site");
        }
        let places = self.in_frame(PLACES).await;
        self.stands_in(text, &places).await
    }

    async fn stands_in(&mut self, text: &str, places: &Value) -> Vec<String> {
        let places = places.as_array().expect("a list");
        let looked = |name: &str| places.iter().any(|it| it[0] == name);
        assert!(
            looked("elements") && places.iter().any(|it| is_database(&it[0])),
            "nothing to look into"
        );
        let stands = |it: &&Value| it[1].as_str().is_some_and(|all| all.contains(text));
        let mut found: Vec<String> = places
            .iter()
            .filter(stands)
            .map(|it| it[0].to_string())
            .collect();
        let said = self.said().await;
        found.extend(said.iter().filter(|it| it.contains(text)).cloned());
        found
    }
}

fn is_database(name: &Value) -> bool {
    name.as_str()
        .is_some_and(|name| name.starts_with("database "))
}
