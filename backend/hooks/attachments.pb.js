// A photo or a file arrives once: the same (member, ref) with the same digest answers with the row that exists.
onRecordCreateRequest((e) => {
  const { answerWith } = require(`${__hooks}/replay.js`);
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { transacted } = require(`${__hooks}/installation.js`);
  const { findOwn, kindOf, storedDigest } = require(`${__hooks}/attachment.js`);
  const record = e.record;
  if (!e.hasSuperuserAuth() && e.auth.collection().name === "staff") {
    require(`${__hooks}/desk.js`).needClerk(e);
    const of = e.app.findAllRecords("members", $dbx.hashExp({ id: record.getString("member"), active: true }));
    if (of.length === 0) throw fieldError("member", "unknown_member", "No active member has this id.");
  } else if (!e.hasSuperuserAuth()) {
    record.set("member", e.auth.id);
  }
  const member = record.getString("member");
  const file = record.getUnsavedFiles("file")[0];
  if (file && file.size > record.collection().fields.getByName("file").maxSize) {
    throw new ApiError(413, "An attachment may have 10 MB at most.", { file: new ValidationError("file_too_large", "Too large.") });
  }
  if (file && kindOf(file) === "") {
    throw fieldError("file", "kind_not_taken", "这种文件收不了，请换成 PDF、Word、WPS、表格、幻灯片、文本或图片。");
  }

  let existing = null;
  transacted(e, (tx, next) => {
    existing = findOwn(tx, member, record.getString("ref"));
    if (existing) {
      if (existing.getString("sha256") !== record.getString("sha256")) {
        throw new ApiError(409, "This ref holds other bytes.", { ref: new ValidationError("ref_taken", "Holds other bytes.") });
      }
      return;
    }

    if (file) record.set("size", file.size);
    next();

    const files = tx.newFilesystem();
    try {
      if (storedDigest(files, record.baseFilesPath() + "/" + record.getString("file")) !== record.getString("sha256")) {
        throw fieldError("sha256", "digest_mismatch", "The bytes that arrived have another digest.");
      }
    } finally {
      files.close();
    }
  });
  if (existing) return answerWith(e, existing);
}, "attachments");

// The type is what the bytes say, whatever the upload's own header claims.
onRecordCreateExecute((e) => {
  const { kindOf } = require(`${__hooks}/attachment.js`);
  const file = e.record.getUnsavedFiles("file")[0];
  if (file) e.record.set("mime", kindOf(file));
  return e.next();
}, "attachments");

// Bytes go out by the route below only, which asks who is asking.
onFileDownloadRequest((e) => {
  throw e.notFoundError("", null);
}, "attachments");

// A member fetches an own one, staff one of the member whom they name; both one of a leave that is theirs to decide.
// It is handed out to be kept, and what is no picture as bytes that nothing renders.
routerAdd("GET", "/api/dajuan/attachments/{ref}", (e) => {
  const { IMAGES, findOwn } = require(`${__hooks}/attachment.js`);
  const isStaff = e.auth.collection().name === "staff";
  const { askerWith } = require(`${__hooks}/approvals.js`);
  const ref = e.request.pathValue("ref");
  const member = isStaff ? e.requestInfo().query["member"] || "" : e.auth.id;
  const photo = findOwn(e.app, member, ref) || findOwn(e.app, askerWith(e.app, e.auth, ref), ref);
  if (!photo) throw e.notFoundError("", null);
  require(`${__hooks}/looks.js`).note(e, "photo", [{ member: photo.getString("member"), record: ref }]);

  const mime = photo.getString("mime");
  e.response.header().set("Content-Type", IMAGES.includes(mime) ? mime : "application/octet-stream");
  e.response.header().set("Content-Disposition", `attachment; filename="${ref}"`);
  e.response.header().set("X-Content-Type-Options", "nosniff");
  const name = photo.getString("file");
  const files = e.app.newFilesystem();
  try {
    files.serve(e.response, e.request, photo.baseFilesPath() + "/" + name, name);
  } finally {
    files.close();
  }
}, $apis.requireAuth("members", "staff"));
