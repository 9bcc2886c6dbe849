//! A portal with the app inside it: a host page that no one here wrote, on an origin of its own (`tests/portals/serve.mjs`).

mod looks;
mod secrets;
mod surroundings;

pub use surroundings::{REST, Surroundings};

use crate::{Engine, Phone, Screen, Window, World, app, deadline::until, process};
use http_body_util::{BodyExt, Full};
use hyper::{Request, body::Bytes};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::Value;
use std::{fs::File, process::Child};

/// The host pages of `tests/portals/hosts.mjs`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Host {
    AdminLte,
    CoreUi,
    WordPress,
    React,
    Vue,
    /// A page of ours, to be made hostile.
    Plain,
}

impl Host {
    /// Those that no one here wrote.
    pub const FOREIGN: [Self; 5] = [
        Self::AdminLte,
        Self::CoreUi,
        Self::WordPress,
        Self::React,
        Self::Vue,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::AdminLte => "adminlte",
            Self::CoreUi => "coreui",
            Self::WordPress => "wordpress",
            Self::React => "react",
            Self::Vue => "vue",
            Self::Plain => "plain",
        }
    }
}

/// Where the app's files and its API are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// On the backend's own origin, another site than the portal's.
    Apart,
    /// Below the portal's own.
    Same,
}

/// A portal, and the backend of the app inside it, which the fault proxy stands before.
pub struct Portal {
    // Dropped in this order: who writes into the folder of the world goes before it.
    _server: Served,
    origin: String,
    http: Client<HttpConnector, Full<Bytes>>,
    pub world: World,
}

struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        process::kill_all(&mut self.0);
    }
}

impl Portal {
    pub async fn start(host: Host, shape: Shape) -> Self {
        let port = process::free_port();
        let origin = format!("http://127.0.0.1:{port}");
        let world = World::start_for(&origin).await;
        let log = File::create(world.folder().join("portal.log")).expect("a place for the log");
        let mut command = process::mortal("node");
        command
            .arg(app::root().join("tests/portals/serve.mjs"))
            .args([&port.to_string(), host.name(), &world.proxy.origin()])
            .arg(app::dist())
            .env("DAJUAN_CACHE", app::cache())
            .stderr(log);
        if shape == Shape::Same {
            command.arg("same");
        }
        let portal = Self {
            _server: Served(command.spawn().expect("node runs")),
            origin,
            http: Client::builder(TokioExecutor::new()).build_http(),
            world,
        };
        let answers = async || portal.try_ask("GET", "/control/asked", "").await;
        until("the portal to answer", answers).await;
        portal
    }

    /// A phone at the portal.
    pub async fn phone(&self, screen: Screen) -> Phone {
        self.world.phone_at(self.origin.clone(), screen).await
    }

    /// A window of this engine at the portal.
    pub async fn window(&self, engine: Engine) -> Window {
        self.world.window_at(engine, self.origin.clone()).await
    }

    /// The member with this number is signed in to the portal from now on: it gives this token of theirs.
    pub async fn has(&self, member: &str) -> String {
        let backend = self.world.backend();
        let token = backend.sign_in("members", member, app::PASSWORD).await;
        self.gives(&token).await;
        token
    }

    /// The portal gives this token from now on, or none.
    pub async fn gives(&self, token: &str) {
        let given = self.try_ask("POST", "/control/token", token).await;
        given.expect("the portal answers");
    }

    /// What the portal was asked for a token with, each time: whether the last one was refused.
    pub async fn asked(&self) -> Vec<bool> {
        let asked = self.try_ask("GET", "/control/asked", "").await;
        let asked = asked.expect("the portal answers");
        let times = asked.as_array().into_iter().flatten();
        times.map(|refused| refused == "true").collect()
    }

    async fn try_ask(&self, method: &str, path: &str, body: &str) -> Option<Value> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.origin))
            .body(Full::from(body.to_owned()))
            .expect("a request that can be sent");
        let reply = self.http.request(request).await.ok()?;
        let body = reply.into_body().collect().await.ok()?;
        serde_json::from_slice(&body.to_bytes()).ok()
    }
}
