// An edit of an event under the write lock; seats that it frees are given on at once.
function editEvent(e, kind) {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const { checkEvent, revise } = require(`${__hooks}/event.js`);
  const { note } = require(`${__hooks}/audit.js`);
  const { settle } = require(`${__hooks}/seats.js`);
  const event = e.record;
  const app = e.app;
  try {
    app.runInTransaction((tx) => {
      beginWriting(tx);
      if (kind === "create") {
        event.set("revision", 1);
        event.set("changes", []);
      }
      if (kind === "edit") revise(tx.findRecordById("events", event.id), event);
      if (kind !== "delete") checkEvent(event);
      e.app = tx;
      e.next();
      note(tx, { kind, event: event.id, answers: event.publicExport(), outcome: kind, by: e.auth ? e.auth.email() : "" });
      if (kind === "edit") settle(tx, event);
    });
  } finally {
    e.app = app;
  }
}

module.exports = { editEvent };
