// Approvers look only.
function needClerk(e) {
  if (e.auth.getString("role") === "approver") throw e.forbiddenError("Clerks and administrators only.", null);
}

// Lets a clerk or administrator change one member: `change(member)` runs under the write lock, so that it neither
// undoes nor misses what the member does at the same moment.
function atDesk(e, change) {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  needClerk(e);
  e.app.runInTransaction((tx) => {
    beginWriting(tx);
    const member = tx.findAllRecords("members", $dbx.hashExp({ id: e.request.pathValue("id") }))[0];
    if (!member) throw e.notFoundError("", null);
    change(member);
    tx.save(member);
  });
}

module.exports = { atDesk, needClerk };
