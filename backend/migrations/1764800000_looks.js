/// <reference path="../../.serve/data/types.d.ts" />

// Who of the office looked at what is a member's: one row a person, a thing and a day, which only hooks/looks.js writes. Members
// read theirs by the route of looks.pb.js.
migrate((app) => {
  const members = app.findCollectionByNameOrId("members");
  const text = (name, max, more) => Object.assign({ name, type: "text", max }, more);
  app.save(
    new Collection({
      type: "base",
      name: "looks",
      fields: [
        { name: "member", type: "relation", required: true, collectionId: members.id, maxSelect: 1, cascadeDelete: true },
        text("what", 20, { required: true }),
        // The key of the record or of the photo; empty of a list.
        text("record", 36),
        // Who, by id and by name: a name may change.
        text("staff", 15, { required: true }),
        text("by", 200),
        text("day", 10, { required: true }),
        { name: "at", type: "date", required: true },
        { name: "times", type: "number", onlyInt: true, min: 1 },
      ],
      indexes: [
        "CREATE UNIQUE INDEX idx_looks_once ON looks (member, what, record, staff, day)",
        "CREATE INDEX idx_looks_at ON looks (member, at)",
      ],
    }),
  );
});
