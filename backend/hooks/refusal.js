// Refusals that a client can act on: 400 with the field's name and a code.

function fieldError(field, code, message) {
  return new BadRequestError("Not accepted.", { [field]: new ValidationError(code, message) });
}

// Refuses a text that is not a day of the calendar, written YYYY-MM-DD.
function checkDay(field, day) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const date = parts && new Date(Date.UTC(+parts[1], +parts[2] - 1, +parts[3]));
  if (!date || date.toISOString().slice(0, 10) !== day) {
    throw fieldError(field, "invalid_day", "Must be a day written YYYY-MM-DD.");
  }
}

// PocketBase turns a malformed moment into an empty one without a word.
function checkMoment(field, sent, stored) {
  if (sent && stored === "") throw fieldError(field, "invalid_moment", "Must be a date and time.");
}

// What a request of its own would be answered that ended so. What names no field is no fault of what was sent.
function asRefusal(error) {
  const { status, message, data } = error.status ? error : new BadRequestError("Failed to create record.", error.value);
  if (!error.status && Object.keys(data).length === 0) return { status: 500, body: { status: 500, message, data } };
  return { status, body: { status, message, data } };
}

module.exports = { asRefusal, fieldError, checkDay, checkMoment };
