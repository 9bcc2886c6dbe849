// 待审核: what members did that waits for the office's word, the oldest first; and what they replied to on its way.

import { decisionItem } from "./decide.js";
import { at, json, option, run, stay } from "./page.js";
import { CONFIRMED, recordParts } from "./record.js";
import { duties, kindLabel } from "./words.js";

const PATH = "/api/dajuan/staff/reviews";

// What a clerk may say of a record.
export const REVIEW = {
  accept: { words: "审核通过", english: "Reviewed" },
  refuse: { words: "退回", english: "Return", needs: "退回要写原因，委员照着改。Say why it is returned." },
};

let pages = 1;

// Shows as many pages as were asked for; how much waits in all, whatever the filter shows.
export async function showReviews() {
  const { member, kind } = Object.fromEntries(new FormData(at("reviews-filter")));
  const items = [];
  let last = null;
  for (let page = 1; page <= (last?.pages ?? 1) && page <= pages; page++) {
    last = await json(`${PATH}?${new URLSearchParams({ page, member, kind })}`);
    items.push(...last.items);
  }
  at("reviews").replaceChildren(...(await Promise.all(items.map(reviewItem))));
  at("reviews-count").textContent = `共 ${last.total} 条 · ${last.total} in all`;
  at("more-reviews").hidden = items.length >= last.total;
  return member === "" && kind === "" ? last.total : (await json(PATH)).total;
}

// The choices of members and of kinds in a filter; `more` are kinds that are no duties.
export async function fitFilter(form, members, more = []) {
  const { member, kind } = form.elements;
  const ids = [...(await duties()).map(({ id }) => id), ...more];
  const kinds = await Promise.all(ids.map(async (id) => option(id, await kindLabel(id))));
  const people = members.map((it) => option(it.id, `${it.member_no} ${it.name}`));
  for (const [select, options] of [[member, people], [kind, kinds]]) {
    const value = select.value;
    select.replaceChildren(option("", "全部 All"), ...options);
    select.value = value;
  }
}

export function clearReviews() {
  pages = 1;
  for (const id of ["reviews", "replies"]) at(id).replaceChildren();
  at("reviews-filter").reset();
}

// Shows what members replied to on its way; how much of it waits.
export async function showReplies() {
  const { items } = await json("/api/dajuan/staff/replies");
  at("no-replies").hidden = items.length > 0;
  at("replies").replaceChildren(...(await Promise.all(items.map(replyItem))));
  return items.length;
}

async function replyItem(item) {
  const facts = [item.name, item.sector, await kindLabel(item.kind), item.title, item.day, `No. ${item.receipt}`];
  return decisionItem({ id: item.id, facts, list: "replies", partsOf: recordParts, waits: () => false });
}

async function reviewItem(item) {
  const mark = item.logged_by === "" ? "" : `代填，${CONFIRMED[item.confirmed]}`;
  return decisionItem({
    id: item.id,
    facts: [item.name, item.sector, await kindLabel(item.kind), item.title, item.day, `No. ${item.receipt}`, mark],
    list: "reviews",
    accept: REVIEW.accept,
    refuse: REVIEW.refuse,
    partsOf: recordParts,
    waits: ({ state, confirmed }) => state === "received" || (state === "reviewed" && confirmed === "disputed"),
  });
}

at("more-reviews").addEventListener(
  "click",
  run(async () => {
    const place = at("reviews").children.length;
    pages++;
    await showReviews();
    stay(at("reviews"), place, "reviews-title");
  }),
);
at("reviews-filter").addEventListener(
  "submit",
  run(async () => {
    pages = 1;
    await showReviews();
  }),
);
