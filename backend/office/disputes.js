// 有异议: what members say is wrong in their year, and the office's answer.

import { decisionItem } from "./decide.js";
import { at, element, english, everything } from "./page.js";
import { recordParts } from "./record.js";

const NEEDS = "采纳不采纳都要写几句话，委员在手机上看得到。Say it in words for the member.";

// Shows those that wait, the oldest first; how many there are.
export async function showDisputes() {
  const filter = encodeURIComponent('kind = "dispute" && state = "received"');
  const waiting = await everything(`/api/collections/records/records?filter=${filter}&sort=receipt&expand=member`);
  at("disputes").replaceChildren(...waiting.map(disputeItem));
  at("no-disputes").hidden = waiting.length > 0;
  return waiting.length;
}

export const clearDisputes = () => at("disputes").replaceChildren();

function disputeItem(dispute) {
  const member = dispute.expand?.member;
  const { year, about } = dispute.answers ?? {};
  // What the member disputes is drawn nowhere in the form.
  const row = element("dl", {}, element("dt", {}, "关于 ", english("About")), element("dd", {}, `${year ?? ""} ${about ?? ""}`));
  return decisionItem({
    id: dispute.id,
    facts: [member?.name, member?.sector, year, about, `No. ${dispute.receipt}`],
    list: "disputes",
    accept: { words: "采纳", english: "Accept", needs: NEEDS },
    refuse: { words: "不采纳", english: "Decline", needs: NEEDS },
    partsOf: async (record) => [row, ...(await recordParts(record))],
    waits: ({ state }) => state === "received",
  });
}
