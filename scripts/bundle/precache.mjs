// Tells the service worker which files are the app's own, and which of them the first screen needs; gives the build's id, which
// follows from the content of every one of them.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "./names.mjs";
import { engines } from "./old.mjs";
import { probe } from "./probe.mjs";
import { run } from "./tools.mjs";

const PLACE = "const build = {};";

export const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1)).sort();

// `modules`: served names of what the app is made of, of them those that can wait until the first screen stands are `lazy`; `old`: what stands in for
// all of them in an old engine.
export async function precache(stage, served, { modules, lazy, old }) {
  const { dialect } = JSON.parse(readFileSync(join(stage, "config.json"), "utf8"));
  const first = ["index.html", "catalog.json", ...served.filter((name) => !lazy.includes(name) && !old.includes(name))];
  const own = files(stage).filter((name) => !/^sw[-.]|^embed|^frame|^portal-|^too-old|^icons\/share|^(version|integrity)\.json$/.test(name));
  const absent = [...first, `dialects/${dialect}.json`].find((name) => !own.includes(name));
  if (absent) throw new Error(`the app needs ${absent}, which is not in public/`);
  const later = own.filter((name) => !first.includes(name) && !old.includes(name));
  const without = (list) => list.filter((name) => !modules.includes(name));
  const lists = { first, later, hashed: served, probe, old: { first: [...without(first), ...old], later: without(later) } };
  const version = digest(...own.flatMap((name) => [name, readFileSync(join(stage, name))])).slice(0, 10);
  const worker = join(stage, "sw.js");
  const text = await run("esbuild", [worker, ...engines.script, "--legal-comments=none", "--log-level=warning"]);
  if (!text.includes(PLACE)) throw new Error(`sw.js has no ${PLACE}`);
  writeFileSync(worker, text.replace(PLACE, `const build = ${JSON.stringify({ version, ...lists })};`));
  return version;
}
