// For engines whose drivers keep no log: what the page complains about, where no name of it leads to.
{
  const said = [], real = console.error;
  console.error = function (...words) {
    said.push(`console.error ${words.join(" ")}`);
    return real.apply(console, words);
  };
  addEventListener("error", (event) => said.push(`error ${event.message}`));
  addEventListener("unhandledrejection", (event) => said.push(`unhandledrejection ${event.reason}`));
  addEventListener("securitypolicyviolation", (event) => said.push(`securitypolicyviolation ${event.effectiveDirective} ${event.blockedURI}`));
  window[Symbol.for("said")] = said;
}
