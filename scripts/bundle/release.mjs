// Says which build this is: the page carries it, and `version.json` tells whoever asks the host what is live.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function sign(stage, version, build) {
  const page = join(stage, "index.html");
  const text = readFileSync(page, "utf8");
  const signed = text.replace("<html ", `<html data-build="${build}" `);
  if (signed === text) throw new Error("index.html has no <html> to carry the build's id");
  writeFileSync(page, signed);
  writeFileSync(join(stage, "version.json"), `${JSON.stringify({ version, build })}\n`);
}
