//! The way from deeds to rows.

use super::{
    bounds::bound,
    choosing::choose,
    counting::holds_any,
    decimal::Decimal,
    deed::{Deed, Field, Stands},
    duties::Duties,
    fuel::Fuel,
    ledger::{Applied, Cut, CutBy, Ledger, LeftOut, Level, Origin, Row, Why},
    rules::{Bounds, Each, Edition, Factor, Gives, Label, Per, Rule, Rules, Takes},
    score::{Asked, ScoreError},
    summary::Summary,
};
use std::{ptr, sync::Arc};

/// A row before anybody asks for it, with what it comes of: a long year has many, and few are looked at.
pub(super) struct Made<'a> {
    pub(super) edition: &'a Edition,
    pub(super) rule: Option<&'a Rule>,
    pub(super) category: Option<&'a Arc<Label>>,
    pub(super) of: Whence<'a>,
    pub(super) units: Decimal,
    pub(super) each: Decimal,
    pub(super) before: Decimal,
    pub(super) points: Decimal,
    pub(super) cuts: Vec<Cut>,
}

/// What a row comes of.
pub(super) enum Whence<'a> {
    Deed(&'a Deed),
    /// Of no deed.
    Year(Box<Origin>),
}

/// A year worked out: its sums, and the rows that make them.
pub(super) struct Evaluated<'a> {
    pub(super) rows: Vec<Made<'a>>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) summary: Summary,
}

/// Deeds by day and id, each once, all of the year.
pub(super) fn evaluate<'a>(
    rules: &'a Rules,
    asked: &'a Asked,
    deeds: &[&'a Deed],
    fuel: &mut Fuel,
) -> Result<Evaluated<'a>, ScoreError> {
    let edition = rules.of_year(asked.year).ok_or(ScoreError::NoEdition)?;
    let mut rows = Vec::with_capacity(deeds.len());
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
            let deed = Arc::clone(&deed.of);
            left_out.push(LeftOut { deed, why });
        };
        if deed.stands == Stands::Returned {
            leave(Why::Returned);
            continue;
        }
        let before = rows.len();
        let of_year = edition.index.of(&deed.kind);
        let own = rules.on(deed.day);
        if let Some(own) = own {
            let of_day = if ptr::eq(own, edition) {
                of_year
            } else {
                own.index.of(&deed.kind)
            };
            count(own, &of_day.by_deed, deed, &mut nth, &mut rows, fuel)?;
        }
        let owed = duties.count(deed, of_year, fuel)?;
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
    Ok(Evaluated {
        rows,
        left_out,
        summary,
    })
}

impl Evaluated<'_> {
    /// Every row told, with the sums.
    pub(super) fn told(self) -> (Ledger, Summary) {
        let ledger = Ledger {
            rows: self.rows.into_iter().map(Made::told).collect(),
            left_out: self.left_out,
        };
        (ledger, self.summary)
    }
}

/// The rows that a deed gives by those rules of its day that may count it.
fn count<'a>(
    edition: &'a Edition,
    places: &[usize],
    deed: &'a Deed,
    nth: &mut [u64],
    rows: &mut Vec<Made<'a>>,
    fuel: &mut Fuel,
) -> Result<(), ScoreError> {
    for place in places {
        let Some(rule) = edition.rules.get(*place) else {
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
        let mut made = made_of(edition, rule, each, deed).ok_or_else(|| too_large(rule))?;
        let Some(n) = nth.get_mut(rule.slot) else {
            continue;
        };
        *n += 1;
        match each.takes {
            Takes::From(from) if *n < from => made.lose(CutBy::Before { nth: *n, from }),
            Takes::First(first) if *n > first => made.lose(CutBy::Past { nth: *n, first }),
            Takes::All | Takes::First(_) | Takes::From(_) | Takes::Best(_) => {}
        }
        rows.push(made);
    }
    Ok(())
}

fn made_of<'a>(
    edition: &'a Edition,
    rule: &'a Rule,
    each: &Each,
    deed: &'a Deed,
) -> Option<Made<'a>> {
    let units = units(each.per.as_ref(), deed);
    let mut before = each.points.times(units)?;
    for factor in &each.factors {
        let held = deed.fields.get(&factor.field);
        before = before.times(factor.times(held))?;
    }
    let mut made = Made {
        edition,
        rule: Some(rule),
        category: category(edition, rule),
        of: Whence::Deed(deed),
        units,
        each: each.points,
        before,
        points: before,
        cuts: Vec::new(),
    };
    let Bounds { least, most } = each.bounds;
    if let Some(most) = most.filter(|most| *most < before) {
        made.cut(CutBy::Most(Level::Deed, most), before.minus(most)?)?;
    }
    if let Some(least) = least.filter(|least| *least > before) {
        made.cut(CutBy::Least(Level::Deed, least), before.minus(least)?)?;
    }
    Some(made)
}

impl Factor {
    fn times(&self, held: Option<&Field>) -> Decimal {
        let is =
            |(values, _): &&(Vec<Field>, Decimal)| held.is_some_and(|held| holds_any(held, values));
        let case = self.cases.iter().find(is);
        case.map_or(self.otherwise, |(_, times)| *times)
    }

    fn applied(&self, deed: &Deed) -> Applied {
        let held = deed.fields.get(&self.field);
        Applied {
            field: Arc::clone(&self.field),
            held: held.cloned(),
            times: self.times(held),
        }
    }
}

/// How many units a deed is.
pub(super) fn units(per: Option<&Per>, deed: &Deed) -> Decimal {
    let Some(per) = per else {
        return Decimal::ONE;
    };
    let number = deed
        .fields
        .get(per.field.as_str())
        .and_then(|field| field.number());
    let Some(number) = number.filter(|number| *number >= Decimal::ZERO) else {
        return per.missing;
    };
    let steps = per.step.map(|step| number.steps(step));
    steps.flatten().unwrap_or(number)
}

fn category<'a>(edition: &'a Edition, rule: &Rule) -> Option<&'a Arc<Label>> {
    let category = edition.categories.get(rule.category);
    category.map(|category| &category.label)
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
    Ok(Made {
        edition,
        rule: Some(rule),
        category: category(edition, rule),
        of: Whence::Year(origin.into()),
        units,
        each,
        before,
        points: before,
        cuts: Vec::new(),
    })
}

pub(super) fn too_large(rule: &Rule) -> ScoreError {
    ScoreError::TooLarge(rule.label.id.clone())
}

impl<'a> Made<'a> {
    pub(super) fn deed(&self) -> Option<&'a Deed> {
        match &self.of {
            Whence::Deed(deed) => Some(deed),
            Whence::Year(_) => None,
        }
    }

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

    /// As the ledger has it.
    pub(super) fn told(self) -> Row {
        let mut factors = Vec::new();
        if let (Some(Gives::Each(each)), Some(deed)) = (self.rule.map(|it| &it.gives), self.deed())
        {
            factors.extend(each.factors.iter().map(|factor| factor.applied(deed)));
        }
        Row {
            rule: self.rule.map(|rule| rule.label.clone()),
            category: self.category.cloned(),
            origin: match self.of {
                Whence::Deed(deed) => Origin::Deed(Arc::clone(&deed.of)),
                Whence::Year(origin) => *origin,
            },
            units: self.units,
            each: self.each,
            factors,
            before: self.before,
            cuts: self.cuts,
            points: self.points,
        }
    }
}
