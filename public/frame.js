// The page that portals frame: `<dajuan-portal>`, told by the parent page through a channel (docs/embedding.md).
// Who may frame it stands in config.json; `frame-ancestors` says the same to browsers, this to those that don't know it.
import { portals, whoMayBeAround } from "./frame-around.js";
import { Channel, has, isText, shakeHands } from "./frame-channel.js";

const PATIENCE = 1000; // ms for the portal's first answer: one that comes later is taken all the same
const TOKEN = /^[\x21-\x7e]{1,8192}$/;
const STATES = ["ready", "route", "dirty"]; // told again to a portal that comes late
const EVENTS = [...STATES, "queued", "sent", "auth-needed", "error"];
const ONE_OF = { theme: ["", "light", "dark"], lang: ["", "zh-CN", "en"], "text-size": ["", "large", "largest", "elder"] };
const UNSENT = ["send", "keep", "erase"];

const root = document.documentElement;
let channel;

start().catch((reason) => {
  console.error(reason);
  show("failed");
});

async function start() {
  leadOut(location.hash.slice(1));
  if (window.parent === window) return location.replace(page("refused").querySelector(".alone").href);
  if (self.origin === "null") return show("sandboxed");
  const around = location.ancestorOrigins && [...location.ancestorOrigins];
  const origins = whoMayBeAround(portals(await config(), location.host), around, document.referrer);
  if (origins.length === 0) return show("refused");
  keepsNothing().then((nothing) => (page("not-kept").hidden = !nothing));
  const host = shakeHands(origins);
  const [first] = await Promise.all([Promise.race([host, silence()]), import("./embed.js")]);
  const element = made();
  if (first) connect(element, first);
  else host.then((late) => connect(element, late));
  // It is drawn, or says itself why it is not.
  for (const name of ["route", "ready", "error"]) element.addEventListener(`dajuan-${name}`, () => page("opening")?.remove(), { once: true });
  document.body.append(element);
}

function page(id) {
  return document.getElementById(id);
}

function silence() {
  return new Promise((done) => setTimeout(done, PATIENCE));
}

function show(id) {
  page("opening").hidden = true;
  page(id).hidden = false;
}

// The links to a window of its own open the screen that is open here.
function leadOut(path) {
  for (const link of document.querySelectorAll(".alone")) link.href = new URL(path.startsWith("/") ? `.${path}` : "./", document.baseURI);
}

async function config() {
  const reply = await fetch(new URL("config.json", document.baseURI), { cache: "no-cache" });
  if (!reply.ok) throw new Error(`config.json: ${reply.status}`);
  return reply.json();
}

// Whether the browser lets a page inside another site keep nothing, or nothing beyond its own end: what WebKit has in memory alone it does not list.
function keepsNothing() {
  const name = "dajuan-frame";
  return new Promise((done) => {
    try {
      const open = indexedDB.open(name);
      open.onerror = () => done(true);
      open.onsuccess = async () => {
        const kept = await indexedDB.databases?.().catch(() => {});
        open.result.close();
        indexedDB.deleteDatabase(name);
        done(kept !== undefined && kept.every((it) => it.name !== name));
      };
    } catch {
      done(true);
    }
  });
}

// The element, as the address of the frame wants it: portals without a script have no other way to say so.
function made() {
  const element = document.createElement("dajuan-portal");
  element.setAttribute("routing", "hash");
  element.setAttribute("loading", "eager");
  const wanted = new URLSearchParams(location.search);
  for (const [name, value] of wanted) if (settings.get(name)?.takes(value)) settings.get(name).does(element, value);
  element.addEventListener("dajuan-route", ({ detail }) => leadOut(detail.path));
  for (const name of EVENTS) element.addEventListener(`dajuan-${name}`, ({ detail }) => tell(name, detail));
  return element;
}

const state = new Map();

function tell(name, detail) {
  if (STATES.includes(name)) state.set(name, detail);
  channel?.tell(name, detail);
}

// What the host and the address may set, and how.
const settings = new Map([
  ...Object.entries(ONE_OF).map(([name, values]) => [name, { takes: (value) => values.includes(value), does: (element, value) => set(element, name, value) }]),
  ["views", { takes: (value) => isText(value) && /^[a-z ]{0,100}$/.test(value), does: (element, value) => element.setAttribute("views", value) }],
]);

function set(element, name, value) {
  element.setAttribute(name, value);
  // The page around the element is dressed alike.
  if (name !== "lang") root.dataset[name === "theme" ? "theme" : "textSize"] = value;
}

// Tells how high what is shown is, where it has changed by more than rounding makes of it: a host that follows never sets off another change.
function tellHeights() {
  let told = NaN;
  new ResizeObserver(() => {
    const { height } = document.body.getBoundingClientRect();
    // A frame without a height would not be drawn any more.
    if (height === 0 || Math.abs(height - told) <= 1) return;
    told = height;
    channel.tell("height", { height });
  }).observe(document.body);
}

function connect(element, { port, token, height }) {
  if (height) root.dataset.height = "follow";
  channel = new Channel(port, methods(element));
  if (token) askForTokens(element);
  for (const [name, detail] of state) channel.tell(name, detail);
  tellHeights();
}

// A new function each time: the element takes it for a change of member.
function askForTokens(element) {
  element.getToken = async ({ refused }) => {
    const token = (await channel.ask("token", { refused })) ?? null;
    if (token === null || (isText(token) && TOKEN.test(token))) return token;
    channel.tell("error", { code: "token", message: "a token is up to 8192 visible ASCII letters without spaces" });
    throw new Error("the portal gave no token");
  };
}

function methods(element) {
  const nothing = (value) => value === undefined || value === null;
  const isPath = (value) => isText(value) && value.length <= 2048 && /^\/(?!\/)/.test(value);
  const named = (name) => [name.replace("text-size", "textSize"), { takes: settings.get(name).takes, does: (value) => settings.get(name).does(element, value) }];
  return new Map([
    ["go", { takes: isPath, does: (value) => element.go(value) }],
    ["route", { takes: isPath, does: (value) => void (element.route = value) }],
    ["flush", { takes: nothing, does: () => element.flush() }],
    ["unsentCount", { takes: nothing, does: () => element.unsentCount() }],
    ["signOut", { takes: (value) => has(value, ["unsent"]) && UNSENT.includes(value.unsent), does: (value) => element.signOut(value) }],
    ["memberChanged", { takes: nothing, does: () => askForTokens(element) }],
    ...[...settings.keys()].map(named),
  ]);
}
