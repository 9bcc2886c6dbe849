// Trunk's post_build hook: turns the linked wasm into split, shrunk, content-named and compressed files in the staging folder.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dress, joined, narrow, shorten } from "./bundle/boundary.mjs";
import { compress } from "./bundle/compress.mjs";
import { embed, shadowed } from "./bundle/embed.mjs";
import { hashed, rewrite } from "./bundle/names.mjs";
import { files, precache } from "./bundle/precache.mjs";
import { sign } from "./bundle/release.mjs";
import { engines, old, older } from "./bundle/old.mjs";
import { probe } from "./bundle/probe.mjs";
import { run } from "./bundle/tools.mjs";
import { settled } from "./bundle/sizes.mjs";
import { filesOf, shrink, split } from "./bundle/wasm.mjs";

const { TRUNK_STAGING_DIR: stage, TRUNK_SOURCE_DIR: source, TRUNK_PROFILE: profile } = process.env;
const release = profile === "release";
const parts = join(stage, ".parts");
const settle = settled(source);
const names = new Map(); // as authors write it → as it is served

try {
  await bundle();
} catch (error) {
  console.error(`bundle: ${error.message}`);
  process.exit(1);
}

async function bundle() {
  // Trunk's own binding of the unsplit module, and the marks it leaves in the page, are replaced.
  for (const file of ["dajuan.js", "dajuan_bg.wasm", "snippets"]) rmSync(join(stage, file), { recursive: true, force: true });

  // A file's name follows from its content, which names other files: so modules first, the page last.
  const modules = await split(linked(), parts);
  await narrow(parts);
  if (release) await Promise.all(modules.map((file) => shrink(join(parts, file))));
  shorten(parts);
  await build("later.css", join(source, "style/later.css"));
  dress(parts);
  const lazyOf = { portal: filesOf("portal", parts), deeds: filesOf("deeds", parts) };
  for (const file of modules) place(file, readFileSync(join(parts, file)), file.replace(/^split_|_bg(?=\.wasm$)/g, ""));
  await build("dajuan.js", join(parts, "dajuan.js"));
  await forOld();
  const start = join(stage, "start.js");
  writeFileSync(start, readFileSync(start, "utf8").replace("/* probe */ []", JSON.stringify(probe)));
  await build("start.js", start);
  await build("style.css", join(source, "style/index.css"));
  await build("embed.css", join(source, "style/embed.css"), { change: shadowed });
  rmSync(parts, { recursive: true });
  rmSync(start);

  const page = readFileSync(join(stage, "index.html"), "utf8").replace(/\s*<link[^>]*\bdata-trunk\b[^>]*>/g, "");
  writeFileSync(join(stage, "index.html"), rewrite(page, names));
  const served = (list) => list.map((file) => names.get(file));
  const lists = { modules: served([...modules, "dajuan.js", "later.css"]), lazy: served([...modules.filter((file) => file !== "dajuan_bg.wasm"), "later.css"]), old: served(["old.js", "old.wasm", "old.css"]) };
  const own = [...names.values()].filter((name) => name !== names.get("embed.css"));
  await embed(stage, names, release, lazyOf);
  await frame();
  if (release) squeeze("catalog.json");
  sign(stage, metadata().packages.find(({ name }) => name === "dajuan").version, await precache(stage, own, lists));
  if (release) for (const file of files(stage)) if (/\.(html|js|css|json|wasm|svg|txt|webmanifest)$/.test(file)) compress(join(stage, file));
}

// What starts where the engine refuses the modules above.
async function forOld() {
  const folder = join(parts, "old");
  place("old.wasm", await old(linked(), folder, release), "old.wasm");
  writeFileSync(join(folder, "old.css"), ["index", "later", "old"].map((name) => `@import ${JSON.stringify(join(source, `style/${name}.css`))};\n`).join(""));
  await build("old.css", join(folder, "old.css"), { target: engines.style, change: older });
  await build("old.js", join(folder, "dajuan.js"), { target: engines.script });
}

// The page that portals frame: its script loads the element by the name that never changes its content.
async function frame() {
  await build("framed.css", join(source, "style/framed.css"));
  await build("frame.js", join(stage, "frame.js"));
  for (const file of ["frame.js", "frame-around.js", "frame-channel.js"]) rmSync(join(stage, file));
  const page = join(stage, "embed.html");
  writeFileSync(page, rewrite(readFileSync(page, "utf8"), names));
}

// A file as it is without the spaces that people read it by.
function squeeze(name) {
  const path = join(stage, name);
  writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, "utf8"))));
}

// The module that Trunk's cargo call linked.
function linked() {
  return join(metadata().target_directory, "wasm32-unknown-unknown", release ? "release" : "debug", "dajuan.wasm");
}

function metadata() {
  return JSON.parse(execFileSync("cargo", ["metadata", "--no-deps", "--format-version=1"], { cwd: source, maxBuffer: 1 << 26 }));
}

// Joins a script or style sheet with what it imports, and shrinks it.
async function build(name, entry, { change = (text) => text, target = ["--target=es2020"] } = {}) {
  const how = name === "start.js" ? [] : [...joined, "--external:*.svg", "--external:*.woff2", "--external:./embed.js"];
  const text = await run("esbuild", [entry, ...how, ...(release ? ["--minify"] : []), ...target, "--legal-comments=none", "--log-level=warning"]);
  const whole = name.endsWith(".css") ? settle(text) : text;
  place(name, rewrite(change(whole), names), name);
}

function place(name, content, plain) {
  names.set(name, hashed(plain, content));
  writeFileSync(join(stage, names.get(name)), content);
}
