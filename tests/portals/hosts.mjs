// The host pages: each gives its HTML with `<!-- dajuan -->` where the element stands, files made for it, folders that it takes files from, whether it has a
// script of its own that hears the element (`hears`), and the names of Trusted Types that its policy allows (`trusted`; none where the framework itself does not bear them). AdminLTE makes `<style>` elements and sets
// `innerHTML`: no Trusted Types there, and styles of its own (`styles`).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const portals = join(process.env.DAJUAN_CACHE, "portals"), modules = join(portals, "node_modules");
const own = (file) => new URL(file, import.meta.url).pathname;
const read = (file) => readFileSync(file, "utf8");

/** Where files of npm packages stand on every host. */
export const packages = ["/npm/", `${modules}/`];

/** What a hostile host puts before everything else: a style file or a script of hostile/, or `base`. */
export function hostile(name) {
  if (name === "base") return '<base href="/elsewhere/">';
  if (name.endsWith(".css")) return `<link rel="stylesheet" href="/hostile/${name}">`;
  const before = name === "jquery.js" ? '<script src="/npm/jquery/dist/jquery.js"></script>' : "";
  return `${before}<script src="/hostile/${name}"></script>`;
}

// A page of the package itself. What it takes from a CDN it takes from npm, and its inline scripts are files, as its policy wants.
async function adminlte() {
  const made = {};
  const dist = join(modules, "admin-lte/dist");
  const html = read(join(dist, "layout/fixed-complete.html"))
    .replace(/<link\s[^>]*@fontsource[^>]*>/, "")
    .replace(/https:\/\/cdn\.jsdelivr\.net\/npm\/((?:@[^/]+\/)?[^/@]+)@[\d.]+\//g, "/npm/$1/")
    .replace(/<script>([^]*?)<\/script>/g, (_, text) => {
      const path = `/inline/${Object.keys(made).length}.js`;
      made[path] = text;
      return `<script src="${path}"></script>`;
    })
    .replace("Start creating your amazing application!", "<!-- dajuan -->");
  return { html, made, folders: [["/", `${dist}/`]], styles: "'unsafe-inline'" };
}

async function written(file, folders, more) {
  return { html: read(own(`pages/${file}`)), made: {}, folders, ...more };
}

// An app of a framework, built as its users build it, in the shell of the plain page.
async function built(app, more) {
  const require = createRequire(join(process.env.DAJUAN_CACHE, "npm", "none.js"));
  const { outputFiles } = await require("esbuild").build({
    entryPoints: [own(`apps/${app}`)], bundle: true, write: false, format: "iife", nodePaths: [modules], logLevel: "error", jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  });
  const shell = await written("plain.html", [], more);
  const html = shell.html.replace(/<body>[^]*<\/body>/, '<body><div id="app"></div><script src="/app.js"></script></body>');
  return { ...shell, html, hears: true, made: { "/app.js": outputFiles[0].text } };
}

export const hosts = {
  adminlte,
  coreui: () => written("coreui.html", [], { trusted: "dajuan" }),
  wordpress: () => written("wordpress.html", [["/wordpress/", `${portals}/wordpress/build-style/`]], { trusted: "dajuan" }),
  react: () => built("react.jsx", { trusted: "dajuan" }),
  vue: () => built("vue.js", { trusted: "dajuan vue" }),
  plain: () => written("plain.html", [], { trusted: "dajuan" }),
};
