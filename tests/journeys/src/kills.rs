//! Rounds of `kill -9`: a member writes, the browser is killed at a random moment, and the
//! backend's rows are counted once everything has drained.

use crate::{
    Chance, Engine, Fault, Photo, Rule, Window, World, app,
    round::{Act, Network, Plan, Round, Row, Seen, judge},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use std::time::Duration;
use tokio::time::{Instant, sleep_until, timeout_at};

const TITLE: &str = "#field-title";
const SUBMIT: &str = "form .foot button.go";

/// What is typed on.
const MORE: &str = " 再写几个字，看看存住没有";

/// Watches what is told to the member from now on, whatever comes after it. What stands there at
/// the end of a task can be read; within one, words and fields may not fit each other yet.
const WATCH: &str = r#"const [css, key] = arguments, seen = window.__seen = { draft: null, photo: false, saved: false, received: false };
    const look = window.__look = () => {
        const text = document.body.innerText, field = document.querySelector(css);
        if (field && text.includes("草稿已保存")) {
            seen.draft = field.value;
            seen.photo ||= document.querySelector("[aria-label^='去掉第']") !== null;
        }
        seen.saved ||= document.documentElement.getAttribute("data-ready") === "record" && text.includes(key);
        seen.received ||= seen.saved && text.includes("已收到");
        return seen;
    };
    new MutationObserver(() => setTimeout(look, 0)).observe(document,
        { subtree: true, childList: true, attributes: true, characterData: true });
    return true;"#;

const LOOK: &str = "return window.__look()";

/// What stands on the home page: ways to drafts, and whether something waits.
const HOME: &str = r#"if (document.documentElement.getAttribute("data-ready") !== "home") return null;
    return {
        drafts: [...document.querySelectorAll("main a[href^='/drafts/']")].map((it) => it.getAttribute("href")),
        waits: /还没发出去|正在发送/.test(document.body.innerText),
    };"#;

/// One backend and one browser profile, for many rounds.
pub struct Kills {
    // Dropped in this order.
    window: Window,
    world: World,
    photo: String,
}

impl Kills {
    /// A member who stays signed in, on the home page.
    pub async fn start(engine: Engine) -> Self {
        let world = World::start().await;
        let window = world.window(engine).await;
        window.open(app::SIGN_IN.path, &[app::SIGN_IN.ready]).await;
        window.sign_in(app::NEW_MEMBER, app::PASSWORD, true).await;
        Self {
            window,
            world,
            photo: BASE64_STANDARD.encode(Photo::sideways(300, 400, 1).bytes),
        }
    }

    /// The round of a seed, from the home page to the home page.
    pub async fn round(&mut self, seed: u64) -> Round {
        let mut chance = Chance::of(seed);
        let key = format!("K{seed}-{:016x}", chance.draw());
        let plan = Plan::of(&mut chance);
        let seen = self.write_and_kill(&plan, &key).await;
        self.world.proxy.restore();
        self.world.proxy.clear();
        self.window.restart().await;
        if let Some(after) = plan.again_ms {
            self.window.go(app::HOME.path).await;
            sleep_until(Instant::now() + Duration::from_millis(after)).await;
            self.window.kill();
            self.window.restart().await;
        }
        self.window.open(app::HOME.path, &[app::HOME.ready]).await;
        self.drain(&key).await;
        let rows = self.rows(&key).await;
        let (lost, duplicated) = judge(&seen, &rows);
        Round {
            seed,
            plan,
            seen,
            rows,
            lost,
            duplicated,
        }
    }

    /// Fills in the form, presses or types on, and dies. Says what was told until then.
    async fn write_and_kill(&mut self, plan: &Plan, key: &str) -> Seen {
        let window = &self.window;
        window.press("main .again a", "记读书分享").await;
        window.ready(&[app::NEW_READING_SHARE.ready]).await;
        window.script(WATCH, &[TITLE.into(), key.into()]).await;
        window.fill(TITLE, key).await;
        if plan.photo {
            window.attach("#field-photos", &self.photo).await;
            window
                .wait_for(
                    "the photo",
                    "return document.querySelector(\"[aria-label^='去掉第']\") !== null",
                )
                .await;
        }
        self.set_network(plan.network);
        if plan.act == Act::Rest {
            window.keys(TITLE, MORE).await;
        }
        let look = async || Seen::read(&window.script(LOOK, &[]).await.unwrap_or_default());
        let before = look().await;
        let mut told = before.clone();
        let end = Instant::now() + Duration::from_millis(plan.at_ms);
        if plan.act == Act::Press {
            window.press(SUBMIT, "").await;
        }
        let mut keys = MORE.chars().filter(|_| plan.act == Act::Type);
        let watch = async {
            while !plan.hasty || told == before {
                if let Some(key) = keys.next() {
                    window.keys(TITLE, key.encode_utf8(&mut [0; 4])).await;
                }
                told = look().await;
            }
        };
        let _ = timeout_at(end, watch).await;
        self.window.kill();
        told
    }

    fn set_network(&self, network: Network) {
        let proxy = &self.world.proxy;
        let on_create = |fault| Rule::new(fault).method("POST").path("/api/collections");
        match network {
            Network::Fine => {}
            Network::Slow => proxy.rule(Rule::new(Fault::Throttle {
                bytes_per_second: 40_000,
                latency: Duration::from_millis(100),
            })),
            Network::Cut => proxy.cut(),
            Network::ReplyLost => proxy.rule(on_create(Fault::ResetAfterEffect)),
            Network::ReplyHeld => proxy.rule(on_create(Fault::HoldReply)),
        }
    }

    /// Sends what waits, and finishes the draft of this key as its writer would.
    async fn drain(&self, key: &str) {
        let window = &self.window;
        loop {
            let home = window
                .until("the home page", async || {
                    window
                        .script(HOME, &[])
                        .await
                        .filter(|home| !home.is_null())
                })
                .await;
            if home["waits"] == true {
                window
                    .until("what waits to be sent", async || {
                        window.try_press("main button", "立即发送").await;
                        let home = window.script(HOME, &[]).await?;
                        (home["waits"] == false).then_some(())
                    })
                    .await;
            } else if let Some(draft) = home["drafts"][0].as_str() {
                window.press(&format!("main a[href='{draft}']"), "").await;
                window.ready(&["draft"]).await;
                // A draft that was saved before its title stands for this round's too.
                let untitled = "return document.querySelector('#field-title').value === ''";
                if window.script(untitled, &[]).await == Some(true.into()) {
                    window.fill(TITLE, key).await;
                }
                window.press(SUBMIT, "").await;
                window.ready(&["record"]).await;
                window.see("已收到").await;
                window.press("nav a", "首页").await;
                window.ready(&[app::HOME.ready]).await;
            } else {
                return;
            }
        }
    }

    async fn rows(&self, key: &str) -> Vec<Row> {
        let rows = self.world.backend().records_of(app::NEW_MEMBER).await;
        let rows = rows.iter().filter_map(|row| {
            let title = row["answers"]["title"].as_str()?;
            let photos = row["attachments"].as_array().map_or(0, Vec::len);
            title.starts_with(key).then(|| (title.to_owned(), photos))
        });
        rows.collect()
    }

    /// What stands twice in the backend, of all rounds, now that all is over.
    pub async fn doubles(&self) -> usize {
        let backend = self.world.backend();
        let records = backend.records_of(app::NEW_MEMBER).await;
        let photos = backend.rows("attachments").await;
        let titles = records
            .iter()
            .map(|row| row["answers"]["title"].to_string());
        let keys = photos.iter().map(|row| row["ref"].to_string());
        let mut all: Vec<_> = titles.chain(keys).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        count - all.len()
    }
}
