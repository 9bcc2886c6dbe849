// What is said on the port once there is one, by the portal's page and by frame-host.js.
import { APP, Line, caught, connect, dealt, frame, heard, hellos, load, look, page, say, stands, stranger, until } from "./host.js";

// Answers to what a portal asks, and to what it must not: each with what the element said of it.
window.methods = async () => {
  const line = new Line(await load());
  await line.event("ready");
  const answers = [];
  for (const [method, value] of [
    ["go", "/records"], ["unsentCount"], ["flush"], ["signOut", { unsent: "keep" }], ["signOut", { unsent: "erase" }],
    ["theme", "dark"], ["lang", "en"], ["textSize", "large"], ["views", "home me"], ["route", "/me"], ["memberChanged"],
    ["go", "//evil.example"], ["go", "https://evil.example/"], ["go", "/" + "x".repeat(3000)], ["go", 7], ["flush", 1], ["signOut"], ["signOut", { unsent: "sell" }],
    ["signOut", JSON.parse('{"unsent":"keep","__proto__":{}}')], ["theme", "red"], ["views", "<b>"], ["lang", "__proto__"],
    ["token", { refused: false }], ["constructor"], ["__proto__"], ["toString"], ["getToken"], ["x".repeat(10_000_000)], [null], [["go"]],
  ]) {
    const { value: given, error } = await line.ask(method, value);
    answers.push([`${String(method).slice(0, 20)} ${JSON.stringify(value)?.slice(0, 30) ?? ""}`.trim(), error ?? given ?? "done"]);
  }
  const told = line.said.filter(({ event }) => event === "route").map(({ value }) => value.title);
  return { answers, told };
};

// What becomes of each token, and how often the portal was told that one was of no use.
window.tokens = async (tokens) => {
  const line = new Line(await load(), tokens);
  await line.event("ready");
  const given = [];
  for (const _ of tokens) given.push((await line.ask("flush")).value);
  return { given, told: line.said.filter(({ event, value }) => event === "error" && value.code === "token").length };
};

// Nonsense on the port, and answers to what was not asked: the next question is answered as ever.
window.nonsense = async () => {
  const line = new Line(await load());
  await line.event("ready");
  for (const data of [null, 7, "x", [], {}, { id: 1 }, { id: 1, value: "token of another" }, { id: "1", method: "flush" }, { id: 1.5, value: 1 }, { id: 9, error: "x" },
    JSON.parse('{"id":1,"__proto__":{"method":"flush"}}'), { id: 1, method: "flush", more: 1 }, new Array(1_000_000).fill(1), "0".repeat(10_000_000)]) line.port.postMessage(data);
  return { count: (await line.ask("unsentCount")).value, length: (await line.ask("flush")).value, stray: line.stray };
};

// What the portal is told of the frame's height while screens of these heights come; it follows each, and the frame has no bar to scroll by.
window.heights = async (screens) => {
  const line = new Line(await load(), ["token"], { height: true });
  const told = () => line.said.filter(({ event }) => event === "height").map(({ value }) => value.height);
  await until(() => {
    frame.style.height = `${Math.ceil(told().at(-1) ?? 150)}px`;
    return told().length > 0;
  });
  for (const screen of screens) {
    await line.ask("go", `/tall/${screen}`);
    await until(() => Math.abs(told().at(-1) - screen) <= 1);
    frame.style.height = `${Math.ceil(told().at(-1))}px`;
  }
  await line.ask("unsentCount");
  return told();
};

// Nobody answers: the app stands by itself; the portal comes late, and is told how things are.
window.late = async () => {
  const nonce = await load();
  await stands();
  const line = new Line(nonce);
  await Promise.all(["ready", "height", "queued"].map((name) => line.event(name)));
  window.goTo = (path) => line.ask("go", path);
  return line.said.map(({ event, value }) => [event, value]);
};

// The portal's side by frame-host.js: one frame, and who else would like to be it.
window.side = async () => {
  const side = await import(`${APP}/frame-host.js`);
  const events = [];
  let asked = 0, give = () => "four";
  await load();
  const host = side.connect(frame, {
    getToken: () => {
      asked += 1;
      look();
      return give();
    },
    onEvent: (name, detail) => {
      events.push([name, detail]);
      look();
    },
  });
  const first = await host.flush();
  await until(() => events.some(([name]) => name === "height"));
  const height = frame.style.height;
  // Another frame says hello and asks for a token, in words and on the port that it would get.
  for (const address of [`${page("evil")}/stranger.html`, `${page("portal")}/stranger.html`]) {
    const speak = await stranger(address);
    await speak({ dajuan: 1, type: "hello", nonce: "0".repeat(32) }, { to: "portal" });
    await speak({ id: 1, method: "token", value: { refused: false } }, { to: "portal" });
  }
  // Another frame of the app, this frame with somebody else in it, and what is no new hello.
  const { nonce } = hellos.at(-1);
  const heardOf = (data, source = frame.contentWindow, origin = APP) => dispatchEvent(new MessageEvent("message", { source, origin, data }));
  heardOf({ dajuan: 1, type: "hello", nonce: "5" }, window);
  heardOf({ dajuan: 1, type: "hello", nonce: "6" }, frame.contentWindow, page("evil"));
  for (const data of [{ dajuan: 1, type: "hello", nonce }, { dajuan: 2, type: "hello", nonce: "2" }, { dajuan: 1, type: "bye", nonce: "3" }, { dajuan: 1, type: "hello", nonce: 4 }, null]) heardOf(data);
  const during = await host.flush();
  // A question without an answer, when the frame is led to a stranger, who says hello from there.
  give = () => new Promise(() => {});
  const waiting = host.flush().catch(({ message }) => message);
  await until(() => asked === 3);
  frame.src = `${page("evil")}/stranger.html`;
  await heard("stranger is there");
  frame.contentWindow.postMessage({ to: "portal", say: { dajuan: 1, type: "hello", nonce: "1".repeat(32) } }, "*");
  await heard("said");
  // It comes back, and is spoken with again.
  give = () => "four";
  events.length = 0;
  await load();
  await until(() => events.some(([name]) => name === "height"));
  const again = await host.flush();
  host.set("theme", "dark");
  await until(() => events.some(([name, { title }]) => name === "route" && title === "theme=dark"));
  host.disconnect();
  return { first, during, waiting: await waiting, again, asked, caught, height };
};

// Shows the frame without a word to it, maybe in a sandbox.
window.show = (sandbox) => {
  if (sandbox) frame.sandbox = sandbox;
  frame.src = `${APP}/embed.html`;
  document.body.append(frame);
};

// The channel alone, in a page of a stranger who knows its nonce: it waits for another origin.
window.bare = async () => {
  frame.src = `${APP}/bare.html`;
  document.body.append(frame);
  await heard("the channel waits");
  say(connect("07".repeat(16)));
  await dealt();
  return caught;
};

// What this page has heard of it, after it has tried.
window.overheard = () => {
  say(connect("0".repeat(32)));
  return { hellos: hellos.length, caught };
};

// A page that shows the frame, shown in this one.
window.around = (address) => document.body.append(Object.assign(document.createElement("iframe"), { src: `${address}#show` }));
if (location.hash === "#show") window.show();
