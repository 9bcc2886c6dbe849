//! The office at its desk.

use crate::{Phone, Screen, World, app};
use serde_json::json;
use std::path::Path;

/// A window with the office's page, signed in.
pub struct Office {
    pub desk: Phone,
}

impl Office {
    pub async fn open(world: &World) -> Self {
        let mut desk = world.phone_with(Screen::desk()).await;
        desk.goto("/office/").await;
        desk.fill("textbox", "邮箱 E-mail", app::STAFF).await;
        desk.fill("textbox", "密码 Password", app::PASSWORD).await;
        desk.press("Enter").await;
        desk.see("委员甲").await;
        Self { desk }
    }

    /// Opens an event's line by a part of its title.
    pub async fn unfold(&self, title: &str) {
        self.desk.see(title).await;
        let title = json!(title);
        let open = format!(
            "[...document.querySelectorAll('#events summary')].find((line) => line.textContent.includes({title})).click()"
        );
        self.desk.script(&open).await;
        self.desk.see("现场签到码").await;
    }

    /// Takes the pages that docs/office.md shows.
    pub async fn pictures(world: &World, folder: &Path) {
        let office = Self::open(world).await;
        office.unfold("主席会议视察").await;
        office
            .picture("#leaves-title", &folder.join("office-leaves.png"))
            .await;
        office
            .picture("#events-title", &folder.join("office-events.png"))
            .await;
        let event = "#events details[open]";
        office
            .picture(event, &folder.join("office-event.png"))
            .await;
        office.desk.finish().await;
        operator(world, folder).await;
    }

    async fn picture(&self, selector: &str, to: &Path) {
        let scroll = format!("document.querySelector('{selector}').scrollIntoView()");
        self.desk.script(&scroll).await;
        self.desk.settle().await;
        self.desk.screenshot(to).await;
    }
}

/// A new event in PocketBase's own page.
async fn operator(world: &World, folder: &Path) {
    let mut desk = world.phone_with(Screen::desk()).await;
    desk.goto("/_/").await;
    desk.fill("textbox", "Email *", app::SUPERUSER).await;
    desk.fill("textbox", "Password *", app::PASSWORD).await;
    desk.press("Enter").await;
    desk.find("button", "*New record").await;
    desk.goto("/_/#/collections?collection=events").await;
    desk.settle().await;
    desk.tap("button", "*New record").await;
    desk.settle().await;
    desk.screenshot(&folder.join("operator-event.png")).await;
    desk.finish().await;
}
