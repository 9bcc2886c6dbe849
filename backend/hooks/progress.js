// The steps of a record: taken by the office or by the record's author, and shown to both.

const { findRecord } = require(`${__hooks}/record.js`);
const { workflows, following, refusal } = require(`${__hooks}/workflow.js`);

const WORDS = {
  gone: "没有找到这条记录，可能已被办公室删除。",
  withdrawn: "这条记录已经撤回。",
  returned: "这条记录已退回，等委员改好了再走下一步。",
  no_steps: "这类记录没有后续流程。",
  unknown: "没有这一步。",
  not_now: "现在不能走这一步，可能已经有了新的进展。",
  not_yours: "这一步不由您来做。",
  words: "这一步要写明情况；不用写的请留空。",
  unit: "这一步要写明承办单位；不用写的请留空。",
  level: "这一步要选级别；不用选的请留空。",
  score: "请打 0 到 100 的整数分。",
  rated: "您已经评过了，不能再改。",
};

const declined = (code) => ({ code, message: WORDS[code] });

// The rows of a record, in the order in which they were taken.
function rowsOf(app, record) {
  return app.findRecordsByFilter("steps", "record = {:record}", "serial", 0, 0, { record });
}

const ids = (rows) => rows.map((row) => row.getString("step"));

const takenOf = (app, record) => ids(rowsOf(app, record));

const ratingsOf = (app, record) => app.findAllRecords("ratings", $dbx.hashExp({ record }));

// Takes a step of `record` for a side; call inside a transaction, under the write lock. What can't be taken leaves nothing and is
// returned as `{ code, message }`. `wish` has step, words, unit, level, day, score, files and client_ref.
function take(tx, record, wish, side, by) {
  const { note } = require(`${__hooks}/audit.js`);
  const kinds = workflows();
  // Nobody knows the steps: another moment will.
  if (!kinds) throw new ApiError(503, "The app is not built: workflows.json is missing.", null);
  const steps = kinds[record.getString("kind")];
  if (!steps) return declined("no_steps");
  const rows = rowsOf(tx, record.id);
  const state = record.getString("state");
  if (state === "withdrawn" || (state === "returned" && rows.length === 0)) return declined(state);
  const code = refusal(steps, ids(rows), wish, side);
  if (code) return declined(code);

  const isRating = steps.find(({ id }) => id === wish.step).by === "both";
  if (isRating && !rate(tx, record.id, wish, side, by)) return declined("rated");
  const done = !isRating || ratingsOf(tx, record.id).filter((it) => it.getString("step") === wish.step).length === 2;
  const { step, unit, level, client_ref } = wish;
  // What a rating says stays with it.
  const words = isRating ? "" : wish.words;
  const day = wish.day || require(`${__hooks}/moment.js`).dayOf(Date.now());
  if (done) {
    const row = new Record(tx.findCollectionByNameOrId("steps"), { record: record.id, member: record.getString("member") });
    const files = require(`${__hooks}/attachment.js`).ownFiles(tx, record.getString("member"), isRating ? [] : wish.files, "files");
    row.load({ step, words, unit, level, day, files, by: isRating ? "" : by, client_ref, serial: rows.length + 1 });
    tx.save(row);
  }
  const [member, event] = [record.getString("member"), record.getString("client_ref")];
  note(tx, { member, kind: isRating ? "rating" : "step", event, answers: { step, words, unit, level, day }, outcome: side, by });
  return null;
}

// Keeps a side's rating, unless there is one.
function rate(tx, record, { step, score, words, client_ref }, side, by) {
  if (ratingsOf(tx, record).some((it) => it.getString("step") === step && it.getString("side") === side)) return false;
  tx.save(new Record(tx.findCollectionByNameOrId("ratings"), { record, step, side, score, words, by, client_ref }));
  return true;
}

// What a member's new row of kind `step` comes to: null, or why it can't be taken. A rating does not stay in the row.
function takeOwn(tx, row) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const answers = JSON.parse(row.getString("answers") || "null") || {};
  // The form has one field for words that must be there and one for those that may.
  const { record: ref, step, about = "", score = null } = answers;
  const words = answers.reason || answers.words || "";
  const isText = (it, max) => typeof it === "string" && it.length <= max;
  if (!isText(ref, 36) || !isText(step, 40) || !isText(words, 5000) || !isText(about, 300)) {
    throw fieldError("answers", "invalid_step", "Must have record and step, and words of 5000 signs at most.");
  }
  const member = row.getString("member");
  const record = findRecord(tx, member, ref);
  if (!record) return declined("gone");
  const wish = { step, words, score, unit: "", level: "", files: [], client_ref: row.getString("client_ref") };
  if (score !== null) row.set("answers", { record: ref, step, about });
  return take(tx, record, wish, "author", "");
}

// The wish in the office's request; refuses what is malformed with the field's name.
function readWish(body) {
  const { fieldError, checkDay } = require(`${__hooks}/refusal.js`);
  const { dayOf } = require(`${__hooks}/moment.js`);
  const { step, words = "", unit = "", level = "", day = "", score = null, files = [], client_ref = "" } = JSON.parse(JSON.stringify(body || {}));
  const limits = Object.entries({ step: [step, 40], words: [words, 5000], unit: [unit, 200], level: [level, 40], client_ref: [client_ref, 36] });
  for (const [field, [value, max]] of limits) {
    if (typeof value !== "string" || value.length > max) throw fieldError(field, "invalid_" + field, `Must be a text of ${max} signs at most.`);
  }
  if (day !== "") checkDay("day", String(day));
  if (day > dayOf(Date.now())) throw fieldError("day", "invalid_day", "Must not be after today.");
  return { step, words, unit, level, day, score, files, client_ref };
}

// Whether this request was answered before.
function isKnown(app, record, { client_ref }) {
  if (client_ref === "") return false;
  const key = $dbx.hashExp({ record, client_ref });
  return app.countRecords("steps", key) + app.countRecords("ratings", key) > 0;
}

function shownStep(row) {
  const told = {};
  for (const field of ["step", "day", "words", "unit", "level"]) told[field] = row.getString(field);
  return { ...told, files: JSON.parse(row.getString("files") || "null") || [] };
}

// How far a record has come, for one side: its own rating, and the other's once both are in.
function shown(app, record, side) {
  const rows = rowsOf(app, record.id);
  const taken = ids(rows);
  const ratings = ratingsOf(app, record.id);
  const rating = (isMine) => {
    const row = ratings.find((it) => (it.getString("side") === side) === isMine && (isMine || taken.includes(it.getString("step"))));
    return row ? { score: row.getInt("score"), words: row.getString("words") } : null;
  };
  return { record: record.getString("client_ref"), steps: rows.map(shownStep), mine: rating(true), theirs: rating(false) };
}

// Those of a member's records of a year that have come any way.
function progressOf(app, member, year) {
  const span = { member, from: `${year}-01-01`, to: `${year}-12-31` };
  const records = app.findRecordsByFilter("records", "member = {:member} && day >= {:from} && day <= {:to}", "-day", 0, 0, span);
  const kinds = workflows() || {};
  const items = records.filter((it) => kinds[it.getString("kind")]).map((it) => shown(app, it, "author"));
  return items.filter(({ steps, mine }) => steps.length > 0 || mine);
}

// The same for the office, with who took each step, what the office may do next, and who was asked to co-sign.
function deskOf(app, record) {
  const steps = (workflows() || {})[record.getString("kind")];
  const told = shown(app, record, "office");
  const rows = rowsOf(app, record.id);
  told.steps.forEach((step, index) => (step.by = rows[index].getString("by")));
  const may = ({ id, by = "office" }) => by === "office" || (by === "both" && !told.mine);
  const next = steps ? following(steps, ids(rows)).filter(may).map(({ id }) => id) : [];
  const cosigners = require(`${__hooks}/cosigning.js`).deskOf(app, record);
  return { ...told, kind: record.getString("kind"), next, cosigners };
}

module.exports = { takenOf, take, takeOwn, readWish, isKnown, progressOf, deskOf };
