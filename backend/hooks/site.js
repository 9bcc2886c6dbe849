// Static files: precompressed siblings, cache rules, the page's security headers.

const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
  webmanifest: "application/manifest+json; charset=utf-8",
  wasm: "application/wasm",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  ico: "image/x-icon",
  txt: "text/plain; charset=utf-8",
};

// Where the frame page may be shown: exact origins, as the operator names them and `scripts/backend` checks them; one that could say more in a policy is left out.
const PORTALS = ($os.getenv("DAJUAN_PORTALS") || "").split(/\s+/).filter((origin) => /^https?:\/\/[a-z0-9.:[\]-]+$/.test(origin));

function policy(ancestors, older = "") {
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval'${older}`,
    "style-src 'self'",
    "img-src 'self' blob:",
    // Origins elsewhere that the app may speak to, as the operator names them.
    `connect-src 'self' ${($os.getenv("DAJUAN_CONNECT_SRC") || "").replace(/[;,\s]+/g, " ")}`.trim(),
    "manifest-src 'self'",
    "worker-src 'self'",
    "font-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
    "require-trusted-types-for 'script'",
    "trusted-types dajuan",
  ].join("; ");
}

const HEADERS = {
  "Content-Security-Policy": policy("'none'"),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(self), geolocation=(self)",
};

// The page that portals frame.
const FRAME = "embed.html";

// Trunk writes NAME-HASH.js and NAME-HASH_bg.wasm.
const HASHED = /-[0-9a-f]{8,}(_bg)?\.[a-z0-9]+$/;

function stat(path) {
  try {
    const info = $os.stat(path);
    return info.isDir() ? null : info;
  } catch (_) {
    return null;
  }
}

// The sibling that the browser can read, or the file itself.
function variant(dir, path, accepts) {
  for (const [coding, ending] of [["br", ".br"], ["gzip", ".gz"]]) {
    const offered = accepts.split(",").some((part) => {
      const [name, ...options] = part.trim().toLowerCase().split(/\s*;\s*/);
      return name === coding && !options.some((option) => /^q=0(\.0*)?$/.test(option));
    });
    const info = offered && stat(dir + "/" + path + ending);
    if (info) return { coding, path: path + ending, info };
  }
  const info = stat(dir + "/" + path);
  return info && { coding: "", path, info };
}

// Engines that don't know the policy's word for wasm (Chrome before 97, Safari before 16) compile none under it: start.js finds that out, and asks by a cookie for
// the older word. Nobody else gets it. docs/decisions/0024-old-engines.md
const OLD = /(^|; *)wasm=eval(;|$)/;

// What a page of another origin may do with a file: portals frame one page, and load everything else of the app beside it.
function letOthersIn(headers, file) {
  if (file === FRAME && PORTALS.length > 0) {
    headers.set("Content-Security-Policy", policy(PORTALS.join(" ")));
    // It knows no list of origins.
    headers.del("X-Frame-Options");
  }
  if (!file.endsWith(".html")) {
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  }
}

// Serves `path` below `dir`. A navigation to an unknown page gets index.html; anything else unknown is a 404,
// so that a missing script or an unknown API path never reads as a page. `shared`: pages of other origins may use it.
function serve(e, dir, path, shared) {
  const safe = path.split("/").every((part) => !part.startsWith(".") && !/[\\\0]/.test(part));
  const wanted = path === "" || path.endsWith("/") ? path + "index.html" : path;
  const accepts = e.request.header.get("Accept-Encoding");
  let file = wanted;
  let found = safe && variant(dir, file, accepts);
  const isPage = !/\.[^/]*$/.test(path) && path !== "api" && !path.startsWith("api/");
  if (!found && safe && isPage && e.request.header.get("Accept").includes("text/html")) {
    file = "index.html";
    found = variant(dir, file, accepts);
  }

  const headers = e.response.header();
  for (const name of Object.keys(HEADERS)) headers.set(name, HEADERS[name]);
  if (!found) {
    headers.set("Cache-Control", "no-store");
    if (path === "" || isPage && !stat(dir + "/index.html")) {
      return e.string(404, "The app is not built. Run: make build\n");
    }
    throw e.notFoundError("", null);
  }

  headers.set("Content-Type", TYPES[file.split(".").pop()] || "application/octet-stream");
  headers.set("Cache-Control", HASHED.test(file) ? "public, max-age=31536000, immutable" : "no-cache");
  headers.add("Vary", "Accept-Encoding");
  const page = shared && file === "index.html";
  const isOld = page && OLD.test(e.request.header.get("Cookie"));
  if (page) headers.add("Vary", "Cookie");
  if (isOld) headers.set("Content-Security-Policy", policy("'none'", " 'unsafe-eval'"));
  if (shared) letOthersIn(headers, file);
  if (found.coding) headers.set("Content-Encoding", found.coding);
  // A tag and not the date decides: after a roll-back the files are older than what browsers hold.
  headers.set("ETag", `"${found.info.modTime().unixMilli().toString(36)}-${found.info.size().toString(36)}${found.coding}${isOld ? "o" : ""}"`);
  return e.fileFS($os.dirFS(dir), found.path);
}

module.exports = { serve };
