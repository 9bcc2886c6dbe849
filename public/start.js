// Starts the app; where it can't start, shows what the page says about that. A classic script, so that old browsers run it too.
(function () {
  function fail(reason) {
    console.error(reason);
    document.getElementById("app").hidden = true;
    document.getElementById("fallback").hidden = false;
  }

  if (typeof WebAssembly !== "object") fail("no WebAssembly");
  else import("./dajuan.js").then(function (glue) { return glue.default(); }).catch(fail);
})();
