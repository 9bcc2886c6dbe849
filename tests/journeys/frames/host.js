// A portal's page that a test drives: what the frame says is written down, and what no attack may get.
const { port } = location;
export const APP = `http://localhost:${port}`;
export const page = (name) => `http://${name}.localhost:${port}`;
export const frame = document.createElement("iframe");
export const hellos = [];
const elsewhere = [];
let waits = [], loads = 0;

// What came on a port, or to a stranger, that the frame must not have spoken with.
export const caught = [];

addEventListener("message", ({ source, origin, data }) => {
  const ofFrame = source === frame.contentWindow && origin === APP;
  if (ofFrame && data?.type === "hello") hellos.push(data);
  else if (data?.stranger) caught.push(data.stranger);
  else elsewhere.push(data);
  look();
});

// Whether what is waited for has come.
export function look() {
  waits = waits.filter((it) => !it());
}

export function until(met) {
  return new Promise((done) => {
    const ask = () => met() && (done(), true);
    if (!ask()) waits.push(ask);
  });
}

export const heard = (text) => until(() => elsewhere.includes(text) && elsewhere.splice(elsewhere.indexOf(text), 1));

// The frame is loaded anew, its element is there, and it has said hello; gives the nonce of this load.
export async function load() {
  loads += 1;
  const before = new Set(hellos.map(({ nonce }) => nonce));
  const fresh = () => hellos.find(({ nonce }) => !before.has(nonce));
  frame.src = `${APP}/embed.html?${loads}`;
  if (!frame.isConnected) document.body.append(frame);
  await heard(`the element is there ?${loads}`);
  await until(fresh);
  return fresh().nonce;
}

// The element stands in the frame that was loaded last.
export const stands = () => heard(`the element stands ?${loads}`);

// A port that nothing may come out of.
export function bait() {
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => caught.push(data);
  return channel.port2;
}

export const connect = (nonce, more = {}) => ({ dajuan: 1, type: "connect", nonce, token: true, ...more });

// Says this to the frame as its parent.
export const say = (data, ports = [bait()]) => frame.contentWindow.postMessage(data, APP, ports);

// Waits until the frame has dealt with all that was said to it.
export async function dealt() {
  const channel = new MessageChannel();
  say("fence", [channel.port2]);
  await new Promise((done) => (channel.port1.onmessage = done));
}

// The right answer to a hello, and what is said on the port from then on. `tokens`: what is given, one after the other.
export class Line {
  said = [];
  stray = [];
  asked = 0;
  #answers = new Map();
  #last = 0;

  constructor(nonce, tokens = ["token"], more = {}) {
    const channel = new MessageChannel();
    this.port = channel.port1;
    this.port.onmessage = ({ data }) => {
      if (data.event) this.said.push(data);
      else if (data.method) this.port.postMessage({ id: data.id, value: tokens[this.asked++ % tokens.length] });
      else if (this.#answers.has(data.id)) this.#answers.get(data.id)(data);
      else this.stray.push(data);
      look();
    };
    say(connect(nonce, more), [channel.port2]);
  }

  event(name, title) {
    return until(() => this.said.find(({ event, value }) => event === name && (title === undefined || value.title === title)));
  }

  ask(method, value) {
    const id = ++this.#last;
    this.port.postMessage({ id, method, value });
    return new Promise((done) => this.#answers.set(id, done));
  }
}

// Takes all strangers away again.
export const alone = () => others.splice(0).forEach((away) => away());
const others = [];

// A stranger's page of this origin, as a frame beside ours or as a window of its own; it says what it is told to say.
export async function stranger(address, { sandbox, popup } = {}) {
  const beside = document.createElement("iframe");
  if (sandbox) beside.sandbox = sandbox;
  beside.src = address;
  const other = popup ? window.open(address) : (document.body.append(beside), beside.contentWindow);
  await heard("stranger is there");
  others.push(() => (popup ? other.close() : beside.remove()));
  return async (say, { to = "frame", port = true } = {}) => {
    other.postMessage({ to, say, port }, "*");
    await heard("said");
  };
}
