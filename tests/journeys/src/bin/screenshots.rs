//! Takes every screen at 390 px, light and dark, in Chinese and English, in 长辈模式, and the app in CoreUI's page:
//! `screenshots [FOLDER] [office]`, docs/screenshots unless told; with `office` the office's pages alone.

use dajuan_journeys::{Host, Office, Phone, Portal, Screen, Shape, World, app};
use std::{
    env,
    path::{Path, PathBuf},
};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = env::args()
        .nth(1)
        .map_or_else(|| app::root().join("docs/screenshots"), PathBuf::from);
    let world = World::start().await;
    Office::pictures(&world, &folder).await;
    if env::args().nth(2).as_deref() == Some("office") {
        return;
    }
    in_a_portal(&folder).await;
    let rows = world.backend().rows("records").await;
    let reference = rows.iter().find_map(|row| row["client_ref"].as_str());
    let record = format!(
        "{}/{}",
        app::RECORDS.path,
        reference.expect("a record in the demo")
    );
    for (language, short) in [("zh-CN", "zh"), ("en", "en")] {
        let screen = Screen {
            language,
            ..Screen::default()
        };
        let mut phone = world.phone_with(screen).await;
        phone.goto(app::SIGN_IN.path).await;
        for place in [
            app::SIGN_IN,
            app::SET_PASSWORD,
            app::HELP,
            app::GUIDE,
            app::STYLE,
        ] {
            take(&mut phone, place.path, place.ready, &folder, short).await;
        }
        phone.goto(app::SIGN_IN.path).await;
        phone.sign_in(app::MEMBER, true).await;
        phone.ready(app::HOME.ready).await;
        for place in [
            app::HOME,
            app::NEW_READING_SHARE,
            app::RECORDS,
            app::YEAR,
            app::ME,
            app::OUTBOX,
            app::DOCTOR,
            app::PRIVACY,
            app::UNKNOWN,
        ] {
            take(&mut phone, place.path, place.ready, &folder, short).await;
        }
        take(&mut phone, &record, "record", &folder, short).await;
        take(
            &mut phone,
            app::EVENTS.path,
            app::EVENTS.ready,
            &folder,
            short,
        )
        .await;
        // A change that is to be read; a code for today.
        let event = "/events/demoevent000002";
        take(&mut phone, event, "event", &folder, short).await;
        let code = "/events/demoevent000018/check-in";
        take(&mut phone, code, "check-in", &folder, short).await;
        phone.finish().await;
    }
}

/// The app as it stands in a portal.
async fn in_a_portal(folder: &Path) {
    let portal = Portal::start(Host::CoreUi, Shape::Apart).await;
    portal.has(app::MEMBER).await;
    for (screen, name) in [
        (Screen::desk(), "portal-wide"),
        (Screen::default(), "portal"),
    ] {
        let mut phone = portal.phone(screen).await;
        phone.goto("/").await;
        phone.ready(app::HOME.ready).await;
        phone.settle().await;
        phone.screenshot(&folder.join(format!("{name}.png"))).await;
        phone.finish().await;
    }
}

/// A page in light, in dark and, in Chinese, as the elder mode shows it.
async fn take(phone: &mut Phone, path: &str, name: &str, folder: &Path, language: &str) {
    for variant in ["light", "dark", "elder"] {
        if variant == "elder" && language != "zh" {
            continue;
        }
        let size = if variant == "elder" { "elder" } else { "" };
        phone
            .script(&format!(
                "localStorage.setItem('dajuan-text-size', {size:?})"
            ))
            .await;
        phone.set_dark(variant == "dark").await;
        phone.goto(path).await;
        phone.ready(name).await;
        phone.settle().await;
        phone
            .screenshot(&folder.join(format!("{name}-{language}-{variant}.png")))
            .await;
    }
    phone
        .script("localStorage.removeItem('dajuan-text-size')")
        .await;
}
