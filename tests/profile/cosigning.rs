//! Who co-signs what: answers as the backend gives them, and as nobody should.

use super::*;
use dajuan::{
    domain::cosigning::{About, Invitation, Paper, Stands},
    profile::cosigning::Cosigning,
};

fn described() -> Cosigning {
    profile().cosigning().unwrap().unwrap()
}

fn mine() -> Value {
    json!({"id": "i1", "who": "委员乙", "sector": "农业界", "state": "signed", "day": "2026-11-20", "open": true, "changed": true, "record": KEY, "paper": null})
}

fn theirs() -> Value {
    json!({"id": "i2", "who": "委员丙", "sector": "", "state": "invited", "day": "2026-11-21", "open": false, "changed": false, "record": null,
        "paper": {"kind": "proposal", "day": "2026-11-19", "form_version": 1, "answers": {"title": "停车"}, "standing": "received", "facts": null}})
}

#[test]
fn both_sides_of_an_invitation_are_read() {
    let request = described().ask(Some("t"));
    let asked = (request.method, request.url.as_str());
    assert_eq!(asked, ("GET", "/api/dajuan/cosigning"));
    let day = |day| Day::new(2026, 11, day).unwrap();
    let read = described().read(&answer(200, &json!({"items": [mine(), theirs()]})));
    let expected = vec![
        Invitation {
            id: "i1".to_owned(),
            who: "委员乙".to_owned(),
            sector: "农业界".to_owned(),
            stands: Stands::Signed,
            day: day(20),
            open: true,
            changed: true,
            about: About::Mine(ClientRef::parse(KEY).unwrap()),
        },
        Invitation {
            id: "i2".to_owned(),
            who: "委员丙".to_owned(),
            sector: String::new(),
            stands: Stands::Invited,
            day: day(21),
            open: false,
            changed: false,
            about: About::Theirs(Paper {
                kind: KindId("proposal".to_owned()),
                day: day(19),
                form_version: 1,
                answers: Answer::from(&json!({"title": "停车"})),
                standing: Standing::Received,
                facts: Answer::Null,
            }),
        },
    ];
    assert_eq!(read, Ok(expected));
}

#[test]
fn what_counts_for_a_signer_is_read_with_the_text() {
    let mut row = theirs();
    row["paper"]["standing"] = json!("reviewed");
    row["paper"]["facts"] = json!({"filed": true});
    let read = described().read(&answer(200, &json!({"items": [row]})));
    let read = read.unwrap();
    let About::Theirs(paper) = &read[0].about else {
        panic!("{read:?}");
    };
    let words = String::new();
    assert_eq!(paper.standing, Standing::Reviewed { words });
    assert_eq!(paper.facts, Answer::from(&json!({"filed": true})));
}

#[test]
fn an_invitation_that_cant_be_understood_is_left_out() {
    for (place, odd) in [
        ("/id", json!("")),
        ("/who", json!(null)),
        ("/state", json!(null)),
        ("/day", json!("soon")),
        ("/open", json!("yes")),
        ("/paper/answers", json!([])),
        ("/paper/kind", json!(null)),
        ("/paper/form_version", json!("x")),
        ("/paper", json!(null)),
    ] {
        let mut row = theirs();
        *row.pointer_mut(place).unwrap() = odd;
        let read = described().read(&answer(200, &json!({"items": [row, mine()]})));
        assert_eq!(read.map(|read| read.len()), Ok(1), "{place}");
    }
}

#[test]
fn words_that_this_version_does_not_know_lose_no_invitation() {
    let mut row = theirs();
    row["state"] = json!("forwarded");
    row["paper"]["standing"] = json!("archived");
    let read = described().read(&answer(200, &json!({"items": [row, mine()]})));
    let read = read.unwrap();
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].stands, Stands::Other);
    assert!(matches!(&read[0].about, About::Theirs(paper) if paper.standing == Standing::Received));
}

#[test]
fn a_backend_without_it_is_asked_nothing_and_another_may_name_it_otherwise() {
    let config = r#"{"dialect":"pocketbase","operations":{"cosigning":null}}"#;
    let without = Profile::parse(config, PRESET).unwrap();
    assert!(without.cosigning().unwrap().is_none());
    let config = r#"{"dialect":"pocketbase","cosigning":{"who":"/name","changed":null}}"#;
    let other = Profile::parse(config, PRESET).unwrap().cosigning().unwrap();
    let mut row = mine();
    row["name"] = json!("委员丁");
    let read = other.unwrap().read(&answer(200, &json!({"items": [row]})));
    let read = read.unwrap();
    assert_eq!((read[0].who.as_str(), read[0].changed), ("委员丁", false));
    let config = r#"{"dialect":"pocketbase","cosigning":{"whose":"/name"}}"#;
    let slip = Profile::parse(config, PRESET).unwrap().cosigning();
    assert_eq!(slip.err().unwrap().pointer, "/cosigning/whose");
}
