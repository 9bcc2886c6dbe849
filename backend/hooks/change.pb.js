// Records after they arrived: changed and looked back at by their members, written down for them by the office.

routerAdd("POST", "/api/dajuan/records/{ref}/changes", (e) => {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const { readChange, findAnswer, decideChange } = require(`${__hooks}/change.js`);
  const of = e.request.pathValue("ref");
  const change = readChange(e.requestInfo().body);
  let done = findAnswer(e.app, e.auth.id, change, of);
  if (!done) {
    e.app.runInTransaction((tx) => {
      beginWriting(tx);
      done = decideChange(tx, e.auth.id, of, change);
    });
  }
  return e.blob(done.status, "application/json", toBytes(done.answer));
}, $apis.requireAuth("members"));

routerAdd("GET", "/api/dajuan/records/{ref}/history", (e) => {
  const { historyOf } = require(`${__hooks}/change.js`);
  const { findRecord } = require(`${__hooks}/record.js`);
  const record = findRecord(e.app, e.auth.id, e.request.pathValue("ref"));
  if (!record) throw e.notFoundError("", null);
  return e.json(200, historyOf(e.app, record));
}, $apis.requireAuth("members"));

routerAdd("POST", "/api/dajuan/staff/records", (e) => {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const { logFor } = require(`${__hooks}/change.js`);
  require(`${__hooks}/desk.js`).needClerk(e);
  const sent = JSON.parse(JSON.stringify(e.requestInfo().body || {}));
  let record = null;
  e.app.runInTransaction((tx) => {
    beginWriting(tx);
    record = logFor(tx, sent, e.auth);
  });
  $apis.enrichRecord(e, record);
  return e.json(200, record);
}, $apis.requireAuth("staff"));
