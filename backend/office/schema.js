// What a form of the catalog asks of its answers (docs/forms.md), for forms that the office fills in.

// Whether a condition of `relevant` holds.
export function holds(condition, answers) {
  const { field, equals, all, any, not } = condition;
  if (all) return all.every((part) => holds(part, answers));
  if (any) return any.some((part) => holds(part, answers));
  if (not) return !holds(not, answers);
  return JSON.stringify(answers[field]) === JSON.stringify(equals);
}

// The number that a `compute` comes to; undefined where an answer is missing for it.
export function computed(formula, answers) {
  const value = result(formula, answers);
  return value === undefined ? undefined : Number(value.toFixed(9));
}

function result(formula, answers) {
  if (typeof formula === "number") return formula;
  if (typeof formula === "string") return answers[formula];
  const rows = (name) => answers[name] ?? [];
  const sum = (values) => values.filter((value) => value !== undefined).reduce((a, b) => (a ?? 0) + b, undefined);
  if (formula.count) return rows(formula.count).length;
  if (formula.sum_of) return sum(rows(formula.sum_of.rows).map((row) => row[formula.sum_of.field]));
  const parts = (list) => list.map((part) => result(part, answers));
  if (formula.sum) {
    const isSaid = formula.sum.some((part) => typeof part !== "number" && result(part, answers) !== undefined);
    return isSaid ? sum(parts(formula.sum)) : undefined;
  }
  const all = parts(formula.difference ?? formula.product);
  if (all.includes(undefined)) return undefined;
  return all.reduce((a, b) => (formula.difference ? a - b : a * b));
}

// All that is wrong as [field, words], in both languages.
export function* broken(schema, answers, today) {
  for (const name of schema.required ?? []) {
    if (answers[name] === undefined) yield [name, "要填。Needed."];
  }
  for (const [name, others] of Object.entries(schema.dependentRequired ?? {})) {
    if (answers[name] === undefined) continue;
    for (const other of others) if (answers[other] === undefined) yield [other, "要填。Needed."];
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const words = answers[name] === undefined ? "" : wrong(property, answers[name], today);
    if (words !== "") yield [name, words];
  }
  for (const part of schema.allOf ?? []) yield* broken(part, answers, today);
  if (schema.if) {
    const branch = broken(schema.if, answers, today).next().done ? schema.then : schema.else;
    if (branch) yield* broken(branch, answers, today);
  }
}

function wrong(property, value, today) {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, minLength, maxLength, minItems, maxItems } = property;
  const size = typeof value === "string" ? [...value].length : 0;
  const count = Array.isArray(value) ? value.length : 0;
  const steps = value / multipleOf;
  if ("const" in property && value !== property.const) return "不能是这个。Not allowed.";
  if (property.enum && !property.enum.includes(value)) return "请从列出的里面选。Choose one that is listed.";
  if (value < minimum) return `至少 ${minimum}。At least ${minimum}.`;
  if (value > maximum) return `最多 ${maximum}。At most ${maximum}.`;
  if (value <= exclusiveMinimum) return `要大于 ${exclusiveMinimum}。More than ${exclusiveMinimum}.`;
  if (value >= exclusiveMaximum) return `要小于 ${exclusiveMaximum}。Less than ${exclusiveMaximum}.`;
  if (Math.abs(steps - Math.round(steps)) > 1e-9) return `要是 ${multipleOf} 的倍数。In steps of ${multipleOf}.`;
  if (property.type === "integer" && !Number.isInteger(value)) return "要是整数。A whole number.";
  if (size < minLength) return `至少 ${minLength} 个字。At least ${minLength} characters.`;
  if (size > maxLength) return `最多 ${maxLength} 个字。At most ${maxLength} characters.`;
  if (count < minItems) return `至少 ${minItems} 项。At least ${minItems}.`;
  if (count > maxItems) return `最多 ${maxItems} 项。At most ${maxItems}.`;
  if (property["x-latest"] === "today" && value > today) return "不能晚于今天。Not after today.";
  if (property["x-format"] === "isbn" && isbn(value) === null) return "书号不对，请核对。Not an ISBN.";
  if (property["x-format"] === "link" && link(value) === null) return "要以 https:// 开头。Must start with https://.";
  return "";
}

// 13 digits of an ISBN as printed or typed; null for anything else.
export function isbn(typed) {
  const text = typed.normalize("NFKC").replace(/^[ISBN:\s-]+/i, "").replace(/[\s-]/g, "").toUpperCase();
  const weighted = (digits) => [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0);
  if (/^\d{9}[\dX]$/.test(text)) {
    const sum = [...text].reduce((total, sign, at) => total + (sign === "X" ? 10 : Number(sign)) * (10 - at), 0);
    const long = `978${text.slice(0, 9)}`;
    return sum % 11 === 0 ? long + ((10 - (weighted(long) % 10)) % 10) : null;
  }
  return /^97[89]\d{10}$/.test(text) && weighted(text) % 10 === 0 ? text : null;
}

// An https address with a host; null for anything else.
export function link(typed) {
  const text = typed.trim();
  const host = /^https:\/\/([^/?#]+)/i.exec(text)?.[1] ?? "";
  return host !== "" && !/^[.:]|@/.test(host) && !/[\s"<>\\^`{|}\p{Cc}]/u.test(text) ? text : null;
}
