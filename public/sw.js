// Opens the app without a network. It answers GET requests for the app's own files, and takes in photos that are shared into the app; nothing
// else: never the backend, never another origin.
// The page posts {type: "precache"} once it has painted, and {type: "activate"} when the person accepts a new version.

// Filled in by the build: the version, the files needed `first` and `later`, the same for `old` engines, which refuse the `probe`, and those `hashed` (their name
// changes with their content).
const build = {};
const wanted = WebAssembly.validate(new Uint8Array(build.probe)) ? build : build.old;
const NAME = `dajuan-${build.version}`;
const PATIENCE = 4000; // ms that a page load waits for the network
// Photos that were shared wait here for a member who says what becomes of them. No version of the app takes it away.
const SHARED = "shared-dajuan";
const MOST = 9; // photos that wait
const LARGEST = 40 * 1024 * 1024; // bytes of one
const base = new URL("./", self.location).href;
const hashed = new Set(build.hashed);
const own = new Set([...wanted.first, ...wanted.later]);
const address = (path) => base + (path === "index.html" ? "" : path); // some servers redirect index.html
let off = false; // the kill switch was pulled

self.addEventListener("install", (event) => event.waitUntil(store(wanted.first)));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
  if (event.data?.type === "precache") event.waitUntil(store(wanted.later).catch(() => {})); // asked again at the next start
});
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  event.handled?.catch(() => {}); // WebKit calls each answer that fails a rejection that nobody handles
  if (!off && method === "POST" && mode === "navigate" && url === `${base}share`) return event.respondWith(takeIn(event.request));
  if (off || method !== "GET" || !url.startsWith(base)) return;
  const path = url.slice(base.length).replace(/[?#].*/, "");
  if (hashed.has(path)) event.respondWith(kept(path));
  else if (mode === "navigate" && !/^(api|_)(\/|$)|^embed\.html$/.test(path)) event.respondWith(page(event));
  else if (own.has(path)) event.respondWith(refreshed(event, path));
});

// Fetches what the cache lacks; all or none is reported as done.
async function store(paths) {
  const cache = await caches.open(NAME);
  await Promise.all(paths.map(async (path) => (await cache.match(address(path))) ?? fetched(cache, path)));
}

// One file of ours from the network, kept if it is what it should be: a captive portal's page is not.
async function fetched(cache, path) {
  const reply = await fetch(address(path), hashed.has(path) ? {} : { cache: "no-cache" });
  const html = /html/.test(reply.headers.get("content-type") ?? "");
  if (!reply.ok || reply.redirected || html !== path.endsWith(".html")) throw new Error(`${path}: ${reply.status}`);
  await cache.put(address(path), reply.clone());
  return reply;
}

async function kept(path) {
  const cache = await caches.open(NAME);
  return (await cache.match(address(path))) ?? fetched(cache, path);
}

// The copy at once, a newer one for the next time.
async function refreshed(event, path) {
  const cache = await caches.open(NAME);
  const copy = await cache.match(address(path));
  const newer = fetched(cache, path);
  if (!copy) return newer;
  event.waitUntil(newer.catch(() => {}));
  return copy;
}

// The network's page if it comes in time, else this version's own, whose files are all here. The network's page is never
// kept: it may belong to another version.
async function page(event) {
  event.waitUntil(obeyKillSwitch().catch(() => {}));
  const copy = await (await caches.open(NAME)).match(address("index.html"));
  if (!copy) return fetch(event.request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, copy));
  const network = fetch(event.request).then((reply) => (reply.status < 500 ? reply : copy), () => copy);
  return Promise.race([network, late]);
}

// Old versions go only after the person accepted this one, or no page uses them.
async function takeOver() {
  await removeCaches((name) => name !== NAME);
  await self.clients.claim();
}

// The page that follows asks whose they are; what could not be taken it finds missing.
async function takeIn(request) {
  try {
    const sent = (await request.formData()).getAll("photos");
    const photos = sent.filter((it) => it instanceof File && it.type.startsWith("image/") && it.size > 0 && it.size <= LARGEST);
    const cache = await caches.open(SHARED);
    const free = Math.max(0, MOST - (await cache.keys()).length);
    for (const photo of photos.slice(0, free)) {
      const headers = { "content-type": photo.type, "last-modified": new Date().toUTCString() };
      await cache.put(`${base}share/${crypto.randomUUID()}`, new Response(photo, { headers }));
    }
  } catch {}
  return Response.redirect(`${base}share`, 303);
}

async function obeyKillSwitch() {
  const reply = await fetch(base + "sw-kill.json", { cache: "no-store" });
  if (!reply.ok || (await reply.json()).kill !== true) return;
  off = true;
  await removeCaches(() => true);
  await self.registration.unregister();
}

async function removeCaches(chosen) {
  for (const name of await caches.keys()) if (name.startsWith("dajuan-") && chosen(name)) await caches.delete(name);
}
