// What the first module and its glue call in each other: only what is used, by short names.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeExports, changeImports } from "./sections.mjs";
import { run } from "./tools.mjs";

// How esbuild joins a module with what it imports. Without `Symbol.dispose` a class of the glue that nothing makes has no effect.
export const joined = ["--bundle", "--format=esm", "--define:Symbol.dispose=undefined", "--minify-syntax"];

// How the glue comes to its module.
export const streamed = 'WebAssembly.instantiateStreaming(get(new URL("dajuan_bg.wasm", import.meta.url)), imports)';

// Drops the exports that the glue never names, so that wasm-opt drops what only they reach.
export async function narrow(parts, fetched = streamed) {
  const { wasm, glue, starter } = paths(parts);
  const text = readFileSync(glue, "utf8").replaceAll("new FinalizationRegistry", "/* @__PURE__ */ $&");
  writeFileSync(glue, text);
  const imports = [];
  changeImports(readFileSync(wasm), (entry) => imports.push(entry) && entry);
  writeFileSync(starter, starting(text, imports, START, fetched));
  const words = new Set((await run("esbuild", [starter, ...joined])).match(/\w+/g));
  writeFileSync(wasm, changeExports(readFileSync(wasm), (entry) => words.has(entry.name) && entry));
}

// Renames imports and exports on both sides; lazy modules know `memory` and the like, which keep their names.
export function shorten(parts, fetched = streamed) {
  const { wasm, glue, starter } = paths(parts);
  const short = new Map([[START, "e"]]);
  const text = readFileSync(glue, "utf8").replace(/\bwasm\.(?!memory\b)(\w+)/g, (_, name) => {
    if (!short.has(name)) short.set(name, `e${short.size}`);
    return `wasm.${short.get(name)}`;
  });
  const imports = [];
  const bytes = changeImports(readFileSync(wasm), (entry) => ({ ...entry, module: "", name: `${imports.push(entry) - 1}` }));
  writeFileSync(wasm, changeExports(bytes, (entry) => ({ ...entry, name: short.get(entry.name) ?? entry.name })));
  writeFileSync(starter, starting(text, imports, short.get(START), fetched));
}

// The module of the later pages comes with their style sheet, or not at all: a page never stands undressed. Inside a portal
// whoever starts the app has dressed it, and fetches its modules.
export function dress(parts) {
  const loader = join(parts, "__wasm_split.js");
  const text = readFileSync(loader, "utf8");
  const dressed = text.replace(/(__wasm_split_load_later = wrapAsyncCb\(makeLoad\([\s\S]*?\n, \[)/, "$1dress, ");
  // What the modules share stands in an order that differs from run to run: one source would have several builds.
  const inOrder = (_, names) => `{ ${names.split(/,\s*/).filter(Boolean).sort().join(", ")} }`;
  const fetched = dressed.replace(FETCHER, "part($1)").replace(/\{ ((?:\w+, )+) *\}/g, inOrder);
  if (dressed === text || fetched.includes("fetch(")) throw new Error(`${loader} has no module of the later pages`);
  writeFileSync(loader, `import { get, starter } from "./dajuan.js";
${fetched}
function part(name) {
  return () => {
    const answer = get(new URL(name, import.meta.url));
    // What it needs may fail before it is asked: that is then all there is to say.
    answer.catch(() => {});
    return (imports) => WebAssembly.instantiateStreaming(answer, imports);
  };
}
function dress() {
  return starter() || new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("later.css", import.meta.url), onload, onerror })));
}
`);
}

const START = "__wbindgen_start";
// As wasm-split writes the way to each part.
const FETCHER = /\(\) => \{\s*const src = fetch\(new URL\(("[^"]+"), import\.meta\.url\)\);\s*return async \(imports\) => \w*\(WebAssembly\.instantiateStreaming\(src, imports\)\);\s*\}/g;
const paths = (parts) => ({ wasm: join(parts, "dajuan_bg.wasm"), glue: join(parts, "dajuan_bg.js"), starter: join(parts, "dajuan.js") });

// The module that starts the wasm. An import's name is its place in a list, which is what `{ "": list }` gives it;
// the functions of the glue stand in that list as arrow functions, the shortest there is.
function starting(glue, imports, start, fetched) {
  const arrows = new Map();
  const rest = glue
    .replace(/\bfetch\((arg\d+)\)/g, "asked($1)")
    .replace(/^export function (\w+)\(\) \{ return handleError\(function \(([^()]*)\) (\{\n[\s\S]*?^\}), arguments\); \}\n/gm, (_, name, parameters, body) => (arrows.set(name, `caught((${parameters}) => ${body})`), ""))
    .replace(/^export function (\w+)\(([^()]*)\) (\{\n[\s\S]*?^\})\n/gm, (_, name, parameters, body) => (arrows.set(name, `(${parameters}) => ${body}`), ""))
    .replace(/^export /gm, "");
  const own = ({ module }) => module === "./dajuan_bg.js";
  const list = imports.map((entry, index) => (own(entry) ? arrows.get(entry.name) ?? entry.name : `i${index}`));
  return `${imports.map((entry, index) => (own(entry) ? "" : `import { ${entry.name} as i${index} } from "${entry.module}";\n`)).join("")}${rest}
const caught = (f) => (...args) => handleError(f, args);
export const initSync = () => wasm;
let by;
export const starter = () => by;
export const get = (address) => by ? by.fetch(address) : fetch(address);
const asked = (request) => by ? by.asked(request) : fetch(request);
export default async function (given) {
  by = given;
  const imports = { "": [${list.join(",\n")}] };
  wasm = (await ${fetched}).instance.exports;
  wasm.${start}();
}
`;
}
