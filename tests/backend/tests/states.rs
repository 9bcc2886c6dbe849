//! Every step from every state that a small event can come to, against what it should be.
//!
//! The states are found by walking them from the start. Each step from each is tried on an event of its own, brought there by the shortest way.

use dajuan_backend_tests::{Client, Event, Server, hours};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::thread;

/// Where two members stand with an event of one seat, and the leave of the first.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    places: [&'static str; 2],
    line: Vec<usize>,
    leave: &'static str,
    must: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    SignUp(usize),
    Cancel(usize),
    Accept(usize),
    Lapse,
    Ask,
    Withdraw,
    Decide(bool),
}

fn holds(place: &str) -> bool {
    ["confirmed", "offered", "waitlisted"].contains(&place)
}

impl Standing {
    fn free(&self) -> bool {
        self.places
            .iter()
            .all(|place| !["confirmed", "offered"].contains(place))
    }

    fn put(&mut self, who: usize, place: &'static str) {
        self.places[who] = place;
        self.line.retain(|other| *other != who);
        if place == "waitlisted" {
            self.line.push(who);
        }
        if self.free() && !self.line.is_empty() {
            let next = self.line.remove(0);
            self.places[next] = "offered";
        }
    }

    /// What comes of a step, and its answer: an outcome or the code of a refusal.
    fn after(&self, step: Step) -> (Self, &'static str) {
        let mut next = self.clone();
        let answer = match step {
            Step::SignUp(_) if self.must => "must_attend",
            Step::SignUp(who) => match self.places[who] {
                "waitlisted" => "waitlisted",
                "confirmed" => "confirmed",
                "offered" => {
                    next.put(who, "confirmed");
                    "confirmed"
                }
                _ => {
                    let place = if self.free() {
                        "confirmed"
                    } else {
                        "waitlisted"
                    };
                    next.put(who, place);
                    if who == 0 && ["pending", "granted"].contains(&self.leave) {
                        next.leave = "withdrawn";
                    }
                    place
                }
            },
            Step::Cancel(who) => match self.places[who] {
                "" => "not_signed_up",
                place => {
                    if holds(place) {
                        next.put(who, "cancelled");
                    }
                    "cancelled"
                }
            },
            Step::Accept(who) => match self.places[who] {
                "confirmed" | "offered" => {
                    next.put(who, "confirmed");
                    "confirmed"
                }
                _ => "no_offer",
            },
            Step::Lapse => {
                let who = self.places.iter().position(|place| *place == "offered");
                next.put(who.unwrap(), "lapsed");
                ""
            }
            Step::Ask if !self.must && !holds(self.places[0]) => "not_signed_up",
            Step::Ask if ["pending", "granted"].contains(&self.leave) => "already",
            Step::Ask => {
                next.leave = "pending";
                "pending"
            }
            Step::Withdraw => match self.leave {
                "" => "gone",
                "granted" | "refused" => "decided",
                _ => {
                    next.leave = "withdrawn";
                    "withdrawn"
                }
            },
            Step::Decide(grant) => match self.leave {
                "" => "gone",
                "pending" => {
                    next.leave = if grant { "granted" } else { "refused" };
                    if grant && holds(self.places[0]) {
                        next.put(0, "cancelled");
                    }
                    next.leave
                }
                _ => "decided",
            },
        };
        (next, answer)
    }

    fn allows(&self, step: Step) -> bool {
        step != Step::Lapse || self.places.contains(&"offered")
    }
}

/// Every state that these steps lead to, with a shortest way there.
fn reachable(start: Standing, steps: &[Step]) -> BTreeMap<Standing, Vec<Step>> {
    let mut ways = BTreeMap::from([(start.clone(), Vec::new())]);
    let mut open = VecDeque::from([start]);
    while let Some(state) = open.pop_front() {
        for step in steps.iter().filter(|step| state.allows(**step)) {
            let next = state.after(*step).0;
            if !ways.contains_key(&next) {
                let mut way = ways[&state].clone();
                way.push(*step);
                ways.insert(next.clone(), way);
                open.push_back(next);
            }
        }
    }
    ways
}

/// The member of a number; C decides about leaves.
fn member(who: usize) -> &'static Client {
    [Server::member_a(), Server::member_b()][who]
}

fn leave_of(event: &Event) -> Value {
    let rows = event.rows("leaves");
    rows.first().map_or(json!("none"), |row| row["id"].clone())
}

/// Takes the step on the server and returns its outcome or code.
fn take(event: &Event, step: Step) -> String {
    let reply = match step {
        Step::SignUp(who) => event.act(member(who), "signup", json!({})),
        Step::Cancel(who) => event.act(member(who), "cancel", json!({})),
        Step::Accept(who) => event.act(member(who), "accept", json!({})),
        Step::Ask => event.act(member(0), "leave", json!({"reason": "other"})),
        Step::Withdraw => event.act(member(0), "leave_withdraw", json!({})),
        Step::Decide(grant) => {
            let answers = json!({"leave": leave_of(event), "grant": grant, "words": ""});
            event.act(Server::member_c(), "decide", answers)
        }
        Step::Lapse => {
            event.let_offer_lapse();
            // Any list settles what is overdue.
            member(0).get("/api/dajuan/events?year=1970").expect(200);
            return String::new();
        }
    };
    let body = reply.json();
    let said = if reply.status == 200 {
        &body["outcome"]
    } else {
        &body["code"]
    };
    said.as_str().unwrap_or("").to_owned()
}

fn found(event: &Event, ids: &[String; 2]) -> ([String; 2], String) {
    let state = |rows: &[Value], who: usize| {
        let row = rows.iter().find(|row| row["member"] == ids[who]);
        row.map_or(String::new(), |row| {
            row["state"].as_str().unwrap().to_owned()
        })
    };
    let (signups, leaves) = (event.rows("signups"), event.rows("leaves"));
    ([state(&signups, 0), state(&signups, 1)], state(&leaves, 0))
}

/// Tries every step from every state; returns how many there were.
fn try_all(start: Standing, steps: &[Step]) -> usize {
    Server::shared();
    let ids = [0, 1].map(|who| {
        let me = member(who).get("/api/dajuan/me").expect(200).json();
        me["id"].as_str().unwrap().to_owned()
    });
    let attendance = if start.must { "must" } else { "voluntary" };
    let ways = reachable(start, steps);
    let tries: Vec<_> = ways
        .iter()
        .flat_map(|(state, way)| {
            steps
                .iter()
                .filter(|step| state.allows(**step))
                .map(move |step| (state, way, *step))
        })
        .collect();
    let count = tries.len();
    let tries = Mutex::new(tries);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some((state, way, step)) = { tries.lock().unwrap().pop() } {
                    let event = Event::with(json!({
                        "capacity": 1, "attendance": attendance, "level": "committee", "starts": hours(900.0), "ends": hours(901.0),
                    }));
                    for before in way {
                        take(&event, *before);
                    }
                    let (next, answer) = state.after(step);
                    assert_eq!(take(&event, step), answer, "{step:?} in {state:?} by {way:?}");
                    let (places, leave) = found(&event, &ids);
                    assert_eq!((places.each_ref().map(|place| &**place), &*leave), (next.places, next.leave), "{step:?} in {state:?} by {way:?}");
                }
            });
        }
    });
    count
}

#[test]
fn every_step_of_a_sign_up_by_two_members_for_one_seat() {
    let both = [Step::SignUp, Step::Cancel, Step::Accept];
    let mut steps: Vec<_> = both.iter().flat_map(|step| [step(0), step(1)]).collect();
    steps.push(Step::Lapse);
    assert!(try_all(Standing::default(), &steps) > 100);
}

#[test]
fn every_step_of_a_leave_from_a_voluntary_event() {
    let steps = [
        Step::SignUp(0),
        Step::Cancel(0),
        Step::Ask,
        Step::Withdraw,
        Step::Decide(true),
        Step::Decide(false),
    ];
    assert!(try_all(Standing::default(), &steps) > 50);
}

#[test]
fn every_step_of_a_leave_from_an_event_that_must_be_attended() {
    let start = Standing {
        must: true,
        ..Standing::default()
    };
    let steps = [
        Step::SignUp(0),
        Step::Ask,
        Step::Withdraw,
        Step::Decide(true),
        Step::Decide(false),
    ];
    assert_eq!(try_all(start, &steps), 25);
}
