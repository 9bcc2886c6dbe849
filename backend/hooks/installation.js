// The one row about this installation.

// The name under which a phone files what it keeps for this backend.
function issuer(app) {
  return app.findAllRecords("installation")[0].getString("issuer");
}

// Takes the write lock as the transaction's first act. One that reads first and then writes is refused at once by
// SQLite when another process, such as an import, has written in between; waiting for the lock is not.
function beginWriting(tx) {
  tx.db().newQuery("UPDATE installation SET last_receipt = last_receipt WHERE 0").execute();
}

// Carries a request out in one transaction that holds the write lock: `work` is given the transaction, and `next`, which goes
// on with the request inside it and writes the reply.
function transacted(e, work) {
  const app = e.app;
  try {
    app.runInTransaction((tx) => {
      beginWriting(tx);
      work(tx, () => {
        e.app = tx;
        e.next();
      });
    });
  } finally {
    e.app = app;
  }
}

// Takes the next receipt number; call inside the transaction that writes the record.
function nextReceipt(tx) {
  const taken = new DynamicModel({ last_receipt: 0 });
  tx.db().newQuery("UPDATE installation SET last_receipt = last_receipt + 1 RETURNING last_receipt").one(taken);
  return taken.last_receipt;
}

// Whether a sign-up is decided here, or only noted as a wish.
function decides(app) {
  return app.findAllRecords("installation")[0].getBool("decides");
}

// The root of members' codes and calendar links.
function secret(app) {
  return app.findAllRecords("installation")[0].getString("secret");
}

module.exports = { issuer, decides, secret, beginWriting, transacted, nextReceipt };
