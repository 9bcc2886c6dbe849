// The demonstration: neutral names, one simple password, a few records and events so that lists are not empty.

function read(name) {
  return JSON.parse(toString($os.readFile($filepath.join(__hooks, "..", "demo", name + ".json"))));
}

function fill(tx) {
  const { nextReceipt } = require(`${__hooks}/installation.js`);
  const { password, superuser, staff, members } = read("accounts");
  const account = (collection, field, data) => {
    const found = tx.findAllRecords(collection, $dbx.hashExp({ [field]: data[field] }))[0];
    if (found) return found;
    const record = new Record(tx.findCollectionByNameOrId(collection), data);
    record.setPassword(password);
    record.setVerified(true);
    tx.save(record);
    return record;
  };
  account("_superusers", "email", superuser);
  for (const person of staff) account("staff", "email", person);
  const known = {};
  for (const member of members) known[member.member_no] = { id: account("members", "member_no", member).id, sector: member.sector };

  const records = tx.findCollectionByNameOrId("records");
  for (const { member_no, ...data } of read("records")) {
    const member = known[member_no].id;
    if (tx.findAllRecords("records", $dbx.hashExp({ member, client_ref: data.client_ref })).length > 0) continue;
    const more = { member, form_version: 1, attachments: [], state: "received", receipt: nextReceipt(tx) };
    tx.save(new Record(records, Object.assign(more, data)));
  }
  for (const event of read("events")) fillEvent(tx, known, event);
}

// An event with all that belongs to it. A moment is written as days from today and the time of day in Asia/Shanghai.
function fillEvent(tx, members, { id, before, signups = [], leaves = [], checkins = [], ...fields }) {
  const { checkEvent, revise } = require(`${__hooks}/event.js`);
  if (tx.findAllRecords("events", $dbx.hashExp({ id })).length > 0) return;
  const collection = tx.findCollectionByNameOrId("events");
  const moments = (data) =>
    Object.fromEntries(Object.keys(data).map((name) => [name, /^[+-]\d/.test(data[name]) ? moment(data[name]) : data[name]]));
  const event = new Record(collection, { id, revision: 1, changes: [], ...moments(fields) });
  if (before) revise(new Record(collection, { id, revision: 1, changes: [], ...moments({ ...fields, ...before }) }), event);
  checkEvent(event);
  tx.save(event);

  const add = (name, rows, usual) => {
    for (const { member_no, ...data } of rows) {
      const { id: member, sector } = members[member_no];
      tx.save(new Record(tx.findCollectionByNameOrId(name), { event: id, member, sector, ...usual, ...moments(data) }));
    }
  };
  const asked = moment("-2 09:30");
  add("signups", signups, { state: "confirmed", at: asked, revision: 1, answers: {}, serial: 1 });
  add("leaves", leaves, { state: "pending", at: asked, photos: [] });
  add("checkins", checkins, { at: event.getString("starts"), arrived: event.getString("starts") });
}

// "+12 09:00" as rows keep it.
function moment(words) {
  const [days, clock] = words.split(" ");
  const today = require(`${__hooks}/moment.js`).dayOf(Date.now());
  const at = Date.parse(`${today}T${clock}:00.000+08:00`) + Number(days) * 24 * 3600 * 1000;
  return new Date(at).toISOString().replace("T", " ");
}

module.exports = { fill };
