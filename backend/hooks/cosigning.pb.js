// Who co-signs what (docs/workflows.md).

routerAdd("GET", "/api/dajuan/cosigning", (e) => {
  const { shownTo } = require(`${__hooks}/cosigning.js`);
  return e.json(200, { items: shownTo(e.app, e.auth.id) });
}, $apis.requireAuth("members"));
