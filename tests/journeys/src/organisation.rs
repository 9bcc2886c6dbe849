//! An organisation whose members sign in at a provider of its own, or in a portal.

use crate::{Phone, Screen, app, deadline::until, process};
use http_body_util::{BodyExt, Empty};
use hyper::{Request, body::Bytes};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::Value;
use std::{fs::File, process::Child};
use tempfile::TempDir;

/// npm `oidc-provider`, and the app with json-server behind it (`tests/journeys/organisation/serve.mjs`).
pub struct Organisation {
    server: Child,
    app: String,
    provider: String,
    http: Client<HttpConnector, Empty<Bytes>>,
    folder: TempDir,
}

impl Organisation {
    /// Members sign in at the provider.
    pub async fn start() -> Self {
        Self::serving(false).await
    }

    /// The page around the app gives the token.
    pub async fn start_with_portal() -> Self {
        Self::serving(true).await
    }

    async fn serving(portal: bool) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let log = File::create(folder.path().join("log")).expect("a place for the log");
        let (own, provider) = (process::free_port(), process::free_port());
        let mut command = process::mortal("node");
        command
            .arg(app::root().join("tests/journeys/organisation/serve.mjs"))
            .args([own, provider].map(|port| port.to_string()))
            .args([folder.path(), &app::dist()])
            .env("DAJUAN_CACHE", app::cache())
            .stderr(log);
        if portal {
            command.env("HOST_GIVES", "1");
        }
        let organisation = Self {
            server: command.spawn().expect("node runs"),
            app: format!("http://localhost:{own}"),
            provider: format!("http://127.0.0.1:{provider}"),
            http: Client::builder(TokioExecutor::new()).build_http(),
            folder,
        };
        until("the organisation to answer", async || {
            organisation.try_ask("GET", "/control/rows").await
        })
        .await;
        organisation
    }

    /// A phone at the app.
    pub async fn phone(&self) -> Phone {
        let profile = self.folder.path().join("phone");
        Phone::start(profile, self.app.clone(), Screen::default()).await
    }

    /// The portal's own script on every page opened from now on: its profile, and the token of whoever is signed in to it.
    pub async fn put_portal_around(&self, phone: &Phone) {
        let profile = self.ask("GET", "/control/config").await;
        let source = format!(
            "window.dajuan = {{ profile: {profile}, token: async () => (await (await fetch('/control/token')).json()).token }};"
        );
        phone.in_every_document(&source).await;
    }

    /// This member is signed in to the portal from now on, or `nobody`.
    pub async fn portal_has(&self, member: &str) {
        self.ask("POST", &format!("/control/portal/{member}")).await;
    }

    /// Every record that the backend has.
    pub async fn rows(&self) -> Vec<Value> {
        let rows = self.ask("GET", "/control/rows").await;
        rows.as_array().expect("a list").clone()
    }

    /// How often the provider gave tokens for this (`authorization_code`, `refresh_token`).
    pub async fn gave(&self, grant: &str) -> u64 {
        let asked = self.ask("GET", "/control/asked").await;
        asked[grant].as_u64().expect("a count")
    }

    /// Ends everything of these kinds that the provider has given (`AccessToken`, `RefreshToken`, `Session`).
    pub async fn end(&self, kinds: &[&str]) {
        for kind in kinds {
            self.ask("POST", &format!("/control/end/{kind}")).await;
        }
    }

    /// The person types this name at the provider and agrees to what the app asks for.
    pub async fn sign_in(&self, phone: &Phone, name: &str) {
        phone.see("Sign-in").await;
        phone.fill("textbox", "Enter any login", name).await;
        phone.fill("textbox", "and password", "any").await;
        phone.tap("button", "Sign-in").await;
        self.agree(phone).await;
    }

    /// The person agrees to what the app asks for.
    pub async fn agree(&self, phone: &Phone) {
        phone.tap("button", "Continue").await;
        self.comes_back(phone).await;
    }

    /// Waits until the browser is back at the app, and no code stands in its address.
    pub async fn comes_back(&self, phone: &Phone) {
        let back = format!(
            "location.origin === '{}' && location.search === ''",
            self.app
        );
        phone.wait_for("the app to be back", &back).await;
    }

    /// Whether the phone is at the provider.
    pub async fn waits_for(&self, phone: &Phone) {
        let there = format!("location.origin === '{}'", self.provider);
        phone.wait_for("the provider", &there).await;
    }

    async fn ask(&self, method: &str, path: &str) -> Value {
        let answer = self.try_ask(method, path).await;
        answer.unwrap_or_else(|| panic!("{method} {path}: no answer"))
    }

    async fn try_ask(&self, method: &str, path: &str) -> Option<Value> {
        let request = Request::builder()
            .method(method)
            .uri(self.app.replace("localhost", "127.0.0.1") + path)
            .body(Empty::new())
            .expect("a request that can be sent");
        let reply = self.http.request(request).await.ok()?;
        let body = reply.into_body().collect().await.ok()?;
        serde_json::from_slice(&body.to_bytes()).ok()
    }
}

impl Drop for Organisation {
    fn drop(&mut self) {
        process::kill_all(&mut self.server);
    }
}
