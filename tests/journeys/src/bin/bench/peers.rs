//! The same nine fields by others, measured in the same run as ours and in turns with it: until the last field can be typed into, and from a key or a press until
//! the next frame is painted.

use crate::{
    figures::{median, say, share},
    timed::{TOUR, Timed},
};
use dajuan_journeys::{Load, Peers, Phone, World, app};

const OURS: Page = Page {
    name: "dajuan",
    path: "/new/reading_share",
    usable: "[data-ready] main #field-thoughts",
    first: "#field-title",
    worker: true,
};
/// Ready once the last field is there, and whoever reads the form has taken it over.
const THEIRS: [Page; 3] = [
    Page {
        name: "@getodk/web-forms 0.22",
        path: "/getodk/",
        usable: "main textarea",
        first: "main input",
        worker: false,
    },
    Page {
        name: "enketo-core 9.0",
        path: "/enketo/",
        usable: "[data-usable] textarea",
        first: "form.or .question input",
        worker: false,
    },
    Page {
        name: "Preact 10.9",
        path: "/preact/",
        usable: "main textarea",
        first: "main input",
        worker: false,
    },
];
const KEYS: usize = 100;
const PRESSES: usize = 20;

struct Page {
    name: &'static str,
    path: &'static str,
    usable: &'static str,
    first: &'static str,
    /// Whether a service worker serves the second visit; else the browser's own cache does.
    worker: bool,
}

#[derive(Default)]
struct Measured {
    cold: Vec<Load>,
    warm: Vec<Load>,
    keys: Vec<f64>,
    presses: Vec<f64>,
}

pub async fn peers(world: &World, runs: u32) {
    let mut servers = Peers::start();
    let mut ours = Measured::default();
    let mut theirs: [Measured; 3] = Default::default();
    for _ in 0..runs {
        let mut phone = world.phone_past_the_proxy().await;
        phone.open_as(app::MEMBER, true).await;
        phone.forget_files().await;
        ours.take(phone, &OURS).await;
        for (page, measured) in THEIRS.iter().zip(&mut theirs) {
            measured.take(servers.phone().await, page).await;
        }
    }
    ours.say(&OURS);
    for (page, measured) in THEIRS.iter().zip(&theirs) {
        measured.say(page);
    }
}

impl Measured {
    async fn take(&mut self, mut phone: Phone, page: &Page) {
        phone.slow_down().await;
        self.cold.push(phone.load(page.path, page.usable).await);
        if page.worker {
            const READY: &str = "navigator.serviceWorker.ready.then(() => true)";
            phone.wait_for("the service worker", READY).await;
        }
        self.warm.push(phone.load(page.path, page.usable).await);
        phone.settle().await;
        phone.script(TOUR).await;
        let focus = format!("document.querySelector({:?}).focus()", page.first);
        phone.script(&focus).await;
        for key in ["a", "Backspace"].into_iter().cycle().take(KEYS) {
            phone.press(key).await;
            painted(&phone).await;
        }
        self.keys.extend(Timed::by(&phone).await.all());
        phone.script(TOUR).await;
        for choice in ["线上", "线下"].into_iter().cycle().take(PRESSES) {
            phone.tap("radio", choice).await;
            painted(&phone).await;
        }
        self.presses.extend(Timed::by(&phone).await.all());
        phone.finish().await;
    }

    fn say(&self, page: &Page) {
        let say = |what: &str, value: f64, unit: &str| {
            say(&format!("{}, nine fields, {what}", page.name), value, unit);
        };
        let middle = |loads: &[Load], figure: fn(&Load) -> f64| {
            median(&loads.iter().map(figure).collect::<Vec<_>>())
        };
        say(
            "cold, transferred",
            middle(&self.cold, |it| it.bytes as f64),
            "B",
        );
        say(
            "cold, painted",
            middle(&self.cold, |it| it.first_contentful_paint),
            "ms",
        );
        say("cold, usable", middle(&self.cold, |it| it.usable), "ms");
        say("warm, usable", middle(&self.warm, |it| it.usable), "ms");
        for (what, times) in [("a key", &self.keys), ("a press", &self.presses)] {
            say(
                &format!("{what} until the next paint, median"),
                median(times),
                "ms",
            );
            let p98 = format!("{what} until the next paint, p98 of {}", times.len());
            say(&p98, share(times, 0.98), "ms");
        }
    }
}

/// The frame after this moment is drawn.
async fn painted(phone: &Phone) {
    phone
        .script("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        .await;
}
