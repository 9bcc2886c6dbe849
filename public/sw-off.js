// Served in place of sw.js it ends the service worker on every phone: it removes its caches and itself, and answers nothing.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(remove()));

async function remove() {
  for (const name of await caches.keys()) if (name.startsWith("dajuan-")) await caches.delete(name);
  await self.registration.unregister();
}
