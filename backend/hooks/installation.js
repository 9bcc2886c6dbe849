// The one row about this installation.

// The name under which a phone files what it keeps for this backend.
function issuer(app) {
  return app.findAllRecords("installation")[0].getString("issuer");
}

// Takes the next receipt number; call inside the transaction that writes the record.
function nextReceipt(tx) {
  const taken = new DynamicModel({ last_receipt: 0 });
  tx.db().newQuery("UPDATE installation SET last_receipt = last_receipt + 1 RETURNING last_receipt").one(taken);
  return taken.last_receipt;
}

module.exports = { issuer, nextReceipt };
