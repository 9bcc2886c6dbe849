// What every part of the office's page uses: elements, requests, and what goes wrong said in words.

// The sign-in; the token lives in memory only. `end` is what signing out does.
export const session = { token: "", role: "", end: () => {} };

// Approvers look, and decide leaves.
export const isClerk = () => session.role !== "approver";

export const at = (id) => document.getElementById(id);
export const notice = (words) => (at("notice").textContent = words);
export const done = (words) => (at("done").textContent = words);
export const time = (moment) => new Date(moment).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai", dateStyle: "medium", timeStyle: "short" });

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function english(words) {
  return element("small", { lang: "en" }, words);
}

export const both = (label) => `${label["zh-CN"]} ${label.en}`;

// The same as it stands on the page.
export const named = (label) => [label["zh-CN"], ...(label.en ? [" ", english(label.en)] : [])];

// A control with its words.
export const field = (words, englishWords, control) => element("label", {}, words, " ", english(englishWords), control);
export const option = (value, words) => element("option", { value }, words);

export class Refusal extends Error {}

// What was looked at is not what is there any more.
export class Stale extends Refusal {}

// What was sent is not as it must be.
export class Fault extends Refusal {}

// A body that is a file or has one goes as it is.
export async function ask(path, body, method = body ? "POST" : "GET") {
  const isBare = body instanceof Blob || body instanceof FormData;
  let reply;
  try {
    reply = await fetch(path, {
      method,
      headers: { ...(session.token && { Authorization: session.token }), ...(body && !(body instanceof FormData) && { "Content-Type": "application/json" }) },
      body: body && !isBare ? JSON.stringify(body) : body,
      cache: "no-store",
    });
  } catch {
    throw new Refusal("连接不上服务器。No connection to the server.");
  }
  if (reply.ok) return reply;
  if (reply.status === 401 && session.token) {
    session.end();
    throw new Refusal("登录已失效，请重新登录。Please sign in again.");
  }
  if (reply.status === 429) {
    const minutes = Math.ceil(Number(reply.headers.get("Retry-After") || 60) / 60);
    throw new Refusal(`尝试太多，请等 ${minutes} 分钟。Too many attempts: wait ${minutes} min.`);
  }
  if (reply.status === 413) throw new Refusal("文件太大，最多 10 MB。Too large: 10 MB at most.");
  if (reply.status === 409) throw new Refusal((await reply.json()).message);
  if (reply.status === 412) throw new Stale("这条内容刚刚变了。This has just changed.");
  if (reply.status === 400) throw new Fault(faults(await reply.json()));
  if (reply.status === 403) throw new Refusal("您的角色不能做这件事。Your role may not do this.");
  throw new Refusal(`没有成功（${reply.status}）。That did not work.`);
}

export const json = async (path, body, method) => (await ask(path, body, method)).json();

// What the office can mend, in words; the rest as the server says it.
const FAULTS = {
  year_closed: "这一年已经关闭；再交上来要同时关闭年度。The year is closed: close it again with what you send.",
  not_a_report: "这不是 score 算出的结果文件，或者年份不对。This is not what score printed, or of another year.",
  unknown_member: "有一位委员找不到，或者已停用。A member is not known, or inactive.",
  invalid_moment: "时间不能晚于现在。The moment must be over.",
  kind_not_taken: "这种文件收不了，请换成 PDF、Word、WPS、表格、幻灯片、文本或图片。This kind of file is not taken.",
  withdrawn: "委员已经撤回这条记录。The member has taken it back.",
};

function faults({ data = {} }) {
  const told = Object.entries(data).map(([name, { code, message }]) => FAULTS[code] ?? `${name}: ${message}`);
  return `没有成功。That did not work. ${told.join(" ")}`;
}

// All pages of a collection's list.
export async function everything(path) {
  const items = [];
  for (let number = 1; ; number++) {
    const reply = await json(`${path}&perPage=500&page=${number}`);
    items.push(...reply.items);
    if (number >= reply.totalPages) return items;
  }
}

// Runs an action of the page; what goes wrong stands in the notice, and what was told before goes.
export function run(action) {
  return async (event) => {
    event?.preventDefault();
    notice("");
    done("");
    try {
      await action(event);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      notice(error.message);
    }
  };
}

// Hands a file to the person.
export function save(blob, name) {
  const href = URL.createObjectURL(blob);
  element("a", { href, download: name }).click();
  URL.revokeObjectURL(href);
}

// Asks before what can't be undone; whether it was meant.
export function sure(words, englishWords) {
  const answer = (text, englishText, value) => element("button", { value }, text, " ", english(englishText));
  const dialog = element(
    "dialog",
    { ariaLabel: "请确认 Please confirm" },
    element("p", {}, words, " ", english(englishWords)),
    element("form", { method: "dialog" }, answer("不", "No", "no"), answer("确定", "Yes", "yes")),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((settle) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      settle(dialog.returnValue === "yes");
    });
  });
}

// Puts the keyboard where a line that is gone stood: on the next line, or else on the heading.
export function stay(list, place, heading) {
  const next = list.querySelectorAll(":scope > li > details > summary")[place];
  (next ?? at(heading)).focus();
}

// A button with words in both languages, named by what it is for.
export function button(words, englishWords, of, action, disabled = false) {
  const properties = { type: "button", onclick: run(action), disabled, ariaLabel: `${words} ${englishWords} ${of}` };
  return element("button", properties, words, " ", english(englishWords));
}

// The address of what a member attached.
export const attachments = (ref, member) => `/api/dajuan/attachments/${encodeURIComponent(ref)}?member=${member}`;

export const sizeOf = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

// Files by name and size, each to be saved and never opened here; `pathOf(file)` is where its bytes are.
export function filesList(files, pathOf) {
  if (files.length === 0) return [];
  const line = (file) => {
    const fetch = async () => save(new Blob([await (await ask(pathOf(file))).blob()], { type: "application/octet-stream" }), file.name);
    return element("li", {}, element("bdi", {}, file.name), ` · ${sizeOf(file.size ?? 0)} `, button("下载", "Download", file.name, fetch));
  };
  return [element("h4", {}, "附件 ", english("Files")), element("ul", { className: "files" }, ...files.map(line))];
}

// Photos, fetched with the sign-in and shown one below the other.
export async function photos(paths, alt) {
  const images = [];
  for (const path of paths) {
    const reply = await ask(path);
    images.push(element("img", { src: URL.createObjectURL(await reply.blob()), alt }));
  }
  return images;
}
