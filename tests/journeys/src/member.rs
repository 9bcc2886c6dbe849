//! What every member does, whatever the journey.

use crate::{app, phone::Phone};

/// The words of the sign-in page that the harness reads: number, password, stay, press.
const WORDS: [(&str, [&str; 4]); 2] = [
    ("zh-CN", ["委员号或邮箱", "密码", "*在本机保持登录", "登录"]),
    (
        "en",
        [
            "Member number or e-mail",
            "Password",
            "*Stay signed in on this phone",
            "Sign in",
        ],
    ),
];

/// What a press on 提交 led to, in [`app::ROOT`].
const COME: &str = r#"(root) => root.querySelector("dialog#read-back[open]") ? "read-back"
    : root.getAttribute("data-ready") === "record" ? "record" : null"#;

impl Phone {
    /// Signs in on the sign-in page, which must be shown. Who stays signed in stays so when a page
    /// is opened by its address.
    pub async fn sign_in(&self, member: &str, stay: bool) {
        let words = WORDS
            .iter()
            .find(|(language, _)| *language == self.language());
        let (_, [number, password, staying, press]) = words.expect("words of the language");
        self.fill("textbox", number, member).await;
        self.fill("textbox", password, app::PASSWORD).await;
        if stay {
            self.tap("checkbox", staying).await;
        }
        self.tap("button", press).await;
    }

    /// Opens the sign-in page on a phone that nobody uses yet.
    pub async fn open_sign_in(&mut self) {
        self.goto(app::SIGN_IN.path).await;
        self.ready(app::SIGN_IN.ready).await;
    }

    /// Opens the app on a phone that nobody uses yet, signs in and waits for the home page.
    pub async fn open_as(&mut self, member: &str, stay: bool) {
        self.open_sign_in().await;
        self.sign_in(member, stay).await;
        self.ready(app::HOME.ready).await;
    }

    /// Goes from the home page to the form, in Chinese, and writes a title that no record has.
    pub async fn begin(&self, title: &str) {
        self.tap("link", "记读书分享").await;
        self.ready(app::NEW_READING_SHARE.ready).await;
        self.fill("textbox", "书名", title).await;
    }

    /// Submits the open form, its read-back too where it has one, and waits for the record's page.
    pub async fn submit(&self) {
        self.tap("button", "提交").await;
        let look = format!("({COME})({})", app::ROOT);
        let come = async || {
            let come = self.script(&look).await;
            come.as_str().map(|what| what == "read-back")
        };
        if self.patiently("the record or the read-back", come).await {
            self.tap("button", "提交").await;
        }
        self.ready("record").await;
    }

    /// Signs out on 我的, and has all that is the member's deleted from the phone.
    pub async fn erase_and_sign_out(&self) {
        self.tap("button", "退出登录").await;
        self.tap("button", "全部删掉再退出").await;
        self.see("真的删掉吗").await;
        self.see("删掉后找不回来").await;
        self.tap("button", "全部删掉再退出").await;
        self.ready(app::SIGN_IN.ready).await;
    }

    /// Goes to a main page by its tab.
    pub async fn tab(&self, name: &str, ready: &str) {
        self.tap("link", name).await;
        self.ready(ready).await;
    }
}
