// For portals that frame the app: `import { connect } from "https://APP/frame-host.js"`. Optional: docs/embedding.md has the same in twenty lines.

const ANSWERS_WITHIN = 30_000; // ms

/**
 * Connects an `<iframe src="https://APP/embed.html">` with the page around it. Call it before or soon after the frame loads; it goes on when the frame is loaded anew.
 *
 * @param {HTMLIFrameElement} iframe
 * @param {object} how
 * @param {(how: { refused: boolean }) => Promise<string | null> | string | null} [how.getToken] the member's token, or nothing where nobody is signed in; without it members sign in inside the frame
 * @param {(name: string, detail: object) => void} [how.onEvent] `ready route dirty queued sent auth-needed height error`
 * @param {boolean} [how.followHeight] true: the frame is as high as what it shows, and only the page scrolls; false: the frame keeps its height and scrolls inside
 */
export function connect(iframe, { getToken, onEvent = () => {}, followHeight = true } = {}) {
  const origin = new URL(iframe.src).origin;
  const asked = new Map();
  let port, nonce, last = 0, arrived;
  const arrival = new Promise((done) => (arrived = done));

  function greet({ source, origin: from, data }) {
    // The frame may have been led elsewhere: whoever is in it then is a stranger.
    if (source !== iframe.contentWindow || from !== origin) return;
    if (data?.dajuan !== 1 || data.type !== "hello" || typeof data.nonce !== "string" || data.nonce === nonce) return;
    nonce = data.nonce;
    port?.close();
    for (const id of asked.keys()) settle(id, (it) => it.fail(new Error("the frame was loaded anew")));
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = ({ data }) => take(data);
    iframe.contentWindow.postMessage({ dajuan: 1, type: "connect", nonce, token: Boolean(getToken), height: followHeight }, origin, [channel.port2]);
    arrived();
  }

  function take({ id, method, event, value, error }) {
    if (event) hear(event, value);
    else if (method) answer(id, method, value);
    else settle(id, (it) => (error ? it.fail(new Error(error)) : it.done(value)));
  }

  function hear(name, detail) {
    if (name === "height" && followHeight) iframe.style.height = `${Math.ceil(detail.height)}px`;
    // Another screen is read from its beginning.
    if (name === "route" && followHeight && iframe.getBoundingClientRect().top < 0) iframe.scrollIntoView();
    onEvent(name, detail);
  }

  async function answer(id, method, value) {
    const here = port;
    try {
      if (method !== "token" || !getToken) throw new Error("unknown");
      here.postMessage({ id, value: (await getToken(value)) ?? null });
    } catch {
      here.postMessage({ id, error: "failed" });
    }
  }

  function settle(id, how) {
    const it = asked.get(id);
    asked.delete(id);
    clearTimeout(it?.timer);
    if (it) how(it);
  }

  async function ask(method, value) {
    await arrival;
    const id = ++last;
    return new Promise((done, fail) => {
      const timer = setTimeout(() => settle(id, () => fail(new Error("no answer"))), ANSWERS_WITHIN);
      asked.set(id, { done, fail, timer });
      port.postMessage({ id, method, value });
    });
  }

  window.addEventListener("message", greet);
  return {
    /** Goes to a screen, such as `/records`. */
    go: (route) => ask("go", route),
    /** Sends what waits; how much still does. */
    flush: () => ask("flush"),
    /** How much was submitted and not received. */
    unsentCount: () => ask("unsentCount"),
    /** Signs out; `unsent`: `send`, `keep` or `erase`. Whether it did. */
    signOut: (how) => ask("signOut", how),
    /** Another member is signed in to the portal, or nobody: nothing more goes under the old token. */
    memberChanged: () => ask("memberChanged"),
    /** `theme`, `lang`, `textSize`, `views` or `route`, with what the element's attribute would be. */
    set: (name, value) => ask(name, value),
    /** No longer speaks with the frame. */
    disconnect() {
      window.removeEventListener("message", greet);
      port?.close();
    },
  };
}
