//! A backend of the journey's own, and what its operator can see in it.

use crate::{app, deadline::until, demo::Demo, event::moment, process};
use dajuan::domain::day::Day;
use http_body_util::{BodyExt, Full};
use hyper::{Request, body::Bytes, header};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command},
    sync::Arc,
};

/// PocketBase with the demo data of `backend/`.
pub struct Backend {
    folder: PathBuf,
    public: PathBuf,
    portals: String,
    address: SocketAddr,
    server: Option<Child>,
    /// Held for the worlds that begin while this one lives.
    _demo: Arc<Demo>,
    http: Client<HttpConnector, Full<Bytes>>,
    token: String,
}

impl Backend {
    /// Starts one whose data lie in `folder`, that serves the app in `public`, and whose API pages of these origins may ask.
    pub async fn start(folder: PathBuf, public: PathBuf, portals: &str) -> Self {
        let demo = Demo::of_today(fill);
        demo.copy_to(&folder.join("data"));
        let mut backend = Self {
            folder,
            public,
            portals: portals.to_owned(),
            address: ([127, 0, 0, 1], process::free_port()).into(),
            server: None,
            _demo: demo,
            http: Client::builder(TokioExecutor::new()).build_http(),
            token: String::new(),
        };
        backend.start_again().await;
        backend.token = backend
            .sign_in("_superusers", app::SUPERUSER, app::PASSWORD)
            .await;
        backend
    }

    /// Ends the server at once, as a power cut would.
    pub fn stop(&mut self) {
        if let Some(mut server) = self.server.take() {
            process::kill_all(&mut server);
        }
    }

    /// Starts the server on its data and port again, and waits until it answers.
    pub async fn start_again(&mut self) {
        let log = File::create(self.folder.join("backend.log")).expect("a place for the log");
        let errors = log.try_clone().expect("a log for both streams");
        let server = self.command("run").stdout(log).stderr(errors).spawn();
        self.server = Some(server.expect("scripts/backend runs"));
        until("the backend to answer", async || {
            let health = self.try_send("GET", "/api/dajuan/health", None, Value::Null);
            health.await.filter(|reply| reply.0 == 200)
        })
        .await;
    }

    fn command(&self, verb: &str) -> Command {
        let mut command = operator(verb, &self.folder.join("data"));
        command
            .env("HOST", self.address.ip().to_string())
            .env("PORT", self.address.port().to_string())
            .env("PUBLIC_DIR", &self.public)
            .env("DAJUAN_PORTALS", &self.portals)
            // A phone that comes back sends at once.
            .env("DAJUAN_SPREAD_S", "0");
        command
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The token of an account of an auth collection.
    pub async fn sign_in(&self, collection: &str, identity: &str, password: &str) -> String {
        let path = format!("/api/collections/{collection}/auth-with-password");
        let who = json!({ "identity": identity, "password": password });
        let session = self.json("POST", &path, None, who).await;
        session["token"].as_str().expect("a token").to_owned()
    }

    /// Every row of a collection, in the order of creation.
    pub async fn rows(&self, collection: &str) -> Vec<Value> {
        let path = format!("/api/collections/{collection}/records?perPage=1000&sort=%2B@rowid");
        let mut page = self.operate("GET", &path, Value::Null).await;
        let all = page["totalPages"].as_u64().is_some_and(|pages| pages <= 1);
        assert!(all, "more rows than a page holds");
        page["items"]
            .as_array_mut()
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// The member with this number.
    pub async fn member(&self, number: &str) -> Value {
        let members = self.rows("members").await;
        let found = members.into_iter().find(|row| row["member_no"] == number);
        found.expect("a member of this number")
    }

    /// The records of the member with this number, in the order of creation.
    pub async fn records_of(&self, number: &str) -> Vec<Value> {
        let id = &self.member(number).await["id"];
        let records = self.rows("records").await;
        let mine = records.into_iter().filter(|row| row["member"] == *id);
        mine.collect()
    }

    /// Sends a proposal as the member with this number; its row's id.
    pub async fn proposal_of(&self, number: &str) -> String {
        let member = self.sign_in("members", number, app::PASSWORD).await;
        let answers = json!({"title": "老旧小区停车", "cause": "车位不够", "suggestions": "错时共享", "note": "私下的话"});
        let body = json!({
            "client_ref": "20000000-0000-4000-8000-000000000001", "kind": "proposal", "form_version": 1,
            "day": Day::at(moment(0.0)).to_string(), "answers": answers,
        });
        let path = "/api/collections/records/records";
        let row = self.json("POST", path, Some(&member), body).await;
        row["id"].as_str().expect("an id").to_owned()
    }

    /// The office takes a step of a record.
    pub async fn step(&self, office: &str, record: &str, wish: Value) {
        let path = format!("/api/dajuan/staff/records/{record}/steps");
        self.json("POST", &path, Some(office), wish).await;
    }

    /// A request by the operator that must succeed.
    pub async fn operate(&self, method: &str, path: &str, body: Value) -> Value {
        self.json(method, path, Some(&self.token), body).await
    }

    /// The bytes of an attachment, as the office fetches them.
    pub async fn photo(&self, attachment: &Value) -> Vec<u8> {
        let office = self.sign_in("staff", app::STAFF, app::PASSWORD).await;
        let part = |name: &str| attachment[name].as_str().expect("a text").to_owned();
        let (key, member) = (part("ref"), part("member"));
        let path = format!("/api/dajuan/attachments/{key}?member={member}");
        let (status, bytes) = self.send("GET", &path, Some(&office), Value::Null).await;
        assert_eq!(status, 200, "{path}");
        bytes
    }

    async fn json(&self, method: &str, path: &str, token: Option<&str>, body: Value) -> Value {
        let (status, bytes) = self.send(method, path, token, body).await;
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            (200..300).contains(&status),
            "{method} {path}: {status} {text}"
        );
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// A request with a JSON body (null for none), past the proxy: status and body of the reply.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Value,
    ) -> (u16, Vec<u8>) {
        let reply = self.try_send(method, path, token, body).await;
        reply.unwrap_or_else(|| panic!("{method} {path}: no answer"))
    }

    async fn try_send(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Value,
    ) -> Option<(u16, Vec<u8>)> {
        let bytes = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.address))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, token.unwrap_or_default())
            .body(bytes.into())
            .expect("a request that can be sent");
        let reply = self.http.request(request).await.ok()?;
        let status = reply.status().as_u16();
        let body = reply.into_body().collect().await.ok()?;
        Some((status, body.to_bytes().to_vec()))
    }
}

/// The operator's script on these data.
fn operator(verb: &str, data: &Path) -> Command {
    let mut command = process::mortal(app::root().join("scripts/backend"));
    command.arg(verb).env("DATA_DIR", data);
    command
}

/// Fills data with the demonstration.
fn fill(data: &Path) {
    let demo = operator("demo", data).output().expect("scripts/backend");
    let words = String::from_utf8_lossy(&demo.stderr);
    assert!(demo.status.success(), "scripts/backend demo: {words}");
}

impl Drop for Backend {
    fn drop(&mut self) {
        self.stop();
    }
}

/// SHA-256 in hex.
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
