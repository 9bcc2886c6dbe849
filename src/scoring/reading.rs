//! Where a rules file comes in: its whole and its editions.

use super::{
    counting::{By, Index},
    looking::looked_at,
    node::{Errors, Node, Problem, RulesError, Want},
    reading_rules::{Known, read_grade, read_rule, read_target},
    rules::{Alternative, Bounds, Category, Closed, Days, Edition, Gives, Label, Of, Owes, Rules},
    strict::Strict,
};
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};

/// The longest file that is read, in bytes.
pub const LONGEST: usize = 1 << 20;

const FORMAT: u64 = 1;
const MOST_EDITIONS: usize = 24;
const MOST_CATEGORIES: usize = 40;
const MOST_RULES: usize = 200;
const MOST_CLOSED: usize = 100;

impl Rules {
    /// Reads a rules file.
    ///
    /// # Errors
    /// Every mistake (up to 50) with its place and, by [`RulesError::remedy`], what to do.
    pub fn parse(text: &str) -> Result<Self, Vec<RulesError>> {
        let whole = |problem| {
            let place = String::new();
            Err(vec![RulesError { place, problem }])
        };
        if text.len() > LONGEST {
            return whole(Problem::TooLong);
        }
        let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
        let error = match serde_json::from_str(bare) {
            Ok(Strict(value)) => return Self::load(&value),
            Err(error) => error,
        };
        let (line, column) = (error.line(), error.column());
        whole(if error.is_data() {
            Problem::Twice { line, column }
        } else {
            Problem::NotJson { line, column }
        })
    }

    /// Reads rules that were parsed already, from a backend.
    ///
    /// # Errors
    /// As [`Rules::parse`].
    pub fn load(value: &Value) -> Result<Self, Vec<RulesError>> {
        let mut errors = Errors::default();
        let rules = read(&Node::root(value), &mut errors);
        match rules {
            Some(rules) if errors.0.is_empty() => Ok(rules),
            Some(_) | None => Err(errors.0),
        }
    }
}

fn read(node: &Node<'_>, errors: &mut Errors) -> Option<Rules> {
    let known = &[
        "$schema",
        "format",
        "id",
        "name",
        "note",
        "late_after_minutes",
        "closed",
        "editions",
    ];
    node.knows(known, errors)?;
    let format = node.needed("format", errors)?;
    match format.value.as_u64() {
        Some(FORMAT) => {}
        Some(newer) if newer > FORMAT => {
            errors.add(&format, Problem::Newer);
            return None;
        }
        Some(_) | None => return format.wrong(Want::Count, errors),
    }
    let id = node.needed("id", errors).and_then(|it| it.name(errors));
    let name = node.needed("name", errors).and_then(|it| it.words(errors));
    let note = node.maybe("note").and_then(|it| it.words(errors));
    let late_after = node
        .maybe("late_after_minutes")
        .and_then(|it| it.count(errors));
    let closed = node
        .maybe("closed")
        .map_or_else(Vec::new, |it| read_closed(&it, errors));
    let list = node.needed("editions", errors)?;
    let mut slots = BTreeMap::new();
    let mut editions: Vec<(usize, Edition)> = Vec::new();
    let items = list.items(MOST_EDITIONS, errors)?;
    for (place, item) in items.iter().enumerate() {
        let edition = read_edition(item, &mut slots, errors);
        editions.extend(edition.map(|edition| (place, edition)));
    }
    editions.sort_by_key(|(_, edition)| edition.days.from);
    for pair in editions.windows(2) {
        if let [(_, one), (place, other)] = pair
            && let Some(item) = items.get(*place)
            && (one.days.to.is_none() || one.days.to >= other.days.from)
        {
            errors.add(item, Problem::Overlap);
        }
    }
    let mut versions: Vec<(u32, usize)> = Vec::new();
    for (place, edition) in &editions {
        versions.push((edition.version, *place));
    }
    repeated(&items, "version", versions, errors);
    let editions: Vec<Edition> = editions.into_iter().map(|(_, edition)| edition).collect();
    Some(Rules {
        id: id?,
        name: name?,
        note,
        late_after,
        closed,
        looked_at: looked_at(&editions),
        editions,
        rule_slots: slots.len(),
    })
}

/// Names what stands in a list a second time.
pub(super) fn repeated<T: Ord>(
    items: &[Node<'_>],
    key: &str,
    mut found: Vec<(T, usize)>,
    errors: &mut Errors,
) {
    found.sort();
    for pair in found.windows(2) {
        if let [(one, _), (other, place)] = pair
            && one == other
            && let Some(item) = items.get(*place)
        {
            errors.add(&item.child(key), Problem::Repeated);
        }
    }
}

fn read_closed(node: &Node<'_>, errors: &mut Errors) -> Vec<Closed> {
    let Some(items) = node.items(MOST_CLOSED, errors) else {
        return Vec::new();
    };
    let mut closed = Vec::new();
    let mut years = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let read = item.knows(&["year", "on"], errors).and_then(|()| {
            let year = item.needed("year", errors)?;
            let number = year.count(errors)?;
            let Ok(year) = u16::try_from(number) else {
                return year.wrong(Want::Count, errors);
            };
            let on = item.needed("on", errors)?.day(errors)?;
            Some(Closed { year, on })
        });
        years.extend(read.map(|it| (it.year, place)));
        closed.extend(read);
    }
    repeated(&items, "year", years, errors);
    closed
}

fn read_edition(
    node: &Node<'_>,
    slots: &mut BTreeMap<String, usize>,
    errors: &mut Errors,
) -> Option<Edition> {
    let known = &[
        "version",
        "from",
        "to",
        "least",
        "most",
        "categories",
        "alternatives",
        "targets",
        "rules",
        "grades",
    ];
    node.knows(known, errors)?;
    let version = node
        .needed("version", errors)
        .and_then(|it| it.count(errors));
    let days = read_days(node, errors);
    let bounds = read_bounds(node, errors);
    // What is asked for may be read, whatever the version.
    let mut of = Known::new(version.unwrap_or_default());
    let categories = node.needed("categories", errors).map(|list| {
        each(&list, MOST_CATEGORIES, errors, |item, errors| {
            item.knows(&["id", "words", "least", "most"], errors)?;
            let label = read_label(item, of.version, errors)?;
            let bounds = read_bounds(item, errors);
            Some((label.id.clone(), Category { label, bounds }))
        })
    });
    let (ids, categories): (Vec<String>, Vec<Category>) = categories?.into_iter().unzip();
    of.categories = ids;
    let alternatives = node.maybe("alternatives").map_or_else(Vec::new, |list| {
        each(&list, MOST_CATEGORIES, errors, |item, errors| {
            item.knows(&["id", "words", "of"], errors)?;
            let label = read_label(item, of.version, errors)?;
            let of = read_of(&item.needed("of", errors)?, errors)?;
            Some((label.id.clone(), Alternative { label, of }))
        })
    });
    let (ids, alternatives) = alternatives.into_iter().unzip();
    of.alternatives = ids;
    let targets = node.maybe("targets").map_or_else(Vec::new, |list| {
        each(&list, MOST_RULES, errors, |item, errors| {
            let target = read_target(item, &of, errors)?;
            Some((target.label.id.clone(), target))
        })
    });
    let (ids, targets): (Vec<String>, Vec<_>) = targets.into_iter().unzip();
    of.targets = ids;
    let rules = node.needed("rules", errors).map(|list| {
        each(&list, MOST_RULES, errors, |item, errors| {
            let rule = read_rule(item, &of, slots, errors)?;
            Some((rule.label.id.clone(), rule))
        })
    });
    let rules: Vec<_> = rules?.into_iter().map(|(_, rule)| rule).collect();
    let grades = node.maybe("grades").map_or_else(Vec::new, |list| {
        each(&list, MOST_CATEGORIES, errors, |item, errors| {
            let grade = read_grade(item, &of, errors)?;
            Some((grade.label.id.clone(), grade))
        })
    });
    let mut grades: Vec<_> = grades.into_iter().map(|(_, grade)| grade).collect();
    grades.sort_by_key(|grade| std::cmp::Reverse(grade.from));
    let of_rules = rules
        .iter()
        .enumerate()
        .filter_map(|(place, rule)| match &rule.gives {
            Gives::Each(each) => Some((By::Deed, place, &each.counted)),
            Gives::Share(share, _) => Some((By::Year, place, &share.counted)),
            Gives::Base(_) | Gives::Met(..) | Gives::Owed(..) => None,
        });
    let of_targets = targets.iter().enumerate().map(|(place, target)| {
        let counted = match &target.owes {
            Owes::Units { counted, .. } => counted,
            Owes::Share(share) => &share.counted,
        };
        (By::Target, place, counted)
    });
    Some(Edition {
        version: version?,
        index: Index::new(of_rules.chain(of_targets)),
        days,
        bounds,
        categories,
        alternatives,
        rules,
        targets,
        grades,
    })
}

/// Every item of a list by its id, which no other has.
fn each<T>(
    list: &Node<'_>,
    most: usize,
    errors: &mut Errors,
    mut read: impl FnMut(&Node<'_>, &mut Errors) -> Option<(String, T)>,
) -> Vec<(String, T)> {
    let Some(items) = list.items(most, errors) else {
        return Vec::new();
    };
    let mut ids = Vec::new();
    let mut found = Vec::new();
    for (place, item) in items.iter().enumerate() {
        if let Some((id, it)) = read(item, errors) {
            ids.push((id.clone(), place));
            found.push((id, it));
        }
    }
    repeated(&items, "id", ids, errors);
    found
}

fn read_of(node: &Node<'_>, errors: &mut Errors) -> Option<Of> {
    if node.value.is_object() {
        node.knows(&["field"], errors)?;
        let field = node.needed("field", errors)?.text(errors)?;
        return Some(Of::Field(field.to_owned()));
    }
    let name = node.choice(&["deed", "year"], errors)?;
    Some(if name == "deed" { Of::Deed } else { Of::Year })
}

pub(super) fn read_label(node: &Node<'_>, version: u32, errors: &mut Errors) -> Option<Arc<Label>> {
    let id = node.needed("id", errors).and_then(|it| it.name(errors));
    let words = node.needed("words", errors).and_then(|it| it.words(errors));
    Some(Arc::new(Label {
        id: id?,
        version,
        words: words?,
    }))
}

pub(super) fn read_days(node: &Node<'_>, errors: &mut Errors) -> Days {
    let mut day = |key| node.maybe(key).and_then(|it| it.day(errors));
    let days = Days {
        from: day("from"),
        to: day("to"),
    };
    if days.from.zip(days.to).is_some_and(|(from, to)| to < from) {
        errors.add(&node.child("to"), Problem::Backwards);
    }
    days
}

pub(super) fn read_bounds(node: &Node<'_>, errors: &mut Errors) -> Bounds {
    let bounds = Bounds {
        least: node.maybe("least").and_then(|it| it.number(errors)),
        most: node.maybe("most").and_then(|it| it.positive(errors)),
    };
    if bounds
        .least
        .zip(bounds.most)
        .is_some_and(|(least, most)| most < least)
    {
        errors.add(&node.child("most"), Problem::Backwards);
    }
    bounds
}
