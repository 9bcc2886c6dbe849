// What the built modules ask of an engine, read from their sections and their code (docs/decisions/0024-old-engines.md). `node --test` after a build.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test from "node:test";
import { files } from "./precache.mjs";
import { probe } from "./probe.mjs";
import { customs } from "./sections.mjs";
import { run } from "./tools.mjs";
import { features } from "./wasm.mjs";

const dist = join(dirname(new URL(import.meta.url).pathname), "../../dist");
const all = files(dist).filter((name) => name.endsWith(".wasm"));
const isOld = (name) => /^old-/.test(name);
const read = (name) => readFileSync(join(dist, name));
const worker = JSON.parse(/const build = (\{.*\});/.exec(readFileSync(join(dist, "sw.js"), "utf8"))[1]);

// Whether wasm-opt's validator lets a module of `bytes` pass that may use these features and nothing else beyond the first version.
async function passes(bytes, having) {
  const folder = mkdtempSync(join(tmpdir(), "engines-"));
  try {
    writeFileSync(join(folder, "it.wasm"), bytes);
    await run("wasm-opt", ["--mvp-features", ...having, join(folder, "it.wasm"), "-o", join(folder, "out.wasm")]);
    return true;
  } catch (error) {
    // Refused for what it uses, and for nothing else.
    assert.match(error.message, /validat|feature|pars/i);
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("the old module is of the first version of WebAssembly alone", async () => {
  const [name, ...more] = all.filter(isOld);
  assert.equal(more.length, 0);
  assert.ok(await passes(read(name), []));
  assert.deepEqual(customs(read(name)), [], "no section asks for features");
});

test("the new modules would not pass for old ones", async () => {
  const main = all.find((name) => /^dajuan-/.test(name));
  assert.equal(await passes(read(main), []), false);
});

test("the probe asks for all that the new modules use", async () => {
  for (const name of all.filter((it) => !isOld(it))) assert.ok(await passes(read(name), features), name);
});

test("the probe is refused wherever one of them is missing", async () => {
  assert.ok(await passes(Buffer.from(probe), features));
  for (const one of features) assert.equal(await passes(Buffer.from(probe), features.filter((it) => it !== one)), false, one);
});

test("a phone keeps one of both builds", () => {
  const { first, later, old, hashed } = worker;
  assert.deepEqual([...first, ...later].filter(isOld), []);
  for (const kind of ["js", "wasm", "css"]) assert.equal(old.first.filter((name) => isOld(name) && name.endsWith(kind)).length, 1, kind);
  assert.deepEqual([...old.first, ...old.later].filter((name) => name.endsWith(".wasm") && !isOld(name)), []);
  for (const name of old.first) assert.ok(hashed.includes(name) || !/-[0-9a-f]{10}\./.test(name), name);
  assert.deepEqual(worker.probe, probe);
});
