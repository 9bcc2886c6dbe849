// Events for a member, and what the member does about them.

routerAdd("GET", "/api/dajuan/events", (e) => {
  const { secret } = require(`${__hooks}/installation.js`);
  const { settleDue } = require(`${__hooks}/seats.js`);
  const { askedPage, eventsOf, allShownTo } = require(`${__hooks}/listing.js`);
  const { askedYear } = require(`${__hooks}/statement.js`);
  const [year, page] = [askedYear(e), askedPage(e)];
  settleDue(e.app, false);
  const { events, pages } = eventsOf(e.app, year, page);
  return e.json(200, { items: allShownTo(e.app, events, e.auth, secret(e.app)), page, pages });
}, $apis.requireAuth("members"));

routerAdd("POST", "/api/dajuan/acts", (e) => {
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const { readAct, findAnswer, decideAct } = require(`${__hooks}/act.js`);
  const act = readAct(e.requestInfo().body);
  let done = findAnswer(e.app, e.auth.id, act);
  if (!done) {
    e.app.runInTransaction((tx) => {
      beginWriting(tx);
      done = decideAct(tx, tx.findRecordById("members", e.auth.id), act);
    });
  }
  return e.blob(done.status, "application/json", toBytes(done.answer));
}, $apis.requireAuth("members"));

// Staff who decide see what members see who decide for every level.
routerAdd("GET", "/api/dajuan/approvals", (e) => {
  const { approvalsOf, leavesFor } = require(`${__hooks}/approvals.js`);
  const { noteMembers } = require(`${__hooks}/looks.js`);
  noteMembers(e, "events", leavesFor(e.app, e.auth).map(({ leave }) => leave));
  return e.json(200, { items: approvalsOf(e.app, e.auth) });
}, $apis.requireAuth("members", "staff"));

// Offers end and seats go on by the minute even where nobody looks.
cronAdd("dajuan_offers", "* * * * *", () => {
  const { settleDue } = require(`${__hooks}/seats.js`);
  settleDue($app, true);
});
