// What a member sends arrives once: the same (member, client_ref) answers with the row that exists.
onRecordCreateRequest((e) => {
  const { answerWith } = require(`${__hooks}/replay.js`);
  const { transacted } = require(`${__hooks}/installation.js`);
  const { findRecord, receive } = require(`${__hooks}/record.js`);
  const record = e.record;
  if (!e.hasSuperuserAuth()) record.set("member", e.auth.id);
  const member = record.getString("member");

  let existing = null;
  let declined = null;
  transacted(e, (tx, next) => {
    existing = findRecord(tx, member, record.getString("client_ref"));
    if (existing) return;
    declined = receive(tx, record, e.requestInfo().body);
    if (!declined) next();
  });
  if (existing) return answerWith(e, existing);
  if (declined) return e.json(409, declined);
}, "records");

// Several of a member's records in one request; each is taken or refused by itself, as if it had come alone.
routerAdd("POST", "/api/dajuan/records", (e) => {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { takeOne } = require(`${__hooks}/record.js`);
  const { records } = JSON.parse(JSON.stringify(e.requestInfo().body));
  if (!Array.isArray(records) || records.length > 20) {
    throw fieldError("records", "invalid_list", "Must be a list of 20 records at most.");
  }
  const answers = records.map((sent) => takeOne(e.app, e.auth.id, sent || {}));
  $apis.enrichRecords(e, answers.filter((it) => it.status === 200).map((it) => it.body));
  return e.json(200, { answers });
}, $apis.requireAuth("members"));

// The office decides on a record; it never rewrites what the member said. What it answers to a dispute has words, and is noted.
// Approvers only look. Where it names the version or, in `was`, the state that it looked at, another ends with 412; what was withdrawn is no more to be decided.
onRecordUpdateRequest((e) => {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { transacted } = require(`${__hooks}/installation.js`);
  const { noteDecision } = require(`${__hooks}/record.js`);
  const { checkDecision, keepRewritten } = require(`${__hooks}/change.js`);
  const sent = e.requestInfo().body;
  if (!e.hasSuperuserAuth()) {
    require(`${__hooks}/desk.js`).needClerk(e);
    for (const name of Object.keys(sent)) {
      if (!["state", "reason", "version", "was"].includes(name)) throw fieldError(name, "not_editable", "Only state and reason can be set.");
    }
  }
  const state = e.record.getString("state");
  const isDispute = e.record.getString("kind") === "dispute";
  if ((state === "returned" || (isDispute && state === "reviewed")) && e.record.getString("reason").trim() === "") {
    throw fieldError("reason", "validation_required", "Say why the record is returned, or what is answered to the dispute.");
  }
  transacted(e, (tx, next) => {
    if (e.hasSuperuserAuth()) keepRewritten(tx, e.record);
    else checkDecision(tx, e.record, sent.was);
    noteDecision(tx, e.record, e.auth ? e.auth.email() : "");
    next();
  });
}, "records");
