/// <reference path="../../.serve/data/types.d.ts" />

// Who was asked to co-sign a record, and what they said: one row for each, written by records of kind `cosigning` alone. Members
// see theirs by the route of cosigning.pb.js, which hands out what the workflow lets be shown and nothing else.
migrate((app) => {
  const STAFF = '@request.auth.collectionName = "staff"';
  const relation = (name, collection) => {
    const { id } = app.findCollectionByNameOrId(collection);
    return { name, type: "relation", required: true, collectionId: id, maxSelect: 1, cascadeDelete: true };
  };
  app.save(
    new Collection({
      type: "base",
      name: "cosigners",
      listRule: STAFF,
      viewRule: STAFF,
      fields: [
        relation("record", "records"),
        relation("author", "members"),
        relation("member", "members"),
        { name: "state", type: "select", required: true, maxSelect: 1, values: ["invited", "signed", "declined", "withdrawn", "revoked"] },
        { name: "asked", type: "text", required: true, max: 10 },
        { name: "said", type: "text", max: 10 },
        // Of the record, when it was signed.
        { name: "version", type: "number", onlyInt: true, min: 0 },
        { name: "created", type: "autodate", onCreate: true },
        { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
      ],
      indexes: ["CREATE UNIQUE INDEX idx_cosigners_once ON cosigners (record, member)", "CREATE INDEX idx_cosigners_member ON cosigners (member)"],
    }),
  );
});
