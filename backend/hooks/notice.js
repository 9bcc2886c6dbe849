// What changed for a member, written in the transaction that changed it; call all of it under the write lock.

// So many are listed, the newest first; so many are kept of a member's, and for so many days.
const LISTED = 100;
const KEPT = 500;
const KEPT_DAYS = 731;

// `said` has what the phone tells of it: record and event name what it is about, the rest stands in `what`.
function tell(tx, member, kind, { record = "", event = "", ...what }) {
  const last = new DynamicModel({ seq: 0 });
  tx.db().newQuery("SELECT COALESCE(MAX(seq), 0) AS seq FROM notices WHERE member = {:member}").bind({ member }).one(last);
  const row = { member, seq: last.seq + 1, kind, record, event, what, read: false };
  tx.save(new Record(tx.findCachedCollectionByNameOrId("notices"), row));
  tx.db().newQuery("DELETE FROM notices WHERE member = {:member} AND seq <= {:old}").bind({ member, old: row.seq - KEPT }).execute();
}

// Takes out what is old, of each member all but the newest: the numbers go on from it, and what is read is told by number.
function forgetOld(app) {
  const before = new Date(Date.now() - KEPT_DAYS * 24 * 3600 * 1000).toISOString().replace("T", " ");
  const query = "DELETE FROM notices WHERE created < {:before} AND seq < (SELECT MAX(own.seq) FROM notices own WHERE own.member = notices.member)";
  app.db().newQuery(query).bind({ before }).execute();
}

// What names a record to its member.
function named(record) {
  const { title } = JSON.parse(record.getString("answers") || "null") || {};
  return {
    record: record.getString("client_ref"),
    record_kind: record.getString("kind"),
    day: record.getString("day"),
    title: typeof title === "string" ? title.slice(0, 200) : "",
  };
}

// What names a record to another member, who knows no key of it and reads as much as its workflow shows.
function namedToOthers(record) {
  const { cosigning } = require(`${__hooks}/workflow.js`);
  const { record_kind, day, title } = named(record);
  const { shows = [] } = (cosigning() || {})[record_kind] || {};
  return { record_kind, day, title: shows.includes("title") ? title : "" };
}

const nameOf = (tx, member) => tx.findRecordById("members", member).getString("name");

// What becomes of an invitation to co-sign, told to the side that did not do it.
const COSIGNED = { invited: "asked", revoked: "revoked", signed: "signed", declined: "declined", withdrawn: "withdrawn" };

function tellCosigner(tx, row, before) {
  const [state, author, member] = ["state", "author", "member"].map((field) => row.getString(field));
  if (state === before) return;
  const record = tx.findRecordById("records", row.getString("record"));
  const kind = `cosign_${COSIGNED[state]}`;
  const isAuthors = state === "invited" || state === "revoked";
  if (isAuthors) tell(tx, member, kind, { ...namedToOthers(record), who: nameOf(tx, author) });
  else tellOfRecord(tx, record, kind, { who: nameOf(tx, member) });
}

// What becomes of a record, told to those with it who stand so.
function tellCosigners(tx, record, kind, states, more) {
  const rows = tx.findAllRecords("cosigners", $dbx.hashExp({ record: record.id }));
  for (const row of rows.filter((it) => states.includes(it.getString("state")))) {
    tell(tx, row.getString("member"), kind, { ...namedToOthers(record), ...more });
  }
}

// The same of a record that is saved: another version of it, or none any more.
function tellCosignersOf(tx, record, before) {
  const [is, was] = [record, before].map((it) => ({ version: it.getInt("version"), gone: it.getString("state") === "withdrawn" }));
  if (is.gone && !was.gone) {
    const who = nameOf(tx, record.getString("member"));
    tellCosigners(tx, record, "cosign_gone", ["signed", "invited"], { who });
  } else if (is.version > was.version) {
    tellCosigners(tx, record, "cosign_changed", ["signed"], {});
  }
}

// A step after which nobody signs any more, told to those who have.
function tellCosignersOfStep(tx, row) {
  const { cosigning } = require(`${__hooks}/workflow.js`);
  const record = tx.findRecordById("records", row.getString("record"));
  const step = row.getString("step");
  const { until = [] } = (cosigning() || {})[record.getString("kind")] || {};
  if (until.includes(step)) tellCosigners(tx, record, "cosign_step", ["signed"], { step });
}

function tellOfRecord(tx, record, kind, more) {
  tell(tx, record.getString("member"), kind, { ...named(record), ...more });
}

// Whether the office's words about such a record are news to its member.
function isTold(record) {
  const { isDuty } = require(`${__hooks}/change.js`);
  const kind = record.getString("kind");
  return kind === "dispute" || isDuty(kind);
}

// The kind of the notice about a record that is saved with another state or other words, or null: members know what they did
// themselves, which is to change it, in another version, and to withdraw it.
function decisionOn(record) {
  const before = record.original();
  const [state, words] = ["state", "reason"].map((field) => record.getString(field));
  if (!isTold(record) || (state === before.getString("state") && words === before.getString("reason"))) return null;
  const isDispute = record.getString("kind") === "dispute";
  if (state === "reviewed") return isDispute ? "dispute_accepted" : "reviewed";
  if (state === "returned") return isDispute ? "dispute_refused" : "returned";
  return state === "received" && record.getInt("version") === before.getInt("version") ? "reopened" : null;
}

// A step, told to the author of its record.
function tellStep(tx, row) {
  const record = tx.findRecordById("records", row.getString("record"));
  const [step, words, unit, level] = ["step", "words", "unit", "level"].map((field) => row.getString(field));
  tellOfRecord(tx, record, "step", { step, words, unit, level });
}

// The office's rating, once the author's is in: before, nobody learns of it.
function tellRating(tx, row) {
  const [record, step] = ["record", "step"].map((field) => row.getString(field));
  const both = tx.countRecords("ratings", $dbx.hashExp({ record, step, side: "author" })) > 0;
  if (both) tellOfRecord(tx, tx.findRecordById("records", record), "step", { step, words: "", unit: "", level: "" });
}

// What was done about a member's place, not by the member.
const SEATS = {
  "offer offered": "offered",
  "offer confirmed": "promoted",
  "lapse lapsed": "lapsed",
  "signup confirmed": "signed_up",
  "signup waitlisted": "put_in_line",
  "cancel cancelled": "signed_off",
};

function tellSeat(tx, act) {
  const [member, id, act_kind, outcome] = ["member", "event", "kind", "outcome"].map((field) => act.getString(field));
  const kind = SEATS[`${act_kind} ${outcome}`];
  const isOwn = act.getString("by") === "" && ["signup", "cancel"].includes(act_kind);
  if (!kind || isOwn || act.getInt("status") !== 200) return;
  const { told } = require(`${__hooks}/moment.js`);
  const event = tx.findRecordById("events", id);
  const signup = tx.findAllRecords("signups", $dbx.hashExp({ event: id, member }))[0];
  const until = kind === "offered" && signup ? told(signup.getString("offer_until")) : null;
  tell(tx, member, kind, { event: id, title: event.getString("title"), until });
}

// A leave that is decided now.
function tellLeave(tx, leave, before) {
  const state = leave.getString("state");
  if (state === before || !["granted", "refused"].includes(state)) return;
  const event = tx.findRecordById("events", leave.getString("event"));
  const said = { event: event.id, title: event.getString("title"), words: leave.getString("words") };
  tell(tx, leave.getString("member"), state === "granted" ? "leave_granted" : "leave_refused", said);
}

// The kind of the notice about an event that is saved, with its words, or null.
function editOf(event) {
  const before = event.original();
  const [was, is] = [before, event].map((it) => it.getBool("cancelled"));
  if (!was && is) return { kind: "event_cancelled", words: event.getString("cancel_reason") };
  if (was && !is) return { kind: "event_back", words: "" };
  const revision = event.getInt("revision");
  if (is || revision === before.getInt("revision")) return null;
  const changes = JSON.parse(event.getString("changes") || "null") || [];
  const after = changes.filter((it) => it.revision === revision).map((it) => it.after || it.before);
  return { kind: "event_changed", words: after.join("；").slice(0, 2000) };
}

// Those who come, or wait; of an event that all must attend, those whom it is for.
function concerned(tx, event) {
  const { isInScope } = require(`${__hooks}/event.js`);
  const { HELD } = require(`${__hooks}/signup.js`);
  if (event.getString("attendance") === "must") {
    const members = tx.findAllRecords("members", $dbx.hashExp({ active: true }));
    return members.filter((member) => isInScope(event, member)).map((member) => member.id);
  }
  const held = tx.findAllRecords("signups", $dbx.hashExp({ event: event.id }));
  return held.filter((row) => HELD.includes(row.getString("state"))).map((row) => row.getString("member"));
}

function tellOfEvent(tx, event, kind, words) {
  for (const member of concerned(tx, event)) tell(tx, member, kind, { event: event.id, title: event.getString("title"), words });
}

// An event that somebody adds, or whose circle grows: told once to each of those for whom it is now. What is over or called off is no news.
function tellNewEvent(tx, event, before) {
  const { isInScope } = require(`${__hooks}/event.js`);
  const { ms, spoken } = require(`${__hooks}/moment.js`);
  if (event.getBool("cancelled") || Date.now() >= ms(event.getString("ends"))) return;
  const words = [spoken(event.getString("starts")), event.getString("place")].filter(Boolean).join(" · ");
  const said = { event: event.id, title: event.getString("title"), words };
  for (const member of tx.findAllRecords("members", $dbx.hashExp({ active: true }))) {
    if (!isInScope(event, member) || (before && isInScope(before, member))) continue;
    const known = tx.countRecords("notices", $dbx.hashExp({ member: member.id, event: event.id, kind: "event_new" }));
    if (known === 0) tell(tx, member.id, "event_new", said);
  }
}

// The newest of a member's notices, as the phone reads them.
function noticesOf(app, member) {
  const { told } = require(`${__hooks}/moment.js`);
  const rows = app.findRecordsByFilter("notices", "member = {:member}", "-seq", LISTED, 0, { member });
  return rows.map((row) => ({
    ...JSON.parse(row.getString("what") || "null"),
    seq: row.getInt("seq"),
    at: told(row.getString("created")),
    kind: row.getString("kind"),
    record: row.getString("record") || null,
    event: row.getString("event") || null,
    read: row.getBool("read"),
  }));
}

// Marks all up to that one as read; again, it changes nothing.
function markRead(tx, member, seq) {
  const query = "UPDATE notices SET read = TRUE WHERE member = {:member} AND seq <= {:seq} AND NOT read";
  tx.db().newQuery(query).bind({ member, seq }).execute();
}

module.exports = {
  decisionOn,
  tellOfRecord,
  tellCosigner,
  tellCosignersOf,
  tellCosignersOfStep,
  tellStep,
  tellRating,
  tellSeat,
  tellLeave,
  editOf,
  forgetOld,
  tellNewEvent,
  tellOfEvent,
  noticesOf,
  markRead,
};
