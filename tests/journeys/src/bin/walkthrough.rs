//! A member's year in two minutes, with a picture each: writes `docs/walkthrough.md` and its pictures. `walkthrough [FOLDER]`, docs unless told.

use dajuan_journeys::{Phone, World, app};
use std::{env, fmt::Write as _, fs, path::PathBuf};

const HEAD: &str = "# 两分钟走一遍 · Two minutes with Dajuan

`scripts/walkthrough` makes this page: it does what is told here in Chromium on a phone of 390 px, with the demonstration's data, and takes a picture at each step.
";

/// The page as it is written.
struct Walk {
    folder: PathBuf,
    text: String,
    steps: u32,
}

impl Walk {
    /// What the phone shows now, with a line in Chinese and one in English.
    async fn step(&mut self, phone: &Phone, zh: &str, en: &str) {
        self.steps += 1;
        let name = format!("{:02}.png", self.steps);
        phone.settle().await;
        let picture = self.folder.join("walkthrough").join(&name);
        phone.screenshot(&picture).await;
        let n = self.steps;
        let told = write!(
            self.text,
            "\n## {n}\n\n{zh}\n\n{en}\n\n<img src=\"walkthrough/{name}\" alt=\"{zh}\" width=\"260\">\n"
        );
        told.expect("text grows");
    }

    fn finish(self) {
        let page = self.folder.join("walkthrough.md");
        fs::write(&page, self.text).expect("the page is written");
        println!("{} steps: {}", self.steps, page.display());
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = env::args()
        .nth(1)
        .map_or_else(|| app::root().join("docs"), PathBuf::from);
    let mut walk = Walk {
        text: HEAD.to_owned(),
        folder,
        steps: 0,
    };
    let world = World::start().await;
    let mut phone = world.phone().await;
    logs(&mut walk, &world, &mut phone).await;
    looks(&mut walk, &mut phone).await;
    reads_large(&mut walk, &mut phone).await;
    phone.finish().await;
    walk.finish();
}

/// Signs in, logs a reading share in a village without a network, and sees it arrive.
async fn logs(walk: &mut Walk, world: &World, phone: &mut Phone) {
    phone.open_sign_in().await;
    walk.step(
        phone,
        "用委员号登录。字太小就按“长辈模式”。",
        "Sign in with the member number. One press makes everything larger and simpler.",
    )
    .await;
    phone.sign_in(app::MEMBER, true).await;
    phone.ready(app::HOME.ready).await;
    phone.see("天工开物").await;
    walk.step(
        phone,
        "首页：要您处理的排在最上面，一按就“记一笔”。",
        "Home: what needs you stands on top, and one press begins a record.",
    )
    .await;
    phone.kept_for_offline().await;
    world.proxy.cut();
    phone.set_offline(true).await;
    phone.begin("乡土中国").await;
    phone.fill("textbox", "作者 选填", "费孝通").await;
    phone.see("草稿已保存").await;
    walk.step(
        phone,
        "村里没有网络，照样写。每写一个字都存在手机上。",
        "No network in the village: write as ever. Every word is kept on the phone.",
    )
    .await;
    phone.submit().await;
    phone.see("还没发出去").await;
    walk.step(
        phone,
        "提交以后写着“还没发出去”，不会说成“已收到”。",
        "Submitted, it says “not sent yet”; it is never called received before it was.",
    )
    .await;
    world.proxy.restore();
    phone.set_offline(false).await;
    phone.see("已收到").await;
    walk.step(
        phone,
        "有网了自己发。带着回执号码的“已收到”，才是办公室有了。",
        "Back online it goes by itself. “Received” with a receipt number means that the office has it.",
    )
    .await;
}

/// What is looked at on the way: address, page, and its lines.
const PLACES: [(&str, &str, &str, &str); 5] = [
    (
        "/events",
        "events",
        "活动：视察、会议、培训，还有几个名额、到什么时候截止，都写着。",
        "Events: inspections, meetings, training, with the places left and the deadline.",
    ),
    (
        "/events/demoevent000002",
        "event",
        "改了时间地点，会标出来请您看一遍。",
        "Where time or place changed, it is marked and asks to be read.",
    ),
    (
        "/year",
        "year",
        "答卷：同心圆，一圈一类履职；得了多少分，为什么，点开都有。",
        "My year: one ring a kind of duty; how many points, and why, one press away.",
    ),
    (
        "/outbox",
        "outbox",
        "待发送：手机上还有什么，什么时候再试，也能先导出一份。",
        "Outbox: what is still on the phone, when it is tried next, and a way to export it.",
    ),
    (
        "/privacy",
        "privacy",
        "我的信息：什么存在哪里，办公室谁看过，怎样全部取走或删掉。",
        "My information: what is kept where, who of the office looked, how to take or erase all of it.",
    ),
];

/// Looks at events, the year, and what is the member's own.
async fn looks(walk: &mut Walk, phone: &mut Phone) {
    for (path, ready, zh, en) in PLACES {
        open(phone, path, ready).await;
        walk.step(phone, zh, en).await;
    }
}

/// 长辈模式, and help.
async fn reads_large(walk: &mut Walk, phone: &mut Phone) {
    open(phone, app::HOME.path, app::HOME.ready).await;
    phone.tap("button", "长辈模式").await;
    phone.find("button", "退出长辈模式").await;
    open(
        phone,
        app::NEW_READING_SHARE.path,
        app::NEW_READING_SHARE.ready,
    )
    .await;
    phone.see("第 1 题，共").await;
    walk.step(
        phone,
        "长辈模式：大字大按钮，一页只问一件事，还能读给您听。",
        "Larger and simpler: big letters and buttons, one question a page, read aloud if you like.",
    )
    .await;
    open(phone, app::HELP.path, app::HELP.ready).await;
    walk.step(
        phone,
        "帮助：办公室的电话一按就拨，常问的都有回答。",
        "Help: the office is one press away, and what is often asked is answered.",
    )
    .await;
}

async fn open(phone: &mut Phone, path: &str, ready: &str) {
    phone.goto(path).await;
    phone.ready(ready).await;
}
