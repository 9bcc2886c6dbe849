// Signing up, giving a place back, taking a freed one. `by` names the staff who did it for the member: their exceptions
// are single ones, past a deadline but never past the seats, and open nothing for others.

const { Declined } = require(`${__hooks}/declined.js`);
const { ms } = require(`${__hooks}/moment.js`);

const HELD = ["confirmed", "offered", "waitlisted", "wish"];

function findOne(app, collection, event, member) {
  return app.findAllRecords(collection, $dbx.hashExp({ event: event.id, member: member.id }))[0] || null;
}

function stateOf(row) {
  return row ? row.getString("state") : "";
}

function filledIn(row) {
  return JSON.parse(row.getString("answers") || "null") || {};
}

// Declines once the moment of this field, or the event's start where it is empty, has passed.
function untilField(event, field, code) {
  if (Date.now() >= ms(event.getString(field) || event.getString("starts"))) throw new Declined(code);
}

// `revision` among the answers is the one that the phone showed: what changed after it is news to the member.
function signUp(tx, { event, member, by, client_ref, answers: { revision, ...answers } }) {
  const { isInScope } = require(`${__hooks}/event.js`);
  const found = findOne(tx, "signups", event, member);
  if (event.getBool("cancelled")) throw new Declined("called_off");
  if (event.getString("attendance") === "must") throw new Declined("must_attend");
  // What the member filled in stays where staff fill in nothing; a wish is decided by them.
  const words = by && found && Object.keys(answers).length === 0 ? filledIn(found) : answers;
  const isDecided = HELD.includes(stateOf(found)) && !(by && stateOf(found) === "wish");
  if (isDecided) return change(tx, { event, found, by, client_ref, answers: words });

  if (!isInScope(event, member)) throw new Declined("out_of_scope");
  if (!by) untilField(event, "sign_up_until", "closed");
  if (Date.now() >= ms(event.getString("ends"))) throw new Declined("closed");
  const sector = member.getString("sector");
  const state = firstState(tx, event, sector, by);
  const row = found || new Record(tx.findCollectionByNameOrId("signups"), { event: event.id, member: member.id });
  row.load({
    client_ref, state, sector, by, answers: words,
    serial: nextSerial(tx, event.id), offer_until: "", at: new Date().toISOString(), revision: shownRevision(event, revision),
  });
  tx.save(row);
  takeBackLeave(tx, event, member);
  return standing(tx, row);
}

function shownRevision(event, shown) {
  const last = event.getInt("revision");
  return Number.isInteger(shown) && shown >= 1 && shown < last ? shown : last;
}

// A place where there is one for the sector, else the end of the line where there is one.
function firstState(tx, event, sector, by) {
  const { decides } = require(`${__hooks}/installation.js`);
  const { Seats } = require(`${__hooks}/seats.js`);
  if (!by && !decides(tx)) return "wish";
  if (new Seats(tx, event).hasFor(sector)) return "confirmed";
  if (!event.getBool("waitlist")) throw new Declined("full");
  return "waitlisted";
}

// The place stays what it is; an offered one is taken.
function change(tx, { event, found, by, client_ref, answers }) {
  const same = inOrder(answers) === inOrder(filledIn(found));
  if (!same && !by) untilField(event, "change_until", "too_late");
  found.load({ client_ref: by ? found.getString("client_ref") : client_ref, answers });
  if (stateOf(found) === "offered") confirm(tx, found);
  else tx.save(found);
  return standing(tx, found);
}

function cancel(tx, { event, member, by }) {
  const found = findOne(tx, "signups", event, member);
  if (event.getBool("cancelled")) throw new Declined("called_off");
  if (!found) throw new Declined("not_signed_up");
  if (stateOf(found) === "confirmed" && !by) untilField(event, "cancel_until", "too_late");
  giveBack(tx, found);
  return { outcome: "cancelled" };
}

function giveBack(tx, row) {
  if (!row || !HELD.includes(stateOf(row))) return;
  row.load({ state: "cancelled", offer_until: "" });
  tx.save(row);
}

function accept(tx, { event, member }) {
  const found = findOne(tx, "signups", event, member);
  if (event.getBool("cancelled")) throw new Declined("called_off");
  if (stateOf(found) === "offered") confirm(tx, found);
  if (stateOf(found) !== "confirmed") throw new Declined("no_offer");
  return { outcome: "confirmed" };
}

function confirm(tx, signup) {
  signup.load({ state: "confirmed", offer_until: "" });
  tx.save(signup);
}

// JSON whose fields stand in one order.
function inOrder(value) {
  const isGroup = (part) => part !== null && typeof part === "object" && !Array.isArray(part);
  const ordered = (part) => Object.fromEntries(Object.keys(part).sort().map((name) => [name, part[name]]));
  return JSON.stringify(value, (_, part) => (isGroup(part) ? ordered(part) : part));
}

// Who signs up comes: a leave of this event is void.
function takeBackLeave(tx, event, member) {
  const leave = findOne(tx, "leaves", event, member);
  if (!["pending", "granted"].includes(stateOf(leave))) return;
  leave.set("state", "withdrawn");
  tx.save(leave);
}

function standing(app, row) {
  const outcome = stateOf(row);
  return { outcome, position: outcome === "waitlisted" ? positionOf(app, row) : null };
}

// The place among those who wait, from 1.
function positionOf(app, row) {
  const ahead = new DynamicModel({ n: 0 });
  app
    .db()
    .newQuery("SELECT COUNT(*) AS n FROM signups WHERE event = {:event} AND state = 'waitlisted' AND serial <= {:serial}")
    .bind({ event: row.getString("event"), serial: row.getInt("serial") })
    .one(ahead);
  return ahead.n;
}

function nextSerial(tx, event) {
  const last = new DynamicModel({ serial: 0 });
  tx.db().newQuery("SELECT COALESCE(MAX(serial), 0) AS serial FROM signups WHERE event = {:event}").bind({ event }).one(last);
  return last.serial + 1;
}

module.exports = { HELD, findOne, stateOf, signUp, cancel, giveBack, accept, confirm, positionOf };
