// The office's word about a record: taken, or sent back with a reason.

import { at, button, done, element, english, field, isClerk, json, notice, Refusal, run, Stale, stay } from "./page.js";
import { STATES } from "./record.js";

const RECORDS = "/api/collections/records/records";

const fetchRecord = (id) => json(`${RECORDS}/${id}?expand=member`);

let refresh = async () => {};

// `refreshAll` shows anew what lists may have changed.
export function onDecided(refreshAll) {
  refresh = refreshAll;
}

// A line of the list `list` that is unfolded to decide about the record `id`. `partsOf(record, after)` is read above the two presses
// `accept` and `refuse`, each { words, english, needs }: `needs` says that words must be there. `waits(record)`: whether there is
// anything to decide.
export function decisionItem({ id, facts, list, accept, refuse, partsOf, waits }) {
  const body = element("div");
  const details = element("details", {}, element("summary", {}, facts.filter(Boolean).join(" · ")), body);
  const after = async (told) => {
    const place = [...at(list).children].indexOf(details.parentElement);
    await refresh();
    stay(at(list), place, `${list}-title`);
    done(told);
  };
  const fill = async (record, typed = "") => {
    const parts = await partsOf(record, after);
    const end = (await waits(record)) ? decisionForm(record, typed, { accept, refuse }, after, fill) : "";
    body.replaceChildren(...parts, end);
  };
  details.addEventListener("toggle", run(async () => details.open && fill(await fetchRecord(id))));
  return element("li", {}, details);
}

// `typed` stands in the words already. `after(told)` goes on when it is decided, `again(record, typed)` when it changed meanwhile and
// must be looked at anew.
function decisionForm(record, typed, { accept, refuse }, after, again) {
  if (!isClerk()) return element("p", {}, "您的角色只能查看。 ", english("Your role may only look."));
  const of = `${record.expand?.member?.name ?? ""} No. ${record.receipt}`;
  const words = element("textarea", { maxLength: 1000, rows: 3, value: typed, autocomplete: "off" });
  const decide = (state, { words: press, needs }) => async () => {
    if (needs && words.value.trim() === "") {
      words.focus();
      throw new Refusal(needs);
    }
    try {
      await json(`${RECORDS}/${record.id}`, { state, reason: words.value, version: record.version, was: record.state }, "PATCH");
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      const now = await fetchRecord(record.id);
      await again(now, words.value);
      notice(changed(record, now));
      return;
    }
    await after(`${of}：${press}`);
  };
  return element(
    "div",
    { className: "decision" },
    field("给委员的话", "Words for the member", words),
    element(
      "p",
      {},
      button(accept.words, accept.english, of, decide("reviewed", accept)),
      " ",
      button(refuse.words, refuse.english, of, decide("returned", refuse)),
    ),
  );
}

function changed(seen, now) {
  if (now.state === "withdrawn") return "委员刚刚撤回了这条记录，没有照您按的办。The member has just taken it back; nothing was decided.";
  if (now.version === seen.version) return `这条记录已经有人处理：${STATES[now.state]}。It was decided meanwhile.`;
  return "委员刚刚改过这条记录，没有照您按的办；下面是新的内容，请看过再决定。The member has just changed it; here is what it says now, nothing was decided.";
}
