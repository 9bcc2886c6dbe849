//! An app and a backend of different ages: words that this version does not know, and things that an older backend lacks.

use super::*;
use dajuan::domain::news::What as Told;

fn record(state: Value) -> Value {
    json!({
        "client_ref": KEY, "kind": "a_kind_of_2030", "form_version": 9, "day": "2026-09-15", "answers": {"title": "论语", "new": {"a": [1]}},
        "attachments": [], "receipt": 7, "state": state, "reason": "", "version": 3, "logged_by": "小王", "logged_at": "2030", "confirmed": "perhaps",
        "added": {"in": 2030},
    })
}

#[test]
fn a_record_in_a_state_that_nobody_knows_is_there_and_received() {
    for state in [json!("archived"), json!(9), json!(null), json!({"a": 1})] {
        let listed = json!({"items": [record(state)], "page": 1, "totalPages": 1, "added": true});
        let page = profile().read_list(1, &answer(200, &listed)).unwrap();
        assert_eq!((page.records.len(), page.unreadable), (1, 0));
        let read = &page.records[0];
        assert_eq!(read.standing, Standing::Received);
        assert_eq!(read.kind, KindId("a_kind_of_2030".to_owned()));
        assert_eq!(read.answers.field("title").unwrap().text(), Some("论语"));
        let logged = read.logged.as_ref().unwrap();
        assert_eq!(
            (logged.at, logged.said.as_ref()),
            (None, Some(&Said::Nothing))
        );
    }
}

#[test]
fn an_event_keeps_its_row_where_a_word_decides_about_no_place() {
    let row = |more: Value| {
        let mut row = json!({
            "id": "ev2", "kind": "a_kind_of_2030", "title": "全会", "starts": "2026-12-02T01:00:00.000Z", "level": "galaxy",
            "changes": [{"revision": 2, "at": "2026-11-20T01:00:00.000Z", "what": "colour"}], "added": [1],
        });
        let fields = row.as_object_mut().unwrap();
        fields.extend(more.as_object().unwrap().clone());
        row
    };
    let read = |more: Value| {
        let listed = json!({"items": [row(more)], "page": 1, "pages": 1});
        let events = profile().events().unwrap().unwrap();
        let page = events.read_year(1, &answer(200, &listed)).unwrap();
        (page.events.len(), page.unreadable)
    };
    assert_eq!(read(json!({})), (1, 0));
    // What decides about a place, or whether one must come, is counted and told instead of guessed.
    assert_eq!(read(json!({"attendance": "perhaps"})), (0, 1));
    let sign_up = json!({"client_ref": KEY, "state": "on_hold"});
    assert_eq!(read(json!({"mine": {"signup": sign_up}})), (0, 1));
}

#[test]
fn a_notice_of_something_new_is_told_as_a_change() {
    let row = json!({"seq": 9, "at": "2026-11-20T01:02:03Z", "kind": "medal", "record": KEY, "words": "恭喜", "added": 1});
    let notices = profile().notices().unwrap().unwrap();
    let told = notices
        .read(&answer(200, &json!({"items": [row]})))
        .unwrap();
    assert_eq!((told.news.len(), told.unreadable), (1, 0));
    assert_eq!(
        (told.news[0].what, told.news[0].words.as_str()),
        (Told::Other, "恭喜")
    );
}

#[test]
fn a_step_that_nobody_knows_keeps_its_record() {
    let step = json!({"step": "printed", "day": "2026-11-20", "level": "galaxy", "files": "none", "added": 1});
    let row =
        json!({"record": KEY, "mine": {"score": "A"}, "theirs": null, "steps": [step], "added": 1});
    let progress = profile().progress().unwrap().unwrap();
    let read = progress
        .read(&answer(200, &json!({"items": [row]})))
        .unwrap();
    assert_eq!((read.len(), read[0].steps[0].id.as_str()), (1, "printed"));
    assert_eq!(read[0].mine, None);
}

/// What each thing that a backend may lack makes of an answer.
fn lacking(status: u16) -> Vec<Option<Fault>> {
    let (it, said) = (profile(), answer(status, &json!({"message": "no"})));
    let events = it.events().unwrap().unwrap();
    let notices = it.notices().unwrap().unwrap();
    vec![
        events.read_year(1, &said).err(),
        events.read_approvals(&said).err(),
        notices.read(&said).err(),
        notices.read_told(7, &said).err(),
        it.progress().unwrap().unwrap().read(&said).err(),
        it.cosigning().unwrap().unwrap().read(&said).err(),
        it.roster().unwrap().unwrap().read(&said).err(),
        it.statements().unwrap().unwrap().read(&said).err(),
    ]
}

#[test]
fn what_an_older_backend_lacks_is_told_apart_from_a_refusal() {
    for status in [404, 405, 501] {
        for fault in lacking(status) {
            assert_eq!(fault, Some(Fault::Absent), "{status}");
        }
    }
    for fault in lacking(403) {
        assert!(matches!(fault, Some(Fault::Refused { .. })), "{fault:?}");
    }
    for fault in lacking(426) {
        assert_eq!(fault, Some(Fault::Upgrade));
    }
    // Without its records no backend is one.
    let gone = answer(404, &json!({"message": "no"}));
    let fault = profile().read_list(1, &gone).err();
    assert!(matches!(fault, Some(Fault::Refused { .. })), "{fault:?}");
    // Some backends answer so where the sign-in is lost.
    assert!(profile().may_be_sign_in_lost(&Fault::Absent));
}
