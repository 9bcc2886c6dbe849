//! Journey 9: an input method composes undisturbed, and what was typed is kept.

use dajuan_journeys::{Phone, World, app};
use serde_json::{Value, json};

/// Runs before the app: counts what is written to IndexedDB and how often the page gets another address, notes the waits that are asked for,
/// and every text that a part of the page had.
const WATCH: &str = r#"{
    window.puts = 0; window.waits = []; window.named = 0;
    const named = History.prototype.replaceState;
    History.prototype.replaceState = function (...given) { window.named += 1; return named.apply(this, given); };
    const put = IDBObjectStore.prototype.put, wait = window.setTimeout;
    IDBObjectStore.prototype.put = function (...row) { window.puts += 1; return put.apply(this, row); };
    window.setTimeout = (then, ms, ...rest) => { window.waits.push(ms); return wait(then, ms, ...rest); };
    addEventListener("input", () => { window.waits = []; }, true);
    window.watch = () => {
        window.puts = 0; window.waits = []; window.changes = [];
        new MutationObserver((all) => all.forEach((it) => window.changes.push(it.target.textContent)))
            .observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true });
    };
}"#;

async fn open_form(world: &World, title: &str) -> Phone {
    let mut phone = world.phone().await;
    phone.in_every_document(WATCH).await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin(title).await;
    phone.see("草稿已保存").await;
    phone
}

/// Brings the cursor to the end of a field and starts watching.
async fn watch_in(phone: &Phone, id: &str) {
    let there = format!("(document.getElementById('field-{id}').focus(), watch(), true)");
    phone.script(&there).await;
}

#[tokio::test]
async fn nothing_is_saved_counted_or_moved_while_an_input_method_composes() {
    let world = World::start().await;
    let mut phone = open_form(&world, "红楼梦").await;
    phone.fill("textbox", "*心得", "好").await;
    phone.see("1 / 10000 字").await;
    phone
        .wait_for(
            "the draft to rest",
            "waits.length > 0 && !document.body.innerText.includes('正在保存')",
        )
        .await;
    watch_in(&phone, "thoughts").await;
    for text in ["n", "ni", "nih", "niha", "nihao"] {
        phone.compose(text).await;
    }
    assert_eq!(phone.value("textbox", "*心得").await, "好nihao");
    // Longer than the wait of an autosave: had one been started, it would be over.
    phone
        .script("window.composed = performance.now(), true")
        .await;
    phone
        .wait_for(
            "the time of an autosave",
            "performance.now() > window.composed + 500",
        )
        .await;
    assert_eq!(phone.script("changes").await, json!([]), "the page moved");
    assert_eq!(phone.script("puts").await, 0, "saved in mid-composition");
    assert_eq!(phone.value("textbox", "*心得").await, "好nihao");
    phone.see("1 / 10000 字").await;

    phone.commit("你好").await;
    assert_eq!(phone.value("textbox", "*心得").await, "好你好");
    phone.see("3 / 10000 字").await;
    phone.wait_for("the draft to be saved", "puts > 0").await;
    phone.see("草稿已保存").await;
    phone.kill_and_restart().await;
    phone.goto("/").await;
    phone.tap("link", "*红楼梦").await;
    phone.ready("draft").await;
    assert_eq!(phone.value("textbox", "*心得").await, "好你好");
    phone.finish().await;
}

#[tokio::test]
async fn the_enter_that_picks_a_word_never_submits() {
    let world = World::start().await;
    let phone = open_form(&world, "红").await;
    watch_in(&phone, "title").await;
    phone.press("End").await;
    phone.compose("lou").await;
    // Engines tell it apart by `isComposing`, or by the key code 229 alone.
    for number in [13, 229] {
        let mut enter = json!({
            "type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": number, "text": "\r",
        });
        phone.cdp("Input.dispatchKeyEvent", enter.clone()).await;
        enter["type"] = "keyUp".into();
        phone.cdp("Input.dispatchKeyEvent", enter).await;
        if number == 13 {
            phone.commit("楼").await;
        }
    }
    assert_eq!(phone.value("textbox", "书名").await, "红楼");
    phone.see("草稿已保存").await;
    assert!(
        phone.path().await.starts_with("/drafts/"),
        "still being written"
    );

    // The Enter that picks nothing submits, as everywhere.
    phone.press("Enter").await;
    phone.ready("record").await;
    phone.see("红楼").await;
    phone.finish().await;
}

#[tokio::test]
async fn a_draft_asks_to_be_saved_within_300_ms_of_the_last_keystroke_and_outlives_a_kill() {
    let world = World::start().await;
    let mut phone = open_form(&world, "红楼梦").await;
    watch_in(&phone, "chapters").await;
    phone.type_keys("chapter 3").await;
    let waits = phone.script("waits").await;
    let since = waits.as_array().expect("waits").iter();
    let mut since = since.filter_map(Value::as_f64);
    assert!(since.any(|ms| ms > 0.0 && ms <= 300.0), "{waits}");
    phone
        .wait_for(
            "the draft to be saved",
            "puts > 0 && document.body.innerText.includes('草稿已保存')",
        )
        .await;
    // The first save gave the draft its address; each further one would have the browser write down every field.
    assert_eq!(phone.script("named").await, 1);
    phone.kill_and_restart().await;
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    phone.tap("link", "*红楼梦").await;
    phone.ready("draft").await;
    assert_eq!(phone.value("textbox", "*章节或页码").await, "chapter 3");
    phone.finish().await;
}
