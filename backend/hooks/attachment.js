// Photos and files: found by (member, ref), proved by their digest, of the kind that their bytes say.

function findOwn(app, member, ref) {
  return app.findAllRecords("attachments", $dbx.hashExp({ member, ref }))[0] || null;
}

// Parses a list of refs and refuses one that its member hasn't uploaded; `field` is the name it was sent under.
function ownAttachments(app, member, json, field = "attachments") {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const refs = JSON.parse(json || "null") || [];
  if (!Array.isArray(refs) || refs.length > 50 || refs.some((ref) => typeof ref !== "string")) {
    throw fieldError(field, "invalid_list", "Must be a list of attachment refs.");
  }
  for (const ref of refs) {
    if (!findOwn(app, member, ref)) {
      throw fieldError(field, "unknown_attachment", "An attachment has not arrived: " + ref.slice(0, 40));
    }
  }
  return refs;
}

const IMAGES = ["image/jpeg", "image/png", "image/webp"];

// How the bytes of each kind begin; of an archive one part is looked for too.
const HEADS = [
  ["ffd8ff", "image/jpeg"],
  ["89504e470d0a1a0a", "image/png"],
  ["255044462d", "application/pdf"],
  ["d0cf11e0a1b11ae1", "application/x-ole-storage"],
  ["504b0304", "application/zip"],
];

// The kind of an upload by its bytes, whatever its name and header claim; "" for one that is not taken.
function kindOf(file) {
  const read = (how) => {
    const reader = file.reader.open();
    try {
      return how(reader);
    } finally {
      reader.close();
    }
  };
  const bytes = read((reader) => toBytes(reader, 16));
  const head = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const [, mime] = HEADS.find(([start]) => head.startsWith(start)) || [];
  const holds = (text) => read((reader) => toString(reader)).includes(text);
  if (mime === "application/zip") return holds("[Content_Types].xml") ? mime : "";
  if (mime) return mime;
  if (head.startsWith("52494646") && head.slice(16, 24) === "57454250") return "image/webp";
  if (head.startsWith("fffe") || head.startsWith("feff")) return "text/plain";
  // Text, and no markup.
  return /^(efbbbf)?(09|0a|0d|20)*(3c|$)/.test(head) || holds("\u0000") ? "" : "text/plain";
}

// Parses files as answers name them, each of which their member has or was given; `field` is the name they were sent under.
function ownFiles(app, member, files, field) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const isName = (name) => typeof name === "string" && name.trim() !== "" && name.length <= 200;
  const fits = ({ name, ref, size } = {}) => isName(name) && typeof ref === "string" && Number.isSafeInteger(size) && size > 0;
  if (!Array.isArray(files) || files.length > 9 || !files.every((it) => it !== null && fits(it))) {
    throw fieldError(field, "invalid_list", "Must be a list of 9 files at most, each with name, ref and size.");
  }
  ownAttachments(app, member, JSON.stringify(files.map(({ ref }) => ref)), field);
  return files.map(({ name, ref, size }) => ({ name, ref, size }));
}

// The lower-case hex SHA-256 of the bytes that lie in the store. `toString` keeps each byte as it is.
function storedDigest(files, key) {
  const reader = files.getReader(key);
  try {
    return $security.sha256(toString(reader));
  } finally {
    reader.close();
  }
}

module.exports = { IMAGES, findOwn, kindOf, ownAttachments, ownFiles, storedDigest };
