//! What a computed field is computed from: `x-ui.compute`.

use super::decimal::Decimal;
use super::field::Field;
use super::loading::{Errors, Node, Problem, Want};
use super::steps::step;
use super::widget::Holds;
use crate::domain::answer::Answer;
use std::collections::BTreeMap;

/// A formula no deeper than this.
const DEEPEST: usize = 8;
/// Parts of one step.
const MOST_PARTS: usize = 50;

/// A formula over fields that come earlier in the form: no circles by construction.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Formula {
    Number(Decimal),
    Field(String),
    /// What was answered of the parts, added; fixed numbers count once something was.
    Sum(Vec<Formula>),
    /// The first one less the others.
    Difference(Vec<Formula>),
    Product(Vec<Formula>),
    /// How many entries a list has.
    Count(String),
    /// A field of every row, added.
    SumOf(String, String),
}

impl Formula {
    pub(super) fn load(
        node: &Node<'_>,
        earlier: &[Field],
        depth: usize,
        errors: &mut Errors,
    ) -> Option<Self> {
        if depth > DEEPEST {
            errors.add(node, Problem::TooDeep(DEEPEST));
            return None;
        }
        if let Some(number) = Decimal::of(node.value) {
            return Some(Self::Number(number));
        }
        if let Answer::Text(_) = node.value {
            return number_field(node, earlier, errors).map(Self::Field);
        }
        const STEPS: &[&str] = &["sum", "difference", "product", "count", "sum_of"];
        let mut named = STEPS.iter().copied().filter(|key| node.has(key));
        let (Some(step), None) = (named.next(), named.next()) else {
            return node.wrong(Want::OneOf(STEPS), errors);
        };
        node.knows_only(&[step], errors);
        let at = node.child(step);
        match step {
            "count" => list_field(&at, earlier, errors).map(|field| Self::Count(field.key.clone())),
            "sum_of" => {
                at.knows_only(&["rows", "field"], errors);
                let rows = list_field(&at.child("rows"), earlier, errors)?;
                let fields = rows.rows().map(|form| form.fields()).unwrap_or_default();
                let field = number_field(&at.child("field"), fields, errors)?;
                Some(Self::SumOf(rows.key.clone(), field))
            }
            _ => {
                let items = at.items(errors)?;
                if items.len() > MOST_PARTS {
                    errors.add(&at, Problem::TooMany(MOST_PARTS));
                    return None;
                }
                let parts = items
                    .iter()
                    .map(|item| Self::load(item, earlier, depth + 1, errors));
                let parts: Vec<Self> = parts.collect::<Option<_>>()?;
                match step {
                    "sum" => Some(Self::Sum(parts)),
                    "difference" => Some(Self::Difference(parts)),
                    _ => Some(Self::Product(parts)),
                }
            }
        }
    }

    /// What it comes to; `None` until what it needs was answered.
    pub(super) fn value(
        &self,
        answers: &BTreeMap<String, Answer>,
    ) -> Result<Option<Decimal>, TooLarge> {
        step(1);
        match self {
            Self::Number(number) => Ok(Some(*number)),
            Self::Field(key) => Ok(answers.get(key).and_then(Decimal::of)),
            Self::Sum(parts) => {
                let (mut sum, mut said) = (None, false);
                for part in parts {
                    let value = part.value(answers)?;
                    said |= value.is_some() && !matches!(part, Self::Number(_));
                    sum = add(sum, value)?;
                }
                Ok(sum.filter(|_| said))
            }
            Self::Difference(parts) => all(parts, answers, Decimal::minus),
            Self::Product(parts) => all(parts, answers, Decimal::times),
            Self::Count(key) => {
                let count = i64::try_from(rows(answers, key).len());
                Ok(count.ok().map(Decimal::whole))
            }
            Self::SumOf(key, field) => {
                step(rows(answers, key).len());
                let mut values = rows(answers, key).iter();
                values.try_fold(None, |sum, row| {
                    add(sum, row.field(field).and_then(Decimal::of))
                })
            }
        }
    }
}

/// The numbers grew out of hand.
pub(super) struct TooLarge;

/// What was not answered adds nothing.
fn add(sum: Option<Decimal>, value: Option<Decimal>) -> Result<Option<Decimal>, TooLarge> {
    match (sum, value) {
        (Some(sum), Some(value)) => sum.plus(value).map(Some).ok_or(TooLarge),
        (sum, value) => Ok(sum.or(value)),
    }
}

/// All parts, the first one by the others; `None` where one was not answered.
fn all(
    parts: &[Formula],
    answers: &BTreeMap<String, Answer>,
    step: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> Result<Option<Decimal>, TooLarge> {
    let mut whole = None;
    for part in parts {
        let Some(value) = part.value(answers)? else {
            return Ok(None);
        };
        whole = Some(match whole {
            Some(left) => step(left, value).ok_or(TooLarge)?,
            None => value,
        });
    }
    Ok(whole)
}

fn rows<'a>(answers: &'a BTreeMap<String, Answer>, key: &str) -> &'a [Answer] {
    match answers.get(key) {
        Some(Answer::List(rows)) => rows,
        Some(_) | None => &[],
    }
}

/// A field that comes earlier, by its name.
pub(super) fn earlier_field<'a>(
    node: &Node<'_>,
    earlier: &'a [Field],
    errors: &mut Errors,
) -> Option<&'a Field> {
    let key = node.text(errors)?;
    step(earlier.len());
    let found = earlier.iter().find(|field| field.key == key);
    if found.is_none() {
        errors.add(node, Problem::LooksAhead);
    }
    found
}

/// A field of numbers that comes earlier.
fn number_field(node: &Node<'_>, earlier: &[Field], errors: &mut Errors) -> Option<String> {
    let field = earlier_field(node, earlier, errors)?;
    if matches!(field.holds, Holds::Integer | Holds::Number) {
        return Some(field.key.clone());
    }
    errors.add(node, Problem::NotAccepted);
    None
}

/// A field of entries that comes earlier.
fn list_field<'a>(node: &Node<'_>, earlier: &'a [Field], errors: &mut Errors) -> Option<&'a Field> {
    let field = earlier_field(node, earlier, errors)?;
    if matches!(field.holds, Holds::List | Holds::Rows) {
        return Some(field);
    }
    errors.add(node, Problem::NotAccepted);
    None
}
