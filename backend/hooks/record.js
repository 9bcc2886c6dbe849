// What a member sends, on its way into a row: the same checks whether records come alone or together.

const FIELDS = ["client_ref", "kind", "day", "form_version", "answers", "attachments", "captured_at"];

// The row that this member's key holds already, or null.
function findRecord(app, member, client_ref) {
  return app.findAllRecords("records", $dbx.hashExp({ member, client_ref }))[0] || null;
}

// Makes a record whole, or refuses it with the field's name; call inside the transaction that writes it, under the write lock.
// What speaks about another record is taken with it, or what declines it is returned: then it is not to be written.
function receive(tx, record, sent) {
  const { fieldError, checkDay, checkMoment } = require(`${__hooks}/refusal.js`);
  const { ownAttachments } = require(`${__hooks}/attachment.js`);
  const { nextReceipt } = require(`${__hooks}/installation.js`);
  checkDay("day", record.getString("day"));
  checkMoment("captured_at", sent.captured_at, record.getString("captured_at"));
  const answers = JSON.parse(record.getString("answers") || "null");
  if (answers === null || typeof answers !== "object" || Array.isArray(answers)) {
    throw fieldError("answers", "not_an_object", "Must be a JSON object.");
  }
  const kind = record.getString("kind");
  const room = { step: "progress", cosigning: "cosigning" }[kind];
  const about = room ? require(`${__hooks}/${room}.js`).takeOwn : require(`${__hooks}/change.js`).takeAbout;
  const declined = about(tx, record);
  if (declined) return declined;
  record.set("attachments", ownAttachments(tx, record.getString("member"), record.getString("attachments")));
  record.load({ state: "received", reason: "", version: 0, logged_by: "", logged_at: "", confirmed: "", objection: "" });
  record.set("receipt", nextReceipt(tx));
  return null;
}

// The audit of what the office says of a record.
function noteDecision(tx, record, by) {
  const { note } = require(`${__hooks}/audit.js`);
  const [member, outcome, words] = ["member", "state", "reason"].map((field) => record.getString(field));
  note(tx, { member, kind: "review", event: record.getString("client_ref"), answers: { words }, outcome, by });
}

// Takes one of several: its own transaction, its own answer.
function takeOne(app, member, sent) {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const { asRefusal } = require(`${__hooks}/refusal.js`);
  let record = null;
  let declined = null;
  try {
    app.runInTransaction((tx) => {
      beginWriting(tx);
      record = findRecord(tx, member, String(sent.client_ref));
      if (record) return;
      record = new Record(tx.findCollectionByNameOrId("records"), { member });
      for (const name of FIELDS) {
        if (sent[name] !== undefined) record.set(name, sent[name]);
      }
      declined = receive(tx, record, sent);
      if (!declined) tx.save(record);
    });
  } catch (error) {
    return asRefusal(error);
  }
  return declined ? { status: 409, body: declined } : { status: 200, body: record };
}

module.exports = { findRecord, noteDecision, receive, takeOne };
