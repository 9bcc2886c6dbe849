// What the office's clerks and administrators do with accounts; approvers look only.

routerAdd("POST", "/api/dajuan/staff/members/{id}/code", (e) => {
  const { accountDesk } = require(`${__hooks}/desk.js`);
  const { mintCode } = require(`${__hooks}/code.js`);
  const member = accountDesk(e);
  if (!member.getBool("active")) throw e.badRequestError("The member is inactive.", null);
  const code = mintCode(member);
  e.app.save(member);
  return e.json(200, code);
}, $apis.requireAuth("staff"));

routerAdd("POST", "/api/dajuan/staff/members/{id}/active", (e) => {
  const { accountDesk } = require(`${__hooks}/desk.js`);
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const member = accountDesk(e);
  const active = e.requestInfo().body.active;
  if (typeof active !== "boolean") throw fieldError("active", "not_a_boolean", "Must be true or false.");
  member.set("active", active);
  e.app.save(member);
  return e.json(200, { id: member.id, active });
}, $apis.requireAuth("staff"));
