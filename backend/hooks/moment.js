// Moments: rows keep "2026-11-23 15:18:07.000Z", replies carry RFC 3339, people read the body's own time.

const ZONE_MS = 8 * 3600 * 1000;

// A row's moment for a reply; null where there is none.
function told(kept) {
  return kept === "" ? null : kept.replace(" ", "T");
}

// Milliseconds of a row's moment; NaN where there is none.
function ms(kept) {
  return Date.parse(kept.replace(" ", "T"));
}

function kept(ms) {
  return new Date(ms).toISOString().replace("T", " ");
}

// "2026年11月30日 09:00", in Asia/Shanghai.
function spoken(row) {
  if (row === "") return "";
  const [year, month, day] = dayOf(ms(row)).split("-").map(Number);
  return `${year}年${month}月${day}日 ${clock(row)}`;
}

function clock(row) {
  return new Date(ms(row) + ZONE_MS).toISOString().slice(11, 16);
}

// The day in Asia/Shanghai of a moment in milliseconds: "2026-11-30".
function dayOf(ms) {
  return new Date(ms + ZONE_MS).toISOString().slice(0, 10);
}

// The first moment of a year in Asia/Shanghai, as rows keep it.
function yearStart(year) {
  return kept(Date.UTC(year, 0, 1) - ZONE_MS);
}

module.exports = { ZONE_MS, told, ms, kept, spoken, clock, dayOf, yearStart };
