// The member a clerk or administrator is dealing with, or a refusal.
function accountDesk(e) {
  if (e.auth.getString("role") === "approver") throw e.forbiddenError("Clerks and administrators only.", null);
  const member = e.app.findAllRecords("members", $dbx.hashExp({ id: e.request.pathValue("id") }))[0];
  if (!member) throw e.notFoundError("", null);
  return member;
}

module.exports = { accountDesk };
