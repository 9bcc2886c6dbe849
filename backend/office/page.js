// What every part of the office's page uses: elements, requests, and what goes wrong said in words.

// The sign-in; the token lives in memory only. `end` is what signing out does.
export const session = { token: "", end: () => {} };

export const at = (id) => document.getElementById(id);
export const notice = (words) => (at("notice").textContent = words);

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function english(words) {
  return element("small", { lang: "en" }, words);
}

export class Refusal extends Error {}

export async function ask(path, body) {
  let reply;
  try {
    reply = await fetch(path, {
      method: body ? "POST" : "GET",
      headers: { ...(session.token && { Authorization: session.token }), ...(body && { "Content-Type": "application/json" }) },
      body: body && JSON.stringify(body),
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
  if (reply.status === 409) throw new Refusal((await reply.json()).message);
  if (reply.status === 403) throw new Refusal("您的角色不能做这件事。Your role may not do this.");
  throw new Refusal(`没有成功（${reply.status}）。That did not work.`);
}

export const json = async (path, body) => (await ask(path, body)).json();

// Runs an action of the page; what goes wrong stands in the notice.
export function run(action) {
  return async (event) => {
    event?.preventDefault();
    notice("");
    try {
      await action(event);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      notice(error.message);
    }
  };
}

// A button with words in both languages, named by what it is for.
export function button(words, englishWords, of, action, disabled = false) {
  const properties = { type: "button", onclick: run(action), disabled, ariaLabel: `${words} ${englishWords} ${of}` };
  return element("button", properties, words, " ", english(englishWords));
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
