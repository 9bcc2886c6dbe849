// What waits for the office, and its lists of what members did.

routerAdd("GET", "/api/dajuan/staff/reviews", (e) => {
  const { askedPage } = require(`${__hooks}/listing.js`);
  const { reviewsOf } = require(`${__hooks}/reviews.js`);
  const { noteMembers } = require(`${__hooks}/looks.js`);
  const query = e.requestInfo().query;
  return e.json(200, reviewsOf(e.app, { page: askedPage(e), member: query["member"] || "", kind: query["kind"] || "" }, (rows) => noteMembers(e, "records", rows)));
}, $apis.requireAuth("staff"));

routerAdd("GET", "/api/dajuan/staff/replies", (e) => {
  const { repliesOf } = require(`${__hooks}/reviews.js`);
  const { noteMembers } = require(`${__hooks}/looks.js`);
  return e.json(200, { items: repliesOf(e.app, (rows) => noteMembers(e, "records", rows)) });
}, $apis.requireAuth("staff"));

routerAdd("GET", "/api/dajuan/staff/records.csv", (e) => {
  const { askedYear } = require(`${__hooks}/statement.js`);
  const { sheet } = require(`${__hooks}/counter.js`);
  const { recordSheet } = require(`${__hooks}/sheet.js`);
  const year = askedYear(e);
  require(`${__hooks}/looks.js`).noteAll(e, "export");
  return sheet(e, `records-${year}`, recordSheet(e.app, year));
}, $apis.requireAuth("staff"));
