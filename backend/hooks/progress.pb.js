// What happens to records after they arrived (docs/workflows.md).

routerAdd("GET", "/api/dajuan/progress", (e) => {
  const { askedYear } = require(`${__hooks}/statement.js`);
  const { progressOf } = require(`${__hooks}/progress.js`);
  return e.json(200, { items: progressOf(e.app, e.auth.id, askedYear(e)) });
}, $apis.requireAuth("members"));

routerAdd("GET", "/api/dajuan/staff/records/{id}/steps", (e) => {
  const { deskOf } = require(`${__hooks}/progress.js`);
  const record = e.app.findAllRecords("records", $dbx.hashExp({ id: e.request.pathValue("id") }))[0];
  if (!record) throw e.notFoundError("", null);
  require(`${__hooks}/looks.js`).noteRecord(e, record);
  return e.json(200, deskOf(e.app, record));
}, $apis.requireAuth("staff"));

routerAdd("POST", "/api/dajuan/staff/records/{id}/steps", (e) => {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const { readWish, isKnown, take, deskOf } = require(`${__hooks}/progress.js`);
  require(`${__hooks}/desk.js`).needClerk(e);
  const wish = readWish(e.requestInfo().body);
  let record = null;
  let refused = null;
  e.app.runInTransaction((tx) => {
    beginWriting(tx);
    record = tx.findAllRecords("records", $dbx.hashExp({ id: e.request.pathValue("id") }))[0];
    if (!record) throw e.notFoundError("", null);
    if (!isKnown(tx, record.id, wish)) refused = take(tx, record, wish, "office", e.auth.email());
  });
  return refused ? e.json(409, refused) : e.json(200, deskOf(e.app, record));
}, $apis.requireAuth("staff"));
