// serve.mjs PORT HOST APP_ORIGIN DIST [same]: one host page of hosts.mjs on an origin of its own, http://127.0.0.1:PORT. Its app comes from APP_ORIGIN; with
// `same` the host serves the files of DIST under /dajuan/ and hands /api on to APP_ORIGIN. `/?without` is the page without our script and element,
// `?hostile=NAME,…` puts files of hostile/ before everything else, `?watch` what keeps the page's complaints, each `?as=ATTRIBUTES` an element with these, `?alone` leaves it without a `getToken`; below /app the
// element goes by the path. Under /control a journey says whose token the portal has.
import { createHash } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { extname, join, normalize } from "node:path";
import { hostile, hosts, packages } from "./hosts.mjs";

const [port, name, app, dist, shape] = process.argv.slice(2);
const host = await hosts[name](), same = shape === "same";
const own = (folder) => new URL(folder, import.meta.url).pathname;

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".woff": "font/woff", ".woff2": "font/woff2",
};

const embed = same ? "/dajuan/embed.js" : `${app}/embed.js`;
const sri = (file) => `sha384-${createHash("sha384").update(readFileSync(file)).digest("base64")}`;
const tag = () => `<script type="module" src="${embed}" integrity="${sri(join(dist, "embed.js"))}" crossorigin></script>`;

// What a portal allows that means it. Trusted Types only where the host's own framework bears them: hosts.mjs says which.
function policy(trusted) {
  const ours = same ? "" : ` ${app}`;
  const rules = [
    "default-src 'none'", `script-src 'self' 'wasm-unsafe-eval'${ours}`, `style-src 'self'${ours} ${host.styles ?? ""}`, `connect-src 'self'${ours}`,
    "img-src 'self' blob: data:", "font-src 'self' data:", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'",
  ];
  if (trusted) rules.push("require-trusted-types-for 'script'", `trusted-types ${trusted}`);
  return rules.join("; ");
}

// A page's own file, then what is hostile in it, then ours.
function page(query) {
  const names = (query.get("hostile") ?? "").split(",").filter(Boolean);
  const watch = query.has("watch") ? '<script src="/pages/watch.js"></script>' : "";
  const head = `${watch}<link rel="stylesheet" href="/pages/place.css">${names.map(hostile).join("")}`;
  const ours = query.has("without") ? "" : tag() + (host.hears || query.has("alone") ? "" : '<script type="module" src="/pages/host.js"></script>');
  const elements = query.has("without") ? [] : query.has("as") ? query.getAll("as") : [""];
  const guests = elements.map((attributes) => `<dajuan-portal ${attributes}></dajuan-portal>`).join("");
  const text = host.html.replace("<!-- dajuan -->", `<div class="place">${guests}</div>`);
  return text.replace(/<head>/, () => `<head>${head}`).replace("</head>", () => `${ours}</head>`);
}

let token = "";
const asked = [];
async function control(request, reply) {
  const url = new URL(request.url, "http://host");
  if (url.pathname === "/control/token" && request.method === "POST") {
    token = "";
    for await (const part of request) token += part;
  } else if (url.pathname === "/control/token") {
    asked.push(url.searchParams.get("refused"));
  }
  const answer = url.pathname === "/control/asked" ? asked : { token };
  reply.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" }).end(JSON.stringify(answer));
}

// A gateway: what goes wrong behind it goes wrong before it.
function handOn(request, reply) {
  const headers = { ...request.headers, host: new URL(app).host };
  const inner = ask(new URL(request.url, app), { method: request.method, headers }, (answer) => {
    reply.writeHead(answer.statusCode, answer.headers);
    answer.on("error", () => reply.destroy());
    answer.pipe(reply);
  });
  inner.on("error", () => request.destroy());
  reply.on("close", () => inner.destroy());
  request.pipe(inner);
}

const folders = [...host.folders, ["/pages/", own("pages/")], ["/hostile/", own("hostile/")], packages, ...(same ? [["/dajuan/", dist]] : [])];
function file(path) {
  for (const [prefix, folder] of folders) {
    if (!path.startsWith(prefix)) continue;
    const found = join(folder, normalize(`/${path.slice(prefix.length)}`));
    if (statSync(found, { throwIfNoEntry: false })?.isFile()) return found;
  }
}

const server = createServer((request, reply) => {
  const url = new URL(request.url, "http://host");
  if (url.pathname.startsWith("/control/")) return control(request, reply);
  if (same && url.pathname.startsWith("/api/")) return handOn(request, reply);
  const headers = { "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff" };
  const below = /^\/app(\/|$)/.test(url.pathname);
  if (below) url.searchParams.set("as", 'routing="path" base="/app"');
  if (below || url.pathname === "/") {
    const trusted = url.searchParams.get("hostile")?.includes("jquery") ? undefined : host.trusted;
    return reply.writeHead(200, { ...headers, "Content-Type": TYPES[".html"], "Content-Security-Policy": policy(trusted) }).end(page(url.searchParams));
  }
  const path = decodeURIComponent(url.pathname), text = host.made[path];
  if (text !== undefined) return reply.writeHead(200, { ...headers, "Content-Type": TYPES[extname(path)] }).end(text);
  const found = file(path);
  if (!found) return reply.writeHead(404, headers).end();
  reply.writeHead(200, { ...headers, "Content-Type": TYPES[extname(found)] ?? "application/octet-stream" });
  createReadStream(found).pipe(reply);
});
server.listen(Number(port), "127.0.0.1");
