// Records in words: what their kinds are called and ask, by the files that the app is served with.

import { both, json } from "./page.js";

let files = null;

async function read() {
  const [catalog, events] = await Promise.all([json("/catalog.json"), json("/events.json")]);
  const lists = catalog.lists?.every(({ entries }) => entries) ?? true ? [] : (await json("/lists.json")).lists;
  const kinds = new Map([...events.kinds, ...catalog.kinds].map((kind) => [kind.id, kind]));
  return { duties: catalog.kinds, kinds, lists: new Map([...(catalog.lists ?? []), ...lists].map((list) => [list.id, list.entries ?? []])) };
}

const book = () => (files ??= read().catch((error) => {
  files = null;
  throw error;
}));

// The kinds of duty that the app asks for.
export const duties = async () => (await book()).duties;

export const isDuty = async (id) => (await duties()).some((kind) => kind.id === id);

export async function kindLabel(id) {
  const kind = (await book()).kinds.get(id);
  return kind ? both(kind.label) : id;
}

let people = [];

// Who stands in the list `members`.
export function knowMembers(members) {
  people = members.filter((it) => it.active).map(({ name, sector, member_no }) => ({ value: name, label: `${name} ${sector} ${member_no}` }));
}

// The entries of a list as { value, label }.
export async function entriesOf(list) {
  if (list === "members") return people;
  const entries = (await book()).lists.get(list) ?? [];
  return entries.map((entry) => (typeof entry === "string" ? { value: entry, label: entry } : { ...entry, label: entry.label ? both(entry.label) : entry.value }));
}

// The form of a kind; of an older version, where the catalog still has it.
async function formOf(id, version) {
  const kind = (await book()).kinds.get(id);
  return kind?.earlier?.find((it) => it.form_version === version)?.form ?? kind?.form;
}

// The answer by which a record is told from another of its kind.
export async function titleOf(record) {
  const name = (await formOf(record.kind, record.form_version))?.["x-ui"].title ?? "title";
  const said = record.answers?.[name] ?? "";
  return typeof said === "string" ? said : "";
}

// The files that answers name, in order.
export function filesIn(answers) {
  return Object.values(answers ?? {}).filter(isFiles).flat();
}

const isFiles = (value) => Array.isArray(value) && value.length > 0 && value.every((part) => typeof part?.ref === "string" && typeof part.name === "string");

// What a record says as { name, label, text }, in the order of its form; what the form does not know comes last, under its key.
// Photos and files are shown, not said.
export async function saidIn({ kind, form_version, answers }) {
  const form = await formOf(kind, form_version);
  const labels = new Map();
  for (const property of Object.values(form?.properties ?? {})) {
    const { list } = property["x-ui"] ?? {};
    if (list) labels.set(list, await entriesOf(list));
  }
  return parts(form, answers ?? {}, labels);
}

function parts(form, answers, lists) {
  const properties = form?.properties ?? {};
  const all = new Set([...(form?.["x-ui"]?.order ?? Object.keys(properties)), ...Object.keys(answers)]);
  const names = [...all].filter((name) => !isFiles(answers[name]));
  const said = names.map((name) => {
    const property = properties[name];
    const hint = property?.["x-ui"] ?? {};
    return { name, label: hint.label ?? { "zh-CN": name, en: "" }, text: word(property, answers[name], lists), hidden: hint.widget === "hidden" };
  });
  return said.filter(({ name, text, hidden }) => name !== "photos" && text !== "" && !hidden);
}

function word(property, value, lists) {
  const { choices = {}, list, unit } = property?.["x-ui"] ?? {};
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "是 Yes" : "否 No";
  if (Array.isArray(value)) {
    const isRows = value.some((part) => typeof part === "object");
    return value.map((part) => word({ ...property?.items, "x-ui": property?.["x-ui"], properties: property?.items?.properties }, part, lists)).join(isRows ? "\n" : "、");
  }
  if (typeof value === "object") {
    return parts({ properties: property?.properties, "x-ui": { order: Object.keys(property?.properties ?? {}) } }, value, lists)
      .map(({ label, text }) => `${both(label)}：${text}`)
      .join("；");
  }
  if (choices[value]) return both(choices[value]);
  const entry = list && list !== "members" && lists.get(list)?.find((it) => it.value === value);
  if (entry) return entry.label;
  return `${value}${unit && value !== "" ? ` ${both(unit)}` : ""}`;
}
