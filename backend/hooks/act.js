// What a member does about an event, decided once and answered alike for ever after.

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const KIND = /^(signup(_[a-z0-9_]*)?|cancel|accept|leave|leave_withdraw|checkin|acknowledge|decide)$/;

// Whether a kind is that of an act about an event.
function isAct(kind) {
  return KIND.test(kind);
}

// The act in a request's body; refuses what is malformed with the field's name.
function readAct(body) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const { client_ref, kind, event, answers = {}, photos = [], captured_at = "" } = JSON.parse(JSON.stringify(body || {}));
  const need = (fits, field, message) => {
    if (!fits) throw fieldError(field, "invalid_" + field, message);
  };
  need(typeof client_ref === "string" && UUID.test(client_ref), "client_ref", "Must be a UUID in lower case.");
  need(typeof kind === "string" && kind.length <= 40 && isAct(kind), "kind", "Is no act.");
  need(typeof event === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(event), "event", "Must be the id of an event.");
  need(answers !== null && typeof answers === "object" && !Array.isArray(answers), "answers", "Must be a JSON object.");
  need(toBytes(JSON.stringify(answers)).length <= 20000, "answers", "20 kB at most.");
  const moment = captured_at === null ? "" : captured_at;
  const isMoment = typeof moment === "string" && (moment === "" || !Number.isNaN(Date.parse(moment)));
  need(isMoment, "captured_at", "Must be a date and time.");
  return { client_ref, kind, event, answers, photos, captured_at: moment === "" ? "" : new Date(moment).toISOString().replace("T", " ") };
}

// The answer that an act was given before, to the byte; null where it is new. Refuses a key that holds another act.
function findAnswer(app, member, act) {
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const row = app.findAllRecords("acts", $dbx.hashExp({ member, client_ref: act.client_ref }))[0];
  if (!row) return null;
  if (row.getString("kind") !== act.kind || row.getString("event") !== act.event) {
    throw fieldError("client_ref", "ref_taken", "This key holds another act.");
  }
  return { status: row.getInt("status"), answer: row.getString("answer") };
}

// Decides an act of `member` and notes it; call inside the transaction, under the write lock.
function decideAct(tx, member, act) {
  const { ownAttachments } = require(`${__hooks}/attachment.js`);
  const { note } = require(`${__hooks}/audit.js`);
  const known = findAnswer(tx, member.id, act);
  if (known) return known;
  act.photos = ownAttachments(tx, member.id, JSON.stringify(act.photos), "photos");

  const { status, answer } = perform(tx, act.event, (event) => step(act.kind)(tx, { ...act, event, member, by: "" }));
  const { client_ref, kind, event } = act;
  const whole = JSON.stringify(status === 200 ? { client_ref, kind, event, ...answer } : { client_ref, ...answer });
  note(tx, { member: member.id, ...act, status, answer: whole, outcome: answer.outcome || answer.code });
  return { status, answer: whole };
}

// Runs `doing` on the event with its free seats given on before and after; what it declines is a 409.
function perform(tx, id, doing) {
  const { Declined } = require(`${__hooks}/declined.js`);
  const { nextReceipt } = require(`${__hooks}/installation.js`);
  const { settle } = require(`${__hooks}/seats.js`);
  const event = tx.findAllRecords("events", $dbx.hashExp({ id }))[0];
  if (event) settle(tx, event);
  try {
    if (!event) throw new Declined("gone", "这项活动已经不在了，可能已被办公室删除。");
    const answer = doing(event);
    settle(tx, event);
    return { status: 200, answer: { position: null, ...answer, receipt: String(nextReceipt(tx)) } };
  } catch (declined) {
    if (!(declined instanceof Declined)) throw declined;
    return { status: 409, answer: { code: declined.code, message: declined.message } };
  }
}

function step(kind) {
  const signup = require(`${__hooks}/signup.js`);
  const leave = require(`${__hooks}/leave.js`);
  const presence = require(`${__hooks}/presence.js`);
  const steps = {
    cancel: signup.cancel,
    accept: signup.accept,
    leave: leave.ask,
    leave_withdraw: leave.withdraw,
    checkin: presence.checkIn,
    acknowledge: presence.acknowledge,
    decide: leave.decide,
  };
  return steps[kind] || signup.signUp;
}

module.exports = { isAct, readAct, findAnswer, decideAct, perform };
