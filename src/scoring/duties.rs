//! What is of the whole year: shares, targets, and what rules give for them.

use super::{
    counting::Places,
    decimal::Decimal,
    deed::{Deed, Field},
    evaluation::{Made, plain, too_large, units},
    fuel::Fuel,
    ledger::Origin,
    rules::{Edition, Gives, Owes, Rule, Scale, Share, Target},
    score::ScoreError,
    summary::TargetState,
};
use std::sync::Arc;

/// What was counted so far.
pub(super) struct Duties<'a> {
    edition: &'a Edition,
    /// By the places of the rules.
    shares: Vec<Attended>,
    targets: Vec<Vec<Tally<'a>>>,
}

#[derive(Clone, Copy, Default)]
struct Attended {
    came: u64,
    of: u64,
}

/// What was counted of a target, or of its part for one village.
#[derive(Clone, Default)]
struct Tally<'a> {
    village: Option<&'a str>,
    units: Decimal,
    attended: Attended,
    deeds: Vec<&'a Deed>,
}

impl Attended {
    fn count(&mut self, share: &Share, deed: &Deed) -> bool {
        let here = share.counted.has(deed);
        if here {
            self.of += 1;
            self.came += u64::from(deed.came.is_some_and(|came| share.came.contains(&came)));
        }
        here
    }

    /// So much of the points; `None` where there was nothing to attend.
    fn of_points(self, points: Decimal) -> Option<Decimal> {
        let whole = |number: u64| Decimal::whole(i64::try_from(number).ok()?);
        points.times(whole(self.came)?)?.over(whole(self.of)?)
    }

    /// The part of one; `None` where it does not fit.
    fn part(self, share: &Share) -> Option<Decimal> {
        if self.of == 0 {
            return Some(share.if_none);
        }
        let whole = |number: u64| Decimal::whole(i64::try_from(number).ok()?);
        whole(self.came)?.over(whole(self.of)?)
    }
}

impl<'a> Duties<'a> {
    pub(super) fn new(edition: &'a Edition, villages: &'a [String]) -> Self {
        let tallies = |target: &Target| match &target.owes {
            Owes::Units {
                for_each: Some(_), ..
            } if !villages.is_empty() => each_once(villages)
                .map(|village| Tally {
                    village: Some(village),
                    ..Tally::default()
                })
                .collect(),
            Owes::Units { .. } | Owes::Share(_) => vec![Tally::default()],
        };
        Self {
            edition,
            shares: vec![Attended::default(); edition.rules.len()],
            targets: edition.targets.iter().map(tallies).collect(),
        }
    }

    /// Whether a share or a target of those that may count the deed does.
    pub(super) fn count(
        &mut self,
        deed: &'a Deed,
        by: &Places,
        fuel: &mut Fuel,
    ) -> Result<bool, ScoreError> {
        let mut counted = false;
        for place in by.by_year.iter().copied() {
            let rule = self.edition.rules.get(place);
            if let Some(rule) = rule
                && let Gives::Share(share, _) = &rule.gives
                && let Some(attended) = self.shares.get_mut(place)
            {
                fuel.burn(share.counted.cost())?;
                counted |= rule.days.has(deed.day) && attended.count(share, deed);
            }
        }
        for place in by.targets.iter().copied() {
            if let Some(target) = self.edition.targets.get(place)
                && let Some(tallies) = self.targets.get_mut(place)
            {
                counted |= tally(target, tallies, deed, fuel)?;
            }
        }
        Ok(counted)
    }

    /// Adds the rows of the year; gives the targets with their places.
    pub(super) fn close(
        self,
        rows: &mut Vec<Made<'a>>,
        fuel: &mut Fuel,
    ) -> Result<Vec<(usize, TargetState)>, ScoreError> {
        let mut states = Vec::new();
        for (place, target) in self.edition.targets.iter().enumerate() {
            for tally in self.targets.get(place).into_iter().flatten() {
                fuel.burn(1 + tally.deeds.len())?;
                let large = || ScoreError::TooLarge(target.label.id.clone());
                states.push((place, state(target, tally).ok_or_else(large)?));
            }
        }
        for (place, rule) in self.edition.rules.iter().enumerate() {
            fuel.burn(1)?;
            match &rule.gives {
                Gives::Base(_) | Gives::Each(_) => {}
                Gives::Share(share, scale) => {
                    let attended = self.shares.get(place).copied().unwrap_or_default();
                    let part = attended.part(share).ok_or_else(|| too_large(rule))?;
                    rows.push(shared(self.edition, rule, scale, attended, part)?);
                }
                Gives::Met(targets, points) => {
                    fuel.burn(states.len())?;
                    let of_it = |(target, _): &&(usize, TargetState)| targets.contains(target);
                    let mut asked = states.iter().filter(of_it);
                    if asked.all(|(_, state)| state.owed == Decimal::ZERO) {
                        let labels = targets
                            .iter()
                            .filter_map(|it| self.edition.targets.get(*it));
                        let met = labels.map(|target| target.label.id.clone()).collect();
                        let origin = Origin::Met(met);
                        rows.push(plain(self.edition, rule, origin, Decimal::ONE, *points)?);
                    }
                }
                Gives::Owed(targets, points) => {
                    fuel.burn(states.len())?;
                    let owed = states.iter().filter(|(target, state)| {
                        targets.contains(target) && state.owed != Decimal::ZERO
                    });
                    for (_, state) in owed {
                        let origin = Origin::Owed {
                            target: state.label.id.clone(),
                            village: state.village.clone(),
                        };
                        rows.push(plain(self.edition, rule, origin, state.owed, *points)?);
                    }
                }
            }
        }
        Ok(states)
    }
}

fn each_once(villages: &[String]) -> impl Iterator<Item = &str> {
    let once = villages.iter().enumerate().filter(|(place, village)| {
        let earlier = villages.get(..*place).unwrap_or_default();
        !earlier.contains(village)
    });
    once.map(|(_, village)| village.as_str())
}

fn tally<'a>(
    target: &'a Target,
    tallies: &mut [Tally<'a>],
    deed: &'a Deed,
    fuel: &mut Fuel,
) -> Result<bool, ScoreError> {
    let mut counted = false;
    match &target.owes {
        Owes::Share(share) => {
            fuel.burn(share.counted.cost())?;
            for tally in tallies {
                if tally.attended.count(share, deed) {
                    tally.deeds.push(deed);
                    counted = true;
                }
            }
        }
        Owes::Units {
            counted: which,
            per,
            for_each,
        } => {
            fuel.burn(which.cost())?;
            if !which.has(deed) {
                return Ok(false);
            }
            let units = units(per.as_ref(), deed);
            let held = for_each.as_ref().and_then(|field| deed.fields.get(field));
            fuel.burn(tallies.len())?;
            for tally in tallies {
                let here = tally.village.is_none_or(|village| is_in(village, held));
                if here {
                    let large = || ScoreError::TooLarge(target.label.id.clone());
                    tally.units = tally.units.plus(units).ok_or_else(large)?;
                    tally.deeds.push(deed);
                    counted = true;
                }
            }
        }
    }
    Ok(counted)
}

fn is_in(village: &str, held: Option<&Field>) -> bool {
    match held {
        Some(Field::Text(text)) => **text == *village,
        Some(Field::List(items)) => items.iter().any(|item| is_in(village, Some(item))),
        Some(Field::Flag(_) | Field::Number(_)) | None => false,
    }
}

fn state(target: &Target, tally: &Tally<'_>) -> Option<TargetState> {
    let (have, share) = match &target.owes {
        Owes::Units { .. } => (tally.units, None),
        Owes::Share(share) => (
            tally.attended.part(share)?,
            Some((tally.attended.came, tally.attended.of)),
        ),
    };
    Some(TargetState {
        label: target.label.clone(),
        measure: target.measure.clone(),
        kinds: match &target.owes {
            Owes::Units { counted, .. } => counted.kinds.clone(),
            Owes::Share(_) => Vec::new(),
        },
        village: tally.village.map(str::to_owned),
        have,
        least: target.least,
        owed: target.least.minus(have)?.max(Decimal::ZERO),
        share,
        deeds: tally
            .deeds
            .iter()
            .map(|deed| Arc::clone(&deed.of))
            .collect(),
    })
}

fn shared<'a>(
    edition: &'a Edition,
    rule: &'a Rule,
    scale: &Scale,
    attended: Attended,
    part: Decimal,
) -> Result<Made<'a>, ScoreError> {
    let origin = Origin::Share {
        came: attended.came,
        of: attended.of,
    };
    match scale {
        Scale::Times(points) => {
            let mut made = plain(edition, rule, origin, part, *points)?;
            // One rounding, not one of the share and another of the points.
            if let Some(exact) = attended.of_points(*points) {
                (made.before, made.points) = (exact, exact);
            }
            Ok(made)
        }
        Scale::Bands(bands) => {
            let band = bands.iter().find(|(from, _)| *from <= part);
            let points = band.map_or(Decimal::ZERO, |(_, points)| *points);
            plain(edition, rule, origin, Decimal::ONE, points)
        }
    }
}
