//! What happens to a record after it arrived: the hooks take every step that the machine of the core takes and no other, from every
//! stage, and a rating is nobody's to read before both are in.

use dajuan::{
    domain::{day::Day, record::KindId, step::Step},
    forms::workflow::{Refusal, Who, Wish, Workflow, Workflows},
};
use dajuan_backend_tests::{Client, Reply, Server, multipart, root, sha256, unique_ref};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const RECORDS: &str = "/api/collections/records/records";

/// The shipped workflows, which the shared server is given too.
fn workflows() -> &'static Workflows {
    static SHIPPED: LazyLock<Workflows> = LazyLock::new(|| {
        let text = std::fs::read_to_string(root().join("public/workflows.json")).unwrap();
        std::fs::write(Server::shared().site().join("workflows.json"), &text).unwrap();
        Workflows::parse(&text).unwrap()
    });
    &SHIPPED
}

fn workflow(kind: &str) -> &'static Workflow {
    workflows().of(&KindId(kind.to_owned())).unwrap()
}

/// A record of 委员甲, which arrived.
struct Arrived {
    id: String,
    client_ref: String,
}

impl Arrived {
    #[track_caller]
    fn new(kind: &str) -> Self {
        workflows();
        let client_ref = unique_ref();
        let answers = json!({"title": "停车", "adopted": "national"});
        let body = entry(&client_ref, kind, answers);
        let row = Server::member_a().post(RECORDS, &body).expect(200).json();
        let id = row["id"].as_str().unwrap().to_owned();
        Self { id, client_ref }
    }

    fn desk(&self) -> String {
        format!("/api/dajuan/staff/records/{}/steps", self.id)
    }

    fn office(&self, wish: &Value) -> Reply {
        Server::office().post(&self.desk(), wish)
    }

    fn author(&self, wish: &Value) -> Reply {
        let mut answers = wish.clone();
        answers["record"] = json!(self.client_ref);
        let body = entry(&unique_ref(), "step", answers);
        Server::member_a().post(RECORDS, &body)
    }

    fn take(&self, wish: &Value, by: Who) -> Reply {
        match by {
            Who::Author => self.author(wish),
            Who::Office | Who::Both => self.office(wish),
        }
    }

    /// Takes these steps, each by the side whose it is; of one that both take each side gives its part.
    #[track_caller]
    fn bring(&self, workflow: &Workflow, way: &[&str]) {
        for id in way {
            let by = workflow.step(id).unwrap().by();
            let wish = whole(workflow, id);
            if by == Who::Both {
                self.author(&wish).expect(200);
            }
            self.take(&wish, by).expect(200);
        }
    }

    /// As the office sees it.
    #[track_caller]
    fn seen(&self) -> Value {
        Server::office().get(&self.desk()).expect(200).json()
    }

    #[track_caller]
    fn taken(&self) -> Vec<String> {
        let seen = self.seen();
        let steps = seen["steps"].as_array().unwrap().iter();
        steps
            .map(|step| step["step"].as_str().unwrap().to_owned())
            .collect()
    }

    /// As its author sees it; null before anything happened.
    #[track_caller]
    fn shown(&self) -> Value {
        let listed = Server::member_a()
            .get("/api/dajuan/progress?year=2026")
            .expect(200)
            .json();
        let items = listed["items"].as_array().unwrap();
        let own = items
            .iter()
            .find(|item| item["record"] == self.client_ref.as_str());
        own.cloned().unwrap_or_default()
    }
}

fn entry(client_ref: &str, kind: &str, answers: Value) -> Value {
    json!({"client_ref": client_ref, "kind": kind, "day": "2026-11-23", "form_version": 1, "answers": answers})
}

fn steps(way: &[&str]) -> Vec<Step> {
    let step = |id: &&str| Step {
        id: (*id).to_owned(),
        day: Day::new(2026, 11, 23).unwrap(),
        words: String::new(),
        level: None,
        unit: String::new(),
        files: Vec::new(),
    };
    way.iter().map(step).collect()
}

fn wish_of(wish: &Value) -> Wish<'_> {
    let text = |name| wish.get(name).and_then(Value::as_str).unwrap_or_default();
    Wish {
        step: text("step"),
        words: text("words"),
        unit: text("unit"),
        level: Some(text("level")).filter(|level| !level.is_empty()),
        score: wish
            .get("score")
            .and_then(Value::as_u64)
            .and_then(|score| u8::try_from(score).ok()),
    }
}

/// All that can be said of a step.
fn wishes(id: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for words in ["", "说明"] {
        for unit in ["", "区交通局"] {
            for level in ["", "city", "hall"] {
                for score in [Value::Null, json!(90), json!(101)] {
                    all.push(json!({"step": id, "words": words, "unit": unit, "level": level, "score": score}));
                }
            }
        }
    }
    all
}

/// The first wish for the step that some side may make from some stage.
fn whole(workflow: &Workflow, id: &str) -> Value {
    let ways = ways(workflow);
    let fits = |wish: &Value| {
        ways.values().any(|way| {
            let way: Vec<&str> = way.iter().map(String::as_str).collect();
            let by = workflow.step(id).unwrap().by();
            workflow.check(&steps(&way), wish_of(wish), by).is_ok()
        })
    };
    wishes(id).into_iter().find(fits).unwrap()
}

/// Every stage with a shortest way there.
fn ways(workflow: &Workflow) -> BTreeMap<String, Vec<String>> {
    let start = workflow.stage(&[]).unwrap().id().to_owned();
    let mut ways = BTreeMap::from([(start, Vec::new())]);
    let mut open = std::collections::VecDeque::from([Vec::<String>::new()]);
    while let Some(way) = open.pop_front() {
        let so_far: Vec<&str> = way.iter().map(String::as_str).collect();
        for step in workflow.following(&steps(&so_far)) {
            if !step.is_aside() && !ways.contains_key(step.id()) {
                let mut next = way.clone();
                next.push(step.id().to_owned());
                ways.insert(step.id().to_owned(), next.clone());
                open.push_back(next);
            }
        }
    }
    ways
}

/// Tries every wish by each side from every stage; returns how many were tried.
fn try_all(kind: &str) -> usize {
    let workflow = workflow(kind);
    let mut tries = 0;
    for (stage, way) in ways(workflow) {
        let way: Vec<&str> = way.iter().map(String::as_str).collect();
        let so_far = steps(&way);
        let refused = Arrived::new(kind);
        refused.bring(workflow, &way);
        for step in workflow.steps() {
            let follows = workflow
                .following(&so_far)
                .iter()
                .any(|other| other.id() == step.id());
            // What does not follow is refused whatever is said of it.
            let said = if follows {
                wishes(step.id())
            } else {
                vec![json!({"step": step.id()})]
            };
            let mut taken_by = Vec::new();
            for wish in &said {
                for by in [Who::Office, Who::Author] {
                    let of_office = wish.get("unit").is_some_and(|unit| unit != "")
                        || wish.get("level").is_some_and(|level| level != "");
                    if by == Who::Author && of_office {
                        continue; // An author's entry has no place for them.
                    }
                    tries += 1;
                    match workflow.check(&so_far, wish_of(wish), by) {
                        Ok(_) if taken_by.contains(&by) => {}
                        Ok(_) => {
                            taken_by.push(by);
                            let arrived = Arrived::new(kind);
                            arrived.bring(workflow, &way);
                            arrived.take(wish, by).expect(200);
                            let mut expected = way.clone();
                            if step.by() != Who::Both {
                                expected.push(step.id());
                            }
                            assert_eq!(arrived.taken(), expected, "{wish} at {stage} by {by:?}");
                        }
                        Err(why) => {
                            let reply = refused.take(wish, by).expect(409).json();
                            let code = match why {
                                Refusal::Unknown => "unknown",
                                Refusal::NotNow => "not_now",
                                Refusal::NotYours => "not_yours",
                                Refusal::Words => "words",
                                Refusal::Unit => "unit",
                                Refusal::Level => "level",
                                Refusal::Score => "score",
                            };
                            // A score that is none of 0 to 100 has no place in the core's type.
                            let out_of_range = wish["score"] == 101;
                            assert!(
                                reply["code"] == code || out_of_range,
                                "{wish} at {stage} by {by:?}: {reply}"
                            );
                        }
                    }
                }
            }
        }
        assert_eq!(
            refused.taken(),
            way,
            "what was refused at {stage} left something"
        );
    }
    tries
}

#[test]
fn every_step_of_a_proposal_from_every_stage_by_each_side() {
    assert!(try_all("proposal") > 500);
}

#[test]
fn every_step_of_an_opinion_report_from_every_stage_by_each_side() {
    assert!(try_all("opinion_report") > 200);
}

#[test]
fn every_step_of_a_consultation_from_every_stage_by_each_side() {
    assert!(try_all("micro_consultation") > 200);
}

#[test]
fn an_answer_that_is_sent_twice_is_one_step_alone_and_among_others() {
    let arrived = Arrived::new("proposal");
    arrived.bring(
        workflow("proposal"),
        &["examined", "filed", "assigned", "handling", "answered"],
    );
    let body = entry(
        &unique_ref(),
        "step",
        json!({"record": arrived.client_ref, "step": "not_satisfied", "words": "没有解决"}),
    );
    let first = Server::member_a().post(RECORDS, &body).expect(200).json();
    let second = Server::member_a().post(RECORDS, &body).expect(200).json();
    assert_eq!(
        (&first["id"], &first["receipt"]),
        (&second["id"], &second["receipt"])
    );
    let other = entry(
        &unique_ref(),
        "step",
        json!({"record": arrived.client_ref, "step": "satisfied"}),
    );
    let both = Server::member_a()
        .post("/api/dajuan/records", &json!({"records": [body, other]}))
        .expect(200)
        .json();
    assert_eq!(
        (&both["answers"][0]["status"], &both["answers"][1]["status"]),
        (&json!(200), &json!(409))
    );
    assert_eq!(both["answers"][1]["body"]["code"], "not_now");
    assert_eq!(arrived.taken().last().unwrap(), "not_satisfied");
    let shown = arrived.shown();
    assert_eq!(
        shown["steps"][5],
        json!({"step": "not_satisfied", "day": shown["steps"][5]["day"], "words": "没有解决", "unit": "", "level": "", "files": []})
    );
    // The office's request that is sent twice too.
    let wish = json!({"step": "handling", "client_ref": unique_ref()});
    for _ in 0..2 {
        arrived.office(&wish).expect(200);
    }
    assert_eq!(arrived.taken().len(), 7);
}

#[test]
fn a_declined_step_leaves_no_record_and_each_one_that_was_taken_a_note() {
    let arrived = Arrived::new("proposal");
    let early = entry(
        &unique_ref(),
        "step",
        json!({"record": arrived.client_ref, "step": "satisfied"}),
    );
    Server::member_a().post(RECORDS, &early).expect(409);
    let filter = format!(
        "{RECORDS}?filter=client_ref%3D%27{}%27",
        early["client_ref"].as_str().unwrap()
    );
    assert_eq!(
        Server::member_a().get(&filter).expect(200).json()["totalItems"],
        0
    );
    arrived
        .office(&json!({"step": "examined", "words": "", "day": "2025-01-20"}))
        .expect(200);
    let noted = format!(
        "/api/collections/acts/records?filter=event%3D%27{}%27",
        arrived.client_ref
    );
    let noted = Server::operator().get(&noted).expect(200).json();
    assert_eq!(noted["totalItems"], 1);
    assert_eq!(
        (
            &noted["items"][0]["kind"],
            &noted["items"][0]["answers"]["step"]
        ),
        (&json!("step"), &json!("examined"))
    );
    assert_eq!(arrived.shown()["steps"][0]["day"], "2025-01-20");
}

#[test]
fn what_was_withdrawn_or_returned_before_its_first_step_takes_none() {
    let returned = Arrived::new("proposal");
    let path = format!("{RECORDS}/{}", returned.id);
    let decide = |state: &str| json!({"state": state, "reason": "缺建议"});
    Server::office()
        .patch(&path, &decide("returned"))
        .expect(200);
    let examined = json!({"step": "examined"});
    assert_eq!(
        returned.office(&examined).expect(409).json()["code"],
        "returned"
    );
    Server::office()
        .patch(&path, &decide("reviewed"))
        .expect(200);
    returned.office(&examined).expect(200);
    let withdrawn = Arrived::new("proposal");
    let body = entry(
        &unique_ref(),
        "withdrawal",
        json!({"record": withdrawn.client_ref, "reason": "写错了"}),
    );
    Server::member_a().post(RECORDS, &body).expect(200);
    assert_eq!(
        withdrawn.office(&examined).expect(409).json()["code"],
        "withdrawn"
    );
}

#[test]
fn nobody_takes_a_step_of_another_ones_record_or_past_the_routes() {
    let arrived = Arrived::new("proposal");
    let (office, author) = (arrived.desk(), Server::member_b());
    arrived.bring(
        workflow("proposal"),
        &["examined", "filed", "assigned", "handling", "answered"],
    );
    let body = entry(
        &unique_ref(),
        "step",
        json!({"record": arrived.client_ref, "step": "satisfied"}),
    );
    assert_eq!(
        author.post(RECORDS, &body).expect(409).json()["code"],
        "gone"
    );
    for member in [Server::member_a(), author] {
        assert_ne!(member.get(&office).status, 200);
        assert_ne!(
            member.post(&office, &json!({"step": "handling"})).status,
            200
        );
    }
    Server::shared()
        .guest()
        .get("/api/dajuan/progress?year=2026")
        .expect(401);
    let row = json!({"record": arrived.id, "step": "satisfied", "day": "2026-11-23", "serial": 9});
    for client in [Server::member_a(), Server::office()] {
        for collection in ["steps", "ratings"] {
            let path = format!("/api/collections/{collection}/records");
            assert_ne!(client.post(&path, &row).status, 200);
        }
        let kept = client
            .get("/api/collections/steps/records?perPage=1")
            .expect(200)
            .json();
        let path = format!(
            "/api/collections/steps/records/{}",
            kept["items"][0]["id"].as_str().unwrap()
        );
        assert_ne!(client.patch(&path, &json!({"words": "x"})).status, 200);
        assert_ne!(client.delete(&path).status, 204);
    }
    let listed = author
        .get("/api/collections/steps/records?perPage=500")
        .expect(200)
        .json();
    let mine = |row: &Value| row["record"] == arrived.id.as_str();
    assert!(!listed["items"].as_array().unwrap().iter().any(mine));
}

/// All that a side can ask which could say something of the other's rating.
fn asked(client: &Client, arrived: &Arrived) -> String {
    let (id, key) = (&arrived.id, &arrived.client_ref);
    let paths = [
        format!("/api/dajuan/progress?year=2026&record={key}"),
        arrived.desk(),
        format!(
            "{RECORDS}?perPage=500&filter=client_ref%3D%27{key}%27&expand=steps_via_record,ratings_via_record"
        ),
        format!("{RECORDS}?perPage=500&filter=kind%3D%27step%27"),
        format!("{RECORDS}/{id}?expand=ratings_via_record"),
        format!("{RECORDS}?filter=ratings_via_record.score%3E0"),
        format!("{RECORDS}?sort=ratings_via_record.score"),
        format!("{RECORDS}?filter=@collection.ratings.score%3F%3D87"),
        "/api/collections/steps/records?perPage=500&expand=record.ratings_via_record".to_owned(),
        "/api/collections/ratings/records".to_owned(),
        "/api/collections/ratings/records?filter=score%3D87".to_owned(),
        "/api/collections/ratings/records?skipTotal=1&fields=*".to_owned(),
        "/api/collections/ratings".to_owned(),
        "/api/collections/acts/records?perPage=500".to_owned(),
        "/api/dajuan/staff/export?year=2026".to_owned(),
        "/api/logs".to_owned(),
    ];
    let replies = paths.iter().map(|path| client.get(path).text());
    replies.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_rating_is_nobodys_to_read_before_both_are_in() {
    let proposal = workflow("proposal");
    let way = [
        "examined",
        "filed",
        "assigned",
        "handling",
        "answered",
        "satisfied",
    ];
    for author_first in [true, false] {
        let (mine, theirs) = (
            &format!("办得好 {author_first}"),
            &format!("写得实在 {author_first}"),
        );
        let arrived = Arrived::new("proposal");
        arrived.bring(proposal, &way);
        let (of_author, of_office) = (
            json!({"step": "evaluated", "score": 87, "words": mine}),
            json!({"step": "evaluated", "score": 62, "words": theirs}),
        );
        if author_first {
            let sent = arrived.author(&of_author).expect(200).json();
            assert_eq!(
                sent["answers"],
                json!({"record": arrived.client_ref, "step": "evaluated", "about": ""})
            );
            assert!(!asked(Server::office(), &arrived).contains(mine));
            assert_eq!(arrived.seen()["theirs"], Value::Null);
            assert_eq!(arrived.shown()["mine"], json!({"score": 87, "words": mine}));
            assert_eq!(
                arrived.author(&of_author).expect(409).json()["code"],
                "rated"
            );
            arrived.office(&of_office).expect(200);
        } else {
            arrived.office(&of_office).expect(200);
            assert!(!asked(Server::member_a(), &arrived).contains(theirs));
            assert_eq!(arrived.shown()["theirs"], Value::Null);
            assert_eq!(
                arrived.office(&of_office).expect(409).json()["code"],
                "rated"
            );
            assert!(
                !arrived.seen()["next"]
                    .as_array()
                    .unwrap()
                    .contains(&json!("evaluated"))
            );
            arrived.author(&of_author).expect(200);
        }
        let (a, b) = (
            json!({"score": 87, "words": mine}),
            json!({"score": 62, "words": theirs}),
        );
        let (shown, seen) = (arrived.shown(), arrived.seen());
        assert_eq!((&shown["mine"], &shown["theirs"]), (&a, &b));
        assert_eq!((&seen["mine"], &seen["theirs"]), (&b, &a));
        assert_eq!(shown["steps"][6]["step"], "evaluated");
        // Those who may read them do, so that what was looked for above would have been found.
        assert!(asked(Server::member_a(), &arrived).contains(theirs));
        assert!(asked(Server::office(), &arrived).contains(mine));
        assert!(!asked(Server::member_b(), &arrived).contains(theirs));
    }
}

#[test]
fn no_filter_and_no_order_tells_of_a_rating() {
    let arrived = Arrived::new("proposal");
    arrived.bring(
        workflow("proposal"),
        &[
            "examined",
            "filed",
            "assigned",
            "handling",
            "answered",
            "satisfied",
        ],
    );
    arrived
        .author(&json!({"step": "evaluated", "score": 87}))
        .expect(200);
    for client in [Server::member_a(), Server::office()] {
        for probe in [
            "filter=ratings_via_record.score%3E0",
            "filter=@collection.ratings.score%3F%3D87",
            "sort=ratings_via_record.score",
        ] {
            for collection in ["records", "steps"] {
                let path = format!("/api/collections/{collection}/records?{probe}");
                assert_ne!(client.get(&path).status, 200, "{path}");
            }
        }
        for path in [
            "/api/collections/ratings/records",
            "/api/collections/ratings/records?filter=score%3D87",
        ] {
            client.get(path).expect(403);
        }
    }
    let kept = Server::operator()
        .get("/api/collections/ratings/records?perPage=1")
        .expect(200)
        .json();
    let row = format!(
        "/api/collections/ratings/records/{}",
        kept["items"][0]["id"].as_str().unwrap()
    );
    for client in [Server::member_a(), Server::office()] {
        assert_ne!(client.get(&row).status, 200);
    }
}

#[test]
fn what_steps_say_is_a_field_of_the_record_that_score_reads() {
    let arrived = Arrived::new("opinion_report");
    let fields = || {
        let export = Server::office()
            .get("/api/dajuan/staff/export?year=2026")
            .expect(200)
            .json();
        let members = export["members"].as_array().unwrap();
        let mut deeds = members
            .iter()
            .flat_map(|member| member["deeds"].as_array().unwrap());
        deeds
            .find(|deed| deed["id"] == arrived.client_ref.as_str())
            .unwrap()["fields"]
            .clone()
    };
    assert_eq!(fields(), json!({"title": "停车"}));
    for wish in [
        json!({"step": "district"}),
        json!({"step": "instruction", "level": "district"}),
        json!({"step": "city"}),
        json!({"step": "instruction", "level": "city", "words": "请研究"}),
    ] {
        arrived.office(&wish).expect(200);
    }
    assert_eq!(
        fields(),
        json!({"title": "停车", "adopted": "city", "instructions": 2})
    );
    let answers = arrived.shown();
    assert_eq!(answers["steps"][3]["words"], "请研究");
}

#[test]
fn without_the_file_a_step_waits_for_another_moment() {
    let server = Server::with_demo();
    let member = server.sign_in("members", "wy001");
    let client_ref = unique_ref();
    member
        .post(
            RECORDS,
            &entry(&client_ref, "proposal", json!({"title": "停车"})),
        )
        .expect(200);
    let body = entry(
        &unique_ref(),
        "step",
        json!({"record": client_ref, "step": "satisfied"}),
    );
    member.post(RECORDS, &body).expect(503);
    let batch = member
        .post("/api/dajuan/records", &json!({"records": [body]}))
        .expect(200)
        .json();
    assert_eq!(batch["answers"][0]["status"], 503);
}

#[test]
fn what_the_office_adds_to_its_answer_is_named_for_the_author_who_gets_it() {
    let record = Arrived::new("proposal");
    let bytes = b"%PDF-1.7 an answer";
    let (file_ref, digest) = (unique_ref(), sha256(bytes));
    let row = format!("{RECORDS}/{}", record.id);
    let member = Server::office().get(&row).expect(200).json()["member"].clone();
    let texts = [
        ("member", member.as_str().unwrap()),
        ("ref", file_ref.as_str()),
        ("sha256", digest.as_str()),
    ];
    let (kind, body) = multipart(&texts, "application/octet-stream", bytes);
    let uploads = "/api/collections/attachments/records";
    let sent = Server::office().send("POST", uploads, &[("Content-Type", &kind)], &body);
    sent.expect(200);

    let wish = |files: Value| json!({"step": "examined", "words": "请看附件", "files": files});
    for odd in [
        json!("x"),
        json!([{"name": "", "ref": file_ref, "size": 1}]),
        json!([{"name": "x", "ref": unique_ref(), "size": 1}]),
        json!([{"name": "x", "ref": file_ref, "size": -1}]),
        json!([null]),
    ] {
        let refused = record.office(&wish(odd.clone())).expect(400);
        assert_ne!(refused.field_code("files"), "", "{odd}");
    }
    assert_eq!(record.taken(), Vec::<String>::new());
    let named = json!([{"name": "答复.pdf", "ref": file_ref, "size": bytes.len()}]);
    let seen = record.office(&wish(named.clone())).expect(200).json();
    assert_eq!(seen["steps"][0]["files"], named);
    assert_eq!(record.shown()["steps"][0]["files"], named);
    let path = format!("/api/dajuan/attachments/{file_ref}");
    assert_eq!(Server::member_a().get(&path).expect(200).body, bytes);
    Server::member_b().get(&path).expect(404);
}
