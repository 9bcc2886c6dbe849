//! Events, acts and approvals: answers as the backend gives them, and as nobody should.

use super::*;
use dajuan::{
    domain::event::{
        Act, Attendance, Changed, Event, EventId, Leave, LeaveState, Level, Place, Seats,
    },
    outbox::item::Why,
    profile::{SignUps, events::Events},
};

const EVENTS: &str = "/api/dajuan/events";
const ACTS: &str = "/api/dajuan/acts";
const APPROVALS: &str = "/api/dajuan/approvals";

fn described() -> Events {
    profile().events().unwrap().unwrap()
}

/// An event with everything that an event can have.
fn full_row() -> Value {
    json!({
        "id": "ev0000000000001", "kind": "inspection", "level": "committee", "title": "视察养老服务", "purpose": "了解", "agenda": "9:00 集合\n9:30 座谈",
        "place": "福利院", "route": "乘车", "gathering": {"place": "政协大院", "at": "2026-12-01T00:30:00.000Z", "lat": 30.66, "lon": 104.06},
        "contact": {"name": "小王", "phone": "028-1234"}, "papers": [{"title": "方案", "url": "https://x.test/a.pdf"}],
        "starts": "2026-12-01T01:00:00.000Z", "ends": "2026-12-01T04:00:00.000Z", "attendance": "voluntary", "form": "signup_trip",
        "capacity": 40, "taken": 38, "quotas": [{"sector": "教育", "seats": 5, "taken": 5}],
        "sign_up_until": "2026-11-28T10:00:00.000Z", "change_until": "2026-11-29T10:00:00.000Z", "cancel_until": "2026-11-30T10:00:00.000Z",
        "revision": 3, "changes": [{"revision": 2, "at": "2026-11-20T01:00:00.000Z", "what": "time", "before": "8 点", "after": "9 点"}],
        "cancelled": null, "in_scope": true, "leave_effect": "", "approver": "", "calendar": "/api/dajuan/calendar/abc.ics",
        "mine": {
            "signup": {"client_ref": KEY, "state": "waitlisted", "position": 3, "offer_until": null, "by": "", "at": "2026-11-21T01:00:00.000Z", "answers": {"transport": "bus"}},
            "leave": null, "checked_in": null, "attended": "", "code": "ABC234", "seen": 1
        }
    })
}

/// The least that is an event.
fn least_row() -> Value {
    json!({"id": "ev2", "kind": "meeting", "title": "全会", "starts": "2026-12-02T01:00:00.000Z"})
}

fn listed(rows: &[Value]) -> Response {
    answer(200, &json!({"items": rows, "page": 1, "pages": 1}))
}

fn read(row: Value) -> Option<Event> {
    let page = described()
        .read_year(1, &listed(&[row, least_row()]))
        .unwrap();
    assert_eq!(
        page.events.len() + page.unreadable as usize,
        2,
        "every row is read or counted"
    );
    let mut events = page.events;
    assert_eq!(events.pop().unwrap().id, EventId::parse("ev2").unwrap());
    events.pop()
}

/// The full row with something else at a pointer.
fn altered(at: &str, value: Value) -> Option<Event> {
    let mut row = full_row();
    *row.pointer_mut(at).unwrap() = value;
    read(row)
}

fn act(kind: &str) -> Entry {
    let answers = [
        (
            Act::EVENT.to_owned(),
            Answer::Text("ev0000000000001".to_owned()),
        ),
        ("transport".to_owned(), Answer::Text("bus".to_owned())),
    ];
    Entry {
        kind: KindId(kind.to_owned()),
        day: None,
        answers: Answer::Group(BTreeMap::from(answers)),
        photos: Vec::new(),
        ..entry()
    }
}

#[test]
fn an_event_is_read_with_all_that_it_says() {
    let event = read(full_row()).unwrap();
    assert_eq!(event.id.as_str(), "ev0000000000001");
    assert_eq!(
        (event.level, event.attendance),
        (Some(Level::Committee), Attendance::Voluntary)
    );
    assert_eq!(event.seats, Some(Seats { all: 40, taken: 38 }));
    assert_eq!(event.quotas.len(), 1);
    assert_eq!(
        event.gathering.as_ref().unwrap().point,
        Some((30.66, 104.06))
    );
    assert_eq!(event.form, Some(KindId("signup_trip".to_owned())));
    assert_eq!(event.starts, Moment(1_796_086_800_000));
    assert_eq!(event.changes.first().unwrap().what, Changed::Time);
    assert_eq!((event.revision, event.mine.seen), (3, 1));
    assert_eq!(event.calendar, "/api/dajuan/calendar/abc.ics");
    let sign_up = event.mine.sign_up.unwrap();
    assert_eq!(sign_up.place, Place::Waiting { position: Some(3) });
    assert_eq!(sign_up.client_ref, Some(key(KEY)));
    assert_eq!((event.mine.leave, event.mine.checked_in), (None, None));
    assert_eq!(event.mine.code, "ABC234");
}

#[test]
fn the_least_that_is_an_event_is_read() {
    let page = described().read_year(1, &listed(&[least_row()])).unwrap();
    let event = page.events.first().unwrap();
    assert_eq!((event.ends, event.revision), (event.starts, 1));
    assert_eq!((event.seats, event.in_scope), (None, true));
    assert_eq!(event.mine, dajuan::domain::event::Mine::default());
    assert_eq!(event.cancelled, None);
}

#[test]
fn every_state_of_a_sign_up_and_of_a_leave_is_read() {
    let until = "2026-11-25T10:00:00.000Z";
    for (word, place) in [
        ("confirmed", Place::Confirmed),
        ("waitlisted", Place::Waiting { position: Some(3) }),
        (
            "offered",
            Place::Offered {
                until: Moment(1_795_600_800_000),
            },
        ),
        ("lapsed", Place::Lapsed),
        ("cancelled", Place::Cancelled),
        ("wish", Place::Wish),
    ] {
        let mut row = full_row();
        row["mine"]["signup"]["state"] = word.into();
        row["mine"]["signup"]["offer_until"] = until.into();
        assert_eq!(
            read(row).unwrap().mine.sign_up.unwrap().place,
            place,
            "{word}"
        );
    }
    for (word, state) in [
        ("pending", LeaveState::Pending),
        ("granted", LeaveState::Granted),
        ("refused", LeaveState::Refused),
        ("withdrawn", LeaveState::Withdrawn),
    ] {
        let leave = json!({"client_ref": KEY, "state": word, "reason": "health", "text": "", "words": "好", "by": "主席"});
        let read = altered("/mine/leave", leave).unwrap().mine.leave.unwrap();
        let expected = Leave {
            client_ref: Some(key(KEY)),
            state,
            reason: "health".to_owned(),
            text: String::new(),
            words: "好".to_owned(),
            by: "主席".to_owned(),
        };
        assert_eq!(read, expected);
    }
    let staff = altered("/mine/signup/client_ref", "".into()).unwrap();
    assert_eq!(staff.mine.sign_up.unwrap().client_ref, None);
}

#[test]
fn what_decides_about_a_place_is_never_guessed() {
    for (at, value) in [
        ("/id", json!("a/b")),
        ("/id", json!(null)),
        ("/title", json!({"zh": "视察"})),
        ("/starts", json!("tomorrow")),
        ("/starts", json!(null)),
        ("/ends", json!(true)),
        ("/attendance", json!("maybe")),
        ("/form", json!("reading_share")),
        ("/capacity", json!("forty")),
        ("/capacity", json!(-1)),
        ("/taken", json!(1.5)),
        ("/quotas", json!({"教育": 5})),
        ("/quotas/0/seats", json!(null)),
        ("/sign_up_until", json!("soon")),
        ("/cancel_until", json!(1)),
        ("/in_scope", json!("yes")),
        ("/revision", json!([])),
        ("/mine/signup/state", json!("won")),
        ("/mine/signup/at", json!(null)),
        ("/mine/signup/position", json!("third")),
        ("/mine/signup/offer_until", json!("later")),
        ("/mine/leave", json!({"state": "maybe"})),
        ("/mine/checked_in", json!("yes")),
        ("/mine/seen", json!(-1)),
    ] {
        let event = match at {
            "/mine/signup/offer_until" => {
                let mut row = full_row();
                row["mine"]["signup"]["state"] = "offered".into();
                row["mine"]["signup"]["offer_until"] = value.clone();
                read(row)
            }
            _ => altered(at, value.clone()),
        };
        assert_eq!(event, None, "{at} {value}");
    }
}

#[test]
fn what_only_informs_is_left_out_where_it_is_odd() {
    assert_eq!(altered("/level", json!("galaxy")).unwrap().level, None);
    assert_eq!(altered("/capacity", json!(0)).unwrap().seats, None);
    assert_eq!(
        altered("/gathering/lat", json!(91))
            .unwrap()
            .gathering
            .unwrap()
            .point,
        None
    );
    assert_eq!(altered("/gathering", json!(null)).unwrap().gathering, None);
    let timed = altered("/gathering/place", json!(""))
        .unwrap()
        .gathering
        .unwrap();
    assert_eq!(
        (timed.place.as_str(), timed.at),
        ("", Some(Moment(1_796_085_000_000)))
    );
    assert_eq!(altered("/contact", json!([1])).unwrap().contact, None);
    assert_eq!(
        altered("/papers", json!([{"title": "x"}, 7]))
            .unwrap()
            .papers,
        []
    );
    assert_eq!(altered("/changes/0/at", json!("?")).unwrap().changes, []);
    assert_eq!(altered("/mine/code", json!("a:b")).unwrap().mine.code, "");
    assert_eq!(
        altered("/mine/attended", json!("perhaps"))
            .unwrap()
            .mine
            .attended,
        None
    );
    for bad in ["javascript:alert(1)", "//evil.test/x.ics", "x.ics"] {
        assert_eq!(altered("/calendar", json!(bad)).unwrap().calendar, "");
    }
    let backwards = altered("/ends", json!("2026-11-30T04:00:00.000Z")).unwrap();
    assert_eq!(backwards.ends, backwards.starts);
}

#[test]
fn called_off_is_said_with_or_without_a_reason() {
    let of = |said| altered("/cancelled", said).unwrap().cancelled;
    assert_eq!(of(json!("暴雨")), Some("暴雨".to_owned()));
    assert_eq!(
        (of(json!(true)), of(json!(""))),
        (Some(String::new()), Some(String::new()))
    );
    assert_eq!((of(json!(false)), of(json!(null))), (None, None));
}

#[test]
fn huge_lists_are_cut_and_never_a_panic() {
    let many = |one: Value| Value::Array(vec![one; 50_000]);
    let event = altered("/papers", many(json!({"title": "x", "url": "y"}))).unwrap();
    assert_eq!(event.papers.len(), 200);
    let event = altered(
        "/quotas",
        many(json!({"sector": "x", "seats": 1, "taken": 0})),
    )
    .unwrap();
    assert_eq!(event.quotas.len(), 200);
    let page = described()
        .read_year(1, &listed(&vec![json!({"id": 7}); 50_000]))
        .unwrap();
    assert_eq!((page.events.len(), page.unreadable), (0, 50_000));
}

#[test]
fn a_year_of_events_is_asked_by_page() {
    let request = described().ask_year(2026, 2, Some("tkn"));
    assert_eq!(request.url, "/api/dajuan/events?year=2026&page=2");
    assert_eq!(
        request.headers,
        [("Authorization".to_owned(), "tkn".to_owned())]
    );
}

#[test]
fn an_act_is_sent_to_the_byte_and_its_event_stands_by_itself() {
    let request = described().ask_act(&act("signup_trip"), Some("tkn"));
    assert_eq!((request.method, request.url.as_str()), ("POST", ACTS));
    let Body::Json(body) = request.body else {
        panic!("not JSON")
    };
    assert_eq!(
        body,
        concat!(
            r#"{"answers":{"transport":"bus"},"captured_at":"2026-11-23T07:15:23.554Z","client_ref":"0f0e0d0c-0b0a-4908-8706-050403020100","#,
            r#""event":"ev0000000000001","kind":"signup_trip","photos":[]}"#
        )
    );
}

#[track_caller]
fn acts(answers: impl IntoIterator<Item = Result<Response, NoAnswer>>, paths: &[&str]) -> Reply {
    let wire = Recorded::will_answer(answers);
    let reply = now(wire.client().send(Step::Create(act("signup").into())));
    assert_eq!(wire.paths(), paths);
    reply
}

fn outcome(outcome: &str) -> Value {
    json!({"client_ref": KEY, "kind": "signup", "event": "ev0000000000001", "outcome": outcome, "position": 3, "receipt": "1234"})
}

#[test]
fn an_act_that_the_backend_took_is_done() {
    for word in ["confirmed", "cancelled", "pending", "checked_in", "wish"] {
        assert_eq!(
            acts([Ok(answer(200, &outcome(word)))], &[ACTS]),
            Reply::Done {
                receipt: Some("1234".to_owned())
            },
            "{word}"
        );
    }
    assert_eq!(
        acts([Ok(answer(200, &outcome("waitlisted")))], &[ACTS]),
        Reply::Waitlisted { position: Some(3) }
    );
}

#[test]
fn a_no_of_the_backend_is_kept_with_its_reason_and_its_words() {
    for (code, why) in [
        ("full", Why::Full),
        ("closed", Why::Closed),
        ("out_of_scope", Why::OutOfScope),
        ("too_late", Why::Other),
        ("never_heard_of", Why::Other),
    ] {
        let body = json!({"client_ref": KEY, "code": code, "message": "不行"});
        let words = "不行".to_owned();
        let reply = acts([Ok(answer(409, &body))], &[ACTS]);
        assert_eq!(reply, Reply::Declined { why, words }, "{code}");
    }
    let reply = acts([Ok(answer(409, &json!({"message": "?"})))], &[ACTS]);
    assert!(
        matches!(reply, Reply::Conflict { .. }),
        "a 409 of something else"
    );
}

#[test]
fn an_answer_without_our_key_is_a_stranger_whatever_it_promises() {
    for word in ["confirmed", "waitlisted"] {
        let mut body = outcome(word);
        body["client_ref"] = "another".into();
        assert_eq!(acts([Ok(answer(200, &body))], &[ACTS]), Reply::Stranger);
    }
    assert_eq!(acts([Ok(page(200, PORTAL))], &[ACTS]), Reply::Stranger);
}

#[test]
fn without_a_sign_in_no_act_leaves() {
    let wire = Recorded::default();
    let client = Client::new(profile(), wire.clone());
    assert_eq!(
        now(client.send(Step::Create(act("cancel").into()))),
        Reply::SignInLost
    );
    assert_eq!(now(client.events_year(2026)), Err(Fault::SignInLost));
    assert!(wire.paths().is_empty());
}

#[test]
fn a_year_of_events_is_read_page_by_page_and_each_is_there_once() {
    let page = |id: &str, page: u32| {
        let mut row = least_row();
        row["id"] = id.into();
        Ok(answer(
            200,
            &json!({"items": [row, 7], "page": page, "pages": 2}),
        ))
    };
    let wire = Recorded::will_answer([page("a", 1), page("a", 2)]);
    let year = now(wire.client().events_year(2026)).unwrap();
    assert_eq!((year.events.len(), year.unreadable), (1, 2));
    assert_eq!(wire.paths(), [EVENTS, EVENTS]);
}

#[test]
fn an_empty_year_of_events_is_believed_only_while_signed_in() {
    let wire = Recorded::will_answer([Ok(listed(&[])), Ok(bare(401))]);
    assert_eq!(now(wire.client().events_year(2026)), Err(Fault::SignInLost));
    assert_eq!(wire.paths(), [EVENTS, ME]);
}

#[test]
fn leaves_to_decide_are_read_and_odd_ones_counted() {
    let request = json!({
        "id": "lv1", "event": "ev0000000000001", "title": "全会", "starts": "2026-12-01T01:00:00.000Z", "who": "委员甲", "sector": "教育",
        "reason": "health", "text": "手术", "photos": [KEY, 7], "at": "2026-11-22T01:00:00.000Z", "state": "pending"
    });
    let mut odd = request.clone();
    odd["state"] = "lost".into();
    let rows = json!({"items": [request, odd, null, 7]});
    let wire = Recorded::will_answer([Ok(answer(200, &rows))]);
    let read = now(wire.client().approvals()).unwrap();
    assert_eq!(wire.paths(), [APPROVALS]);
    assert_eq!((read.requests.len(), read.unreadable), (1, 3));
    let first = read.requests.first().unwrap();
    assert_eq!(
        (first.state, first.photos.as_slice()),
        (LeaveState::Pending, [key(KEY)].as_slice())
    );
}

#[test]
fn what_the_backend_can_do_about_places_is_said_by_the_profile() {
    let sign_ups = |config| with(config).unwrap().capabilities.sign_ups;
    assert_eq!(sign_ups(json!({})), Some(SignUps::Decided));
    assert_eq!(
        sign_ups(json!({"capabilities": {"signups": "wishes"}})),
        Some(SignUps::Noted)
    );
    for none in [
        json!({"capabilities": {"signups": "none"}}),
        json!({"operations": {"act": null}}),
        json!({"operations": {"events": null}}),
    ] {
        let profile = with(none).unwrap();
        assert_eq!(profile.capabilities.sign_ups, None);
        assert!(profile.events().unwrap().is_none());
        assert_eq!(profile.need_events().err(), Some(Fault::Upgrade));
    }
    wrong(
        json!({"capabilities": {"signups": "decides"}, "operations": {"act": null}}),
        "/capabilities/signups",
        What::Contradiction,
        Remedy::Describe("events, act"),
    );
}

#[test]
fn a_mistake_in_the_part_of_events_names_the_place_and_the_remedy() {
    for (config, pointer, what) in [
        (
            json!({"event": {"titel": "/t"}}),
            "/event/titel",
            What::UnknownKey,
        ),
        (
            json!({"event": {"title": "t"}}),
            "/event/title",
            What::BadPointer,
        ),
        (
            json!({"event": {"sign_up": {"in": 7}}}),
            "/event/sign_up/in",
            What::WrongType,
        ),
        (
            json!({"event": {"values": {"states": {"ok": "sure"}}}}),
            "/event/values/states/ok",
            What::NotAllowed,
        ),
        (
            json!({"operations": {"act": {"success": {"echo": null}}}}),
            "/operations/act",
            What::NoProof,
        ),
        (
            json!({"operations": {"events": {"path": "/{client_ref}"}}}),
            "/operations/events/path",
            What::UnknownPlaceholder,
        ),
        (
            json!({"approval": {"whose": "/x"}}),
            "/approval/whose",
            What::UnknownKey,
        ),
    ] {
        let profile = with(config).unwrap();
        let mistake = profile.events().err().unwrap();
        assert_eq!((mistake.pointer.as_str(), mistake.what), (pointer, what));
        let Some(Fault::NotBackend(misfit)) = profile.need_events().err() else {
            panic!("not told")
        };
        assert_eq!(misfit.rule, pointer);
    }
}

#[test]
fn another_shape_is_data() {
    let profile = with(json!({
        "formats": {"moment": "epoch_ms"},
        "event": {
            "title": "/name", "starts": "/from", "capacity": null, "attendance": "/duty", "sign_up": {"in": "", "state": "/my_state", "at": "/my_at"},
            "leave": null, "values": {"attendance": {"1": "must"}, "states": {"9": "confirmed"}},
        },
        "operations": {"events": {"answer": {"items": "", "pages": "/0/pages"}}, "act": {"method": "PUT", "path": "/events/{event}/{kind}"}},
    }))
    .unwrap();
    let events = profile.events().unwrap().unwrap();
    let row = json!({"id": 7, "kind": "k", "name": "会", "from": 5, "capacity": 3, "duty": 1, "my_state": 9, "my_at": 4, "leave": {"state": "odd"}, "pages": 1});
    let page = events.read_year(1, &answer(200, &json!([row]))).unwrap();
    let event = page.events.first().unwrap();
    assert_eq!((event.id.as_str(), event.starts), ("7", Moment(5)));
    assert_eq!((event.seats, event.attendance), (None, Attendance::Must));
    assert_eq!(event.mine.sign_up.as_ref().unwrap().place, Place::Confirmed);
    assert_eq!(
        events.ask_act(&act("signup"), None).url,
        "/events/ev0000000000001/signup"
    );
}

proptest! {
    #[test]
    fn any_answer_is_read_or_refused_and_nothing_panics(row in any_json(), response in any_response()) {
        let events = described();
        let _ = events.read_year(1, &response);
        let _ = events.read_approvals(&response);
        let _ = events.read_act(&act("signup"), &response);
        let page = events.read_year(1, &listed(&[row, least_row()])).unwrap();
        prop_assert_eq!(page.events.len() + page.unreadable as usize, 2);
    }

    #[test]
    fn whatever_stands_anywhere_in_a_row_the_others_are_read(value in any_json(), place in 0usize..60) {
        let mut row = full_row();
        let mut pointers = Vec::new();
        gather(&row, &mut String::new(), &mut pointers);
        let at = &pointers[place % pointers.len()];
        *row.pointer_mut(at).unwrap() = value;
        let _either = read(row);
    }
}

fn gather(value: &Value, at: &mut String, into: &mut Vec<String>) {
    let mut below = |key: &str, value: &Value| {
        let before = at.len();
        at.push('/');
        at.push_str(key);
        into.push(at.clone());
        gather(value, at, into);
        at.truncate(before);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| below(key, value)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(i, value)| below(&i.to_string(), value)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
