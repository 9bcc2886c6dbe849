// Photos and files that the office adds where it writes something down for a member. They are uploaded before the record that names
// them, each under a key of its own: sent again, it is still one.

import { button, element, json, named, Refusal, sizeOf } from "./page.js";

const MOST = 10 * 1024 * 1024;
const TOGETHER = 20 * 1024 * 1024;
const LONG_SIDE = 2048;
const ACCEPT = ".pdf,.doc,.docx,.wps,.xls,.xlsx,.et,.ppt,.pptx,.dps,.txt,.jpg,.jpeg,.png,.webp";

export const isPhotos = ({ type, items }) => type === "array" && items?.type === "string" && !items.enum;
export const isFiles = (property) => property["x-ui"].widget === "files";

// A key as the app's own: a UUID by chance.
export function freshRef() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// A picture made small and upright, without the camera's notes, as the app makes it.
async function small(file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new Refusal(`${file.name} 不是能用的照片。Not a photo that can be used.`);
  }
  const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
  const canvas = element("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((settle) => canvas.toBlob(settle, "image/jpeg", 0.85));
}

// The field; `read()` gives what is chosen, each with a `ref`, and `complain` says what is wrong.
export function attachments(key, property, hint) {
  const most = property.maxItems ?? Infinity;
  const chosen = [];
  const list = element("ul", { className: "files" });
  const input = element("input", { name: key, type: "file", multiple: true, accept: isFiles(property) ? ACCEPT : "image/*" });
  const label = element("label", {}, ...named(hint.label), input);
  const node = element("div", {}, label, list);
  const show = () => list.replaceChildren(...chosen.map(line));
  const line = (it) => {
    const drop = () => {
      chosen.splice(chosen.indexOf(it), 1);
      show();
      input.focus();
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
    return element("li", {}, element("bdi", {}, it.file.name), ` · ${sizeOf(it.file.size)} `, button("去掉", "Remove", it.file.name, drop));
  };
  input.addEventListener("change", () => {
    for (const file of input.files) chosen.push({ ref: freshRef(), file });
    input.value = "";
    show();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  let shown = true;
  const fit = (matters) => {
    shown = matters;
    node.hidden = !matters;
    input.disabled = !matters;
  };
  const wrong = () => {
    if (chosen.length > most) return `最多 ${most} 个。At most ${most}.`;
    // Photos are made smaller.
    const sizes = isFiles(property) ? chosen.map(({ file }) => file.size) : [];
    if (sizes.some((size) => size > MOST)) return "每个不超过 10 MB。10 MB at most each.";
    return sizes.reduce((sum, size) => sum + size, 0) > TOGETHER ? "合起来不超过 20 MB。20 MB at most together." : "";
  };
  const read = () => (chosen.length > 0 ? chosen : undefined);
  return { node, fit, matters: () => shown, read, complain: (words) => input.setCustomValidity(words || wrong()) };
}

// Uploads what was chosen for a member; gives the answer that names it, and its keys.
export async function upload(member, property, chosen) {
  const said = [];
  for (const it of chosen) {
    // What is sent again under its key is the same bytes.
    it.blob ??= isFiles(property) ? it.file : await small(it.file);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await it.blob.arrayBuffer()));
    const body = new FormData();
    const parts = { member, ref: it.ref, sha256: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") };
    for (const [name, value] of Object.entries(parts)) body.append(name, value);
    body.append("file", it.blob, it.ref);
    await json("/api/collections/attachments/records", body);
    said.push(isFiles(property) ? { name: it.file.name.slice(-100), ref: it.ref, size: it.blob.size } : it.ref);
  }
  return { said, refs: chosen.map(({ ref }) => ref) };
}
