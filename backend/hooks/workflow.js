// What may happen to a record after it arrived: `workflows.json` as the app is served with it, and the machine that it makes
// (docs/workflows.md; the phone's is src/forms/workflow, and tests hold both to the same file).

// What the file says of every kind, made by `of`; null where the app is not built.
function read(of) {
  const dir = $os.getenv("PUBLIC_DIR") || $filepath.join(__hooks, "..", "..", "dist");
  try {
    const { kinds } = JSON.parse(toString($os.readFile($filepath.join(dir, "workflows.json"))));
    return Object.fromEntries(kinds.map((it) => [it.kind, of(it)]));
  } catch (_) {
    return null;
  }
}

// Every kind's steps by kind; null where the app is not built.
const workflows = () => read(({ steps }) => steps);

// What the steps that were taken say, by field; of a kind that happens nothing to, nothing.
const factsOf = (kind, taken) => withFacts((workflows() || {})[kind] || [], {}, taken);

// Who co-signs: by kind what is shown of it, and the steps that end it; null where the app is not built.
const cosigning = () => read(({ cosigners }) => cosigners);

// The id of the step at which a record stands after those that were taken: the last that is not aside.
function stageOf(steps, taken) {
  const leads = (id) => steps.some((step) => step.id === id && !step.aside);
  return taken.filter(leads).pop() || steps[0].id;
}

// What may follow, in the order of the file.
function following(steps, taken) {
  const stage = stageOf(steps, taken);
  return steps.filter((step) => (step.after || []).includes(stage));
}

// Why `side` ("author" or "office") can't take this step; "" where it can.
function refusal(steps, taken, wish, side) {
  const fits = (asked, text) => (asked === "must" ? text.trim() !== "" : asked === "may" || text === "");
  const step = steps.find(({ id }) => id === wish.step);
  if (!step) return "unknown";
  if (!following(steps, taken).includes(step)) return "not_now";
  const by = step.by || "office";
  if (by !== side && by !== "both") return "not_yours";
  if (!fits(step.words, wish.words)) return "words";
  if (!fits(step.unit, wish.unit)) return "unit";
  const levels = (step.levels || []).map(({ id }) => id);
  if (levels.length === 0 ? wish.level !== "" : !levels.includes(wish.level)) return "level";
  const isScore = Number.isInteger(wish.score) && wish.score >= 0 && wish.score <= 100;
  if (by === "both" ? !isScore : wish.score !== null) return "score";
  return "";
}

// The record's answers with what its steps say in place of what its author wrote under those names.
function withFacts(steps, answers, taken) {
  const told = { ...answers };
  for (const { fact } of steps) if (fact) delete told[fact.field];
  for (const id of taken) {
    const { fact } = steps.find((step) => step.id === id) || {};
    if (fact) told[fact.field] = fact.value === undefined ? (told[fact.field] || 0) + 1 : fact.value;
  }
  return told;
}

module.exports = { workflows, cosigning, following, refusal, withFacts, factsOf };
