// The list of members as a CSV file: member_no,name,email,sector,committee,villages (several split by ;).
const COLUMNS = ["member_no", "name", "email", "sector", "committee", "villages"];

// Parses RFC 4180 text to rows of { line, cells }; `line` is where the row begins in the file.
function parseCsv(text) {
  const rows = [];
  let cells = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let begin = 1;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((c) => c.trim() !== "")) rows.push({ line: begin, cells: cells.map((c) => c.trim()) });
    cells = [];
    cell = "";
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "\n") line++;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") cells.push(cell), (cell = "");
    else if (c === "\n") endRow(), (begin = line);
    else if (c !== "\r") cell += c;
  }
  endRow();
  return rows;
}

// Returns { members, faults }: every row as an object with its line, every fault as a sentence that names its line.
function readRoster(text) {
  const rows = parseCsv(text.replace(/^\uFEFF/, ""));
  const head = rows.shift();
  if (text.includes("\uFFFD")) return { members: [], faults: ["not UTF-8: save the file as \"CSV UTF-8\" (文件须为 UTF-8 编码)"] };
  if (!head || head.cells.join() !== COLUMNS.join()) {
    return { members: [], faults: ["line 1: the columns must be " + COLUMNS.join()] };
  }
  const faults = [];
  const seen = {};
  const members = rows.map(({ line, cells }) => {
    const fault = (words) => faults.push(`line ${line}: ${words}`);
    const member = { line };
    COLUMNS.forEach((column, i) => (member[column] = cells[i] || ""));
    member.villages = member.villages.split(/[;；]/).map((v) => v.trim()).filter((v) => v !== "");
    if (cells.length !== COLUMNS.length) fault(`${cells.length} cells where ${COLUMNS.length} are needed`);
    if (!/^[A-Za-z0-9_-]{1,40}$/.test(member.member_no)) fault("member_no must be 1 to 40 letters, digits, - or _");
    if (member.name === "") fault("name is empty");
    if (member.email !== "" && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(member.email)) fault("email is malformed");
    for (const key of ["no " + member.member_no.toLowerCase(), "mail " + member.email.toLowerCase()]) {
      if (key === "mail ") continue;
      if (seen[key]) fault(`${key.startsWith("no ") ? "member_no" : "email"} stands on line ${seen[key]} already`);
      else seen[key] = line;
    }
    return member;
  });
  return { members, faults };
}

// Makes the records of new members, with their codes in the clear. Hashing takes 0.1 s a member, so it is done here
// and not in the transaction, where everybody's writing would wait.
function prepareRoster(app, members) {
  const { mintCode } = require(`${__hooks}/code.js`);
  const collection = app.findCollectionByNameOrId("members");
  const codes = [];
  const rows = members.map(({ line, ...fields }) => {
    if (findByNumber(app, fields.member_no)) return { line, fields };
    const fresh = new Record(collection, { active: true });
    fresh.setRandomPassword();
    codes.push({ member_no: fields.member_no, name: fields.name, ...mintCode(fresh) });
    return { line, fields, fresh };
  });
  return { rows, codes };
}

// Saves the rows in the transaction; throws Error that names the line of the first one that the database refuses.
function writeRoster(tx, rows) {
  for (const { line, fields, fresh } of rows) {
    const member = fresh || findByNumber(tx, fields.member_no);
    member.load(fields);
    try {
      tx.save(member);
    } catch (err) {
      throw new Error(`line ${line}: ${err}`);
    }
  }
}

function findByNumber(app, no) {
  return app.findAllRecords("members", $dbx.exp("member_no = {:no} COLLATE NOCASE", { no }))[0];
}

function codesCsv(codes) {
  const quote = (cell) => (/[",\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
  const rows = codes.map((row) => [row.member_no, row.name, row.code, row.valid_until].map(quote).join());
  return ["member_no,name,code,valid_until", ...rows, ""].join("\n");
}

module.exports = { readRoster, prepareRoster, writeRoster, codesCsv };
