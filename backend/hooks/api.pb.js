// What holds for every reply under /api/.

// Runs before PocketBase's own middlewares, so that their refusals (rate, size) carry the header too.
routerUse(
  new Middleware((e) => {
    if (e.request.url.path.startsWith("/api/")) {
      e.response.header().set("Cache-Control", "no-store");
      // What the app reads of an answer, inside a portal's page too.
      e.response.header().set("Access-Control-Expose-Headers", "Date, ETag, Retry-After");
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

// Anybody may ask. A database that can't be read is an error of its own, which a load balancer understands.
routerAdd("GET", "/api/dajuan/health", (e) => {
  const version = $os.getenv("DAJUAN_VERSION") || "unknown";
  const last = new DynamicModel({ file: "" });
  try {
    // Ours are scripts, PocketBase's own are not.
    e.app.db().newQuery("SELECT max(file) AS file FROM _migrations WHERE file LIKE '%.js'").one(last);
  } catch (_) {
    return e.json(503, { ok: false, version, message: "The database can't be read." });
  }
  return e.json(200, { ok: true, version, migration: last.file });
});
