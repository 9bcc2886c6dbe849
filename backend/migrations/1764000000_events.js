/// <reference path="../../.serve/data/types.d.ts" />

// Events, and what members and staff do about them. Members reach all of it by the routes alone; only the operator
// writes a row by hand, and the hooks on `events` give each such edit its revision. There is no way down.
migrate((app) => {
  const STAFF = '@request.auth.collectionName = "staff"';
  const DECIDING = `${STAFF} && @request.auth.role != "clerk"`;
  const LEVELS = ["chair", "standing", "committee", "sector"];
  const text = (name, more) => Object.assign({ name, type: "text" }, more);
  const date = (name, more) => Object.assign({ name, type: "date" }, more);
  const json = (name) => ({ name, type: "json", maxSize: 100000 });
  const choice = (name, values, more) => Object.assign({ name, type: "select", maxSelect: 1, values }, more);
  const whole = (name, more) => Object.assign({ name, type: "number", onlyInt: true, min: 0 }, more);
  const moments = [
    { name: "created", type: "autodate", onCreate: true },
    { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
  ];
  const save = (shape) => {
    const collection = new Collection(Object.assign({ type: "base" }, shape));
    app.save(collection);
    return collection;
  };

  const members = app.findCollectionByNameOrId("members");
  members.fields.add(new SelectField({ name: "approves", maxSelect: LEVELS.length, values: LEVELS }));
  app.save(members);

  // `decides`: a sign-up is decided here. `secret`: the root of members' codes and calendar links.
  const installation = app.findCollectionByNameOrId("installation");
  installation.fields.add(new BoolField({ name: "decides" }));
  installation.fields.add(new TextField({ name: "secret", hidden: true }));
  app.save(installation);
  const row = app.findAllRecords("installation")[0];
  row.set("decides", true);
  row.set("secret", $security.randomString(43));
  app.save(row);

  const events = save({
    name: "events",
    listRule: STAFF,
    viewRule: STAFF,
    fields: [
      text("title", { required: true, max: 200, presentable: true }),
      choice(
        "kind",
        ["inspection", "briefing", "consultation", "supervision", "plenary", "training", "lecture", "talk", "salon", "reading_event"],
        { required: true },
      ),
      choice("level", LEVELS),
      choice("attendance", ["must", "voluntary"], { required: true }),
      date("starts", { required: true }),
      date("ends", { required: true }),
      text("place", { max: 200 }),
      text("purpose", { max: 5000 }),
      text("agenda", { max: 5000 }),
      text("route", { max: 5000 }),
      text("gathering_place", { max: 200 }),
      date("gathering_at"),
      { name: "gathering_point", type: "geoPoint" },
      text("contact_name", { max: 80 }),
      text("contact_phone", { max: 40 }),
      // One on each line: the title, a space, the address.
      text("papers", { max: 5000 }),
      // For whom: all three empty for everybody; names divided by 、
      text("sectors", { max: 1000 }),
      text("committees", { max: 1000 }),
      { name: "invited", type: "relation", collectionId: members.id, maxSelect: 999 },
      choice("form", ["signup", "signup_trip"]),
      whole("capacity"),
      // One on each line: the sector, a space, its seats.
      text("quotas", { max: 2000 }),
      { name: "waitlist", type: "bool" },
      whole("offer_hours", { max: 240 }),
      date("sign_up_until"),
      date("change_until"),
      date("cancel_until"),
      text("leave_effect", { max: 500 }),
      text("approver", { max: 200 }),
      text("venue_code", { max: 6 }),
      { name: "cancelled", type: "bool" },
      text("cancel_reason", { max: 500 }),
      whole("revision"),
      json("changes"),
      ...moments,
    ],
    indexes: ["CREATE INDEX idx_events_starts ON events (starts)"],
  });

  const member = { name: "member", type: "relation", required: true, collectionId: members.id, maxSelect: 1 };
  const event = { name: "event", type: "relation", required: true, collectionId: events.id, maxSelect: 1, cascadeDelete: true };
  const once = (name) => `CREATE UNIQUE INDEX idx_${name}_once ON ${name} (member, event)`;

  save({
    name: "signups",
    listRule: STAFF,
    viewRule: STAFF,
    fields: [
      event,
      member,
      // Of the act that last signed up; empty where staff did.
      text("client_ref", { max: 36 }),
      choice("state", ["confirmed", "waitlisted", "offered", "lapsed", "cancelled", "wish"], { required: true }),
      // The place in the order of arrival.
      whole("serial"),
      // The sector whose seat it takes.
      text("sector", { max: 80 }),
      date("offer_until"),
      text("by", { max: 80 }),
      date("at", { required: true }),
      // The event's revision when it was made.
      whole("revision"),
      json("answers"),
      ...moments,
    ],
    indexes: [once("signups"), "CREATE INDEX idx_signups_line ON signups (event, state, serial)"],
  });

  save({
    name: "leaves",
    listRule: DECIDING,
    viewRule: DECIDING,
    fields: [
      event,
      member,
      text("client_ref", { max: 36 }),
      choice("state", ["pending", "granted", "refused", "withdrawn"], { required: true }),
      text("reason", { max: 40 }),
      text("text", { max: 2000 }),
      json("photos"),
      date("at", { required: true }),
      text("words", { max: 1000 }),
      text("by", { max: 80 }),
      date("decided_at"),
      ...moments,
    ],
    indexes: [once("leaves"), "CREATE INDEX idx_leaves_state ON leaves (state)"],
  });

  save({
    name: "checkins",
    listRule: STAFF,
    viewRule: STAFF,
    fields: [
      event,
      member,
      text("client_ref", { max: 36 }),
      // When the member was there, by the phone's clock where `late`.
      date("at", { required: true }),
      date("arrived", { required: true }),
      { name: "late", type: "bool" },
      text("by", { max: 80 }),
      ...moments,
    ],
    indexes: [once("checkins")],
  });

  // What was done, by whom, and what it was answered: one row an act, kept when the event is deleted.
  save({
    name: "acts",
    listRule: `${STAFF} && @request.auth.role = "admin"`,
    viewRule: `${STAFF} && @request.auth.role = "admin"`,
    fields: [
      Object.assign({}, member, { required: false }),
      text("client_ref", { required: true, max: 36 }),
      text("kind", { required: true, max: 40 }),
      text("event", { required: true, max: 64 }),
      json("answers"),
      json("photos"),
      text("outcome", { required: true, max: 40 }),
      whole("status", { required: true }),
      json("answer"),
      date("captured_at"),
      text("by", { max: 200 }),
      ...moments,
    ],
    indexes: [
      "CREATE UNIQUE INDEX idx_acts_ref ON acts (member, client_ref)",
      "CREATE INDEX idx_acts_event ON acts (member, event)",
    ],
  });
});
