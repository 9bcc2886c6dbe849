//! The token that a portal gives, and the members whose it is.

use dajuan_journeys::{
    Canary, Chance, Exchange, Fault, Host, Phone, Portal, Rule, Screen, Shape, app, search, until,
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, time::Duration};

const RECORDS: &str = "/api/collections/records/records";

/// The two members of the rounds, each with the name that the app shows.
const MEMBERS: [(&str, &str); 2] = [(app::NEW_MEMBER, "委员丙"), (app::OTHER_MEMBER, "委员乙")];

/// Whatever the page asks for from now on is written down, where no name of the page leads to it: when, and with which token.
const LISTEN: &str = r#"{
    const real = window.fetch, asked = [];
    window.fetch = function (what, how) {
        const request = what instanceof Request ? what : new Request(what, how);
        asked.push([performance.now(), request.headers.get("authorization") ?? "", `${request.method} ${request.url}`]);
        return real.call(window, what, how);
    };
    window[Symbol.for("asked")] = asked;
}"#;

/// Another member is signed in to the portal; gives when.
const EXCHANGE: &str = r#"(() => {
    const give = async () => (await (await fetch(`${location.origin}/control/token`)).json()).token;
    document.querySelector("dajuan-portal").getToken = give;
    return performance.now();
})()"#;

/// Opens the portal and waits for the home page of the app in it.
async fn open(phone: &mut Phone) {
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
}

#[tokio::test]
async fn the_token_stands_nowhere_but_in_the_headers_of_requests_to_the_backend() {
    let portal = Portal::start(Host::React, Shape::Apart).await;
    let world = &portal.world;
    let first = portal.has(app::NEW_MEMBER).await;
    let mut phone = portal.phone(Screen::default()).await;
    open(&mut phone).await;
    phone.begin("乡土中国").await;
    phone.submit().await;
    phone.see("已收到，回执").await;

    // The backend does not take it any more: the portal is asked once more, has no other, and is left in peace.
    phone.tab("首页", app::HOME.ready).await;
    let member = &world.backend().member(app::NEW_MEMBER).await["id"];
    let path = format!(
        "/api/collections/members/records/{}",
        member.as_str().expect("an id")
    );
    let other = json!({ "tokenKey": "another key of fifty letters, as PocketBase wants it" });
    world.backend().operate("PATCH", &path, other).await;
    world.proxy.clear_log();
    phone.begin("论语").await;
    phone.submit().await;
    phone.see("登录后继续发送").await;
    assert_eq!(
        portal
            .asked()
            .await
            .iter()
            .filter(|&&refused| refused)
            .count(),
        1
    );

    // Once it has another it says so, and what waits goes with that.
    let second = portal.has(app::NEW_MEMBER).await;
    phone.script(EXCHANGE).await;
    phone.see("已收到，回执").await;

    for token in [&first, &second] {
        assert_eq!(phone.places_of(token).await, Vec::<String>::new());
    }
    let log = world.proxy.log();
    // What was under way, and once the record; then it is left alone.
    let in_vain = log
        .iter()
        .filter(|it| it.header("authorization") == Some(&first));
    let sent = in_vain.clone().filter(|it| it.method == "POST").count();
    assert!(
        (1..20).contains(&in_vain.count()) && sent <= 2,
        "{sent} times under a token that is refused"
    );
    let told = |it: &&Exchange| {
        let others = it
            .headers
            .iter()
            .filter(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
        let mut told = others
            .map(|(_, value)| value.as_str())
            .chain([it.path.as_str()]);
        let body = String::from_utf8_lossy(&it.body);
        [&first, &second]
            .iter()
            .any(|token| told.any(|text| text.contains(*token)) || body.contains(*token))
    };
    assert!(
        log.iter()
            .any(|it| it.header("authorization") == Some(&first))
    );
    assert!(
        log.iter()
            .any(|it| it.header("authorization") == Some(&second))
    );
    assert!(
        log.iter().find(told).is_none(),
        "{:?}",
        log.iter().find(told)
    );
    phone.finish().await;

    // Nor in a file of the browser's; the title stands in none either, its key was known to this page alone.
    let canaries = [&first, &second].map(|token| Canary {
        owner: 0,
        text: token[token.len() - 40..token.len() - 8].to_owned(),
    });
    let (found, read) = search(world.folder(), &canaries);
    assert!(read > 100_000, "nothing was read");
    assert_eq!(found, []);
}

/// When the other member comes, seen from the record that goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Moment {
    /// It is submitted, and perhaps not asked for yet, or under way.
    Submitted,
    /// The backend has it, and its reply is held.
    Held,
    /// It stands on the screen as received.
    Received,
}

/// Two members on one portal: in each round one writes something, and the other comes.
struct Rounds {
    portal: Portal,
    phone: Phone,
    /// Whose each token is.
    tokens: BTreeMap<String, usize>,
    /// What each of the two wrote.
    titles: [Vec<String>; 2],
}

impl Rounds {
    async fn start() -> Self {
        let portal = Portal::start(Host::Plain, Shape::Apart).await;
        let mut phone = portal.phone(Screen::default()).await;
        phone.in_every_document(LISTEN).await;
        let token = portal.has(MEMBERS[0].0).await;
        open(&mut phone).await;
        Self {
            portal,
            phone,
            tokens: BTreeMap::from([(token, 0)]),
            titles: Default::default(),
        }
    }

    /// The portal has another member, and says so to the element; gives when.
    async fn comes(&mut self, member: usize) -> f64 {
        let token = self.portal.has(MEMBERS[member].0).await;
        self.tokens.insert(token, member);
        let at = self.phone.script(EXCHANGE).await;
        at.as_f64().expect("a time of the page")
    }

    async fn round(&mut self, seed: u64) {
        let chance = &mut Chance::of(seed);
        let (here, next) = (seed as usize % 2, (seed as usize + 1) % 2);
        let moment = chance.pick(&[Moment::Submitted, Moment::Held, Moment::Received]);
        let title = format!("第{seed}本-{}", chance.draw());
        self.titles[here].push(title.clone());
        // What an earlier round left would go first, and meet the trouble of this one.
        let flush =
            "document.querySelector('dajuan-portal').flush().then((unsent) => unsent === 0)";
        self.phone.wait_for("what waited to go", flush).await;
        // The home page of who has just come is still being filled: a press could meet what has moved.
        self.goes("/new/reading_share", app::NEW_READING_SHARE.ready)
            .await;
        self.phone.fill("textbox", "书名", &title).await;
        if let Some(rule) = trouble(chance, moment) {
            self.portal.world.proxy.rule(rule);
        }
        self.phone.submit().await;
        match moment {
            Moment::Submitted => {}
            Moment::Held => self.is_at_the_backend(&title).await,
            Moment::Received => self.phone.see("已收到，回执").await,
        }
        let at = self.comes(next).await;
        self.portal.world.proxy.release();
        self.portal.world.proxy.clear();
        self.shows_only(next, "/me", app::ME.ready).await;
        self.shows_only(next, "/", app::HOME.ready).await;
        self.asked_nothing_as(here, at).await;
    }

    async fn is_at_the_backend(&self, title: &str) {
        let there =
            |it: &Exchange| it.status.is_some() && it.method == "POST" && said(it).contains(title);
        until("the backend to have it", async || {
            self.portal
                .world
                .proxy
                .log()
                .iter()
                .find(|it| there(it))
                .map(|_| ())
        })
        .await;
    }

    async fn goes(&self, route: &str, ready: &str) {
        let go = format!("document.querySelector('dajuan-portal').go('{route}')");
        self.phone.script(&go).await;
        self.phone.ready(ready).await;
    }

    /// A screen is this member's, and nothing of the other's stands there.
    async fn shows_only(&self, member: usize, route: &str, ready: &str) {
        self.goes(route, ready).await;
        if ready == app::ME.ready {
            self.phone.see(MEMBERS[member].1).await;
        }
        let text = self.phone.text().await;
        let other = self.titles[1 - member]
            .iter()
            .find(|title| text.contains(*title));
        assert_eq!(other, None, "{text}");
    }

    /// Since then the page has asked for nothing with a token of this member's.
    async fn asked_nothing_as(&self, member: usize, since: f64) {
        let asked = self.phone.script("window[Symbol.for('asked')]").await;
        let asked = asked.as_array().expect("a list");
        assert!(
            asked.iter().any(|it| self.owner(it[1].as_str()).is_some()),
            "nothing was heard"
        );
        let late = asked
            .iter()
            .find(|it| it[0].as_f64() > Some(since) && self.owner(it[1].as_str()) == Some(member));
        assert_eq!(late, None);
    }

    fn owner(&self, token: Option<&str>) -> Option<usize> {
        self.tokens.get(token?).copied()
    }

    /// Each record has arrived once, as its writer's, and no request told anything of one member's by a token of the other's.
    async fn add_up(&self) {
        for (member, (number, _)) in MEMBERS.iter().enumerate() {
            let rows = self.portal.world.backend().records_of(number).await;
            let text = |row: &Value, name: &str| {
                row.pointer(name)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned()
            };
            let mine = |row: &&Value| text(row, "/answers/title").starts_with('第');
            let mut titles: Vec<_> = rows
                .iter()
                .filter(mine)
                .map(|row| text(row, "/answers/title"))
                .collect();
            let mut written = self.titles[member].clone();
            titles.sort();
            written.sort();
            assert_eq!(titles, written, "each once, as {number}'s");
            let marks: Vec<_> = rows
                .iter()
                .filter(mine)
                .map(|row| text(row, "/client_ref"))
                .chain(written)
                .collect();
            let log = self.portal.world.proxy.log();
            let told = log.iter().filter(|it| {
                marks
                    .iter()
                    .any(|mark| it.path.contains(mark) || said(it).contains(mark))
            });
            let owners: Vec<_> = told
                .map(|it| self.owner(it.header("authorization")))
                .collect();
            assert!(owners.len() >= marks.len() / 2);
            assert!(
                owners.iter().all(|owner| *owner == Some(member)),
                "{owners:?}"
            );
        }
    }
}

fn said(exchange: &Exchange) -> String {
    String::from_utf8_lossy(&exchange.body).into_owned()
}

/// What befalls the requests of a round.
fn trouble(chance: &mut Chance, moment: Moment) -> Option<Rule> {
    let slow = Fault::Delay(Duration::from_millis(20 + chance.up_to(300)));
    let sent = |fault| Rule::new(fault).method("POST").path(RECORDS).once();
    let kind = chance.up_to(2);
    match moment {
        Moment::Held => Some(sent(Fault::HoldReply)),
        Moment::Received => Some(Rule::new(slow).method("GET")),
        Moment::Submitted if kind == 0 => Some(sent(slow)),
        Moment::Submitted if kind == 1 => Some(sent(Fault::ResetAfterEffect)),
        Moment::Submitted => None,
    }
}

#[tokio::test]
async fn members_who_change_while_something_goes_send_nothing_under_each_others_token() {
    let mut rounds = Rounds::start().await;
    for seed in 0..20 {
        rounds.round(seed).await;
    }
    // What still waits goes when its owner comes.
    for member in [1, 0] {
        rounds.comes(member).await;
        rounds.shows_only(member, "/me", app::ME.ready).await;
        let (number, wanted) = (MEMBERS[member].0, rounds.titles[member].len());
        until("all of a member's to arrive", async || {
            let rows = rounds.portal.world.backend().records_of(number).await;
            let mine = rows.iter().filter(|row| {
                row["answers"]["title"]
                    .as_str()
                    .is_some_and(|title| title.starts_with('第'))
            });
            (mine.count() >= wanted).then_some(())
        })
        .await;
    }
    rounds.add_up().await;
    rounds.phone.finish().await;
}
