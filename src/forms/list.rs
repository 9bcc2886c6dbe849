//! Lists to choose from, too long to be shown whole: villages, sectors. They are searched on the phone.

use super::door::answer_from_json;
use super::hints::{option, word};
use super::loading::{CatalogError, Errors, Node, Problem, Want};
use super::number::narrow;
use super::order::{Letters, ORDERS, Order};
use super::words::Words;
use crate::domain::{answer::Answer, lang::Lang, person::Person};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most entries of a list.
const MOST_ENTRIES: usize = 5_000;
/// Most letters of all its entries, so that a search ends within a keystroke.
const MOST_LETTERS: usize = 200_000;
/// What is typed beyond this does not narrow the search.
const MOST_TYPED: usize = 60;
/// The list whose entries the backend has.
const MEMBERS: &str = "members";
/// Between the names of an entry: nobody types it.
const BETWEEN: char = '\n';

/// A list, by its id.
#[derive(Clone, PartialEq, Debug)]
pub struct List {
    pub(super) id: String,
    /// As they stand in the file where it says none.
    order: Option<Order>,
    /// `None` where its file was not there: then nothing can be offered, and nothing is refused.
    pub(super) entries: Option<Vec<Listed>>,
}

/// One entry.
#[derive(Clone, PartialEq, Debug)]
pub struct Listed {
    /// What is stored.
    pub value: String,
    label: Option<Words>,
    /// Its names and what else finds it, folded.
    sought: Vec<char>,
}

impl Listed {
    /// It is found by each of these names.
    fn new(value: String, label: Option<Words>, names: [&str; 3]) -> Self {
        let mut sought = Vec::new();
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            sought.extend(fold(name));
            sought.push(BETWEEN);
        }
        Self {
            value,
            label,
            sought,
        }
    }

    /// What is shown.
    pub fn label(&self, lang: Lang) -> &str {
        self.label
            .as_ref()
            .map_or(self.value.as_str(), |label| label.get(lang))
    }

    fn add_initials(&mut self, letters: &dyn Letters) {
        let name = fold(self.label(Lang::ZhCn));
        let plain = |letter: char| letter.is_ascii_alphanumeric().then_some(letter);
        let initials: Vec<char> = name
            .filter_map(|letter| plain(letter).or_else(|| letters.initial(letter)))
            .collect();
        self.sought.extend(initials);
        self.sought.push(BETWEEN);
    }
}

/// What a search found.
#[derive(Clone, PartialEq, Debug)]
pub struct Found<'a> {
    /// Those that begin with what was typed first, then those that hold it; each in the order of the list.
    pub entries: Vec<&'a Listed>,
    /// How many more there are.
    pub more: usize,
    /// Letters that were compared: at most two for each letter of the list and of what was typed.
    pub steps: usize,
}

impl List {
    /// The list in its own order, its entries found by the initials of their letters too. Where the order is not known it
    /// stays as it stands in the file.
    pub(super) fn arranged(&self, letters: &dyn Letters) -> Option<Self> {
        let (order, entries) = (self.order?, self.entries.as_ref()?);
        let names: Vec<&str> = entries.iter().map(|it| it.label(Lang::ZhCn)).collect();
        let places = letters.order(order, &names)?;
        let mut left: Vec<Option<Listed>> = entries.iter().cloned().map(Some).collect();
        let mut sorted = Vec::with_capacity(left.len());
        for place in places {
            sorted.extend(left.get_mut(place).and_then(Option::take));
        }
        // Whom an order forgets stands at the end.
        sorted.extend(left.into_iter().flatten());
        for entry in &mut sorted {
            entry.add_initials(letters);
        }
        Some(Self {
            id: self.id.clone(),
            order: self.order,
            entries: Some(sorted),
        })
    }

    /// Whether its entries are here.
    pub fn is_here(&self) -> bool {
        self.entries.is_some()
    }

    /// The entries that hold `typed`, `most` of them; with nothing typed the first ones.
    pub fn find(&self, typed: &str, most: usize) -> Found<'_> {
        let search = Search::new(typed);
        let (mut begin, mut hold) = (Vec::new(), Vec::new());
        let (mut count, mut steps) = (0, search.steps);
        for entry in self.entries.iter().flatten() {
            let (place, taken) = search.place_in(&entry.sought);
            steps += taken;
            let Some(place) = place else { continue };
            count += 1;
            let before = place.checked_sub(1);
            let begins = before.is_none_or(|at| entry.sought.get(at) == Some(&BETWEEN));
            let those = if begins { &mut begin } else { &mut hold };
            if those.len() < most {
                those.push(entry);
            }
        }
        begin.extend(hold);
        begin.truncate(most);
        Found {
            more: count - begin.len(),
            entries: begin,
            steps,
        }
    }

    /// The entry of a value, or the one that is called so.
    pub fn entry(&self, text: &str) -> Option<&Listed> {
        let text = text.trim();
        let mut entries = self.entries.iter().flatten();
        let called = |entry: &&Listed| {
            let named = |lang| entry.label(lang) == text;
            entry.value == text || named(Lang::ZhCn) || named(Lang::En)
        };
        entries.find(called)
    }

    /// The list of the members, by their names; of two of one name each with sector and number. Of nobody, as if it were not here.
    pub fn of_people(people: &[Person]) -> Arc<Self> {
        let mut names = BTreeMap::<&str, usize>::new();
        for person in people {
            *names.entry(person.name.trim()).or_default() += 1;
        }
        let mut entries: Vec<Listed> = Vec::new();
        let mut known = BTreeSet::new();
        for person in people.iter().take(MOST_ENTRIES) {
            let name = person.name.trim();
            let mut value = name.to_owned();
            if names.get(name).is_some_and(|count| *count > 1) {
                for part in [&person.sector, &person.number] {
                    if !part.is_empty() {
                        value.push_str(" · ");
                        value.push_str(part);
                    }
                }
            }
            if !name.is_empty() && known.insert(value.clone()) {
                let names = [name, &person.number, &person.sector];
                entries.push(Listed::new(value, None, names));
            }
        }
        Arc::new(Self {
            id: MEMBERS.to_owned(),
            order: None,
            entries: (!entries.is_empty()).then_some(entries),
        })
    }

    /// Reads the file beside the catalog: `{"version": 1, "lists": […]}`.
    ///
    /// # Errors
    /// Every mistake, with its place in that file.
    pub fn parse_file(text: &str) -> Result<Vec<Arc<Self>>, Vec<CatalogError>> {
        let document = answer_from_json(text);
        let document = document.unwrap_or(Answer::Null);
        let node = Node::root(&document);
        let mut errors = Errors::default();
        node.group(&mut errors);
        node.knows_only(&["version", "lists"], &mut errors);
        if !errors.found.is_empty() {
            return Err(errors.found);
        }
        node.child("version").count(&mut errors);
        let lists = Self::load_all(&node.child("lists"), &[], &mut errors);
        if errors.found.is_empty() {
            Ok(lists)
        } else {
            Err(errors.found)
        }
    }

    /// Reads lists; one without entries of its own has those of the list of its name in `file`.
    pub(super) fn load_all(
        node: &Node<'_>,
        file: &[Arc<Self>],
        errors: &mut Errors,
    ) -> Vec<Arc<Self>> {
        let mut lists: Vec<Arc<Self>> = Vec::new();
        for item in node.items(errors).unwrap_or_default() {
            item.knows_only(&["id", "order", "entries"], errors);
            let order = word(&item, "order", ORDERS, errors).map(Order::named);
            let id = item.child("id");
            let Some(name) = id.text(errors) else {
                continue;
            };
            if lists.iter().any(|list| list.id == name) {
                errors.add(&id, Problem::Repeated);
            }
            let beside = file.iter().find(|list| list.id == name);
            lists.push(match beside {
                Some(list) if !item.has("entries") => Arc::new(Self {
                    order: order.or(list.order),
                    ..Self::clone(list)
                }),
                Some(_) | None => Arc::new(Self {
                    id: name.to_owned(),
                    order,
                    entries: load_entries(&item, errors),
                }),
            });
        }
        lists
    }
}

fn load_entries(list: &Node<'_>, errors: &mut Errors) -> Option<Vec<Listed>> {
    if !list.has("entries") {
        return None;
    }
    let at = list.child("entries");
    let items = at.items(errors)?;
    if items.len() > MOST_ENTRIES {
        errors.add(&at, Problem::TooMany(MOST_ENTRIES));
        return None;
    }
    let mut entries: Vec<Listed> = Vec::with_capacity(items.len());
    let mut known = BTreeSet::new();
    let mut letters = 0;
    for item in &items {
        let Some(entry) = load_entry(item, errors) else {
            continue;
        };
        if !known.insert(entry.value.clone()) {
            errors.add(item, Problem::Repeated);
        }
        letters += entry.sought.len();
        entries.push(entry);
    }
    if letters > MOST_LETTERS {
        errors.add(&at, Problem::TooMany(MOST_LETTERS));
    }
    Some(entries)
}

/// A text, or `{"value": …, "label": {…}, "also": "…"}`.
fn load_entry(node: &Node<'_>, errors: &mut Errors) -> Option<Listed> {
    let (value, label, also) = if let Answer::Group(_) = node.value {
        node.knows_only(&["value", "label", "also"], errors);
        let label = option(node, "label", errors, Words::load);
        let also = option(node, "also", errors, |node, errors| {
            node.text(errors).map(str::to_owned)
        });
        (node.child("value").text(errors)?, label, also)
    } else {
        (node.text(errors)?, None, None)
    };
    if value.trim().is_empty() || value.trim() != value {
        return node.wrong(Want::Text, errors);
    }
    let (first, second) = match &label {
        Some(label) => (label.get(Lang::ZhCn), label.get(Lang::En)),
        None => (value, ""),
    };
    let names = [first, second, also.as_deref().unwrap_or_default()];
    Some(Listed::new(value.to_owned(), label.clone(), names))
}

/// Width, case and spaces don't tell names apart.
fn fold(text: &str) -> impl Iterator<Item = char> {
    let letters = text.chars().map(narrow);
    let letters = letters.filter(|letter| !letter.is_whitespace());
    letters.map(|letter| letter.to_ascii_lowercase())
}

/// A search that looks at no letter of a text twice (Knuth, Morris, Pratt).
struct Search {
    typed: Vec<char>,
    /// For each letter of `typed`: how many letters before it, and with it, begin `typed` again.
    again: Vec<usize>,
    steps: usize,
}

impl Search {
    fn new(typed: &str) -> Self {
        let typed: Vec<char> = fold(typed).take(MOST_TYPED).collect();
        let mut search = Self {
            again: Vec::with_capacity(typed.len()),
            typed,
            steps: 0,
        };
        let mut run = 0;
        for (place, letter) in search.typed.iter().enumerate() {
            if place > 0 {
                let (next, steps) = search.next(run, *letter);
                run = next;
                search.steps += steps;
            }
            search.again.push(run);
        }
        search
    }

    /// How many letters of `typed` stand at the end once `letter` follows `run` of them.
    fn next(&self, mut run: usize, letter: char) -> (usize, usize) {
        let mut steps = 1;
        while self.typed.get(run) != Some(&letter) {
            let Some(before) = run.checked_sub(1) else {
                return (0, steps);
            };
            run = self.again.get(before).copied().unwrap_or(0);
            steps += 1;
        }
        (run + 1, steps)
    }

    /// Where `typed` stands in a text first, and how many letters were compared.
    fn place_in(&self, text: &[char]) -> (Option<usize>, usize) {
        let (mut run, mut steps) = (0, 0);
        if self.typed.is_empty() {
            return (Some(0), 0);
        }
        for (place, letter) in text.iter().enumerate() {
            let (next, taken) = self.next(run, *letter);
            (run, steps) = (next, steps + taken);
            if run == self.typed.len() {
                return ((place + 1).checked_sub(run), steps);
            }
        }
        (None, steps)
    }
}
