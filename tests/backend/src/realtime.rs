use crate::client::{Client, Reply};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read};

/// The backend's own stream of changes, as a client listens to it.
pub struct Realtime {
    lines: BufReader<Box<dyn Read>>,
    id: String,
}

impl Realtime {
    /// A connection that has its id.
    pub fn open(client: &Client) -> Self {
        let mut realtime = Self {
            lines: BufReader::new(client.stream("/api/realtime")),
            id: String::new(),
        };
        let said = realtime.until("clientId");
        let data = said.lines().find_map(|line| line.strip_prefix("data:"));
        let connected: Value = serde_json::from_str(data.unwrap()).unwrap();
        realtime.id = connected["clientId"].as_str().unwrap().to_owned();
        realtime
    }

    /// Asks for these topics, as the account of `client`.
    pub fn subscribe(&self, client: &Client, topics: &[String]) -> Reply {
        let body = json!({ "clientId": self.id, "subscriptions": topics });
        client.post("/api/realtime", &body)
    }

    /// All that comes until this is said.
    pub fn until(&mut self, mark: &str) -> String {
        let mut said = String::new();
        while !said.contains(mark) {
            let read = self.lines.read_line(&mut said).unwrap();
            assert!(read > 0, "the stream ended without `{mark}`: {said}");
        }
        said
    }
}
