#![allow(
    clippy::disallowed_methods,
    reason = "what was answered before another was sent is told by the clock"
)]

use super::chance::Chance;
use crate::client::Client;
use crate::event::{act, act_body};
use crate::server::Server;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

const SECTORS: [&str; 6] = ["经济界", "农业界", "教育界", "科技界", "工会界", "妇联界"];

/// Members of the shared server, with their sign-ins.
pub struct Town {
    pub members: Vec<Member>,
}

pub struct Member {
    pub id: String,
    pub client: Client,
    token: String,
    sector: &'static str,
}

/// What a member who is offered a seat does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Accept,
    Decline,
    Ignore,
}

impl Wish {
    pub fn draw(chance: &mut Chance) -> Self {
        match chance.below(10) {
            0..=5 => Self::Accept,
            6..=7 => Self::Decline,
            _ => Self::Ignore,
        }
    }
}

/// An act that a member sent, as often as it took, and the answer.
pub struct Sent {
    pub member: String,
    pub client_ref: String,
    pub answer: Value,
    pub first_sent: Instant,
    pub answered: Instant,
    /// How many replies were lost on purpose.
    pub lost: u32,
    /// A repetition was answered otherwise.
    pub differing: bool,
}

impl Town {
    /// So many members. Their passwords are hashed at the least cost and never used: the operator hands out sign-ins.
    pub fn of(size: usize) -> Self {
        let operator = Server::operator();
        let collection = operator.get("/api/collections/members").expect(200).json();
        let mut fields = collection["fields"].clone();
        for field in fields.as_array_mut().unwrap() {
            if field["name"] == "password" {
                field["cost"] = json!(4);
            }
        }
        operator
            .patch("/api/collections/members", &json!({"fields": fields}))
            .expect(200);
        let members = (0..size).map(Member::new).collect();
        Self { members }
    }

    pub fn sectors(&self) -> &'static [&'static str] {
        &SECTORS
    }

    pub fn sectors_by_member(&self) -> BTreeMap<String, String> {
        let pair = |member: &Member| (member.id.clone(), member.sector.to_owned());
        self.members.iter().map(pair).collect()
    }

    /// Lets every member do it at the same time, each with a chance of its own.
    pub fn all_at_once(
        &self,
        plans: Vec<Chance>,
        doing: impl Fn(&Member, Chance) -> Vec<Sent> + Sync,
    ) -> Vec<Sent> {
        let doing = &doing;
        thread::scope(|scope| {
            let running: Vec<_> = self
                .members
                .iter()
                .zip(plans)
                .map(|(member, plan)| scope.spawn(move || doing(member, plan)))
                .collect();
            running
                .into_iter()
                .flat_map(|one| one.join().unwrap())
                .collect()
        })
    }
}

impl Member {
    fn new(number: usize) -> Self {
        let operator = Server::operator();
        let sector = SECTORS[number % SECTORS.len()];
        let body = json!({
            "member_no": format!("town{number:04}"), "name": format!("委员{number}"), "sector": sector, "active": true,
            "password": "not a secret", "passwordConfirm": "not a secret",
        });
        let made = operator
            .post("/api/collections/members/records", &body)
            .expect(200)
            .json();
        let id = made["id"].as_str().unwrap().to_owned();
        let path = format!("/api/collections/members/impersonate/{id}");
        let signed_in = operator
            .post(&path, &json!({"duration": 86400}))
            .expect(200)
            .json();
        let token = signed_in["token"].as_str().unwrap().to_owned();
        let client = Server::shared().guest().with_token(&token);
        Self {
            id,
            client,
            token,
            sector,
        }
    }

    /// Signs up within two seconds; some do it from two phones, some change, cancel, or come back.
    pub fn storm(&self, event: &str, mut chance: Chance) -> Vec<Sent> {
        thread::sleep(Duration::from_millis(chance.below(2000)));
        let mut sent = Vec::new();
        if chance.percent(15) {
            let (one, other) = (chance.split(), chance.split());
            thread::scope(|scope| {
                let second = scope.spawn(|| self.send(event, "signup", one));
                sent.push(self.send(event, "signup", other));
                sent.push(second.join().unwrap());
            });
        } else {
            sent.push(self.send(event, "signup", chance.split()));
        }
        let further: &[&str] = match chance.below(10) {
            0 => &["cancel"],
            1 => &["cancel", "signup"],
            2 => &["accept"],
            3 => &["signup"],
            4 => &["cancel", "cancel", "signup", "cancel"],
            _ => &[],
        };
        for kind in further {
            thread::sleep(Duration::from_millis(chance.below(300)));
            sent.push(self.send(event, kind, chance.split()));
        }
        sent
    }

    pub fn answer(&self, event: &str, wish: Wish, mut chance: Chance) -> Vec<Sent> {
        thread::sleep(Duration::from_millis(chance.below(200)));
        match wish {
            Wish::Accept => vec![self.send(event, "accept", chance)],
            Wish::Decline => vec![self.send(event, "cancel", chance)],
            Wish::Ignore => Vec::new(),
        }
    }

    /// Sends an act until it is answered. Some of the first tries are cut off before, on or after the server's side of it; some
    /// that were answered are sent again.
    fn send(&self, event: &str, kind: &str, mut chance: Chance) -> Sent {
        let client_ref = chance.uuid();
        let body = act_body(&client_ref, kind, event, json!({}));
        let first_sent = Instant::now();
        let mut lost = 0;
        while lost < 3 && chance.percent(30) {
            lost += 1;
            self.lose_reply(&body, &mut chance);
        }
        let first = act(&self.client, &body);
        let answered = Instant::now();
        let again = chance.percent(20).then(|| act(&self.client, &body));
        assert!(
            first.status == 200 || first.status == 409,
            "{}",
            first.text()
        );
        Sent {
            member: self.id.clone(),
            client_ref,
            answer: first.json(),
            first_sent,
            answered,
            lost,
            differing: again
                .is_some_and(|again| (again.status, &again.body) != (first.status, &first.body)),
        }
    }

    /// Sends the whole request or a part of it and drops the connection without reading.
    fn lose_reply(&self, body: &Value, chance: &mut Chance) {
        let address = Server::shared()
            .base
            .trim_start_matches("http://")
            .to_owned();
        let body = body.to_string();
        let request = format!(
            "POST /api/dajuan/acts HTTP/1.1\r\nHost: {address}\r\nAuthorization: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        );
        let whole = !chance.percent(20);
        let sent = if whole {
            request.len()
        } else {
            request.len() - 20
        };
        let Ok(mut stream) = TcpStream::connect(&address) else {
            return;
        };
        // A server that is busy may close first; the reply is lost either way.
        if stream.write_all(&request.as_bytes()[..sent]).is_ok() {
            thread::sleep(Duration::from_millis(chance.below(60)));
        }
    }
}
