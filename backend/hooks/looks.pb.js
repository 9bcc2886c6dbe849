// 谁看过我的: whatever the office is shown of members is noted before it is shown, here or in the route that shows it.

onRecordViewRequest((e) => {
  require(`${__hooks}/looks.js`).noteRecord(e, e.record);
  return e.next();
}, "records", "versions");

onRecordsListRequest((e) => {
  require(`${__hooks}/looks.js`).noteMembers(e, "records", e.records);
  return e.next();
}, "records", "versions", "attachments");

onRecordViewRequest((e) => {
  require(`${__hooks}/looks.js`).note(e, "photo", [{ member: e.record.getString("member"), record: e.record.getString("ref") }]);
  return e.next();
}, "attachments");

onRecordsListRequest((e) => {
  require(`${__hooks}/looks.js`).note(e, "personal", [...e.records].map((member) => ({ member: member.id })));
  return e.next();
}, "members");

onRecordViewRequest((e) => {
  require(`${__hooks}/looks.js`).note(e, "personal", [{ member: e.record.id }]);
  return e.next();
}, "members");

onRecordsListRequest((e) => {
  require(`${__hooks}/looks.js`).noteMembers(e, "points", e.records);
  return e.next();
}, "statements");

onRecordViewRequest((e) => {
  require(`${__hooks}/looks.js`).noteMembers(e, "points", [e.record]);
  return e.next();
}, "statements");

onRecordsListRequest((e) => {
  require(`${__hooks}/looks.js`).noteMembers(e, "events", e.records);
  return e.next();
}, "signups", "leaves", "checkins");

onRecordViewRequest((e) => {
  require(`${__hooks}/looks.js`).noteMembers(e, "events", [e.record]);
  return e.next();
}, "signups", "leaves", "checkins");

routerAdd("GET", "/api/dajuan/looks", (e) => {
  const { looksOf } = require(`${__hooks}/looks.js`);
  return e.json(200, { items: looksOf(e.app, e.auth.id) });
}, $apis.requireAuth("members"));

cronAdd("dajuan_looks", "47 3 * * *", () => {
  const { forgetOld } = require(`${__hooks}/looks.js`);
  forgetOld($app);
});
