// Who of the office looked at what is a member's.

// So many are listed, the newest first; for so many days they are kept.
const LISTED = 200;
const KEPT_DAYS = 731;

// Notes, before it is answered, what one of the staff is about to see: `seen` has member and, of one thing, record. Once a day for
// each of them, with how often. What can't be noted is not shown. Members who look at their own are nobody else.
function note(e, what, seen) {
  if (!e.auth || e.auth.collection().name !== "staff" || seen.length === 0) return;
  const { dayOf, kept } = require(`${__hooks}/moment.js`);
  const rows = new Map(seen.map(({ member, record = "" }) => [`${member} ${record}`, { member, record }]));
  const now = Date.now();
  const query =
    "INSERT INTO looks (id, member, what, record, staff, [[by]], day, at, times) " +
    "SELECT substr(lower(hex(randomblob(8))), 1, 15), value->>'member', {:what}, value->>'record', {:staff}, {:by}, {:day}, {:at}, 1 " +
    "FROM json_each({:rows}) WHERE true " +
    "ON CONFLICT (member, what, record, staff, day) DO UPDATE SET at = excluded.at, times = times + 1";
  e.app
    .db()
    .newQuery(query)
    .bind({
      what,
      staff: e.auth.id,
      by: e.auth.getString("name"),
      day: dayOf(now),
      at: kept(now),
      rows: JSON.stringify([...rows.values()]),
    })
    .execute();
}

// A list of rows that belong to members.
function noteMembers(e, what, rows) {
  note(e, what, [...rows].map((row) => ({ member: row.getString("member") })));
}

// One record, or what it said before.
function noteRecord(e, row) {
  note(e, "record", [{ member: row.getString("member"), record: keyOf(e.app, row) }]);
}

// The key by which its member knows the record that a row is or belongs to.
function keyOf(app, row) {
  if (row.collection().name === "records") return row.getString("client_ref");
  const found = app.findAllRecords("records", $dbx.hashExp({ id: row.getString("record") }))[0];
  return found ? found.getString("client_ref") : "";
}

// Everybody's at once: all members who are there.
function noteAll(e, what) {
  note(e, what, [...e.app.findAllRecords("members")].map((member) => ({ member: member.id })));
}

// What the member reads of it.
function looksOf(app, member) {
  const { told } = require(`${__hooks}/moment.js`);
  const rows = app.findRecordsByFilter("looks", "member = {:member}", "-at", LISTED, 0, { member });
  return rows.map((row) => ({
    by: row.getString("by"),
    what: row.getString("what"),
    record: row.getString("record") || null,
    at: told(row.getString("at")),
    times: row.getInt("times"),
  }));
}

function forgetOld(app) {
  const { kept } = require(`${__hooks}/moment.js`);
  const before = kept(Date.now() - KEPT_DAYS * 24 * 3600 * 1000);
  app.db().newQuery("DELETE FROM looks WHERE at < {:before}").bind({ before }).execute();
}

module.exports = { note, noteMembers, noteRecord, noteAll, looksOf, forgetOld };
