// What members did that waits for the office's word.

const PER_PAGE = 50;

// Received and on no way yet; or reviewed, and its member has said since that what the office logged is not so.
const WAITS =
  "((state = 'received' AND NOT EXISTS (SELECT 1 FROM steps WHERE steps.record = records.id)) OR " +
  "(state = 'reviewed' AND confirmed = 'disputed' AND 'confirm' = (SELECT acts.kind FROM acts WHERE acts.member = records.member " +
  "AND acts.event = records.client_ref AND acts.kind IN ('review', 'confirm') ORDER BY acts.rowid DESC LIMIT 1)))";

// The kinds of what members did, among all that was sent.
function deedKinds(app) {
  const { isDeed } = require(`${__hooks}/change.js`);
  const rows = arrayOf(new DynamicModel({ kind: "" }));
  app.db().newQuery("SELECT DISTINCT kind FROM records").all(rows);
  return [...rows].map(({ kind }) => kind).filter(isDeed);
}

// A page of what waits, in the order of arrival; of one member, of one kind, where these are not empty. `saw` is told which rows.
function reviewsOf(app, { page, member, kind }, saw) {
  const kinds = deedKinds(app).filter((it) => kind === "" || it === kind);
  const conditions = [$dbx.exp(WAITS), $dbx.in("kind", ...kinds), ...(member === "" ? [] : [$dbx.hashExp({ member })])];
  const total = app.countRecords("records", ...conditions);
  const rows = arrayOf(new Record());
  app
    .recordQuery("records")
    .andWhere($dbx.and(...conditions))
    .orderBy("receipt ASC")
    .limit(PER_PAGE)
    .offset((page - 1) * PER_PAGE)
    .all(rows);
  saw(rows);
  return { items: linesOf(app, rows), page, pages: Math.max(1, Math.ceil(total / PER_PAGE)), total };
}

// Those on their way whose author spoke last and which the office can take on, in the order of arrival.
function repliesOf(app, saw) {
  const { deskOf } = require(`${__hooks}/progress.js`);
  const last = "SELECT steps.by FROM steps WHERE steps.record = records.id ORDER BY steps.serial DESC LIMIT 1";
  const rows = arrayOf(new Record());
  app.recordQuery("records").andWhere($dbx.exp(`state <> 'withdrawn' AND (${last}) = ''`)).orderBy("receipt ASC").all(rows);
  const open = [...rows].filter((row) => deskOf(app, row).next.length > 0);
  saw(open);
  return linesOf(app, open);
}

// The lines of a list: what each is and whose.
function linesOf(app, rows) {
  const { openCatalog, answersOf } = require(`${__hooks}/catalog.js`);
  const { told } = require(`${__hooks}/moment.js`);
  const catalog = openCatalog("catalog");
  const records = [...rows];
  app.expandRecords(records, ["member"], null);
  return records.map((row) => {
    const of = row.expandedOne("member");
    const title = catalog.title(row.getString("kind"), row.getInt("form_version"), answersOf(row));
    const item = { id: row.id, title, receipt: row.getInt("receipt"), arrived: told(row.getString("created")) };
    for (const field of ["kind", "day", "state", "logged_by", "confirmed"]) item[field] = row.getString(field);
    for (const field of ["member_no", "name", "sector"]) item[field] = of.getString(field);
    return item;
  });
}

module.exports = { reviewsOf, repliesOf };
