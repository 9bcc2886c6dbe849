// Parse Server with a class in which everybody makes records, and sees their own alone.
const express = require("express");
const { ParseServer } = require("parse-server");
const { Client } = require("pg");

const [port, app] = process.argv.slice(2);
const { PGHOST, PGPORT, PGUSER, PGDATABASE } = process.env;
const MASTER = "for tests alone";
const signedIn = { requiresAuthentication: true };
const schema = {
  className: "records",
  fields: {
    client_ref: { type: "String", required: true },
    kind: { type: "String", required: true },
    day: { type: "String", required: true },
    form_version: { type: "Number" },
    answers: { type: "Object", required: true },
    photos: { type: "Array" },
    captured_at: { type: "String" },
  },
  classLevelPermissions: { get: signedIn, find: signedIn, count: signedIn, create: signedIn, update: signedIn, delete: signedIn, addField: {} },
};

const server = new ParseServer({
  databaseURI: `postgres://${PGUSER}@${PGHOST}:${PGPORT}/${PGDATABASE}`,
  appId: "dajuan",
  masterKey: MASTER,
  serverURL: `http://127.0.0.1:${port}/parse`,
  allowOrigin: app,
  allowClientClassCreation: false,
  // A record is its member's, whatever the body says.
  cloud: (Parse) =>
    Parse.Cloud.beforeSave("records", ({ user, object }) => {
      if (user) object.setACL(new Parse.ACL(user));
    }),
});

async function ask(at, path, body) {
  const headers = { "Content-Type": "application/json", "X-Parse-Application-Id": "dajuan", "X-Parse-Master-Key": MASTER };
  return fetch(`http://127.0.0.1:${at}/parse${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}

async function fill(at) {
  await ask(at, "/schemas/records", schema);
  for (const username of ["wy001", "wy002"]) await ask(at, "/users", { username, password: "dajuan-2026" });
  const database = new Client();
  await database.connect();
  await database.query('CREATE UNIQUE INDEX IF NOT EXISTS one_key ON records (client_ref)');
  await database.end();
}

(async () => {
  await server.start();
  const site = express().use("/parse", server.app);
  const before = site.listen(0, "127.0.0.1", async () => {
    await fill(before.address().port);
    before.close();
    site.listen(Number(port), "127.0.0.1");
  });
})();
