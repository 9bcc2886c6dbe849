// What a member sends arrives once: the same (member, client_ref) answers with the row that exists.
onRecordCreateRequest((e) => {
  const { answerWith } = require(`${__hooks}/replay.js`);
  const { fieldError, checkDay, checkMoment } = require(`${__hooks}/refusal.js`);
  const { ownAttachments } = require(`${__hooks}/attachment.js`);
  const { beginWriting, nextReceipt } = require(`${__hooks}/installation.js`);
  const record = e.record;
  if (!e.hasSuperuserAuth()) record.set("member", e.auth.id);
  const member = record.getString("member");

  const app = e.app;
  let existing = null;
  try {
    app.runInTransaction((tx) => {
      beginWriting(tx);
      const ref = record.getString("client_ref");
      existing = tx.findAllRecords("records", $dbx.hashExp({ member, client_ref: ref }))[0];
      if (existing) return;

      const sent = e.requestInfo().body;
      checkDay("day", record.getString("day"));
      checkMoment("captured_at", sent.captured_at, record.getString("captured_at"));
      const answers = JSON.parse(record.getString("answers") || "null");
      if (answers === null || typeof answers !== "object" || Array.isArray(answers)) {
        throw fieldError("answers", "not_an_object", "Must be a JSON object.");
      }
      record.set("attachments", ownAttachments(tx, member, record.getString("attachments")));
      record.set("state", "received");
      record.set("reason", "");
      record.set("receipt", nextReceipt(tx));
      e.app = tx;
      e.next();
    });
  } finally {
    e.app = app;
  }
  if (existing) return answerWith(e, existing);
}, "records");

// The office decides on a record; it never rewrites what the member said.
onRecordUpdateRequest((e) => {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  if (!e.hasSuperuserAuth()) {
    for (const name of Object.keys(e.requestInfo().body)) {
      if (name !== "state" && name !== "reason") throw fieldError(name, "not_editable", "Only state and reason can be set.");
    }
  }
  if (e.record.getString("state") === "returned" && e.record.getString("reason").trim() === "") {
    throw fieldError("reason", "validation_required", "Say why the record is returned.");
  }
  return e.next();
}, "records");
