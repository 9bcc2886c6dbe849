//! Caps and floors, of a rule, then of a category, then of all of it.

use super::{
    decimal::Decimal,
    evaluation::{Made, Whence},
    fuel::Fuel,
    ledger::{CutBy, Level, Origin},
    rules::{Bounds, Edition, Label, Rule, Rules},
    score::ScoreError,
    summary::CategorySum,
};
use std::sync::Arc;

pub(super) struct Sums {
    pub(super) categories: Vec<CategorySum>,
    pub(super) total: Decimal,
}

pub(super) fn bound<'a>(
    rules: &'a Rules,
    edition: &'a Edition,
    rows: &mut Vec<Made<'a>>,
    fuel: &mut Fuel,
) -> Result<Sums, ScoreError> {
    bound_rules(rules, edition, rows, fuel)?;
    let mut categories = bound_categories(edition, rows, fuel)?;
    let all: Vec<usize> = (0..rows.len()).collect();
    let short = trim(rows, &all, edition.bounds, Level::Total, fuel)?;
    if let Some(points) = short {
        rows.push(floor(edition, None, None, Level::Total, points));
    }
    for (sum, _, places) in &mut categories {
        sum.points = sum_of(rows, places, fuel)?;
    }
    let all: Vec<usize> = (0..rows.len()).collect();
    Ok(Sums {
        total: sum_of(rows, &all, fuel)?,
        categories: categories.into_iter().map(|(sum, _, _)| sum).collect(),
    })
}

/// Bounds of a rule hold for its id over the year: what earlier editions gave counts in, and stays.
fn bound_rules<'a>(
    rules: &Rules,
    edition: &'a Edition,
    rows: &mut Vec<Made<'a>>,
    fuel: &mut Fuel,
) -> Result<(), ScoreError> {
    fuel.burn(rows.len() + rules.rule_slots)?;
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); rules.rule_slots];
    for (place, made) in rows.iter().enumerate() {
        if let Some(of_it) = made.rule.and_then(|rule| places.get_mut(rule.slot)) {
            of_it.push(place);
        }
    }
    let mut sums = vec![Decimal::ZERO; rules.rule_slots];
    for (of_it, sum) in places.iter().zip(&mut sums) {
        let version = |place: &usize| rows.get(*place).map(|made| made.edition.version);
        let parts: Vec<Vec<usize>> = of_it
            .chunk_by(|one, other| version(one) == version(other))
            .map(<[usize]>::to_vec)
            .collect();
        for part in parts {
            let Some(rule) = part.first().and_then(|place| rows.get(*place)?.rule) else {
                continue;
            };
            let large = || ScoreError::TooLarge(rule.label.id.clone());
            let left = |bound: Option<Decimal>| {
                let left = bound.map(|bound| bound.minus(*sum).ok_or_else(large));
                left.transpose()
            };
            let bounds = Bounds {
                least: left(rule.bounds.least)?.map(|it| it.min(Decimal::ZERO)),
                most: left(rule.bounds.most)?.map(|it| it.max(Decimal::ZERO)),
            };
            trim(rows, &part, bounds, Level::Rule, fuel)?;
            *sum = sum.plus(sum_of(rows, &part, fuel)?).ok_or_else(large)?;
        }
    }
    for rule in &edition.rules {
        let sum = sums.get(rule.slot).copied().unwrap_or_default();
        if let Some(least) = rule.bounds.least.filter(|least| *least > sum)
            && let Some(points) = least.minus(sum)
        {
            let category = edition.categories.get(rule.category);
            let category = category.map(|category| &category.label);
            rows.push(floor(edition, Some(rule), category, Level::Rule, points));
        }
    }
    Ok(())
}

/// A sum with its label as the rules have it, and the places of its rows.
type Category<'a> = (CategorySum, &'a Arc<Label>, Vec<usize>);

fn bound_categories<'a>(
    edition: &'a Edition,
    rows: &mut Vec<Made<'a>>,
    fuel: &mut Fuel,
) -> Result<Vec<Category<'a>>, ScoreError> {
    fuel.burn(rows.len() + edition.categories.len())?;
    let mut found: Vec<Category<'a>> = Vec::new();
    for category in &edition.categories {
        let label = &category.label;
        found.push((empty(label, category.bounds), label, Vec::new()));
    }
    for (place, made) in rows.iter().enumerate() {
        let Some(label) = made.category else {
            continue;
        };
        let is =
            |(_, known, _): &&mut Category<'a>| Arc::ptr_eq(known, label) || known.id == label.id;
        match found.iter_mut().find(is) {
            Some((_, _, places)) => places.push(place),
            // One that the year's last edition has no more: it keeps what it gave.
            None => found.push((empty(label, Bounds::default()), label, vec![place])),
        }
    }
    for (sum, label, places) in &mut found {
        if let Some(points) = trim(rows, places, sum.bounds, Level::Category, fuel)? {
            places.push(rows.len());
            rows.push(floor(edition, None, Some(label), Level::Category, points));
        }
    }
    Ok(found)
}

fn empty(label: &Arc<Label>, bounds: Bounds) -> CategorySum {
    CategorySum {
        label: label.clone(),
        points: Decimal::ZERO,
        bounds,
    }
}

/// Brings a sum into its bounds: over the cap the last rows above zero lose; under the floor the last rows below zero are
/// spared. What is still missing then is told.
fn trim(
    rows: &mut [Made<'_>],
    places: &[usize],
    bounds: Bounds,
    level: Level,
    fuel: &mut Fuel,
) -> Result<Option<Decimal>, ScoreError> {
    if bounds == Bounds::default() {
        return Ok(None);
    }
    let sum = sum_of(rows, places, fuel)?;
    let large = || ScoreError::TooLarge(String::new());
    let (cap, mut excess) = match bounds.most.filter(|most| *most < sum) {
        Some(most) => (CutBy::Most(level, most), sum.minus(most).ok_or_else(large)?),
        None => match bounds.least.filter(|least| *least > sum) {
            Some(least) => (
                CutBy::Least(level, least),
                sum.minus(least).ok_or_else(large)?,
            ),
            None => return Ok(None),
        },
    };
    let above = excess > Decimal::ZERO;
    for place in places.iter().rev() {
        fuel.burn(1)?;
        let Some(made) = rows.get_mut(*place) else {
            continue;
        };
        let points = made.points;
        let takes = if above {
            points.min(excess)
        } else {
            points.max(excess)
        };
        if takes != Decimal::ZERO && (takes > Decimal::ZERO) == above {
            made.cut(cap.clone(), takes).ok_or_else(large)?;
            excess = excess.minus(takes).ok_or_else(large)?;
        }
        if excess == Decimal::ZERO {
            return Ok(None);
        }
    }
    if above {
        return Ok(None);
    }
    Decimal::ZERO.minus(excess).ok_or_else(large).map(Some)
}

fn sum_of(rows: &[Made<'_>], places: &[usize], fuel: &mut Fuel) -> Result<Decimal, ScoreError> {
    fuel.burn(places.len())?;
    let points = places
        .iter()
        .filter_map(|place| rows.get(*place))
        .map(|made| made.points);
    points
        .clone()
        .try_fold(Decimal::ZERO, Decimal::plus)
        .ok_or_else(|| ScoreError::TooLarge(String::new()))
}

/// What a floor gave.
fn floor<'a>(
    edition: &'a Edition,
    rule: Option<&'a Rule>,
    category: Option<&'a Arc<Label>>,
    level: Level,
    points: Decimal,
) -> Made<'a> {
    Made {
        edition,
        rule,
        category,
        of: Whence::Year(Origin::Floor(level).into()),
        units: Decimal::ONE,
        each: points,
        before: points,
        points,
        cuts: Vec::new(),
    }
}
