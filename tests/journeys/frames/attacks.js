// What a stranger, or a portal gone wrong, can say to the frame's window. None of it may be taken: no port but the portal's own gets a word.
import { APP, Line, alone, bait, caught, connect, dealt, hellos, load, page, say, stranger } from "./host.js";

const HUGE = 10_000_000;

// Says all of these as the parent.
const parent = (make) => async (nonce) => {
  for (const [data, ports] of make(nonce)) say(data, ports);
  await dealt();
};

const from = (address, how) => async (nonce) => {
  const speak = await stranger(address(), how);
  await speak(connect(nonce));
};
const DATA = `data:text/html,<script src="${page("evil")}/stranger.js"></script>`;

const attacks = new Map([
  ["a frame beside it, of a stranger", from(() => `${page("evil")}/stranger.html`)],
  ["a frame beside it, of the portal itself", from(() => `${page("portal")}/stranger.html`)],
  ["a frame beside it, of another portal that may frame it", from(() => `${page("second")}/stranger.html`)],
  ["a window that the portal opened", from(() => `${page("evil")}/stranger.html`, { popup: true })],
  ["a frame beside it without an origin", from(() => `${page("portal")}/stranger.html`, { sandbox: "allow-scripts" })],
  ["a frame beside it made of data", from(() => DATA)],
  ["a nonce that nobody said", parent(() => [[connect("0".repeat(32))], [connect("")]])],
  ["a nonce of the load before", async (before) => {
    await load();
    say(connect(before));
    await dealt();
  }],
  ["keys of a prototype", parent((nonce) => [
    [JSON.parse(`{"dajuan":1,"type":"connect","nonce":"${nonce}","__proto__":{"token":true}}`)],
    [JSON.parse(`{"__proto__":{"dajuan":1,"type":"connect","nonce":"${nonce}"}}`)],
    [{ ...connect(nonce), constructor: { prototype: {} } }],
    [{ ...connect(nonce), toString: "x" }],
  ])],
  ["ten megabytes", parent((nonce) => [
    [connect(nonce + "0".repeat(HUGE))],
    [connect(nonce, { more: "0".repeat(HUGE) })],
    [connect(nonce, { token: new Array(HUGE / 10).fill(0) })],
    [Array(HUGE / 10).fill(nonce)],
    ["0".repeat(HUGE)],
  ])],
  ["no port, and two of them", parent((nonce) => [[connect(nonce), []], [connect(nonce), [bait(), bait()]]])],
  ["a version that is not known", parent((nonce) => [0, 2, "1", 1.5, null, undefined, [1]].map((dajuan) => [connect(nonce, { dajuan })]))],
  ["another shape", parent((nonce) => [
    [{ type: "connect", nonce }], [{ dajuan: 1, nonce }], [{ dajuan: 1, type: "connect" }], [connect(nonce, { type: "hello" })],
    [connect(nonce, { nonce: [nonce] })], [connect(nonce, { token: "yes" })], [connect(nonce, { height: 1 })], [connect(nonce, { origin: APP })],
    [null], [nonce], [new Map(Object.entries(connect(nonce)))], [JSON.stringify(connect(nonce))],
  ])],
  ["a nonce of the portal's page before this one", async () => {
    // `window.name` outlives the page.
    if (!/^[0-9a-f]{32}$/.test(window.name)) throw new Error("there was none before");
    say(connect(window.name));
    await dealt();
  }],
]);

// Tries one, then connects as the portal does, and tries to connect once more: what must come of it is what comes without the attack.
window.attack = async (name) => {
  await attacks.get(name)(await load());
  const { nonce } = hellos.at(-1);
  const line = new Line(nonce);
  await line.event("ready");
  say(connect(nonce));
  await dealt();
  const { value } = await line.ask("flush");
  window.name = nonce;
  alone();
  return { caught, token: value, asked: line.asked };
};
window.attacks = [...attacks.keys()];
document.documentElement.dataset.ready = "host";
