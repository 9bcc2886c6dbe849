// Tells the service worker which files are the app's own, and which of them the first screen needs; gives the build's id, which
// follows from the content of every one of them.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "./names.mjs";

export const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1)).sort();

// `lazy`: served names that can wait until the first screen stands.
export function precache(stage, served, lazy) {
  const { dialect } = JSON.parse(readFileSync(join(stage, "config.json"), "utf8"));
  const first = ["index.html", "catalog.json", ...served.filter((name) => !lazy.includes(name))];
  const own = files(stage).filter((name) => !/^sw[-.]|^embed|^frame|^portal-|^(version|integrity)\.json$/.test(name));
  const absent = [...first, `dialects/${dialect}.json`].find((name) => !own.includes(name));
  if (absent) throw new Error(`the app needs ${absent}, which is not in public/`);
  const lists = { first, later: own.filter((name) => !first.includes(name)), hashed: served };
  const version = digest(...own.flatMap((name) => [name, readFileSync(join(stage, name))])).slice(0, 10);
  const worker = join(stage, "sw.js");
  writeFileSync(worker, readFileSync(worker, "utf8").replace("/* build */ {}", JSON.stringify({ version, ...lists })));
  return version;
}
