//! A sheet that somebody else worked out beside our own.

use super::given::{event, record, sheet, shipped};
use dajuan::scoring::{deed::Came, statement::Told, summary::Sheet};

fn told(sheet: &Sheet) -> Told {
    Told::parse(&sheet.to_json()).unwrap()
}

#[test]
fn a_sheet_that_we_write_reads_back_without_a_difference() {
    for rules in [
        "default",
        "jinan",
        "hefei",
        "minhang",
        "guangshui",
        "anqing",
        "sanmen",
        "xuanwei",
    ] {
        let rules = shipped(rules);
        let deeds = [
            record("reading_share", "2026-01-02"),
            record("proposal", "2026-02-03"),
            record("social_info", "2026-02-04"),
            event("plenary", "2026-03-04", Came::Absent),
            event("inspection", "2026-03-05", Came::Attended),
        ];
        let ours = sheet(&rules, &deeds);
        let theirs = told(&ours);
        assert_eq!(theirs.total, ours.summary.total);
        assert_eq!(theirs.differences(&ours.ledger), [], "{}", rules.id());
    }
}

#[test]
fn what_one_side_alone_has_is_told_with_both_points() {
    let rules = shipped("default");
    let early = sheet(&rules, &[record("reading_share", "2026-01-02")]);
    let later = sheet(
        &rules,
        &[
            record("reading_share", "2026-01-02"),
            record("reading_share", "2026-01-03"),
        ],
    );
    let differs = told(&early).differences(&later.ledger);
    let [row] = differs.as_slice() else {
        panic!("one row: {differs:?}");
    };
    assert_eq!(row.theirs, None);
    assert_eq!(row.ours.unwrap().to_string(), "2");
    assert_eq!(row.row.origin.0, "deed");
    let back = told(&later).differences(&early.ledger);
    assert_eq!((back[0].ours, back[0].theirs), (None, row.ours));
}

#[test]
fn a_backend_may_tell_the_sum_alone_and_another_shape_is_none() {
    let bare = Told::parse(r#"{"summary":{"total":39.5}}"#).unwrap();
    assert_eq!(
        (bare.total.to_string().as_str(), &bare.rows),
        ("39.5", &None)
    );
    let ours = sheet(&shipped("default"), &[]);
    assert_eq!(bare.differences(&ours.ledger), []);
    for odd in [
        "",
        "[]",
        "{}",
        r#"{"summary":{"total":"a"}}"#,
        r#"{"summary":{"total":1e400}}"#,
        r#"{"summary":{"total":1},"rows":[{"from":"nowhere","points":1}]}"#,
        r#"{"summary":{"total":1},"rows":[{"from":"deed","points":1}]}"#,
    ] {
        assert_eq!(Told::parse(odd), None, "{odd}");
    }
}
