//! What the element costs the page that it stands in: before it comes into view, beside the same page without it, and until
//! its first screen can be used. On AdminLTE's page and on a plain one, on slow 4G, from the app's own origin.

use crate::figures::{median, say};
use dajuan_journeys::{Host, Phone, Portal, Screen, Shape, app};

/// Watches the page from its first moment; the place of the element begins `BELOW` it.
const WATCH: &str = r"
    window.__long = 0;
    new PerformanceObserver((list) => { for (const it of list.getEntries()) window.__long += it.duration; }).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => { for (const it of list.getEntries()) window.__largest = it.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
    addEventListener('dajuan-ready', () => { window.__usable = performance.now(); });
    if (BELOW) new MutationObserver((_, watch) => {
        const place = document.querySelector('.place');
        if (place) { place.style.marginTop = '400vh'; watch.disconnect(); }
    }).observe(document, { childList: true, subtree: true });";
/// The page has been still for a second.
const STILL: &str = "document.readyState === 'complete' && performance.now() > 1000 + Math.max(0, ...performance.getEntriesByType('resource').map((it) => it.responseEnd))";

const USABLE: &str = "window.__usable > 0";

struct Visit {
    largest: f64,
    long: f64,
    files: f64,
    usable: f64,
}

pub async fn portal(runs: u32) {
    let portal = Portal::start(Host::AdminLte, Shape::Apart).await;
    portal.has(app::MEMBER).await;
    let (mut without, mut below, mut open) = (Vec::new(), Vec::new(), Vec::new());
    // In turns: what slows the machine down slows all of them.
    for _ in 0..runs {
        without.push(visit(&portal, "/?without", true, STILL).await);
        below.push(visit(&portal, "/", true, STILL).await);
        open.push(visit(&portal, "/", false, USABLE).await);
    }
    let middle = |visits: &[Visit], figure: fn(&Visit) -> f64| {
        median(&visits.iter().map(figure).collect::<Vec<_>>())
    };
    let (bare, with) = (
        middle(&without, |it| it.largest),
        middle(&below, |it| it.largest),
    );
    say("portal, largest paint without the element", bare, "ms");
    say("portal, largest paint with it below the fold", with, "ms");
    say(
        "portal, largest paint with it against without",
        with / bare,
        "×",
    );
    let long = |visits: &[Visit]| middle(visits, |it| it.long);
    say(
        "portal, long tasks without the element",
        long(&without),
        "ms",
    );
    say(
        "portal, long tasks with it below the fold",
        long(&below),
        "ms",
    );
    say(
        "portal, files of the app before it comes into view",
        middle(&below, |it| it.files),
        "",
    );
    say(
        "portal, usable once the page is opened at it",
        middle(&open, |it| it.usable),
        "ms",
    );
}

/// Until the first screen can be used, on a page that itself costs nothing: where members sign in inside the app, for a member whom this phone
/// has never seen, and for one who was here before, without the app's files and with them.
pub async fn usable(runs: u32) {
    let portal = Portal::start(Host::Plain, Shape::Apart).await;
    portal.has(app::MEMBER).await;
    let mut form = Vec::new();
    let (mut first, mut cold, mut warm) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        let mut phone = portal.phone(Screen::default()).await;
        phone.slow_down().await;
        watch(&phone, false).await;
        form.push(opened(&mut phone, "/?alone").await);
        phone.forget_files().await;
        first.push(opened(&mut phone, "/").await);
        phone.forget_files().await;
        cold.push(opened(&mut phone, "/").await);
        warm.push(opened(&mut phone, "/").await);
        phone.finish().await;
    }
    for (what, figures) in [
        ("sign-in form, cold", form),
        ("first visit with a token", first),
        ("member known, cold", cold),
        ("member known, warm", warm),
    ] {
        say(&format!("portal, usable, {what}"), median(&figures), "ms");
    }
}

async fn opened(phone: &mut Phone, path: &str) -> f64 {
    phone.goto(path).await;
    phone.wait_for("the element", USABLE).await;
    let figure = phone.script("window.__usable").await;
    figure.as_f64().unwrap_or(f64::NAN)
}

async fn watch(phone: &Phone, below: bool) {
    let script = WATCH.replace("BELOW", if below { "true" } else { "false" });
    phone.in_every_document(&script).await;
}

async fn visit(portal: &Portal, path: &str, below: bool, until: &str) -> Visit {
    let mut phone = portal.phone(Screen::default()).await;
    phone.slow_down().await;
    watch(&phone, below).await;
    phone.goto(path).await;
    phone.wait_for("the page to be measured", until).await;
    let own = portal.world.proxy.origin();
    let files = format!(
        "performance.getEntriesByType('resource').filter((it) => it.name.startsWith('{own}')).length"
    );
    let figure = async |expression: &str| phone.script(expression).await.as_f64().unwrap_or(0.0);
    let visit = Visit {
        largest: figure("window.__largest").await,
        long: figure("window.__long").await,
        files: figure(&files).await,
        usable: figure("window.__usable ?? 0").await,
    };
    phone.finish().await;
    visit
}
