// The year as the office works it out: what the command `score` reads, what it printed, and what a member is shown of it.

routerAdd("GET", "/api/dajuan/statement", (e) => {
  const { askedYear, shown } = require(`${__hooks}/statement.js`);
  const year = askedYear(e);
  const row = e.app.findAllRecords("statements", $dbx.hashExp({ member: e.auth.id, year }))[0];
  return e.json(200, shown(year, row));
}, $apis.requireAuth("members"));

routerAdd("GET", "/api/dajuan/staff/export", (e) => {
  const { askedYear } = require(`${__hooks}/statement.js`);
  const { exportOf } = require(`${__hooks}/export.js`);
  const { settleDue } = require(`${__hooks}/seats.js`);
  const year = askedYear(e);
  settleDue(e.app, false);
  require(`${__hooks}/looks.js`).noteAll(e, "export");
  e.response.header().set("Content-Disposition", `attachment; filename="export-${year}.json"`);
  return e.json(200, exportOf(e.app, year));
}, $apis.requireAuth("staff"));

// The body is what `score` printed; `as_of` is the moment of the export, `closed=true` ends the year.
routerAdd("POST", "/api/dajuan/staff/statements", (e) => {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const { readReport, take } = require(`${__hooks}/statement.js`);
  require(`${__hooks}/desk.js`).needClerk(e);
  const report = readReport(e);
  let taken = 0;
  e.app.runInTransaction((tx) => {
    beginWriting(tx);
    taken = take(tx, report, e.auth.email());
  });
  return e.json(200, { year: report.year, members: taken, closed: report.closed });
}, $apis.requireAuth("staff"), $apis.bodyLimit(128 * 1024 * 1024));
