// Events as a member sees them.

const { told, ms, yearStart } = require(`${__hooks}/moment.js`);
const { quotasOf, papersOf, gatheringOf, isInScope } = require(`${__hooks}/event.js`);
const { takenSeats } = require(`${__hooks}/seats.js`);
const { positionOf } = require(`${__hooks}/signup.js`);

const PER_PAGE = 200;

const parsed = (record, field, otherwise) => JSON.parse(record.getString(field) || "null") || otherwise;

// A page of the events that begin in the year, by their beginning.
function eventsOf(app, year, page) {
  const span = { from: yearStart(year), to: yearStart(year + 1) };
  const count = app.countRecords("events", $dbx.exp("starts >= {:from} AND starts < {:to}", span));
  const within = "starts >= {:from} && starts < {:to}";
  const events = app.findRecordsByFilter("events", within, "starts,id", PER_PAGE, (page - 1) * PER_PAGE, span);
  return { events, pages: Math.max(1, Math.ceil(count / PER_PAGE)) };
}

// What a member has at all events, by event.
function mineOf(app, member) {
  const by = (collection) => {
    const found = {};
    for (const row of app.findAllRecords(collection, $dbx.hashExp({ member }))) found[row.getString("event")] = row;
    return found;
  };
  const seen = {};
  const rows = arrayOf(new DynamicModel({ event: "", revision: 0 }));
  app
    .db()
    .newQuery(
      "SELECT event, MAX(json_extract(answers, '$.revision')) AS revision FROM acts " +
        "WHERE member = {:member} AND kind = 'acknowledge' AND status = 200 GROUP BY event",
    )
    .bind({ member })
    .all(rows);
  for (const { event, revision } of rows) seen[event] = revision;
  return { signups: by("signups"), leaves: by("leaves"), checkins: by("checkins"), seen };
}

function signUpOf(app, row) {
  if (!row) return null;
  const state = row.getString("state");
  return {
    client_ref: row.getString("client_ref"),
    state,
    position: state === "waitlisted" ? positionOf(app, row) : null,
    offer_until: told(row.getString("offer_until")),
    by: row.getString("by"),
    at: told(row.getString("at")),
    answers: parsed(row, "answers", {}),
  };
}

function leaveOf(row) {
  if (!row) return null;
  const words = {};
  for (const field of ["client_ref", "state", "reason", "text", "words", "by"]) words[field] = row.getString(field);
  return words;
}

// "attended" or "absent" once it is over, of those who were to come and are not excused; else "".
function attendedOf(event, inScope, { signup, leave, checkin }) {
  if (checkin) return "attended";
  if (event.getBool("cancelled") || Date.now() < ms(event.getString("ends"))) return "";
  if (leave && leave.getString("state") === "granted") return "";
  const expected = event.getString("attendance") === "must" ? inScope : signup && signup.getString("state") === "confirmed";
  return expected ? "absent" : "";
}

// The events with where the member stands; `secret` is the installation's.
function allShownTo(app, events, member, secret) {
  const mine = mineOf(app, member.id);
  const taken = takenSeats(app, events.map((event) => event.id));
  return events.map((event) => shownTo(app, event, member, secret, mine, taken[event.id]));
}

function shownTo(app, event, member, secret, mine, taken) {
  const { memberCode, calendarKey } = require(`${__hooks}/venue.js`);
  const text = (field) => event.getString(field);
  const inScope = isInScope(event, member);
  const own = { signup: mine.signups[event.id], leave: mine.leaves[event.id], checkin: mine.checkins[event.id] };
  const shown = { id: event.id };
  for (const field of ["kind", "level", "title", "purpose", "agenda", "place", "route", "attendance", "form", "leave_effect", "approver"]) {
    shown[field] = text(field);
  }
  for (const field of ["starts", "ends", "sign_up_until", "change_until", "cancel_until"]) shown[field] = told(text(field));
  return Object.assign(shown, {
    gathering: gatheringOf(event),
    contact: text("contact_name") + text("contact_phone") === "" ? null : { name: text("contact_name"), phone: text("contact_phone") },
    papers: papersOf(event) || [],
    capacity: event.getInt("capacity") || null,
    taken: Object.values(taken).reduce((sum, seats) => sum + seats, 0),
    quotas: (quotasOf(event) || []).map((quota) => ({ ...quota, taken: taken[quota.sector] || 0 })),
    revision: event.getInt("revision"),
    changes: parsed(event, "changes", []),
    cancelled: event.getBool("cancelled") ? text("cancel_reason") : null,
    in_scope: inScope,
    calendar: `/api/dajuan/calendar/${calendarKey(secret, event.id, member.id)}.ics`,
    mine: {
      signup: signUpOf(app, own.signup),
      leave: leaveOf(own.leave),
      checked_in: own.checkin ? told(own.checkin.getString("at")) : null,
      attended: attendedOf(event, inScope, own),
      code: memberCode(secret, event.id, member.id),
      seen: Math.max(own.signup ? own.signup.getInt("revision") : 0, mine.seen[event.id] || 0),
    },
  });
}

// The page that a request asks for, the first unless told.
function askedPage(e) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const page = Number(e.requestInfo().query["page"] || 1);
  if (!Number.isInteger(page) || page < 1) throw fieldError("page", "invalid_page", "Must be a number from 1.");
  return page;
}

module.exports = { askedPage, eventsOf, allShownTo, attendedOf };
