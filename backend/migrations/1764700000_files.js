/// <reference path="../../.serve/data/types.d.ts" />

// Files beside photos, up to 10 MB. What is taken is read from the bytes themselves (attachment.js): a list of types here would
// refuse office files whose parts lie in another order. Staff upload for a member for whom they write something down.
migrate((app) => {
  const attachments = app.findCollectionByNameOrId("attachments");
  const file = attachments.fields.getByName("file");
  file.maxSize = 10 * 1024 * 1024;
  file.mimeTypes = [];
  attachments.createRule = '@request.auth.collectionName = "members" || @request.auth.collectionName = "staff"';
  app.save(attachments);

  // What the office adds to a step: `[{name, ref, size}]`, of attachments of the record's member.
  const steps = app.findCollectionByNameOrId("steps");
  steps.fields.add(new Field({ name: "files", type: "json" }));
  app.save(steps);
});
