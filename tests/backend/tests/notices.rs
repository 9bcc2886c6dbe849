//! 通知: each thing that others do about a member's records, places and leaves leaves one notice, in the transaction that does it; what
//! the member does leaves none, nobody else reads one, and up to which one they are read is the same on every phone.

use dajuan_backend_tests::{Client, Event, Server, hours, root, unique_ref};
use serde_json::{Value, json};
use std::{process::Command, sync::LazyLock};

const RECORDS: &str = "/api/collections/records/records";
const ROWS: &str = "/api/collections/notices/records";
const LIST: &str = "/api/dajuan/notices";
const READ: &str = "/api/dajuan/notices/read";

/// A member of one test.
struct Somebody {
    id: String,
    client: Client,
}

impl Somebody {
    #[track_caller]
    fn new(number: &str) -> Self {
        let (id, client) = Server::new_member(number);
        Self { id, client }
    }

    /// Sends a record: its id and its key.
    #[track_caller]
    fn send(&self, kind: &str, answers: Value) -> (String, String) {
        let client_ref = unique_ref();
        let body = json!({
            "client_ref": client_ref, "kind": kind, "day": "2026-03-05", "form_version": 1, "answers": answers,
        });
        let row = self.client.post(RECORDS, &body).expect(200).json();
        (row["id"].as_str().unwrap().to_owned(), client_ref)
    }

    /// The notices, the newest first.
    #[track_caller]
    fn notices(&self) -> Vec<Value> {
        let listed = self.client.get(LIST).expect(200).json();
        listed["items"].as_array().unwrap().clone()
    }

    /// What the one notice says that came since the last call.
    #[track_caller]
    fn news(&self) -> Value {
        let unread = self.unread();
        assert_eq!(unread.len(), 1, "{unread:?}");
        self.read(unread[0]["seq"].as_u64().unwrap());
        unread[0].clone()
    }

    /// Reads that there is a new event.
    #[track_caller]
    fn hears_of(&self, event: &Event) {
        let news = self.news();
        assert_eq!(
            (&news["kind"], &news["event"]),
            (&json!("event_new"), &json!(event.id))
        );
    }

    #[track_caller]
    fn no_news(&self) {
        assert_eq!(self.unread(), Vec::<Value>::new());
    }

    fn unread(&self) -> Vec<Value> {
        let mut all = self.notices();
        all.retain(|notice| notice["read"] == false);
        all
    }

    #[track_caller]
    fn read(&self, seq: u64) {
        let told = self.client.post(READ, &json!({"seq": seq})).expect(200);
        assert_eq!(told.json()["seq"], seq);
    }
}

/// The shipped workflows, which the shared server is given once.
fn workflows() {
    static SHIPPED: LazyLock<()> = LazyLock::new(|| {
        let text = std::fs::read_to_string(root().join("public/workflows.json")).unwrap();
        std::fs::write(Server::shared().site().join("workflows.json"), text).unwrap();
    });
    LazyLock::force(&SHIPPED);
}

fn take(id: &str, wish: &Value) {
    let path = format!("/api/dajuan/staff/records/{id}/steps");
    Server::office().post(&path, wish).expect(200);
}

fn decide(id: &str, decision: &Value) {
    let path = format!("{RECORDS}/{id}");
    Server::office().patch(&path, decision).expect(200);
}

#[test]
fn each_decision_on_a_record_is_told_with_its_words_and_what_its_member_does_is_not() {
    let member = Somebody::new("nt001");
    let (id, key) = member.send("reading_share", json!({"title": "论语"}));
    member.no_news();
    for (decision, kind, words) in [
        (
            json!({"state": "returned", "reason": "请补页码"}),
            "returned",
            "请补页码",
        ),
        (
            json!({"state": "returned", "reason": "请写全书名"}),
            "returned",
            "请写全书名",
        ),
        (json!({"state": "received", "reason": ""}), "reopened", ""),
        (
            json!({"state": "reviewed", "reason": "很好"}),
            "reviewed",
            "很好",
        ),
    ] {
        decide(&id, &decision);
        let news = member.news();
        assert_eq!(
            (&news["kind"], &news["words"]),
            (&json!(kind), &json!(words))
        );
        assert_eq!(
            (
                &news["record"],
                &news["record_kind"],
                &news["day"],
                &news["title"]
            ),
            (
                &json!(key),
                &json!("reading_share"),
                &json!("2026-03-05"),
                &json!("论语")
            )
        );
        assert_eq!(news["event"], Value::Null);
        assert_ne!(news["at"], Value::Null);
        decide(&id, &decision);
        member.no_news();
    }

    let (id, key) = member.send("reading_share", json!({"title": "大学"}));
    let stale = json!({"state": "reviewed", "version": 7});
    let path = format!("{RECORDS}/{id}");
    Server::office().patch(&path, &stale).expect(412);
    member.no_news();
    decide(&id, &json!({"state": "returned", "reason": "x"}));
    member.news();
    let change = json!({
        "client_ref": unique_ref(), "version": 0, "day": "2026-03-06", "form_version": 1, "answers": {"title": "中庸"},
    });
    let changes = format!("/api/dajuan/records/{key}/changes");
    member.client.post(&changes, &change).expect(200);
    member.send("withdrawal", json!({"record": key, "reason": "记错了"}));
    member.no_news();
}

#[test]
fn what_the_office_logs_and_rewrites_and_what_it_answers_to_a_dispute_is_told() {
    let member = Somebody::new("nt002");
    let body = json!({
        "member": member.id, "client_ref": unique_ref(), "kind": "reading_share", "day": "2026-03-05",
        "form_version": 1, "answers": {"title": "论语"},
    });
    let log = |body: &Value| {
        let row = Server::office().post("/api/dajuan/staff/records", body);
        row.expect(200).json()
    };
    let row = log(&body);
    assert_eq!(member.news()["kind"], "logged");
    log(&body);
    member.no_news();
    let key = body["client_ref"].clone();
    member.send(
        "confirmation",
        json!({"record": key, "right": false, "words": "那天我没去"}),
    );
    member.no_news();
    let path = format!("{RECORDS}/{}", row["id"].as_str().unwrap());
    let rewritten = json!({"answers": {"title": "孟子"}});
    Server::operator().patch(&path, &rewritten).expect(200);
    let news = member.news();
    assert_eq!(
        (&news["kind"], &news["record"]),
        (&json!("corrected"), &key)
    );

    for (state, kind) in [
        ("reviewed", "dispute_accepted"),
        ("returned", "dispute_refused"),
    ] {
        let (id, key) = member.send(
            "dispute",
            json!({"year": "2026", "row": "total", "wrong": "less"}),
        );
        decide(&id, &json!({"state": state, "reason": "已补上"}));
        let news = member.news();
        assert_eq!(
            (&news["kind"], &news["record"], &news["words"]),
            (&json!(kind), &json!(key), &json!("已补上"))
        );
    }
}

#[test]
fn a_step_of_the_office_is_told_and_a_rating_only_once_both_are_in() {
    let member = Somebody::new("nt003");
    workflows();
    let rating = json!({"step": "evaluated", "score": 62, "words": "调研少"});
    for office_first in [true, false] {
        let (id, key) = member.send("proposal", json!({"title": "停车"}));
        for wish in [
            json!({"step": "examined"}),
            json!({"step": "filed"}),
            json!({"step": "assigned", "unit": "区交通局"}),
            json!({"step": "handling"}),
            json!({"step": "answered", "words": "已划 40 个车位"}),
        ] {
            take(&id, &wish);
            let news = member.news();
            assert_eq!(
                (&news["kind"], &news["record"]),
                (&json!("step"), &json!(key))
            );
            for field in ["step", "unit", "words"] {
                let wished = wish.get(field).cloned().unwrap_or(json!(""));
                assert_eq!(news[field], wished);
            }
        }
        member.send("step", json!({"record": key, "step": "satisfied"}));
        if office_first {
            take(&id, &rating);
        }
        let own = json!({"record": key, "step": "evaluated", "score": 91});
        member.send("step", own);
        member.no_news();
        if !office_first {
            take(&id, &rating);
            let news = member.news();
            assert_eq!(
                (&news["kind"], &news["step"], &news["words"]),
                (&json!("step"), &json!("evaluated"), &json!(""))
            );
        }
    }
}

#[test]
fn each_side_of_co_signing_is_told_what_the_other_did_and_nothing_that_it_may_not_read() {
    workflows();
    let [author, other, third] = ["nt021", "nt022", "nt023"].map(Somebody::new);
    let answers = json!({"title": "停车", "cause": "车位不够", "note": "私下的话"});
    let (id, key) = author.send("proposal", answers);
    let invite = |number: &str| {
        author.send(
            "cosigning",
            json!({"act": "invite", "record": key, "member": number}),
        );
    };
    let act = |by: &Somebody, of: &Somebody, act: &str| {
        let told = of.client.get("/api/dajuan/cosigning").expect(200).json();
        let invitation = told["items"][0]["id"].clone();
        by.send("cosigning", json!({"act": act, "invitation": invitation}));
    };
    let told_of = |news: &Value| {
        let text = |key: &str| news[key].as_str().unwrap_or_default().to_owned();
        [text("kind"), text("who"), text("record"), text("title")]
    };
    let theirs = |kind: &str| [kind, "委员丁", "", "停车"].map(str::to_owned);
    let own = |kind: &str| [kind, "委员丁", &key, "停车"].map(str::to_owned);

    invite("nt022");
    let news = other.news();
    assert_eq!(told_of(&news), theirs("cosign_asked"));
    assert_eq!(
        (&news["record_kind"], &news["day"]),
        (&json!("proposal"), &json!("2026-03-05"))
    );
    assert!(!news.to_string().contains(&key), "{news}");
    author.no_news();
    for (by, to, done, kind) in [
        (&author, &other, "revoke", theirs("cosign_revoked")),
        (&author, &other, "invite", theirs("cosign_asked")),
        (&other, &author, "refuse", own("cosign_declined")),
        (&other, &author, "sign", own("cosign_signed")),
        (&other, &author, "unsign", own("cosign_withdrawn")),
        (&other, &author, "sign", own("cosign_signed")),
    ] {
        match done {
            "invite" => invite("nt022"),
            done => act(by, &other, done),
        }
        assert_eq!(told_of(&to.news()), kind, "{done}");
        by.no_news();
    }

    invite("nt023");
    assert_eq!(told_of(&third.news()), theirs("cosign_asked"));
    let change = json!({
        "client_ref": unique_ref(), "version": 0, "day": "2026-03-06", "form_version": 1, "answers": {"title": "停车"},
    });
    let changes = format!("/api/dajuan/records/{key}/changes");
    author.client.post(&changes, &change).expect(200);
    assert_eq!(other.news()["kind"], "cosign_changed");
    third.no_news();
    take(&id, &json!({"step": "examined", "words": "初审"}));
    assert_eq!(author.news()["step"], "examined");
    other.no_news();
    take(&id, &json!({"step": "filed", "words": "给作者的话"}));
    author.news();
    let news = other.news();
    assert_eq!(
        (&news["kind"], &news["step"]),
        (&json!("cosign_step"), &json!("filed"))
    );
    assert!(!news.to_string().contains("给作者的话"), "{news}");
    take(&id, &json!({"step": "assigned", "unit": "区交通局"}));
    for nobody in [&other, &third] {
        nobody.no_news();
    }
}

#[test]
fn whoever_signed_or_was_asked_to_is_told_when_the_author_withdraws() {
    workflows();
    let [author, other] = ["nt024", "nt025"].map(Somebody::new);
    let (_, key) = author.send("proposal", json!({"title": "停车"}));
    let invite = json!({"act": "invite", "record": key, "member": "nt025"});
    author.send("cosigning", invite);
    other.news();
    author.send("withdrawal", json!({"record": key, "reason": "写错了"}));
    let news = other.news();
    assert_eq!(
        (&news["kind"], &news["who"]),
        (&json!("cosign_gone"), &json!("委员丁"))
    );
    assert!(!news.to_string().contains("写错了"), "{news}");
    author.no_news();
}

#[test]
fn what_becomes_of_a_place_without_its_members_doing_is_told() {
    let first = Somebody::new("nt004");
    let second = Somebody::new("nt005");
    let both = json!([first.id, second.id]);
    let event = Event::with(json!({"capacity": 1, "title": "视察老院子", "invited": both}));
    first.hears_of(&event);
    second.hears_of(&event);
    event.outcome(&first.client, "signup");
    event.outcome(&second.client, "signup");
    first.no_news();
    second.no_news();
    event.outcome(&first.client, "cancel");
    let news = second.news();
    assert_eq!(
        (
            &news["kind"],
            &news["event"],
            &news["title"],
            &news["record"]
        ),
        (
            &json!("offered"),
            &json!(event.id),
            &json!("视察老院子"),
            &Value::Null
        )
    );
    assert_ne!(news["until"], Value::Null);
    event.let_offer_lapse();
    event.mine(&second.client);
    assert_eq!(second.news()["kind"], "lapsed");
    first.no_news();

    let office = |member: &Somebody, what: &str| {
        let body = json!({"member": member.id});
        let done = Server::office().post(&event.at_counter(what), &body);
        done.expect(200);
    };
    office(&first, "signup");
    assert_eq!(first.news()["kind"], "signed_up");
    office(&second, "signup");
    assert_eq!(second.news()["kind"], "put_in_line");
    office(&first, "cancel");
    assert_eq!(first.news()["kind"], "signed_off");
    assert_eq!(second.news()["kind"], "offered");

    let soon = json!({"capacity": 1, "starts": hours(1.0), "ends": hours(2.0), "invited": both});
    let soon = Event::with(soon);
    second.hears_of(&soon);
    soon.outcome(&first.client, "signup");
    soon.outcome(&second.client, "signup");
    soon.outcome(&first.client, "cancel");
    assert_eq!(second.news()["kind"], "promoted");
}

#[test]
fn a_leave_that_is_decided_and_an_event_that_moves_is_told_to_whom_it_concerns() {
    let member = Somebody::new("nt006");
    let other = Somebody::new("nt007");
    let event = Event::with(json!({"place": "村甲", "invited": [member.id]}));
    member.hears_of(&event);
    event.outcome(&member.client, "signup");
    event.edit(&json!({"purpose": "x"})).expect(200);
    member.no_news();
    for (edit, kind, words) in [
        (json!({"place": "村乙"}), "event_changed", "地点：村乙"),
        (
            json!({"cancelled": true, "cancel_reason": "下雨"}),
            "event_cancelled",
            "下雨",
        ),
        (json!({"cancelled": false}), "event_back", ""),
    ] {
        event.edit(&edit).expect(200);
        let news = member.news();
        assert_eq!(
            (&news["kind"], &news["words"]),
            (&json!(kind), &json!(words))
        );
        assert_eq!(news["event"], json!(event.id));
    }
    let refused = json!({"ends": hours(1.0)});
    event.edit(&refused).expect(400);
    member.no_news();

    for (grant, kind) in [(false, "leave_refused"), (true, "leave_granted")] {
        let answers = json!({"reason": "health", "text": "复查"});
        event.act(&member.client, "leave", answers).expect(200);
        let rows = event.rows("leaves");
        let id = rows.last().unwrap()["id"].clone();
        let decision = json!({"leave": id, "grant": grant, "words": "请保重"});
        let done = Server::office().post(&event.at_counter("leave"), &decision);
        done.expect(200);
        let news = member.news();
        assert_eq!(
            (&news["kind"], &news["words"]),
            (&json!(kind), &json!("请保重"))
        );
    }
    event.outcome(&member.client, "signup");
    Server::operator().delete(&event.path()).expect(204);
    assert_eq!(member.news()["kind"], "event_gone");
    other.no_news();

    let called = Event::with(json!({"attendance": "must", "invited": [other.id], "place": "村甲"}));
    other.hears_of(&called);
    called.edit(&json!({"place": "村乙"})).expect(200);
    assert_eq!(other.news()["kind"], "event_changed");
    member.no_news();
}

#[test]
fn nobody_else_reads_or_writes_a_notice_and_up_to_where_they_are_read_only_grows() {
    let member = Somebody::new("nt008");
    for n in 1..=3 {
        let (id, _) = member.send("reading_share", json!({"title": "论语"}));
        decide(&id, &json!({"state": "returned", "reason": n.to_string()}));
    }
    let seqs = |notices: &[Value]| -> Vec<u64> {
        notices
            .iter()
            .map(|it| it["seq"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(seqs(&member.notices()), [3, 2, 1]);
    for seq in [2, 2, 1, 0] {
        member.read(seq);
        assert_eq!(seqs(&member.unread()), [3]);
    }
    for seq in [json!("3"), json!(-1), json!(1.5), json!(null)] {
        let refused = member.client.post(READ, &json!({"seq": seq}));
        assert_eq!(refused.expect(400).field_code("seq"), "invalid_seq");
    }
    assert_eq!(seqs(&member.unread()), [3]);

    let filter = format!("{ROWS}?filter=member%3D%27{}%27", member.id);
    let rows = member.client.get(&filter).expect(200).json();
    assert_eq!(rows["totalItems"], 3);
    for reader in [Server::member_b(), Server::office()] {
        assert_eq!(reader.get(&filter).expect(200).json()["totalItems"], 0);
    }
    let one = format!("{ROWS}/{}", rows["items"][0]["id"].as_str().unwrap());
    Server::member_b().get(&one).expect(404);
    for writer in [&member.client, Server::member_b(), Server::office()] {
        assert_ne!(writer.patch(&one, &json!({"read": true})).status, 200);
        assert_ne!(writer.delete(&one).status, 204);
        assert_ne!(writer.post(ROWS, &rows["items"][0]).status, 200);
    }
    Server::office().get(LIST).expect(403);
    Server::shared().guest().get(LIST).expect(401);
    let other = Somebody::new("nt009");
    other.read(3);
    assert_eq!(seqs(&member.unread()), [3], "only one's own are read");
}

#[test]
fn a_new_event_is_told_once_to_each_of_those_for_whom_it_is_and_becomes() {
    let first = Somebody::new("nt010");
    let second = Somebody::new("nt011");
    let given = json!({"title": "视察老院子", "place": "竹海村", "invited": [first.id]});
    let event = Event::with(given);
    let news = first.news();
    let told = ["kind", "event", "title", "record"].map(|field| &news[field]);
    let wanted = json!(["event_new", event.id, "视察老院子", null]);
    assert_eq!(json!(told), wanted);
    assert!(
        news["words"].as_str().unwrap().ends_with(" · 竹海村"),
        "{news}"
    );
    second.no_news();

    let both = json!({"invited": [first.id, second.id]});
    event.edit(&both).expect(200);
    first.no_news();
    second.hears_of(&event);
    event.edit(&json!({"invited": [first.id]})).expect(200);
    event.edit(&both).expect(200);
    second.no_news();

    let over = json!({"starts": hours(-3.0), "ends": hours(-1.0), "invited": [first.id]});
    Event::with(over);
    Event::with(json!({"cancelled": true, "cancel_reason": "下雨", "invited": [first.id]}));
    first.no_news();
}

#[test]
fn of_a_members_notices_the_newest_500_are_kept_and_the_numbers_go_on() {
    let member = Somebody::new("nt012");
    let (id, _) = member.send("reading_share", json!({"title": "论语"}));
    let filter = format!("{ROWS}?filter=member%3D%27{}%27&sort=seq", member.id);
    let rows = || member.client.get(&filter).expect(200).json();
    for n in 1..=502 {
        decide(&id, &json!({"state": "returned", "reason": n.to_string()}));
    }
    let kept = rows();
    assert_eq!(
        (&kept["totalItems"], &kept["items"][0]["seq"]),
        (&json!(500), &json!(3))
    );
    assert_eq!(member.notices()[0]["seq"], 502);
}

#[test]
fn what_is_older_than_two_years_goes_but_the_newest_of_each_member() {
    let (one, other) = (Somebody::new("nt013"), Somebody::new("nt014"));
    for member in [&one, &one, &one, &other] {
        let (id, _) = member.send("reading_share", json!({"title": "论语"}));
        decide(&id, &json!({"state": "returned", "reason": "x"}));
    }
    age(&[&one, &other], 2);
    let job = "/api/crons/dajuan_notices";
    Server::operator().send("POST", job, &[], &[]).expect(204);
    let seqs = |member: &Somebody| -> Vec<Value> {
        member
            .notices()
            .iter()
            .map(|it| it["seq"].clone())
            .collect()
    };
    // The job runs by itself once it was asked for.
    let gone = (0..1000).any(|_| seqs(&one) == [json!(3), json!(2)]);
    assert!(gone, "{:?}", seqs(&one));
    assert_eq!(seqs(&other), [json!(1)]);
}

/// Makes all notices of members but the one of this number old; no address does that.
fn age(members: &[&Somebody], but: u64) {
    const SCRIPT: &str = "import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=30)
for member in sys.argv[3:]:
    db.execute(\"UPDATE notices SET created = '2020-01-01 00:00:00.000Z' WHERE member = ? AND seq <> ?\", (member, int(sys.argv[2])))
db.commit()";
    let database = Server::shared().data().join("data.db");
    let done = Command::new("python3")
        .args(["-c", SCRIPT])
        .arg(database)
        .arg(but.to_string())
        .args(members.iter().map(|member| &member.id))
        .status();
    assert!(done.unwrap().success());
}
