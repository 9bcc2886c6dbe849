//! `portals ENGINE [HOST]`: the app in every portal, from another origin and from the portal's own: one written without a network arrives once, and
//! the host is what it was. A line each; at the end the sums as JSON. Panics at what does not hold.

use dajuan_journeys::{Engine, Host, Portal, REST, Shape, app, until};
use serde_json::{Value, json};
use std::{env, process::ExitCode};

/// What the page complained about.
const SAID: &str = "return window[Symbol.for('said')].join('\\n')";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<_> = env::args().skip(1).collect();
    let Some(engine) = words.first().and_then(|name| Engine::named(name)) else {
        eprintln!("portals chromium|firefox|webkit [HOST]");
        return ExitCode::from(2);
    };
    let wanted = words.get(1).map(String::as_str);
    let hosts = Host::FOREIGN
        .into_iter()
        .filter(|host| wanted.is_none_or(|name| name == host.name()));
    let mut visits = 0;
    for host in hosts {
        for shape in [Shape::Apart, Shape::Same] {
            eprintln!("{} {shape:?} begins", host.name());
            visit(engine, host, shape).await;
            println!(
                "{} {shape:?}: arrived once, the host as it was",
                host.name()
            );
            visits += 1;
        }
    }
    println!("{}", json!({ "visits": visits }));
    ExitCode::from(u8::from(visits == 0))
}

async fn visit(engine: Engine, host: Host, shape: Shape) {
    let portal = Portal::start(host, shape).await;
    let world = &portal.world;
    portal.has(app::NEW_MEMBER).await;
    let mut window = portal.window(engine).await;
    window.go("/?without&watch").await;
    let without = window.surroundings().await;
    let before = window.script(SAID, &[]).await;

    window.open("/?watch", &[app::HOME.ready]).await;
    assert_eq!(window.surroundings().await.unlike(&without), None);
    window.press("a", "记读书分享").await;
    window.ready(&[app::NEW_READING_SHARE.ready]).await;
    window.fill("#field-title", "乡土中国").await;
    world.proxy.cut();
    window.press("button", "提交").await;
    window.see("已保存，还没发出去").await;
    world.proxy.restore();
    window.see("已收到，回执").await;
    until("the record to stand at the backend", async || {
        let rows = world.backend().records_of(app::NEW_MEMBER).await;
        let titles: Vec<&Value> = rows.iter().map(|row| &row["answers"]["title"]).collect();
        (titles == ["乡土中国"]).then_some(())
    })
    .await;
    window.script(REST, &[]).await;
    assert_eq!(window.surroundings().await.unlike(&without), None);
    assert_eq!(window.script(SAID, &[]).await, before);
    window.close().await;
}
