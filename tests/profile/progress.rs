//! How far records have come: answers as the backend gives them, and as nobody should.

use super::*;
use dajuan::{
    domain::step::{Course, Rating, Step},
    profile::progress::Progress,
};

const KEY: &str = "10000000-0000-4000-8000-000000000001";

fn described() -> Progress {
    profile().progress().unwrap().unwrap()
}

fn told() -> Value {
    json!({"record": KEY, "mine": {"score": 87, "words": "好"}, "theirs": null, "steps": [
        {"step": "filed", "day": "2026-11-20", "words": "", "unit": "", "level": ""},
        {"step": "assigned", "day": "2026-11-24", "words": "请办理", "unit": "区交通局", "level": "city"},
    ]})
}

#[test]
fn a_year_is_asked_for_and_each_record_is_read_with_its_steps() {
    let request = described().ask(2026, Some("t"));
    let asked = (request.method, request.url.as_str());
    assert_eq!(asked, ("GET", "/api/dajuan/progress?year=2026"));
    let step = |id: &str, day, words: &str, unit: &str, level: Option<&str>| Step {
        id: id.to_owned(),
        day: Day::new(2026, 11, day).unwrap(),
        words: words.to_owned(),
        unit: unit.to_owned(),
        level: level.map(str::to_owned),
        files: Vec::new(),
    };
    let course = Course {
        record: ClientRef::parse(KEY).unwrap(),
        steps: vec![
            step("filed", 20, "", "", None),
            step("assigned", 24, "请办理", "区交通局", Some("city")),
        ],
        mine: Some(Rating {
            score: 87,
            words: "好".to_owned(),
        }),
        theirs: None,
    };
    let read = described().read(&answer(200, &json!({"items": [told()]})));
    assert_eq!(read, Ok(vec![course]));
}

#[test]
fn what_the_office_added_to_a_step_is_named_and_what_is_no_file_is_left_out() {
    let mut row = told();
    let file = json!({"name": "答复.pdf", "ref": KEY, "size": 7});
    row["steps"][1]["files"] = json!([file, {"name": "x"}, 3]);
    let read = described().read(&answer(200, &json!({"items": [row]})));
    let files = &read.unwrap()[0].steps[1].files;
    assert_eq!(files.len(), 1);
    assert_eq!((files[0].name.as_str(), files[0].size), ("答复.pdf", 7));
    assert_eq!(files[0].id.as_str(), KEY);
}

#[test]
fn a_row_that_cant_be_understood_is_left_out_whole() {
    for (place, odd) in [
        ("/record", json!("x")),
        ("/steps", json!("filed")),
        ("/steps/1/day", json!("soon")),
        ("/steps/0/step", json!("")),
    ] {
        let mut row = told();
        *row.pointer_mut(place).unwrap() = odd;
        let read = described().read(&answer(200, &json!({"items": [row, told()]})));
        assert_eq!(read.unwrap().len(), 1, "{place}");
    }
    // A rating beyond the best is none.
    let mut row = told();
    row["mine"]["score"] = json!(101);
    let read = described()
        .read(&answer(200, &json!({"items": [row]})))
        .unwrap();
    assert_eq!(read[0].mine, None);
    assert!(
        described()
            .read(&answer(200, &json!({"items": 3})))
            .is_err()
    );
    assert!(described().read(&answer(500, &json!({}))).is_err());
}

#[test]
fn a_backend_that_tells_no_progress_is_asked_nothing_and_another_may_name_it_otherwise() {
    let preset = include_str!("../../public/dialects/pocketbase.json");
    let config = r#"{"dialect":"pocketbase","operations":{"progress":null}}"#;
    let profile = Profile::parse(config, preset).unwrap();
    assert!(profile.progress().unwrap().is_none());
    let config = r#"{"dialect":"pocketbase","progress":{"record":"/key","steps":{"in":"/way","step":"/id"},"mine":null}}"#;
    let profile = Profile::parse(config, preset)
        .unwrap()
        .progress()
        .unwrap()
        .unwrap();
    let row =
        json!({"key": KEY, "way": [{"id": "filed", "day": "2026-11-20"}], "mine": {"score": 3}});
    let read = profile
        .read(&answer(200, &json!({"items": [row]})))
        .unwrap();
    assert_eq!(
        (read[0].steps[0].id.as_str(), &read[0].mine),
        ("filed", &None)
    );
    let config = r#"{"dialect":"pocketbase","progress":{"recrod":"/key"}}"#;
    let slip = Profile::parse(config, preset).unwrap().progress();
    assert_eq!(slip.err().unwrap().pointer, "/progress/recrod");
}

#[test]
fn a_step_that_the_backend_does_not_take_is_declined_with_its_words() {
    let entry = Entry {
        client_ref: ClientRef::parse(KEY).unwrap(),
        kind: KindId("step".to_owned()),
        form_version: 1,
        day: Some(Day::new(2026, 11, 24).unwrap()),
        answers: Answer::Group(BTreeMap::new()),
        photos: Vec::new(),
        captured_at: None,
    };
    let told = json!({"code": "not_now", "message": "已经有了新的进展。"});
    let verdict = profile().created(&entry, &answer(409, &told));
    let Verdict::Final(Reply::Declined { words, .. }) = verdict else {
        panic!("{verdict:?}");
    };
    assert_eq!(words, "已经有了新的进展。");
}
