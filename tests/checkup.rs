//! The self-check of an integrator: the round through a backend, what is found where it is not as the profile says, and that nothing
//! secret stands in what is shown.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)] // what a helper can't do fails its test

use dajuan::{
    domain::{
        answer::Answer,
        checkup::{Finding, Step, Task, Weight},
        client_ref::ClientRef,
        day::Day,
        record::{Entry, KindId},
    },
    forms::catalog::Catalog,
    profile::{
        Profile,
        request::{Body, Request},
        response::Response,
    },
    transport::{
        checkup::Sample,
        client::Client,
        wire::{NoAnswer, Wire},
    },
};
use serde_json::{Value, json};
use std::{
    cell::RefCell,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

const PRESET: &str = include_str!("../public/dialects/pocketbase.json");
const TOKEN: &str = "tkn-of-the-integrator-000000";

/// What a backend of the recorded dialect does otherwise.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
enum Ill {
    #[default]
    Well,
    Silent,
    Html,
    Refuses,
    Forgets,
    Drops,
    Coerces,
    IgnoresTheYear,
    Doubles,
    ChangesNothing,
    TakesTheStale,
    NeverWithdraws,
    KnowsAnybody,
    ShowsAnybody,
    LosesQuietly,
    LosesRudely,
}

#[derive(Clone, Default)]
struct Backend {
    ill: Ill,
    rows: Rc<RefCell<Vec<Value>>>,
}

impl Wire for Backend {
    async fn fetch(&self, request: Request) -> Result<Response, NoAnswer> {
        if self.ill == Ill::Silent {
            return Err(NoAnswer);
        }
        let (status, body) = self.answer(&request);
        let html = body.is_string();
        let text = body.as_str().map(str::to_owned);
        let body = text.unwrap_or_else(|| body.to_string());
        Ok(Response {
            status,
            content_type: if html {
                "text/html"
            } else {
                "application/json"
            }
            .to_owned(),
            body: body.into_bytes(),
            ..Response::default()
        })
    }
}

impl Backend {
    fn answer(&self, request: &Request) -> (u16, Value) {
        let url = decoded(&request.url);
        let path = url.split('?').next().unwrap();
        let known = request.headers.iter().any(|(_, value)| value == TOKEN);
        match (request.method, path) {
            ("GET", "/api/dajuan/me") if known || self.ill == Ill::KnowsAnybody => {
                (200, json!({"id": "m1", "vault_key": "very secret"}))
            }
            ("GET", "/api/dajuan/me") => (401, json!({"message": "who?"})),
            (_, "/api/collections/records/records") if !known => self.unknown(&url),
            ("GET", "/api/collections/records/records") => self.list(&url),
            ("POST", "/api/collections/records/records") => self.create(&sent(request)),
            ("POST", path) => {
                let of = path.strip_prefix("/api/dajuan/records/").unwrap();
                self.change(of.strip_suffix("/changes").unwrap(), &sent(request))
            }
            other => panic!("{other:?}"),
        }
    }

    /// The list for whoever is not signed in.
    fn unknown(&self, url: &str) -> (u16, Value) {
        if self.ill == Ill::ShowsAnybody {
            self.list(url)
        } else if self.ill == Ill::LosesQuietly {
            (200, json!({"items": [], "totalPages": 1}))
        } else if self.ill == Ill::LosesRudely {
            (403, json!({"message": "no"}))
        } else {
            (401, json!({"message": "who?"}))
        }
    }

    fn create(&self, sent: &Value) -> (u16, Value) {
        let mut rows = self.rows.borrow_mut();
        if self.ill == Ill::Html {
            return (200, json!("<html>Sign in to the network</html>"));
        }
        if self.ill == Ill::Refuses {
            let data = json!({"kind": {"code": "x", "message": "no such kind"}});
            return (400, json!({"message": "bad", "data": data}));
        }
        let same = rows
            .iter()
            .any(|row| row["client_ref"] == sent["client_ref"]);
        if same && self.ill != Ill::Doubles {
            let data = json!({"client_ref": {"code": "validation_not_unique", "message": ""}});
            return (400, json!({"message": "bad", "data": data}));
        }
        let mut row = sent.clone();
        row["id"] = json!(rows.len().to_string());
        row["state"] = json!("received");
        row["version"] = json!("0");
        if self.ill == Ill::Drops {
            row["answers"].as_object_mut().unwrap().remove("title");
        }
        if self.ill == Ill::Coerces {
            row["answers"]["minutes"] = json!(0);
        }
        if sent["kind"] == "withdrawal" && self.ill != Ill::NeverWithdraws {
            let of = &sent["answers"]["record"];
            for row in rows.iter_mut().filter(|row| row["client_ref"] == *of) {
                row["state"] = json!("withdrawn");
            }
        }
        let told = row.clone();
        if self.ill != Ill::Forgets {
            rows.push(row);
        }
        (200, told)
    }

    fn change(&self, of: &str, sent: &Value) -> (u16, Value) {
        let mut rows = self.rows.borrow_mut();
        let row = rows.iter_mut().find(|row| row["client_ref"] == of).unwrap();
        if row["version"] != sent["version"] && self.ill != Ill::TakesTheStale {
            return (412, json!({"message": "stale"}));
        }
        if self.ill != Ill::ChangesNothing {
            row["answers"] = sent["answers"].clone();
        }
        row["version"] = json!("1");
        (200, json!({"client_ref": sent["client_ref"], "of": of}))
    }

    fn list(&self, url: &str) -> (u16, Value) {
        let rows = self.rows.borrow();
        let quoted: Vec<&str> = url.split('\'').collect();
        let fits = |row: &&Value| match quoted[..] {
            [_, key, _] => row["client_ref"] == key,
            [_, from, _, to, _] => {
                let day = row["day"].as_str().unwrap();
                self.ill == Ill::IgnoresTheYear || (from <= day && day <= to)
            }
            _ => panic!("{url}"),
        };
        let items: Vec<&Value> = rows.iter().filter(fits).collect();
        (200, json!({"items": items, "totalPages": 1}))
    }
}

fn sent(request: &Request) -> Value {
    let Body::Json(text) = &request.body else {
        panic!("no JSON");
    };
    serde_json::from_str(text).unwrap()
}

fn decoded(url: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = url.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex: Vec<u8> = rest.by_ref().take(2).collect();
            let hex = String::from_utf8(hex).unwrap();
            bytes.push(u8::from_str_radix(&hex, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn entry(n: u8, kind: &str, answers: &[(&str, Answer)]) -> Entry {
    let answers = answers.iter();
    let answers = answers.map(|(key, answer)| ((*key).to_owned(), answer.clone()));
    Entry {
        client_ref: ClientRef::from_chance([n; 16]),
        kind: KindId(kind.to_owned()),
        form_version: 1,
        day: Day::new(2026, 11, 29).ok(),
        answers: Answer::Group(answers.collect()),
        photos: Vec::new(),
        captured_at: None,
    }
}

fn sample() -> Sample {
    let text = |text: &str| Answer::Text(text.to_owned());
    let own = |n, title| {
        let answers = [("title", text(title)), ("minutes", Answer::Int(60))];
        entry(n, "reading_share", &answers)
    };
    let entry_ = own(1, "自检 0");
    let record = text(entry_.client_ref.as_str());
    Sample {
        entry: entry_,
        changed: [own(2, "自检 1"), own(3, "自检 2")],
        withdrawal: entry(4, "withdrawal", &[("record", record)]),
    }
}

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("waits for nothing"),
    }
}

fn round_with(config: &Value, ill: Ill) -> Vec<Step> {
    let profile = Profile::parse(&config.to_string(), PRESET).unwrap();
    let backend = Backend {
        ill,
        ..Backend::default()
    };
    let client = Client::new(profile, backend);
    client.set_token(Some(TOKEN.to_owned()));
    let told = RefCell::new(Vec::new());
    let steps = now(client.check(&sample(), |steps| told.borrow_mut().push(steps.len())));
    let counted: Vec<usize> = (1..=steps.len()).collect();
    assert_eq!(
        told.into_inner(),
        counted,
        "each step is told as it is done"
    );
    steps
}

fn round(ill: Ill) -> Vec<Step> {
    round_with(&json!({"dialect": "pocketbase"}), ill)
}

/// Everything that is wrong, with its step.
fn wrong(steps: &[Step]) -> Vec<(Task, Finding)> {
    let all = steps.iter();
    let all = all.flat_map(|step| step.findings.iter().map(|it| (step.task, it.clone())));
    all.filter(|(_, it)| it.weight() == Weight::Wrong).collect()
}

#[test]
fn where_all_is_as_the_profile_says_every_step_is_taken_and_nothing_is_found() {
    let steps = round(Ill::Well);
    let tasks: Vec<Task> = steps.iter().map(|step| step.task).collect();
    assert_eq!(
        tasks,
        [
            Task::Me,
            Task::Create,
            Task::ReadBack,
            Task::Filter,
            Task::Replay,
            Task::Update,
            Task::Stale,
            Task::Withdraw,
            Task::Lost
        ]
    );
    for step in &steps {
        assert_eq!(step.findings, [], "{:?}", step.task);
        assert!(!step.exchanges.is_empty(), "{:?}", step.task);
    }
}

#[test]
fn what_is_not_as_the_profile_says_is_found_in_its_step_with_the_place_to_change() {
    let title = || Finding::Dropped("title".to_owned());
    let minutes = || Finding::Changed {
        field: "minutes".to_owned(),
        sent: "60".to_owned(),
        got: "0".to_owned(),
    };
    for (ill, task, finding, place) in [
        (Ill::Silent, Task::Me, Finding::NoAnswer, "/base"),
        (
            Ill::Html,
            Task::Create,
            Finding::Stranger,
            "/operations/create",
        ),
        (
            Ill::Drops,
            Task::ReadBack,
            title(),
            "/operations/create/json",
        ),
        (
            Ill::Coerces,
            Task::ReadBack,
            minutes(),
            "/operations/create/json",
        ),
        (
            Ill::IgnoresTheYear,
            Task::Filter,
            Finding::FilterIgnored,
            "/operations/list/query",
        ),
        (
            Ill::Doubles,
            Task::Replay,
            Finding::Doubled(2),
            "/capabilities/uniqueness",
        ),
        (
            Ill::ChangesNothing,
            Task::Update,
            Finding::NotChanged,
            "/operations/update",
        ),
        (
            Ill::TakesTheStale,
            Task::Stale,
            Finding::StaleTaken,
            "/operations/update",
        ),
        (
            Ill::NeverWithdraws,
            Task::Withdraw,
            Finding::NotWithdrawn,
            "/record/states",
        ),
        (
            Ill::KnowsAnybody,
            Task::Lost,
            Finding::Anybody,
            "/operations/me",
        ),
        (
            Ill::ShowsAnybody,
            Task::Lost,
            Finding::AnybodyReads,
            "/auth/headers",
        ),
    ] {
        let found = wrong(&round(ill));
        assert_eq!(
            found.first(),
            Some(&(task, finding.clone())),
            "{ill:?}: {found:?}"
        );
        assert_eq!(finding.place(task), place);
    }
    let found = wrong(&round(Ill::Forgets));
    assert_eq!(
        found.first_chunk(),
        Some(&[
            (Task::ReadBack, Finding::NotListed),
            (Task::ReadBack, Finding::NotFound)
        ])
    );
}

#[test]
fn a_record_that_is_refused_ends_the_round_with_the_backends_words() {
    let steps = round(Ill::Refuses);
    assert_eq!(steps.len(), 2);
    let fields = vec![("kind".to_owned(), "no such kind".to_owned())];
    let words = "bad".to_owned();
    let refused = Finding::Refused { words, fields };
    assert_eq!(wrong(&steps), [(Task::Create, refused)]);
}

#[test]
fn a_lost_sign_in_that_looks_otherwise_than_the_profile_says_is_found() {
    let plain = json!({"dialect": "pocketbase", "auth": {"lost_as": []}});
    for (ill, finding) in [
        (Ill::LosesQuietly, Finding::LostAsEmpty),
        (Ill::LosesRudely, Finding::LostAsRefusal),
    ] {
        assert_eq!(wrong(&round(ill)), [], "as the preset says it");
        assert_eq!(wrong(&round_with(&plain, ill)), [(Task::Lost, finding)]);
    }
}

#[test]
fn what_the_profile_says_of_itself_is_no_fault_and_what_it_does_not_describe_is_left_out() {
    let racy = json!({"dialect": "pocketbase", "capabilities": {"uniqueness": "lookup"}});
    let steps = round_with(&racy, Ill::Doubles);
    assert_eq!(wrong(&steps[..5]), []);
    assert_eq!(steps[4].findings, [Finding::DoubledAsSaid(2)]);

    let states = json!({"received": "received", "withdrawn": null});
    let bare = json!({"dialect": "pocketbase", "operations": {"update": null}, "record": {"states": states}});
    let steps = round_with(&bare, Ill::Well);
    let key = sample().entry.client_ref.to_string();
    let found = |task| {
        let step = steps.iter().find(|step| step.task == task).unwrap();
        step.findings.clone()
    };
    assert_eq!(found(Task::Update), [Finding::NotDescribed]);
    assert_eq!(found(Task::Stale), [Finding::NotDescribed]);
    assert_eq!(
        found(Task::Withdraw),
        [Finding::NotDescribed, Finding::Left(key)]
    );
    let cookies = json!({"dialect": "pocketbase", "auth": {"cookies": true}});
    let profile = Profile::parse(&cookies.to_string(), PRESET).unwrap();
    let client = Client::new(profile, Backend::default());
    client.set_token(Some(TOKEN.to_owned()));
    let steps = now(client.check(&sample(), |_| ()));
    assert_eq!(steps.last().unwrap().findings, [Finding::NotHere]);
}

#[test]
fn each_exchange_says_what_was_sent_what_came_back_and_which_rule_spoke_of_it() {
    let steps = round(Ill::Well);
    let create = &steps[1].exchanges[0];
    assert_eq!(create.request, "POST /api/collections/records/records");
    assert!(create.body.contains("自检 0"), "{create:?}");
    let answer = create.answer.as_ref().unwrap();
    assert_eq!(
        (
            answer.status,
            answer.content_type.as_str(),
            answer.rule.as_str(),
            answer.outcome
        ),
        (200, "application/json", "", "done")
    );
    assert!(answer.first_bytes.contains("client_ref"));
    let again = steps[4].exchanges[0].answer.as_ref().unwrap();
    assert_eq!(
        (again.status, again.rule.as_str(), again.outcome),
        (400, "/operations/create/rules/0", "duplicate")
    );
    let stale = steps[6].exchanges.last().unwrap().answer.as_ref().unwrap();
    assert_eq!((stale.status, stale.outcome), (412, "stale"));
}

#[test]
fn nothing_secret_is_shown() {
    for ill in [Ill::Well, Ill::KnowsAnybody, Ill::ShowsAnybody] {
        let steps = round(ill);
        let all = format!("{steps:?}");
        assert!(
            !all.contains(TOKEN) && !all.contains("very secret"),
            "{all}"
        );
        // Nor the most of it, in what was made of it.
        assert!(!all.contains("tkn-of-the"), "{all}");
        assert!(all.contains("Authorization"), "{all}");
    }
}

#[test]
fn most_shipped_forms_take_what_is_made_up_and_another_number_says_something_else() {
    let catalog = Catalog::parse(include_str!("../public/catalog.json")).unwrap();
    let today = Day::new(2026, 11, 29).unwrap();
    let mut filled = 0;
    for kind in catalog.kinds() {
        let [one, two] = [0, 1].map(|n| kind.form().sample(today, "自检", n));
        if let (Some(one), Some(two)) = (one, two) {
            assert_ne!(one, two, "{:?}", kind.id());
            filled += 1;
        }
    }
    assert!(filled >= 10, "{filled} of {}", catalog.kinds().len());
    let first = catalog.kinds().first().unwrap();
    let made = format!("{:?}", first.form().sample(today, "自检", 0));
    assert!(made.contains("𠮷") && made.contains("<b>"), "{made}");
}
