// The built app at /, and the office's page at /office/.
routerAdd("GET", "/{path...}", (e) => {
  const { serve } = require(`${__hooks}/site.js`);
  return serve(e, $os.getenv("PUBLIC_DIR") || $filepath.join(__hooks, "..", "..", "dist"), e.request.pathValue("path"), true);
});

routerAdd("GET", "/office/{path...}", (e) => {
  const { serve } = require(`${__hooks}/site.js`);
  return serve(e, $filepath.join(__hooks, "..", "office"), e.request.pathValue("path"), false);
});
