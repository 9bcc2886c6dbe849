// One row for each thing that was done about an event, whoever did it; `event` of a review is the key of its record.

// A key for what came without one of its own.
function freshRef() {
  const hex = (n) => $security.randomStringWithAlphabet(n, "0123456789abcdef");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

// `done` has kind, event, outcome, and what else is known of: member, client_ref, answers, photos, status, answer, captured_at, by.
function note(tx, done) {
  const usual = { member: "", client_ref: freshRef(), answers: {}, photos: [], status: 200, answer: {}, captured_at: "", by: "" };
  tx.save(new Record(tx.findCachedCollectionByNameOrId("acts"), Object.assign(usual, done)));
}

module.exports = { note };
