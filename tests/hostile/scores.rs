//! Rules and exports that an office writes, or somebody in its place.

use dajuan::scoring::{
    decimal::Decimal,
    deed::Deed,
    export::{Export, ExportError},
    fuel::Fuel,
    outline::Outline,
    rules::Rules,
    score::{Asked, ScoreError, score_within},
    summary::Figure,
};

/// A year that every rules file is asked for.
const DEEDS: &str = include_str!("deeds.json");

/// A rules file, over deeds of every sort.
pub fn rules(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match Rules::parse(text) {
        Ok(rules) => {
            let export = Export::parse(DEEDS).unwrap();
            for doer in &export.members {
                bounded(&rules, export.year, &doer.villages, &doer.deeds);
            }
        }
        Err(errors) => {
            assert!(!errors.is_empty() && errors.len() <= 50);
            for error in &errors {
                assert!(error.place.is_empty() || error.place.starts_with('/'));
                let _ = error.remedy();
            }
        }
    }
}

/// An export, by the rules that ship.
pub fn deeds(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let export = Export::parse(text);
    if let Some(outline) = Outline::of(text)
        && let Some(members) = (0..outline.count())
            .map(|at| outline.member(at))
            .collect::<Option<Vec<_>>>()
    {
        match &export {
            Ok(export) => assert!((outline.year, &members) == (export.year, &export.members)),
            Err(error) => assert!(matches!(error, ExportError::Repeated(_)), "{error}"),
        }
    }
    let Ok(export) = export else {
        return;
    };
    let again = Export::parse(&export.to_json()).unwrap();
    assert!(again == export, "an export reads back");
    let rules = Rules::parse(include_str!("../../public/rules/default.json")).unwrap();
    for doer in &export.members {
        bounded(&rules, export.year, &doer.villages, &doer.deeds);
    }
}

/// It ends within its fuel, and what comes of it is a sum of its rows.
pub fn bounded(
    rules: &Rules,
    year: u16,
    villages: &[String],
    deeds: &[Deed],
) -> Option<ScoreError> {
    let asked = Asked {
        year,
        villages: villages.to_vec(),
    };
    let mut fuel = Fuel::for_deeds(deeds.len());
    let sheet = match score_within(rules, &asked, deeds, &mut fuel) {
        Ok(sheet) => sheet,
        Err(error) => return Some(error),
    };
    let mut points = sheet.ledger.why(Figure::Total).map(|row| row.points);
    let sum = points.try_fold(Decimal::ZERO, Decimal::plus);
    assert_eq!(sum, Some(sheet.summary.total));
    let json: serde_json::Value = serde_json::from_str(&sheet.to_json()).unwrap();
    assert_eq!(
        json["rows"].as_array().map(Vec::len),
        Some(sheet.ledger.rows.len())
    );
    None
}
