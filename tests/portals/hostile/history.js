// As single-page portals and counters of visits do; this one breaks on what it does not know.
for (const name of ["pushState", "replaceState"]) {
  const real = history[name];
  history[name] = function (state, title, address) {
    if (state !== null && typeof state !== "object") throw new Error("the portal's router: unknown state");
    window.dispatchEvent(new Event("portal-route"));
    return real.call(this, { portal: true, ...state }, title, address);
  };
}
window.addEventListener("popstate", (event) => { if (event.state?.portal) event.stopImmediatePropagation(); });
