//! Nothing jumps while a page comes: skeletons and what is kept hold the place of what arrives.

use crate::elder::VOICE;
use dajuan_journeys::{Phone, World, app};

/// How far content was moved since the document began, without anybody having pressed: the sum of the engine's layout shifts, and what moved. They are told late;
/// so the page is pushed down in the end until that is told, and what came before that push is all.
const MOVED: &str = r#"new Promise((done) => {
    const all = [];
    const told = (it) => it.node ? `${it.node.nodeName}.${it.node.className ?? ""} ${(it.node.textContent ?? "").slice(0, 20)}` : "gone";
    const at = (it) => `${told(it)} ${[it.previousRect, it.currentRect].map((box) => `${box.y}+${box.height}`).join(" > ")}`;
    let pushed = Infinity, seen = false;
    new PerformanceObserver((list) => {
        all.push(...list.getEntries().filter((it) => !it.hadRecentInput));
        const before = all.filter((it) => it.startTime < pushed);
        seen ||= before.length < all.length;
        if (seen) done([before.reduce((sum, it) => sum + it.value, 0), before.flatMap((it) => it.sources.map((one) => `${Math.round(it.startTime)} ms: ${at(one)}`))]);
    }).observe({ type: "layout-shift", buffered: true });
    const push = (frame) => {
        if (frame % 20 === 2) {
            pushed = Math.min(pushed, performance.now());
            const lead = document.createElement("div");
            lead.textContent = "一行又一行。".repeat(40);
            document.querySelector("main").prepend(lead);
        }
        if (!seen) requestAnimationFrame(() => push(frame + 1));
    };
    push(0);
})"#;
/// Where a reader begins to lose the line.
const MOST: f64 = 0.02;

/// Opens each page anew and asks how far it moved.
async fn check(phone: &mut Phone, places: &[(&str, &str)], found: &mut Vec<String>) {
    for (path, ready) in places {
        phone.goto(path).await;
        phone.ready(ready).await;
        phone.still().await;
        let moved = phone.script(MOVED).await;
        let far = moved[0].as_f64().expect("a sum");
        if far > MOST {
            found.push(format!("{path} moved by {far:.3}: {}", moved[1]));
        }
    }
}

#[tokio::test]
async fn no_page_jumps_while_it_comes() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.in_chromium_alone("how far a page moves");
    let mut found = Vec::new();
    let signed_out = [app::SIGN_IN, app::SET_PASSWORD, app::UNKNOWN, app::HELP];
    let of = |place: app::Place| (place.path, place.ready);
    check(&mut phone, &signed_out.map(of), &mut found).await;
    phone.open_sign_in().await;
    phone.sign_in(app::MEMBER, true).await;
    phone.ready(app::HOME.ready).await;
    let mut places = [
        app::HOME,
        app::RECORDS,
        app::EVENTS,
        app::YEAR,
        app::ME,
        app::OUTBOX,
        app::PRIVACY,
        app::NEW_READING_SHARE,
    ]
    .map(of)
    .to_vec();
    places.push(("/records/00000000-0000-4000-8000-000000000003", "record"));
    places.push(("/events/demoevent000002", "event"));
    // Once with nothing of the pages on the phone, once with what was kept.
    for _ in 0..2 {
        check(&mut phone, &places, &mut found).await;
    }
    // In large letters from the first paint on, with the press to have them read.
    phone.in_every_document(VOICE).await;
    phone
        .script("localStorage.setItem('dajuan-text-size', 'elder')")
        .await;
    check(&mut phone, &places, &mut found).await;
    phone.find("button", "读给我听").await;
    assert!(found.is_empty(), "{}", found.join("\n"));
    phone.finish().await;
}
