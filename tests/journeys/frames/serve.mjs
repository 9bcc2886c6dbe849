// serve.mjs PORT DIST: http://localhost:PORT has the page that portals frame, as it is built, with an element in place of the app's (stub.js) and without
// `frame-ancestors`, as in a browser that does not know it. Every other host of that port has the portal's page (host.html), and a stranger's (stranger.html).
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [port, dist] = process.argv.slice(2);
const pages = fileURLToPath(new URL(".", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types dajuan";
const evil = `http://evil.localhost:${port}`;
const config = {
  // What is said for the host in the address bar stands in place of it.
  portals: [evil],
  hosts: {
    // Not an origin, a pattern, not of the web: none of them lets anybody in.
    [`LocalHost:${port}`]: { portals: [`http://portal.localhost:${port}`, `http://second.localhost:${port}`, "null", "*", `${evil}/`, "file://", 7] },
    "other.example": { portals: [evil] },
  },
};

// What stands in place of a file of the app, and beside them.
const OURS = { "/embed.js": "stub.js", "/bare.html": "bare.html", "/bare.js": "bare.js", "/frame-channel.js": "../../../public/frame-channel.js", "/frame-around.js": "../../../public/frame-around.js" };

createServer(async (request, reply) => {
  const { pathname } = new URL(request.url, "http://any");
  const isApp = request.headers.host === `localhost:${port}`;
  if (pathname === "/favicon.ico") return reply.writeHead(204).end();
  const head = { "Content-Type": TYPES[extname(pathname)] ?? "text/plain", "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store" };
  if (isApp && pathname === "/config.json") return reply.writeHead(200, head).end(JSON.stringify(config));
  if (!isApp && pathname === "/copied.js") return reply.writeHead(200, head).end(copied());
  if (isApp) head["Content-Security-Policy"] = POLICY;
  try {
    const text = await readFile(placeOf(isApp, pathname));
    reply.writeHead(200, head).end(text);
  } catch {
    reply.writeHead(404, { "Content-Type": "text/plain" }).end("nothing here");
  }
}).listen(Number(port), "127.0.0.1");

function placeOf(isApp, path) {
  if (!isApp) return join(pages, path);
  // The element by the name that the build gave it.
  if (/^\/embed-[0-9a-f]+\.js$/.test(path)) return join(pages, "stub.js");
  return path in OURS ? join(pages, OURS[path]) : join(dist, path);
}

// What docs/embedding.md gives portals to copy, with the app's origin of this machine.
function copied() {
  const docs = readFileSync(new URL("../../../docs/embedding.md", import.meta.url), "utf8");
  const [, section] = docs.split("\n### Without our script\n");
  const lines = section.split("\n").filter((line) => line.startsWith("    "));
  return lines.slice(0, lines.indexOf("    });") + 1).join("\n").replaceAll("https://dajuan.example.cn", `http://localhost:${port}`);
}
