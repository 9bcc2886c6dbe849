// Codes for checking in: one of the place, one of each member at each event, and the key of a member's calendar link.

// Without 0, O, 1 and I: 32 signs.
const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

function drawCode() {
  return $security.randomStringWithAlphabet(6, ALPHABET);
}

// As typed or scanned: capitals, without what people put between.
function typed(code) {
  return String(code || "").toUpperCase().replace(/[\s-]/g, "").slice(0, 16);
}

function memberCode(secret, event, member) {
  const digest = $security.hs256(`checkin ${event} ${member}`, secret);
  return [0, 2, 4, 6, 8, 10].map((at) => ALPHABET[parseInt(digest.slice(at, at + 2), 16) % 32]).join("");
}

function calendarKey(secret, event, member) {
  return `${event}.${member}.${$security.hs256(`calendar ${event} ${member}`, secret).slice(0, 32)}`;
}

module.exports = { drawCode, typed, memberCode, calendarKey };
