use crate::client::{Client, Reply};
use crate::server::{Server, unique_ref};
use dajuan::domain::{civil::Civil, moment::Moment};
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

const EVENTS: &str = "/api/collections/events/records";

/// An event of the shared server, made by the operator for one test.
pub struct Event {
    pub id: String,
}

impl Event {
    /// A voluntary one with a waiting list that begins in 100 hours; `fields` differ from that.
    #[track_caller]
    pub fn with(fields: Value) -> Self {
        let mut body = json!({
            "title": "视察", "kind": "inspection", "level": "chair", "attendance": "voluntary",
            "starts": hours(100.0), "ends": hours(102.0), "waitlist": true,
        });
        let differing = fields.as_object().unwrap().clone();
        body.as_object_mut().unwrap().extend(differing);
        let row = Server::operator().post(EVENTS, &body).expect(200).json();
        let id = row["id"].as_str().unwrap().to_owned();
        Self { id }
    }

    pub fn path(&self) -> String {
        format!("{EVENTS}/{}", self.id)
    }

    /// The row as the operator sees it.
    #[track_caller]
    pub fn row(&self) -> Value {
        Server::operator().get(&self.path()).expect(200).json()
    }

    /// An edit by the operator.
    #[track_caller]
    pub fn edit(&self, fields: &Value) -> Reply {
        Server::operator().patch(&self.path(), fields)
    }

    /// An act under a key of its own.
    pub fn act(&self, member: &Client, kind: &str, answers: Value) -> Reply {
        act(member, &act_body(&unique_ref(), kind, &self.id, answers))
    }

    /// The outcome of an act that is taken.
    #[track_caller]
    pub fn outcome(&self, member: &Client, kind: &str) -> String {
        let reply = self.act(member, kind, json!({})).expect(200);
        reply.json()["outcome"].as_str().unwrap().to_owned()
    }

    /// The code with which an act is refused.
    #[track_caller]
    pub fn refusal(&self, member: &Client, kind: &str) -> String {
        code(&self.act(member, kind, json!({})))
    }

    /// The event as the member's list shows it.
    #[track_caller]
    pub fn shown(&self, member: &Client) -> Value {
        let starts = self.row()["starts"].as_str().unwrap().to_owned();
        let year: u32 = starts[..4].parse().unwrap();
        for year in [year, year + 1] {
            let mut page = 1;
            loop {
                let path = format!("/api/dajuan/events?year={year}&page={page}");
                let listed = member.get(&path).expect(200).json();
                let items = listed["items"].as_array().unwrap();
                if let Some(found) = items.iter().find(|item| item["id"] == self.id) {
                    return found.clone();
                }
                if listed["pages"].as_u64() <= Some(page) {
                    break;
                }
                page += 1;
            }
        }
        panic!("{} is not listed", self.id);
    }

    /// Where the member stands.
    #[track_caller]
    pub fn mine(&self, member: &Client) -> Value {
        self.shown(member)["mine"].clone()
    }

    /// The state of the member's sign-up.
    #[track_caller]
    pub fn state(&self, member: &Client) -> String {
        let mine = self.mine(member);
        mine["signup"]["state"].as_str().unwrap_or("").to_owned()
    }

    /// Rows of a collection that belong to the event, as the operator sees them.
    #[track_caller]
    pub fn rows(&self, collection: &str) -> Vec<Value> {
        let path = format!(
            "/api/collections/{collection}/records?perPage=500&sort=created&filter=event%3D%27{}%27",
            self.id
        );
        let listed = Server::operator().get(&path).expect(200).json();
        listed["items"].as_array().unwrap().clone()
    }

    /// Sets the member's offer to have ended a minute ago.
    #[track_caller]
    pub fn let_offer_lapse(&self) {
        let rows = self.rows("signups");
        let offered = rows.iter().find(|row| row["state"] == "offered").unwrap();
        let path = format!(
            "/api/collections/signups/records/{}",
            offered["id"].as_str().unwrap()
        );
        let past = json!({"offer_until": hours(-1.0 / 60.0)});
        Server::operator().patch(&path, &past).expect(200);
    }

    /// The office's address of something of this event.
    pub fn at_counter(&self, what: &str) -> String {
        format!("/api/dajuan/staff/events/{}/{what}", self.id)
    }
}

pub fn act_body(client_ref: &str, kind: &str, event: &str, answers: Value) -> Value {
    json!({
        "client_ref": client_ref, "kind": kind, "event": event, "answers": answers, "photos": [],
        "captured_at": hours(0.0),
    })
}

pub fn act(member: &Client, body: &Value) -> Reply {
    member.post("/api/dajuan/acts", body)
}

/// The code of a refusal, which must be a 409 with words.
#[track_caller]
pub fn code(reply: &Reply) -> String {
    assert_eq!(reply.status, 409, "{}", reply.text());
    let body = reply.json();
    assert_ne!(body["message"].as_str().unwrap_or(""), "");
    body["code"].as_str().unwrap().to_owned()
}

/// The moment this many hours from now, as RFC 3339.
#[allow(clippy::disallowed_methods)] // a test of deadlines asks the same clock as the server
pub fn hours(from_now: f64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let ms = i64::try_from(now.as_millis()).unwrap() + (from_now * 3_600_000.0) as i64;
    let Civil {
        day,
        hour,
        minute,
        second,
        ms,
    } = Civil::in_utc(Moment(ms));
    format!("{day}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z")
}
