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
}
