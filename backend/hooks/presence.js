// Being there, and having read what changed.

const { Declined } = require(`${__hooks}/declined.js`);
const { ms, kept } = require(`${__hooks}/moment.js`);
const { findOne, stateOf, confirm } = require(`${__hooks}/signup.js`);

const HOUR = 3600 * 1000;
// So many wrong codes of a member at an event within so long: then the staff check in.
const GUESSES = 10;
const GUESSING = HOUR / 4;

// With the venue's code. The server's clock counts; the phone's only where it lies in the window and the act comes within 72 hours.
function checkIn(tx, { event, member, client_ref, answers, captured_at }) {
  const { typed } = require(`${__hooks}/venue.js`);
  if (event.getBool("cancelled")) throw new Declined("called_off");
  if (findOne(tx, "checkins", event, member)) return { outcome: "checked_in" };
  if (wrongCodes(tx, event, member) >= GUESSES) throw new Declined("too_many");
  if (typed(answers.code) !== event.getString("venue_code")) throw new Declined("wrong_code");
  const now = Date.now();
  const noted = ms(captured_at);
  const isOpen = (at) => at >= ms(event.getString("starts")) - 2 * HOUR && at <= ms(event.getString("ends")) + HOUR;
  const late = !isOpen(now) && isOpen(noted) && noted <= now && now - noted <= 72 * HOUR;
  if (!late) untilWindow(event, now);
  return arrive(tx, { event, member, client_ref, by: "", at: late ? noted : now, late });
}

function wrongCodes(tx, event, member) {
  const of = $dbx.hashExp({ member: member.id, event: event.id, kind: "checkin", outcome: "wrong_code" });
  const lately = $dbx.exp("created > {:since}", { since: kept(Date.now() - GUESSING) });
  return tx.countRecords("acts", of, lately);
}

function untilWindow(event, now) {
  if (now < ms(event.getString("starts")) - 2 * HOUR) throw new Declined("too_early");
  if (now > ms(event.getString("ends")) + HOUR) throw new Declined("too_late");
}

// Staff note it, from two hours before the start without an end.
function checkInByStaff(tx, { event, member, by }) {
  if (event.getBool("cancelled")) throw new Declined("called_off");
  if (findOne(tx, "checkins", event, member)) return { outcome: "checked_in" };
  const now = Date.now();
  if (now < ms(event.getString("starts")) - 2 * HOUR) throw new Declined("too_early");
  return arrive(tx, { event, member, client_ref: "", by, at: now, late: false });
}

function arrive(tx, { event, member, client_ref, by, at, late }) {
  const { isInScope } = require(`${__hooks}/event.js`);
  if (event.getString("attendance") === "must") {
    if (!isInScope(event, member)) throw new Declined("out_of_scope");
  } else {
    const signup = findOne(tx, "signups", event, member);
    if (!["confirmed", "offered", "wish"].includes(stateOf(signup))) throw new Declined("not_signed_up");
    if (stateOf(signup) === "offered") confirm(tx, signup);
  }
  const row = { event: event.id, member: member.id, client_ref, by, late, at: new Date(at).toISOString(), arrived: new Date().toISOString() };
  tx.save(new Record(tx.findCollectionByNameOrId("checkins"), row));
  return { outcome: "checked_in" };
}

// The revision stays in the act's row, from which `seen` is read.
function acknowledge(_, { event, answers }) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { revision } = answers;
  if (!Number.isInteger(revision) || revision < 1 || revision > event.getInt("revision")) {
    throw fieldError("answers", "invalid_revision", "revision must be one that the event has had.");
  }
  return { outcome: "acknowledged" };
}

module.exports = { checkIn, checkInByStaff, acknowledge };
