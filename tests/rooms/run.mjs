// Prints, a line each: what, how many records, milliseconds of the thread's own processor time in V8, times four: the slow phone.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SLOWER = 4;
const RUNS = 9;
const { Lists, Records } = createRequire(import.meta.url)(process.argv[2]);

function median(figures) {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)];
}

function spent(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

for (let preset = 0; preset < 7; preset += 1) {
  const lists = new Lists(preset, 10_000);
  if (lists.read() !== 10_000) throw new Error("not read");
  for (const [what, work] of [
    ["JSON of 10000 rows", () => lists.parsed()],
    ["10000 rows read", () => lists.read()],
  ]) {
    const times = Array.from({ length: RUNS }, () => spent(work));
    console.log([`${what}: ${Lists.name(preset)}`, (SLOWER * median(times)).toFixed(1)].join("\t"));
  }
  lists.free();
}

for (const [kinds, several] of [["one kind", false], ["five kinds", true]]) {
  for (const n of [10_000, 100_000]) {
    const records = new Records(n, several);
    if (records.counted() !== n || records.deeds() !== n || !(Number(records.points()) > 0)) throw new Error("not summed");
    for (const [what, work] of [
      ["counted", () => records.counted()],
      ["deeds", () => records.deeds()],
      ["all statistics", () => [records.counted(), records.points()]],
    ]) {
      const times = Array.from({ length: RUNS }, () => spent(work));
      console.log([`${what} of ${n} records of ${kinds}`, (SLOWER * median(times)).toFixed(1)].join("\t"));
    }
    records.free();
  }
}
