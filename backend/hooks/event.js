// What the operator wrote of an event, read.

const { ms, spoken, clock } = require(`${__hooks}/moment.js`);

const lines = (text) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
const names = (text) => text.split(/[、，,;；\n]/).map((name) => name.trim()).filter((name) => name !== "");

// Seats by sector: null where a line is not a sector and a number.
function quotasOf(event) {
  const quotas = [];
  for (const line of lines(event.getString("quotas"))) {
    const parts = /^(.*\S)[\s:：]+(\d{1,4})$/.exec(line);
    if (!parts || quotas.some((quota) => quota.sector === parts[1])) return null;
    quotas.push({ sector: parts[1], seats: Number(parts[2]) });
  }
  return quotas;
}

// Documents: null where a line is not a title and an address.
function papersOf(event) {
  const papers = lines(event.getString("papers")).map((line) => /^(.*\S)\s+(https?:\/\/\S+|\/\S*)$/.exec(line));
  return papers.every((parts) => parts) ? papers.map(([_, title, url]) => ({ title, url })) : null;
}

function gatheringOf(event) {
  const place = event.getString("gathering_place");
  const at = event.getString("gathering_at");
  if (place === "" && at === "") return null;
  const { lon, lat } = JSON.parse(event.getString("gathering_point") || "{}");
  const known = lon || lat;
  return { place, at: at === "" ? null : at.replace(" ", "T"), lat: known ? lat : null, lon: known ? lon : null };
}

// Whether a member is among those that it is for.
function isInScope(event, member) {
  const sectors = names(event.getString("sectors"));
  const committees = names(event.getString("committees"));
  const invited = event.getStringSlice("invited");
  if (sectors.length + committees.length + invited.length === 0) return true;
  return (
    sectors.includes(member.getString("sector")) ||
    committees.includes(member.getString("committee")) ||
    [...invited].includes(member.id)
  );
}

// Refuses what can't be an event, with the field's name.
function checkEvent(event) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { drawCode } = require(`${__hooks}/venue.js`);
  if (ms(event.getString("ends")) < ms(event.getString("starts"))) {
    throw fieldError("ends", "before_start", "结束不能早于开始。Must not be before the start.");
  }
  const quotas = quotasOf(event);
  if (!quotas) throw fieldError("quotas", "invalid_quotas", "每行一个界别和名额，如：经济界 5。One sector and its seats a line.");
  const capacity = event.getInt("capacity");
  if (capacity > 0 && quotas.reduce((sum, quota) => sum + quota.seats, 0) > capacity) {
    throw fieldError("quotas", "over_capacity", "各界别名额之和超过总名额。More seats than there are.");
  }
  if (!papersOf(event)) throw fieldError("papers", "invalid_papers", "每行一个标题和网址。One title and address a line.");
  const code = event.getString("venue_code").toUpperCase();
  if (code !== "" && !/^[A-HJ-NP-Z2-9]{6}$/.test(code)) {
    throw fieldError("venue_code", "invalid_code", "六位，不用 I、O、0、1。Six signs without I, O, 0 and 1.");
  }
  event.set("venue_code", code || drawCode());
}

const WHAT = [
  ["time", "活动时间", (event) => `${spoken(event.getString("starts"))} – ${endOf(event)}`],
  ["time", "集合时间", (event) => spoken(event.getString("gathering_at"))],
  ["place", "地点", (event) => event.getString("place")],
  ["place", "集合地点", (event) => event.getString("gathering_place")],
  ["place", "路线", (event) => event.getString("route")],
  ["other", "名称", (event) => event.getString("title")],
  ["other", "议程", (event) => event.getString("agenda")],
  ["other", "联系人", (event) => `${event.getString("contact_name")} ${event.getString("contact_phone")}`.trim()],
  ["other", "参加方式", (event) => (event.getString("attendance") === "must" ? "应到" : "自愿")],
  ["other", "报名截止", (event) => spoken(event.getString("sign_up_until"))],
  ["other", "修改截止", (event) => spoken(event.getString("change_until"))],
  ["other", "取消截止", (event) => spoken(event.getString("cancel_until"))],
];

function endOf(event) {
  const [from, to] = ["starts", "ends"].map((field) => spoken(event.getString(field)));
  return from.split(" ")[0] === to.split(" ")[0] ? clock(event.getString("ends")) : to;
}

// Gives the edit of `before` to `event` its revision and the words of what members must know of. A change of seats or
// of the purpose is none; calling off or reinstating makes a revision, the former without a line, for it is shown by itself.
function revise(before, event) {
  const changes = JSON.parse(before.getString("changes") || "null") || [];
  const at = new Date().toISOString();
  const revision = before.getInt("revision") + 1;
  const told = (what, name, from, to) => ({
    revision, at, what, before: from && `${name}：${from.slice(0, 500)}`, after: to && `${name}：${to.slice(0, 500)}`,
  });
  const fresh = WHAT.filter(([_, __, read]) => read(before) !== read(event)).map(([what, name, read]) =>
    told(what, name, read(before), read(event)),
  );
  const called = before.getBool("cancelled") !== event.getBool("cancelled");
  if (called && !event.getBool("cancelled")) fresh.push({ revision, at, what: "other", before: "活动已取消", after: "活动恢复举行" });
  event.set("revision", fresh.length > 0 || called ? revision : revision - 1);
  event.set("changes", [...changes, ...fresh]);
}

module.exports = { quotasOf, papersOf, gatheringOf, isInScope, checkEvent, revise };
