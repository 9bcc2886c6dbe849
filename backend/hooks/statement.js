// Statements: the office's own sum of a member's year.

const { told } = require(`${__hooks}/moment.js`);

function askedYear(e) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const year = Number(e.requestInfo().query["year"]);
  if (!Number.isInteger(year) || year < 1970 || year > 9998) throw fieldError("year", "invalid_year", "Must be a year.");
  return year;
}

// What its member is shown; `as_of` is null where the office has worked out nothing yet.
function shown(year, row) {
  if (!row) return { year, as_of: null, closed: false, sheet: null };
  return {
    year,
    as_of: told(row.getString("as_of")),
    closed: row.getBool("closed"),
    rules: row.getString("rules"),
    version: row.getInt("version"),
    sheet: JSON.parse(row.getString("sheet")),
  };
}

// The request, read; refuses what `score` does not print.
function readReport(e) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { query, body } = e.requestInfo();
  const { format, rules, year, members } = JSON.parse(JSON.stringify(body || {}));
  const fits = format === 1 && typeof rules === "string" && Number.isInteger(year) && Array.isArray(members);
  const isSheet = (it) => it && typeof it.id === "string" && it.sheet && it.sheet.summary && it.sheet.summary.year === year;
  if (!fits || !members.every(isSheet)) throw fieldError("members", "not_a_report", "Must be what the command score prints as JSON.");
  const as_of = query["as_of"] || new Date().toISOString();
  if (Number.isNaN(Date.parse(as_of)) || Date.parse(as_of) > Date.now() + 60000) {
    throw fieldError("as_of", "invalid_moment", "Must be a moment that is over.");
  }
  return { rules, year, members, as_of: new Date(as_of).toISOString(), closed: query["closed"] === "true" };
}

// Writes all of a report, or nothing; call inside a transaction, under the write lock. How many members it is of.
function take(tx, { rules, year, members, as_of, closed }, by) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { note } = require(`${__hooks}/audit.js`);
  if (!closed && tx.countRecords("statements", $dbx.hashExp({ year, closed: true })) > 0) {
    throw fieldError("closed", "year_closed", "The year is closed; what is sent again must close it too.");
  }
  const collection = tx.findCollectionByNameOrId("statements");
  for (const { id, sheet } of members) {
    const member = tx.findAllRecords("members", $dbx.hashExp({ member_no: id }))[0];
    if (!member) throw fieldError("members", "unknown_member", `No member has the number ${id}.`);
    const key = { member: member.id, year };
    const row = tx.findAllRecords("statements", $dbx.hashExp(key))[0] || new Record(collection, key);
    const { version, total } = sheet.summary;
    row.load({ as_of, rules, version, total, sheet, closed });
    tx.save(row);
  }
  note(tx, { kind: "statements", event: String(year), answers: { rules, members: members.length, as_of }, outcome: closed ? "closed" : "open", by });
  return members.length;
}

module.exports = { askedYear, shown, readReport, take };
