// What staff do about an event for a member, and what they see of it.

const { Declined } = require(`${__hooks}/declined.js`);
const { told } = require(`${__hooks}/moment.js`);

// Runs `doing(tx, event, member, by)` under the write lock and answers it; one row in `acts`, as for a member's own act.
function atCounter(e, kind, doing) {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const { perform } = require(`${__hooks}/act.js`);
  const { note } = require(`${__hooks}/audit.js`);
  const id = e.request.pathValue("id");
  const by = e.auth.getString("name");
  let done;
  e.app.runInTransaction((tx) => {
    beginWriting(tx);
    const said = { member: "", answers: {} };
    done = perform(tx, id, (event) => doing(tx, event, said, by));
    const { status, answer } = done;
    note(tx, { ...said, kind, event: id, status, answer, outcome: answer.outcome || answer.code, by: `${by} ${e.auth.email()}` });
  });
  return e.json(done.status, done.answer);
}

function findActive(app, id) {
  const member = app.findAllRecords("members", $dbx.hashExp({ id: String(id || ""), active: true }))[0];
  if (!member) throw new Declined("gone", "没有这位委员，或已停用。");
  return member;
}

// The member whose code at this event was typed. Two of the same code, once in millions of events, are told apart by name.
function findByCode(app, event, code) {
  const { typed, memberCode } = require(`${__hooks}/venue.js`);
  const { secret } = require(`${__hooks}/installation.js`);
  const root = secret(app);
  const wanted = typed(code);
  const members = app.findAllRecords("members", $dbx.hashExp({ active: true }));
  const found = members.filter((member) => memberCode(root, event.id, member.id) === wanted);
  if (found.length !== 1) throw new Declined("wrong_code");
  return found[0];
}

function findEvent(e) {
  const event = e.app.findAllRecords("events", $dbx.hashExp({ id: e.request.pathValue("id") }))[0];
  if (!event) throw e.notFoundError("", null);
  return event;
}

// How an event stands, for the office's list.
function overview(app, event) {
  const { takenSeats } = require(`${__hooks}/seats.js`);
  const count = (collection, state) => app.countRecords(collection, $dbx.hashExp({ event: event.id, ...state }));
  const shown = { id: event.id };
  for (const field of ["title", "kind", "level", "attendance", "place", "venue_code"]) shown[field] = event.getString(field);
  return Object.assign(shown, {
    starts: told(event.getString("starts")),
    ends: told(event.getString("ends")),
    cancelled: event.getBool("cancelled"),
    capacity: event.getInt("capacity") || null,
    taken: Object.values(takenSeats(app, [event.id])[event.id]).reduce((sum, seats) => sum + seats, 0),
    waiting: count("signups", { state: "waitlisted" }),
    leaves: count("leaves", { state: "pending" }),
    checked_in: count("checkins", {}),
    qr: `dajuan:venue:${event.id}:${event.getString("venue_code")}`,
  });
}

function sheet(e, name, text) {
  const headers = e.response.header();
  headers.set("Content-Disposition", `attachment; filename="${name}.csv"`);
  headers.set("X-Content-Type-Options", "nosniff");
  return e.blob(200, "text/csv; charset=utf-8", toBytes(text));
}

module.exports = { atCounter, findActive, findByCode, findEvent, overview, sheet };
