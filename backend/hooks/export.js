// What the command `score` reads: the deeds of all members in a year, made of the same replies that phones make theirs of
// (`src/scoring/deriving.rs`; a test holds the two together).

const { ZONE_MS, dayOf, ms, yearStart } = require(`${__hooks}/moment.js`);
const { takenOf } = require(`${__hooks}/progress.js`);
const { workflows, withFacts } = require(`${__hooks}/workflow.js`);

const HALF_DAY = 12 * 3600 * 1000;

function exportOf(app, year) {
  const cosigning = require(`${__hooks}/cosigning.js`);
  const { allShownTo } = require(`${__hooks}/listing.js`);
  const { secret } = require(`${__hooks}/installation.js`);
  const span = { from: yearStart(year), to: yearStart(year + 1) };
  const events = app.findRecordsByFilter("events", "starts >= {:from} && starts < {:to}", "starts,id", 0, 0, span);
  const key = secret(app);
  const late = lateAfter();
  const members = app.findRecordsByFilter("members", "active = true", "member_no", 0, 0).map((member) => ({
    id: member.getString("member_no"),
    name: member.getString("name"),
    villages: villagesOf(member),
    deeds: [
      ...recordsOf(app, member, year),
      ...cosigning.deedsOf(app, member.id, year),
      ...allShownTo(app, events, member, key).map((event) => ofEvent(event, late)).filter((deed) => deed),
    ],
  }));
  return { format: 1, year, members };
}

// After how many minutes one is late, as the rules that the app shows say it; null where they don't.
function lateAfter() {
  const dir = $os.getenv("PUBLIC_DIR") || $filepath.join(__hooks, "..", "..", "dist");
  const read = (...path) => JSON.parse(toString($os.readFile($filepath.join(dir, ...path))));
  try {
    const minutes = read("rules", `${read("config.json").scoring}.json`).late_after_minutes;
    return minutes === undefined ? null : minutes;
  } catch (_) {
    return null;
  }
}

function counts(record) {
  const { isDeed } = require(`${__hooks}/change.js`);
  return isDeed(record.getString("kind")) && record.getString("state") !== "withdrawn";
}

function villagesOf(member) {
  const villages = JSON.parse(member.getString("villages") || "null");
  return Array.isArray(villages) ? villages.map(String) : [];
}

function recordsOf(app, member, year) {
  const span = { member: member.id, from: `${year}-01-01`, to: `${year}-12-31` };
  const kinds = workflows() || {};
  const rows = app.findRecordsByFilter("records", "member = {:member} && day >= {:from} && day <= {:to}", "day,id", 0, 0, span);
  return rows
    .filter(counts)
    .map((row) => ({
      id: row.getString("client_ref"),
      kind: row.getString("kind"),
      day: row.getString("day"),
      standing: row.getString("state"),
      arrived: dayOf(ms(row.getString("created"))),
      fields: fieldsOf(app, row, kinds[row.getString("kind")]),
    }));
}

// What was written, and what the record's steps say.
function fieldsOf(app, row, steps) {
  const answers = JSON.parse(row.getString("answers") || "null") || {};
  return steps ? withFacts(steps, answers, takenOf(app, row.id)) : answers;
}

// Null before it is known whether the member came, and where the event did not concern them.
function ofEvent({ id, kind, level, cancelled, attendance, in_scope, starts, ends, mine }, late) {
  const came = cameTo(mine, starts, late);
  if (cancelled !== null || came === null) return null;
  const [from, to] = [Date.parse(starts), Date.parse(ends)];
  const half = (at) => Math.floor((at + ZONE_MS) / HALF_DAY);
  const fields = { event: id };
  if (level) fields.level = level;
  fields.minutes = Math.floor((to - from) / 60000);
  fields.halves = half(Math.max(to - 1, from)) - half(from) + 1;
  if (mine.leave) Object.assign(fields, { leave_reason: mine.leave.reason, leave_by: mine.leave.by });
  const must = attendance === "must" && in_scope;
  return { id, source: "event", kind, day: dayOf(from), standing: "reviewed", came, must, fields };
}

function cameTo({ attended, checked_in, leave }, starts, late) {
  if (attended === "attended" || (attended === "" && checked_in)) {
    const after = checked_in ? Date.parse(checked_in) - Date.parse(starts) : 0;
    return late !== null && after > late * 60000 ? "late" : "attended";
  }
  if (attended === "absent") return leave && leave.state === "granted" ? "excused" : "absent";
  return null;
}

module.exports = { exportOf };
