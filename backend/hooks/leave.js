// Leave: asked by a member, decided by a member or staff who may.

const { Declined } = require(`${__hooks}/declined.js`);
const { ms } = require(`${__hooks}/moment.js`);
const { HELD, findOne, stateOf, giveBack } = require(`${__hooks}/signup.js`);

function ask(tx, { event, member, client_ref, answers, photos }) {
  const { isInScope } = require(`${__hooks}/event.js`);
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const found = findOne(tx, "leaves", event, member);
  if (event.getBool("cancelled")) throw new Declined("called_off");
  if (event.getString("attendance") === "must") {
    if (!isInScope(event, member)) throw new Declined("out_of_scope");
  } else if (!HELD.includes(stateOf(findOne(tx, "signups", event, member)))) throw new Declined("not_signed_up");
  if (["pending", "granted"].includes(stateOf(found))) throw new Declined("already");
  if (Date.now() >= ms(event.getString("ends"))) throw new Declined("too_late");
  const reason = answers.reason || "";
  const text = answers.text || "";
  if (typeof reason !== "string" || reason.length > 40 || typeof text !== "string" || text.length > 2000) {
    throw fieldError("answers", "invalid_leave", "Must have a reason and a text of 2000 signs at most.");
  }

  const leave = found || new Record(tx.findCollectionByNameOrId("leaves"), { event: event.id, member: member.id });
  leave.load({
    client_ref, reason, text, photos, state: "pending", at: new Date().toISOString(), words: "", by: "", decided_at: "",
  });
  tx.save(leave);
  return { outcome: "pending" };
}

function withdraw(tx, { event, member }) {
  const leave = findOne(tx, "leaves", event, member);
  if (!leave) throw new Declined("gone", "没有找到您的请假。");
  if (["granted", "refused"].includes(stateOf(leave))) throw new Declined("decided");
  leave.set("state", "withdrawn");
  tx.save(leave);
  return { outcome: "withdrawn" };
}

// An event without a level is the whole body's: those decide who decide for 主席会. Nobody decides about themselves.
function mayDecide(reader, event, asking) {
  if (reader.collection().name === "staff") return reader.getString("role") !== "clerk";
  const level = event.getString("level") || "chair";
  return reader.id !== asking && [...reader.getStringSlice("approves")].includes(level);
}

// By a member (`member`), or by staff.
function decide(tx, { event, member, staff, answers }) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { leave: id, grant, words = "" } = answers;
  if (typeof grant !== "boolean") throw fieldError("answers", "invalid_grant", "grant must be true or false.");
  if (typeof words !== "string" || words.length > 1000) throw fieldError("answers", "invalid_words", "1000 signs at most.");
  const leave = tx.findAllRecords("leaves", $dbx.hashExp({ id: String(id || ""), event: event.id }))[0];
  if (!leave) throw new Declined("gone", "没有找到这项请假。");
  const approver = staff || member;
  if (!mayDecide(approver, event, leave.getString("member"))) throw new Declined("not_yours");
  if (stateOf(leave) !== "pending") throw new Declined("decided");

  const state = grant ? "granted" : "refused";
  leave.load({ state, words, by: approver.getString("name"), decided_at: new Date().toISOString() });
  tx.save(leave);
  if (grant) giveBack(tx, findOne(tx, "signups", event, { id: leave.getString("member") }));
  return { outcome: state };
}

module.exports = { ask, withdraw, mayDecide, decide };
