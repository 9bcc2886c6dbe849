// Prints the contrast table of docs/look.md from tokens.css; fails where a pair is too weak.
import { readFileSync } from "node:fs";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const tokens = (text) => Object.fromEntries([...text.matchAll(/--([a-z0-9-]+):(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));
const body = (start) => css.slice(css.indexOf(start)).split("}")[0];
const light = tokens(body(":root,:host,"));
const dark = tokens(body("\n  [data-theme=dark]"));
const system = tokens(body(":root:not([data-theme=light])"));
if (JSON.stringify(dark) !== JSON.stringify(system)) throw new Error("tokens.css: the two dark blocks differ");

const luminance = (hex) => {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (a, b) => {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
};

const pairs = [];
for (const text of ["ink", "ink-2", "ink-3", "seal-text"]) for (const on of ["paper", "sheet", "sunk"]) pairs.push([text, on, 4.5]);
for (const hue of ["seal", "moss", "amber"]) pairs.push([hue === "seal" ? "seal-text" : hue, `${hue}-wash`, 4.5]);
pairs.push(["on-seal", "seal", 4.5], ["paper", "ink", 4.5]);
for (const ring of ["seal-text", "indigo", "moss", "amber"]) pairs.push(["paper", ring, 4.5]); // the number of a ring
for (const [edge, on] of [["edge", "paper"], ["edge", "sheet"], ["seal", "paper"], ["moss", "paper"], ["indigo", "paper"], ["amber", "paper"]]) pairs.push([edge, on, 3]);

let weak = 0;
console.log("| colour | on | needs | light | dark |\n|---|---|---|---|---|");
for (const [a, b, least] of pairs) {
  const cells = [light, dark].map((t) => ratio(t[a], t[b]));
  weak += cells.filter((c) => c < least).length;
  console.log(`| ${a} | ${b} | ${least} | ${cells.map((c) => c.toFixed(2) + (c < least ? " too weak" : "")).join(" | ")} |`);
}
process.exit(weak ? 1 : 0);
