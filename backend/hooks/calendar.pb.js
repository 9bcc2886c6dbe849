// Opened by a phone's calendar, which has no sign-in: the key in the address is the proof. It ends with the membership.
routerAdd("GET", "/api/dajuan/calendar/{file}", (e) => {
  const { secret } = require(`${__hooks}/installation.js`);
  const { calendarKey } = require(`${__hooks}/venue.js`);
  const { calendarOf } = require(`${__hooks}/calendar.js`);
  const key = e.request.pathValue("file").replace(/\.ics$/, "");
  const [id, memberId] = key.split(".");
  if (!$security.equal(calendarKey(secret(e.app), id, memberId), key)) throw e.notFoundError("", null);
  const event = e.app.findAllRecords("events", $dbx.hashExp({ id }))[0];
  const member = e.app.findAllRecords("members", $dbx.hashExp({ id: memberId, active: true }))[0];
  if (!event || !member) throw e.notFoundError("", null);
  e.response.header().set("Content-Disposition", 'inline; filename="event.ics"');
  const method = event.getBool("cancelled") ? "CANCEL" : "PUBLISH";
  return e.blob(200, `text/calendar; charset=utf-8; method=${method}`, toBytes(calendarOf(event)));
});
