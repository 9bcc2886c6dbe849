// An edit of an event under the write lock; seats that it frees are given on at once.
function editEvent(e, kind) {
  const { transacted } = require(`${__hooks}/installation.js`);
  const { checkEvent, revise } = require(`${__hooks}/event.js`);
  const { note } = require(`${__hooks}/audit.js`);
  const { settle } = require(`${__hooks}/seats.js`);
  const { tellNewEvent } = require(`${__hooks}/notice.js`);
  const event = e.record;
  transacted(e, (tx, next) => {
    if (kind === "create") {
      event.load({ id: event.id || $security.randomStringWithAlphabet(15, "abcdefghijklmnopqrstuvwxyz0123456789"), revision: 1, changes: [] });
    }
    const before = kind === "edit" ? tx.findRecordById("events", event.id) : null;
    if (before) revise(before, event);
    if (kind !== "delete") checkEvent(event);
    note(tx, { kind, event: event.id, answers: event.publicExport(), outcome: kind, by: e.auth ? e.auth.email() : "" });
    if (before) settle(tx, event);
    if (kind !== "delete") tellNewEvent(tx, event, before);
    // Last, since it writes the reply.
    next();
  });
}

module.exports = { editEvent };
