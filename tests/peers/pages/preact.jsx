// The same nine fields with Preact and nothing else: checked, kept in the page alone. What a form costs that does no more than that.
import { render } from "preact";
import { useState } from "preact/hooks";

const today = new Date().toISOString().slice(0, 10);
const FIELDS = [
  { key: "title", label: "书名", max: 200, required: true },
  { key: "author", label: "作者", max: 100 },
  { key: "isbn", label: "书号（ISBN）", max: 40 },
  { key: "date", label: "日期", type: "date", latest: today, required: true },
  { key: "mode", label: "方式", choices: [["offline", "线下"], ["online", "线上"]], required: true },
  { key: "place", label: "地点", max: 100, relevant: (answers) => answers.mode === "offline" },
  { key: "minutes", label: "时长（分钟）", type: "number", from: 1, to: 1440 },
  { key: "audience", label: "听众（人次）", type: "number", from: 0, to: 1_000_000 },
  { key: "thoughts", label: "心得", max: 10_000, long: true },
];

function fault(field, value) {
  if (!value) return field.required ? "请填写" : null;
  if (field.max < [...value].length) return `最多 ${field.max} 字`;
  if (field.latest < value) return "日期不能晚于今天";
  if (field.type === "number" && !(value >= field.from && value <= field.to)) return `${field.from} 到 ${field.to}`;
  return null;
}

function Choices({ field, value, put }) {
  const choice = ([of, label]) => (
    <label key={of}><input type="radio" name={field.key} checked={value === of} onChange={() => put(of)} />{label}</label>
  );
  return <fieldset><legend>{field.label}</legend>{field.choices.map(choice)}</fieldset>;
}

function Line({ field, value, put, asked }) {
  const wrong = (asked || value) && fault(field, value), Control = field.long ? "textarea" : "input";
  return (
    <label>
      {field.label}
      <Control id={field.key} type={field.type ?? "text"} value={value} aria-invalid={Boolean(wrong)} onInput={(event) => put(event.currentTarget.value)} />
      {wrong && <small role="alert">{wrong}</small>}
    </label>
  );
}

function Form() {
  const [answers, set] = useState({ date: today, mode: "offline" }), [asked, ask] = useState(false);
  const shown = FIELDS.filter((field) => field.relevant?.(answers) ?? true);
  const put = (key) => (value) => set((before) => ({ ...before, [key]: value }));
  const submit = (event) => { event.preventDefault(); ask(true); };
  return (
    <form onSubmit={submit} noValidate>
      <h1>读书分享</h1>
      {shown.map((field) => {
        const given = { field, value: answers[field.key] ?? "", put: put(field.key), asked };
        return field.choices ? <Choices key={field.key} {...given} /> : <Line key={field.key} {...given} />;
      })}
      <button>提交</button>
    </form>
  );
}

render(<Form />, document.querySelector("main"));
