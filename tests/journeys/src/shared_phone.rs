//! Two members on one phone, in random turns: what the one writes is looked for wherever the other
//! could find it: the page, what the browser keeps for it, the console, the network, and the raw
//! bytes of the browser's folder.

mod looking;

use crate::{Canary, Chance, Engine, Window, World, app};
use looking::PAGE;
use serde_json::json;
use std::collections::BTreeSet;

const MEMBERS: [&str; 2] = [app::MEMBER, app::NEW_MEMBER];
/// Ways out, the first that is offered.
const LOCK: [&str; 2] = ["锁在本机，下次登录再发", "退出登录"];
const ERASE: [&str; 2] = ["全部删掉再退出", "退出登录"];
const FIELDS: [&str; 2] = ["#field-title", "#field-thoughts"];

/// How a turn ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    SignOut,
    Erase,
    /// The office ends the sign-in; the other member signs in where the app says so.
    Expire,
    /// The phone dies; where the sign-in was kept, the other member signs in all the same.
    Kill,
    /// The other member signs in in a second tab, while this one stands open.
    Swap,
}

/// What one sequence found.
#[derive(Debug)]
pub struct Sequence {
    pub seed: u64,
    pub steps: Vec<String>,
    pub canaries: usize,
    pub bytes: u64,
    /// What was found where it must not be.
    pub leaks: BTreeSet<String>,
}

/// One backend; each sequence has a browser profile of its own.
pub struct SharedPhone {
    world: World,
    /// The members' ids in the backend.
    ids: [String; 2],
    /// Their passwords, to be found nowhere.
    passwords: [Canary; 2],
}

/// The owner of what nobody may see.
const NOBODY: usize = usize::MAX;

impl SharedPhone {
    pub async fn start() -> Self {
        let world = World::start().await;
        let rows = world.backend().rows("members").await;
        let id = |number: &str| {
            let row = rows.iter().find(|row| row["member_no"] == number);
            let id = row.and_then(|row| row["id"].as_str());
            id.expect("a demo member").to_owned()
        };
        let ids = MEMBERS.map(id);
        let mut chance = Chance::of(0);
        let passwords = [NOBODY; 2].map(|owner| Canary::hatch(&mut chance, owner));
        for (id, password) in ids.iter().zip(&passwords) {
            let path = format!("/api/collections/members/records/{id}");
            let change = json!({ "password": password.text, "passwordConfirm": password.text });
            world.backend().operate("PATCH", &path, change).await;
        }
        Self {
            world,
            ids,
            passwords,
        }
    }

    /// The sequence of a seed, of so many turns.
    pub async fn sequence(&self, seed: u64, turns: usize) -> Sequence {
        let window = self.world.window(Engine::chosen()).await;
        let mut run = Run {
            phone: self,
            window,
            chance: Chance::of(seed),
            turn: None,
            canaries: self.passwords.to_vec(),
            found: Sequence {
                seed,
                steps: Vec::new(),
                canaries: 0,
                bytes: 0,
                leaks: BTreeSet::new(),
            },
        };
        self.world.proxy.clear_log();
        run.window
            .open(app::SIGN_IN.path, &[app::SIGN_IN.ready])
            .await;
        let mut next = run.chance.pick(&[0, 1]);
        for _ in 0..turns {
            next = run.take_turn(next).await;
        }
        run.finish().await
    }
}

/// A sequence under way.
struct Run<'a> {
    phone: &'a SharedPhone,
    window: Window,
    chance: Chance,
    /// Whose eyes are on the phone; nobody's while nobody is signed in.
    turn: Option<usize>,
    canaries: Vec<Canary>,
    found: Sequence,
}

impl Run<'_> {
    /// A member signs in, writes, and leaves somehow; gives who comes next. The sign-in page is
    /// shown before and after.
    async fn take_turn(&mut self, member: usize) -> usize {
        let stay = self.chance.one_in(2);
        self.step(format!("{} signs in, stay={stay}", MEMBERS[member]));
        self.sign_in(member, stay).await;
        for _ in 0..=self.chance.up_to(2) {
            let ways = ["draft", "submit", "submit offline", "leave"];
            let how = self.chance.pick(&ways);
            self.write(member, how).await;
            if self.chance.one_in(3) {
                self.step("reload".into());
                self.window.home_or_sign_in().await;
                if !self.window.shows(app::HOME.ready).await {
                    self.turn = None;
                    self.look().await;
                    self.sign_in(member, stay).await;
                }
                self.look().await;
            }
        }
        let other = 1 - member;
        let ends = [End::SignOut, End::Erase, End::Expire, End::Kill, End::Swap];
        let end = self.chance.pick(&ends);
        self.step(format!("{end:?}"));
        match end {
            End::SignOut => self.sign_out(&LOCK).await,
            End::Erase => self.sign_out(&ERASE).await,
            End::Expire => self.expire(member).await,
            End::Kill => self.kill().await,
            End::Swap => self.swap(member).await,
        }
        self.turn = None;
        if end != End::Expire {
            self.look().await;
        }
        self.search("while it runs");
        if matches!(end, End::SignOut | End::Erase) {
            self.chance.pick(&[member, other])
        } else {
            other
        }
    }

    /// Signs in on the sign-in page; some look at their password before they press.
    async fn sign_in(&mut self, member: usize, stay: bool) {
        let password = &self.phone.passwords[member].text;
        if self.chance.one_in(2) {
            self.window.choose("显示密码").await;
        }
        self.window.sign_in(MEMBERS[member], password, stay).await;
        self.turn = Some(member);
        self.look().await;
    }

    fn step(&mut self, what: String) {
        eprintln!("  {what}");
        self.found.steps.push(what);
    }

    /// Writes a canary into each field; then the draft rests, or it is submitted, or nothing waits for it.
    async fn write(&mut self, member: usize, how: &str) {
        self.step(format!("write: {how}"));
        let window = &self.window;
        window.press("nav a", "首页").await;
        window.ready(&[app::HOME.ready]).await;
        window.press("main .again a", "记读书分享").await;
        window.ready(&[app::NEW_READING_SHARE.ready]).await;
        if how == "submit offline" {
            self.phone.world.proxy.cut();
        }
        for field in FIELDS {
            let canary = Canary::hatch(&mut self.chance, member);
            let (pasted, typed) = canary.text.split_at(28);
            self.window.fill(field, pasted).await;
            self.window.keys(field, typed).await;
            self.canaries.push(canary);
        }
        let window = &self.window;
        match how {
            "draft" => window.see("草稿已保存").await,
            "leave" => {}
            _ => {
                window.press("form .foot button.go", "").await;
                window.ready(&["record"]).await;
            }
        }
        self.look().await;
        self.phone.world.proxy.restore();
        if how == "draft" && self.chance.one_in(2) {
            self.export().await;
        }
        self.window.press("nav a", "首页").await;
        self.window.ready(&[app::HOME.ready]).await;
    }

    /// Has what waits shown as a text to copy.
    async fn export(&mut self) {
        self.step("export as text".into());
        let window = &self.window;
        window.press("nav a", "我的").await;
        window.ready(&[app::ME.ready]).await;
        window.press("main a[href='/outbox']", "").await;
        window.ready(&["outbox"]).await;
        window.press("main button", "复制文字").await;
        window
            .wait_for(
                "the text",
                "return document.querySelector('#exported')?.value.length > 0",
            )
            .await;
    }

    /// Signs out in the way of the first of these names that is offered; erasing is asked twice.
    async fn sign_out(&mut self, ways: &[&str]) {
        let window = &self.window;
        window.press("nav a", "我的").await;
        window.ready(&[app::ME.ready]).await;
        window.press("main p.acts button", "退出登录").await;
        let way = window.press_one("dialog[open] button", ways).await;
        if way == ERASE[0] {
            window.press("#erase[open] button", &way).await;
        }
        window.ready(&[app::SIGN_IN.ready]).await;
    }

    /// The office ends the sign-in; the app says so once it asks the backend, and leads to the sign-in page.
    async fn expire(&mut self, member: usize) {
        let id = &self.phone.ids[member];
        let path = format!("/api/collections/members/records/{id}");
        for active in [false, true] {
            let change = json!({ "active": active });
            self.phone
                .world
                .backend()
                .operate("PATCH", &path, change)
                .await;
        }
        // A list that was fetched lately is not fetched again; what is sent is refused.
        self.write(member, "submit").await;
        let window = &self.window;
        window.press("main a[href='/sign-in']", "").await;
        window.ready(&[app::SIGN_IN.ready]).await;
    }

    async fn kill(&mut self) {
        self.window.kill();
        self.search("after a kill");
        self.window.restart().await;
        self.reach_sign_in().await;
    }

    /// Opens the app; whoever is still signed in leaves first.
    async fn reach_sign_in(&mut self) {
        self.window.home_or_sign_in().await;
        if self.window.shows(app::HOME.ready).await {
            self.sign_out(&LOCK).await;
        }
    }

    /// The other member signs in in a second tab; what the first one shows of this member must go by itself.
    async fn swap(&mut self, member: usize) {
        let browser = self.window.browser();
        let first = browser.another_tab().await.expect("a second tab");
        self.reach_sign_in().await;
        self.sign_in(1 - member, false).await;
        let browser = self.window.browser();
        let second = browser.another_tab_is(first).await.expect("the first tab");
        let theirs: Vec<_> = self
            .canaries
            .iter()
            .filter(|it| it.owner == member)
            .cloned()
            .collect();
        self.window
            .until("the first tab to forget", async || {
                let page = self.window.script(PAGE, &[]).await?;
                let page = page.as_str()?;
                (!theirs.iter().any(|it| page.contains(&it.text))).then_some(())
            })
            .await;
        self.look().await;
        let browser = self.window.browser();
        browser.close_tab(second).await.expect("the second tab");
        self.sign_out(&LOCK).await;
    }
}
