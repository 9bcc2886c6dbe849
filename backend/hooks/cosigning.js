// 附议: a record's author asks other members to co-sign it, and each of them says yes, no, or takes it back, until the office has
// decided (docs/workflows.md, `cosigners`).

const { findRecord } = require(`${__hooks}/record.js`);
const { cosigning } = require(`${__hooks}/workflow.js`);

// What an act makes of an invitation that stands so; "" where there is none. The phone's is src/domain/cosigning.rs, and a test
// holds both together.
const LEADS = {
  invite: { "": "invited", revoked: "invited" },
  revoke: { invited: "revoked" },
  sign: { invited: "signed", declined: "signed", withdrawn: "signed" },
  refuse: { invited: "declined" },
  unsign: { signed: "withdrawn" },
};

const AUTHORS = ["invite", "revoke"];

const MOST = 50;

const WORDS = {
  gone: "没有找到这条记录或邀请，可能已被收回。",
  no_cosigners: "这类记录没有附议。",
  closed: "办公室已经处理，附议不能再变动。",
  unknown_member: "没有找到这位委员，请核对姓名或委员编号。",
  same_name: "有同名的委员，请填委员编号。",
  yourself: "这是您自己的记录，不用邀请自己。",
  too_many: "已经邀请了 50 位，不能再多。",
  not_now: "现在不能这样做，可能已经变动过了。",
};

const declined = (code) => ({ code, message: WORDS[code] });

// The member that was meant: by number, else by the whole name; of two of one name the phone's list puts the number last (`List::of_people`).
function memberNamed(tx, text) {
  const active = (field, value) => tx.findAllRecords("members", $dbx.hashExp({ active: true, [field]: value }));
  const [found] = active("member_no", text.split(" · ").pop());
  if (found) return { found };
  const named = active("name", text);
  if (named.length === 1) return { found: named[0] };
  return { refused: declined(named.length === 0 ? "unknown_member" : "same_name") };
}

// Why nobody can act on it any more, or null.
function closed(tx, record) {
  const { takenOf } = require(`${__hooks}/progress.js`);
  const kinds = cosigning();
  // Nobody knows what is asked: another moment will.
  if (!kinds) throw new ApiError(503, "The app is not built: workflows.json is missing.", null);
  const asks = kinds[record.getString("kind")];
  if (!asks) return declined("no_cosigners");
  const isOver = record.getString("state") === "withdrawn" || takenOf(tx, record.id).some((id) => asks.until.includes(id));
  return isOver ? declined("closed") : null;
}

// What a member's new row of kind `cosigning` comes to: null, or what declines it; call inside the transaction that writes it,
// under the write lock.
function takeOwn(tx, row) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const answers = JSON.parse(row.getString("answers") || "null") || {};
  const { act, record: ref = "", member: named = "", invitation: id = "", about = "" } = answers;
  const isText = (it, max) => typeof it === "string" && it.length <= max;
  if (!Object.hasOwn(LEADS, String(act)) || !isText(ref, 36) || !isText(named, 100) || !isText(id, 36) || !isText(about, 300)) {
    throw fieldError("answers", "invalid_cosigning", "Must have act, and record and member or invitation.");
  }
  const me = row.getString("member");
  return act === "invite" ? invite(tx, me, ref, named.trim()) : answer(tx, me, act, id);
}

function invite(tx, me, ref, named) {
  const record = findRecord(tx, me, ref);
  if (!record) return declined("gone");
  const refused = closed(tx, record);
  if (refused) return refused;
  const { found, refused: unknown } = memberNamed(tx, named);
  if (unknown) return unknown;
  if (found.id === me) return declined("yourself");
  const key = { record: record.id, member: found.id };
  const known = tx.findAllRecords("cosigners", $dbx.hashExp(key))[0];
  if (!known && tx.countRecords("cosigners", $dbx.hashExp({ record: record.id })) >= MOST) return declined("too_many");
  const row = known || new Record(tx.findCollectionByNameOrId("cosigners"), { ...key, author: me });
  return move(tx, row, record, "invite");
}

function answer(tx, me, act, id) {
  const row = tx.findAllRecords("cosigners", $dbx.hashExp({ id }))[0];
  const mine = row && row.getString(AUTHORS.includes(act) ? "author" : "member") === me;
  // Of what is nothing of theirs nobody learns that it is there.
  if (!mine || (act !== "revoke" && row.getString("state") === "revoked")) return declined("gone");
  const record = tx.findRecordById("records", row.getString("record"));
  return closed(tx, record) || move(tx, row, record, act);
}

function move(tx, row, record, act) {
  const { note } = require(`${__hooks}/audit.js`);
  const { dayOf } = require(`${__hooks}/moment.js`);
  const next = LEADS[act][row.getString("state")];
  if (!next) return declined("not_now");
  const today = dayOf(Date.now());
  row.set("state", next);
  if (act === "invite") row.load({ asked: today, said: "", version: 0 });
  else row.set("said", today);
  if (act === "sign") row.set("version", record.getInt("version"));
  tx.save(row);
  const answers = { act, member: row.getString("member") };
  note(tx, { member: record.getString("member"), kind: "cosigning", event: record.getString("client_ref"), answers, outcome: next });
  return null;
}

const changedSince = (row, record) => row.getString("state") === "signed" && record.getInt("version") > row.getInt("version");

// Who was asked to co-sign a record and what became of it, for the office, in the order in which they were asked.
function deskOf(app, record) {
  const rows = app.findRecordsByFilter("cosigners", "record = {:record}", "created,id", 0, 0, { record: record.id });
  app.expandRecords(rows, ["member"], null);
  return rows.map((row) => {
    const member = row.expandedOne("member");
    const told = { name: member.getString("name"), sector: member.getString("sector"), changed: changedSince(row, record) };
    for (const field of ["state", "asked", "said"]) told[field] = row.getString(field);
    return told;
  });
}

// How many are with each record of these days that anybody is with, by its id.
function countsOf(app, span) {
  const filter = "state = 'signed' && record.day >= {:from} && record.day <= {:to}";
  const counts = {};
  for (const row of app.findRecordsByFilter("cosigners", filter, "", 0, 0, span)) {
    const record = row.getString("record");
    counts[record] = (counts[record] || 0) + 1;
  }
  return counts;
}

// What concerns a member: whom they asked, and what they are asked, with what they may read of it.
function shownTo(app, member) {
  const rows = app.findRecordsByFilter("cosigners", "author = {:member} || member = {:member}", "-created", 0, 0, { member });
  const shown = rows.map((row) => (row.getString("author") === member ? asked(app, row) : toRead(app, row)));
  return shown.filter((it) => it);
}

function told(app, row, record, who) {
  const person = app.findRecordById("members", row.getString(who));
  const state = row.getString("state");
  return {
    id: row.id,
    who: person.getString("name"),
    sector: person.getString("sector"),
    state,
    day: row.getString("asked"),
    open: closed(app, record) === null,
    changed: changedSince(row, record),
  };
}

function asked(app, row) {
  const record = app.findRecordById("records", row.getString("record"));
  return { ...told(app, row, record, "member"), record: record.getString("client_ref"), paper: null };
}

// Null where it was taken back, or is nobody's to read any more.
function toRead(app, row) {
  const record = app.findRecordById("records", row.getString("record"));
  const asks = (cosigning() || {})[record.getString("kind")];
  if (row.getString("state") === "revoked" || record.getString("state") === "withdrawn" || !asks) return null;
  const all = JSON.parse(record.getString("answers") || "null") || {};
  const answers = Object.fromEntries(asks.shows.filter((key) => key in all).map((key) => [key, all[key]]));
  const paper = { kind: record.getString("kind"), day: record.getString("day"), form_version: record.getInt("form_version"), answers };
  const counts = row.getString("state") === "signed" ? countingOf(app, record) : {};
  return { ...told(app, row, record, "author"), record: null, paper: { ...paper, ...counts } };
}

// What whose name is under it must know to count it.
function countingOf(app, record) {
  const { takenOf } = require(`${__hooks}/progress.js`);
  const { factsOf } = require(`${__hooks}/workflow.js`);
  return { standing: record.getString("state"), facts: factsOf(record.getString("kind"), takenOf(app, record.id)) };
}

// The deeds of a year that a member has signed, made of what the phone reads (`Deed::of_cosigned`).
function deedsOf(app, member, year) {
  const span = { member, from: `${year}-01-01`, to: `${year}-12-31` };
  const filter = "member = {:member} && state = 'signed' && record.day >= {:from} && record.day <= {:to}";
  const rows = app.findRecordsByFilter("cosigners", filter, "created,id", 0, 0, span);
  const deed = (row) => {
    const told = toRead(app, row);
    if (!told) return null;
    const { kind, day, standing, answers, facts } = told.paper;
    return { id: row.id, source: "cosigned", kind, day, standing, arrived: row.getString("said"), fields: { ...answers, ...facts, author: "co" } };
  };
  return rows.map(deed).filter((it) => it);
}

module.exports = { takeOwn, deskOf, countsOf, deedsOf, shownTo };
