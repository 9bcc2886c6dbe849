/// <reference path="../../.serve/data/types.d.ts" />

// The first shape of the house: who signs in (members, staff), what a member sends (records, attachments),
// and one row about this installation. A later change is a migration of its own; this file stays as it is.
// There is no way down: a roll-back restores a backup.
migrate((app) => {
  app.delete(app.findCollectionByNameOrId("users"));

  const MEMBER = '@request.auth.collectionName = "members"';
  const STAFF = '@request.auth.collectionName = "staff"';
  const UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
  const text = (name, more) => Object.assign({ name, type: "text" }, more);
  const moments = [
    { name: "created", type: "autodate", onCreate: true },
    { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
  ];
  const save = (shape) => {
    const collection = new Collection(shape);
    app.save(collection);
    return collection;
  };
  const account = (shape) =>
    new Collection(
      Object.assign({ type: "auth", authAlert: { enabled: false }, authToken: { duration: 30 * 24 * 3600 } }, shape),
    );

  const members = account({
    name: "members",
    listRule: `(${MEMBER} && id = @request.auth.id) || ${STAFF}`,
    viewRule: `(${MEMBER} && id = @request.auth.id) || ${STAFF}`,
    authRule: "active = true",
    passwordAuth: { enabled: true, identityFields: ["member_no", "email"] },
    fields: [
      text("member_no", { required: true, max: 40, pattern: "^[A-Za-z0-9_-]+$" }),
      text("name", { required: true, max: 80 }),
      text("sector", { max: 80 }),
      text("committee", { max: 80 }),
      { name: "villages", type: "json" },
      { name: "active", type: "bool" },
      text("vault_key", { hidden: true }),
      { name: "code", type: "password", hidden: true },
      { name: "code_until", type: "date", hidden: true },
      ...moments,
    ],
    indexes: ["CREATE UNIQUE INDEX idx_members_no ON members (member_no COLLATE NOCASE)"],
  });
  app.save(members);
  // No mail server is assumed: a member may have a number alone.
  members.fields.getByName("email").required = false;
  app.save(members);

  app.save(
    account({
      name: "staff",
      viewRule: `${STAFF} && id = @request.auth.id`,
      fields: [
        text("name", { required: true, max: 80 }),
        { name: "role", type: "select", required: true, maxSelect: 1, values: ["clerk", "approver", "admin"] },
        ...moments,
      ],
    }),
  );

  const owner = { name: "member", type: "relation", required: true, collectionId: members.id, maxSelect: 1 };
  const owned = `(${MEMBER} && member = @request.auth.id) || ${STAFF}`;

  save({
    type: "base",
    name: "records",
    listRule: owned,
    viewRule: owned,
    createRule: MEMBER,
    updateRule: STAFF,
    fields: [
      owner,
      text("client_ref", { required: true, pattern: UUID }),
      text("kind", { required: true, max: 40, pattern: "^[a-z][a-z0-9_]*$" }),
      text("day", { required: true, pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
      { name: "form_version", type: "number", required: true, onlyInt: true, min: 1 },
      { name: "answers", type: "json" },
      { name: "attachments", type: "json" },
      { name: "receipt", type: "number", required: true, onlyInt: true, min: 1 },
      { name: "state", type: "select", required: true, maxSelect: 1, values: ["received", "reviewed", "returned"] },
      text("reason", { max: 1000 }),
      { name: "captured_at", type: "date" },
      ...moments,
    ],
    indexes: [
      "CREATE UNIQUE INDEX idx_records_ref ON records (member, client_ref)",
      "CREATE UNIQUE INDEX idx_records_receipt ON records (receipt)",
      "CREATE INDEX idx_records_day ON records (member, day)",
    ],
  });

  save({
    type: "base",
    name: "attachments",
    listRule: owned,
    viewRule: owned,
    createRule: MEMBER,
    fields: [
      owner,
      text("ref", { required: true, pattern: UUID }),
      text("sha256", { required: true, pattern: "^[0-9a-f]{64}$" }),
      { name: "size", type: "number", onlyInt: true },
      text("mime"),
      {
        name: "file",
        type: "file",
        required: true,
        protected: true,
        maxSelect: 1,
        maxSize: 8 * 1024 * 1024,
        mimeTypes: ["image/jpeg", "image/png", "image/webp"],
      },
      ...moments,
    ],
    indexes: ["CREATE UNIQUE INDEX idx_attachments_ref ON attachments (member, ref)"],
  });

  // One row: the name of this installation, and the last receipt given. Receipts come from here and not from
  // the highest row, so that a deleted record's number is never given again.
  const installation = save({
    type: "base",
    name: "installation",
    fields: [text("issuer", { required: true }), { name: "last_receipt", type: "number", onlyInt: true }],
  });
  app.save(
    new Record(installation, {
      issuer: "dajuan-pocketbase-" + $security.randomStringWithAlphabet(12, "abcdefghjkmnpqrstuvwxyz23456789"),
      last_receipt: 1000,
    }),
  );

  const settings = app.settings();
  settings.meta.appName = "答卷 Dajuan";
  settings.meta.hideControls = true;
  app.save(settings);
});
