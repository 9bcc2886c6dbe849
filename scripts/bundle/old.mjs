// The same linked module once more for old engines: one module, of the first version of WebAssembly alone, and its glue. See docs/decisions/0024-old-engines.md.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { narrow, shorten } from "./boundary.mjs";
import { changeExports, changeImports, dropCustom } from "./sections.mjs";
import { run } from "./tools.mjs";
import { features, kept, passes } from "./wasm.mjs";

// How functions are called by their number.
const TABLE = { name: "__indirect_function_table", kind: 1, index: 0 };
// The oldest engines that start the app: WeChat's on Android, and iOS 12.
export const engines = {
  script: ["--target=es2018", "--supported:import-meta=true", "--supported:dynamic-import=true"],
  style: ["--target=chrome69,safari12"],
};

const SPLIT = "__wasm_split_placeholder__"; // whom the marked functions are asked of
const LOWERED = ["--signext-lowering", "--llvm-nontrapping-fptoint-lowering", "--llvm-memory-copy-fill-lowering"];
// Neither streams nor split modules; what the style sheet says in new ways is said once more before anything is shown.
const fetched = '(await Promise.all([WebAssembly.instantiate(await (await fetch(new URL("old.wasm", import.meta.url))).arrayBuffer(), imports), dressed()]))[0]';

// Binds `linked` in the folder `out` and gives the module's bytes; the glue to be joined is `dajuan.js` there.
export async function old(linked, out, release) {
  mkdirSync(out, { recursive: true });
  const [input, wasm] = [join(out, "dajuan.wasm"), join(out, "dajuan_bg.wasm")];
  // wasm-bindgen reads there that it may hand objects over as references.
  const plain = dropCustom(readFileSync(linked), (name) => /^(target_features$|reloc\.|linking$|__wasm_split_unstable$)/.test(name));
  writeFileSync(input, changeExports(plain, (entry) => ({ ...entry, name: entry.name.replace(/^(__wasm_split_00\w+?00)_export_/, "$1_import_") }), [TABLE]));
  await run("wasm-bindgen", ["--target", "bundler", "--keep-lld-exports", "--no-demangle", "--no-typescript", "--out-name", "dajuan", "--out-dir", out, input]);
  // Each marked function is called where it is.
  await run("wasm-merge", [wasm, SPLIT, "-o", wasm, ...features]);
  const loads = [];
  writeFileSync(wasm, changeImports(readFileSync(wasm), (entry) => (entry.module === SPLIT ? { ...entry, module: "./loads.js", name: loads[loads.push(entry.name) - 1] } : entry)));
  if (loads.some((name) => !name.startsWith("__wasm_split_load_"))) throw new Error(`the module for old engines lacks ${loads}`);
  writeFileSync(join(out, "loads.js"), loading(loads));
  await narrow(out, fetched);
  if (release) await kept(wasm, [...LOWERED, ...features], [...passes, "--mvp-features"]);
  shorten(out, fetched);
  writeFileSync(join(out, "dajuan.js"), `import { dressed } from "./loads.js";\n${readFileSync(join(out, "dajuan.js"), "utf8")}`);
  return readFileSync(wasm);
}

// A style sheet in the words of those engines, as far as esbuild leaves newer ones: of the lengths that are compared the first, which is the usual one.
export function older(css) {
  const compared = /(?<![\w-])(?:min|max)\(((?:[^(),]|\([^()]*\))+),(?:[^()]|\([^()]*\))+\)/g;
  const sides = { inline: ["left", "right"], block: ["top", "bottom"] };
  return css
    .replace(compared, "$1").replace(compared, "$1")
    .replace(/(?<![\w-])(margin|padding)-(inline|block):([^ ;}]+)(?: ([^;}]+))?/g, (_, box, way, one, two = one) => `${box}-${sides[way][0]}:${one};${box}-${sides[way][1]}:${two}`)
    .replaceAll(":focus-visible", ":focus");
}

// What asks for a part is told that it is there.
const loading = (names) => `import { initSync } from "./dajuan.js";
const loaded = async (call, data) => initSync().${TABLE.name}.get(call)(data, 1);
export { ${names.map((name) => `loaded as ${name}`).join(", ")} };
export const dressed = () => new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("old.css", import.meta.url), onload, onerror })));
`;
