// Wrong guesses, counted in memory: `limit` within 15 minutes, then wait. The slots are bounded, whatever is tried.
const WINDOW_MS = 15 * 60 * 1000;

function slot(key) {
  return "attempts_" + $security.sha256(key.toLowerCase()).slice(0, 4);
}

// Counts one attempt, before its outcome is known so that parallel guesses count too.
// Refuses with 429 and Retry-After once `limit` are open.
function takeAttempt(e, key, limit) {
  const now = Date.now();
  let wait = 0;
  $app.store().setFunc(slot(key), (old) => {
    const open = JSON.parse(old || "[]").filter((at) => at > now - WINDOW_MS);
    if (open.length < limit) open.push(now);
    else wait = Math.ceil((open[0] + WINDOW_MS - now) / 1000);
    return JSON.stringify(open);
  });
  if (wait > 0) {
    e.response.header().set("Retry-After", String(wait));
    throw e.tooManyRequestsError("Too many attempts.", null);
  }
}

function forgetAttempts(key) {
  $app.store().remove(slot(key));
}

module.exports = { takeAttempt, forgetAttempts };
