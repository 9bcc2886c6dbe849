// The demonstration: neutral names, one simple password, a few records so that lists are not empty.

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
  const ids = {};
  for (const member of members) ids[member.member_no] = account("members", "member_no", member).id;

  const records = tx.findCollectionByNameOrId("records");
  for (const { member_no, ...data } of read("records")) {
    const member = ids[member_no];
    if (tx.findAllRecords("records", $dbx.hashExp({ member, client_ref: data.client_ref })).length > 0) continue;
    const more = { member, form_version: 1, attachments: [], state: "received", receipt: nextReceipt(tx) };
    tx.save(new Record(records, Object.assign(more, data)));
  }
}

module.exports = { fill };
