//! What the app asks of the browser while a queue is sent, counted: it does not grow with the machine's load.

use crate::figures::say;
use dajuan_journeys::Phone;

const COUNT: &str = r#"{
    const steps = window.__steps = {};
    const add = (name) => { steps[name] = (steps[name] ?? 0) + 1; };
    const count = (of, name, called) => {
        const real = of[name];
        of[name] = function (...all) { add(called(...all)); return real.apply(this, all); };
    };
    count(IDBDatabase.prototype, "transaction", (stores, mode) => `${mode} transactions of ${[].concat(stores).join(", ")}`);
    for (const name of ["get", "getAll", "put", "delete"]) count(IDBObjectStore.prototype, name, () => `rows, ${name}`);
    for (const name of ["encrypt", "decrypt"]) count(SubtleCrypto.prototype, name, () => name);
    count(window, "fetch", (asked, how) => {
        const { pathname } = new URL(asked.url ?? asked, location.href);
        return `${asked.method ?? how?.method ?? "GET"} ${pathname.startsWith("/api/") ? pathname : "the app's own files"}`;
    });
    new PerformanceObserver((list) => list.getEntries().forEach(() => add("tasks of more than 50 ms"))).observe({ type: "longtask" });
}"#;

/// Counts in every document from here on.
pub async fn count(phone: &Phone) {
    phone.in_every_document(COUNT).await;
}

/// What the document has counted.
pub async fn say_counted(phone: &Phone, of: &str) {
    let steps = phone.script("window.__steps").await;
    for (name, times) in steps.as_object().into_iter().flatten() {
        let times = times.as_f64().expect("a count");
        say(&format!("{of}, {name}"), times, "times");
    }
}
