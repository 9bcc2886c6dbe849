// What a portal takes of the build: `embed.js` with the integrity of all that it brings, and the style sheet of a shadow.
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashed, rewrite } from "./names.mjs";
import { run } from "./tools.mjs";

const integrity = (content, by) => `${by}-${createHash(by).update(content).digest("base64")}`;

// The app's style inside a shadow: sizes follow the reader's own and not the page's, widths the element's own and not the
// screen's, and nothing is inherited from the page.
export function shadowed(css) {
  const changed = css
    // What a custom property says is read by the page's sizes: the page may set it.
    .replace(/(?<![\w.#-]|--\w+: *)(\d*\.?\d+)rem\b/g, "calc($1*var(--rem))")
    .replace(/(?<![\w.#-])(\d*\.?\d+)vw\b/g, "$1cqi")
    .replace(/@media *(\((?:min|max)-width: *\d+em\))/g, "@container $1")
    .replaceAll("[data-theme", "[theme")
    .replace(/:root\[data-text-size=("?\w+"?)\] *\{ *font-size: *([\d.]+)%;? *\}/g, (_, size, percent) => `.root[data-text-size=${size}]{--rem:calc(var(--unit)*${percent / 100})}`)
    .replace(/(?:body, *:host|:host, *body) *\{/, ".root{all:initial;color-scheme:inherit;");
  for (const part of [".root{all:initial", "@container", ".root[data-text-size=", ":host([theme="]) if (!changed.includes(part)) throw new Error(`the style sheet of the shadow lacks ${part}`);
  return changed;
}

// Writes portal.js, and embed.js with the integrity of what it imports: once more under a name that never changes its content. Both know which files
// the lazy modules come in that a start waits for.
// `integrity.json` has what a page may ask of each.
export async function embed(stage, names, release, lazy) {
  const served = (name) => names.get(name);
  const sums = (list) => JSON.stringify(Object.fromEntries(list.map((name) => [name, integrity(readFileSync(join(stage, name)), "sha256")])));
  const parts = [...names.values()].filter((name) => name.endsWith(".wasm") && name !== served("old.wasm"));
  const write = async (name, list, early) => {
    const entry = join(stage, name);
    let told = readFileSync(entry, "utf8");
    for (const [place, value] of [["/* files */ {}", sums(list)], ["/* early */ []", JSON.stringify(early)]]) {
      if (!told.includes(place)) throw new Error(`${name} has no place for ${place}`);
      told = told.replace(place, value);
    }
    writeFileSync(entry, rewrite(told, names));
    const text = await run("esbuild", [entry, "--format=esm", ...(release ? ["--minify"] : []), "--target=es2022", "--legal-comments=none", "--log-level=warning"]);
    names.set(name, hashed(name, text));
    for (const place of [name, served(name)]) writeFileSync(join(stage, place), text);
  };
  const { dialect } = JSON.parse(readFileSync(join(stage, "config.json"), "utf8"));
  await write("portal.js", parts, [...lazy.deeds.map(served), "config.json", `dialects/${dialect}.json`]);
  rmSync(join(stage, "portal.js"));
  const first = ["dajuan_bg.wasm", ...lazy.portal].map(served);
  await write("embed.js", [...["dajuan.js", "portal.js", "embed.css"].map(served), ...first], first);
  const own = ["embed.js", served("embed.js"), served("portal.js"), served("dajuan.js"), served("embed.css"), ...parts];
  const all = Object.fromEntries(own.map((name) => [name, integrity(readFileSync(join(stage, name)), "sha384")]));
  writeFileSync(join(stage, "integrity.json"), `${JSON.stringify(all, null, 1)}\n`);
  console.log(`embed: <script type="module" src="${served("embed.js")}" integrity="${all["embed.js"]}" crossorigin></script>`);
}
