// Tells the service worker which files are the app's own, and which of them the first screen needs.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "./names.mjs";

export const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1)).sort();

// `lazy`: served names that can wait until the first screen stands.
export function precache(stage, served, lazy) {
  const config = join(stage, "config.json");
  const named = existsSync(config) ? strings(JSON.parse(readFileSync(config, "utf8"))).map((text) => text.replace(/^\.?\//, "")) : [];
  const first = ["index.html", "config.json", "catalog.json", ...served.filter((name) => !lazy.includes(name)), ...named].filter((name) => name && existsSync(join(stage, name)));
  const own = files(stage).filter((name) => !/^sw[-.]|^embed/.test(name));
  const lists = { first: [...new Set(first)], later: own.filter((name) => !first.includes(name)), hashed: served };
  const version = digest(...own.flatMap((name) => [name, readFileSync(join(stage, name))])).slice(0, 10);
  const worker = join(stage, "sw.js");
  if (existsSync(worker)) writeFileSync(worker, readFileSync(worker, "utf8").replace("/* build */ {}", JSON.stringify({ version, ...lists })));
  return lists;
}

const strings = (value) => (typeof value === "string" ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(strings) : []);
