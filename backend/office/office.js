// The office's page: accounts of members, and their records to look at. Events stand in events.js.

import { at, button, element, english, json, notice, photos, Refusal, run, session } from "./page.js";
import { clearEvents, showEvents } from "./events.js";
import { progressOf } from "./steps.js";

const PER_PAGE = 50;
const STATES = { received: "已收到 Received", reviewed: "已审核 Reviewed", returned: "已退回 Returned" };

let page = 1;

async function signIn() {
  const form = at("sign-in");
  const { identity, password } = Object.fromEntries(new FormData(form));
  try {
    const reply = await json("/api/collections/staff/auth-with-password", { identity, password });
    session.token = reply.token;
  } catch (error) {
    if (!error.message.includes("400")) throw error;
    throw new Refusal("邮箱或密码不对。Wrong e-mail or password.");
  }
  form.reset();
  show(true);
  const members = await showMembers();
  await showEvents(members);
  await showRecords();
  at("members-title").scrollIntoView();
}

function signOut() {
  session.token = "";
  clearEvents();
  for (const id of ["members", "records", "code", "count"]) at(id).replaceChildren();
  at("filters").elements.member.replaceChildren(element("option", { value: "" }, "全部 All"));
  show(false);
}

function show(signedIn) {
  at("sign-in").hidden = signedIn;
  at("desk").hidden = !signedIn;
  at("sign-out").hidden = !signedIn;
}

async function allMembers() {
  const members = [];
  for (let number = 1; ; number++) {
    const reply = await json(`/api/collections/members/records?sort=member_no&perPage=500&page=${number}`);
    members.push(...reply.items);
    if (number >= reply.totalPages) return members;
  }
}

async function showMembers() {
  const members = await allMembers();
  at("members").replaceChildren(...members.map(memberItem));
  const chosen = at("filters").elements.member;
  const value = chosen.value;
  chosen.replaceChildren(
    element("option", { value: "" }, "全部 All"),
    ...members.map((member) => element("option", { value: member.id }, `${member.member_no} ${member.name}`)),
  );
  chosen.value = value;
  return members;
}

function memberItem(member) {
  const path = `/api/dajuan/staff/members/${member.id}`;
  const issue = async () => {
    const { code, valid_until } = await json(`${path}/code`, {});
    const until = new Date(valid_until).toLocaleString("zh-CN");
    at("code").replaceChildren(
      `${member.name} ${member.member_no}：`,
      element("strong", {}, code),
      ` 只显示这一次，${until} 前有效。`,
      english("Shown this once; for the member's “first time / forgot password” page."),
    );
    at("code").scrollIntoView({ block: "center" });
  };
  const toggle = async () => {
    const question = `停用 ${member.name}？将立即退出登录。Deactivate? The member is signed out at once.`;
    if (member.active && !confirm(question)) return;
    await json(`${path}/active`, { active: !member.active });
    await showMembers();
  };
  const state = member.active ? "在任 Active" : "已停用 Inactive";
  const facts = [member.name, member.sector, member.committee, state].filter((words) => words !== "");
  return element(
    "li",
    {},
    element("span", {}, element("strong", {}, member.member_no), ` ${facts.join(" · ")}`),
    button("发验证码", "Issue code", member.name, issue, !member.active),
    member.active ? button("停用", "Deactivate", member.name, toggle) : button("恢复", "Reactivate", member.name, toggle),
  );
}

// Every value comes from a list or matches its pattern, so that none can end the quotes it stands in.
function filter() {
  const { member, month, state, kind } = Object.fromEntries(new FormData(at("filters")));
  const parts = [];
  if (/^[a-z0-9]+$/.test(member)) parts.push(`member = "${member}"`);
  if (/^\d{4}-\d{2}$/.test(month)) parts.push(`day >= "${month}-01" && day <= "${month}-31"`);
  if (state in STATES) parts.push(`state = "${state}"`);
  if (/^[a-z0-9_]+$/.test(kind)) parts.push(`kind = "${kind}"`);
  return parts.join(" && ");
}

async function showRecords() {
  const query = new URLSearchParams({ page, perPage: PER_PAGE, sort: "-day,-receipt", expand: "member", filter: filter() });
  const reply = await json(`/api/collections/records/records?${query}`);
  at("records").replaceChildren(...reply.items.map(recordItem));
  at("count").textContent = `共 ${reply.totalItems} 条 · ${reply.totalItems} in all`;
  at("previous").disabled = page <= 1;
  at("next").disabled = page >= reply.totalPages;
}

function recordItem(record) {
  const member = record.expand?.member;
  const title = record.answers?.title || record.kind;
  const details = element(
    "details",
    {},
    element("summary", {}, `${record.day} ${member?.name ?? ""} ${title} · No. ${record.receipt} · ${STATES[record.state]}`),
  );
  details.addEventListener("toggle", run(() => fill(details, record)), { once: true });
  return element("li", {}, details);
}

async function fill(details, record) {
  const list = element("dl");
  const term = (name, value) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (text !== "") list.append(element("dt", {}, name), element("dd", {}, text));
  };
  term("kind", record.kind);
  for (const [name, value] of Object.entries(record.answers ?? {})) term(name, value);
  term("created", new Date(record.created.replace(" ", "T")).toLocaleString("zh-CN"));
  term("reason", record.reason);
  details.append(list, (await progressOf(record)) ?? "");
  const paths = (record.attachments ?? []).map((ref) => `/api/dajuan/attachments/${encodeURIComponent(ref)}?member=${record.member}`);
  details.append(...(await photos(paths, `照片 Photo, No. ${record.receipt}`)));
}

const turn = (step) =>
  run(async () => {
    page += step;
    await showRecords();
  });

session.end = signOut;
at("sign-in").addEventListener("submit", run(signIn));
at("sign-out").addEventListener("click", run(signOut));
at("previous").addEventListener("click", turn(-1));
at("next").addEventListener("click", turn(1));
at("filters").addEventListener(
  "submit",
  run(async () => {
    page = 1;
    await showRecords();
  }),
);
