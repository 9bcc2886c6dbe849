//! An event as its operator holds and moves it, and as other members answer it.

use crate::{Backend, Phone, World, app};
use dajuan::domain::{civil::Civil, moment::Moment};
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// An event of one journey.
pub struct Event<'a> {
    backend: &'a Backend,
    pub id: String,
}

impl<'a> Event<'a> {
    /// What it is called where nothing else is said.
    pub const TITLE: &'static str = "夜间护河视察";

    /// A voluntary one with a waiting list that begins in 100 hours; `fields` differ from that.
    pub async fn held(backend: &'a Backend, fields: Value) -> Self {
        let mut body = json!({
            "title": Self::TITLE, "kind": "inspection", "level": "chair", "attendance": "voluntary",
            "starts": hours(100.0), "ends": hours(102.0), "waitlist": true, "place": "护河码头",
        });
        let differing = fields.as_object().expect("fields").clone();
        body.as_object_mut().expect("fields").extend(differing);
        let path = "/api/collections/events/records";
        let row = backend.operate("POST", path, body).await;
        let id = row["id"].as_str().expect("an id").to_owned();
        Self { backend, id }
    }

    /// The address of its page.
    pub fn path(&self) -> String {
        format!("/events/{}", self.id)
    }

    /// The row as its operator sees it.
    pub async fn row(&self) -> Value {
        let path = format!("/api/collections/events/records/{}", self.id);
        self.backend.operate("GET", &path, Value::Null).await
    }

    /// An edit by the operator.
    pub async fn edit(&self, fields: Value) {
        let path = format!("/api/collections/events/records/{}", self.id);
        self.backend.operate("PATCH", &path, fields).await;
    }

    /// Its operator deletes it.
    pub async fn delete(&self) {
        let path = format!("/api/collections/events/records/{}", self.id);
        self.backend.operate("DELETE", &path, Value::Null).await;
    }

    /// What another member does about it, past every phone: the outcome or the code of the refusal.
    pub async fn act(&self, member: &str, kind: &str, key: u32) -> String {
        let token = self.backend.sign_in("members", member, app::PASSWORD).await;
        let body = json!({
            "client_ref": format!("00000000-0000-4000-8000-{key:012}"), "kind": kind, "event": self.id,
            "answers": {}, "photos": [], "captured_at": null,
        });
        let (_, answer) = self
            .backend
            .send("POST", "/api/dajuan/acts", Some(&token), body)
            .await;
        let answer: Value = serde_json::from_slice(&answer).expect("JSON");
        let said = answer["outcome"].as_str().or(answer["code"].as_str());
        said.unwrap_or_default().to_owned()
    }

    /// The rows of a collection that belong to it.
    pub async fn rows(&self, collection: &str) -> Vec<Value> {
        let mut rows = self.backend.rows(collection).await;
        rows.retain(|row| row["event"] == self.id.as_str());
        rows
    }
}

impl Phone {
    /// The event's page, from the list.
    pub async fn open_event(&self, title: &str) {
        self.tab("活动", app::EVENTS.ready).await;
        // What is read behind the list moves its rows.
        self.see_no("正在更新").await;
        // The row of an event at the same time says the title too (和…时间冲突): the row by what stands before it.
        let own = async || {
            let mut rows = self.all("link", &format!("*{title}")).await.into_iter();
            rows.find_map(|row| {
                let (before, after) = row.name.split_once(title)?;
                let clashes = before.ends_with('\u{2068}') || after.starts_with("时间冲突");
                (!clashes).then(|| before.to_owned())
            })
        };
        let before = self.patiently(title, own).await;
        self.tap("link", &format!("*{before}{title}")).await;
        self.ready("event").await;
    }
}

impl World {
    /// A member who stays signed in, on the page of [`Event::TITLE`], with all that is needed without a network.
    pub async fn phone_at_event(&self) -> Phone {
        let mut phone = self.phone().await;
        phone.open_as(app::MEMBER, true).await;
        phone.kept_for_offline().await;
        phone.open_event(Event::TITLE).await;
        phone
    }

    /// The network is gone, and the phone knows.
    pub async fn cut_off(&self, phone: &Phone) {
        self.proxy.cut();
        phone.set_offline(true).await;
    }

    /// The network is back, and the phone knows.
    pub async fn reconnect(&self, phone: &Phone) {
        self.proxy.restore();
        phone.set_offline(false).await;
    }
}

/// So many hours from now.
pub fn moment(from_now: f64) -> Moment {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock after 1970")
        .as_secs_f64();
    Moment(((now + from_now * 3600.0) * 1000.0) as i64)
}

/// So many hours from now, as the backend writes times.
pub fn hours(from_now: f64) -> String {
    let Civil {
        day,
        hour,
        minute,
        second,
        ms,
    } = Civil::in_utc(moment(from_now));
    format!("{day} {hour:02}:{minute:02}:{second:02}.{ms:03}Z")
}
