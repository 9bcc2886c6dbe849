// The page's places, one shown at a time, by the hash of its address; and how much waits at each.

import { at, run, session } from "./page.js";

const FIRST = "todo";
const shown = {};

// `show` fills a place each time that it is gone to.
export function place(name, show) {
  shown[name] = show;
}

const entry = (name) => document.querySelector(`#places a[href="#/${name}"]`);

// Says how much waits: in each list of `counts` by its heading, and of all beside the entry of their place.
export function waiting(name, counts) {
  const say = (of, count) => (of.querySelector(".waiting").textContent = count > 0 ? String(count) : "");
  for (const [list, count] of Object.entries(counts)) say(at(`${list}-title`), count);
  say(entry(name), Object.values(counts).reduce((sum, count) => sum + count, 0));
}

// Shows the place that the address names; `focus` puts the keyboard on its heading.
export async function go(focus) {
  const asked = location.hash.slice(2);
  const name = asked in shown ? asked : FIRST;
  for (const other of Object.keys(shown)) {
    at(`${other}-place`).hidden = other !== name;
    if (other === name) entry(other).setAttribute("aria-current", "page");
    else entry(other).removeAttribute("aria-current");
  }
  const heading = at(`${name}-title`);
  document.title = `${heading.firstChild.textContent.trim()} · 办公室 Office`;
  if (focus) {
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
  await shown[name]();
}

addEventListener("hashchange", () => session.token !== "" && run(() => go(true))());
