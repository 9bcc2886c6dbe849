// Lists for the office's spreadsheet.

const { spoken } = require(`${__hooks}/moment.js`);
const { stateOf } = require(`${__hooks}/signup.js`);

const STATES = { confirmed: "已报名", waitlisted: "候补", offered: "名额待确认", lapsed: "名额过期", cancelled: "已取消", wish: "意向" };

// A cell that a spreadsheet would run begins with a ' instead.
function cell(value) {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

// UTF-8 with its mark, by which Excel knows it.
function csv(rows) {
  return "\ufeff" + rows.map((row) => row.map(cell).join() + "\r\n").join("");
}

// The fields of the event's form, with the words of the app's own file where it is built.
function fieldsOf(kind) {
  const path = $filepath.join($os.getenv("PUBLIC_DIR") || $filepath.join(__hooks, "..", "..", "dist"), "events.json");
  try {
    const { kinds } = JSON.parse(toString($os.readFile(path)));
    const { properties } = kinds.find((form) => form.id === kind).form;
    return properties;
  } catch (_) {
    return {};
  }
}

function word(fields, name, value) {
  const choices = ((fields[name] || {})["x-ui"] || {}).choices || {};
  if (Array.isArray(value)) return value.map((part) => word(fields, name, part)).join("、");
  if (typeof value === "boolean") return value ? "是" : "否";
  if (value === null || value === undefined) return "";
  return (choices[value] || {})["zh-CN"] || (typeof value === "object" ? JSON.stringify(value) : value);
}

function rowsWith(app, collection, event) {
  const rows = app.findAllRecords(collection, $dbx.hashExp({ event: event.id }));
  app.expandRecords(rows, ["member"], null);
  return rows;
}

const person = (member) => ["member_no", "name", "sector", "committee"].map((field) => member.getString(field));
const PERSON = ["委员号", "姓名", "界别", "专委会"];

// Those who have a place, then the waiting list, then the others, each in the order of arrival.
function signupRows(app, event) {
  const order = ["confirmed", "offered", "waitlisted", "wish", "lapsed", "cancelled"];
  return rowsWith(app, "signups", event).sort(
    (a, b) => order.indexOf(stateOf(a)) - order.indexOf(stateOf(b)) || a.getInt("serial") - b.getInt("serial"),
  );
}

function signupSheet(app, event) {
  const fields = fieldsOf(event.getString("form"));
  const rows = signupRows(app, event);
  const answers = rows.map((row) => JSON.parse(row.getString("answers") || "null") || {});
  const names = [...new Set([...Object.keys(fields), ...answers.flatMap(Object.keys)])].filter((name) => name !== "event");
  const label = (name) => (((fields[name] || {})["x-ui"] || {}).label || {})["zh-CN"] || name;
  let waiting = 0;
  return csv([
    [...PERSON, "状态", "候补位次", "报名时间", "代报名", ...names.map(label)],
    ...rows.map((row, i) => [
      ...person(row.expandedOne("member")),
      STATES[stateOf(row)],
      stateOf(row) === "waitlisted" ? ++waiting : "",
      spoken(row.getString("at")),
      row.getString("by"),
      ...names.map((name) => word(fields, name, answers[i][name])),
    ]),
  ]);
}

// Who was to come, and whoever came.
function attendanceRows(app, event) {
  const { attendedOf } = require(`${__hooks}/listing.js`);
  const { isInScope } = require(`${__hooks}/event.js`);
  const byMember = (collection) => Object.fromEntries(rowsWith(app, collection, event).map((row) => [row.getString("member"), row]));
  const [signups, leaves, checkins] = ["signups", "leaves", "checkins"].map(byMember);
  const must = event.getString("attendance") === "must";
  return app
    .findRecordsByFilter("members", "id != ''", "member_no", 0, 0)
    .map((member) => ({ member, signup: signups[member.id], leave: leaves[member.id], checkin: checkins[member.id] }))
    .filter(({ member, signup, leave, checkin }) => {
      if (checkin) return true;
      if (must) return member.getBool("active") && isInScope(event, member);
      return stateOf(signup) === "confirmed" || stateOf(leave) === "granted";
    })
    .map((own) => ({ ...own, attended: attendedOf(event, true, own) }));
}

function attendanceSheet(app, event) {
  const state = ({ attended, leave }) =>
    attended === "attended" ? "已参加" : stateOf(leave) === "granted" ? "准假" : attended === "absent" ? "缺席" : "未签到";
  return csv([
    [...PERSON, "出席", "签到时间", "补签", "经办"],
    ...attendanceRows(app, event).map((row) => [
      ...person(row.member),
      state(row),
      row.checkin ? spoken(row.checkin.getString("at")) : "",
      row.checkin && row.checkin.getBool("late") ? "是" : "",
      row.checkin ? row.checkin.getString("by") : "",
    ]),
  ]);
}

module.exports = { signupRows, signupSheet, attendanceSheet };
