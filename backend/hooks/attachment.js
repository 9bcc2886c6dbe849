// Photos: found by (member, ref), proved by their digest.

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

// The lower-case hex SHA-256 of the bytes that lie in the store. `toString` keeps each byte as it is.
function storedDigest(files, key) {
  const reader = files.getReader(key);
  try {
    return $security.sha256(toString(reader));
  } finally {
    reader.close();
  }
}

module.exports = { findOwn, ownAttachments, storedDigest };
