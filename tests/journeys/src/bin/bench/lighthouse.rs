//! Lighthouse's opinion of the sign-in page and of a form, as its own command gives it for a phone, in a browser that is already signed in.
//! The whole reports stay in the cache (`lighthouse/PAGE.json`).

use crate::figures::say;
use dajuan_journeys::{Phone, World, app};
use serde_json::Value;
use std::{
    fs,
    process::{Command, Stdio},
};

const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

pub async fn lighthouse() {
    let world = World::start().await;
    let mut phone = world.phone_past_the_proxy().await;
    phone.open_sign_in().await;
    phone.forget_files().await;
    say_of("sign-in", &asked(&phone, app::SIGN_IN.path));
    phone.open_as(app::MEMBER, true).await;
    phone.forget_files().await;
    say_of("form", &asked(&phone, app::NEW_READING_SHARE.path));
    phone.finish().await;
}

/// A tab more in this phone's browser, which keeps what it has stored.
fn asked(phone: &Phone, path: &str) -> Value {
    let modules = app::cache().join("peers/node_modules");
    let run = Command::new("node")
        .arg(modules.join("lighthouse/cli/index.js"))
        .arg(format!("{}{path}", phone.origin()))
        .arg(format!("--port={}", phone.devtools_port()))
        .args(["--output=json", "--quiet", "--disable-storage-reset"])
        .arg("--no-enable-error-reporting")
        .stderr(Stdio::inherit())
        .output()
        .expect("node runs");
    let report =
        serde_json::from_slice(&run.stdout).expect("Lighthouse gives JSON: scripts/setup bench");
    let kept = app::cache().join("lighthouse");
    let name = path.trim_matches('/').replace('/', "-") + ".json";
    fs::create_dir_all(&kept)
        .and_then(|()| fs::write(kept.join(name), &run.stdout))
        .expect("the report is kept");
    report
}

/// The figures, and what lowers them.
fn say_of(page: &str, report: &Value) {
    let percent = |score: &Value| score.as_f64().map_or(f64::NAN, |score| score * 100.0);
    for category in CATEGORIES {
        let told = &report["categories"][category];
        say(
            &format!("Lighthouse, {page}, {category}"),
            percent(&told["score"]),
            "",
        );
        let parts = told["auditRefs"].as_array().into_iter().flatten();
        for part in parts.filter(|it| it["weight"].as_f64() > Some(0.0)) {
            let name = part["id"].as_str().unwrap_or_default();
            let score = &report["audits"][name]["score"];
            if score.as_f64().is_some_and(|score| score < 1.0) {
                say(
                    &format!("Lighthouse, {page}, {category}: {name}"),
                    percent(score),
                    "",
                );
            }
        }
    }
}
