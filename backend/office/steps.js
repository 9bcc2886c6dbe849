// 进展: what happened to a record after it arrived, and the step that the office takes next.

import { attachments, upload } from "./attach.js";
import { attachments as addressOf, both, element, english, field, filesList, isClerk, json, option, run } from "./page.js";

let workflows = null;

// The steps of a kind as the app declares them; none where nothing happens to it but the review.
export async function stepsOf(kind) {
  workflows ??= (await json("/workflows.json")).kinds;
  return workflows.find((workflow) => workflow.kind === kind)?.steps ?? [];
}

// The section of a record, for its unfolded line; null where its kind has no steps. A step that is taken shows in it, unless `after(told)`
// goes on instead.
export async function progressOf(record, after) {
  const steps = await stepsOf(record.kind);
  if (steps.length === 0) return null;
  const section = element("div", { className: "progress" });
  const refresh = (now) => section.replaceChildren(...shown(record, steps, now, taken));
  const taken = (now, told) => (after ? after(told) : refresh(now));
  refresh(await json(path(record)));
  return section;
}

// What the office adds to a step.
const FILES = { type: "array", items: { type: "object" }, maxItems: 9, "x-ui": { widget: "files", label: { "zh-CN": "附件", en: "Files" } } };

const path = (record) => `/api/dajuan/staff/records/${record.id}/steps`;

function shown(record, steps, now, taken) {
  const line = ({ step: id, day, words, unit, level, by, files }) => {
    const step = steps.find((step) => step.id === id);
    const chosen = step?.levels?.find((choice) => choice.id === level);
    const facts = [step ? both(step.label) : id, chosen && both(chosen.label), unit, day, by].filter(Boolean);
    const item = element("li", {}, facts.join(" · "));
    if (words !== "") item.append(element("p", { className: "said" }, words));
    item.append(...filesList(files, ({ ref }) => addressOf(ref, record.member)));
    return item;
  };
  const rated = (who, rating) => element("p", {}, `${who}：${rating.score} ${rating.words}`);
  const next = steps.filter((step) => now.next.includes(step.id));
  const signed = now.cosigners.filter(({ state }) => state === "signed").length;
  return [
    element("h4", {}, "进展 ", english("Progress")),
    element("ol", {}, element("li", {}, both(steps[0].label)), ...now.steps.map(line)),
    ...(now.mine ? [rated("办公室的评分 The office’s rating", now.mine)] : []),
    ...(now.theirs ? [rated("委员的评分 The member’s rating", now.theirs)] : []),
    ...(now.cosigners.length > 0 ? [element("h4", {}, `附议人，已附议 ${signed} 位 `, english(`Co-signers, ${signed} signed`)), cosignersOf(now)] : []),
    ...(next.length > 0 && isClerk() ? [nextForm(record, next, taken)] : []),
  ];
}

const COSIGNED = {
  invited: "还没答复 Not answered yet",
  signed: "已附议 Co-signed",
  declined: "不附议 Declined",
  withdrawn: "撤回了附议 Took the name back",
  revoked: "邀请已收回 Invitation taken back",
};

// Who was asked, and what they said on which day.
function cosignersOf({ cosigners }) {
  const line = ({ name, sector, state, asked, said, changed }) => {
    const mark = changed && "附议以后，内容改过 Changed since";
    return element("li", {}, [name, sector, COSIGNED[state], said || asked, mark].filter(Boolean).join(" · "));
  };
  return element("ul", {}, ...cosigners.map(line));
}

// One form for whichever step is chosen; what it has no place for is hidden and not sent.
function nextForm(record, next, taken) {
  const of = `No. ${record.receipt}`;
  const choice = ({ id, label }) => option(id, both(label));
  const step = element("select", { ariaLabel: `下一步 Next step ${of}` }, ...next.map(choice));
  const level = element("select", {});
  const unit = element("input", { type: "text", maxLength: 200 });
  const score = element("input", { type: "number", min: 0, max: 100, step: 1 });
  const words = element("textarea", { maxLength: 5000, rows: 3 });
  const day = element("input", { type: "date" });
  const files = attachments("files", FILES, FILES["x-ui"]);
  const labels = {
    level: field("级别", "Level", level),
    unit: field("承办单位", "Handled by", unit),
    score: field("评分，0 到 100", "Rating, 0 to 100", score),
    words: field("情况", "Words", words),
  };
  const chosen = () => next.find(({ id }) => id === step.value);
  const fit = () => {
    const { levels = [], unit: asksUnit, words: asksWords, by } = chosen();
    level.replaceChildren(...levels.map(choice));
    labels.level.hidden = levels.length === 0;
    labels.unit.hidden = !asksUnit;
    labels.words.hidden = !asksWords;
    labels.score.hidden = by !== "both";
    files.fit(asksWords !== undefined && by !== "both");
    [unit.required, words.required, score.required] = [asksUnit === "must", asksWords === "must", by === "both"];
  };
  const form = element(
    "form",
    {},
    field("下一步", "Next step", step),
    ...Object.values(labels),
    files.node,
    field("日期，不填是今天", "Day, today if empty", day),
    element("button", { ariaLabel: `记下这一步 Take the step ${of}` }, "记下这一步 ", english("Take the step")),
  );
  step.addEventListener("change", fit);
  const take = async () => {
    const given = (name, control) => (labels[name].hidden ? "" : control.value);
    const rating = labels.score.hidden ? {} : { score: Number(score.value) };
    const { said = [] } = files.matters() ? await upload(record.member, FILES, files.read() ?? []) : {};
    const wish = { step: step.value, files: said, words: given("words", words), unit: given("unit", unit), level: given("level", level), day: day.value, ...rating };
    const now = await json(path(record), wish);
    await taken(now, `${of}：${both(chosen().label)}`);
  };
  form.addEventListener("input", () => files.complain(""));
  form.addEventListener("submit", run(take));
  fit();
  return form;
}
