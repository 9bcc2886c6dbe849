/// <reference path="../../.serve/data/types.d.ts" />

// What a member does with a record after it arrived: `version` counts its changes, and each that was replaced is a row of
// `versions`, which only the hooks write. A record may be withdrawn, and one that the office logged is marked so.
migrate((app) => {
  const MEMBER = '@request.auth.collectionName = "members"';
  const STAFF = '@request.auth.collectionName = "staff"';
  const owned = `(${MEMBER} && member = @request.auth.id) || ${STAFF}`;
  const text = (name, max, more) => Object.assign({ name, type: "text", max }, more);
  const select = (name, values) => ({ name, type: "select", maxSelect: 1, values });
  const whole = (name) => ({ name, type: "number", onlyInt: true, min: 0 });
  const relation = (name, collection) => {
    const { id } = app.findCollectionByNameOrId(collection);
    return { name, type: "relation", required: true, collectionId: id, maxSelect: 1, cascadeDelete: true };
  };

  const records = app.findCollectionByNameOrId("records");
  records.fields.getByName("state").values = ["received", "reviewed", "returned", "withdrawn"];
  records.fields.add(new Field(whole("version")));
  // Who of the office wrote it down, and what its member says to that.
  records.fields.add(new Field(text("logged_by", 200)));
  records.fields.add(new Field({ name: "logged_at", type: "date" }));
  records.fields.add(new Field(select("confirmed", ["confirmed", "disputed"])));
  records.fields.add(new Field(text("objection", 1000)));
  app.save(records);

  app.save(
    new Collection({
      type: "base",
      name: "versions",
      listRule: owned,
      viewRule: owned,
      fields: [
        relation("record", "records"),
        relation("member", "members"),
        whole("version"),
        text("day", 10, { required: true }),
        whole("form_version"),
        { name: "answers", type: "json" },
        { name: "attachments", type: "json" },
        text("state", 20, { required: true }),
        text("reason", 1000),
        // Who replaced it.
        Object.assign(select("by", ["member", "office"]), { required: true }),
        { name: "created", type: "autodate", onCreate: true },
      ],
      indexes: ["CREATE INDEX idx_versions_record ON versions (record, created)"],
    }),
  );
});
