//! An event in the phone's calendar, read by a parser that no one here wrote (Python's `icalendar`).

use dajuan_backend_tests::{Client, Event, Server, root};
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What the parser makes of the file; it fails on what is no RFC 5545.
#[track_caller]
fn parsed(text: &[u8]) -> Value {
    let cache = std::env::var_os("DAJUAN_CACHE").map_or_else(
        || PathBuf::from(std::env::var_os("HOME").unwrap()).join(".cache/dajuan"),
        PathBuf::from,
    );
    let mut parser = Command::new(cache.join("venv/bin/python"))
        .arg(root().join("tests/backend/read_calendar.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Python with icalendar: scripts/setup");
    parser.stdin.take().unwrap().write_all(text).unwrap();
    let done = parser.wait_with_output().unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    serde_json::from_slice(&done.stdout).unwrap()
}

fn link(event: &Event, member: &Client) -> String {
    event.shown(member)["calendar"].as_str().unwrap().to_owned()
}

#[test]
fn an_event_opens_without_a_sign_in_and_reads_as_it_was_written() {
    let server = Server::shared();
    let title =
        "视察：黄溪河, 入河口; \\岸\\ 与“两江四岸”的很长很长很长的题目😀一二三四五六七八九十";
    let agenda = "一、座谈\r\n二、现场\n，“”；:";
    let event = Event::with(json!({
        "title": title, "agenda": agenda, "purpose": "目的\u{7}", "place": "河口,西岸", "gathering_place": "大门",
        "gathering_at": "2031-05-01T00:20:00Z", "gathering_point": {"lon": 106.5, "lat": 29.6},
        "starts": "2031-05-01T01:00:00Z", "ends": "2031-05-01T03:30:00Z", "contact_name": "小王", "contact_phone": "023-1",
    }));
    let reply = server
        .guest()
        .get(&link(&event, Server::member_a()))
        .expect(200);
    assert!(
        reply
            .header("Content-Type")
            .starts_with("text/calendar; charset=utf-8")
    );
    for line in reply.text().split("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
    }
    let read = parsed(&reply.body);
    assert_eq!(read["method"], "PUBLISH");
    for (name, value) in [
        ("SUMMARY", title),
        ("LOCATION", "河口,西岸"),
        ("DTSTART", "2031-05-01T01:00:00+00:00"),
        ("DTEND", "2031-05-01T03:30:00+00:00"),
        ("STATUS", "CONFIRMED"),
        ("SEQUENCE", "0"),
        ("GEO", "29.6;106.5"),
        (
            "DESCRIPTION",
            "目的\n集合：大门 2031年5月1日 08:20\n一、座谈\n二、现场\n，“”；:\n小王 023-1",
        ),
    ] {
        assert_eq!(read[name], value, "{name}");
    }
    assert_eq!(read["UID"], format!("{}@dajuan", event.id));
    let of_b = server
        .guest()
        .get(&link(&event, Server::member_b()))
        .expect(200);
    assert_eq!(of_b.body, reply.body);
}

#[test]
fn a_change_raises_the_sequence_and_calling_off_cancels() {
    let server = Server::shared();
    let event = Event::with(json!({}));
    let link = link(&event, Server::member_a());
    let uid = parsed(&server.guest().get(&link).expect(200).body)["UID"].clone();
    event.edit(&json!({"place": "新馆"})).expect(200);
    let moved = parsed(&server.guest().get(&link).expect(200).body);
    assert_eq!((&moved["SEQUENCE"], &moved["UID"]), (&json!("1"), &uid));
    event
        .edit(&json!({"cancelled": true, "cancel_reason": "暴雨"}))
        .expect(200);
    let off = parsed(&server.guest().get(&link).expect(200).body);
    assert_eq!(
        (&off["method"], &off["STATUS"]),
        (&json!("CANCEL"), &json!("CANCELLED"))
    );
    assert_eq!((&off["SEQUENCE"], &off["UID"]), (&json!("2"), &uid));
    assert_eq!(off["DESCRIPTION"], "活动已取消：暴雨");
}

#[test]
fn an_address_that_was_not_given_opens_nothing() {
    let server = Server::shared();
    let (event, other) = (Event::with(json!({})), Event::with(json!({})));
    let good = link(&event, Server::member_a());
    let key = good.rsplit_once('.').unwrap().0;
    let mac = key.rsplit_once('.').unwrap().1;
    let of_b = link(&event, Server::member_b());
    for bad in [
        good.replace(mac, &"0".repeat(32)),
        of_b.replace(of_b.rsplit('.').nth(1).unwrap(), mac),
        good.replace(&event.id, &other.id),
        format!("{key}a.ics"),
        "/api/dajuan/calendar/.ics".to_owned(),
        "/api/dajuan/calendar/...ics".to_owned(),
    ] {
        server.guest().get(&bad).expect(404);
    }
    Server::operator().delete(&event.path()).expect(204);
    server.guest().get(&good).expect(404);
}

#[test]
fn the_address_ends_with_the_membership() {
    let server = Server::shared();
    let (id, member) = Server::new_member("ca001");
    let event = Event::with(json!({}));
    let link = link(&event, &member);
    server.guest().get(&link).expect(200);
    let path = format!("/api/dajuan/staff/members/{id}/active");
    Server::office()
        .post(&path, &json!({"active": false}))
        .expect(200);
    server.guest().get(&link).expect(404);
}
