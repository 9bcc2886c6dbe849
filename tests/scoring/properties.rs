//! What holds of any rules and any deeds.

use super::given::{document, load, number, record, rule, sum, words};
use dajuan::scoring::{
    decimal::Decimal,
    deed::{Came, Deed, Field, Source, Stands},
    ledger::{Origin, Row},
    rules::{Bounds, Rules},
    score::{Asked, score, sums},
    summary::{Figure, Sheet},
    what_if::what_if,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const KINDS: [&str; 4] = ["study", "visit", "talk", "plenary"];

fn asked() -> Asked {
    Asked {
        year: 2026,
        villages: vec!["x".to_owned(), "y".to_owned()],
    }
}

fn counts() -> impl Strategy<Value = Value> {
    let kinds = prop::sample::subsequence(KINDS.to_vec(), 1..4);
    let came = prop::option::of(prop::sample::subsequence(Came::NAMES.to_vec(), 1..4));
    let when = prop_oneof![
        3 => Just(json!({})),
        1 => Just(json!({"role": ["x", "y"]})),
        1 => Just(json!({"role": {"not": "x"}})),
        1 => Just(json!({"n": {"least": 1.5, "most": 7}})),
    ];
    (kinds, came, when).prop_map(|(kinds, came, when)| {
        let mut counts = json!({"kinds": kinds, "when": when});
        if let Some(came) = came {
            counts["came"] = json!(came);
        }
        counts
    })
}

/// Points from 0 on, whatever caps; of these, adding a record never lowers the total.
fn giving() -> impl Strategy<Value = Value> {
    let decimal = (0_u32..200).prop_map(|steps| json!(f64::from(steps) / 10.0));
    let how = prop_oneof![
        Just(json!({})),
        (1_u32..4).prop_map(|n| json!({"from_nth": n, "per": {"field": "n", "missing": 1}})),
        (1_u32..4).prop_map(|n| json!({"best": n, "per": {"field": "n"}})),
        (1_u32..4).prop_map(|n| json!({"first": n})),
        Just(
            json!({"factors": [{"field": "role", "cases": [{"is": "x", "times": 1.5}], "else": 0.333}]})
        ),
        Just(json!({"per": {"field": "n", "step": 2}, "each_most": 6})),
        Just(json!({"alternative": "alt"})),
    ];
    let most = prop::option::of(0_u32..30);
    (counts(), decimal, how, most).prop_map(|(counts, points, how, most)| {
        let mut rule = json!({"counts": counts, "points": points});
        for (key, value) in how.as_object().unwrap() {
            rule[key] = value.clone();
        }
        if let Some(most) = most.filter(|_| how.get("alternative").is_none()) {
            rule["most"] = json!(most);
        }
        rule
    })
}

/// Rules that may take points.
fn taking() -> impl Strategy<Value = Value> {
    prop_oneof![
        (counts(), -90_i32..0, prop::option::of(-20_i32..5)).prop_map(|(counts, points, least)| {
            let mut rule = json!({"counts": counts, "points": f64::from(points) / 10.0});
            if let Some(least) = least {
                rule["least"] = json!(least);
            }
            rule
        }),
        (-50_i32..50).prop_map(|base| json!({"base": base})),
        (counts(), 0_u32..40)
            .prop_map(|(of, points)| json!({"share": {"of": of}, "points": points})),
        Just(json!({"met": ["t", "v"], "points": 7.5})),
        Just(json!({"owed": ["t", "v"], "points": -1.25})),
    ]
}

fn rules_of(given: Vec<Value>) -> impl Strategy<Value = Rules> {
    let bound = || (prop::option::of(-10_i32..10), prop::option::of(10_u32..60));
    (bound(), bound(), Just(given)).prop_map(|((least, most), (low, high), given)| {
        let bounded = |mut it: Value, least: Option<i32>, most: Option<u32>| {
            least.into_iter().for_each(|least| it["least"] = json!(least));
            most.into_iter().for_each(|most| it["most"] = json!(most));
            it
        };
        let category = bounded(json!({"id": "a", "words": words("甲")}), least, most);
        let rules = given.iter().enumerate().map(|(n, more)| {
            let mut rule = rule(&format!("r{n}"), more.clone());
            rule["category"] = json!(if n % 3 == 2 { "b" } else { "a" });
            rule
        });
        let more = bounded(json!({
            "categories": [category, {"id": "b", "words": words("乙")}],
            "alternatives": [{"id": "alt", "words": words("高"), "of": "deed"}],
            "targets": [
                {"id": "t", "words": words("学"), "counts": {"kinds": ["study"]}, "least": 2},
                {"id": "v", "words": words("访"), "counts": {"kinds": ["visit"]}, "least": 1, "for_each": "role"},
            ],
        }), low, high);
        let mut document = document(rules.collect(), more);
        document["closed"] = json!([{"year": 2026, "on": "2027-01-20"}]);
        load(&document)
    })
}

fn any_rules() -> impl Strategy<Value = Rules> {
    let rule = prop_oneof![giving(), taking()];
    prop::collection::vec(rule, 1..7).prop_flat_map(rules_of)
}

fn giving_rules() -> impl Strategy<Value = Rules> {
    prop::collection::vec(giving(), 1..7).prop_flat_map(rules_of)
}

fn deed() -> impl Strategy<Value = Deed> {
    let came = prop::option::of(prop::sample::select(Came::NAMES.to_vec()));
    let stands = prop::sample::select(Stands::NAMES.to_vec());
    let role = prop::option::of(prop::sample::select(vec!["x", "y", "z"]));
    let n = prop::option::of(-3000_i64..20_000);
    (
        prop::sample::select(KINDS.to_vec()),
        0_u16..380,
        came,
        stands,
        any::<bool>(),
        role,
        n,
    )
        .prop_map(|(kind, at, came, stands, must, role, n)| {
            let year = if at < 360 { 2026 } else { 2027 };
            let mut deed = record(
                kind,
                &format!("{year}-{:02}-{:02}", at % 360 / 30 + 1, at % 28 + 1),
            );
            if let Some(came) = came {
                deed.source = Source::Event;
                deed.came = Came::named(came);
                deed.must = must;
            }
            deed.stands = Stands::named(stands).unwrap();
            let role = role.map(|role| ("role", Field::Text(role.into())));
            let n = n.map(|n| ("n", Field::Number(Decimal::thousandths(n))));
            deed.fields = role.into_iter().chain(n).collect();
            deed
        })
}

/// Each with an id of its own.
fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec(deed(), 0..25).prop_map(|mut deeds| {
        for (n, deed) in deeds.iter_mut().enumerate() {
            deed.id = format!("d{}", n * 7 % 25);
        }
        deeds
    })
}

fn explains_itself(row: &Row, deeds: &[Deed], year: &Sheet) {
    let product = row
        .factors
        .iter()
        .fold(row.each.times(row.units).unwrap(), |sum, it| {
            sum.times(it.times).unwrap()
        });
    match &row.origin {
        Origin::Floor(_) => assert!(row.before > Decimal::ZERO),
        Origin::Share { of, .. } if *of > 0 => assert!(row.rule.is_some()),
        Origin::Base
        | Origin::Deed(_)
        | Origin::Share { .. }
        | Origin::Met(_)
        | Origin::Owed { .. } => {
            assert_eq!(row.before, product);
            assert!(row.rule.is_some() && row.category.is_some());
        }
    }
    let left = row
        .cuts
        .iter()
        .fold(row.before, |left, cut| left.minus(cut.points).unwrap());
    assert_eq!(left, row.points);
    assert!(row.cuts.iter().all(|cut| cut.points != Decimal::ZERO));
    if let Some(deed) = row.deed() {
        let found = deeds.iter().find(|it| it.id == deed.id).unwrap();
        assert_eq!(
            (found.day, found.source, &found.kind),
            (deed.day, deed.source, &deed.kind)
        );
        assert!(found.day.year() == 2026 && found.stands != Stands::Returned);
    }
    let known = |id: &str| year.summary.categories.iter().any(|it| it.label.id == id);
    assert!(
        row.category
            .as_ref()
            .is_none_or(|category| known(&category.id))
    );
}

fn is_within(points: Decimal, bounds: Bounds) -> bool {
    bounds.least.is_none_or(|least| least <= points)
        && bounds.most.is_none_or(|most| points <= most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_ledger_sums_to_the_summary_and_explains_it(rules in any_rules(), deeds in deeds()) {
        let year = score(&rules, &asked(), &deeds).unwrap();
        prop_assert_eq!(sum(&year, Figure::Total), year.summary.total);
        for category in &year.summary.categories {
            let id = category.label.id.as_str();
            prop_assert_eq!(sum(&year, Figure::Category(id)), category.points);
        }
        for row in &year.ledger.rows {
            explains_itself(row, &deeds, &year);
        }
        let mut keys: Vec<_> = year.ledger.rows.iter().map(Row::key).collect();
        let rows = keys.len();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), rows);
    }

    #[test]
    fn the_sums_alone_are_those_of_the_sheet(rules in any_rules(), mut deeds in deeds(), late in 1_usize..25) {
        for (n, deed) in deeds.iter_mut().enumerate() {
            let arrived = if n % late == 1 { "2027-03-01" } else { "2026-06-01" };
            deed.arrived = Some(super::given::day(arrived));
        }
        let sheet = score(&rules, &asked(), &deeds).unwrap();
        let sums = sums(&rules, &asked(), &deeds).unwrap();
        prop_assert_eq!(sums.of_deeds, sheet.ledger.rows.iter().any(|row| row.deed().is_some()));
        prop_assert_eq!(sums.summary, sheet.summary);
        prop_assert_eq!(sums.left_out, sheet.ledger.left_out);
        prop_assert_eq!(sums.corrections, sheet.corrections);
    }

    #[test]
    fn no_cap_is_exceeded_and_no_floor_undercut(rules in any_rules(), deeds in deeds()) {
        let summary = score(&rules, &asked(), &deeds).unwrap().summary;
        prop_assert!(is_within(summary.total, summary.bounds));
        for category in &summary.categories {
            // A cap or floor of the whole comes after the floor or cap of a category.
            let Bounds { least, most } = category.bounds;
            let least = least.filter(|_| summary.bounds.most.is_none_or(|most| summary.total < most));
            let most = most.filter(|_| summary.bounds.least.is_none_or(|least| least < summary.total));
            prop_assert!(is_within(category.points, Bounds { least, most }), "{category:?}");
        }
    }

    #[test]
    fn order_says_nothing_and_a_replay_gives_the_same_bytes(
        rules in any_rules(), (deeds, shuffled) in deeds().prop_flat_map(|deeds| (Just(deeds.clone()), Just(deeds).prop_shuffle())),
    ) {
        let bytes = score(&rules, &asked(), &deeds).unwrap().to_json();
        prop_assert_eq!(score(&rules, &asked(), &shuffled).unwrap().to_json(), bytes.clone());
        let twice = [deeds, shuffled].concat();
        prop_assert_eq!(score(&rules, &asked(), &twice).unwrap().to_json(), bytes);
    }

    #[test]
    fn one_more_record_never_lowers_points_but_where_a_rule_says_so(
        rules in giving_rules(), deeds in deeds(), mut more in deed(),
    ) {
        more.id = "more".to_owned();
        let before = score(&rules, &asked(), &deeds).unwrap().summary;
        let change = what_if(&rules, &asked(), (&before, &deeds), &more).unwrap();
        prop_assert!(change.points >= Decimal::ZERO, "{:#?}", change.rows);
    }

    #[test]
    fn what_if_is_the_year_with_the_deed_in_it(rules in any_rules(), deeds in deeds(), mut more in deed()) {
        more.id = "more".to_owned();
        let before = score(&rules, &asked(), &deeds).unwrap().summary;
        let change = what_if(&rules, &asked(), (&before, &deeds), &more).unwrap();
        prop_assert_eq!(before.total.plus(change.points), Some(change.after.total));
        let after = score(&rules, &asked(), &[deeds, vec![more]].concat()).unwrap();
        prop_assert_eq!(change.after, after.summary);
        let own: Vec<Row> = after.ledger.why(Figure::Deed("more")).cloned().collect();
        prop_assert_eq!(change.rows, own);
    }
}

#[test]
fn another_reading_share_brings_what_the_rule_says() {
    let rules = super::given::shipped("default");
    let day = super::given::day("2026-09-01");
    let mut more = Deed::imagined(
        dajuan::domain::record::KindId("reading_share".to_owned()),
        day,
    );
    more.fields
        .insert("role".into(), Field::Text("main".into()));
    let before = score(&rules, &asked(), &[]).unwrap().summary;
    let change = what_if(&rules, &asked(), (&before, &[]), &more).unwrap();
    assert_eq!(change.points, number("3"));
    assert_eq!(change.rows.len(), 1);
    assert_eq!(change.after.targets[0].owed, number("3"));
}
