// Events at the office: who signed up, who is there, lists for a spreadsheet.

import { picture } from "./qr.js";
import { ask, at, button, done, element, english, field, json, option, run, save, sure, time } from "./page.js";

const STATES = {
  confirmed: "已报名 Confirmed",
  offered: "名额待确认 Offered a seat",
  waitlisted: "候补 Waiting",
  wish: "意向 Wish",
  lapsed: "名额过期 Offer lapsed",
  cancelled: "已取消 Cancelled",
};
const OUTCOMES = { ...STATES, checked_in: "已签到 Checked in" };

let members = [];

const year = () => at("year").elements.year;

// Shows the chosen year's events; `all` are the members.
export async function showEvents(all) {
  members = all;
  year().value ||= new Date().getFullYear();
  const events = [];
  for (let page = 1; ; page++) {
    const reply = await json(`/api/dajuan/staff/events?year=${year().value}&page=${page}`);
    events.push(...reply.items);
    if (page >= reply.pages) break;
  }
  at("events").replaceChildren(...events.map(eventItem));
}

export function clearEvents() {
  members = [];
  year().value = "";
  at("events").replaceChildren();
}

function facts(event) {
  const seats = event.capacity === null ? `${event.taken} 人` : `${event.taken}/${event.capacity} 人`;
  return [
    event.cancelled ? "已取消 Called off" : "",
    event.attendance === "must" ? "应到 Must attend" : `已报名 ${seats}`,
    event.waiting > 0 ? `候补 ${event.waiting}` : "",
    event.leaves > 0 ? `请假待批 ${event.leaves}` : "",
    event.checked_in > 0 ? `已签到 ${event.checked_in}` : "",
  ].filter((fact) => fact !== "");
}

function eventItem(event) {
  const summary = element("summary", {});
  const body = element("div", {});
  const details = element("details", {}, summary, body);
  const head = (now) => (summary.textContent = `${time(now.starts)} ${now.title} · ${facts(now).join(" · ")}`);
  head(event);
  const refresh = async () => {
    const now = await json(`/api/dajuan/staff/events/${event.id}/signups`);
    head(now.event);
    body.replaceChildren(...eventDesk(now, refresh));
  };
  details.addEventListener("toggle", run(async () => details.open && refresh()));
  return element("li", {}, details);
}

// What is done at one event; `refresh` shows it anew.
function eventDesk({ event, items }, refresh) {
  const path = `/api/dajuan/staff/events/${event.id}`;
  const act = async (what, body, who) => {
    const { outcome, name, member_no } = await json(`${path}/${what}`, body);
    await refresh();
    done(`${who || `${name} ${member_no}`}：${OUTCOMES[outcome]}`);
  };
  const saveList = (file, name) => async () => save(await (await ask(`${path}/${file}`)).blob(), `${event.title} ${name}.csv`);
  const code = picture(event.qr, `现场签到二维码 QR code of the venue ${event.title}`);
  const saveCode = () => save(new Blob([new XMLSerializer().serializeToString(code)], { type: "image/svg+xml" }), `${event.title} 现场签到二维码.svg`);
  return [
    element("p", { className: "venue" }, "现场签到码 ", english("Code of the venue"), " ", element("strong", {}, event.venue_code)),
    code,
    element("p", {}, button("下载二维码", "QR code as SVG", event.title, saveCode)),
    checkInForm(event, act),
    memberForm(event, act),
    element(
      "p",
      {},
      button("下载报名表", "Sign-ups as CSV", event.title, saveList("signups.csv", "报名表")),
      " ",
      button("下载出席表", "Attendance as CSV", event.title, saveList("attendance.csv", "出席表")),
    ),
    element("ol", { className: "signups" }, ...items.map((item) => signupItem(event, item, act))),
  ];
}

function checkInForm(event, act) {
  const code = element("input", { type: "text", required: true, maxLength: 12, autocapitalize: "characters", autocomplete: "off" });
  const form = element(
    "form",
    {},
    field("委员出示的签到码", "Code that the member shows", code),
    element("button", { ariaLabel: `按码签到 Check in by code ${event.title}` }, "按码签到 ", english("Check in by code")),
  );
  form.addEventListener("submit", run(() => act("checkin", { code: code.value })));
  return form;
}

// Where all must come there is nothing to sign up for: the member chosen is checked in.
function memberForm(event, act) {
  const [what, words, englishWords] = event.attendance === "must" ? ["checkin", "签到", "Check in"] : ["signup", "代报名", "Sign up"];
  const options = members.filter((member) => member.active).map((member) => option(member.id, `${member.member_no} ${member.name}`));
  const chosen = element("select", {}, ...options);
  const form = element(
    "form",
    {},
    field("委员", "Member", chosen),
    element("button", { ariaLabel: `${words} ${englishWords} ${event.title}` }, `${words} `, english(englishWords)),
  );
  form.addEventListener("submit", run(() => act(what, { member: chosen.value }, chosen.selectedOptions[0].textContent)));
  return form;
}

function signupItem(event, item, act) {
  const who = `${item.member_no} ${item.name}`;
  const by = item.by === "" ? "" : `代报名 By ${item.by}`;
  const words = [who, item.sector, STATES[item.state], time(item.at), by].filter((part) => part !== "");
  const cancel = async () => {
    if (await sure(`取消 ${who} 的报名？`, "Cancel this sign-up?")) await act("cancel", { member: item.member }, who);
  };
  const held = !["lapsed", "cancelled"].includes(item.state);
  return element(
    "li",
    {},
    element("span", {}, words.join(" · ")),
    button("签到", "Check in", who, () => act("checkin", { member: item.member }, who), !held || event.cancelled),
    button("取消报名", "Cancel", who, cancel, !held || event.cancelled),
  );
}

at("year").addEventListener("submit", run(() => showEvents(members)));
