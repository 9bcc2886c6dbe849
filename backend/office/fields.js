// A form of the catalog, drawn for the office.

import { attachments, isFiles, isPhotos } from "./attach.js";
import { both, button, element, named, option } from "./page.js";
import { broken, computed, holds, isbn, link } from "./schema.js";
import { entriesOf } from "./words.js";

// The fields of a form in `node`; `read()` gives its answers and marks what is wrong, so that the page's form asks for it. Photos and
// files stand in it as they were chosen. `forgive()` marks nothing as wrong any more.
export async function draw(form, today) {
  const fields = [];
  for (const name of form["x-ui"].order) {
    const property = form.properties[name];
    const hint = property["x-ui"];
    if (hint.widget === "hidden") continue;
    const field = { name, property, hint, ...(await control(name, property, hint, today)) };
    fields.push(field);
  }
  const node = element("div", { className: "fields" });
  for (const { node: part, hint } of fields) {
    if (hint.heading) node.append(element("h4", {}, ...named(hint.heading)));
    node.append(part);
  }
  const read = () => {
    const answers = {};
    for (const field of fields) {
      const { name, hint } = field;
      const matters = !hint.relevant || holds(hint.relevant, answers);
      field.fit(matters);
      if (!matters) continue;
      const value = hint.compute ? computed(hint.compute, answers) : field.read();
      if (hint.compute) field.show(value);
      if (value !== undefined) answers[name] = value;
    }
    mark(form, fields, answers, today);
    return answers;
  };
  read();
  node.addEventListener("input", read);
  const forgive = () => fields.forEach(({ complain }) => complain(""));
  return { node, read, forgive };
}

function mark(form, fields, answers, today) {
  const faults = new Map();
  const add = (name, words) => faults.has(name) || faults.set(name, words);
  for (const { name, hint, matters } of fields) {
    if (matters() && hint.required === true && answers[name] === undefined) add(name, "要填。Needed.");
    const bound = (other, isWrong, words) => {
      if (answers[name] === undefined || answers[other] === undefined || !isWrong(answers[name], answers[other])) return;
      add(name, `${words}${both(form.properties[other]["x-ui"].label)}`);
    };
    bound(hint.least, (value, least) => value < least, "不能小于、早于 Not before or below: ");
    bound(hint.most, (value, most) => value > most, "不能大于、晚于 Not after or above: ");
  }
  for (const [name, words] of broken(form, answers, today)) add(name, words);
  for (const { name, complain } of fields) complain(faults.get(name) ?? "");
}

// One field: `node`, what it `read`s as, `fit(matters)` that shows or hides it, and `complain(words)`.
async function control(key, property, hint, today) {
  const name = [...named(hint.label), ...(hint.unit ? ["（", ...named(hint.unit), "）"] : [])];
  if (hint.compute) return figure(name);
  if (isPhotos(property) || isFiles(property)) return attachments(key, property, hint);
  if (property.items?.type === "object") return rows(property, hint, today);
  if (property.items?.enum) return checks(property, hint);
  if (property.type === "boolean") return toggle(key, name);
  if (property.enum) return select(key, property, hint, name);
  return text(key, property, hint, name, today);
}

// What a field with one input has in common; `read` gives its answer.
function single(input, read, name, ...more) {
  const node = element("label", {}, ...name, input, ...more);
  let shown = true;
  const fit = (matters) => {
    shown = matters;
    node.hidden = !matters;
    input.disabled = !matters;
  };
  return { node, read, fit, matters: () => shown, complain: (words) => input.setCustomValidity(words) };
}

function figure(name) {
  const output = element("output", {}, "—");
  const node = element("label", {}, ...name, " ", output);
  let shown = true;
  const fit = (matters) => {
    shown = matters;
    node.hidden = !matters;
  };
  return { node, fit, matters: () => shown, complain: () => {}, show: (value) => (output.value = value ?? "—") };
}

function toggle(key, name) {
  const input = element("input", { name: key, type: "checkbox" });
  return single(input, () => input.checked, name);
}

function select(key, property, hint, name) {
  const options = property.enum.map((value) => option(String(value), hint.choices?.[value] ? both(hint.choices[value]) : String(value)));
  const input = element("select", { name: key }, option("", "请选择 Choose"), ...options);
  if (hint.default !== undefined) input.value = String(hint.default);
  return single(input, () => property.enum.find((value) => String(value) === input.value), name);
}

async function text(key, property, hint, name, today) {
  const isNumber = property.type === "integer" || property.type === "number";
  const isDay = property.format === "date";
  const input = element(hint.widget === "textarea" ? "textarea" : "input", { name: key });
  if (hint.widget !== "textarea") input.type = isNumber ? "number" : isDay ? "date" : "text";
  else input.rows = 3;
  if (isNumber) input.step = property.type === "integer" ? 1 : "any";
  if (hint.default !== undefined) input.value = hint.default === "today" ? today : String(hint.default);
  if (hint.hint) input.title = both(hint.hint);
  const read = () => {
    const typed = input.value.trim();
    if (typed === "") return undefined;
    if (isNumber) return Number(typed);
    if (property["x-format"] === "isbn") return isbn(typed) ?? typed;
    if (property["x-format"] === "link") return link(typed) ?? typed;
    return typed;
  };
  const entries = hint.list ? await entriesOf(hint.list) : [];
  if (entries.length === 0) return single(input, read, name);
  const choices = element("datalist", { id: `list-${crypto.getRandomValues(new Uint32Array(1))[0]}` });
  choices.append(...entries.map(({ value, label }) => element("option", { value, label })));
  input.setAttribute("list", choices.id);
  input.autocomplete = "off";
  const field = single(input, read, name, choices);
  const isListed = () => hint.other === true || read() === undefined || entries.some(({ value }) => value === read());
  return { ...field, complain: (words) => field.complain(words || (isListed() ? "" : "请从列出的里面选。Choose one that is listed.")) };
}

// Several inputs under one legend.
function several(hint, complain, ...inside) {
  const node = element("fieldset", {}, element("legend", {}, ...named(hint.label)), ...inside);
  let shown = true;
  const fit = (matters) => {
    shown = matters;
    node.hidden = !matters;
    node.disabled = !matters;
  };
  return { node, fit, matters: () => shown, complain };
}

function checks(property, hint) {
  const boxes = property.items.enum.map((value) => ({ value, box: element("input", { type: "checkbox" }) }));
  const labels = boxes.map(({ value, box }) => element("label", { className: "check" }, box, hint.choices?.[value] ? both(hint.choices[value]) : value));
  const read = () => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ value }) => value);
    return chosen.length > 0 ? chosen : undefined;
  };
  return { ...several(hint, (words) => boxes[0]?.box.setCustomValidity(words), ...labels), read };
}

function rows(property, hint, today) {
  const list = element("ol", {});
  const parts = [];
  const add = async () => {
    const part = await draw(property.items, today);
    part.blank = JSON.stringify(part.read());
    const item = element("li", {}, part.node);
    const drop = () => {
      parts.splice(parts.indexOf(part), 1);
      item.remove();
      more.focus();
      more.dispatchEvent(new Event("input", { bubbles: true }));
    };
    item.append(button("删去这一行", "Remove this row", both(hint.label), drop));
    parts.push(part);
    list.append(item);
    item.querySelector("input, select, textarea")?.focus();
    more.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const more = button("加一行", "Add a row", both(hint.label), add);
  // A row that nobody touched says nothing: it is no row, and nothing is asked for in it.
  const read = () => {
    const said = [];
    for (const part of parts) {
      const row = part.read();
      if (JSON.stringify(row) === part.blank) part.forgive();
      else said.push(row);
    }
    return said.length > 0 ? said : undefined;
  };
  return { ...several(hint, (words) => more.setCustomValidity(words), list, more), read };
}
