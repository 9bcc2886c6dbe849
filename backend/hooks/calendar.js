// An event as iCalendar (RFC 5545), with times in UTC.

const { ms } = require(`${__hooks}/moment.js`);

// Text without control signs, which a calendar may not hold.
const escaped = (text) =>
  text.replace(/\r\n?/g, "\n").replace(/[\x00-\x08\x0b-\x1f\x7f]/g, "").replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
const utc = (row) => new Date(ms(row)).toISOString().replace(/[-:]|\.\d+/g, "");

// A line of at most 75 octets; what is longer goes on in lines that begin with a space. No sign is cut in two.
function folded(line) {
  const parts = [];
  let part = "";
  let octets = 0;
  for (const sign of line) {
    const size = toBytes(sign).length;
    if (octets + size > 75) {
      parts.push(part);
      part = " ";
      octets = 1;
    }
    part += sign;
    octets += size;
  }
  return [...parts, part].join("\r\n");
}

function calendarOf(event) {
  const text = (field) => event.getString(field);
  const { gatheringOf } = require(`${__hooks}/event.js`);
  const { spoken } = require(`${__hooks}/moment.js`);
  const gathering = gatheringOf(event);
  const cancelled = event.getBool("cancelled");
  const meeting = gathering && [gathering.place, spoken(text("gathering_at"))].filter((part) => part !== "").join(" ");
  const told = [
    cancelled ? `活动已取消：${text("cancel_reason")}` : "",
    text("purpose"),
    meeting ? `集合：${meeting}` : "",
    text("agenda"),
    text("route"),
    [text("contact_name"), text("contact_phone")].join(" ").trim(),
  ];
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Dajuan//Backend//ZH",
    "CALSCALE:GREGORIAN",
    `METHOD:${cancelled ? "CANCEL" : "PUBLISH"}`,
    "BEGIN:VEVENT",
    `UID:${event.id}@dajuan`,
    `DTSTAMP:${utc(text("updated"))}`,
    `SEQUENCE:${event.getInt("revision") - 1}`,
    `STATUS:${cancelled ? "CANCELLED" : "CONFIRMED"}`,
    `DTSTART:${utc(text("starts"))}`,
    `SUMMARY:${escaped(text("title"))}`,
    `LOCATION:${escaped(text("place"))}`,
  ];
  // An end that is not later than the start must not be named.
  if (ms(text("ends")) > ms(text("starts"))) lines.push(`DTEND:${utc(text("ends"))}`);
  const description = told.filter((part) => part !== "").join("\n");
  if (description !== "") lines.push(`DESCRIPTION:${escaped(description)}`);
  if (gathering && gathering.lat !== null) lines.push(`GEO:${gathering.lat};${gathering.lon}`);
  return [...lines, "END:VEVENT", "END:VCALENDAR"].map((line) => folded(line) + "\r\n").join("");
}

module.exports = { calendarOf };
