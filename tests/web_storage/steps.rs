//! How often a transaction waits for the disk: on a slow phone each time costs more than what is written.

use crate::bench::{VAULT, fresh, open, row, run};
use dajuan::{
    outbox::item::State,
    runtime::ports::{Change, Epoch, Store},
    stored::row::ItemRow,
};

/// What the store asks of the browser while `act` runs, in its order.
async fn steps<T>(act: impl Future<Output = T>) -> (T, String) {
    run("const of = IDBObjectStore.prototype, { get, put } = of;
         window.steps = [];
         window.uncounted = () => Object.assign(of, { get, put });
         of.get = function (...all) {
             steps.push('get');
             const asked = get.apply(this, all);
             asked.addEventListener('success', () => steps.push('answer'));
             return asked;
         };
         of.put = function (...all) { steps.push('put'); return put.apply(this, all); };")
    .await;
    let came = act.await;
    let steps = run("uncounted(); return steps.join(' ')").await;
    (came, steps.as_string().unwrap())
}

fn change(epoch: Epoch, fence: Option<u64>, put: Vec<ItemRow>) -> Change {
    Change {
        epoch,
        fence,
        put,
        ..Change::default()
    }
}

#[wasm_bindgen_test::wasm_bindgen_test]
async fn a_change_asks_for_all_that_it_needs_before_the_first_answer() {
    let store = open(&fresh().await, VAULT).await;
    let epoch = store.activate().await.unwrap();
    let rows = vec![row(State::Queued, "x"), row(State::Queued, "y")];
    let (rows, said) = steps(store.commit(change(epoch, None, rows))).await;
    // The session, the lease, the last number and two rows; then the rows and the number.
    let asked = "get get get get get answer answer answer answer answer";
    assert_eq!(said, format!("{asked} put put put"));

    let mut rows = rows.unwrap();
    rows.iter_mut()
        .for_each(|row| row.item.state = State::Sending);
    let (rows, said) = steps(store.commit(change(epoch, None, rows))).await;
    assert_eq!(rows.unwrap().len(), 2);
    assert_eq!(
        said,
        format!("{asked} put put"),
        "what has a number takes none"
    );
}
