//! Reads `public/workflows.json`; every mistake is named with its place.

use super::{Asked, Choice, Cosigners, Fact, StepKind, Who, Workflow, Workflows};
use crate::{
    domain::{answer::Answer, record::KindId},
    forms::{
        catalog::{name, named},
        door::answer_from_json,
        hints::{option, required_words, word},
        loading::{CatalogError, Errors, Node, Problem, Want},
    },
};

const FIRST: &[&str] = &["id", "label"];
const STEP: &[&str] = &[
    "id", "label", "after", "by", "words", "unit", "levels", "aside", "fact",
];
const BY: &[&str] = &["office", "author", "both"];
const ASKED: &[&str] = &["may", "must"];

pub(super) fn parse(text: &str) -> Result<Workflows, Vec<CatalogError>> {
    let mut errors = Errors::default();
    let document = answer_from_json(text).unwrap_or_default();
    let node = Node::root(&document);
    if node.is_absent() {
        errors.add(&node, Problem::NotJson);
        return Err(errors.found);
    }
    match workflows(&node, &mut errors) {
        Some(kinds) if errors.found.is_empty() => Ok(Workflows(kinds)),
        Some(_) | None => Err(errors.found),
    }
}

fn workflows(node: &Node<'_>, errors: &mut Errors) -> Option<Vec<Workflow>> {
    node.group(errors)?;
    node.knows_only(&["version", "kinds"], errors);
    node.child("version").count(errors);
    let mut all: Vec<Workflow> = Vec::new();
    for item in node.child("kinds").items(errors)? {
        item.group(errors)?;
        item.knows_only(&["kind", "steps", "cosigners"], errors);
        let kind = KindId(name(&item, "kind", errors)?);
        if all.iter().any(|earlier| earlier.kind == kind) {
            errors.add(&item.child("kind"), Problem::Repeated);
        }
        let steps = steps(&item.child("steps"), errors)?;
        let cosigners = option(&item, "cosigners", errors, |node, errors| {
            cosigners(node, &steps, errors)
        });
        all.push(Workflow {
            kind,
            steps,
            cosigners,
        });
    }
    Some(all)
}

/// What other members may read of a record that they are asked to co-sign, and the steps that end it.
fn cosigners(node: &Node<'_>, steps: &[StepKind], errors: &mut Errors) -> Option<Cosigners> {
    node.group(errors)?;
    node.knows_only(&["shows", "until"], errors);
    let (shows, until) = (node.child("shows"), node.child("until"));
    for end in until.items(errors)? {
        if !steps
            .iter()
            .any(|step| *end.value == Answer::Text(step.id.clone()))
        {
            errors.add(&end, Problem::NotAccepted);
        }
    }
    Some(Cosigners {
        shows: shows.texts(errors)?,
        until: until.texts(errors)?,
    })
}

fn steps(list: &Node<'_>, errors: &mut Errors) -> Option<Vec<StepKind>> {
    let items = list.items(errors)?;
    let mut steps: Vec<StepKind> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(step) = step(item, index == 0, errors) else {
            continue;
        };
        if steps.iter().any(|earlier| earlier.id == step.id) {
            errors.add(&item.child("id"), Problem::Repeated);
        }
        steps.push(step);
    }
    if items.is_empty() {
        return list.wrong(Want::List, errors);
    }
    for item in &items {
        let after = item.child("after");
        // What is no list was named already.
        for before in after.items(&mut Errors::default()).unwrap_or_default() {
            let leads = |step: &Node<'_>| {
                *step.child("id").value == *before.value
                    && *step.child("aside").value != Answer::Flag(true)
            };
            if !items.iter().any(leads) {
                errors.add(&before, Problem::NotAccepted);
            }
        }
    }
    Some(steps)
}

/// The first is the record's arrival: nobody takes it.
fn step(node: &Node<'_>, is_first: bool, errors: &mut Errors) -> Option<StepKind> {
    node.group(errors)?;
    node.knows_only(if is_first { FIRST } else { STEP }, errors);
    let id = name(node, "id", errors);
    let label = required_words(node, "label", errors);
    let after = if is_first {
        Some(Vec::new())
    } else {
        after(node, errors)
    };
    let by = match word(node, "by", BY, errors) {
        Some("author") => Who::Author,
        Some("both") => Who::Both,
        Some(_) | None => Who::Office,
    };
    let aside = node.child("aside");
    Some(StepKind {
        by,
        words: asked(node, "words", errors),
        unit: asked(node, "unit", errors),
        levels: levels(&node.child("levels"), errors),
        aside: !aside.is_absent() && aside.flag(errors)?,
        fact: fact(&node.child("fact"), errors),
        id: id?,
        label: label?,
        after: after?,
    })
}

fn after(node: &Node<'_>, errors: &mut Errors) -> Option<Vec<String>> {
    if !node.has("after") {
        errors.add(node, Problem::Missing("after"));
        return None;
    }
    let list = node.child("after");
    let names = list.texts(errors)?;
    if names.is_empty() {
        return list.wrong(Want::List, errors);
    }
    Some(names)
}

fn asked(node: &Node<'_>, key: &str, errors: &mut Errors) -> Asked {
    match word(node, key, ASKED, errors) {
        Some("must") => Asked::Must,
        Some(_) => Asked::May,
        None => Asked::No,
    }
}

fn levels(list: &Node<'_>, errors: &mut Errors) -> Vec<Choice> {
    let levels = named(list, errors).into_iter();
    let levels: Vec<Choice> = levels.map(|(id, label)| Choice { id, label }).collect();
    if levels.is_empty() && !list.is_absent() {
        errors.add(list, Problem::Wrong(Want::List));
    }
    levels
}

fn fact(node: &Node<'_>, errors: &mut Errors) -> Option<Fact> {
    if node.is_absent() {
        return None;
    }
    node.group(errors)?;
    node.knows_only(&["field", "value"], errors);
    let value = node.child("value");
    match value.value {
        Answer::Null | Answer::Flag(_) | Answer::Int(_) | Answer::Text(_) => {}
        Answer::Real(_) | Answer::List(_) | Answer::Group(_) => {
            errors.add(&value, Problem::Wrong(Want::Text));
        }
    }
    Some(Fact {
        field: name(node, "field", errors)?,
        value: value.value.clone(),
    })
}
