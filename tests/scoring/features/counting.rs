//! What counts, how often, and times what.

use super::table::comes_to;
use crate::given::{rule, rules};
use serde_json::{Value, json};

fn one(more: Value) -> dajuan::scoring::rules::Rules {
    rules(json!([rule("r", more)]))
}

#[test]
fn base_bonus_and_penalty() {
    let rules = rules(json!([
        rule("base", json!({"base": 70})),
        rule(
            "bonus",
            json!({"counts": {"kinds": ["study"]}, "points": 2.5})
        ),
        rule(
            "penalty",
            json!({"counts": {"kinds": ["talk"], "came": ["absent"]}, "points": -1.5})
        ),
    ]));
    comes_to(
        &rules,
        &[
            ("", "70"),
            ("study", "72.5"),
            ("study x4", "80"),
            ("talk:absent", "68.5"),
            ("talk:absent x100", "-80"),
            ("study; talk:absent", "71"),
            ("talk:attended", "70"),
            ("talk:excused", "70"),
            ("visit", "70"),
            ("study @2025-12-31; study @2027-01-01", "70"),
            ("study ~received", "72.5"),
            ("study ~returned", "70"),
        ],
    );
}

#[test]
fn the_first_so_many_count() {
    let rules = one(
        json!({"counts": {"kinds": ["study"]}, "points": 1, "per": {"field": "hours", "missing": 1}, "first": 2}),
    );
    comes_to(
        &rules,
        &[
            ("", "0"),
            ("study", "1"),
            ("study x2", "2"),
            ("study x3", "2"),
            ("study x30", "2"),
            ("study hours=5; study; study hours=9", "6"),
            ("study @05-01 hours=9; study @04-01; study @03-01", "2"),
            (
                "study @02-01 hours=3 #b; study @02-01 hours=4 #a; study @02-01 hours=5 #c",
                "7",
            ),
            ("study ~returned; study; study", "2"),
            ("visit; study; visit; study; study", "2"),
        ],
    );
}

#[test]
fn it_counts_from_the_nth_on() {
    let rules =
        one(json!({"counts": {"kinds": ["proposal"]}, "points": 5, "from_nth": 2, "most": 20}));
    comes_to(
        &rules,
        &[
            ("", "0"),
            ("proposal", "0"),
            ("proposal x2", "5"),
            ("proposal x3", "10"),
            ("proposal x5", "20"),
            ("proposal x6", "20"),
            ("proposal; visit; proposal", "5"),
            ("proposal ~returned; proposal", "0"),
            ("proposal @2025-06-01; proposal", "0"),
            ("proposal @12-31; proposal @01-01", "5"),
        ],
    );
}

#[test]
fn the_best_so_many_count() {
    let rules = one(json!({
        "counts": {"kinds": ["article"]}, "points": 2, "best": 2,
        "factors": [{"field": "level", "cases": [{"is": "city", "times": 2}, {"is": ["nation", "world"], "times": 5}]}],
    }));
    comes_to(
        &rules,
        &[
            ("", "0"),
            ("article", "2"),
            ("article level=city", "4"),
            ("article level=world", "10"),
            ("article; article level=nation", "12"),
            ("article; article; article level=nation", "12"),
            ("article level=city x2; article level=nation", "14"),
            ("article level=nation x5", "20"),
            ("article; article; article", "4"),
            ("article level=moon", "2"),
            ("article level=city|nation", "4"),
        ],
    );
}

#[test]
fn factors_multiply_by_what_fields_hold() {
    let rules = one(json!({
        "counts": {"kinds": ["reading_share"]}, "points": 2,
        "factors": [
            {"field": "role", "cases": [{"is": "main", "times": 1.5}, {"is": "lead", "times": 1.25}], "else": 0.5},
            {"field": "online", "cases": [{"is": true, "times": 0.8}]},
            {"field": "nights", "cases": [{"is": [1, 2], "times": 3}]},
        ],
    }));
    comes_to(
        &rules,
        &[
            ("reading_share", "1"),
            ("reading_share role=main", "3"),
            ("reading_share role=lead", "2.5"),
            ("reading_share role=guest", "1"),
            ("reading_share role=main online=true", "2.4"),
            ("reading_share role=main online=false", "3"),
            ("reading_share role=lead online=true", "2"),
            ("reading_share nights=1", "3"),
            ("reading_share nights=2.0", "3"),
            ("reading_share nights=3", "1"),
            ("reading_share role=main nights=2 online=true", "7.2"),
            ("reading_share role=1", "1"),
            ("", "0"),
        ],
    );
}

#[test]
fn thirds_are_rounded_step_by_step() {
    let times = json!([{"field": "a", "cases": [{"is": 1, "times": 0.333}]}, {"field": "b", "cases": [{"is": 1, "times": 0.333}]}]);
    let rules = one(json!({"counts": {"kinds": ["k"]}, "points": 0.1, "factors": times}));
    comes_to(
        &rules,
        &[
            ("k", "0.1"),
            ("k a=1", "0.033"),
            ("k b=1", "0.033"),
            ("k a=1 b=1", "0.011"),
            ("k a=1 x3", "0.099"),
            ("k a=1 b=1 x100", "1.1"),
            ("k a=2", "0.1"),
            ("k x7", "0.7"),
            ("k a=1; k", "0.133"),
            ("", "0"),
        ],
    );
}

#[test]
fn units_by_a_field_whole_or_in_steps() {
    let rules = rules(json!([
        rule(
            "hours",
            json!({"counts": {"kinds": ["charity"]}, "points": 2, "per": {"field": "hours"}})
        ),
        rule(
            "halves",
            json!({"counts": {"kinds": ["plenary"]}, "points": 5, "per": {"field": "halves", "missing": 1}})
        ),
        rule(
            "crowd",
            json!({"counts": {"kinds": ["policy_talk"]}, "points": 1, "per": {"field": "audience", "step": 50}, "each_most": 3})
        ),
    ]));
    comes_to(
        &rules,
        &[
            ("charity", "0"),
            ("charity hours=1.5", "3"),
            ("charity hours=0.25", "0.5"),
            ("charity hours=-3", "0"),
            ("charity hours=three", "0"),
            ("plenary:attended", "5"),
            ("plenary:attended halves=6", "30"),
            ("policy_talk audience=49", "0"),
            ("policy_talk audience=50", "1"),
            ("policy_talk audience=149.9", "2"),
            ("policy_talk audience=5000", "3"),
            ("policy_talk", "0"),
        ],
    );
}

#[test]
fn conditions_choose_what_counts() {
    let rules = rules(json!([
        rule(
            "one",
            json!({"counts": {"kinds": ["k"], "when": {"a": "x"}}, "points": 1})
        ),
        rule(
            "some",
            json!({"counts": {"kinds": ["k"], "when": {"b": ["x", 2, true]}}, "points": 10})
        ),
        rule(
            "not",
            json!({"counts": {"kinds": ["l"], "when": {"a": {"not": ["x", "y"]}}}, "points": 100})
        ),
        rule(
            "between",
            json!({"counts": {"kinds": ["k"], "when": {"n": {"least": 2, "most": 3.5}}}, "points": 1000})
        ),
        rule(
            "there",
            json!({"counts": {"kinds": ["m"], "when": {"a": {"there": true}, "b": {"there": false}}}, "points": 10000})
        ),
    ]));
    comes_to(
        &rules,
        &[
            ("k a=x", "1"),
            ("k a=y", "0"),
            ("k b=x; k b=2; k b=true; k b=false", "30"),
            ("k b=y|x", "10"),
            ("k a=x b=2", "11"),
            ("l", "100"),
            ("l a=x; l a=z; l a=y", "100"),
            ("k n=1.9; k n=2; k n=3.5; k n=3.501; k n=x", "2000"),
            ("m a=0", "10000"),
            ("m a=0 b=0; m b=1; m", "0"),
            ("", "0"),
        ],
    );
}

#[test]
fn excused_absent_and_late_are_told_apart() {
    let rules = rules(json!([
        rule("came", json!({"counts": {"source": "event"}, "points": 5})),
        rule(
            "late",
            json!({"counts": {"source": "event", "came": ["late"]}, "points": -1})
        ),
        rule(
            "absent",
            json!({"counts": {"kinds": ["talk", "salon"], "came": ["absent"]}, "points": -1.5})
        ),
        rule(
            "plenary",
            json!({"counts": {"kinds": ["plenary"], "came": ["absent"], "must": true}, "points": -3})
        ),
        rule(
            "excused",
            json!({"counts": {"source": "event", "came": ["excused"], "must": true}, "points": 0.5})
        ),
    ]));
    comes_to(
        &rules,
        &[
            ("talk:attended", "5"),
            ("talk:late", "4"),
            ("talk:absent", "-1.5"),
            ("talk:excused", "0"),
            ("talk:excused!", "0.5"),
            ("plenary:absent", "0"),
            ("plenary:absent!", "-3"),
            ("plenary:late!", "4"),
            ("plenary:attended!; talk:absent; salon:absent", "2"),
            ("talk", "0"),
            ("inspection:absent!", "0"),
        ],
    );
}

#[test]
fn only_what_was_reviewed_counts_where_a_rule_says_so() {
    let rules = rules(json!([
        rule(
            "seen",
            json!({"counts": {"kinds": ["k"], "standing": ["reviewed"]}, "points": 2})
        ),
        rule(
            "sent",
            json!({"counts": {"kinds": ["l"], "standing": ["received", "reviewed"]}, "points": 3})
        ),
        rule(
            "new",
            json!({"counts": {"kinds": ["k"], "standing": ["received"]}, "points": 0.5})
        ),
        rule(
            "record",
            json!({"counts": {"kinds": ["l"], "source": "record"}, "points": 0.1})
        ),
    ]));
    comes_to(
        &rules,
        &[
            ("k", "2"),
            ("k ~received", "0.5"),
            ("k ~returned", "0"),
            ("l", "3.1"),
            ("l ~received", "3.1"),
            ("l ~returned", "0"),
            ("l:attended", "3"),
            ("l:absent", "0"),
            ("k; k ~received; k ~returned", "2.5"),
            ("", "0"),
        ],
    );
}
