//! From a press to what the page says.

use crate::figures::say_both;
use dajuan_journeys::Phone;

/// Milliseconds from the event until the document says so, and until the frame after that is drawn.
#[derive(Debug)]
pub struct Shown {
    pub said: f64,
    pub drawn: f64,
}

pub fn say_shown(what: &str, samples: &[Shown]) {
    let of = |figure: fn(&Shown) -> f64| samples.iter().map(figure).collect::<Vec<_>>();
    say_both(what, &of(|it| it.said));
    say_both(&format!("{what}, and drawn"), &of(|it| it.drawn));
}

/// From here on [`shown`] tells of the next such event on an element that matches `by`, until `told` holds of the document.
pub fn watch(event: &str, by: &str, told: &str) -> String {
    format!(
        r#"window.__told = new Promise((done) => {{
            let at;
            addEventListener({event:?}, (it) => {{ if (it.target.closest({by:?})) at = it.timeStamp; }}, {{ capture: true }});
            new MutationObserver((_, watch) => {{
                if (at === undefined || !({told})) return;
                watch.disconnect();
                const said = performance.now() - at;
                requestAnimationFrame(() => {{
                    const after = new MessageChannel();
                    after.port1.onmessage = () => done([said, performance.now() - at]);
                    after.port2.postMessage(0);
                }});
            }}).observe(document, {{ attributes: true, childList: true, characterData: true, subtree: true }});
        }}), 0"#
    )
}

/// What was watched for.
pub async fn shown(phone: &Phone) -> Shown {
    let told = phone.script("window.__told").await;
    let ms = |place: usize| told[place].as_f64().expect("a time");
    Shown {
        said: ms(0),
        drawn: ms(1),
    }
}
