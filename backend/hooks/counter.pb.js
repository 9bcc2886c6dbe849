// The office and events. Clerks and administrators sign up and check in, approvers and administrators decide leaves.

routerAdd("GET", "/api/dajuan/staff/events", (e) => {
  const { askedPage, eventsOf } = require(`${__hooks}/listing.js`);
  const { settleDue } = require(`${__hooks}/seats.js`);
  const { overview } = require(`${__hooks}/counter.js`);
  const { askedYear } = require(`${__hooks}/statement.js`);
  const [year, page] = [askedYear(e), askedPage(e)];
  settleDue(e.app, false);
  const { events, pages } = eventsOf(e.app, year, page);
  return e.json(200, { items: events.map((event) => overview(e.app, event)), page, pages });
}, $apis.requireAuth("staff"));

routerAdd("GET", "/api/dajuan/staff/events/{id}/signups", (e) => {
  const { told } = require(`${__hooks}/moment.js`);
  const { findEvent, overview } = require(`${__hooks}/counter.js`);
  const { signupRows } = require(`${__hooks}/sheet.js`);
  const event = findEvent(e);
  const rows = signupRows(e.app, event);
  require(`${__hooks}/looks.js`).noteMembers(e, "events", rows);
  const items = rows.map((row) => {
    const member = row.expandedOne("member");
    return {
      member: member.id,
      member_no: member.getString("member_no"),
      name: member.getString("name"),
      sector: row.getString("sector"),
      state: row.getString("state"),
      at: told(row.getString("at")),
      by: row.getString("by"),
    };
  });
  return e.json(200, { event: overview(e.app, event), items });
}, $apis.requireAuth("staff"));

routerAdd("POST", "/api/dajuan/staff/events/{id}/signup", (e) => {
  const { atCounter, findActive } = require(`${__hooks}/counter.js`);
  const { signUp } = require(`${__hooks}/signup.js`);
  require(`${__hooks}/desk.js`).needClerk(e);
  const { member: id, answers = {} } = JSON.parse(JSON.stringify(e.requestInfo().body));
  return atCounter(e, "signup", (tx, event, said, by) => {
    const member = findActive(tx, id);
    Object.assign(said, { member: member.id, answers });
    return signUp(tx, { event, member, by, client_ref: "", answers });
  });
}, $apis.requireAuth("staff"));

routerAdd("POST", "/api/dajuan/staff/events/{id}/cancel", (e) => {
  const { atCounter, findActive } = require(`${__hooks}/counter.js`);
  const { cancel } = require(`${__hooks}/signup.js`);
  require(`${__hooks}/desk.js`).needClerk(e);
  const { member: id } = e.requestInfo().body;
  return atCounter(e, "cancel", (tx, event, said, by) => {
    const member = findActive(tx, id);
    said.member = member.id;
    return cancel(tx, { event, member, by });
  });
}, $apis.requireAuth("staff"));

// By the code that the member shows, or by the member's id.
routerAdd("POST", "/api/dajuan/staff/events/{id}/checkin", (e) => {
  const { atCounter, findActive, findByCode } = require(`${__hooks}/counter.js`);
  const { checkInByStaff } = require(`${__hooks}/presence.js`);
  require(`${__hooks}/desk.js`).needClerk(e);
  const { member: id, code } = e.requestInfo().body;
  return atCounter(e, "checkin", (tx, event, said, by) => {
    const member = id ? findActive(tx, id) : findByCode(tx, event, code);
    said.member = member.id;
    return { ...checkInByStaff(tx, { event, member, by }), name: member.getString("name"), member_no: member.getString("member_no") };
  });
}, $apis.requireAuth("staff"));

routerAdd("POST", "/api/dajuan/staff/events/{id}/leave", (e) => {
  const { atCounter } = require(`${__hooks}/counter.js`);
  const { decide } = require(`${__hooks}/leave.js`);
  const answers = JSON.parse(JSON.stringify(e.requestInfo().body));
  return atCounter(e, "decide", (tx, event, said) => {
    said.answers = answers;
    return decide(tx, { event, staff: e.auth, answers });
  });
}, $apis.requireAuth("staff"));

routerAdd("GET", "/api/dajuan/staff/events/{id}/signups.csv", (e) => {
  const { findEvent, sheet } = require(`${__hooks}/counter.js`);
  const { signupRows, signupSheet } = require(`${__hooks}/sheet.js`);
  const event = findEvent(e);
  require(`${__hooks}/looks.js`).noteMembers(e, "events", signupRows(e.app, event));
  return sheet(e, "signups", signupSheet(e.app, event));
}, $apis.requireAuth("staff"));

routerAdd("GET", "/api/dajuan/staff/events/{id}/attendance.csv", (e) => {
  const { findEvent, sheet } = require(`${__hooks}/counter.js`);
  const { attendanceSheet } = require(`${__hooks}/sheet.js`);
  const event = findEvent(e);
  require(`${__hooks}/looks.js`).noteAll(e, "events");
  return sheet(e, "attendance", attendanceSheet(e.app, event));
}, $apis.requireAuth("staff"));
