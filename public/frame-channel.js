// The two ends of one channel between a page and the portal that frames it: the frame's own, which trusts nothing that it is told.
// What is said: docs/embedding.md. A message is a plain object with exactly the keys that are named here.

const VERSION = 1;
const PATIENCE = 30_000; // ms that the host has for an answer
const LONGEST = 65_536; // letters in one text
const EVERY = [0, 100, 200, 400, 800, 1600, ...Array(30).fill(2000)]; // ms between hellos: a portal's own script may come late

// Says hello to whoever of `origins` the parent is, until it answers; gives the port, and what else the answer says.
export function shakeHands(origins) {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return new Promise((connected) => {
    const timers = [];
    const listen = (event) => {
      // Who speaks is looked at before what is said: a stranger's megabytes are never unpacked.
      if (event.source !== window.parent || !origins.includes(event.origin)) return;
      const { ports, data } = event;
      if (ports.length !== 1 || !isConnect(data) || data.nonce !== nonce) return;
      window.removeEventListener("message", listen);
      timers.forEach(clearTimeout);
      connected({ port: ports[0], token: data.token === true, height: data.height === true });
    };
    window.addEventListener("message", listen);
    const hello = () => origins.forEach((origin) => window.parent.postMessage({ dajuan: VERSION, type: "hello", nonce }, origin));
    EVERY.reduce((at, wait) => (timers.push(setTimeout(hello, at + wait)), at + wait), 0);
  });
}

function isConnect(data) {
  return (
    has(data, ["dajuan", "type", "nonce"], ["token", "height"]) && data.dajuan === VERSION && data.type === "connect" && isText(data.nonce) &&
    [data.token, data.height].every((flag) => flag === undefined || typeof flag === "boolean")
  );
}

// The port in use: requests in both directions, each with its answer, and events outwards.
export class Channel {
  #port;
  #methods;
  #asked = new Map();
  #last = 0;

  // `methods`: a Map of a name to what checks a value and what is done with it.
  constructor(port, methods) {
    this.#port = port;
    this.#methods = methods;
    port.onmessage = ({ data }) => this.#take(data);
  }

  tell(event, value) {
    this.#port.postMessage({ event, value });
  }

  // What the host answers, or an error after so long.
  ask(method, value) {
    const id = ++this.#last;
    return new Promise((done, fail) => {
      const timer = setTimeout(() => this.#settle(id, () => fail(new Error("the portal gave no answer"))), PATIENCE);
      this.#asked.set(id, { done, fail, timer });
      this.#port.postMessage({ id, method, value });
    });
  }

  #settle(id, how) {
    const asked = this.#asked.get(id);
    if (!asked) return;
    this.#asked.delete(id);
    clearTimeout(asked.timer);
    how(asked);
  }

  #take(data) {
    if (!has(data, ["id"], ["method", "value", "error"]) || !Number.isSafeInteger(data.id)) return;
    if ("method" in data) this.#answer(data);
    else if ("error" in data) this.#settle(data.id, ({ fail }) => fail(new Error("the portal can't say")));
    else this.#settle(data.id, ({ done }) => done(data.value));
  }

  async #answer({ id, method, value }) {
    const known = isText(method) ? this.#methods.get(method) : undefined;
    const refused = known === undefined ? "unknown" : known.takes(value) ? undefined : "wrong";
    if (refused) return this.#port.postMessage({ id, error: refused });
    try {
      this.#port.postMessage({ id, value: await known.does(value) });
    } catch {
      this.#port.postMessage({ id, error: "failed" });
    }
  }
}

// A plain object with all of `needed`, some of `more` and nothing else. A key that only its prototype has is not its own.
export function has(data, needed, more = []) {
  if (typeof data !== "object" || data === null || Object.getPrototypeOf(data) !== Object.prototype) return false;
  const keys = Reflect.ownKeys(data);
  return keys.length <= needed.length + more.length && needed.every((key) => keys.includes(key)) && keys.every((key) => needed.includes(key) || more.includes(key));
}

export const isText = (value) => typeof value === "string" && value.length <= LONGEST;
