// Content-hashed names: `start.js` is served as `start-1a2b3c4d5e.js`, so it can be cached for ever.
import { createHash } from "node:crypto";

export const digest = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

export function hashed(name, content) {
  const dot = name.lastIndexOf(".");
  return `${name.slice(0, dot)}-${digest(content).slice(0, 10)}${name.slice(dot)}`;
}

// Replaces each whole file name, quoted or after a slash, by the name it is served under.
export function rewrite(text, names) {
  for (const [from, to] of names) text = text.replace(new RegExp(`(?<=["'\`/])${from.replaceAll(".", "\\.")}(?=["'\`])`, "g"), to);
  return text;
}
