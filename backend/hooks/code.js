// One-time codes, by which a member sets a password without a mail server.

// Without 0, O, 1 and I, which are mistaken for each other on paper.
const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const VALID_MS = 7 * 24 * 3600 * 1000;

// Puts a new code on the member (kept as a bcrypt hash once saved) and returns it in the clear, the only time.
function mintCode(member) {
  const code = $security.randomStringWithAlphabet(8, ALPHABET);
  const until = new Date(Date.now() + VALID_MS).toISOString();
  member.set("code", code);
  member.set("code_until", until);
  return { code, valid_until: until };
}

// Whether the code opens this member now. Takes as long for a member that doesn't exist.
function codeOpens(app, member, code) {
  const typed = code.toUpperCase().replace(/[\s-]/g, "").slice(0, 16);
  if (!member || member.getString("code_until") === "") {
    new Record(app.findCachedCollectionByNameOrId("members")).set("code", typed || "-");
    return false;
  }
  const fits = member.getRaw("code").validate(typed);
  return fits && Date.parse(member.getString("code_until").replace(" ", "T")) > Date.now();
}

module.exports = { mintCode, codeOpens };
