//! What every eye and every finger needs of a page: that all of it is there to be read and large enough.

use crate::{app, phone::Phone};
use serde_json::{Value, json};

/// Walks every element of the app, those inside `<dajuan-portal>` too; `shown` leaves out what nobody sees.
const WALK: &str = r#"
    const root = ROOT;
    const shown = (it) => it.getClientRects().length > 0 && getComputedStyle(it).visibility !== "hidden"
        && !it.closest(".vh, .skip, [hidden], noscript, #fallback[hidden]") && Math.min(it.offsetWidth ?? 9, it.offsetHeight ?? 9) !== 1;
    const told = (it) => `${it.tagName}.${it.className} ${(it.textContent || it.name || "").trim().slice(0, 40)}`;
    const all = [...root.querySelectorAll("body *, main, main *, .dock *")].filter(shown);
    const texts = [...new Set(all)].flatMap((it) => [...it.childNodes])
        .filter((it) => it.nodeType === 3 && it.data.trim() && !it.parentElement.closest("option, svg, script, style"));
"#;

/// What is wider than the screen, cut off by its box, or written over the edge of its box.
const UNFIT: &str = r#"
    const width = document.documentElement.clientWidth;
    const wide = all.filter((it) => { const box = it.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && (box.right > width + 1 || box.left < -1); });
    const cut = all.filter((it) => { const style = getComputedStyle(it);
        return /hidden|clip/.test(style.overflowX + style.overflowY) && it.textContent.trim()
            && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1); });
    const over = texts.filter((it) => { const range = document.createRange(); range.selectNodeContents(it);
        const box = it.parentElement.closest(":not(span, small, a, b, del, ins, em, strong, svg)").getBoundingClientRect();
        return [...range.getClientRects()].some((line) => line.right > box.right + 2 || line.left < box.left - 2); });
    return [...wide.map((it) => `wide: ${told(it)}`), ...cut.map((it) => `cut: ${told(it)}`),
        ...over.map((it) => `over: ${told(it.parentElement)}`)].slice(0, 8);
"#;

/// Text below so many pixels, but not inside of drawings, which have a table beside them; and targets below so many: with the label that belongs to them. Days of a month stand seven in a row
/// and are as wide as that allows; links inside a sentence are as high as its line.
const SMALL: &str = r#"
    const small = texts.filter((it) => !it.parentElement.closest("figure [aria-hidden]") && parseFloat(getComputedStyle(it.parentElement).fontSize) < TEXT - 0.01)
        .map((it) => `text ${getComputedStyle(it.parentElement).fontSize}: ${told(it.parentElement)}`);
    const least = TARGET - 0.5;
    const targets = all.filter((it) => it.matches("a[href], button, input, select, textarea, summary") && !it.disabled);
    const low = targets.filter((it) => {
        const inline = it.matches("a") && getComputedStyle(it).display === "inline" && it.closest("p, li, dd, td")
            && it.parentElement.textContent.trim() !== it.textContent.trim();
        if (inline) return false;
        const boxes = [it, ...(it.labels ?? [])].map((part) => part.getBoundingClientRect());
        const most = (side) => Math.max(...boxes.map((box) => box[side]));
        return most("height") < least || (most("width") < least && !it.closest(".month"));
    });
    return [...small, ...low.map((it) => { const box = it.getBoundingClientRect();
        return `target ${box.width} × ${box.height}: ${told(it)}`; })].slice(0, 8);
"#;

/// Gives each control the focus; those that something lies over, in the ten pictures after it too: not every engine brings the focus into sight at once.
const COVERED: &str = r#"
    const controls = all.filter((it) => it.matches("a[href], button, input, select, textarea, summary") && !it.disabled);
    const here = root.getRootNode();
    const seen = (it) => {
        const boxes = [it, ...(it.labels ?? [])].flatMap((part) => [...part.getClientRects()]);
        return boxes.some((box) => [0.1, 0.5, 0.9].some((part) => {
            const [x, y] = [box.left + box.width / 2, box.top + box.height * part];
            if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
            const hit = document.elementFromPoint(x, y);
            return hit && (it.contains(hit) || [...(it.labels ?? [])].some((label) => label.contains(hit)));
        }));
    };
    const under = [];
    for (const it of controls) {
        it.focus();
        if (![here.activeElement, root.activeElement, document.activeElement].includes(it)) continue;
        for (let picture = 0; picture < 10 && !seen(it); picture++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        if (it.isConnected && !seen(it)) under.push(it);
    }
    document.activeElement?.blur();
    scrollTo(0, 0);
    return under.map(told).slice(0, 8);
"#;

impl Phone {
    /// Fails if something can't be read whole without moving the page sideways.
    pub async fn check_fit(&self) {
        self.finds_nothing("does not fit", UNFIT).await;
    }

    /// Fails if a text or a target is smaller than so many CSS pixels.
    pub async fn check_sizes(&self, text: f64, target: f64) {
        let script = SMALL
            .replace("TEXT", &text.to_string())
            .replace("TARGET", &target.to_string());
        self.finds_nothing("too small", &script).await;
    }

    /// Fails if a control that has the focus lies beneath something else, or outside of the screen.
    pub async fn check_focus_seen(&self) {
        self.finds_nothing("has the focus and can't be seen", COVERED)
            .await;
    }

    async fn finds_nothing(&self, what: &str, script: &str) {
        let walk = WALK.replace("ROOT", app::ROOT);
        let found = self
            .script(&format!("(async () => {{ {walk} {script} }})()"))
            .await;
        let path: Value = json!(self.path().await);
        assert_eq!(found, json!([]), "{what} at {path}");
    }
}
