/// <reference path="../../.serve/data/types.d.ts" />

// What happens to a record after it arrived: one row a step, only ever added, by the routes of progress.pb.js and by records of
// kind `step`. Ratings of a two-way evaluation stand apart and no rule opens them; `record` is no relation there, so that
// nothing can be asked of them through a record either.
migrate((app) => {
  const MEMBER = '@request.auth.collectionName = "members"';
  const STAFF = '@request.auth.collectionName = "staff"';
  const owned = `(${MEMBER} && member = @request.auth.id) || ${STAFF}`;
  const text = (name, max, more) => Object.assign({ name, type: "text", max }, more);
  const relation = (name, collection) => {
    const { id } = app.findCollectionByNameOrId(collection);
    return { name, type: "relation", required: true, collectionId: id, maxSelect: 1, cascadeDelete: true };
  };
  const at = { name: "created", type: "autodate", onCreate: true };
  app.save(
    new Collection({
      type: "base",
      name: "steps",
      listRule: owned,
      viewRule: owned,
      fields: [
        relation("record", "records"),
        relation("member", "members"),
        text("step", 40, { required: true }),
        text("day", 10, { required: true, pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        text("words", 5000),
        text("unit", 200),
        text("level", 40),
        text("by", 200),
        // Of the request, so that one that is sent again takes no second step.
        text("client_ref", 36),
        // The order in which the steps of a record were taken.
        { name: "serial", type: "number", required: true, onlyInt: true, min: 1 },
        at,
      ],
      indexes: [
        "CREATE UNIQUE INDEX idx_steps_serial ON steps (record, serial)",
        "CREATE UNIQUE INDEX idx_steps_ref ON steps (record, client_ref) WHERE client_ref <> ''",
      ],
    }),
  );
  app.save(
    new Collection({
      type: "base",
      name: "ratings",
      fields: [
        text("record", 15, { required: true, hidden: true }),
        text("step", 40, { required: true, hidden: true }),
        text("side", 10, { required: true, hidden: true }),
        { name: "score", type: "number", onlyInt: true, min: 0, max: 100, hidden: true },
        text("words", 5000, { hidden: true }),
        text("by", 200, { hidden: true }),
        text("client_ref", 36, { hidden: true }),
        at,
      ],
      indexes: ["CREATE UNIQUE INDEX idx_ratings_once ON ratings (record, step, side)"],
    }),
  );
});
