// One record as the office reads it: what it says, its photos, what it was before, and how it came here.

import { attachments, element, english, everything, filesList, named, photos, time } from "./page.js";
import { progressOf } from "./steps.js";
import { filesIn, saidIn } from "./words.js";

export const STATES = { received: "已收到 Received", reviewed: "已审核 Reviewed", returned: "已退回 Returned", withdrawn: "已撤回 Withdrawn" };
export const CONFIRMED = { "": "等委员确认 Not yet confirmed", confirmed: "委员已确认 Confirmed", disputed: "委员说不对 Objected" };

const PHOTOS = { "zh-CN": "照片", en: "Photos" };
const FILES = { "zh-CN": "附件", en: "Files" };
const DAY = { "zh-CN": "日期", en: "Day" };
const BY = { member: "委员改过 changed by the member", office: "办公室改过 changed by the office" };

// All of a record, in the order in which it is read. Where a step is taken, `after(told)` goes on, if there is one.
export async function recordParts(record, after) {
  const list = element("dl");
  const term = (label, text) => text && list.append(element("dt", {}, ...named(label)), element("dd", {}, text));
  for (const { label, text } of await saidIn(record)) term(label, text);
  const fact = (words, en, text) => term({ "zh-CN": words, en }, text);
  fact("收到", "Arrived", `${time(record.created)} · No. ${record.receipt}`);
  if (record.logged_by) {
    fact("代填", "Logged by", `${record.logged_by} · ${time(record.logged_at)} · ${CONFIRMED[record.confirmed]}`);
    fact("委员的说明", "What the member says", record.objection);
  }
  fact("状态", "State", STATES[record.state]);
  fact("原因或意见", "Reason or words", record.reason);
  const files = filesIn(record.answers);
  const of = ({ ref }) => attachments(ref, record.member);
  return [
    list,
    ...(await photos(picturesOf(record).map((ref) => of({ ref })), `照片 Photo, No. ${record.receipt}`)),
    ...filesList(files, of),
    ...(await formerParts(record)),
    (await progressOf(record, after)) ?? "",
  ];
}

// The refs of what is no file.
function picturesOf({ attachments: refs, answers }) {
  const files = filesIn(answers);
  return (refs ?? []).filter((ref) => !files.some((file) => file.ref === ref));
}

// Each former version, the newest first: who replaced it, when, how it stood, and what it said otherwise.
async function formerParts(record) {
  if (record.version === 0) return [];
  const former = await everything(`/api/collections/versions/records?filter=${encodeURIComponent(`record = "${record.id}"`)}&sort=created`);
  if (former.length === 0) return [];
  const all = [...former, record];
  const items = [];
  for (const [index, version] of former.entries()) items.unshift(await formerItem(index, version, all[index + 1], record.kind));
  return [element("h4", {}, "以前的内容 ", english("Former versions")), element("ol", { className: "former", reversed: true }, ...items)];
}

async function formerItem(index, version, next, kind) {
  const why = version.reason ? `：${version.reason}` : "";
  const changes = await changesOf({ ...version, kind }, { ...next, kind });
  const item = element(
    "li",
    { value: index + 1 },
    element("p", {}, `${time(version.created)} ${BY[version.by]}；当时 then ${STATES[version.state]}${why}`),
  );
  if (changes.length === 0) return item;
  const list = element("dl");
  for (const { label, before, after } of changes) {
    const old = element("del", {}, before || "（空 empty）");
    list.append(element("dt", {}, ...named(label)), element("dd", {}, old, " → ", element("ins", {}, after || "（空 empty）")));
  }
  item.append(list);
  return item;
}

async function changesOf(version, next) {
  const [before, after] = [await saidIn(version), await saidIn(next)];
  const text = (said, name) => said.find((it) => it.name === name)?.text ?? "";
  const labels = new Map([...before, ...after].map(({ name, label }) => [name, label]));
  const count = (it) => `${picturesOf(it).length} 张`;
  const names = (it) => filesIn(it.answers).map(({ name }) => name).join("、");
  const changes = [...labels].map(([name, label]) => ({ label, before: text(before, name), after: text(after, name) }));
  changes.push({ label: PHOTOS, before: count(version), after: count(next) }, { label: FILES, before: names(version), after: names(next) });
  // The day stands among the answers too, under whatever name the form gives it.
  if (!changes.some(({ before: old }) => old === version.day)) changes.push({ label: DAY, before: version.day, after: next.day });
  return changes.filter((change) => change.before !== change.after);
}
