// Places of an event: how many are left for whom, and giving freed ones on. Call all of it under the write lock.

const { quotasOf } = require(`${__hooks}/event.js`);
const { ms, kept } = require(`${__hooks}/moment.js`);

// With less than this to the last moment, a freed seat is given and not offered.
const SHORT_MS = 2 * 3600 * 1000;

// Seats that are taken or offered at these events: by event, then by sector.
function takenSeats(app, events) {
  const rows = arrayOf(new DynamicModel({ event: "", sector: "", seats: 0 }));
  app
    .db()
    .newQuery(
      "SELECT event, sector, COUNT(*) AS seats FROM signups WHERE event IN (SELECT value FROM json_each({:events})) " +
        "AND state IN ('confirmed', 'offered') GROUP BY event, sector",
    )
    .bind({ events: JSON.stringify(events) })
    .all(rows);
  const taken = Object.fromEntries(events.map((event) => [event, {}]));
  for (const { event, sector, seats } of rows) taken[event][sector] = seats;
  return taken;
}

// What an event has and what of it is taken. A sector with a quota has its own seats, the others share the rest.
class Seats {
  constructor(app, event) {
    this.capacity = event.getInt("capacity");
    this.quotas = {};
    let reserved = 0;
    for (const { sector, seats } of quotasOf(event) || []) {
      this.quotas["of " + sector] = seats;
      reserved += seats;
    }
    this.shared = this.capacity - reserved;
    this.taken = {};
    this.all = 0;
    this.sharing = 0;
    const taken = takenSeats(app, [event.id])[event.id];
    for (const sector of Object.keys(taken)) this.take(sector, taken[sector]);
  }

  take(sector, seats = 1) {
    this.taken["of " + sector] = (this.taken["of " + sector] || 0) + seats;
    this.all += seats;
    if (this.quotas["of " + sector] === undefined) this.sharing += seats;
  }

  isFull() {
    return this.capacity > 0 && this.all >= this.capacity;
  }

  hasFor(sector) {
    if (this.isFull()) return false;
    const quota = this.quotas["of " + sector];
    if (quota !== undefined) return (this.taken["of " + sector] || 0) < quota;
    return this.capacity === 0 || this.sharing < this.shared;
  }
}

// The last moment at which a place can be given back, in milliseconds.
function lastMoment(event) {
  return ms(event.getString("cancel_until") || event.getString("starts"));
}

// Ends offers that were not taken and gives every free seat to the first in line whose sector may have it.
function settle(tx, event) {
  const { note } = require(`${__hooks}/audit.js`);
  const now = Date.now();
  const overdue = "event = {:event} AND state = 'offered' AND offer_until <= {:now}";
  for (const late of tx.findAllRecords("signups", $dbx.exp(overdue, { event: event.id, now: kept(now) }))) {
    late.set("state", "lapsed");
    late.set("offer_until", "");
    tx.save(late);
    note(tx, { member: late.getString("member"), kind: "lapse", event: event.id, outcome: "lapsed" });
  }
  if (event.getBool("cancelled") || now >= ms(event.getString("starts"))) return;

  const seats = new Seats(tx, event);
  if (seats.isFull()) return;
  for (const { id, sector } of line(tx, event.id)) {
    if (!seats.hasFor(sector)) continue;
    seats.take(sector);
    offer(tx, event, tx.findRecordById("signups", id), sector, now);
    if (seats.isFull()) return;
  }
}

// Those who wait, in the order of arrival, with the sector that they are of now.
function line(tx, event) {
  const rows = arrayOf(new DynamicModel({ id: "", sector: "" }));
  tx.db()
    .newQuery(
      "SELECT s.id, m.sector FROM signups s JOIN members m ON m.id = s.member " +
        "WHERE s.event = {:event} AND s.state = 'waitlisted' AND m.active ORDER BY s.serial",
    )
    .bind({ event })
    .all(rows);
  return rows;
}

function offer(tx, event, signup, sector, now) {
  const { note } = require(`${__hooks}/audit.js`);
  const last = lastMoment(event);
  const offered = last - now >= SHORT_MS;
  const until = Math.min(now + (event.getInt("offer_hours") || 24) * 3600 * 1000, last);
  signup.set("state", offered ? "offered" : "confirmed");
  signup.set("offer_until", offered ? kept(until) : "");
  signup.set("sector", sector);
  tx.save(signup);
  const outcome = signup.getString("state");
  note(tx, { member: signup.getString("member"), kind: "offer", event: event.id, outcome });
}

// Settles every event that has an overdue offer, or (`all`) somebody waiting; each in a transaction of its own.
function settleDue(app, all) {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const now = kept(Date.now());
  const waiting = "OR (s.state = 'waitlisted' AND NOT e.cancelled AND e.starts > {:now})";
  const due = arrayOf(new DynamicModel({ event: "" }));
  app
    .db()
    .newQuery(
      "SELECT DISTINCT s.event FROM signups s JOIN events e ON e.id = s.event " +
        `WHERE (s.state = 'offered' AND s.offer_until <= {:now}) ${all ? waiting : ""}`,
    )
    .bind({ now })
    .all(due);
  for (const { event } of due) {
    app.runInTransaction((tx) => {
      beginWriting(tx);
      const found = tx.findAllRecords("events", $dbx.hashExp({ id: event }))[0];
      if (found) settle(tx, found);
    });
  }
}

module.exports = { takenSeats, Seats, lastMoment, settle, settleDue };
