//! Where a rules file comes in: which deeds a rule counts, and how.

use super::{
    counting::{Condition, Counted, Test},
    decimal::Decimal,
    deed::{Came, Field, Source, Stands},
    node::{Errors, Node, Problem, Want, number_of},
    rules::{Per, Share},
};
use crate::domain::record::KindId;
use serde_json::Value;

const MOST_KINDS: usize = 50;
const MOST_CONDITIONS: usize = 20;
pub(super) const MOST_VALUES: usize = 50;
const COUNTS: &[&str] = &["kinds", "source", "came", "must", "standing", "when"];

pub(super) fn read_counted(node: &Node<'_>, errors: &mut Errors) -> Option<Counted> {
    node.knows(COUNTS, errors)?;
    let kinds = node.maybe("kinds").map_or_else(
        || Some(Vec::new()),
        |list| {
            let items = list.items(MOST_KINDS, errors)?;
            let kinds = items.iter().map(|item| item.name(errors).map(KindId));
            kinds.collect::<Option<Vec<_>>>()
        },
    );
    let sources = match node.maybe("source") {
        None => Some(vec![Source::Record, Source::Event]),
        Some(one) if !one.value.is_array() => one
            .choice(Source::NAMES, errors)
            .and_then(Source::named)
            .map(|it| vec![it]),
        Some(_) => names(node, "source", Source::NAMES, Source::named, errors),
    };
    let came = names(node, "came", Came::NAMES, Came::named, errors);
    let stands = names(node, "standing", Stands::NAMES, Stands::named, errors);
    let must = node
        .maybe("must")
        .map_or(Some(None), |it| it.flag(errors).map(Some));
    let when = node
        .maybe("when")
        .map_or_else(|| Some(Vec::new()), |it| read_conditions(&it, errors));
    let mut kinds = kinds?;
    kinds.sort();
    kinds.dedup();
    if kinds.is_empty() && node.maybe("source").is_none() {
        errors.add(node, Problem::Missing("kinds"));
    }
    Some(Counted {
        kinds,
        sources: sources?,
        came: came?,
        must: must?,
        stands: stands?,
        when: when?,
    })
}

fn names<T>(
    node: &Node<'_>,
    key: &'static str,
    all: &'static [&'static str],
    named: fn(&str) -> Option<T>,
    errors: &mut Errors,
) -> Option<Vec<T>> {
    let Some(list) = node.maybe(key) else {
        return Some(Vec::new());
    };
    let items = list.items(all.len(), errors)?;
    let names = items
        .iter()
        .map(|item| item.choice(all, errors).and_then(named));
    names.collect()
}

fn read_conditions(node: &Node<'_>, errors: &mut Errors) -> Option<Vec<Condition>> {
    let map = node.object(errors)?;
    if map.len() > MOST_CONDITIONS {
        errors.add(node, Problem::TooMany(MOST_CONDITIONS));
        return None;
    }
    let conditions = map.keys().map(|field| {
        let test = read_test(&node.child(field), errors)?;
        let field = field.clone();
        Some(Condition { field, test })
    });
    conditions.collect()
}

fn read_test(node: &Node<'_>, errors: &mut Errors) -> Option<Test> {
    let Value::Object(map) = node.value else {
        return read_values(node, Want::Condition, errors).map(Test::OneOf);
    };
    let has = |key: &str| map.contains_key(key);
    if has("not") && map.len() == 1 {
        let not = node.child("not");
        return read_values(&not, Want::Value, errors).map(Test::NoneOf);
    }
    if has("there") && map.len() == 1 {
        return node.child("there").flag(errors).map(Test::There);
    }
    if map.is_empty() || map.keys().any(|key| key != "least" && key != "most") {
        return node.wrong(Want::Condition, errors);
    }
    let mut bound = |key| match node.maybe(key) {
        Some(it) => it.number(errors).map(Some),
        None => Some(None),
    };
    let (least, most) = (bound("least")?, bound("most")?);
    if least.zip(most).is_some_and(|(least, most)| most < least) {
        errors.add(&node.child("most"), Problem::Backwards);
    }
    Some(Test::Between(least, most))
}

/// One value or a list of them.
pub(super) fn read_values(node: &Node<'_>, want: Want, errors: &mut Errors) -> Option<Vec<Field>> {
    if !node.value.is_array() {
        return read_value(node, want, errors).map(|value| vec![value]);
    }
    let items = node.items(MOST_VALUES, errors)?;
    let values = items
        .iter()
        .map(|item| read_value(item, Want::Value, errors));
    values.collect()
}

fn read_value(node: &Node<'_>, want: Want, errors: &mut Errors) -> Option<Field> {
    match node.value {
        Value::Bool(flag) => Some(Field::Flag(*flag)),
        Value::String(_) => node.text(errors).map(|text| Field::Text(text.into())),
        Value::Number(_) => match number_of(node.value) {
            Some(number) => Some(Field::Number(number)),
            None => node.wrong(Want::Number, errors),
        },
        Value::Null | Value::Array(_) | Value::Object(_) => node.wrong(want, errors),
    }
}

pub(super) fn read_per(node: &Node<'_>, errors: &mut Errors) -> Option<Per> {
    node.knows(&["field", "step", "missing"], errors)?;
    let field = node.needed("field", errors)?.text(errors)?.to_owned();
    let step = match node.maybe("step") {
        Some(it) => {
            let step = it.positive(errors)?;
            if step == Decimal::ZERO {
                return it.wrong(Want::Count, errors);
            }
            Some(step)
        }
        None => None,
    };
    let missing = match node.maybe("missing") {
        Some(it) => it.positive(errors)?,
        None => Decimal::ZERO,
    };
    Some(Per {
        field,
        step,
        missing,
    })
}

/// What is counted, and of it what was attended.
pub(super) fn read_share(node: &Node<'_>, errors: &mut Errors) -> Option<Share> {
    node.knows(&["of", "came", "if_none"], errors)?;
    let counted = node
        .needed("of", errors)
        .and_then(|it| read_counted(&it, errors));
    let came = match node.maybe("came") {
        Some(_) => names(node, "came", Came::NAMES, Came::named, errors)?,
        None => vec![Came::Attended, Came::Late],
    };
    let if_none = match node.maybe("if_none") {
        Some(it) => it.positive(errors)?,
        None => Decimal::ONE,
    };
    let mut counted = counted?;
    if counted.came.is_empty() {
        counted.came = vec![Came::Attended, Came::Late, Came::Absent];
    }
    Some(Share {
        counted,
        came,
        if_none,
    })
}
