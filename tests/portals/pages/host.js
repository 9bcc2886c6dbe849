// The portal's own script: it says whose token there is, and keeps what the element tells it, on the element, for the journey to read.
for (const element of document.querySelectorAll("dajuan-portal")) {
  element.heard = [];
  for (const name of ["ready", "route", "dirty", "queued", "sent", "auth-needed", "height", "error"]) {
    element.addEventListener(`dajuan-${name}`, (event) => element.heard.push({ name, detail: event.detail }));
  }
  // Relative to the host itself, whatever a <base> says; by the browser's own fetch, whatever became of it.
  element.getToken = async ({ refused }) => {
    const answer = await fetch(`${location.origin}/control/token?refused=${refused}`);
    return (await answer.json()).token || null;
  };
}
