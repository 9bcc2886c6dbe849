//! What counts of several: the best so many, the highest of alternatives.

use super::{
    deed::{Deed, Field},
    evaluation::Made,
    fuel::Fuel,
    ledger::CutBy,
    rules::{Gives, Of, Rules, Takes},
    score::ScoreError,
};
use std::collections::BTreeMap;

pub(super) fn choose(
    rules: &Rules,
    rows: &mut [Made<'_>],
    fuel: &mut Fuel,
) -> Result<(), ScoreError> {
    fuel.burn(rows.len())?;
    let editions = rules.editions.iter();
    let all = editions.flat_map(|edition| &edition.rules);
    let (mut best, mut alternative) = (false, false);
    for rule in all {
        best |= matches!(&rule.gives, Gives::Each(each) if matches!(each.takes, Takes::Best(_)));
        alternative |= rule.alternative.is_some();
    }
    if best {
        keep_best(rows);
    }
    if alternative {
        keep_highest(rows);
    }
    Ok(())
}

/// Of each rule and edition the so many rows that give most; of equal ones the earlier.
fn keep_best(rows: &mut [Made<'_>]) {
    let mut groups: BTreeMap<(usize, u32), (u64, Vec<usize>)> = BTreeMap::new();
    for (place, made) in rows.iter().enumerate() {
        if let Some(rule) = made.rule
            && let Gives::Each(each) = &rule.gives
            && let Takes::Best(most) = each.takes
        {
            let group = groups.entry((rule.slot, made.edition.version));
            let (_, places) = group.or_insert_with(|| (most, Vec::new()));
            places.push(place);
        }
    }
    for (most, mut places) in groups.into_values() {
        places.sort_by_key(|place| std::cmp::Reverse(rows.get(*place).map(|it| it.points)));
        let kept = usize::try_from(most).unwrap_or(usize::MAX);
        for place in places.into_iter().skip(kept) {
            if let Some(made) = rows.get_mut(place) {
                made.lose(CutBy::NotBest(most));
            }
        }
    }
}

/// One thing that has several scores.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Thing<'a> {
    Deed(&'a str),
    Held(&'a Field),
    Year,
}

fn thing<'a>(of: &Of, deed: &'a Deed) -> Thing<'a> {
    match of {
        Of::Deed => Thing::Deed(&deed.id),
        Of::Field(field) => {
            let held = deed.fields.get(field);
            held.map_or(Thing::Deed(&deed.id), Thing::Held)
        }
        Of::Year => Thing::Year,
    }
}

/// Of each thing the row that gives most; of equal ones the earlier.
fn keep_highest(rows: &mut [Made<'_>]) {
    let mut groups: BTreeMap<(String, Thing<'_>), Vec<usize>> = BTreeMap::new();
    for (place, made) in rows.iter().enumerate() {
        if let Some(deed) = made.deed()
            && let Some(alternative) = made.rule.and_then(|rule| rule.alternative)
            && let Some(alternative) = made.edition.alternatives.get(alternative)
        {
            let key = (alternative.label.id.clone(), thing(&alternative.of, deed));
            groups.entry(key).or_default().push(place);
        }
    }
    for places in groups.into_values() {
        let points = |place: &usize| rows.get(*place).map(|made| made.points);
        let highest = places
            .iter()
            .max_by_key(|place| (points(place), std::cmp::Reverse(**place)));
        let Some(winner) = highest.and_then(|place| rows.get(*place).map(|made| (*place, made)))
        else {
            continue;
        };
        let (kept, made) = winner;
        let (rule, deed) = (
            made.rule.map(|rule| rule.label.clone()),
            made.deed().map(|deed| deed.id.clone()),
        );
        for place in places.into_iter().filter(|place| *place != kept) {
            if let Some(made) = rows.get_mut(place)
                && let Some(alternative) = made.rule.and_then(|rule| rule.alternative)
                && let Some(alternative) = made.edition.alternatives.get(alternative)
                && let (Some(rule), Some(deed)) = (&rule, &deed)
            {
                made.lose(CutBy::Alternative {
                    of: alternative.label.clone(),
                    winner: rule.clone(),
                    deed: deed.clone(),
                });
            }
        }
    }
}
