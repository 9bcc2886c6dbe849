//! 待审核: what waits for the office's word, who may give it, and the year's records for a spreadsheet.

use dajuan_backend_tests::{Client, Reply, Server, root, unique_ref};
use serde_json::{Value, json};

const RECORDS: &str = "/api/collections/records/records";
const REVIEWS: &str = "/api/dajuan/staff/reviews";
const REPLIES: &str = "/api/dajuan/staff/replies";
const SHEET: &str = "/api/dajuan/staff/records.csv";
const KIND: &str = "article";

fn entry(client_ref: &str, kind: &str, answers: Value) -> Value {
    json!({"client_ref": client_ref, "kind": kind, "day": "2027-03-05", "form_version": 1, "answers": answers})
}

/// Gives the shared server the shipped workflows.
fn workflows() {
    let text = std::fs::read_to_string(root().join("public/workflows.json")).unwrap();
    std::fs::write(Server::shared().site().join("workflows.json"), text).unwrap();
}

fn text(row: &Value, key: &str) -> String {
    row[key].as_str().unwrap().to_owned()
}

/// A member of one test's own, and what that member sent.
struct Member {
    id: String,
    client: Client,
}

impl Member {
    fn new(number: &str) -> Self {
        let (id, client) = Server::new_member(number);
        Self { id, client }
    }

    /// Sends a record; its row.
    #[track_caller]
    fn send(&self, kind: &str, answers: Value) -> Value {
        let body = entry(&unique_ref(), kind, answers);
        self.client.post(RECORDS, &body).expect(200).json()
    }

    /// The receipts of what waits of this member.
    #[track_caller]
    fn waiting(&self) -> Vec<Value> {
        let path = format!("{REVIEWS}?member={}", self.id);
        let told = Server::office().get(&path).expect(200).json();
        let items = told["items"].as_array().unwrap();
        assert_eq!(told["total"], items.len());
        items.iter().map(|item| item["receipt"].clone()).collect()
    }
}

#[track_caller]
fn decide(client: &Client, row: &Value, decision: &Value) -> Reply {
    let path = format!("{RECORDS}/{}", row["id"].as_str().unwrap());
    client.patch(&path, decision)
}

/// One of the office who may only look.
fn approver() -> Client {
    let body = json!({
        "email": "reader@example.com", "name": "审批", "role": "approver", "password": "dajuan-2026", "passwordConfirm": "dajuan-2026",
    });
    let made = Server::operator().post("/api/collections/staff/records", &body);
    made.expect(200);
    Server::shared().sign_in("staff", "reader@example.com")
}

#[test]
fn what_was_received_waits_in_the_order_of_arrival_until_it_is_decided() {
    let member = Member::new("rv001");
    let first = member.send(KIND, json!({"title": "甲"}));
    let second = member.send(KIND, json!({"title": "乙"}));
    let receipt = |row: &Value| row["receipt"].clone();
    assert_eq!(member.waiting(), [receipt(&first), receipt(&second)]);

    let returned =
        json!({"state": "returned", "reason": "请补出处", "version": 0, "was": "received"});
    decide(Server::office(), &first, &returned).expect(200);
    assert_eq!(member.waiting(), [receipt(&second)]);
    decide(Server::office(), &second, &json!({"state": "reviewed"})).expect(200);
    assert!(member.waiting().is_empty());

    let change = json!({
        "client_ref": unique_ref(), "version": 0, "day": "2027-03-06", "form_version": 1, "answers": {"title": "甲 上"},
    });
    let path = format!(
        "/api/dajuan/records/{}/changes",
        first["client_ref"].as_str().unwrap()
    );
    member.client.post(&path, &change).expect(200);
    assert_eq!(
        member.waiting(),
        [receipt(&first)],
        "changed, it waits again"
    );
}

#[test]
fn what_is_no_duty_or_went_its_own_way_waits_for_no_review() {
    let member = Member::new("rv002");
    workflows();
    let proposal = member.send("proposal", json!({"title": "停车"}));
    member.send(
        "dispute",
        json!({"year": "2027", "row": "total", "wrong": "less"}),
    );
    member.send("signup_trip", json!({"event": "demoevent000001"}));
    let withdrawn = member.send(KIND, json!({"title": "甲"}));
    let about = json!({"record": withdrawn["client_ref"], "reason": "记错了"});
    member.send("withdrawal", about);
    assert_eq!(member.waiting(), [proposal["receipt"].clone()]);
    let step = format!(
        "/api/dajuan/staff/records/{}/steps",
        proposal["id"].as_str().unwrap()
    );
    Server::office()
        .post(&step, &json!({"step": "examined"}))
        .expect(200);
    assert!(member.waiting().is_empty());
}

#[test]
fn an_objection_makes_a_reviewed_record_wait_until_the_office_has_answered() {
    let member = Member::new("rv003");
    let mut logged = entry(&unique_ref(), KIND, json!({"title": "甲"}));
    logged["member"] = json!(member.id);
    let row = Server::office()
        .post("/api/dajuan/staff/records", &logged)
        .expect(200)
        .json();
    decide(Server::office(), &row, &json!({"state": "reviewed"})).expect(200);
    assert!(member.waiting().is_empty());
    let object = json!({"record": row["client_ref"], "right": false, "words": "不是我写的"});
    member.send("confirmation", object);
    assert_eq!(member.waiting(), [row["receipt"].clone()]);
    let again = json!({"state": "reviewed", "reason": "署名有您", "was": "reviewed"});
    decide(Server::office(), &row, &again).expect(200);
    assert!(member.waiting().is_empty());
}

#[test]
fn what_its_author_replied_to_waits_for_the_next_step_of_the_office() {
    workflows();
    let member = Member::new("rv007");
    let proposal = member.send("proposal", json!({"title": "停车"}));
    let path = format!("/api/dajuan/staff/records/{}/steps", text(&proposal, "id"));
    let take = |wish: Value| Server::office().post(&path, &wish).expect(200);
    let waits = || {
        let told = Server::office().get(REPLIES).expect(200).json();
        let items = told["items"].as_array().unwrap().clone();
        items
            .iter()
            .any(|item| item["receipt"] == proposal["receipt"])
    };
    for step in ["examined", "filed"] {
        take(json!({"step": step}));
    }
    take(json!({"step": "assigned", "unit": "区交通局"}));
    take(json!({"step": "handling"}));
    take(json!({"step": "answered", "words": "计划明年研究"}));
    assert!(!waits(), "it is its author's turn");
    let reply = |step: &str| {
        let answers = json!({"record": proposal["client_ref"], "step": step, "reason": "没有办法"});
        member.send("step", answers);
    };
    reply("not_satisfied");
    assert!(waits());
    take(json!({"step": "handling"}));
    assert!(!waits());
    take(json!({"step": "answered", "words": "已划 40 个车位"}));
    reply("satisfied");
    assert!(waits(), "to be rated");
    take(json!({"step": "evaluated", "score": 80, "words": ""}));
    assert!(!waits(), "rated by the office, it is its author's turn");
    member.client.get(REPLIES).expect(403);
}

#[test]
fn of_two_decisions_about_what_was_looked_at_one_is_taken() {
    let member = Member::new("rv004");
    let row = member.send(KIND, json!({"title": "甲"}));
    let decision =
        |state| json!({"state": state, "reason": "请补出处", "version": 0, "was": "received"});
    decide(Server::office(), &row, &decision("returned")).expect(200);
    decide(Server::office(), &row, &decision("reviewed")).expect(412);
    let path = format!("{RECORDS}/{}", row["id"].as_str().unwrap());
    assert_eq!(
        Server::office().get(&path).expect(200).json()["state"],
        "returned"
    );
    let acts = format!(
        "/api/collections/acts/records?filter=event%3D%27{}%27",
        row["client_ref"].as_str().unwrap()
    );
    let noted = Server::operator().get(&acts).expect(200).json();
    let note = &noted["items"][0];
    assert_eq!(noted["totalItems"], 1);
    assert_eq!(
        (
            &note["kind"],
            &note["outcome"],
            &note["by"],
            &note["answers"]["words"]
        ),
        (
            &json!("review"),
            &json!("returned"),
            &json!("office@example.com"),
            &json!("请补出处")
        )
    );
}

#[test]
fn a_page_is_of_one_kind_where_that_is_asked_and_names_each_member() {
    let member = Member::new("rv005");
    for kind in [KIND, "visit"] {
        member.send(kind, json!({"title": "甲"}));
    }
    let path = format!("{REVIEWS}?member={}&kind=visit", member.id);
    let told = Server::office().get(&path).expect(200).json();
    assert_eq!(told["total"], 1);
    let item = &told["items"][0];
    assert_eq!(
        (&item["kind"], &item["name"], &item["member_no"]),
        (&json!("visit"), &json!("委员丁"), &json!("rv005"))
    );
    let none = Server::office()
        .get(&format!("{REVIEWS}?kind=dispute"))
        .expect(200)
        .json();
    assert_eq!((&none["total"], &none["pages"]), (&json!(0), &json!(1)));
    let wrong = Server::office()
        .get(&format!("{REVIEWS}?page=0"))
        .expect(400);
    assert_eq!(wrong.field_code("page"), "invalid_page");
}

#[test]
fn members_see_neither_list_and_an_approver_looks_without_deciding() {
    let member = Member::new("rv006");
    let row = member.send(KIND, json!({"title": "甲"}));
    for path in [REVIEWS.to_owned(), format!("{SHEET}?year=2027")] {
        member.client.get(&path).expect(403);
        Server::shared().guest().get(&path).expect(401);
    }
    let approver = approver();
    for path in [REVIEWS.to_owned(), format!("{SHEET}?year=2027")] {
        approver.get(&path).expect(200);
    }
    let decision = json!({"state": "reviewed"});
    decide(&approver, &row, &decision).expect(403);
    assert_ne!(decide(&member.client, &row, &decision).status, 200);
    assert_eq!(member.waiting(), [row["receipt"].clone()]);
    let dispute = member.send(
        "dispute",
        json!({"year": "2027", "row": "total", "wrong": "less"}),
    );
    let answer = json!({"state": "reviewed", "reason": "已补上"});
    decide(&approver, &dispute, &answer).expect(403);
    decide(Server::office(), &dispute, &answer).expect(200);
}

#[test]
fn the_years_records_open_in_a_spreadsheet_in_words_and_run_nothing() {
    let server = Server::with_demo();
    let catalog = std::fs::read_to_string(root().join("public/catalog.json")).unwrap();
    std::fs::write(server.site().join("catalog.json"), catalog).unwrap();
    let member = server.sign_in("members", "wy002");
    let answers = json!({"title": "=HYPERLINK(\"http://x\")", "mode": "online", "minutes": 45, "thoughts": "一, 二\n三", "=key": "+x", "photos": ["y"]});
    for (kind, answers) in [
        ("reading_share", answers),
        ("visit", json!({"village": "＝1+1", "with": ["甲", "乙"]})),
        (
            "dispute",
            json!({"year": "2027", "row": "total", "wrong": "less"}),
        ),
    ] {
        member
            .post(RECORDS, &entry(&unique_ref(), kind, answers))
            .expect(200);
    }
    let office = server.sign_in("staff", "office@example.com");
    let reply = office.get(&format!("{SHEET}?year=2027")).expect(200);
    assert_eq!(reply.header("Content-Type"), "text/csv; charset=utf-8");
    assert!(
        reply
            .header("Content-Disposition")
            .contains("records-2027.csv")
    );
    let text = reply.text();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}委员号,姓名,界别,专委会,类别,日期,标题,状态"));
    assert_eq!(lines.len(), 4, "two records, a head, an end: {text}");
    assert!(lines[1].starts_with(
        "wy002,委员乙,农业界,提案委,读书分享,2027-03-05,\"'=HYPERLINK(\"\"http://x\"\")\",已收到"
    ));
    assert!(
        lines[1].contains("方式：线上")
            && lines[1].contains("时长：45 分钟")
            && lines[1].contains("一, 二\n三")
    );
    assert!(lines[2].contains(",'＝1+1,"), "{text}");
    // Each cell begins as text does.
    let cells = text
        .split([',', '\n'])
        .map(|cell| cell.trim_start_matches('"'));
    let runs = |cell: &&str| cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    assert_eq!(cells.filter(runs).collect::<Vec<_>>(), Vec::<&str>::new());
    office.get(SHEET).expect(400);
}
