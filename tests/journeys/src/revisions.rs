//! A long proposal, written on and on, with `kill -9` at random moments: what was told as saved is there again, and what lies
//! beside the draft (以前的版本) grows by bounded steps.

use crate::{Chance, Engine, Window, World, app};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

const CAUSE: &str = "#field-cause";

/// Most versions, and most bytes of their texts; sealed and in their book they are a little longer.
const MOST: u64 = 40;
const MOST_BYTES: u64 = 4 << 20;
const ROOM: u64 = 16 << 10;

/// Writes a sentence on, or takes the last 300 letters out; gives what stands there then.
const EDIT: &str = r#"const [css, sentence] = arguments, it = document.querySelector(css);
    if (!it) return null;
    const text = sentence ? it.value + sentence : it.value.slice(0, -300);
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(it), "value").set.call(it, text);
    it.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    return text;"#;

/// What stands there, where the page says that it is kept.
const TOLD: &str = r#"const [css] = arguments, it = document.querySelector(css);
    return it && document.body.innerText.includes("草稿已保存") ? it.value : null;"#;

const STANDS: &str = "return document.querySelector(arguments[0])?.value ?? null";

/// An expression: how many rows lie where photos and versions lie, and how many bytes.
pub const BESIDE: &str = r#"(async () => {
        const wait = (it) => new Promise((yes, no) => { it.onsuccess = () => yes(it.result); it.onerror = () => no(it.error); });
        for (const { name } of await indexedDB.databases()) {
            const db = await wait(indexedDB.open(name));
            try {
                if (!db.objectStoreNames.contains("blobs")) continue;
                const rows = await wait(db.transaction("blobs").objectStore("blobs").getAll());
                return [rows.length, rows.reduce((sum, it) => sum + it.byteLength, 0)];
            } finally {
                db.close();
            }
        }
        return null;
    })()"#;

/// What came of a run.
#[derive(Debug, Default)]
pub struct Revised {
    pub saves: u32,
    pub kills: u32,
    /// Most rows and bytes that lay beside the draft.
    pub rows: u64,
    pub bytes: u64,
}

/// One backend, one browser profile, one draft.
pub struct Revisions {
    // Dropped in this order.
    window: Window,
    _world: World,
    chance: Chance,
    came: Revised,
}

impl Revisions {
    /// A proposal of 49,000 letters that is saved.
    pub async fn start(engine: Engine, seed: u64) -> Self {
        let world = World::start().await;
        let window = world.window(engine).await;
        window.open(app::SIGN_IN.path, &[app::SIGN_IN.ready]).await;
        window.sign_in(app::NEW_MEMBER, app::PASSWORD, true).await;
        window.open("/new/proposal", &["new"]).await;
        window.fill("#field-title", "老旧小区停车").await;
        window.fill(CAUSE, &"停车难。".repeat(12_250)).await;
        let this = Self {
            window,
            _world: world,
            chance: Chance::of(seed),
            came: Revised::default(),
        };
        this.until_told().await;
        this
    }

    /// So many saves and some kills between them; panics where something is lost or grows out of bounds.
    pub async fn write(&mut self, saves: u32) {
        let end = self.came.saves + saves;
        while self.came.saves < end {
            let edits = 1 + self.chance.up_to(7) as u32;
            for _ in 1..edits.min(end - self.came.saves) {
                self.edit().await;
                self.until_told().await;
                self.came.saves += 1;
                self.weigh().await;
            }
            self.edit_and_die().await;
            self.came.saves += 1;
        }
    }

    /// Opens the list of versions, then submits; nothing of them is left.
    pub async fn finish(self) -> Revised {
        let window = &self.window;
        window.press("form p.acts button", "以前的版本").await;
        let listed = "return document.querySelectorAll('#versions li').length > 0";
        window.wait_for("versions", listed).await;
        window.press("#versions .acts button", "关闭").await;
        window.fill("#field-suggestions", "请修车库。").await;
        window.press("form .foot button.go", "").await;
        window.press("#read-back[open] .acts button.go", "").await;
        window.ready(&["record"]).await;
        window.see("已收到").await;
        let weight = self.weight().await;
        assert_eq!(weight, (0, 0), "left beside a draft that was submitted");
        self.came
    }

    async fn edit(&mut self) -> String {
        let sentence = if self.chance.one_in(6) {
            String::new()
        } else {
            format!("第{}次改。", self.came.saves)
        };
        let window = &self.window;
        let arguments = [CAUSE.into(), sentence.into()];
        let edit = async || {
            let text = window.script(EDIT, &arguments).await?;
            text.as_str().map(str::to_owned)
        };
        window.until("the field", edit).await
    }

    /// Edits, is killed, and looks what is there: what was told last, or what was written after it.
    async fn edit_and_die(&mut self) {
        let before = self.stands().await;
        let written = self.edit().await;
        let end = Instant::now() + Duration::from_millis(self.chance.up_to(450));
        let window = &self.window;
        let mut told = false;
        let watch = async {
            loop {
                let text = window.script(TOLD, &[CAUSE.into()]).await;
                told |= text.is_some_and(|text| text == written.as_str());
            }
        };
        let _: Result<(), _> = timeout_at(end, watch).await;
        self.window.kill();
        self.came.kills += 1;
        self.window.restart().await;
        self.window.open(app::HOME.path, &[app::HOME.ready]).await;
        self.window.press("main a[href^='/drafts/']", "").await;
        self.window.ready(&["draft"]).await;
        let found = self.stands().await;
        let kept = found == written || (!told && found == before);
        let (saves, letters) = (self.came.saves, found.chars().count());
        assert!(
            kept,
            "save {saves}, told: {told}: {letters} letters stand there"
        );
        self.weigh().await;
    }

    async fn stands(&self) -> String {
        let window = &self.window;
        let stands = async || {
            let text = window.script(STANDS, &[CAUSE.into()]).await?;
            text.as_str().map(str::to_owned)
        };
        window.until("the field", stands).await
    }

    async fn until_told(&self) {
        let told = format!("return (function () {{ {TOLD} }})({CAUSE:?}) !== null");
        self.window.wait_for("the draft to be saved", &told).await;
    }

    async fn weight(&self) -> (u64, u64) {
        let window = &self.window;
        let weight = async || {
            let weight = window.script(&format!("return {BESIDE}"), &[]).await?;
            Some((weight[0].as_u64()?, weight[1].as_u64()?))
        };
        window.until("the rows", weight).await
    }

    async fn weigh(&mut self) {
        let (rows, bytes) = self.weight().await;
        let Revised { saves, .. } = self.came;
        assert!(
            rows <= MOST + 1 && bytes <= MOST_BYTES + ROOM,
            "save {saves}: {rows} rows, {bytes} bytes"
        );
        self.came.rows = self.came.rows.max(rows);
        self.came.bytes = self.came.bytes.max(bytes);
    }
}
