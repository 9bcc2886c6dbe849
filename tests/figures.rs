//! The published figures: read as published, and what is derived of them.
#![allow(clippy::expect_used, clippy::panic)] // how a test fails

use dajuan::{
    domain::{
        answer::Answer,
        figure::{Amount, District, Figure, Figures},
        lang::Lang,
    },
    forms::door::answer_from_json,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const SHIPPED: &str = include_str!("../public/figures.json");

fn read(file: &Value) -> Result<Figures, String> {
    let answer = answer_from_json(&file.to_string()).expect("JSON");
    Figures::read(&answer).map_err(|error| error.0)
}

fn shipped() -> Figures {
    let file = serde_json::from_str(SHIPPED).expect("JSON");
    read(&file).expect("figures")
}

fn of<'a>(figures: &'a Figures, district: &str) -> &'a District {
    let mut all = figures.districts.iter();
    all.find(|it| it.id == district).expect("a district")
}

fn one<'a>(district: &'a District, id: &str) -> &'a Figure {
    let mut all = district.figures.iter();
    all.find(|it| it.id == id).expect("a figure")
}

fn said(figure: &Figure) -> (Option<u64>, bool, &str, &str) {
    let at_least = figure.amount.is_some_and(|amount| amount.at_least);
    let scope = figure.scope.as_ref().map_or("", |it| it.get(Lang::ZhCn));
    let number = figure.amount.map(|amount| amount.number);
    (number, at_least, figure.measure.get(Lang::ZhCn), scope)
}

#[test]
fn each_figure_keeps_its_number_its_measure_word_its_qualifier_and_its_scope() {
    let figures = shipped();
    assert_eq!(figures.year, 2022);
    let (banan, liangping) = (of(&figures, "banan"), of(&figures, "liangping"));
    assert_eq!((banan.figures.len(), liangping.figures.len()), (13, 29));
    for (district, id, wanted) in [
        (
            banan,
            "consultation_participants",
            (Some(760), true, "人次", ""),
        ),
        (
            banan,
            "proposal_mostly_satisfied",
            (Some(4), false, "%", ""),
        ),
        (banan, "books_given", (Some(3776), false, "本", "")),
        (
            liangping,
            "visits",
            (Some(10000), true, "人次", "一村（社）一委员"),
        ),
        (
            liangping,
            "micro_consultations",
            (Some(407), false, "场次", "一村（社）一委员"),
        ),
        (
            liangping,
            "inspections_by_level",
            (Some(23), false, "次", "三级视察"),
        ),
        (liangping, "studios", (Some(100), false, "个", "")),
    ] {
        assert_eq!(said(one(district, id)), wanted, "{id}");
    }
}

#[test]
fn a_figure_that_nobody_published_is_none_and_never_zero() {
    let figures = shipped();
    let none: Vec<&str> = figures
        .districts
        .iter()
        .flat_map(|it| &it.figures)
        .filter(|it| it.amount.is_none_or(|amount| amount.number == 0))
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(none, ["mediations"]);
    assert_eq!(one(of(&figures, "liangping"), "mediations").amount, None);
}

#[test]
fn what_is_derived_names_its_two_figures_and_is_rounded_to_a_tenth() {
    let figures = shipped();
    assert!(of(&figures, "banan").derived.is_empty());
    let derived = of(&figures, "liangping").derived.iter();
    let derived: Vec<_> = derived
        .map(|it| {
            (
                it.upper.id.as_str(),
                it.lower.id.as_str(),
                it.tenths,
                it.measure.get(Lang::ZhCn),
            )
        })
        .collect();
    let wanted = [
        // 235 ÷ 265 = 0.88679…
        ("proposals_filed", "proposals_received", 887, "%"),
        // 5320 ÷ 72 = 73.888…
        (
            "courtyard_participants",
            "courtyard_consultations",
            739,
            "人次",
        ),
    ];
    assert_eq!(derived, wanted);
}

/// A file of one district with these figures and one derivation.
fn file(figures: Value, form: &str, of: Value) -> Value {
    let both = |text: &str| json!({ "zh-CN": text, "en": text });
    let mut figures = figures;
    for figure in figures.as_array_mut().expect("figures") {
        let rest = json!({ "name": both("数"), "group": "g" });
        let rest = rest.as_object().expect("fields").clone();
        let figure = figure.as_object_mut().expect("fields");
        figure.extend(rest);
        let measure = figure
            .get("measure")
            .and_then(Value::as_str)
            .unwrap_or("次");
        let measure = both(measure);
        figure.insert("measure".to_owned(), measure);
    }
    json!({
        "version": 1, "year": 2022, "source": both("源"), "groups": [{ "id": "g", "name": both("组") }],
        "districts": [{
            "id": "d", "name": both("区"), "figures": figures,
            "derived": [{ "id": "q", "name": both("商"), "form": form, "of": of, "measure": both("次") }],
        }],
    })
}

#[test]
fn nothing_is_derived_from_what_does_not_fit_together() {
    const OF: &str = "/districts/0/derived/0/of";
    let village = json!({ "zh-CN": "村", "en": "village" });
    let figures = json!([
        { "id": "a", "value": 3 }, { "id": "b", "value": 2 }, { "id": "none", "value": null },
        { "id": "zero", "value": 0 }, { "id": "more", "value": 9, "at_least": true },
        { "id": "other", "value": 4, "scope": village }, { "id": "persons", "value": 5, "measure": "人" },
    ]);
    let derived = |form: &str, of: Value| {
        read(&file(figures.clone(), form, of)).map(|it| it.districts[0].derived[0].tenths)
    };
    assert_eq!(derived("mean", json!(["a", "b"])), Ok(15));
    assert_eq!(derived("share", json!(["b", "a"])), Ok(667));
    assert_eq!(derived("mean", json!(["persons", "b"])), Ok(25));
    for (form, of, place) in [
        ("mean", json!(["a", "none"]), format!("{OF}/1")),
        ("mean", json!(["more", "a"]), format!("{OF}/0")),
        ("mean", json!(["a", "nobody"]), format!("{OF}/1")),
        ("mean", json!(["a", "zero"]), OF.to_owned()),
        ("mean", json!(["a", "other"]), OF.to_owned()),
        ("mean", json!(["a"]), OF.to_owned()),
        (
            "share",
            json!(["persons", "a"]),
            "/districts/0/derived/0/form".to_owned(),
        ),
        (
            "sum",
            json!(["a", "b"]),
            "/districts/0/derived/0/form".to_owned(),
        ),
    ] {
        assert_eq!(derived(form, of.clone()), Err(place), "{form} {of}");
    }
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let whole: Value = serde_json::from_str(SHIPPED).expect("JSON");
    for (place, broken) in [
        ("/version", json!(2)),
        ("/year", json!(-1)),
        ("/source/en", json!(" ")),
        ("/groups/0/id", json!(1)),
        ("/districts/0/figures/1/value", json!(1.5)),
        ("/districts/0/figures/1/at_least", json!("yes")),
        ("/districts/0/figures/2/group", json!("nowhere")),
        ("/districts/1/figures/3/measure/zh-CN", json!("")),
        ("/districts/1/derived", json!({})),
    ] {
        let mut file = whole.clone();
        *file.pointer_mut(place).expect("a part") = broken;
        assert_eq!(read(&file), Err(place.to_owned()));
    }
    let mut file = whole;
    file["districts"][0]
        .as_object_mut()
        .expect("fields")
        .remove("name");
    assert_eq!(read(&file), Err("/districts/0/name".to_owned()));
    assert_eq!(
        Figures::read(&Answer::Null).map_err(|it| it.0),
        Err("/version".to_owned())
    );
}

proptest! {
    #[test]
    fn any_two_numbers_are_divided_to_the_nearest_tenth_or_refused(above in 0u64..=i64::MAX as u64, below in 0u64..=i64::MAX as u64) {
        let figures = json!([{ "id": "a", "value": above }, { "id": "b", "value": below }]);
        let read = read(&file(figures, "mean", json!(["a", "b"])));
        if let Ok(read) = read {
            let derived = &read.districts[0].derived[0];
            prop_assert_eq!(derived.upper.amount, Some(Amount { number: above, at_least: false }));
            // |above · 10 − tenths · below| ≤ below / 2
            let (above, below, tenths) = (u128::from(above), u128::from(below), u128::from(derived.tenths));
            prop_assert!((above * 10).abs_diff(tenths * below) * 2 <= below);
        } else {
            let whole = u128::from(above) * 10 + u128::from(below / 2);
            prop_assert!(below == 0 || whole > u128::from(u64::MAX));
        }
    }

    #[test]
    fn no_document_panics(text in ".{0,200}") {
        if let Some(answer) = answer_from_json(&text) {
            let _ = Figures::read(&answer);
        }
    }
}
