// What the office's clerks and administrators do with accounts; approvers look only.

routerAdd("POST", "/api/dajuan/staff/members/{id}/code", (e) => {
  const { atDesk } = require(`${__hooks}/desk.js`);
  const { mintCode } = require(`${__hooks}/code.js`);
  let code = null;
  atDesk(e, (member) => {
    if (!member.getBool("active")) throw e.badRequestError("The member is inactive.", null);
    code = mintCode(member);
  });
  return e.json(200, code);
}, $apis.requireAuth("staff"));

routerAdd("POST", "/api/dajuan/staff/members/{id}/active", (e) => {
  const { atDesk } = require(`${__hooks}/desk.js`);
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const active = e.requestInfo().body.active;
  if (typeof active !== "boolean") throw fieldError("active", "not_a_boolean", "Must be true or false.");
  atDesk(e, (member) => member.set("active", active));
  return e.json(200, { id: e.request.pathValue("id"), active });
}, $apis.requireAuth("staff"));
