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
  // PocketBase's page takes moments in UTC.
  const UTC = "这里按 UTC 填写：北京时间减 8 小时，如 09:00 填 01:00";
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
        {
          required: true,
          help: "inspection 视察，briefing 听取/通报，consultation 协商，supervision 提案督办，plenary 全体会议，training 集中培训，lecture 讲堂，talk 微访谈/座谈，salon 沙龙/联谊，reading_event 读书活动",
        },
      ),
      choice("level", LEVELS, { help: "chair 主席会，standing 常委会，committee 专委会，sector 界别；谁审批请假也看这一项，空着由审批主席会请假的人审批" }),
      choice("attendance", ["must", "voluntary"], { required: true, help: "must 应到（不报名，可请假），voluntary 自愿（报名）" }),
      date("starts", { required: true, help: UTC }),
      date("ends", { required: true, help: UTC }),
      text("place", { max: 200 }),
      text("purpose", { max: 5000 }),
      text("agenda", { max: 5000 }),
      text("route", { max: 5000 }),
      text("gathering_place", { max: 200 }),
      date("gathering_at", { help: UTC }),
      { name: "gathering_point", type: "geoPoint", help: "集合地点的经纬度，可不填" },
      text("contact_name", { max: 80 }),
      text("contact_phone", { max: 40 }),
      text("papers", { max: 5000, help: "每行一份材料：标题 空格 网址" }),
      text("sectors", { max: 1000, help: "只限这些界别，用、隔开；界别、专委会、邀请名单都空着就是全体委员，填了几项就是任一项符合" }),
      text("committees", { max: 1000, help: "只限这些专委会，用、隔开" }),
      { name: "invited", type: "relation", collectionId: members.id, maxSelect: 999, help: "点名邀请的委员" },
      choice("form", ["signup", "signup_trip"], { help: "报名表：signup 一般，signup_trip 外出；空着则一按就报名" }),
      whole("capacity", { help: "总名额，0 为不限" }),
      text("quotas", { max: 2000, help: "每行一个界别的名额：界别 空格 数字，如：经济界 5；没写的界别共用其余名额" }),
      { name: "waitlist", type: "bool", help: "满员后可以候补" },
      whole("offer_hours", { max: 240, help: "空出的名额为候补委员保留几小时，0 为 24 小时" }),
      date("sign_up_until", { help: UTC }),
      date("change_until", { help: UTC }),
      date("cancel_until", { help: UTC }),
      text("leave_effect", { max: 500, help: "请假对计分的影响，委员请假前看到这句话" }),
      text("approver", { max: 200, help: "谁审批请假，给委员看的一句话" }),
      text("venue_code", { max: 6, help: "现场签到码，空着自动生成" }),
      { name: "cancelled", type: "bool", help: "活动取消；委员照样看得到" },
      text("cancel_reason", { max: 500 }),
      whole("revision", { help: "自动填写" }),
      Object.assign(json("changes"), { help: "自动填写" }),
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
