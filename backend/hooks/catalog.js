// What kinds of records are called and what they ask, by the app's own files; where it is not built, keys stand for words.

function kindsIn(name) {
  const path = $filepath.join($os.getenv("PUBLIC_DIR") || $filepath.join(__hooks, "..", "..", "dist"), name + ".json");
  try {
    return JSON.parse(toString($os.readFile(path))).kinds;
  } catch (_) {
    return [];
  }
}

// The files named, read once; a kind of an earlier file goes before one of the same name.
function openCatalog(...names) {
  const kinds = {};
  for (const kind of names.flatMap(kindsIn).reverse()) kinds[kind.id] = kind;

  const formOf = (id, version) => {
    const kind = kinds[id];
    if (!kind) return {};
    const earlier = (kind.earlier || []).find((it) => it.form_version === version);
    return (earlier || kind).form;
  };
  const label = (id) => (kinds[id] ? kinds[id].label["zh-CN"] : id);
  const fields = (id, version) => formOf(id, version).properties || {};
  // The answer by which one record of its kind is told from another.
  const title = (kind, version, answers) => {
    const name = (formOf(kind, version)["x-ui"] || {}).title || "title";
    return word(fields(kind, version), name, answers[name]);
  };
  return { label, fields, title };
}

const answersOf = (record) => JSON.parse(record.getString("answers") || "null") || {};

// What a field asks for; its key where nobody knows.
function asked(fields, name) {
  return (((fields[name] || {})["x-ui"] || {}).label || {})["zh-CN"] || name;
}

const isFile = (value) => typeof value.ref === "string" && typeof value.name === "string";

// An answer as people read it; a file by its name.
function word(fields, name, value) {
  const field = fields[name] || {};
  const choices = (field["x-ui"] || {}).choices || {};
  if (Array.isArray(value)) return value.map((part) => word(fields, name, part)).join("、");
  if (typeof value === "boolean") return value ? "是" : "否";
  if (value === null || value === undefined) return "";
  if (typeof value === "object" && isFile(value)) return value.name;
  if (typeof value === "object") return inWords((field.items || {}).properties || {}, value);
  return (choices[value] || {})["zh-CN"] || String(value);
}

// All answers of a group in one line, those that the form asks for first; photos and what is empty left out.
function inWords(fields, answers) {
  const names = Object.keys(answers).filter((name) => name !== "photos");
  const order = Object.keys(fields);
  const place = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
  names.sort((a, b) => place(a) - place(b));
  const unit = (name) => (((fields[name] || {})["x-ui"] || {}).unit || {})["zh-CN"] || "";
  const parts = names.map((name) => [asked(fields, name), word(fields, name, answers[name]), unit(name)]);
  return parts.filter(([, text]) => text !== "").map(([label, text, unit]) => `${label}：${text}${unit && " " + unit}`).join("；");
}

module.exports = { openCatalog, answersOf, asked, word, inWords };
