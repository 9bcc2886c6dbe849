// serve.mjs FOLDER: the pages that build.mjs made, as any host of static files would serve them: packed, for ever where the name says what is inside. Prints its port.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const [folder] = process.argv.slice(2);
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".xml": "text/xml" };
const FOR_EVER = /-[0-9A-Za-z]{8}\.(js|css)$/;

const server = createServer((request, reply) => {
  const path = normalize(new URL(request.url, "http://peer").pathname), file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return reply.writeHead(404).end();
  const packed = /\bbr\b/.test(request.headers["accept-encoding"]) && existsSync(`${file}.br`) ? `${file}.br` : file;
  const headers = { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Content-Length": statSync(packed).size };
  if (packed !== file) headers["Content-Encoding"] = "br";
  headers["Cache-Control"] = FOR_EVER.test(file) ? "public, max-age=31536000, immutable" : "no-cache";
  headers.ETag = `"${statSync(packed).mtimeMs.toString(36)}"`;
  if (request.headers["if-none-match"] === headers.ETag) return reply.writeHead(304, { ETag: headers.ETag, "Cache-Control": headers["Cache-Control"] }).end();
  reply.writeHead(200, headers);
  createReadStream(packed).pipe(reply);
});
server.listen(0, "127.0.0.1", () => console.log(`peers on port ${server.address().port}`));
