// Says which build this is: the page carries it, and `version.json` tells whoever asks the host what is live.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const origin = process.env.DAJUAN_ORIGIN ?? "";

export function sign(stage, version, build) {
  const page = join(stage, "index.html");
  const text = readFileSync(page, "utf8");
  const signed = text.replace("<html ", `<html data-build="${build}" `);
  if (signed === text) throw new Error("index.html has no <html> to carry the build's id");
  // Who makes a card of a link wants the picture's whole address.
  writeFileSync(page, signed.replace('content="/icons/share.png"', `content="${origin}/icons/share.png"`));
  writeFileSync(join(stage, "version.json"), `${JSON.stringify({ version, build })}\n`);
}
