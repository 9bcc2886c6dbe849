// What holds for every reply under /api/.

// Runs before PocketBase's own middlewares, so that their refusals (rate, size) carry the header too.
routerUse(
  new Middleware((e) => {
    if (e.request.url.path.startsWith("/api/")) {
      e.response.header().set("Cache-Control", "no-store");
    }
    return e.next();
  }, -100000),
);

// PocketBase answers a lost sign-in with an empty list or a bare 400; a phone must be able to tell it from both.
routerUse((e) => {
  const path = e.request.url.path;
  if (!e.auth && /^\/api\/collections\/[^/]+\/records(\/|$)/.test(path)) {
    throw e.unauthorizedError("Sign in first.", null);
  }
  return e.next();
});

routerAdd("GET", "/api/dajuan/health", (e) => {
  return e.json(200, { ok: true, version: $os.getenv("DAJUAN_VERSION") || "unknown" });
});
