// Sizes and motion that `style/tokens.css` names are constants: written out, they cost nothing, and inside a portal no page can set them.
import { readFileSync } from "node:fs";
import { join } from "node:path";

// The definitions: what is named there and begins with a digit.
function named(source) {
  const tokens = readFileSync(join(source, "style/tokens.css"), "utf8");
  return [...tokens.matchAll(/(--[a-z0-9]+):(\.?\d[^;}\n]*)/g)].map(([, name, value]) => [name, value]);
}

// Style sheets with the values in place of the names.
export function settled(source) {
  const all = named(source);
  if (!all.length) throw new Error("style/tokens.css names no sizes");
  return (css) => all.reduce((text, [name, value]) => text.replaceAll(`var(${name})`, value).replace(new RegExp(`${name}: *[^;}]+;?`, "g"), ""), css);
}
