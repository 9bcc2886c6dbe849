// What `<dajuan-portal>` needs once it opens: fetches the app, draws it into the shadow, and carries between it and the page.
const sums = /* files */ {}; // of each part of the wasm: its integrity
const second = /* early */ []; // what a member's own start waits for behind the first module
const at = (name) => new URL(name, import.meta.url).href;
const sum = (url) => sums[url.split("/").pop()];
const parts = { page: ".page", head: ".head", tabs: ".tabs", tab: ".tabs a", button: ".go, .btn", notice: ".notice", row: ".row", field: "input, select, textarea" };
let mounts;

// Draws the app, for as long as `stays` says so; gives the way to ask it.
export async function begin(element, state, { glue, dressed, early }, stays) {
  const who = asking(state);
  const behind = second.filter((name) => who && (sum(name) || !element.profile));
  const [mount] = await Promise.all([module(glue, early, behind), dressed]);
  const gone = () => {
    if (!stays()) throw new Error("the element was removed");
  };
  gone();
  const root = Object.assign(document.createElement("div"), { className: "root" });
  element.shadowRoot.append(root);
  // The reader's own size of text, whatever the page makes of `rem`.
  root.style.fontSize = "medium";
  root.style.setProperty("--unit", getComputedStyle(root).fontSize);
  root.style.fontSize = "";
  const ended = new AbortController();
  const places = placed(element, state.path);
  state.path = places.start;
  state.end = () => ended.abort();
  watch(element, state, root, places, ended.signal);
  shield(element, ended.signal);
  const port = await mount(given(element, state, root, places, who));
  ended.signal.addEventListener("abort", () => port("end"));
  if (ended.signal.aborted) port("end");
  gone();
  follow(state, port, places, ended.signal);
  return (state.port = port);
}

// The module, once for all elements of a page; where it could not be had, the next one tries again.
function module(glue, early, behind) {
  mounts ??= new Promise((done, fail) => {
    const begun = (mount) => (mount ? done(mount) : fail(new Error("a part of the app can't be had")));
    import(glue).then((it) => it.default({ assets: at(".").slice(0, -1), fetch: (url) => get(`${url}`, early, behind), asked: (request) => asked(request, early), begun })).catch(fail);
  }).catch((error) => {
    mounts = undefined;
    throw error;
  });
  return mounts;
}

// A page's own wrap around `fetch` may lose what the browser would compile by. `behind`: what comes next is known once the first module is here.
async function get(url, early, behind) {
  const answer = await (taken(url, early) ?? fetch(url, { integrity: sum(url) }));
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  for (const next of behind.splice(0).map(at)) {
    early[next] = fetch(next, sum(next) ? { integrity: sum(next) } : { signal: AbortSignal.timeout?.(30_000) });
    early[next].catch(() => {});
  }
  return new Response(bytes, { headers: { "content-type": "application/wasm" } });
}

// An answer is read once. That it was asked for stays known; of what was never asked for early nothing is.
function taken(url, early) {
  const answer = early[url];
  if (answer) early[url] = undefined;
  return answer;
}

// The way to ask the page who is here. It is asked first while the app is fetched; that answer counts once, and not where another `getToken` was set meanwhile.
function asking(state) {
  const first = state.getToken;
  if (!first) return;
  const ask = async (refused) => state.getToken({ refused });
  let answer = ask(false);
  answer.catch(() => {});
  return (refused) => {
    const known = state.getToken === first && !refused ? answer : undefined;
    answer = undefined;
    return known ?? ask(refused);
  };
}

// What a page has put in the place of `fetch` may answer with objects of its own, which the module can't read.
async function asked(request, early) {
  const answer = (await taken(request.url, early)?.catch(() => {})) ?? (await fetch(request));
  if (answer instanceof Response) return answer;
  const body = await answer.arrayBuffer();
  const headers = ["Content-Type", "Date", "ETag", "Retry-After"].map((name) => [name, answer.headers.get(name)]).filter(([, value]) => value);
  return new Response(body.byteLength ? body : null, { status: answer.status, headers });
}

// Where screens stand in the address bar. Whole addresses: a page's `<base>` is not for us. The address that the element begins at, and one
// without a hash, are those of its first screen; one that is the page's own leaves the screen as it is.
function placed(element, before) {
  const { routing, base } = element;
  const began = location.href;
  const page = () => location.href.split("#")[0];
  const prefix = () => (routing === "path" ? location.origin + base : `${page()}#`);
  const named = () => {
    if (routing === "hash") return location.hash.startsWith("#/") ? location.hash.slice(1) : null;
    const below = location.pathname.slice(base.length);
    return routing === "path" && location.pathname.startsWith(base) && /^(\/|$)/.test(below) ? below || "/" : null;
  };
  const start = named() ?? (before || element.getAttribute("route") || `/${views(element)[0] ?? "home"}`.replace("/home", "/"));
  return {
    start,
    prefix,
    here: () => (location.href === began || (routing === "hash" && !location.hash) ? start : named()),
    go(path, instead) {
      if (routing === "none") return;
      try {
        history[instead ? "replaceState" : "pushState"](history.state, "", prefix() + path);
      } catch (error) {
        console.warn("dajuan: the address bar stays", error);
      }
    },
  };
}

const views = (element) => element.views.split(" ").filter(Boolean);

// What the app takes of the page (src/browser/host.rs, portal.rs).
function given(element, state, root, places, token) {
  const { profile } = element;
  const file = typeof profile === "string" && new URL(profile, location.href);
  return {
    root,
    prefix: places.prefix(),
    route: state.path,
    lang: element.lang,
    textSize: element.textSize,
    profile: file ? { profile: file.href } : profile ?? undefined,
    origin: (file || new URL(profile ? location.href : import.meta.url)).origin,
    worker: element.hasAttribute("worker"),
    token,
    tell: (name, detail) => tell(element, name, detail),
    steer(path, instead) {
      if (instead && path === state.path) return;
      state.path = path;
      places.go(path, instead);
      if (!instead && element.getBoundingClientRect().top < 0) element.scrollIntoView();
    },
  };
}

// Tells the page what can be seen of the app from outside, until it ends.
function watch(element, state, root, places, signal) {
  let ready = false;
  const show = () => {
    const wanted = views(element);
    const tabs = [...root.querySelectorAll(".tabs a")];
    for (const tab of tabs) {
      const view = tab.getAttribute("href").slice(places.prefix().length + 1) || "home";
      tab.hidden = wanted.length > 0 && !wanted.includes(view);
    }
    for (const part of Object.keys(parts)) for (const found of root.querySelectorAll(parts[part])) found.part = part;
  };
  const changed = new MutationObserver((changes) => {
    for (const { attributeName: name } of changes) {
      if (name === "data-title") tell(element, "route", { path: state.path, title: root.dataset.title });
      if (name === "data-ready" && !ready) tell(element, "ready", (ready = true) && {});
    }
    show();
  });
  changed.observe(root, { attributeFilter: ["data-title", "data-ready"], childList: true, subtree: true });
  let height;
  const sized = new ResizeObserver(() => {
    const now = Math.ceil(root.getBoundingClientRect().height);
    if (now !== height) tell(element, "height", { height: (height = now) });
  });
  sized.observe(root);
  state.changed = (name, value) => {
    if (name === "views") return show();
    if (state.port && value !== null && (name !== "route" || value !== state.path)) state.port(name === "route" ? "go" : name, value);
  };
  signal.addEventListener("abort", () => {
    changed.disconnect();
    sized.disconnect();
  });
}

// What is pressed and typed inside is the app's: a page that hears all clicks and keys of its document (shortcuts, menus that close) sees no field
// behind the element, and would take the press from a button or the letter from a word. It hears a click on the element, which it can't call off.
function shield(element, signal) {
  for (const name of ["keydown", "keypress", "keyup", "beforeinput"]) element.shadowRoot.addEventListener(name, (event) => event.stopPropagation(), { signal });
  element.shadowRoot.addEventListener("click", (event) => {
    event.stopPropagation();
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, clientX: event.clientX, clientY: event.clientY, detail: event.detail }));
  }, { signal });
}

// Tells the app what the browser says, until it ends.
function follow(state, port, places, signal) {
  const moved = () => {
    const path = places.here();
    if (path !== null && path !== state.path) port("route", (state.path = path));
  };
  addEventListener("popstate", moved, { signal });
  addEventListener("hashchange", moved, { signal });
  document.addEventListener("visibilitychange", () => document.hidden || port("look").catch(() => {}), { signal });
}

function tell(element, name, detail) {
  element.dispatchEvent(new CustomEvent(`dajuan-${name}`, { detail, bubbles: true, composed: true }));
}
