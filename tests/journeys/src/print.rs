//! The page as the browser prints it, read by a reader of PDF that no one here wrote (Python's `pypdf`).

use crate::{app, phone::Phone};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use std::{
    env, fs,
    io::Write,
    process::{Command, Stdio},
};

impl Phone {
    /// The pages: `width` and `height` in points, `text` without its spaces. With `DAJUAN_PRINT` the PDF stays there.
    pub async fn printed(&self) -> Vec<Value> {
        let how = json!({ "preferCSSPageSize": true, "printBackground": false });
        let printed = self.cdp("Page.printToPDF", how).await;
        let pdf = BASE64_STANDARD.decode(printed["data"].as_str().expect("a PDF"));
        let pdf = pdf.expect("base64");
        if let Some(to) = env::var_os("DAJUAN_PRINT") {
            fs::write(to, &pdf).expect("the PDF is written");
        }
        let mut reader = Command::new(app::cache().join("venv/bin/python"))
            .arg(app::root().join("tests/journeys/read_print.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("Python with pypdf: scripts/setup");
        let mut input = reader.stdin.take().expect("its input is piped");
        input.write_all(&pdf).expect("the PDF is handed over");
        drop(input);
        let done = reader.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{said}");
        serde_json::from_slice(&done.stdout).expect("JSON")
    }
}
