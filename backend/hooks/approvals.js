// Leaves as those see them who decide.

const { told, kept } = require(`${__hooks}/moment.js`);

const RECENT_MS = 30 * 24 * 3600 * 1000;

const photosOf = (leave) => JSON.parse(leave.getString("photos") || "null") || [];

// The leaves that the reader may decide: pending ones, and those decided in the last 30 days.
function leavesFor(app, reader) {
  const { mayDecide } = require(`${__hooks}/leave.js`);
  const recent = "state = 'pending' OR (state IN ('granted', 'refused') AND decided_at > {:since})";
  const leaves = app.findAllRecords("leaves", $dbx.exp(recent, { since: kept(Date.now() - RECENT_MS) }));
  app.expandRecords(leaves, ["event", "member"], null);
  return leaves
    .map((leave) => ({ leave, event: leave.expandedOne("event"), member: leave.expandedOne("member") }))
    .filter(({ event, member }) => mayDecide(reader, event, member.id));
}

function approvalsOf(app, reader) {
  const items = leavesFor(app, reader).map(({ leave, event, member }) => ({
    id: leave.id,
    event: event.id,
    title: event.getString("title"),
    starts: told(event.getString("starts")),
    who: member.getString("name"),
    sector: member.getString("sector"),
    reason: leave.getString("reason"),
    text: leave.getString("text"),
    photos: photosOf(leave),
    at: told(leave.getString("at")),
    state: leave.getString("state"),
  }));
  return items.sort((a, b) => (a.at < b.at ? -1 : 1));
}

// The member whose leave, for this reader to decide, has the photo `ref`; "" where it is none or not one alone.
function askerWith(app, reader, ref) {
  const askers = leavesFor(app, reader).filter(({ leave }) => photosOf(leave).includes(ref));
  return askers.length === 1 ? askers[0].member.id : "";
}

module.exports = { approvalsOf, askerWith, leavesFor };
