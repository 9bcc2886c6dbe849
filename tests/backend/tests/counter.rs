//! The office: signing up for a member, lists, and spreadsheets that run nothing.

use dajuan_backend_tests::{Client, Event, Server, code, hours, root};
use serde_json::{Value, json};

fn id_of(member: &Client) -> Value {
    member.get("/api/dajuan/me").expect(200).json()["id"].clone()
}

fn sheet(event: &Event, name: &str) -> Vec<String> {
    let reply = Server::office().get(&event.at_counter(name)).expect(200);
    assert_eq!(reply.header("Content-Type"), "text/csv; charset=utf-8");
    assert_eq!(reply.header("Cache-Control"), "no-store");
    assert!(
        reply
            .header("Content-Disposition")
            .starts_with("attachment;")
    );
    assert_eq!(reply.body[..3], [0xef, 0xbb, 0xbf]);
    let text = String::from_utf8(reply.body[3..].to_vec()).unwrap();
    assert!(text.ends_with("\r\n"));
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn staff_sign_a_member_up_and_the_member_sees_who_did_it() {
    Server::shared();
    let (a, office) = (Server::member_a(), Server::office());
    let event = Event::with(json!({"capacity": 1, "sign_up_until": hours(-1.0)}));
    let body = json!({"member": id_of(a), "answers": {"diet": "none"}});
    let done = office
        .post(&event.at_counter("signup"), &body)
        .expect(200)
        .json();
    assert_eq!(done["outcome"], "confirmed");
    let signup = event.mine(a)["signup"].clone();
    assert_eq!(
        (&signup["by"], &signup["client_ref"]),
        (&json!("办公室"), &json!(""))
    );
    assert_eq!(signup["answers"]["diet"], "none");
    assert!(signup["at"].as_str().unwrap() <= &*hours(0.0));
    // One exception opens nothing for others, and no seat that is not there.
    assert_eq!(event.refusal(Server::member_b(), "signup"), "closed");
    let next = json!({"member": id_of(Server::member_b())});
    let done = office
        .post(&event.at_counter("signup"), &next)
        .expect(200)
        .json();
    assert_eq!(
        (&done["outcome"], &done["position"]),
        (&json!("waitlisted"), &json!(1))
    );
    let acts = event.rows("acts");
    assert!(
        acts.iter()
            .any(|act| act["kind"] == "signup" && act["by"] == "办公室 office@example.com")
    );
}

#[test]
fn signing_up_who_is_signed_up_leaves_what_the_member_filled_in() {
    Server::shared();
    let (a, b, office) = (Server::member_a(), Server::member_b(), Server::office());
    let event = Event::with(json!({"capacity": 1}));
    for member in [a, b] {
        let answers = json!({"diet": "halal"});
        event.act(member, "signup", answers).expect(200);
        let before = event.mine(member);
        let body = json!({"member": id_of(member)});
        let path = event.at_counter("signup");
        let done = office.post(&path, &body).expect(200).json();
        assert_eq!(done["outcome"], before["signup"]["state"]);
        assert_eq!(event.mine(member), before);
    }
}

#[test]
fn staff_give_a_place_back_after_the_deadline() {
    Server::shared();
    let (a, b) = (Server::member_a(), Server::member_b());
    let event = Event::with(json!({"capacity": 1}));
    event.outcome(a, "signup");
    event.outcome(b, "signup");
    event
        .edit(&json!({"cancel_until": hours(-1.0)}))
        .expect(200);
    let body = json!({"member": id_of(a)});
    Server::office()
        .post(&event.at_counter("cancel"), &body)
        .expect(200);
    assert_eq!(
        (event.state(a), event.state(b)),
        ("cancelled".into(), "confirmed".into())
    );
}

#[test]
fn what_staff_cannot_do_has_the_same_codes() {
    Server::shared();
    let office = Server::office();
    let of_a = json!({"member": id_of(Server::member_a())});
    let refused = |fields: Value, body: &Value| {
        code(&office.post(&Event::with(fields).at_counter("signup"), body))
    };
    assert_eq!(refused(json!({"attendance": "must"}), &of_a), "must_attend");
    assert_eq!(refused(json!({"sectors": "农业界"}), &of_a), "out_of_scope");
    assert_eq!(refused(json!({"cancelled": true}), &of_a), "called_off");
    assert_eq!(
        refused(json!({"starts": hours(-2.0), "ends": hours(-1.0)}), &of_a),
        "closed"
    );
    assert_eq!(refused(json!({}), &json!({"member": "nobody"})), "gone");
    let gone = Event {
        id: "nosuchevent0000".to_owned(),
    };
    assert_eq!(
        code(&office.post(&gone.at_counter("signup"), &of_a)),
        "gone"
    );
    office.get(&gone.at_counter("signups")).expect(404);
}

#[test]
fn an_approver_looks_and_does_neither() {
    Server::shared();
    let body = json!({
        "email": "look@example.com", "name": "审批", "role": "approver", "password": "dajuan-2026", "passwordConfirm": "dajuan-2026",
    });
    Server::operator()
        .post("/api/collections/staff/records", &body)
        .expect(200);
    let approver = Server::shared().sign_in("staff", "look@example.com");
    let event = Event::with(json!({}));
    for what in ["signup", "cancel", "checkin"] {
        approver
            .post(
                &event.at_counter(what),
                &json!({"member": id_of(Server::member_a())}),
            )
            .expect(403);
    }
    approver.get(&event.at_counter("signups")).expect(200);
    assert_ne!(
        approver
            .patch(&event.path(), &json!({"capacity": 1}))
            .status,
        200
    );
    assert_ne!(
        Server::office()
            .patch(&event.path(), &json!({"capacity": 1}))
            .status,
        200
    );
}

#[test]
fn the_offices_list_says_how_each_event_stands() {
    Server::shared();
    let event = Event::with(json!({
        "capacity": 1, "starts": "2033-02-01T01:00:00Z", "ends": "2033-02-01T02:00:00Z", "venue_code": "ABC234",
    }));
    event.outcome(Server::member_a(), "signup");
    event.outcome(Server::member_b(), "signup");
    event
        .act(Server::member_a(), "leave", json!({"reason": "health"}))
        .expect(200);
    let listed = Server::office()
        .get("/api/dajuan/staff/events?year=2033")
        .expect(200)
        .json();
    let shown = &listed["items"][0];
    for (field, value) in [
        ("id", json!(event.id)),
        ("capacity", json!(1)),
        ("taken", json!(1)),
        ("waiting", json!(1)),
        ("leaves", json!(1)),
        ("checked_in", json!(0)),
        ("venue_code", json!("ABC234")),
        ("qr", json!(format!("dajuan:venue:{}:ABC234", event.id))),
    ] {
        assert_eq!(shown[field], value, "{field}");
    }
    let rows = Server::office()
        .get(&event.at_counter("signups"))
        .expect(200)
        .json();
    let states: Vec<_> = rows["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["state"].clone())
        .collect();
    assert_eq!(states, ["confirmed", "waitlisted"]);
}

#[test]
fn no_cell_of_a_list_is_a_formula() {
    Server::shared();
    let event = Event::with(json!({"form": "signup"}));
    let answers = json!({
        "event": event.id, "a": "=HYPERLINK(\"http://x\")", "b": "+1", "c": "-1", "d": "@SUM", "e": "\tx", "f": "\r=1", "g": "a,\"b\"\nc",
        "=h": "好", "i": true, "j": ["-2", "x"],
    });
    event.act(Server::member_a(), "signup", answers).expect(200);
    let rows = sheet(&event, "signups.csv");
    assert!(rows[0].starts_with("委员号,姓名,界别,专委会,状态,候补位次,报名时间,代报名,"));
    assert!(rows[0].contains(",'=h,") && !rows[0].contains(",event"));
    let text = rows[1..].join("\r\n");
    assert!(text.starts_with("wy001,委员甲,经济界,经济委,已报名,,"));
    for cell in [
        "\"'=HYPERLINK(\"\"http://x\"\")\"",
        ",'+1,",
        ",'-1,",
        ",'@SUM,",
        ",'\tx,",
        "\"'\r=1\"",
        "\"a,\"\"b\"\"\nc\"",
        ",是,'-2、x",
    ] {
        assert!(text.contains(cell), "{cell} in {text}");
    }
}

#[test]
fn the_sign_up_list_is_in_order_with_positions() {
    Server::shared();
    let event = Event::with(json!({"capacity": 1}));
    for member in [Server::member_b(), Server::member_c(), Server::member_a()] {
        event.outcome(member, "signup");
    }
    let rows = sheet(&event, "signups.csv");
    let heads: Vec<_> = rows[1..]
        .iter()
        .map(|row| row.splitn(7, ',').take(6).collect::<Vec<_>>().join(","))
        .collect();
    assert_eq!(
        heads,
        [
            "wy002,委员乙,农业界,提案委,已报名,",
            "wy003,委员丙,教育界,提案委,候补,1",
            "wy001,委员甲,经济界,经济委,候补,2"
        ]
    );
}

#[test]
fn what_was_filled_in_is_listed_in_the_words_of_the_apps_own_form() {
    let forms = root().join("public/events.json");
    std::fs::copy(forms, Server::shared().site().join("events.json")).unwrap();
    let event = Event::with(json!({"form": "signup"}));
    let answers = json!({"event": event.id, "transport": "bus", "diet": "halal", "mobility": "of no list", "remark": ""});
    event.act(Server::member_a(), "signup", answers).expect(200);
    let rows = sheet(&event, "signups.csv");
    assert!(
        rows[0].ends_with(",代报名,怎么去,用餐,行动,备注"),
        "{}",
        rows[0]
    );
    assert!(
        rows[1].ends_with(",集合乘车,清真,of no list,"),
        "{}",
        rows[1]
    );
}

#[test]
fn the_attendance_list_names_everybody_who_was_to_come() {
    Server::shared();
    let event = Event::with(json!({
        "attendance": "must", "sectors": "经济界、农业界、教育界", "starts": hours(-3.0), "ends": hours(-2.0), "level": "committee", "venue_code": "ABC234",
    }));
    let body = json!({"member": id_of(Server::member_a())});
    Server::office()
        .post(&event.at_counter("checkin"), &body)
        .expect(200);
    event.edit(&json!({"ends": hours(1.0)})).expect(200);
    event
        .act(Server::member_b(), "leave", json!({"reason": "health"}))
        .expect(200);
    let leave = event.rows("leaves")[0]["id"].clone();
    let grant = json!({"leave": leave, "grant": true, "words": "同意"});
    Server::office()
        .post(&event.at_counter("leave"), &grant)
        .expect(200);
    event.edit(&json!({"ends": hours(-2.0)})).expect(200);
    let rows = sheet(&event, "attendance.csv");
    assert_eq!(rows[0], "委员号,姓名,界别,专委会,出席,签到时间,补签,经办");
    let row = |number: &str| {
        rows.iter()
            .find(|row| row.starts_with(number))
            .unwrap()
            .clone()
    };
    assert!(row("wy001").contains(",已参加,") && row("wy001").ends_with(",办公室"));
    assert!(row("wy002").contains(",准假,"));
    assert!(row("wy003").contains(",缺席,"));
}
