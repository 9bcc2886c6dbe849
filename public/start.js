// Starts the app; where it can't start, shows what the page says about that. A classic script, so that old browsers run it too.
(function () {
  function fail(reason) {
    console.error(reason);
    document.getElementById("app").hidden = true;
    document.getElementById("fallback").hidden = false;
  }

  // The reader's size of type stands before the first paint; where nothing is kept, the usual one. So does the place of 读给我听, unless no voice was found.
  try {
    var size = localStorage.getItem("dajuan-text-size");
    if (size) document.documentElement.setAttribute("data-text-size", size);
    if (window.speechSynthesis && !localStorage.getItem("dajuan-mute")) document.documentElement.setAttribute("data-voice", "");
  } catch (reason) {}

  // Filled in by the build: a module that an old engine refuses.
  var probe = new Uint8Array(/* probe */ []);

  // Whether the page's policy lets wasm run. An engine that doesn't know the policy's word for it asks the host, once, for the older one.
  function allowed() {
    try {
      return new WebAssembly.Module(probe.subarray(0, 8));
    } catch (reason) {
      if (!asked() && (document.cookie = "wasm=eval;path=/;max-age=31536000;samesite=strict") && asked()) location.reload();
      else fail(reason);
    }
  }

  function asked() {
    return document.cookie.indexOf("wasm=eval") >= 0;
  }

  if (typeof WebAssembly !== "object") fail("no WebAssembly");
  else if (allowed()) import(WebAssembly.validate(probe) ? "./dajuan.js" : "./old.js").then(function (glue) { return glue.default(); }).catch(fail);
})();
