//! Portals that show the app in a frame, and strangers (`tests/journeys/frames`).

use crate::{Engine, Phone, Screen, World, app, deadline::until, process};
use serde_json::{Value, json};
use std::{fs, net::TcpStream, path::Path, process::Child};
use tempfile::TempDir;

/// Sites on this machine: each host of one port is an origin of its own.
pub struct Frames {
    server: Child,
    port: u16,
    folder: TempDir,
}

impl Frames {
    /// `localhost` has the page that portals frame with an element in place of the app's; every other host has the pages of portals and strangers.
    pub async fn start() -> Self {
        let port = process::free_port();
        let mut command = process::mortal("node");
        command
            .arg(app::root().join("tests/journeys/frames/serve.mjs"))
            .arg(port.to_string())
            .arg(app::dist());
        let frames = Self {
            server: command.spawn().expect("node runs"),
            port,
            folder: TempDir::new().expect("a temporary folder"),
        };
        until("the sites to answer", async || {
            TcpStream::connect(("127.0.0.1", port)).ok()
        })
        .await;
        frames
    }

    /// The origin of the page that is framed.
    pub fn app(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The origin of a site of this name.
    pub fn site(&self, name: &str) -> String {
        format!("http://{name}.localhost:{}", self.port)
    }

    /// The origin of a portal on this machine by its number: the same site as an app there, on another port.
    pub fn same_site(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A phone that opens pages of this site.
    pub async fn phone(&self, name: &str) -> Phone {
        let profile = self.folder.path().join("phone");
        let phone = Phone::start(profile, self.site(name), Screen::default()).await;
        if Engine::chosen() == Engine::WebKit {
            // There a page inside another site says that it keeps nothing, above all that is measured here.
            let lists = "if (self !== top) IDBFactory.prototype.databases = undefined";
            phone.in_every_document(lists).await;
        }
        phone
    }

    /// A phone that lets no page inside another site store anything, as its owner wants it; WebKit stores it until the browser ends.
    pub async fn phone_that_keeps_nothing_within(&self, name: &str, app: &str) -> Phone {
        let profile = self.folder.path().join("strict-phone");
        forbid(&profile, app, &self.site(name));
        let phone = Phone::start(profile, self.site(name), Screen::default()).await;
        if Engine::chosen() == Engine::Firefox {
            phone.in_chromium_alone("a setting of what one site may store inside another");
        }
        phone
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        process::kill_all(&mut self.server);
    }
}

/// Chromium's setting for what one site may store inside another.
fn forbid(profile: &Path, inner: &str, outer: &str) {
    const BLOCKED: u8 = 2;
    let exceptions = json!({ (format!("{inner},{outer}")): { "setting": BLOCKED } });
    let settings =
        json!({ "profile": { "content_settings": { "exceptions": { "cookies": exceptions } } } });
    let folder = profile.join("data/Default");
    fs::create_dir_all(&folder).expect("a place for the settings");
    fs::write(folder.join("Preferences"), settings.to_string()).expect("the settings");
}

impl World {
    /// The app with this portal in its config, on a backend that lets it in.
    pub async fn start_framed_by(portal: &str) -> Self {
        let (world, site) = Self::start_with_site_for(portal).await;
        let mut config: Value = serde_json::from_str(&site.read("config.json")).expect("JSON");
        config["portals"] = json!([portal]);
        site.put("config.json", &config.to_string());
        world
    }
}

impl Phone {
    /// What an expression gives within the page's first frame; null where the frame is between two pages.
    pub async fn in_frame(&self, expression: &str) -> Value {
        self.in_frame_of_frame(1, expression).await
    }

    /// The same so many frames deep.
    pub async fn in_frame_of_frame(&self, levels: usize, expression: &str) -> Value {
        let body = format!("return {expression}");
        let given = self.means().browser().within(levels, &body).await;
        given.unwrap_or_default()
    }

    /// Waits until an expression is true within the page's first frame.
    pub async fn frame_has(&self, what: &str, expression: &str) {
        let met = async || (self.in_frame(expression).await == true).then_some(());
        self.patiently(what, met).await;
    }

    /// Waits until this text can be read within the page's first frame, outside the app.
    pub async fn frame_says(&self, text: &str) {
        self.frame_of_frame_says(1, text).await;
    }

    /// The same so many frames deep.
    pub async fn frame_of_frame_says(&self, levels: usize, text: &str) {
        let there = format!("document.body.innerText.includes({})", json!(text));
        let met = async || (self.in_frame_of_frame(levels, &there).await == true).then_some(());
        let what = format!("`{text}` in the frame");
        self.patiently(&what, met).await;
    }
}
