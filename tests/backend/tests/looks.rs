//! 谁看过我的: whatever the office is shown of a member leaves a line that the member reads, and nobody else does.

use dajuan_backend_tests::{Client, Server, unique_ref};
use serde_json::{Value, json};

const RECORDS: &str = "/api/collections/records/records";

struct Somebody {
    id: String,
    client: Client,
}

impl Somebody {
    fn new(number: &str) -> Self {
        let (id, client) = Server::new_member(number);
        Self { id, client }
    }

    /// Sends a record: its id and its key.
    fn send(&self) -> (String, String) {
        let client_ref = unique_ref();
        let body = json!({
            "client_ref": client_ref, "kind": "visit", "day": "2026-03-05", "form_version": 1, "answers": {},
        });
        let row = self.client.post(RECORDS, &body).expect(200).json();
        (row["id"].as_str().unwrap().to_owned(), client_ref)
    }

    /// What was looked at: what, which record, how often.
    fn looks(&self) -> Vec<(String, Option<String>, u64)> {
        let listed = self.client.get("/api/dajuan/looks").expect(200).json();
        let look = |it: &Value| {
            assert!(
                !it["by"].as_str().unwrap().is_empty() && it["at"].as_str().unwrap().ends_with('Z')
            );
            let what = it["what"].as_str().unwrap().to_owned();
            let record = it["record"].as_str().map(str::to_owned);
            (what, record, it["times"].as_u64().unwrap())
        };
        listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(look)
            .collect()
    }

    fn saw(&self, what: &str, record: Option<&str>) -> u64 {
        let looks = self.looks();
        let same = |it: &&(String, Option<String>, u64)| it.0 == what && it.1.as_deref() == record;
        let found = looks.iter().find(same);
        found.map_or(0, |it| it.2)
    }
}

#[test]
fn a_record_that_the_office_opens_leaves_one_line_a_day_with_how_often() {
    let member = Somebody::new("look1");
    let (id, key) = member.send();
    assert_eq!(member.looks(), []);
    // A member's own look is nobody else's.
    member.client.get(&format!("{RECORDS}/{id}")).expect(200);
    assert_eq!(member.looks(), []);
    let office = Server::office();
    office.get(&format!("{RECORDS}/{id}")).expect(200);
    assert_eq!(
        member.looks(),
        [("record".to_owned(), Some(key.clone()), 1)]
    );
    office
        .get(&format!("{RECORDS}/{id}?expand=member"))
        .expect(200);
    office
        .get(&format!("/api/dajuan/staff/records/{id}/steps"))
        .expect(200);
    assert_eq!(member.saw("record", Some(&key)), 3);
    let photo_ref = unique_ref();
    Server::upload(
        &member.client,
        &photo_ref,
        &[0xff, 0xd8, 0xff, 0xe0, 1, 2, 3],
    );
    let photo = format!("/api/dajuan/attachments/{photo_ref}?member={}", member.id);
    office.get(&photo).expect(200);
    assert_eq!(member.saw("photo", Some(&photo_ref)), 1);
}

#[test]
fn every_list_that_the_office_is_shown_leaves_a_line() {
    let member = Somebody::new("look2");
    let (_, _) = member.send();
    let office = Server::office();
    let own = format!("filter=member%3D%27{}%27", member.id);
    let before = member.looks().len();
    for (path, what) in [
        (format!("{RECORDS}?{own}"), "records"),
        (
            format!("/api/dajuan/staff/reviews?member={}", member.id),
            "records",
        ),
        (
            format!("/api/collections/members/records/{}", member.id),
            "personal",
        ),
        (
            "/api/collections/members/records?perPage=500".to_owned(),
            "personal",
        ),
        ("/api/dajuan/staff/export?year=2026".to_owned(), "export"),
        (
            "/api/dajuan/staff/records.csv?year=2026".to_owned(),
            "export",
        ),
    ] {
        let seen = member.saw(what, None);
        office.get(&path).expect(200);
        assert!(member.saw(what, None) > seen, "{path}");
    }
    assert!(member.looks().len() > before);
}

#[test]
fn nobody_but_the_member_reads_the_lines_and_nobody_writes_one() {
    let (member, other) = (Somebody::new("look3"), Somebody::new("look4"));
    let (id, key) = member.send();
    Server::office().get(&format!("{RECORDS}/{id}")).expect(200);
    assert_eq!(member.saw("record", Some(&key)), 1);
    assert_eq!(other.saw("record", Some(&key)), 0);
    Server::office().get("/api/dajuan/looks").expect(403);
    Server::shared()
        .guest()
        .get("/api/dajuan/looks")
        .expect(401);
    let rows = "/api/collections/looks/records";
    for client in [&member.client, Server::office()] {
        client.get(rows).expect(403);
        client
            .post(rows, &json!({ "member": member.id, "what": "record" }))
            .expect(403);
    }
}
