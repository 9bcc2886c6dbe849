// 待批请假: leaves that this account may decide.

import { at, button, done, element, field, json, photos, time } from "./page.js";

const REASONS = { official: "公务", health: "健康", travel: "出差", family: "家庭", other: "其他" };
const OUTCOMES = { granted: "准假 Granted", refused: "未准 Refused" };

let refresh = async () => {};

// `refreshAll` shows all that waits anew.
export function onLeaveDecided(refreshAll) {
  refresh = refreshAll;
}

// Shows those that wait; how many there are.
export async function showLeaves() {
  const { items } = await json("/api/dajuan/approvals");
  const pending = items.filter((item) => item.state === "pending");
  at("no-leaves").hidden = pending.length > 0;
  at("leaves").replaceChildren(...(await Promise.all(pending.map(leaveItem))));
  return pending.length;
}

export const clearLeaves = () => at("leaves").replaceChildren();

async function leaveItem(item) {
  const words = element("input", { type: "text", maxLength: 1000 });
  const decide = (grant) => async () => {
    const body = { leave: item.id, grant, words: words.value };
    const { outcome } = await json(`/api/dajuan/staff/events/${item.event}/leave`, body);
    await refresh();
    at("leaves-title").focus();
    done(`${item.who}：${OUTCOMES[outcome]}`);
  };
  const reason = REASONS[item.reason] ?? item.reason;
  return element(
    "li",
    {},
    element("p", {}, element("strong", {}, item.who), ` ${item.sector} · ${time(item.starts)} ${item.title}`),
    element("p", {}, `${reason}：${item.text}`),
    ...(await photos(item.photos.map((ref) => `/api/dajuan/attachments/${encodeURIComponent(ref)}`), `请假附件 ${item.who}`)),
    field("给委员的话", "Words for the member", words),
    element("p", {}, button("准假", "Grant", item.who, decide(true)), " ", button("不准", "Refuse", item.who, decide(false))),
  );
}
