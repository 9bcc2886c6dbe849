// What a member does with a record after it arrived: changes it, withdraws it, says whether what the office logged is right.
// A former version is kept whenever one is replaced.

const { findRecord } = require(`${__hooks}/record.js`);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

// What is sent as a record and speaks about another; nothing counts it and nothing changes it.
const ABOUT_OTHERS = ["dispute", "step", "withdrawal", "confirmation", "cosigning"];

const WORDS = {
  gone: "没有找到这条记录，可能已被办公室删除。",
  fixed: "这条内容提交后不能再改。",
  reviewed: "办公室已经审核，不能再改；需要更正请联系办公室。",
  withdrawn: "这条记录已经撤回。",
  under_way: "这条记录已经进入办理流程，不能再改；需要更正请联系办公室。",
  own: "这条记录是您自己记的，不用确认。",
  confirmed: "您已经确认过了。",
};

const declined = (code) => ({ code, message: WORDS[code] });

function isDuty(kind) {
  return !ABOUT_OTHERS.includes(kind);
}

// Whether it is of what a member did, and not about an event or another record.
function isDeed(kind) {
  const { isAct } = require(`${__hooks}/act.js`);
  return isDuty(kind) && !isAct(kind);
}

// Why its member can change or withdraw it no more, or null.
function closed(tx, record) {
  const { takenOf } = require(`${__hooks}/progress.js`);
  if (!record) return declined("gone");
  if (!isDuty(record.getString("kind"))) return declined("fixed");
  const state = record.getString("state");
  if (state === "reviewed" || state === "withdrawn") return declined(state);
  return takenOf(tx, record.id).length > 0 ? declined("under_way") : null;
}

const CONTENT = ["day", "form_version", "answers", "attachments"];

// Keeps what `record` was when it was read, and counts the next version; call before it is saved. `by` is member or office.
function keepFormer(tx, record, by) {
  const former = record.original();
  const row = new Record(tx.findCachedCollectionByNameOrId("versions"), { record: record.id, member: former.getString("member"), by });
  for (const field of ["version", "state", "reason", ...CONTENT]) row.set(field, former.get(field));
  tx.save(row);
  record.set("version", former.getInt("version") + 1);
}

// The same where somebody rewrites it by other ways, and what was said changes.
function keepRewritten(tx, record) {
  const former = record.original();
  if (CONTENT.some((field) => former.getString(field) !== record.getString(field))) keepFormer(tx, record, "office");
}

// Refuses the office's decision on what is not, or no more, as it was looked at; `was` is the state that it had, where that is named.
function checkDecision(tx, record, was) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const now = tx.findRecordById("records", record.id);
  const isDecided = was !== undefined && now.getString("state") !== was;
  if (isDecided || now.getInt("version") !== record.getInt("version")) throw new ApiError(412, "There is another version.", null);
  const isWithdrawn = [now, record].some((it) => it.getString("state") === "withdrawn");
  if (isWithdrawn) throw fieldError("state", "withdrawn", "Withdrawn by its member, who alone can do that.");
}

// The change in a request's body; refuses what is malformed with the field's name.
function readChange(body) {
  const { fieldError, checkDay } = require(`${__hooks}/refusal.js`);
  const sent = JSON.parse(JSON.stringify(body || {}));
  const { client_ref, version, day, form_version, answers, attachments = [], captured_at = "" } = sent;
  const need = (fits, field, message) => {
    if (!fits) throw fieldError(field, "invalid_" + field, message);
  };
  need(typeof client_ref === "string" && UUID.test(client_ref), "client_ref", "Must be a UUID in lower case.");
  need(/^[0-9]{1,9}$/.test(String(version)), "version", "Must be the version that the change was made from.");
  need(Number.isInteger(form_version) && form_version > 0, "form_version", "Must be the version of the form.");
  need(answers !== null && typeof answers === "object" && !Array.isArray(answers), "answers", "Must be a JSON object.");
  need(!captured_at || !Number.isNaN(Date.parse(captured_at)), "captured_at", "Must be a date and time.");
  checkDay("day", String(day));
  return { client_ref, version: Number(version), day, form_version, answers, attachments: attachments || [], captured_at: captured_at || "" };
}

// The answer that a change was given before, to the byte; null where it is new. Refuses a key that holds something else.
function findAnswer(app, member, change, of) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const row = app.findAllRecords("acts", $dbx.hashExp({ member, client_ref: change.client_ref }))[0];
  if (!row) return null;
  if (row.getString("kind") !== "change" || row.getString("event") !== of) {
    throw fieldError("client_ref", "ref_taken", "This key holds something else.");
  }
  return { status: row.getInt("status"), answer: row.getString("answer") };
}

// Decides a change of the record `of`, once; call inside a transaction, under the write lock. One made from another version
// than there is ends with 412 and leaves nothing: it may come again under the same key.
function decideChange(tx, member, of, change) {
  const { note } = require(`${__hooks}/audit.js`);
  const { ownAttachments } = require(`${__hooks}/attachment.js`);
  const known = findAnswer(tx, member, change, of);
  if (known) return known;

  const record = findRecord(tx, member, of);
  const refused = closed(tx, record);
  if (!refused) {
    if (record.getInt("version") !== change.version) throw new ApiError(412, "There is another version.", null);
    const { day, form_version, answers, captured_at } = change;
    const attachments = ownAttachments(tx, member, JSON.stringify(change.attachments));
    record.load({ day, form_version, answers, attachments, captured_at, state: "received", reason: "" });
    keepFormer(tx, record, "member");
    tx.save(record);
  }
  const { client_ref, captured_at } = change;
  const told = refused || { of, receipt: record.getInt("receipt"), version: record.getInt("version"), state: "received" };
  const answer = JSON.stringify({ client_ref, ...told });
  const status = refused ? 409 : 200;
  const outcome = refused ? refused.code : "received";
  note(tx, { member, client_ref, kind: "change", event: of, answers: { version: change.version }, captured_at, status, answer, outcome });
  return { status, answer };
}

// Takes a member's new row that speaks about another record: null, or what declines it. Other kinds are no concern of it.
function takeAbout(tx, row) {
  const kind = row.getString("kind");
  if (kind === "withdrawal") return withdraw(tx, row);
  if (kind === "confirmation") return confirm(tx, row);
  return null;
}

// What such a row says: the record, and words of a thousand signs at most.
function readAbout(tx, row, words, needed) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const answers = JSON.parse(row.getString("answers") || "null") || {};
  const { record, [words]: said = "" } = answers;
  const fits = typeof record === "string" && typeof said === "string" && said.length <= 1000;
  if (!fits) throw fieldError("answers", "invalid_answers", `Must have record, and ${words} of 1000 signs at most.`);
  if (needed(answers) && said.trim() === "") throw fieldError("answers", "validation_required", `Must have ${words}.`);
  return { answers, said, record: findRecord(tx, row.getString("member"), record) };
}

function noteAbout(tx, row, record, kind, said, outcome) {
  const { note } = require(`${__hooks}/audit.js`);
  const [member, event] = [row.getString("member"), record.getString("client_ref")];
  note(tx, { member, kind, event, answers: { words: said }, outcome });
}

function withdraw(tx, row) {
  const { said, record } = readAbout(tx, row, "reason", () => true);
  const refused = closed(tx, record);
  if (refused) return refused;
  record.load({ state: "withdrawn", reason: said });
  keepFormer(tx, record, "member");
  tx.save(record);
  noteAbout(tx, row, record, "withdraw", said, "withdrawn");
  return null;
}

// Says whether what the office logged is right. What was confirmed stays so.
function confirm(tx, row) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { answers, said, record } = readAbout(tx, row, "words", ({ right }) => right === false);
  if (typeof answers.right !== "boolean") throw fieldError("answers", "invalid_answers", "Must have right, which is true or false.");
  if (!record) return declined("gone");
  if (record.getString("logged_by") === "") return declined("own");
  if (record.getString("state") === "withdrawn") return declined("withdrawn");
  if (record.getString("confirmed") === "confirmed") return declined("confirmed");
  const confirmed = answers.right ? "confirmed" : "disputed";
  record.load({ confirmed, objection: answers.right ? "" : said });
  tx.save(record);
  noteAbout(tx, row, record, "confirm", said, confirmed);
  return null;
}

// What was before and who logged it, for its member.
function historyOf(app, record) {
  const { told } = require(`${__hooks}/moment.js`);
  const rows = app.findRecordsByFilter("versions", "record = {:record}", "version,created", 0, 0, { record: record.id });
  const versions = rows.map((row) => ({
    version: row.getInt("version"),
    day: row.getString("day"),
    form_version: row.getInt("form_version"),
    answers: JSON.parse(row.getString("answers")),
    attachments: JSON.parse(row.getString("attachments") || "null") || [],
    state: row.getString("state"),
    reason: row.getString("reason"),
    by: row.getString("by"),
    replaced: told(row.getString("created")),
  }));
  const [by, confirmed, objection] = ["logged_by", "confirmed", "objection"].map((field) => record.getString(field));
  const logged = by === "" ? null : { by, at: told(record.getString("logged_at")), confirmed, objection };
  return { record: record.getString("client_ref"), versions, logged };
}

// Writes a record down for a member, once; call inside a transaction, under the write lock. `by` is of the office.
function logFor(tx, sent, by) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { receive } = require(`${__hooks}/record.js`);
  const { note } = require(`${__hooks}/audit.js`);
  const { client_ref = "", kind = "" } = sent;
  const member = tx.findAllRecords("members", $dbx.hashExp({ id: String(sent.member), active: true }))[0];
  if (!member) throw fieldError("member", "unknown_member", "No active member has this id.");
  const known = findRecord(tx, member.id, String(client_ref));
  if (known) return known;
  if (!isDuty(String(kind))) throw fieldError("kind", "no_duty", "Is no duty.");

  const record = new Record(tx.findCollectionByNameOrId("records"), { member: member.id });
  for (const name of ["client_ref", "kind", "day", "form_version", "answers", "attachments"]) {
    if (sent[name] !== undefined) record.set(name, sent[name]);
  }
  receive(tx, record, {});
  record.load({ logged_by: by.getString("name"), logged_at: new Date().toISOString().replace("T", " ") });
  tx.save(record);
  note(tx, { member: member.id, kind: "log", event: record.getString("client_ref"), outcome: "received", by: by.email() });
  return record;
}

module.exports = { isDuty, isDeed, keepRewritten, checkDecision, readChange, findAnswer, decideChange, takeAbout, historyOf, logFor };
