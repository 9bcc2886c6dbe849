// What the first module's functions weigh after wasm-opt, by name; see scripts/weigh.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { narrow } from "./boundary.mjs";
import { sections } from "./sections.mjs";
import { run } from "./tools.mjs";
import { optimise, split } from "./wasm.mjs";

const [now, before] = process.argv.slice(2);
const [is, was] = [await weigh(now), before ? await weigh(before) : new Map()];
const names = [...new Set([...is.keys(), ...was.keys()])];
const rows = names.map((name) => ({ name, bytes: (is.get(name) ?? 0) - (was.get(name) ?? 0) })).filter(({ bytes }) => bytes);
rows.sort((a, b) => Math.abs(b.bytes) - Math.abs(a.bytes));
for (const { name, bytes } of rows.slice(0, 80)) console.log(String(bytes).padStart(8), name);
console.log(String(rows.reduce((sum, { bytes }) => sum + bytes, 0)).padStart(8), "in all");

// Function name without its hash → bytes of its code.
async function weigh(linked) {
  const folder = mkdtempSync(join(tmpdir(), "weigh-"));
  try {
    await split(linked, folder);
    await narrow(folder);
    const file = join(folder, "dajuan_bg.wasm");
    await run("wasm-opt", [...optimise, "-g", file, "-o", file]);
    return bySize(readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bySize(bytes) {
  const { imported, bodies, names } = sections(bytes);
  const sizes = new Map();
  bodies.forEach((size, index) => {
    const name = (names.get(imported + index) ?? "?").replace(/::h[0-9a-f]{16}$|17h[0-9a-f]{16}E/, "");
    sizes.set(name, (sizes.get(name) ?? 0) + size);
  });
  return sizes;
}
