// 分数: a year goes out to the command `score`, and comes back as each member's sum.

import { ask, at, done, element, everything, isClerk, json, Refusal, run, save, sure, time } from "./page.js";

let members = [];

const out = () => at("points-out");
const back = () => at("points-in");

// A moment as a field of the body's own time holds it, to the second.
const local = (moment) => new Date(moment + 8 * 3600 * 1000).toISOString().slice(0, 19);

// Shows how the chosen year stands; `all` are the members.
export async function showPoints(all) {
  members = all;
  out().elements.year.value ||= new Date().getFullYear();
  back().hidden = !isClerk();
  await showYear();
}

export function clearPoints() {
  out().reset();
  back().reset();
  back().hidden = true;
  for (const id of ["points-year", "statements"]) at(id).replaceChildren();
}

async function showYear() {
  const year = Number(out().elements.year.value);
  const path = `/api/collections/statements/records?filter=${encodeURIComponent(`year = ${year}`)}&sort=member.member_no&fields=member,total,as_of,closed`;
  const statements = await everything(path);
  const latest = statements.map(({ as_of }) => as_of).sort().at(-1);
  const state = statements.some(({ closed }) => closed) ? "已关闭 Closed" : "未关闭 Open";
  at("points-year").textContent =
    statements.length === 0
      ? `${year} 年还没有交上来的分数。Nothing was sent in for this year.`
      : `${year} 年：${statements.length} 位委员 members，数据截至 as of ${time(latest)}，${state}`;
  const named = new Map(members.map((member) => [member.id, `${member.member_no} ${member.name}`]));
  at("statements").replaceChildren(...statements.map(({ member, total }) => element("li", {}, `${named.get(member) ?? member} · ${total} 分 points`)));
}

async function fetchExport() {
  const year = out().elements.year.value;
  const moment = Date.now();
  save(await (await ask(`/api/dajuan/staff/export?year=${year}`)).blob(), `export-${year}.json`);
  // Fetched before it was answered: nothing that came meanwhile is claimed to be in it.
  back().elements.as_of.value = local(moment);
  done(`已下载 export-${year}.json。Downloaded.`);
}

const send = (closed) => async () => {
  if (!back().reportValidity()) return;
  const { file, as_of } = back().elements;
  const year = out().elements.year.value;
  let told = null;
  try {
    told = JSON.parse(await file.files[0].text());
  } catch {
    throw new Refusal("这不是 score 算出的结果文件。This is not what score printed.");
  }
  if (String(told.year) !== year) throw new Refusal(`文件是 ${told.year ?? "？"} 年的，上面选的是 ${year} 年。The file is of another year.`);
  const words = `关闭 ${year} 年？关闭后委员会看到“年度已由办公室关闭”，之后的更正单列。`;
  if (closed && !(await sure(words, "Close the year? Later corrections are then shown apart."))) return;
  const query = new URLSearchParams({ ...(as_of.value && { as_of: new Date(`${as_of.value}+08:00`).toISOString() }), ...(closed && { closed: "true" }) });
  const { members: count } = await json(`/api/dajuan/staff/statements?${query}`, file.files[0]);
  await showYear();
  done(`${count} 位委员的分数已收到${closed ? "，年度已关闭" : ""}。Taken in${closed ? ", the year is closed" : ""}.`);
};

out().addEventListener("submit", run(showYear));
at("fetch-export").addEventListener("click", run(fetchExport));
back().addEventListener("submit", run(send(false)));
at("close-year").addEventListener("click", run(send(true)));
