// Answers a repeated create with the row that exists, as the first time.
function answerWith(e, record) {
  $apis.enrichRecord(e.requestEvent, record);
  return e.json(200, record);
}

module.exports = { answerWith };
