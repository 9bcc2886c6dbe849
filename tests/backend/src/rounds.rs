//! Rounds of many members who sign up for few places within seconds, over a network that loses replies.
//!
//! What is found wrong is counted three ways: in every look at the rows while a round runs, in what the members were
//! answered, and by a model that is given the audit's acts in their order and must come to the same answers.

mod chance;
mod lines;
mod model;
mod town;

pub use town::Town;

use crate::event::{Event, hours};
use crate::server::Server;
use chance::Chance;
use model::{Model, Rules, Snapshot};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use town::{Sent, Wish};

/// Leaves the machine to the members between two looks at the rows.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// What rounds came to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally {
    /// More seats taken than there are, of all or of a sector.
    pub overbooked: u32,
    /// Two places of one member, or one act with two answers.
    pub doubled: u32,
    /// A free seat beside somebody who waits for it, a seat given out of turn, or an answer that the model does not give.
    pub orphaned: u32,
    /// Acts that were decided, looks at the rows, replies that were lost on purpose, and offers that were made.
    pub acts: u32,
    pub looks: u32,
    pub lost: u32,
    pub offers: u32,
}

impl Tally {
    pub fn add(&mut self, other: &Self) {
        self.overbooked += other.overbooked;
        self.doubled += other.doubled;
        self.orphaned += other.orphaned;
        self.acts += other.acts;
        self.looks += other.looks;
        self.lost += other.lost;
        self.offers += other.offers;
    }

    pub fn is_clean(&self) -> bool {
        self.overbooked + self.doubled + self.orphaned == 0
    }

    fn judge(&mut self, rules: &Rules, rows: &Snapshot) {
        self.looks += 1;
        self.overbooked += u32::from(rules.is_overbooked(rows));
        self.orphaned += u32::from(rules.orphans(rows));
        let mut members: Vec<_> = rows.iter().map(|row| &row.member).collect();
        members.sort();
        members.dedup();
        self.doubled += u32::try_from(rows.len() - members.len()).unwrap();
    }
}

/// One round of the town, all of it from the seed but the order in which the server takes what comes.
pub fn round(town: &Town, seed: u64, places: u32) -> Tally {
    let mut chance = Chance::of(seed);
    let rules = Rules::draw(&mut chance, places, town.sectors());
    let event = Event::with(json!({
        "title": format!("第 {seed} 轮"), "capacity": rules.capacity, "quotas": rules.words(), "waitlist": rules.waitlist,
    }));
    let mut tally = Tally::default();
    let plans: Vec<_> = town.members.iter().map(|_| chance.split()).collect();
    let mut sent = watched(&event, &rules, &mut tally, || {
        town.all_at_once(plans, |member, chance| member.storm(&event.id, chance))
    });

    // Offers are taken, declined or left to lapse, until nobody is offered anything or the seats have gone round a few times.
    for _ in 0..4 {
        let rows = snapshot(&event);
        let offered: Vec<_> = rows.iter().filter(|row| row.state == "offered").collect();
        if offered.is_empty() {
            break;
        }
        let wishes: BTreeMap<_, _> = offered
            .iter()
            .map(|row| (row.member.clone(), Wish::draw(&mut chance)))
            .collect();
        for row in &offered {
            if wishes[&row.member] == Wish::Ignore {
                let path = format!("/api/collections/signups/records/{}", row.id);
                let past = json!({"offer_until": hours(-0.1)});
                Server::operator().patch(&path, &past).expect(200);
            }
        }
        let plans: Vec<_> = town.members.iter().map(|_| chance.split()).collect();
        sent.extend(watched(&event, &rules, &mut tally, || {
            town.all_at_once(plans, |member, chance| {
                let wish = wishes.get(&member.id).copied();
                wish.map_or_else(Vec::new, |wish| member.answer(&event.id, wish, chance))
            })
        }));
        // Whoever looks settles what has lapsed.
        event.shown(&town.members[0].client);
    }
    tally.judge(&rules, &snapshot(&event));
    account(town, &rules, &event, &sent, &mut tally);
    tally
}

/// Does it while another thread looks at the rows again and again.
fn watched<T>(event: &Event, rules: &Rules, tally: &mut Tally, doing: impl FnOnce() -> T) -> T {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut seen = Tally::default();
            while !over.load(Ordering::Relaxed) {
                seen.judge(rules, &snapshot(event));
                thread::sleep(LOOK_EVERY);
            }
            seen
        });
        let done = doing();
        over.store(true, Ordering::Relaxed);
        tally.add(&watcher.join().unwrap());
        done
    })
}

/// The sign-ups of the event, in one look.
fn snapshot(event: &Event) -> Snapshot {
    event.rows("signups").iter().map(model::Row::of).collect()
}

/// Holds the answers against the audit, and the audit against the model.
fn account(town: &Town, rules: &Rules, event: &Event, sent: &[Sent], tally: &mut Tally) {
    let acts = lines::all(&format!(
        "/api/collections/acts/records?sort=@rowid&filter=event%3D%27{}%27",
        event.id
    ));
    let mut places = BTreeMap::new();
    for (place, act) in acts.iter().enumerate() {
        let key = (text(act, "member"), text(act, "client_ref"));
        tally.doubled += u32::from(places.insert(key, place).is_some());
    }
    // Every answer that a member got is the one that was kept; what was answered before another was sent came before it.
    let mut arrivals = Vec::new();
    for one in sent {
        tally.lost += one.lost;
        tally.doubled += u32::from(one.differing);
        match places.get(&(one.member.clone(), one.client_ref.clone())) {
            Some(place) if acts[*place]["answer"] == one.answer => arrivals.push((*place, one)),
            _ => tally.doubled += 1,
        }
    }
    arrivals.sort_by_key(|(place, _)| *place);
    let mut latest_sent = None;
    for (_, one) in arrivals {
        tally.orphaned += u32::from(latest_sent.is_some_and(|sent| one.answered < sent));
        latest_sent = latest_sent.max(Some(one.first_sent));
    }

    let mut model = Model::new(rules, town.sectors_by_member());
    for act in &acts {
        match act["kind"].as_str().unwrap() {
            "create" => {}
            "offer" => {
                tally.offers += 1;
                model.observe_offer(&text(act, "member"));
            }
            "lapse" => model.lapse(&text(act, "member")),
            kind => {
                tally.acts += 1;
                let expected = model.act(&text(act, "member"), kind);
                let given = (text(act, "outcome"), act["answer"]["position"].as_u64());
                tally.orphaned += u32::from(expected != given);
            }
        }
    }
    tally.orphaned += u32::from(!model.agrees_with(&snapshot(event)));
}

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap_or("").to_owned()
}
