// 代填: what the office writes down for a member, and what its member says to it.

import { freshRef, isFiles, isPhotos, upload } from "./attach.js";
import { draw } from "./fields.js";
import { at, done, element, isClerk, json, notice, option, Refusal, run } from "./page.js";
import { CONFIRMED, recordParts, STATES } from "./record.js";
import { duties, kindLabel, knowMembers, titleOf } from "./words.js";

const RECENT = 50;

let drawn = null;

const form = () => at("log");
const today = () => new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);

// Shows the form, and what was logged last; `members` are all of them.
export async function showLog(members) {
  at("log-desk").hidden = !isClerk();
  knowMembers(members);
  const { log_member: member, log_kind: kind } = form().elements;
  const [whose, what] = [member.value, kind.value];
  member.replaceChildren(option("", "请选择 Choose"), ...members.filter((it) => it.active).map((it) => option(it.id, `${it.member_no} ${it.name}`)));
  kind.replaceChildren(option("", "请选择 Choose"), ...(await Promise.all((await duties()).map(async ({ id }) => option(id, await kindLabel(id))))));
  [member.value, kind.value] = [whose, what];
  await showLogged();
}

export function clearLog() {
  form().reset();
  at("log-desk").hidden = true;
  drawn = null;
  for (const id of ["log-fields", "logged"]) at(id).replaceChildren();
}

async function showLogged() {
  const query = new URLSearchParams({ filter: 'logged_by != ""', sort: "-logged_at", perPage: RECENT, expand: "member" });
  const { items } = await json(`/api/collections/records/records?${query}`);
  at("no-logged").hidden = items.length > 0;
  at("logged").replaceChildren(...(await Promise.all(items.map(loggedItem))));
}

async function loggedItem(record) {
  const { expand, kind, day, receipt, confirmed, objection, state } = record;
  const facts = [expand?.member?.name, await kindLabel(kind), await titleOf(record), day, `No. ${receipt}`, STATES[state], `${CONFIRMED[confirmed]}${objection && `：${objection}`}`];
  const details = element("details", {}, element("summary", {}, facts.filter(Boolean).join(" · ")));
  details.addEventListener("toggle", run(async () => details.append(...(await recordParts(record)))), { once: true });
  return element("li", {}, details);
}

// A key for what is written in one form: sent again under it, it is still one record.
async function redraw() {
  const kind = (await duties()).find(({ id }) => id === form().elements.log_kind.value);
  drawn = kind ? { kind, ref: freshRef(), ...(await draw(kind.form, today())) } : null;
  at("log-fields").replaceChildren(...(drawn ? [drawn.node] : []));
}

async function send() {
  if (!drawn) throw new Refusal("请先选类别。Choose what it is.");
  const { kind, ref } = drawn;
  const answers = drawn.read();
  if (!form().reportValidity()) return;
  const day = answers[kind.form["x-ui"].day] ?? today();
  const member = form().elements.log_member;
  const who = member.selectedOptions[0].textContent;
  const attachments = await uploaded(kind.form, answers, member.value);
  const sent = { member: member.value, client_ref: ref, kind: kind.id, day, form_version: kind.form_version, answers, attachments };
  const record = await json("/api/dajuan/staff/records", sent);
  await redraw();
  await showLogged();
  const told = `已为 ${who} 代填，回执 No. ${record.receipt}。Logged.`;
  if (same(record.answers, answers)) done(told);
  else notice(`${told} 这张表先前已经收到，后来的改动没有算进去。It had arrived before; what was changed since is not in it.`);
}

// Uploads what was chosen, and names it among the answers; all its keys.
async function uploaded(form, answers, member) {
  const all = [];
  for (const [name, property] of Object.entries(form.properties)) {
    if (answers[name] === undefined || !(isPhotos(property) || isFiles(property))) continue;
    const { said, refs } = await upload(member, property, answers[name]);
    answers[name] = said;
    all.push(...refs);
  }
  return all;
}

function same(one, other) {
  const ordered = (value) => JSON.stringify(value, (_, part) => (part && typeof part === "object" && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part));
  return ordered(one) === ordered(other);
}

at("log").elements.log_kind.addEventListener("change", run(redraw));
at("log").addEventListener("submit", run(send));
