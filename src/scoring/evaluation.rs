//! The way from deeds to rows.

use super::{
    bounds::bound,
    choosing::choose,
    counting::holds_any,
    decimal::Decimal,
    deed::{Deed, Stands},
    duties::Duties,
    fuel::Fuel,
    ledger::{Applied, Cut, CutBy, Ledger, LeftOut, Level, Origin, Row, Why},
    rules::{Bounds, Each, Edition, Gives, Label, Per, Rule, Rules, Takes},
    score::{Asked, ScoreError},
    summary::Summary,
};
use std::sync::Arc;

/// A row with the rule that made it.
pub(super) struct Made<'a> {
    pub(super) row: Row,
    pub(super) edition: &'a Edition,
    pub(super) rule: Option<&'a Rule>,
    pub(super) deed: Option<&'a Deed>,
}

/// Deeds by day and id, each once, all of the year.
pub(super) fn evaluate(
    rules: &Rules,
    asked: &Asked,
    deeds: &[&Deed],
    fuel: &mut Fuel,
) -> Result<(Ledger, Summary), ScoreError> {
    let edition = rules.of_year(asked.year).ok_or(ScoreError::NoEdition)?;
    let mut rows = Vec::new();
    for rule in &edition.rules {
        fuel.burn(1)?;
        if let Gives::Base(points) = rule.gives {
            rows.push(plain(edition, rule, Origin::Base, Decimal::ONE, points)?);
        }
    }
    let mut left_out = Vec::new();
    let mut duties = Duties::new(edition, &asked.villages);
    let mut nth = vec![0; rules.rule_slots];
    for deed in deeds {
        fuel.burn(1)?;
        let mut leave = |why| {
            let deed = (*deed).into();
            left_out.push(LeftOut { deed, why });
        };
        if deed.stands == Stands::Returned {
            leave(Why::Returned);
            continue;
        }
        let before = rows.len();
        let own = rules.on(deed.day);
        if let Some(own) = own {
            count(own, deed, &mut nth, &mut rows, fuel)?;
        }
        let owed = duties.count(deed, fuel)?;
        if rows.len() == before && !owed {
            leave(own.map_or(Why::NoEdition, |_| Why::NoRule));
        }
    }
    choose(rules, &mut rows, fuel)?;
    let targets = duties.close(&mut rows, fuel)?;
    let sums = bound(rules, edition, &mut rows, fuel)?;
    let grade = edition.grades.iter().find(|grade| {
        let met = |place: &usize| {
            let mut of_it = targets.iter().filter(|(target, _)| target == place);
            of_it.all(|(_, state)| state.owed == Decimal::ZERO)
        };
        grade.from.is_none_or(|from| from <= sums.total) && grade.needs.iter().all(met)
    });
    let summary = Summary {
        year: asked.year,
        version: edition.version,
        categories: sums.categories,
        total: sums.total,
        bounds: edition.bounds,
        grade: grade.map(|grade| grade.label.clone()),
        targets: targets.into_iter().map(|(_, state)| state).collect(),
        closed: rules.closed(asked.year),
    };
    let rows = rows.into_iter().map(|made| made.row).collect();
    Ok((Ledger { rows, left_out }, summary))
}

/// The rows that a deed gives by the rules of its day.
fn count<'a>(
    edition: &'a Edition,
    deed: &'a Deed,
    nth: &mut [u64],
    rows: &mut Vec<Made<'a>>,
    fuel: &mut Fuel,
) -> Result<(), ScoreError> {
    for place in edition.by_deed.of(&deed.kind) {
        let Some(rule) = edition.rules.get(place) else {
            continue;
        };
        let Gives::Each(each) = &rule.gives else {
            continue;
        };
        fuel.burn(each.counted.cost())?;
        if !rule.days.has(deed.day) || !each.counted.has(deed) {
            continue;
        }
        fuel.burn(each.factors.iter().map(|it| it.cases.len() + 1).sum())?;
        let row = row_of(edition, rule, each, deed).ok_or_else(|| too_large(rule))?;
        let mut made = Made {
            row,
            edition,
            rule: Some(rule),
            deed: Some(deed),
        };
        let Some(n) = nth.get_mut(rule.slot) else {
            continue;
        };
        *n += 1;
        match each.takes {
            Takes::From(from) if *n < from => made.row.lose(CutBy::Before { nth: *n, from }),
            Takes::First(first) if *n > first => made.row.lose(CutBy::Past { nth: *n, first }),
            Takes::All | Takes::First(_) | Takes::From(_) | Takes::Best(_) => {}
        }
        rows.push(made);
    }
    Ok(())
}

fn row_of(edition: &Edition, rule: &Rule, each: &Each, deed: &Deed) -> Option<Row> {
    let units = units(each.per.as_ref(), deed);
    let mut before = each.points.times(units)?;
    let mut factors = Vec::new();
    for factor in &each.factors {
        let held = deed.fields.get(&factor.field);
        let case = factor
            .cases
            .iter()
            .find(|(values, _)| held.is_some_and(|held| holds_any(held, values)));
        let times = case.map_or(factor.otherwise, |(_, times)| *times);
        before = before.times(times)?;
        factors.push(Applied {
            field: factor.field.clone(),
            held: held.cloned(),
            times,
        });
    }
    let mut row = Row {
        rule: Some(rule.label.clone()),
        category: category(edition, rule),
        origin: Origin::Deed(deed.into()),
        units,
        each: each.points,
        factors,
        before,
        cuts: Vec::new(),
        points: before,
    };
    let Bounds { least, most } = each.bounds;
    if let Some(most) = most.filter(|most| *most < before) {
        row.cut(CutBy::Most(Level::Deed, most), before.minus(most)?)?;
    }
    if let Some(least) = least.filter(|least| *least > before) {
        row.cut(CutBy::Least(Level::Deed, least), before.minus(least)?)?;
    }
    Some(row)
}

/// How many units a deed is.
pub(super) fn units(per: Option<&Per>, deed: &Deed) -> Decimal {
    let Some(per) = per else {
        return Decimal::ONE;
    };
    let number = deed.fields.get(&per.field).and_then(|field| field.number());
    let Some(number) = number.filter(|number| *number >= Decimal::ZERO) else {
        return per.missing;
    };
    let steps = per.step.map(|step| number.steps(step));
    steps.flatten().unwrap_or(number)
}

fn category(edition: &Edition, rule: &Rule) -> Option<Arc<Label>> {
    let category = edition.categories.get(rule.category);
    category.map(|category| category.label.clone())
}

/// A row of no deed.
pub(super) fn plain<'a>(
    edition: &'a Edition,
    rule: &'a Rule,
    origin: Origin,
    units: Decimal,
    each: Decimal,
) -> Result<Made<'a>, ScoreError> {
    let before = each.times(units).ok_or_else(|| too_large(rule))?;
    let row = Row {
        rule: Some(rule.label.clone()),
        category: category(edition, rule),
        origin,
        units,
        each,
        factors: Vec::new(),
        before,
        cuts: Vec::new(),
        points: before,
    };
    Ok(Made {
        row,
        edition,
        rule: Some(rule),
        deed: None,
    })
}

pub(super) fn too_large(rule: &Rule) -> ScoreError {
    ScoreError::TooLarge(rule.label.id.clone())
}

impl Row {
    /// Takes points of it.
    pub(super) fn cut(&mut self, by: CutBy, points: Decimal) -> Option<()> {
        self.points = self.points.minus(points)?;
        self.cuts.push(Cut { by, points });
        Some(())
    }

    /// Takes all of it.
    pub(super) fn lose(&mut self, by: CutBy) {
        if self.points != Decimal::ZERO {
            self.cuts.push(Cut {
                by,
                points: self.points,
            });
            self.points = Decimal::ZERO;
        }
    }
}
