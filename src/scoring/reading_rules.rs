//! Where a rules file comes in: rules, targets, grades.

use super::{
    decimal::Decimal,
    node::{Errors, Node, Problem, Want},
    reading::{read_bounds, read_days, read_label},
    reading_counts::{MOST_VALUES, read_counted, read_per, read_share, read_values},
    rules::{Bounds, Each, Factor, Gives, Grade, Owes, Rule, Scale, Takes, Target},
};
use std::collections::BTreeMap;

const MOST_TARGETS: usize = 50;
const MOST_FACTORS: usize = 5;
const MOST_BANDS: usize = 50;
const GIVES: &[&str] = &["base", "counts", "share", "met", "owed"];

/// What an edition has named so far.
pub(super) struct Known {
    pub(super) version: u32,
    pub(super) categories: Vec<String>,
    pub(super) alternatives: Vec<String>,
    pub(super) targets: Vec<String>,
}

impl Known {
    pub(super) fn new(version: u32) -> Self {
        Self {
            version,
            categories: Vec::new(),
            alternatives: Vec::new(),
            targets: Vec::new(),
        }
    }
}

fn place_of(
    node: &Node<'_>,
    ids: &[String],
    list: &'static str,
    errors: &mut Errors,
) -> Option<usize> {
    let name = node.name(errors)?;
    let place = ids.iter().position(|id| *id == name);
    if place.is_none() {
        errors.add(node, Problem::NotIn(list));
    }
    place
}

fn targets_of(node: &Node<'_>, of: &Known, errors: &mut Errors) -> Option<Vec<usize>> {
    let items = node.items(MOST_TARGETS, errors)?;
    let places = items
        .iter()
        .map(|item| place_of(item, &of.targets, "targets", errors));
    places.collect()
}

pub(super) fn read_rule(
    node: &Node<'_>,
    of: &Known,
    slots: &mut BTreeMap<String, usize>,
    errors: &mut Errors,
) -> Option<Rule> {
    node.object(errors)?;
    let mut given = GIVES.iter().filter(|key| node.maybe(key).is_some());
    let (Some(gives), None) = (given.next(), given.next()) else {
        errors.add(node, Problem::OneOf(GIVES));
        return None;
    };
    let own: &[&str] = match *gives {
        "base" => &["base"],
        "counts" => &[
            "counts",
            "points",
            "per",
            "first",
            "from_nth",
            "best",
            "factors",
            "each_least",
            "each_most",
            "alternative",
        ],
        "share" => &["share", "points", "bands"],
        "met" => &["met", "points"],
        _ => &["owed", "points"],
    };
    let common = ["id", "words", "category", "from", "to", "least", "most"];
    node.knows(&[&common, own].concat(), errors)?;
    let label = read_label(node, of.version, errors);
    let category = node
        .needed("category", errors)
        .and_then(|it| place_of(&it, &of.categories, "categories", errors));
    let alternative = node
        .maybe("alternative")
        .and_then(|it| place_of(&it, &of.alternatives, "alternatives", errors));
    let points = |errors: &mut Errors| node.needed("points", errors)?.number(errors);
    let gives = match *gives {
        "base" => node.child("base").number(errors).map(Gives::Base),
        "counts" => read_each(node, errors).map(Gives::Each),
        "share" => read_share(&node.child("share"), errors)
            .zip(read_scale(node, errors))
            .map(|(share, scale)| Gives::Share(share, scale)),
        "met" => targets_of(&node.child("met"), of, errors)
            .zip(points(errors))
            .map(|(targets, points)| Gives::Met(targets, points)),
        _ => targets_of(&node.child("owed"), of, errors)
            .zip(points(errors))
            .map(|(targets, points)| Gives::Owed(targets, points)),
    };
    let (days, bounds) = (read_days(node, errors), read_bounds(node, errors));
    let label = label?;
    let next = slots.len();
    let slot = *slots.entry(label.id.clone()).or_insert(next);
    Some(Rule {
        slot,
        label,
        category: category?,
        days,
        gives: gives?,
        bounds,
        alternative,
    })
}

fn read_each(node: &Node<'_>, errors: &mut Errors) -> Option<Each> {
    let counted = read_counted(&node.child("counts"), errors);
    let points = node
        .needed("points", errors)
        .and_then(|it| it.number(errors));
    let per = node.maybe("per").map(|it| read_per(&it, errors));
    let takes = read_takes(node, errors);
    let factors = node.maybe("factors").map_or_else(
        || Some(Vec::new()),
        |list| {
            let items = list.items(MOST_FACTORS, errors)?;
            let factors = items.iter().map(|item| read_factor(item, errors));
            factors.collect()
        },
    );
    let bounds = Bounds {
        least: node.maybe("each_least").and_then(|it| it.number(errors)),
        most: node.maybe("each_most").and_then(|it| it.positive(errors)),
    };
    if bounds.least.zip(bounds.most).is_some_and(|(l, m)| m < l) {
        errors.add(&node.child("each_most"), Problem::Backwards);
    }
    let per = match per {
        Some(None) => return None,
        Some(Some(per)) => Some(per),
        None => None,
    };
    Some(Each {
        counted: counted?,
        points: points?,
        per,
        takes,
        factors: factors?,
        bounds,
    })
}

/// Which of the deeds give points.
fn read_takes(node: &Node<'_>, errors: &mut Errors) -> Takes {
    const WAYS: &[&str] = &["first", "from_nth", "best"];
    let mut given = WAYS.iter().filter_map(|key| node.maybe(key));
    let Some(it) = given.next() else {
        return Takes::All;
    };
    if given.next().is_some() {
        errors.add(node, Problem::OneOf(WAYS));
    }
    let n = it.count(errors).unwrap_or(1).into();
    if node.maybe("first").is_some() {
        Takes::First(n)
    } else if node.maybe("best").is_some() {
        Takes::Best(n)
    } else {
        Takes::From(n)
    }
}

fn read_factor(node: &Node<'_>, errors: &mut Errors) -> Option<Factor> {
    node.knows(&["field", "cases", "else"], errors)?;
    let field = node.needed("field", errors)?.text(errors)?.to_owned();
    let list = node.needed("cases", errors)?;
    let items = list.items(MOST_VALUES, errors)?;
    let cases = items.iter().map(|item| {
        item.knows(&["is", "times"], errors)?;
        let is = item.needed("is", errors)?;
        let values = read_values(&is, Want::Value, errors);
        let times = item.needed("times", errors)?.positive(errors);
        values.zip(times)
    });
    let cases: Option<Vec<_>> = cases.collect();
    let otherwise = match node.maybe("else") {
        Some(it) => it.positive(errors)?,
        None => Decimal::ONE,
    };
    Some(Factor {
        field: field.into(),
        cases: cases?,
        otherwise,
    })
}

fn read_scale(node: &Node<'_>, errors: &mut Errors) -> Option<Scale> {
    match (node.maybe("points"), node.maybe("bands")) {
        (Some(points), None) => points.number(errors).map(Scale::Times),
        (None, Some(list)) => {
            let items = list.items(MOST_BANDS, errors)?;
            let bands = items.iter().map(|item| {
                item.knows(&["from", "points"], errors)?;
                let from = item.needed("from", errors)?.positive(errors);
                let points = item.needed("points", errors)?.number(errors);
                from.zip(points)
            });
            let mut bands: Vec<_> = bands.collect::<Option<_>>()?;
            bands.sort_by_key(|(from, _)| std::cmp::Reverse(*from));
            Some(Scale::Bands(bands))
        }
        (Some(_), Some(_)) | (None, None) => {
            errors.add(node, Problem::OneOf(&["points", "bands"]));
            None
        }
    }
}

pub(super) fn read_target(node: &Node<'_>, of: &Known, errors: &mut Errors) -> Option<Target> {
    let known = &[
        "id", "words", "measure", "least", "counts", "per", "for_each", "share",
    ];
    node.knows(known, errors)?;
    let label = read_label(node, of.version, errors);
    let measure = node.maybe("measure").and_then(|it| it.words(errors));
    let least = node
        .needed("least", errors)
        .and_then(|it| it.positive(errors));
    let owes = match (node.maybe("counts"), node.maybe("share")) {
        (Some(counts), None) => {
            let counted = read_counted(&counts, errors);
            let per = match node.maybe("per") {
                Some(it) => Some(read_per(&it, errors)?),
                None => None,
            };
            let for_each = match node.maybe("for_each") {
                Some(it) => Some(it.text(errors)?.to_owned()),
                None => None,
            };
            counted.map(|counted| Owes::Units {
                counted,
                per,
                for_each,
            })
        }
        (None, Some(share)) => read_share(&share, errors).map(Owes::Share),
        (Some(_), Some(_)) | (None, None) => {
            errors.add(node, Problem::OneOf(&["counts", "share"]));
            None
        }
    };
    Some(Target {
        label: label?,
        measure,
        least: least?,
        owes: owes?,
    })
}

pub(super) fn read_grade(node: &Node<'_>, of: &Known, errors: &mut Errors) -> Option<Grade> {
    node.knows(&["id", "words", "from", "needs"], errors)?;
    let label = read_label(node, of.version, errors);
    let from = node.maybe("from").and_then(|it| it.number(errors));
    let needs = node
        .maybe("needs")
        .map_or_else(|| Some(Vec::new()), |it| targets_of(&it, of, errors));
    Some(Grade {
        label: label?,
        from,
        needs: needs?,
    })
}
