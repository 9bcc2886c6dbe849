// build.mjs FOLDER: the peers' pages from what npm brought into FOLDER, ready to be served from FOLDER/pages: bundled, minified, named by their content, packed
// with brotli as hard as ours. Nothing of theirs stays in the checkout.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const [folder] = process.argv.slice(2);
const modules = join(folder, "node_modules"), out = join(folder, "pages"), own = new URL("pages/", import.meta.url).pathname;
const theirs = createRequire(join(folder, "package.json"));
const esbuild = createRequire(join(process.env.DAJUAN_CACHE, "npm/package.json"))("esbuild");

// What enketo-core asks its host for, as its own package stands for it.
const ENKETO = JSON.parse(readFileSync(join(modules, "enketo-core/package.json"))).browser;
const AUTHORS = "/packages/enketo-core/node_modules/";
const HOW = {
  bundle: true, minify: true, write: true, target: "es2022", legalComments: "none", logLevel: "warning", nodePaths: [modules], jsx: "automatic", jsxImportSource: "preact",
  define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  alias: Object.fromEntries(Object.entries(ENKETO).map(([name, file]) => [name, join(modules, "enketo-core", file)])),
  loader: { ".xml": "text" },
};

// The script of a page with what it imports late in files of their own; gives the first one's name, and those that it needs at once.
async function script(page, entry) {
  const how = { ...HOW, entryPoints: [join(own, entry)], outdir: join(out, page), format: "esm", splitting: true, metafile: true };
  const { metafile } = await esbuild.build({ ...how, entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]" });
  const [file, { imports }] = Object.entries(metafile.outputs).find(([, it]) => it.entryPoint);
  const name = (path) => path.split("/").pop();
  return { js: name(file), ahead: imports.filter((it) => it.kind === "import-statement").map((it) => name(it.path)) };
}

function put(page, name, text) {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8), file = name.replace(/\.(?=[^.]+$)/, `-${hash}.`);
  writeFileSync(join(out, page, file), text);
  return file;
}

// A page that asks at once for all that it needs.
function html(page, title, { js, ahead }, { css, data, body = "" }) {
  const links = [css && `rel="stylesheet" href="${css}"`, ...ahead.map((it) => `rel="modulepreload" href="${it}"`), data && `rel="preload" href="${data}" as="fetch" crossorigin`];
  const head = links.filter(Boolean).map((it) => `<link ${it}>`).join("");
  const text = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>${head}<script type="module" src="${js}"></script></head><body><main>${body}</main></body></html>`;
  writeFileSync(join(out, page, "index.html"), text);
}

// What Enketo's own transformer makes of the form: it wants a browser's XSLT, or a native module that npm can't bring here.
async function transformed() {
  const page = join(tmpdir(), `dajuan-peers-${process.pid}`);
  mkdirSync(page, { recursive: true });
  await esbuild.build({ ...HOW, entryPoints: [join(own, "transform.js")], outfile: join(page, "transform.js"), format: "iife", minify: false, external: ["libxslt"] });
  writeFileSync(join(page, "index.html"), '<meta charset="utf-8"><body><script src="transform.js"></script>');
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", `--user-data-dir=${join(page, "profile")}`, "--dump-dom", `file://${page}/index.html`];
  const dom = execFileSync("chromium", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 120_000 });
  rmSync(page, { recursive: true, force: true });
  const told = /&lt;&lt;&lt;(.+)&gt;&gt;&gt;/.exec(dom);
  if (!told) throw new Error("Enketo's transformer gave no form");
  return JSON.parse(Buffer.from(told[1], "base64"));
}

async function getodk() {
  cpSync(join(own, "form.xml"), join(out, "getodk", "form.xml"));
  html("getodk", "@getodk/web-forms", await script("getodk", "getodk.js"), { data: "form.xml" });
}

async function enketo() {
  const { form, model } = await transformed();
  const sass = theirs("sass"), style = join(modules, "enketo-core/src/sass/formhub/formhub.scss");
  // Its sheets name their neighbours by the place that they have in the authors' own repository.
  const findFileUrl = (url) => (url.startsWith(AUTHORS) ? pathToFileURL(join(modules, url.slice(AUTHORS.length))) : null);
  const { css } = sass.compile(style, { style: "compressed", logger: sass.Logger.silent, importers: [{ findFileUrl }] });
  writeFileSync(join(out, "enketo", "model.xml"), model);
  html("enketo", "enketo-core", await script("enketo", "enketo.js"), { css: put("enketo", "style.css", css), data: "model.xml", body: form });
}

async function preact() {
  const css = put("preact", "style.css", readFileSync(join(own, "preact.css")));
  html("preact", "Preact", await script("preact", "preact.jsx"), { css });
}

rmSync(out, { recursive: true, force: true });
for (const page of ["getodk", "enketo", "preact"]) mkdirSync(join(out, page), { recursive: true });
await getodk();
await enketo();
await preact();
for (const page of readdirSync(out)) {
  for (const name of readdirSync(join(out, page))) {
    const bytes = readFileSync(join(out, page, name));
    writeFileSync(join(out, page, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  }
}
