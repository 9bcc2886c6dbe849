//! The operator's edit of an event: its revision, the words of what changed, and what follows for those who signed up.

use dajuan_backend_tests::{Client, Event, Server, hours};
use serde_json::{Value, json};

const EVENTS: &str = "/api/collections/events/records";

fn members() -> [&'static Client; 2] {
    Server::shared();
    [Server::member_a(), Server::member_b()]
}

#[test]
fn a_change_of_time_and_place_is_one_revision_told_in_words() {
    let [a, _] = members();
    let event = Event::with(json!({
        "starts": "2031-03-05T01:00:00Z", "ends": "2031-03-05T03:30:00Z", "place": "旧馆",
    }));
    assert_eq!(
        (&event.shown(a)["revision"], &event.shown(a)["changes"]),
        (&json!(1), &json!([]))
    );
    event.edit(&json!({"starts": "2031-03-05T06:00:00Z", "ends": "2031-03-06T03:30:00Z", "place": "新馆"})).expect(200);
    let shown = event.shown(a);
    assert_eq!(shown["revision"], 2);
    let told = |n: usize| {
        let change = &shown["changes"][n];
        assert_eq!(change["revision"], 2);
        ["what", "before", "after"].map(|field| change[field].as_str().unwrap().to_owned())
    };
    assert_eq!(
        told(0),
        [
            "time",
            "活动时间：2031年3月5日 09:00 – 11:30",
            "活动时间：2031年3月5日 14:00 – 2031年3月6日 11:30"
        ]
    );
    assert_eq!(told(1), ["place", "地点：旧馆", "地点：新馆"]);
    event.edit(&json!({"agenda": "先座谈"})).expect(200);
    let changes = event.shown(a)["changes"].clone();
    assert_eq!(
        (
            changes.as_array().unwrap().len(),
            &changes[2]["what"],
            &changes[2]["revision"]
        ),
        (3, &json!("other"), &json!(3))
    );
}

#[test]
fn an_edit_of_seats_or_purpose_is_nothing_to_acknowledge() {
    let [a, _] = members();
    let event = Event::with(json!({"capacity": 3}));
    event.edit(&json!({"capacity": 5, "purpose": "改了错字", "revision": 9, "changes": [{"what": "time"}]})).expect(200);
    let shown = event.shown(a);
    assert_eq!(
        (&shown["revision"], &shown["changes"], &shown["capacity"]),
        (&json!(1), &json!([]), &json!(5))
    );
}

#[test]
fn a_raised_capacity_gives_seats_on_and_a_lowered_one_takes_none_away() {
    let [a, b] = members();
    let c = Server::member_c();
    let event = Event::with(json!({"capacity": 1}));
    for member in [a, b, c] {
        event.outcome(member, "signup");
    }
    event.edit(&json!({"capacity": 2})).expect(200);
    assert_eq!(
        (event.state(b), event.state(c)),
        ("offered".into(), "waitlisted".into())
    );
    event.edit(&json!({"capacity": 1})).expect(200);
    assert_eq!(
        (event.state(a), event.state(b)),
        ("confirmed".into(), "offered".into())
    );
    event.outcome(a, "cancel");
    assert_eq!(
        (event.state(b), event.state(c)),
        ("offered".into(), "waitlisted".into())
    );
}

#[test]
fn a_cancelled_event_takes_nothing_and_says_why() {
    let [a, b] = members();
    let event = Event::with(json!({"capacity": 1}));
    event.outcome(a, "signup");
    event.outcome(b, "signup");
    event
        .edit(&json!({"cancelled": true, "cancel_reason": "暴雨"}))
        .expect(200);
    let shown = event.shown(a);
    assert_eq!(
        (&shown["cancelled"], &shown["revision"]),
        (&json!("暴雨"), &json!(2))
    );
    for kind in ["signup", "cancel", "accept", "leave", "checkin"] {
        assert_eq!(event.refusal(a, kind), "called_off", "{kind}");
    }
    event
        .act(a, "acknowledge", json!({"revision": 2}))
        .expect(200);
    assert_eq!(
        (event.state(a), event.state(b)),
        ("confirmed".into(), "waitlisted".into())
    );
    event.edit(&json!({"cancelled": false})).expect(200);
    let shown = event.shown(a);
    assert_eq!(
        (&shown["cancelled"], &shown["revision"]),
        (&json!(null), &json!(3))
    );
    assert_eq!(shown["changes"][0]["after"], "活动恢复举行");
}

#[test]
fn a_deleted_event_is_gone_and_its_acts_are_kept() {
    let [a, _] = members();
    let event = Event::with(json!({}));
    event.outcome(a, "signup");
    Server::operator().delete(&event.path()).expect(204);
    assert_eq!(event.refusal(a, "cancel"), "gone");
    assert!(event.rows("signups").is_empty());
    let acts = event.rows("acts");
    let kinds: Vec<_> = acts
        .iter()
        .map(|act| act["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["create", "signup", "delete", "cancel"]);
    assert_eq!(acts[0]["by"], "operator@example.com");
    assert_eq!(acts[3]["outcome"], "gone");
}

#[test]
fn what_can_be_no_event_is_refused_with_the_fields_name() {
    let refused = |fields: Value| {
        let mut body = json!({
            "title": "视察", "kind": "inspection", "attendance": "voluntary", "starts": hours(1.0), "ends": hours(2.0), "capacity": 10,
        });
        body.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        let reply = Server::operator().post(EVENTS, &body).expect(400).json();
        let fields = reply["data"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>();
        assert_eq!(fields.len(), 1, "{reply}");
        fields[0].clone()
    };
    Server::shared();
    for (field, value) in [
        ("ends", json!(hours(0.5))),
        ("starts", json!("")),
        ("title", json!("")),
        ("kind", json!("party")),
        ("quotas", json!("经济界")),
        ("quotas", json!("经济界 1\n经济界 2")),
        ("quotas", json!("经济界 6\n农业界 5")),
        ("papers", json!("方案 javascript:alert(1)")),
        ("papers", json!("方案")),
        ("venue_code", json!("ABC10I")),
    ] {
        assert_eq!(refused(json!({field: value})), field, "{value}");
    }
    let event =
        Event::with(json!({"papers": "方案 一 https://example.com/a?b=c\n\n通知 /papers/2.pdf"}));
    let papers = event.shown(Server::member_a())["papers"].clone();
    assert_eq!(
        papers[0],
        json!({"title": "方案 一", "url": "https://example.com/a?b=c"})
    );
    assert_eq!(papers[1]["url"], "/papers/2.pdf");
    assert_eq!(event.row()["venue_code"].as_str().unwrap().len(), 6);
}

#[test]
fn all_that_the_operator_writes_reaches_the_member() {
    let [a, _] = members();
    let event = Event::with(json!({
        "kind": "consultation", "level": "sector", "attendance": "voluntary", "purpose": "目的", "agenda": "一\n二", "route": "路线",
        "gathering_place": "大门", "gathering_at": "2031-05-01T00:20:00Z", "gathering_point": {"lon": 106.5, "lat": 29.6},
        "starts": "2031-05-01T01:00:00Z", "ends": "2031-05-01T03:00:00Z", "contact_name": "小王", "contact_phone": "023-1",
        "form": "signup_trip", "leave_effect": "不扣分", "approver": "召集人", "cancel_until": "2031-04-30T10:00:00Z",
    }));
    let shown = event.shown(a);
    for (field, value) in [
        ("kind", json!("consultation")),
        ("level", json!("sector")),
        ("attendance", json!("voluntary")),
        ("purpose", json!("目的")),
        ("agenda", json!("一\n二")),
        ("route", json!("路线")),
        (
            "gathering",
            json!({"place": "大门", "at": "2031-05-01T00:20:00.000Z", "lat": 29.6, "lon": 106.5}),
        ),
        ("contact", json!({"name": "小王", "phone": "023-1"})),
        ("form", json!("signup_trip")),
        ("capacity", json!(null)),
        ("quotas", json!([])),
        ("starts", json!("2031-05-01T01:00:00.000Z")),
        ("sign_up_until", json!(null)),
        ("cancel_until", json!("2031-04-30T10:00:00.000Z")),
        ("leave_effect", json!("不扣分")),
        ("approver", json!("召集人")),
        ("cancelled", json!(null)),
        ("in_scope", json!(true)),
    ] {
        assert_eq!(shown[field], value, "{field}");
    }
    let mine = &shown["mine"];
    for field in ["signup", "leave", "checked_in"] {
        assert_eq!(mine[field], json!(null), "{field}");
    }
    let bare = Event::with(json!({})).shown(a);
    assert_eq!(
        (&bare["gathering"], &bare["contact"]),
        (&json!(null), &json!(null))
    );
}

#[test]
fn the_demonstration_has_one_of_each() {
    let [a, _] = members();
    let operator = Server::operator();
    let demo = operator
        .get(&format!("{EVENTS}?perPage=500&filter=id~%27demoevent%27"))
        .expect(200)
        .json();
    let rows = demo["items"].as_array().unwrap();
    let has = |field: &str, value: &str| rows.iter().any(|row| row[field] == value);
    for kind in [
        "inspection",
        "briefing",
        "consultation",
        "supervision",
        "plenary",
        "training",
        "lecture",
        "talk",
        "salon",
        "reading_event",
    ] {
        assert!(has("kind", kind), "{kind}");
    }
    for level in ["chair", "standing", "committee", "sector"] {
        assert!(has("level", level), "{level}");
    }
    let of = |number: u32| Event {
        id: format!("demoevent{number:06}"),
    };
    assert_eq!(of(2).shown(a)["changes"].as_array().unwrap().len(), 3);
    assert_eq!(of(4).shown(a)["in_scope"], false);
    assert_eq!(of(6).state(a), "waitlisted");
    assert_eq!(of(7).state(a), "offered");
    assert_eq!(of(10).mine(a)["leave"]["state"], "pending");
    assert!(of(12).shown(a)["cancelled"].is_string());
    assert_eq!(of(19).mine(a)["attended"], "attended");
    assert_eq!(of(19).mine(Server::member_b())["attended"], "absent");
}
