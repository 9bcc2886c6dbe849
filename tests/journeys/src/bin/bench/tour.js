// What can be pressed on the page that is open, each by a name of its own; and how long after a press the next frame was painted.
(() => {
  window.__tour?.end();
  const own = (window.__tour = { pressed: [], taken: [], steps: [] }), begun = performance.now(), counted = performance.interactionCount;

  // A press that ends a session, leaves the app, or makes every later page another one has a place of its own at the end of the tour.
  const LEFT = /退出|删|English|长辈模式|清掉/;
  // So many of what looks and works alike on a page stand for the rest.
  const ALIKE = 4;

  const watch = new PerformanceObserver((list) => {
    for (const it of list.getEntries()) if (it.interactionId && it.startTime >= begun) own.taken.push(it);
  });
  watch.observe({ type: "event", durationThreshold: 16 });
  own.end = () => watch.disconnect();

  const text = (it) => (it?.textContent ?? "").trim().replace(/\s+/g, " ");
  const called = (it) => it.getAttribute("aria-label") || text(it.labels?.[0]) || text(it) || it.id;
  const kind = (it) => `${it.tagName} ${it.type} ${it.className}`;
  const can = (it) => it.checkVisibility() && !it.disabled && !LEFT.test(called(it)) && it.type !== "file";

  // What would open a picker of the system, and what takes letters, has a key in place of a finger.
  const keys = (it) => it.matches("select") ? "ArrowDown" : it.matches("[type=date], [type=time], [type=month]") ? "ArrowUp"
    : it.matches("textarea, input:not([type=radio]):not([type=checkbox])") ? "1" : null;

  // The next that nobody has pressed on this page yet: its name, where it is, and its key.
  own.next = (page) => {
    const top = document.querySelector("dialog[open]") ?? document;
    const all = [...top.querySelectorAll("button, a[href^='/'], summary, input, select, textarea")].filter(can);
    const seen = new Map();
    for (const it of all) {
      const place = seen.get(kind(it)) ?? 0, name = `${it.closest("nav.tabs") ? "tabs" : page}: ${called(it).slice(0, 24)}`;
      seen.set(kind(it), place + 1);
      if (own.pressed.includes(name) || place >= ALIKE) continue;
      own.pressed.push(name);
      own.step(name);
      it.scrollIntoView({ block: "center", behavior: "instant" });
      const key = keys(it);
      if (key) it.focus({ preventScroll: true });
      const box = (it.labels?.[0] ?? it).getBoundingClientRect();
      return { name, key, x: box.x + Math.min(box.width / 2, 120), y: box.y + Math.min(box.height / 2, 40) };
    }
    return null;
  };

  own.step = (name) => own.steps.push([performance.now(), name]);

  // Every press so far with its time until the next paint, and of that the time before the app heard of it and the time that the app then took; those that took under 16 ms the browser only counts.
  own.told = () => {
    const slowest = new Map();
    for (const it of own.taken) if (!(slowest.get(it.interactionId)?.duration >= it.duration)) slowest.set(it.interactionId, it);
    const of = (at) => own.steps.filter((it) => it[0] <= at).pop()?.[1] ?? "";
    return { count: performance.interactionCount - counted, times: [...slowest.values()].map((it) => [of(it.startTime), it.duration, it.processingStart - it.startTime, it.processingEnd - it.processingStart]) };
  };
})();
