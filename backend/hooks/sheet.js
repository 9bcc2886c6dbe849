// Lists for the office's spreadsheet.

const { openCatalog, answersOf, asked, word, inWords } = require(`${__hooks}/catalog.js`);
const { spoken } = require(`${__hooks}/moment.js`);
const { stateOf } = require(`${__hooks}/signup.js`);
const { cosigning } = require(`${__hooks}/workflow.js`);

const STATES = { confirmed: "已报名", waitlisted: "候补", offered: "名额待确认", lapsed: "名额过期", cancelled: "已取消", wish: "意向" };

// A cell that a spreadsheet would run begins with a ' instead; some read the wide signs of Chinese keyboards as the narrow ones.
function cell(value) {
  const text = String(value);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

// UTF-8 with its mark, by which Excel knows it.
function csv(rows) {
  return "\ufeff" + rows.map((row) => row.map(cell).join() + "\r\n").join("");
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
  const fields = openCatalog("events").fields(event.getString("form"));
  const rows = signupRows(app, event);
  const answers = rows.map(answersOf);
  const names = [...new Set([...Object.keys(fields), ...answers.flatMap(Object.keys)])].filter((name) => name !== "event");
  let waiting = 0;
  return csv([
    [...PERSON, "状态", "候补位次", "报名时间", "代报名", ...names.map((name) => asked(fields, name))],
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

const STANDINGS = { received: "已收到", reviewed: "已审核", returned: "已退回", withdrawn: "已撤回" };
const CONFIRMED = { confirmed: "属实", disputed: "说不对" };

// What members did in a year, by the day; the last column says all that was written.
function recordSheet(app, year) {
  const { isDeed } = require(`${__hooks}/change.js`);
  const { countsOf } = require(`${__hooks}/cosigning.js`);
  const asks = cosigning() || {};
  const catalog = openCatalog("catalog");
  const people = Object.fromEntries(app.findAllRecords("members").map((member) => [member.id, person(member)]));
  const span = { from: `${year}-01-01`, to: `${year}-12-31` };
  const rows = app.findRecordsByFilter("records", "day >= {:from} && day <= {:to}", "day,receipt", 0, 0, span);
  const signed = countsOf(app, span);
  const line = (row) => {
    const [kind, version, answers] = [row.getString("kind"), row.getInt("form_version"), answersOf(row)];
    return [
      ...people[row.getString("member")],
      catalog.label(kind),
      row.getString("day"),
      catalog.title(kind, version, answers),
      STANDINGS[stateOf(row)],
      row.getString("reason"),
      row.getInt("receipt"),
      spoken(row.getString("created")),
      row.getString("logged_by"),
      CONFIRMED[row.getString("confirmed")] || "",
      row.getString("objection"),
      signed[row.id] || (asks[kind] ? 0 : ""),
      inWords(catalog.fields(kind, version), answers),
    ];
  };
  return csv([
    [...PERSON, "类别", "日期", "标题", "状态", "原因或意见", "回执", "收到时间", "代填", "委员确认", "委员的说明", "附议人数", "内容"],
    ...rows.filter((row) => isDeed(row.getString("kind"))).map(line),
  ]);
}

module.exports = { signupRows, signupSheet, attendanceSheet, recordSheet };
