//! A key that came to two rows, and removing.

use super::{
    language::{RUOYI, asked, client_of},
    *,
};
use dajuan::domain::held::Found;

fn found(ids: &[u32]) -> Response {
    let row = |id: &u32| json!({ "recordId": id, "clientRef": KEY, "kind": "reading_share", "day": "2026-09-15", "answers": "{}" });
    answer(
        200,
        &json!({ "code": 200, "rows": ids.iter().map(row).collect::<Vec<_>>(), "total": ids.len() }),
    )
}

fn said(code: u32) -> Response {
    answer(200, &json!({ "code": code, "msg": "好" }))
}

#[test]
fn of_several_rows_under_a_key_the_first_stays() {
    let (client, wire) = client_of(
        RUOYI,
        json!({}),
        [said(200), found(&[12, 9, 100]), said(200), said(200)],
    );
    let reply = now(client.send(Step::Create(entry().into())));
    assert_eq!(
        reply,
        Reply::Done {
            receipt: Some("12".to_owned())
        }
    );
    let removed = &asked(&wire)[2..];
    assert_eq!(
        removed,
        ["DELETE /duty/record/12", "DELETE /duty/record/100"]
    );
    // Before a repeat it is looked up, and what is there is put in order in the same way.
    let (client, wire) = client_of(RUOYI, json!({}), [found(&[2, 1]), said(500)]);
    assert!(matches!(
        now(client.look_up(&key(KEY))),
        Ok(Some(Found { .. }))
    ));
    assert_eq!(asked(&wire)[1], "DELETE /duty/record/2");
}

#[test]
fn what_was_taken_and_is_not_shown_is_not_known() {
    for (answers, reply) in [
        (vec![said(200), found(&[])], Reply::NoAnswer),
        (vec![said(200), said(401)], Reply::SignInLost),
        (vec![said(200), page(200, PORTAL)], Reply::Stranger),
        (vec![said(401)], Reply::SignInLost),
        (vec![answer(200, &json!({}))], Reply::Stranger),
    ] {
        let (client, _) = client_of(RUOYI, json!({}), answers);
        assert_eq!(now(client.send(Step::Create(entry().into()))), reply);
    }
}

fn withdrawal() -> Step {
    let about = [("record".to_owned(), Answer::Text(KEY.to_owned()))];
    Step::Create(Arc::new(Entry {
        client_ref: photo().id,
        kind: KindId("withdrawal".to_owned()),
        answers: Answer::Group(BTreeMap::from(about)),
        ..entry()
    }))
}

#[test]
fn what_its_member_takes_back_is_removed_where_that_is_described() {
    let done = || Reply::Done { receipt: None };
    let (client, wire) = client_of(RUOYI, json!({}), [found(&[7]), said(200)]);
    assert!(client.profile().takes_withdrawals());
    assert_eq!(now(client.send(withdrawal())), done());
    assert_eq!(asked(&wire)[1], "DELETE /duty/record/7");
    for (answers, reply) in [
        (vec![found(&[])], done()),
        (vec![found(&[7]), answer(404, &json!({}))], done()),
        (vec![found(&[7]), said(500)], refused("好", &[])),
        (
            vec![found(&[7]), answer(503, &json!({}))],
            Reply::Busy { after: None },
        ),
        (vec![said(401)], Reply::SignInLost),
    ] {
        let (client, _) = client_of(RUOYI, json!({}), answers);
        assert_eq!(now(client.send(withdrawal())), reply);
    }
    // One among several sends each alone.
    let (client, wire) = client_of(
        PRESET,
        json!({ "record": { "id": "/id" }, "operations": { "remove": {
        "method": "DELETE", "path": "/r/{id}", "success": { "empty": true },
    } } }),
        [],
    );
    let Step::Create(back) = withdrawal() else {
        panic!("an entry")
    };
    assert_eq!(now(client.send_batch(vec![entry().into(), back])), None);
    assert_eq!(asked(&wire), [""; 0]);
}

#[test]
fn a_photo_that_nothing_takes_is_its_owners_to_leave_out() {
    let (client, wire) = client_of(RUOYI, json!({}), []);
    let (photo, bytes) = (photo(), vec![1]);
    let reply = now(client.send(Step::Upload { photo, bytes }));
    assert_eq!(reply, refused("", &[]));
    assert_eq!(asked(&wire), [""; 0]);
}
