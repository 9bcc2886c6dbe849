//! The year as the office works it out: what `score` reads is what phones count, what it printed is taken whole, and a member
//! reads their own alone.

use dajuan::{
    domain::record::Record,
    profile::{Profile, response::Response},
    scoring::{
        deed::{Deed, Source},
        export::Export,
        report::Form,
        report::report,
        rules::Rules,
    },
};
use dajuan_backend_tests::{Client, Server, root, unique_ref};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs};

const EXPORT: &str = "/api/dajuan/staff/export?year=2026";
const STATEMENTS: &str = "/api/dajuan/staff/statements";

fn shipped(path: &str) -> String {
    fs::read_to_string(root().join("public").join(path)).unwrap()
}

fn profile() -> Profile {
    let (config, preset) = (shipped("config.json"), shipped("dialects/pocketbase.json"));
    Profile::parse(&config, &preset).unwrap()
}

fn answer(client: &Client, path: &str) -> Response {
    let reply = client.get(path).expect(200);
    Response {
        status: 200,
        content_type: "application/json".to_owned(),
        body: reply.text().into_bytes(),
        ..Response::default()
    }
}

/// The deeds that a phone makes of what the backend tells it.
fn deeds_on_the_phone(client: &Client) -> BTreeMap<String, Deed> {
    let profile = profile();
    let rules = Rules::parse(&shipped("rules/default.json")).unwrap();
    let list = answer(client, &profile.list(2026, 1, None).url);
    let records: Vec<Record> = profile.read_list(1, &list).unwrap().records;
    let events = profile.events().unwrap().unwrap();
    let told = answer(client, "/api/dajuan/events?year=2026&page=1");
    let told = events.read_year(1, &told).unwrap().events;
    let of_events = told
        .iter()
        .filter_map(|event| Deed::of_event(event, rules.late_after()));
    let of_records = records
        .iter()
        .filter_map(|record| Deed::of_record(record, |name| Some(name.into())));
    let all = of_records.chain(of_events);
    all.map(|deed| (deed.id.clone(), deed)).collect()
}

/// A server of its own with the demonstration's year, and the rules beside the app.
fn demonstration() -> Server {
    let server = Server::with_demo();
    fs::create_dir(server.site().join("rules")).unwrap();
    for file in ["config.json", "rules/default.json"] {
        fs::write(server.site().join(file), shipped(file)).unwrap();
    }
    server
}

#[test]
fn what_score_reads_is_what_each_phone_counts() {
    let server = demonstration();
    let a = server.sign_in("members", "wy001");
    let kinds = [
        (
            "reading_share",
            json!({"title": "论语", "audience": 12, "hours": 1.5, "empty": null}),
        ),
        (
            "dispute",
            json!({"year": "2026", "row": "total", "wrong": "less"}),
        ),
    ];
    let withdrawn = unique_ref();
    let sent = kinds.map(|(kind, answers)| (unique_ref(), kind, answers));
    let withdrawal = json!({"record": withdrawn, "reason": "记错了"});
    let withdrawal = [
        (withdrawn, "reading_share", json!({"title": "孟子"})),
        (unique_ref(), "withdrawal", withdrawal),
    ];
    for (client_ref, kind, answers) in sent.into_iter().chain(withdrawal) {
        let record = json!({"client_ref": client_ref, "kind": kind, "day": "2026-03-05", "form_version": 1, "answers": answers});
        let path = "/api/collections/records/records";
        a.post(path, &record).expect(200);
    }
    let office = server.sign_in("staff", "office@example.com");
    let export = office.get(EXPORT).expect(200).text();
    let export = Export::parse(&export).unwrap();
    let mut sources = [0, 0];
    for number in ["wy001", "wy002", "wy003"] {
        let doer = export.members.iter().find(|it| it.id == number).unwrap();
        let told = doer.deeds.iter().map(|deed| {
            assert_eq!(deed.arrived.is_some(), deed.source == Source::Record);
            // A phone is not told when the office got to know of it.
            let arrived = None;
            let deed = Deed {
                arrived,
                ..deed.clone()
            };
            (deed.id.clone(), deed)
        });
        let phone = deeds_on_the_phone(&server.sign_in("members", number));
        assert_eq!(told.collect::<BTreeMap<String, Deed>>(), phone, "{number}");
        for deed in phone.values() {
            sources[usize::from(deed.source == Source::Event)] += 1;
        }
    }
    assert!(sources.iter().all(|n| *n > 0), "{sources:?}");
    a.get(EXPORT).expect(403);
    server.guest().get(EXPORT).expect(401);
}

#[test]
fn a_statement_is_read_by_its_own_member_alone_and_closing_the_year_ends_it() {
    let server = demonstration();
    let office = server.sign_in("staff", "office@example.com");
    let (a, b) = (
        server.sign_in("members", "wy001"),
        server.sign_in("members", "wy002"),
    );
    let none = a.get("/api/dajuan/statement?year=2026").expect(200).json();
    assert_eq!(none["as_of"], Value::Null);

    let export = office.get(EXPORT).expect(200).text();
    let rules = Rules::parse(&shipped("rules/default.json")).unwrap();
    let printed = report(&rules, &Export::parse(&export).unwrap(), Form::Json).unwrap();
    let printed: Value = serde_json::from_str(&printed).unwrap();
    a.post(STATEMENTS, &printed).expect(403);
    let unknown = json!({"format": 1, "rules": "default", "year": 2026, "members": [
        printed["members"][0].clone(), {"id": "nobody", "name": "", "sheet": printed["members"][0]["sheet"]}]});
    office.post(STATEMENTS, &unknown).expect(400);
    let none = a.get("/api/dajuan/statement?year=2026").expect(200).json();
    assert_eq!(none["as_of"], Value::Null, "all of it or nothing");

    let taken = office.post(STATEMENTS, &printed).expect(200).json();
    let members = printed["members"].as_array().unwrap();
    assert_eq!(taken["members"], members.len());
    for (client, number) in [(&a, "wy001"), (&b, "wy002")] {
        let seen = client
            .get("/api/dajuan/statement?year=2026")
            .expect(200)
            .json();
        let own = members.iter().find(|it| it["id"] == number).unwrap();
        assert_eq!(seen["sheet"], own["sheet"]);
        assert_eq!(
            (&seen["closed"], &seen["rules"]),
            (&json!(false), &json!("default"))
        );
        let rows = client
            .get("/api/collections/statements/records")
            .expect(200);
        assert_eq!(rows.json()["totalItems"], 1, "nobody else's");
    }
    let closing = format!("{STATEMENTS}?closed=true&as_of=2026-01-02T03:04:05Z");
    office.post(&closing, &printed).expect(200);
    let seen = a.get("/api/dajuan/statement?year=2026").expect(200).json();
    assert_eq!(
        (&seen["closed"], &seen["as_of"]),
        (&json!(true), &json!("2026-01-02T03:04:05.000Z"))
    );
    let again = office.post(STATEMENTS, &printed).expect(400);
    assert_eq!(again.field_code("closed"), "year_closed");
    let operator = server.sign_in("_superusers", "operator@example.com");
    let noted = operator
        .get("/api/collections/acts/records?filter=kind%3D%27statements%27")
        .expect(200);
    assert_eq!(noted.json()["totalItems"], 2);
}
