// What the first module and its glue call in each other: only what is used, by short names.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeExports, changeImports } from "./sections.mjs";
import { run } from "./tools.mjs";

// How esbuild joins a module with what it imports. Without `Symbol.dispose` a class of the glue that nothing makes has no effect.
export const joined = ["--bundle", "--format=esm", "--define:Symbol.dispose=undefined", "--minify-syntax"];

// Drops the exports that the glue never names, so that wasm-opt drops what only they reach.
export async function narrow(parts) {
  const { wasm, glue, starter } = paths(parts);
  writeFileSync(glue, readFileSync(glue, "utf8").replaceAll("new FinalizationRegistry", "/* @__PURE__ */ $&"));
  const imports = [];
  changeImports(readFileSync(wasm), (entry) => imports.push(entry) && entry);
  writeFileSync(starter, starting(imports, START));
  const words = new Set((await run("esbuild", [starter, ...joined])).match(/\w+/g));
  writeFileSync(wasm, changeExports(readFileSync(wasm), (entry) => words.has(entry.name) && entry));
}

// Renames imports and exports on both sides; lazy modules know `memory` and the like, which keep their names.
export function shorten(parts) {
  const { wasm, glue, starter } = paths(parts);
  const imports = [];
  const short = new Map([[START, "e"]]);
  const named = readFileSync(glue, "utf8").replace(/\bwasm\.(?!memory\b)(\w+)/g, (_, name) => {
    if (!short.has(name)) short.set(name, `e${short.size}`);
    return `wasm.${short.get(name)}`;
  });
  writeFileSync(glue, named);
  const bytes = changeImports(readFileSync(wasm), (entry) => ({ ...entry, module: "", name: `${imports.push(entry) - 1}` }));
  writeFileSync(wasm, changeExports(bytes, (entry) => ({ ...entry, name: short.get(entry.name) ?? entry.name })));
  writeFileSync(starter, starting(imports, short.get(START)));
}

const START = "__wbindgen_start";
const paths = (parts) => ({ wasm: join(parts, "dajuan_bg.wasm"), glue: join(parts, "dajuan_bg.js"), starter: join(parts, "dajuan.js") });

// The module that starts the wasm. An import's name is its place in a list, which is what `{ "": list }` gives it.
const starting = (imports, start) => `import { __wbg_set_wasm } from "./dajuan_bg.js";
${imports.map(({ module, name }, index) => `import { ${name} as i${index} } from "${module}";`).join("\n")}
let exports;
export const initSync = () => exports;
export default async function () {
  const address = new URL("dajuan_bg.wasm", import.meta.url);
  exports = (await WebAssembly.instantiateStreaming(fetch(address), { "": [${imports.map((_, index) => `i${index}`)}] })).instance.exports;
  __wbg_set_wasm(exports);
  exports.${start}();
}
`;
