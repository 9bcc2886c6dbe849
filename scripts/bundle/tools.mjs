// The pinned tools that scripts/setup put into the cache.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export const cache = process.env.DAJUAN_CACHE ?? join(homedir(), ".cache/dajuan");
const npm = "npm/node_modules/.bin";
const folders = { "wasm-opt": npm, "wasm-merge": npm, esbuild: npm };

export async function run(name, args) {
  const path = join(cache, folders[name] ?? "tools/bin", name);
  if (!existsSync(path)) throw new Error(`${name} is missing: run scripts/setup build`);
  try {
    return (await promisify(execFile)(path, args, { maxBuffer: 1 << 26 })).stdout;
  } catch (error) {
    throw new Error(`${name} failed: ${error.stderr || error.message}`);
  }
}
