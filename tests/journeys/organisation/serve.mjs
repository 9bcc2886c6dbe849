// serve.mjs APP_PORT ID_PORT FOLDER DIST: an organisation that members sign in at. npm oidc-provider answers at http://127.0.0.1:ID_PORT; at
// http://localhost:APP_PORT stand the built app and, under /api, json-server behind a guard that asks the provider about each token
// (RFC 7662). Under /control a journey looks at the rows and ends what the provider has given. With HOST_GIVES set a portal gives profile and token in its place.
import { createRequire } from "node:module";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [appPort, idPort, folder, dist] = process.argv.slice(2);
const app = `http://localhost:${appPort}`, issuer = `http://127.0.0.1:${idPort}`;
const modules = (name) => join(process.env.DAJUAN_CACHE, "backends", name, "node_modules");
const { Provider } = await import(pathToFileURL(join(modules("oidc-provider"), "oidc-provider/lib/index.js")));
const require = createRequire(join(modules("json-server"), "none.js"));
const jsonServer = require("json-server"), express = require("express");

// What the provider gave, where the journey can end it. Times are the provider's business.
const given = new Map(), byGrant = new Map();
class Kept {
  constructor(model) { this.model = model; }
  key(id) { return `${this.model}:${id}`; }
  async upsert(id, payload) {
    given.set(this.key(id), payload);
    if (payload.grantId) byGrant.set(payload.grantId, [...(byGrant.get(payload.grantId) ?? []), this.key(id)]);
  }
  async find(id) { return given.get(this.key(id)); }
  async findByUid(uid) { return [...given.values()].find((it) => it.uid === uid); }
  async findByUserCode() { return undefined; }
  async consume(id) { given.get(this.key(id)).consumed = Math.floor(Date.now() / 1000); }
  async destroy(id) { given.delete(this.key(id)); }
  async revokeByGrantId(id) { for (const key of byGrant.get(id) ?? []) given.delete(key); }
}

const asked = { authorization_code: 0, refresh_token: 0 };
const provider = new Provider(issuer, {
  adapter: Kept,
  clients: [
    { client_id: "dajuan", token_endpoint_auth_method: "none", redirect_uris: [`${app}/sign-in`], grant_types: ["authorization_code", "refresh_token"], response_types: ["code"] },
    { client_id: "backend", client_secret: "of the backend alone", redirect_uris: [], grant_types: [], response_types: [] },
  ],
  clientBasedCORS: (_, origin) => origin === app,
  features: { devInteractions: { enabled: true }, introspection: { enabled: true, allowedPolicy: (_, client) => client.clientId === "backend" } },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});
provider.on("grant.success", (ctx) => { asked[ctx.oidc.params.grant_type] += 1; });
provider.listen(Number(idPort), "127.0.0.1");

async function subject(header) {
  const token = /^Bearer (\S+)$/.exec(header ?? "")?.[1];
  if (!token) return undefined;
  const authorization = `Basic ${btoa(`backend:${encodeURIComponent("of the backend alone")}`)}`;
  const body = new URLSearchParams({ token });
  const told = await (await fetch(`${issuer}/token/introspection`, { method: "POST", headers: { authorization }, body })).json();
  return told.active ? told.sub : undefined;
}

const rows = join(folder, "db.json");
copyFileSync(new URL("../../backends/json-server/db.json", import.meta.url), rows);
const router = jsonServer.router(rows);
const server = jsonServer.create();

server.get("/control/rows", (_, reply) => reply.json(router.db.get("records").value()));
server.get("/control/asked", (_, reply) => reply.json(asked));
server.post("/control/end/:model", (request, reply) => {
  for (const key of [...given.keys()]) if (key.startsWith(`${request.params.model}:`)) given.delete(key);
  reply.json({});
});

// A portal: who is signed in there, and a token of theirs.
let signedIn;
server.post("/control/portal/:member", (request, reply) => { signedIn = request.params.member; reply.json({}); });
server.get("/control/token", async (_, reply) => {
  if (signedIn === "nobody") return reply.json({});
  const client = await provider.Client.find("dajuan");
  const grant = new provider.Grant({ accountId: signedIn, clientId: "dajuan" });
  grant.addOIDCScope("openid");
  const grantId = await grant.save();
  const token = new provider.AccessToken({ accountId: signedIn, client, grantId, gty: "authorization_code", scope: "openid" });
  reply.json({ token: await token.save() });
});

server.use("/api", jsonServer.bodyParser, async (request, reply, next) => {
  const member = await subject(request.headers.authorization);
  if (!member) return reply.status(401).json({ error: "no sign-in" });
  if (request.path === "/me") request.url = `/members/${member}`;
  if (request.body?.member) request.body.member = member;
  if (request.method === "GET" && request.path === "/records") request.query.member = member;
  next();
}, router);

const bearer = { headers: { Authorization: "Bearer {token}" } };
const oidc = { issuer, client_id: "dajuan", scope: "openid offline_access", params: { prompt: "consent" } };
const config = {
  dialect: "json-server",
  base: "/api",
  auth: process.env.HOST_GIVES ? { ...bearer, host: true } : { ...bearer, oidc },
  brand: { "zh-CN": "委员履职答卷", en: "Member answer sheet" },
  operations: { sign_in: null, me: { path: "/me", answer: { spread_s: { is: 0 } }, rules: [{ status: 404, then: "forbidden" }] } },
};
// Where a portal gives the profile there is no file of it.
if (process.env.HOST_GIVES) server.get("/config.json", (_, reply) => reply.status(404).end());
server.get(["/config.json", "/control/config"], (_, reply) => reply.json(config));
const page = readFileSync(join(dist, "index.html"), "utf8");
const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; connect-src 'self' ${issuer}; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types dajuan`;
server.use(express.static(dist, { index: false }));
server.get("*", (request, reply) => {
  if (!request.accepts("html") || /\.[a-z]+$/.test(request.path)) return reply.status(404).end();
  reply.set("Content-Security-Policy", policy).type("html").send(page);
});
server.listen(Number(appPort), "127.0.0.1");
