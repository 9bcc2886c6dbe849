// Prints the bytes of each served file; fails where the first usable form costs more than its budget.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { files } from "./precache.mjs";

const BUDGET = 180_000; // bytes, brotli, of all that the first usable form loads
const EMBED = 3_000; // of what a portal loads before the element comes into view
const dist = join(dirname(new URL(import.meta.url).pathname), "../../dist");
if (!existsSync(join(dist, "sw.js"))) fail("dist/ is not built: run make build");
const { first } = JSON.parse(/const build = (\{.*\});/.exec(readFileSync(join(dist, "sw.js"), "utf8"))[1]);

const served = files(dist).filter((name) => !/\.(br|gz)$/.test(name)).map((name) => {
  const raw = statSync(join(dist, name)).size;
  const br = existsSync(join(dist, `${name}.br`)) ? statSync(join(dist, `${name}.br`)).size : raw;
  return { name, raw, br, first: first.includes(name) };
});
served.sort((a, b) => b.first - a.first || b.br - a.br);
console.log("       raw    brotli");
for (const { name, raw, br, first } of served) console.log(`${String(raw).padStart(10)}${String(br).padStart(10)}  ${first ? "first" : "     "}  ${name}`);
const total = served.filter((file) => file.first).reduce((sum, file) => sum + file.br, 0);
console.log(`first usable form: ${total} of ${BUDGET} bytes brotli`);
// Fetched once the first screen is painted; the press on 登录 and the first save wait for it.
const { dialect } = JSON.parse(readFileSync(join(dist, "config.json"), "utf8"));
const deeds = served.filter(({ name }) => /^(deeds|chunk)[-_].*\.wasm$/.test(name) || ["config.json", `dialects/${dialect}.json`].includes(name)).reduce((sum, file) => sum + file.br, 0);
console.log(`with the module that signs in, saves and sends: ${total + deeds} bytes brotli`);

for (const { name } of served) if (/^dajuan-.*\.js$/.test(name) && readFileSync(join(dist, name), "utf8").includes("innerHTML"))
  fail(`${name} contains innerHTML, which Trusted Types refuse: a view! holds a nested static element, see docs/decisions/0002-toolchain.md`);
const embed = served.find(({ name }) => name === "embed.js").br;
console.log(`a portal before the element comes into view: ${embed} of ${EMBED} bytes brotli`);
if (embed > EMBED) fail(`embed.js has ${embed - EMBED} bytes too many`);
if (total > BUDGET) fail(`the first usable form loads ${total - BUDGET} bytes too many`);

function fail(reason) {
  console.error(`size: ${reason}`);
  process.exit(1);
}
