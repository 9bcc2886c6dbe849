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
        Self::open_on(world, Screen::desk()).await
    }

    /// The same on another screen.
    pub async fn open_on(world: &World, screen: Screen) -> Self {
        Self::open_as(world, screen, app::STAFF).await
    }

    /// The same as another account, at what waits.
    pub async fn open_as(world: &World, screen: Screen, account: &str) -> Self {
        let mut desk = world.phone_with(screen).await;
        desk.goto("/office/").await;
        desk.fill("textbox", "邮箱 E-mail", account).await;
        desk.fill("textbox", "密码 Password", app::PASSWORD).await;
        desk.press("Enter").await;
        desk.see("条 ·").await;
        Self { desk }
    }

    /// Goes to a place of the page, by the words of its entry, and waits until this can be seen there.
    pub async fn go(&self, entry: &str, seen: &str) {
        self.desk.tap("link", entry).await;
        self.desk.see(seen).await;
    }

    /// Unfolds the line of a list that has this text, and waits until what is in it can be seen.
    pub async fn unfold(&self, list: &str, line: &str, inside: &str) {
        self.desk.see(line).await;
        let lines = json!(format!("{list} summary"));
        let line = json!(line);
        let open = format!(
            "[...document.querySelectorAll({lines})].find((it) => it.textContent.includes({line})).click()"
        );
        self.desk.script(&open).await;
        self.desk.see(inside).await;
    }

    /// Takes the pages that docs/office.md shows.
    pub async fn pictures(world: &World, folder: &Path) {
        let office = Self::open(world).await;
        office.unfold("#reviews", "论语", "学而第一").await;
        office
            .picture("#todo-title", &folder.join("office-todo.png"))
            .await;
        office
            .picture("#leaves-title", &folder.join("office-leaves.png"))
            .await;
        office.go("*活动 Events", "周周微访谈").await;
        office.unfold("#events", "主席会议视察", "现场签到码").await;
        office
            .picture("#events-title", &folder.join("office-events.png"))
            .await;
        let event = "#events details[open]";
        office
            .picture(event, &folder.join("office-event.png"))
            .await;
        office.go("*记录 Records", "下载记录表").await;
        let desk = &office.desk;
        desk.choose("combobox", "替哪位委员 For whom", "wy003 委员丙")
            .await;
        desk.choose("combobox", "记什么 What it is", "走访群众 Visit")
            .await;
        office
            .picture("#log-desk h3", &folder.join("office-log.png"))
            .await;
        office.go("*分数 Points", "算好的结果").await;
        office
            .picture("#points-title", &folder.join("office-points.png"))
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
