//! The year as the office works it out: what `score` reads is what phones count, what it printed is taken whole, and a member
//! reads their own alone.

use dajuan::{
    domain::record::Record,
    forms::workflow::Workflows,
    profile::{Profile, response::Response},
    scoring::{
        decimal::Decimal,
        deed::{Deed, Source},
        export::Export,
        report::Form,
        report::report,
        rules::Rules,
        score::{Asked, score},
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
    let courses = profile.progress().unwrap().unwrap();
    let courses = courses.read(&answer(client, "/api/dajuan/progress?year=2026"));
    let courses = courses.unwrap();
    let workflows = Workflows::parse(&shipped("workflows.json")).unwrap();
    let of_records = records.iter().filter_map(|record| {
        let course = courses.iter().find(|it| it.record == record.client_ref);
        let steps = course.map_or(&[][..], |it| &it.steps);
        let answers = match workflows.of(&record.kind) {
            Some(workflow) => workflow.with_facts(&record.answers, steps),
            None => record.answers.clone(),
        };
        let record = Record {
            answers,
            ..record.clone()
        };
        Deed::of_record(&record, |name| Some(name.into()))
    });
    let asked = profile.cosigning().unwrap().unwrap();
    let asked = asked.read(&answer(client, "/api/dajuan/cosigning"));
    let asked = asked.unwrap();
    let signed = asked
        .iter()
        .filter_map(|it| Deed::of_cosigned(it, |name| Some(name.into())))
        .filter(|deed| deed.day.year() == 2026);
    let all = of_records.chain(of_events).chain(signed);
    all.map(|deed| (deed.id.clone(), deed)).collect()
}

/// A server of its own with the demonstration's year, and the rules beside the app.
fn demonstration() -> Server {
    let server = Server::with_demo();
    fs::create_dir(server.site().join("rules")).unwrap();
    for file in ["config.json", "rules/default.json", "workflows.json"] {
        fs::write(server.site().join(file), shipped(file)).unwrap();
    }
    server
}

/// Three proposals of 委员甲 that 委员乙 signs: one is filed, one returned, one withdrawn; one of another year; and one that 委员乙 does not sign.
fn cosigned(server: &Server, office: &Client) {
    let [a, b] = ["wy001", "wy002"].map(|number| server.sign_in("members", number));
    let records = "/api/collections/records/records";
    let send = |by: &Client, kind: &str, day: &str, answers: &Value| {
        let body = json!({"client_ref": unique_ref(), "kind": kind, "day": day, "form_version": 1, "answers": answers});
        by.post(records, &body).expect(200).json()
    };
    let proposal = |day: &str, act: &str| {
        let answers = json!({"title": "停车", "cause": "车位不够", "filed": "当然", "author": "first", "note": "私下的话"});
        let row = send(&a, "proposal", day, &answers);
        let invite = json!({"act": "invite", "record": row["client_ref"], "member": "wy002"});
        send(&a, "cosigning", day, &invite);
        let told = b.get("/api/dajuan/cosigning").expect(200).json();
        let items = told["items"].as_array().unwrap().iter();
        let mut open = items.filter(|it| it["state"] == "invited");
        let invitation = open.next().unwrap()["id"].clone();
        send(
            &b,
            "cosigning",
            day,
            &json!({"act": act, "invitation": invitation}),
        );
        row
    };
    let id = |row: &Value| row["id"].as_str().unwrap().to_owned();
    let filed = proposal("2026-04-01", "sign");
    for step in ["examined", "filed"] {
        let path = format!("/api/dajuan/staff/records/{}/steps", id(&filed));
        office.post(&path, &json!({"step": step})).expect(200);
    }
    let returned = proposal("2026-04-02", "sign");
    let decision = json!({"state": "returned", "reason": "请补"});
    let path = format!("{records}/{}", id(&returned));
    office.patch(&path, &decision).expect(200);
    let withdrawn = proposal("2026-04-03", "sign");
    let wish = json!({"record": withdrawn["client_ref"], "reason": "写错了"});
    send(&a, "withdrawal", "2026-04-03", &wish);
    proposal("2025-12-31", "sign");
    proposal("2026-04-04", "refuse");
}

#[test]
fn a_proposal_counts_for_its_author_and_for_each_who_has_signed_as_the_rules_say() {
    let server = demonstration();
    let office = server.sign_in("staff", "office@example.com");
    cosigned(&server, &office);
    let export = Export::parse(&office.get(EXPORT).expect(200).text()).unwrap();
    let rules = json!({
        "format": 1, "id": "share", "name": {"zh-CN": "附议", "en": "Shares"}, "editions": [{
            "version": 1, "categories": [{"id": "p", "words": {"zh-CN": "提案", "en": "Proposals"}}],
            "rules": [{
                "id": "proposal", "words": {"zh-CN": "立案的提案", "en": "Filed proposals"}, "category": "p", "points": 10,
                "counts": {"kinds": ["proposal"], "source": ["record", "cosigned"], "when": {"filed": true}},
                "factors": [{"field": "author", "cases": [{"is": "co", "times": 0.2}]}],
            }],
        }],
    });
    let rules = Rules::parse(&rules.to_string()).unwrap();
    // 10 for the author; 10 × 0.2 for who has signed.
    for (number, points) in [("wy001", 10), ("wy002", 2), ("wy003", 0)] {
        let doer = export.members.iter().find(|it| it.id == number).unwrap();
        let phone = deeds_on_the_phone(&server.sign_in("members", number));
        let phone: Vec<Deed> = phone.into_values().collect();
        let asked = Asked {
            year: 2026,
            villages: Vec::new(),
        };
        for deeds in [&doer.deeds, &phone] {
            let sheet = score(&rules, &asked, deeds).unwrap();
            assert_eq!(
                sheet.summary.total,
                Decimal::whole(points).unwrap(),
                "{number}: {:?}",
                sheet.ledger
            );
        }
    }
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
    cosigned(&server, &office);
    let export = office.get(EXPORT).expect(200).text();
    let export = Export::parse(&export).unwrap();
    let mut sources = [0; 3];
    for number in ["wy001", "wy002", "wy003"] {
        let doer = export.members.iter().find(|it| it.id == number).unwrap();
        let told = doer.deeds.iter().map(|deed| {
            assert_eq!(deed.arrived.is_some(), deed.source != Source::Event);
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
            let names = Source::NAMES.iter();
            let place = names.take_while(|it| **it != deed.source.name()).count();
            sources[place] += 1;
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
