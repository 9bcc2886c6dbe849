// `<dajuan-portal>`: the app inside a page that is not its own. What the page can ask and hear of it: embed.d.ts, docs/embedding.md.
// Nothing else is loaded before the element comes into view; what is then imported has its integrity from here.
const sums = /* files */ {};
const states = new WeakMap();

const early = {}; // of each file that is asked for before it is needed: the answer to come
const at = (name) => new URL(name, import.meta.url).href;
const sum = (href) => sums[href.split("/").pop()];

function link(shadow, name, how) {
  const href = at(name);
  shadow.append(Object.assign(document.createElement("link"), { href, crossOrigin: "anonymous", ...how }));
  return href;
}

const imported = (shadow, name) => link(shadow, name, { rel: "modulepreload", integrity: sum(at(name)) });

// All that the first screen needs, side by side.
function ahead(shadow) {
  const [glue, portal] = ["dajuan.js", "portal.js"].map((name) => imported(shadow, name));
  for (const href of /* early */ [].map(at)) {
    if (href in early) continue;
    early[href] = fetch(href, { integrity: sum(href) });
    early[href].catch(() => {});
  }
  link(shadow, "catalog.json", { rel: "preload", as: "fetch" });
  const dressed = new Promise((onload, fail) => {
    link(shadow, "embed.css", { rel: "stylesheet", integrity: sum(at("embed.css")), onload, onerror: () => fail(new Error("embed.css can't be had")) });
  });
  dressed.catch(() => {});
  return { glue, portal, dressed, early };
}

class DajuanPortal extends HTMLElement {
  static observedAttributes = ["route", "lang", "text-size", "views"];

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    states.set(this, { path: "" });
  }

  connectedCallback() {
    // What was set before the element was known.
    for (const name of ["profile", "route", "getToken", ...mirrored.map(named)]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    const state = states.get(this);
    if (state.opened || state.seen) return;
    const begin = () => open(this).catch(() => {});
    if (this.getAttribute("loading") === "eager" || !window.IntersectionObserver) return void begin();
    state.seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && begin(), { rootMargin: "200px" });
    state.seen.observe(this);
  }

  disconnectedCallback() {
    // One that is only moved stays as it is.
    queueMicrotask(() => this.isConnected || close(this));
  }

  attributeChangedCallback(name, _, value) {
    states.get(this).changed?.(name, value);
  }

  get route() { return states.get(this).path || this.getAttribute("route") || "/"; }
  set route(value) { this.setAttribute("route", value); }

  get profile() { return states.get(this).profile ?? this.getAttribute("profile"); }
  set profile(value) { states.get(this).profile = value; }

  get getToken() { return states.get(this).getToken ?? null; }
  set getToken(value) {
    const state = states.get(this);
    const before = state.getToken;
    state.getToken = value;
    if (!before === !value) return void state.port?.("token").catch(() => {});
    if (!state.opened) return;
    close(this);
    if (this.isConnected) this.connectedCallback();
  }

  go(route) { return ask(this, "go", route); }
  flush() { return ask(this, "flush"); }
  unsentCount() { return ask(this, "unsent"); }
  signOut({ unsent }) { return ask(this, "sign-out", unsent); }
}

const mirrored = ["routing", "base", "theme", "views", "text-size"];
const named = (name) => name.replace("-s", "S");
for (const name of mirrored) {
  Object.defineProperty(DajuanPortal.prototype, named(name), {
    get() { return this.getAttribute(name) ?? (name === "routing" ? "hash" : ""); },
    set(value) { this.setAttribute(name, value); },
  });
}

async function ask(element, verb, value) {
  if (!element.isConnected) throw new Error("the element is in no page");
  return (await open(element))(verb, value);
}

// Opens the app in the element, once; gives the way to ask it.
function open(element) {
  const state = states.get(element);
  state.seen?.disconnect();
  if (state.opened) return state.opened;
  const shadow = element.shadowRoot;
  const opened = state.opened = (async () => {
    shadow.replaceChildren();
    const begun = ahead(shadow);
    const { begin } = await import(begun.portal);
    return begin(element, state, begun, () => state.opened === opened);
  })().catch((error) => {
    if (state.opened === opened) {
      close(element);
      const detail = { code: "load", message: `${error?.message ?? error}` };
      element.dispatchEvent(new CustomEvent("dajuan-error", { detail, bubbles: true, composed: true }));
      const again = document.createElement("button");
      Object.assign(again, { textContent: "答卷没有打开，点这里再试一次 · Dajuan did not open; press to try again", onclick: () => open(element).catch(() => {}) });
      if (element.isConnected) shadow.append(again);
    }
    throw error;
  });
  return opened;
}

function close(element) {
  const state = states.get(element);
  state.seen?.disconnect();
  state.end?.();
  state.port = state.opened = state.seen = state.end = state.changed = undefined;
  element.shadowRoot.replaceChildren();
}

if (!customElements.get("dajuan-portal")) customElements.define("dajuan-portal", DajuanPortal);
