// An edit of an event under the write lock; seats that it frees are given on at once.
function editEvent(e, kind) {
  const { transacted } = require(`${__hooks}/installation.js`);
  const { checkEvent, revise } = require(`${__hooks}/event.js`);
  const { note } = require(`${__hooks}/audit.js`);
  const { settle } = require(`${__hooks}/seats.js`);
  const event = e.record;
  transacted(e, (tx, next) => {
    if (kind === "create") {
      event.load({ id: event.id || $security.randomStringWithAlphabet(15, "abcdefghijklmnopqrstuvwxyz0123456789"), revision: 1, changes: [] });
    }
    if (kind === "edit") revise(tx.findRecordById("events", event.id), event);
    if (kind !== "delete") checkEvent(event);
    note(tx, { kind, event: event.id, answers: event.publicExport(), outcome: kind, by: e.auth ? e.auth.email() : "" });
    if (kind === "edit") settle(tx, event);
    // Last, since it writes the reply.
    next();
  });
}

module.exports = { editEvent };
