/// <reference path="../../.serve/data/types.d.ts" />

// What changed for a member, told to that member alone: one row a change, which only the hooks of notices.pb.js write.
migrate((app) => {
  const owned = '@request.auth.collectionName = "members" && member = @request.auth.id';
  const members = app.findCollectionByNameOrId("members");
  const text = (name, max, more) => Object.assign({ name, type: "text", max }, more);
  app.save(
    new Collection({
      type: "base",
      name: "notices",
      listRule: owned,
      viewRule: owned,
      fields: [
        { name: "member", type: "relation", required: true, collectionId: members.id, maxSelect: 1, cascadeDelete: true },
        // Counts the member's notices: up to which one they are read is one number.
        { name: "seq", type: "number", required: true, onlyInt: true, min: 1 },
        text("kind", 40, { required: true }),
        // The key of the record, or the id of the event, that it is about.
        text("record", 36),
        text("event", 36),
        { name: "what", type: "json", maxSize: 32 * 1024 },
        { name: "read", type: "bool" },
        { name: "created", type: "autodate", onCreate: true },
      ],
      indexes: ["CREATE UNIQUE INDEX idx_notices_seq ON notices (member, seq)"],
    }),
  );
});
