/// <reference path="../../.serve/data/types.d.ts" />

// What the office works out of a member's year: one row a member and year, the sheet as the command `score` prints it.
migrate((app) => {
  const MEMBER = '@request.auth.collectionName = "members"';
  const STAFF = '@request.auth.collectionName = "staff"';
  const owned = `(${MEMBER} && member = @request.auth.id) || ${STAFF}`;
  const members = app.findCollectionByNameOrId("members");
  app.save(
    new Collection({
      type: "base",
      name: "statements",
      listRule: owned,
      viewRule: owned,
      fields: [
        { name: "member", type: "relation", required: true, collectionId: members.id, maxSelect: 1, cascadeDelete: true },
        { name: "year", type: "number", required: true, onlyInt: true, min: 1970 },
        { name: "as_of", type: "date", required: true },
        { name: "rules", type: "text", required: true, max: 64 },
        { name: "version", type: "number", onlyInt: true },
        { name: "total", type: "number" },
        { name: "sheet", type: "json", required: true, maxSize: 8 * 1024 * 1024 },
        { name: "closed", type: "bool" },
        { name: "created", type: "autodate", onCreate: true },
        { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
      ],
      indexes: ["CREATE UNIQUE INDEX idx_statements_once ON statements (member, year)"],
    }),
  );
});
