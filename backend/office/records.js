// 记录: all that arrived, by member, month, state and kind, to be read and decided anew; and a year of it for a spreadsheet.

import { decisionItem } from "./decide.js";
import { ask, at, json, run, save } from "./page.js";
import { CONFIRMED, recordParts, STATES } from "./record.js";
import { fitFilter, REVIEW } from "./reviews.js";
import { stepsOf } from "./steps.js";
import { isDuty, kindLabel, titleOf } from "./words.js";

const PER_PAGE = 50;

let page = 1;

// Every value comes from a list or matches its pattern, so that none can end the quotes it stands in.
function filter() {
  const { member, month, state, kind } = Object.fromEntries(new FormData(at("filters")));
  const parts = [];
  if (/^[a-z0-9]+$/.test(member)) parts.push(`member = "${member}"`);
  if (/^\d{4}-\d{2}$/.test(month)) parts.push(`day >= "${month}-01" && day <= "${month}-31"`);
  if (state in STATES) parts.push(`state = "${state}"`);
  if (state === "underway") parts.push('steps_via_record.id ?!= ""');
  if (/^[a-z0-9_]+$/.test(kind)) parts.push(`kind = "${kind}"`);
  return parts.join(" && ");
}

// Shows the page of the list that was asked for last; `members` are all of them.
export async function showRecords(members) {
  await fitFilter(at("filters"), members, ["dispute"]);
  at("sheet").elements.year.value ||= new Date().getFullYear();
  await showPage();
}

async function showPage() {
  const query = new URLSearchParams({ page, perPage: PER_PAGE, sort: "-day,-receipt", expand: "member", filter: filter() });
  const reply = await json(`/api/collections/records/records?${query}`);
  at("records").replaceChildren(...(await Promise.all(reply.items.map(recordItem))));
  at("count").textContent = `共 ${reply.totalItems} 条 · ${reply.totalItems} in all`;
  at("previous").disabled = page <= 1;
  at("next").disabled = page >= reply.totalPages;
}

export function clearRecords() {
  page = 1;
  at("filters").reset();
  for (const id of ["records", "count"]) at(id).replaceChildren();
}

async function recordItem(record) {
  const { id, day, expand, kind, receipt, state, logged_by, confirmed } = record;
  const mark = logged_by ? `代填，${CONFIRMED[confirmed]}` : "";
  return decisionItem({
    id,
    facts: [day, expand?.member?.name, await kindLabel(kind), await titleOf(record), `No. ${receipt}`, STATES[state], mark],
    list: "records",
    accept: REVIEW.accept,
    refuse: REVIEW.refuse,
    // Several steps are taken one after another.
    partsOf: (now) => recordParts(now),
    // What has steps goes on by them.
    waits: async (now) => now.state !== "withdrawn" && (await isDuty(kind)) && (await stepsOf(kind)).length === 0,
  });
}

const turn = (step) =>
  run(async () => {
    page += step;
    await showPage();
  });

at("previous").addEventListener("click", turn(-1));
at("next").addEventListener("click", turn(1));
at("filters").addEventListener(
  "submit",
  run(async () => {
    page = 1;
    await showPage();
  }),
);
at("sheet").addEventListener(
  "submit",
  run(async () => {
    const year = at("sheet").elements.year.value;
    save(await (await ask(`/api/dajuan/staff/records.csv?year=${year}`)).blob(), `履职记录 ${year}.csv`);
  }),
);
