// 通知: what others did about a member's records, places and leaves. Whoever writes such a row, by whatever route, comes by here, in
// the transaction that writes it.

onRecordCreateExecute((e) => {
  const { tellOfRecord } = require(`${__hooks}/notice.js`);
  e.next();
  if (e.record.getString("logged_by") !== "") tellOfRecord(e.app, e.record, "logged", {});
}, "records");

onRecordUpdateExecute((e) => {
  const { decisionOn, tellCosignersOf, tellOfRecord } = require(`${__hooks}/notice.js`);
  const kind = decisionOn(e.record);
  const before = e.record.original();
  e.next();
  if (kind) tellOfRecord(e.app, e.record, kind, { words: e.record.getString("reason") });
  tellCosignersOf(e.app, e.record, before);
}, "records");

// The office rewrote what the member had said.
onRecordCreateExecute((e) => {
  const { tellOfRecord } = require(`${__hooks}/notice.js`);
  e.next();
  if (e.record.getString("by") === "office") tellOfRecord(e.app, e.app.findRecordById("records", e.record.getString("record")), "corrected", {});
}, "versions");

// The author's own steps bear nobody's name, and a rating is told by itself.
onRecordCreateExecute((e) => {
  const { tellCosignersOfStep, tellStep } = require(`${__hooks}/notice.js`);
  e.next();
  if (e.record.getString("by") !== "") tellStep(e.app, e.record);
  tellCosignersOfStep(e.app, e.record);
}, "steps");

onRecordCreateExecute((e) => {
  const { tellCosigner } = require(`${__hooks}/notice.js`);
  e.next();
  tellCosigner(e.app, e.record, "");
}, "cosigners");

onRecordUpdateExecute((e) => {
  const { tellCosigner } = require(`${__hooks}/notice.js`);
  const before = e.record.original().getString("state");
  e.next();
  tellCosigner(e.app, e.record, before);
}, "cosigners");

onRecordCreateExecute((e) => {
  const { tellRating } = require(`${__hooks}/notice.js`);
  e.next();
  if (e.record.getString("side") === "office") tellRating(e.app, e.record);
}, "ratings");

onRecordCreateExecute((e) => {
  const { tellSeat } = require(`${__hooks}/notice.js`);
  e.next();
  tellSeat(e.app, e.record);
}, "acts");

onRecordUpdateExecute((e) => {
  const { tellLeave } = require(`${__hooks}/notice.js`);
  const before = e.record.original().getString("state");
  e.next();
  tellLeave(e.app, e.record, before);
}, "leaves");

onRecordUpdateExecute((e) => {
  const { editOf, tellOfEvent } = require(`${__hooks}/notice.js`);
  const edit = editOf(e.record);
  e.next();
  if (edit) tellOfEvent(e.app, e.record, edit.kind, edit.words);
}, "events");

// Before the row goes, and with it those who signed up; what is over is no news.
onRecordDelete((e) => {
  const { tellOfEvent } = require(`${__hooks}/notice.js`);
  const { ms } = require(`${__hooks}/moment.js`);
  if (Date.now() < ms(e.record.getString("ends"))) tellOfEvent(e.app, e.record, "event_gone", "");
  e.next();
}, "events");

routerAdd("GET", "/api/dajuan/notices", (e) => {
  const { noticesOf } = require(`${__hooks}/notice.js`);
  return e.json(200, { items: noticesOf(e.app, e.auth.id) });
}, $apis.requireAuth("members"));

routerAdd("POST", "/api/dajuan/notices/read", (e) => {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { markRead } = require(`${__hooks}/notice.js`);
  const { seq } = JSON.parse(JSON.stringify(e.requestInfo().body || {}));
  if (!Number.isSafeInteger(seq) || seq < 0) throw fieldError("seq", "invalid_seq", "Must be the number of a notice.");
  e.app.runInTransaction((tx) => {
    beginWriting(tx);
    markRead(tx, e.auth.id, seq);
  });
  return e.json(200, { seq });
}, $apis.requireAuth("members"));

cronAdd("dajuan_notices", "41 3 * * *", () => {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const { forgetOld } = require(`${__hooks}/notice.js`);
  $app.runInTransaction((tx) => {
    beginWriting(tx);
    forgetOld(tx);
  });
});
