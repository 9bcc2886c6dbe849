// From the linked module to a first module and its lazy ones.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cache, run } from "./tools.mjs";
import { digest } from "./names.mjs";

// The smallest after brotli, which likes repeated code better than shared values, and functions of one name's kind side by side.
export const passes = ["-Os", "--skip-pass=local-cse", "--reorder-functions-by-name", "--strip-producers", "--strip-target-features"];
// Named one by one, as `probe.mjs` asks for them: `--all-features` writes modules that browsers refuse.
export const features = "bulk-memory-opt nontrapping-float-to-int sign-ext mutable-globals reference-types multivalue".split(" ").map((name) => `--enable-${name}`);
export const optimise = [...passes, ...features];

// Splits `input` into `out`, writes the glue of the first module, and gives the file names of all modules.
export async function split(input, out) {
  const linked = readFileSync(input);
  if (!linked.includes("reloc.CODE")) throw new Error("the wasm has no relocations: unset RUSTFLAGS, .cargo/config.toml sets what wasm-split needs");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  if (linked.includes("__wasm_split_")) await run("wasm-split-cli", ["--target", "web", "--out-name", "dajuan", input, out]);
  else copyFileSync(input, join(out, "dajuan.wasm"));
  await run("wasm-bindgen", ["--target", "bundler", "--keep-lld-exports", "--no-demangle", "--no-typescript", "--out-name", "dajuan", "--out-dir", out, join(out, "dajuan.wasm")]);
  rmSync(join(out, "dajuan.wasm"));
  return readdirSync(out).filter((file) => file.endsWith(".wasm"));
}

// The files that a lazy module comes in: its own, and what it shares with others.
export function filesOf(word, parts) {
  const text = readFileSync(join(parts, "__wasm_split.js"), "utf8");
  const shared = new Map([...text.matchAll(/const (__chunk_\d+) = makeLoad\([^"]*"\.\/([^"]+)"/g)].map(([, name, file]) => [name, file]));
  const found = new RegExp(`__wasm_split_load_${word} = wrapAsyncCb\\(makeLoad\\([^"]*"\\./([^"]+)"[^[]*\\[([^\\]]*)`).exec(text);
  if (!found) throw new Error(`there is no module ${word}`);
  const [, own, list] = found;
  return [own, ...list.split(/,\s*/).map((name) => shared.get(name)).filter(Boolean)];
}

export const shrink = (file) => kept(file, optimise);

// Runs wasm-opt in place, once for each list; its seconds are spent once for equal input.
export async function kept(file, ...lists) {
  const copy = join(cache, "shrunk", digest(readFileSync(file), lists.map((list) => list.join(" ")).join(";")));
  if (!existsSync(copy)) {
    mkdirSync(join(cache, "shrunk"), { recursive: true });
    for (const list of lists) await run("wasm-opt", [...list, file, "-o", file]);
    copyFileSync(file, copy);
  }
  copyFileSync(copy, file);
}
