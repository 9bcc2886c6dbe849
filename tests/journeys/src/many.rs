//! A year with many records, as if the phone had read them.

use crate::phone::Phone;

/// The list of this year that is kept becomes its first record so many times, each under a key of its own and spread over
/// the year, sealed as the app itself would have.
const MULTIPLY: &str = r#"(async (records) => {
    const done = (request) => new Promise((ok, no) => {
        request.onsuccess = () => ok(request.result);
        request.onerror = () => no(request.error);
    });
    const { name } = (await indexedDB.databases()).find((it) => /^dajuan-[0-9a-f]{32}$/.test(it.name));
    const db = await done(indexedDB.open(name));
    const reading = db.transaction(["cache", "keys"]);
    const place = `records:${new Date().getFullYear()}`;
    const [row, key] = await Promise.all([
        done(reading.objectStore("cache").get(place)), done(reading.objectStore("keys").get("vault")),
    ]);
    const additionalData = new TextEncoder().encode(`${name}/cache/${place}/v1`);
    const bytes = new Uint8Array(row);
    const how = (iv) => ({ name: "AES-GCM", iv, additionalData });
    const opened = await crypto.subtle.decrypt(how(bytes.slice(0, 12)), key, bytes.slice(12));
    const kept = JSON.parse(new TextDecoder().decode(opened));
    const list = JSON.parse(kept.list), first = list.records[0];
    const pad = (number) => `${number}`.padStart(2, "0");
    const day = (at) => `${first.day.slice(0, 4)}-${pad(at % 10 + 1)}-${pad(at % 28 + 1)}`;
    list.records = Array.from({ length: records }, (_, at) => ({ ...first, client_ref: crypto.randomUUID(), day: day(at) }));
    list.records.sort((one, two) => (one.day < two.day ? 1 : -1));
    kept.list = JSON.stringify(list);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(kept));
    const sealed = new Uint8Array(await crypto.subtle.encrypt(how(iv), key, text));
    const body = new Uint8Array(iv.length + sealed.length);
    body.set(iv);
    body.set(sealed, iv.length);
    const writing = db.transaction(["cache"], "readwrite");
    writing.objectStore("cache").put(body.buffer, place);
    await new Promise((ok, no) => { writing.oncomplete = ok; writing.onabort = no; });
    db.close();
    return list.records.length;
})"#;

impl Phone {
    /// Makes so many records of the first of this year, on the phone alone: whoever reads the year anew has them no more.
    pub async fn keep_many_records(&self, records: usize) {
        let made = self.script(&format!("{MULTIPLY}({records})")).await;
        assert_eq!(made, records, "records are kept");
    }
}
