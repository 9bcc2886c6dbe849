//! The catalog: every kind of duty that can be logged.

use super::door::answer_from_json;
use super::extra::{OfKind, Reader};
use super::form::Form;
use super::hints::{option, required_words};
use super::list::List;
use super::loading::{CatalogError, Errors, Node, Problem, Want};
use super::more::Whole;
use super::order::Letters;
use super::steps::step;
use super::words::Words;
use crate::domain::{answer::Answer, lang::Lang, record::KindId};
use std::hint::black_box;
use std::sync::Arc;

/// Most bytes of a catalog's text: some three hundred kinds.
const LONGEST: usize = 1_000_000;

/// The kinds, in the order of the file.
#[derive(Clone, PartialEq, Debug)]
pub struct Catalog {
    version: u32,
    categories: Vec<Category>,
    kinds: Vec<Kind>,
}

/// A group of kinds.
#[derive(Clone, PartialEq, Debug)]
pub struct Category {
    id: String,
    label: Words,
}

impl Category {
    /// Its name.
    pub fn label(&self, lang: Lang) -> &str {
        self.label.get(lang)
    }
}

/// A kind of duty.
#[derive(Clone, PartialEq, Debug)]
pub struct Kind {
    label: Words,
    measure: Words,
    category: String,
    form: Arc<Form>,
    /// Nothing of it before the whole reading.
    rest: OfKind,
}

impl Kind {
    /// Its id.
    pub fn id(&self) -> &KindId {
        self.form.kind()
    }

    /// Its name.
    pub fn label(&self, lang: Lang) -> &str {
        self.label.get(lang)
    }

    /// The measure word that counts it: 场, 次, 件.
    pub fn measure(&self, lang: Lang) -> &str {
        self.measure.get(lang)
    }

    /// The id of the group it is counted in.
    pub fn category(&self) -> &str {
        &self.category
    }

    /// Its form.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Whether it is done week after week, so that several days are logged at once (每周都有).
    pub fn is_series(&self) -> bool {
        self.rest.series
    }

    /// The kind with the form of an earlier version, where that is kept.
    pub fn of_version(&self, version: u32) -> Option<Self> {
        let kept = self.rest.earlier.iter();
        let form = kept
            .chain([&self.form])
            .find(|it| it.version() == version)?;
        Some(Self {
            form: Arc::clone(form),
            ..self.clone()
        })
    }
}

impl Catalog {
    /// Reads the catalog's JSON text whole, without the file of lists beside it.
    ///
    /// # Errors
    /// Every mistake, with its place and (by [`CatalogError::remedy`]) what to do.
    pub fn parse(text: &str) -> Result<Self, Vec<CatalogError>> {
        Self::parse_with(text, &[])
    }

    /// Reads it whole, with the lists of the file beside it.
    ///
    /// # Errors
    /// As [`Catalog::parse`].
    pub fn parse_with(text: &str, lists: &[Arc<List>]) -> Result<Self, Vec<CatalogError>> {
        Self::load_with(&document(text)?, lists, None)
    }

    /// Reads it whole, its lists in the orders that they ask for.
    ///
    /// # Errors
    /// As [`Catalog::parse`].
    pub fn parse_arranged(
        text: &str,
        lists: &[Arc<List>],
        letters: &dyn Letters,
    ) -> Result<Self, Vec<CatalogError>> {
        Self::load_with(&document(text)?, lists, Some(letters))
    }

    /// Reads it but for what only some forms have: enough to name every record, and to fill in most forms
    /// ([`Form::can_open`]).
    ///
    /// # Errors
    /// As [`Catalog::parse`].
    pub fn parse_first(text: &str) -> Result<Self, Vec<CatalogError>> {
        let document = document(text)?;
        let mut errors = Errors::default();
        let catalog = read(&Node::root(&document), None, &mut errors);
        finish(catalog, errors)
    }

    /// Reads a catalog that was parsed already.
    ///
    /// # Errors
    /// As [`Catalog::parse`].
    pub fn load(document: &Answer) -> Result<Self, Vec<CatalogError>> {
        Self::load_with(document, &[], None)
    }

    fn load_with(
        document: &Answer,
        file: &[Arc<List>],
        letters: Option<&dyn Letters>,
    ) -> Result<Self, Vec<CatalogError>> {
        let mut errors = Errors::default();
        let node = Node::root(document);
        let lists = option(&node, "lists", &mut errors, |node, errors| {
            Some(List::load_all(node, file, errors))
        });
        let mut lists = lists.unwrap_or_default();
        for list in &mut lists {
            if let Some(arranged) = letters.and_then(|letters| list.arranged(letters)) {
                *list = Arc::new(arranged);
            }
        }
        let reader = Whole {
            lists: &lists,
            in_rows: false,
        };
        // Else the optimiser sees that there is one reader only and names it in the code that the first module has too.
        let reader: &dyn Reader = black_box(&reader);
        let catalog = read(&node, Some(reader), &mut errors);
        finish(catalog, errors)
    }

    /// The version of the file.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The kinds, in the order of the file.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The groups that have names, in the order of the file, each with its kinds.
    pub fn groups(&self) -> impl Iterator<Item = (&Category, Vec<&Kind>)> {
        self.categories.iter().map(|category| {
            let kinds = self.kinds.iter();
            let kinds = kinds.filter(|kind| kind.category == category.id);
            (category, kinds.collect())
        })
    }

    /// A kind by its id.
    pub fn kind(&self, id: &KindId) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id() == id)
    }
}

fn document(text: &str) -> Result<Answer, Vec<CatalogError>> {
    let fits = text.len() <= LONGEST;
    let document = fits.then(|| answer_from_json(text)).flatten();
    document.ok_or_else(|| {
        let mut errors = Errors::default();
        let problem = if fits {
            Problem::NotJson
        } else {
            Problem::TooMany(LONGEST)
        };
        errors.add(&Node::root(&Answer::Null), problem);
        errors.found
    })
}

fn finish(catalog: Option<Catalog>, errors: Errors) -> Result<Catalog, Vec<CatalogError>> {
    match catalog {
        Some(catalog) if errors.found.is_empty() => Ok(catalog),
        Some(_) | None => Err(errors.found),
    }
}

fn read(node: &Node<'_>, reader: Option<&dyn Reader>, errors: &mut Errors) -> Option<Catalog> {
    node.group(errors)?;
    node.knows_only(&["version", "categories", "lists", "kinds"], errors);
    let version = version(node, "version", errors);
    let categories = read_categories(node, errors);
    let mut kinds: Vec<Kind> = Vec::new();
    for item in node.child("kinds").items(errors)? {
        step(kinds.len());
        let kind = read_kind(&item, reader, errors);
        if let Some(kind) = &kind
            && kinds.iter().any(|earlier| earlier.id() == kind.id())
        {
            errors.add(&item.child("id"), Problem::Repeated);
        }
        if let (Some(kind), false) = (&kind, categories.is_empty())
            && !categories.iter().any(|known| known.id == kind.category)
        {
            errors.add(&item.child("category"), Problem::NotAccepted);
        }
        kinds.extend(kind);
    }
    Some(Catalog {
        version: version?,
        categories,
        kinds,
    })
}

/// May be left out: then the kinds stand in one list.
fn read_categories(node: &Node<'_>, errors: &mut Errors) -> Vec<Category> {
    let categories = named(&node.child("categories"), errors).into_iter();
    categories
        .map(|(id, label)| Category { id, label })
        .collect()
}

/// A list of ids, each once, with what they are called; none where it is left out.
pub(super) fn named(list: &Node<'_>, errors: &mut Errors) -> Vec<(String, Words)> {
    let mut found: Vec<(String, Words)> = Vec::new();
    if list.is_absent() {
        return found;
    }
    for item in list.items(errors).unwrap_or_default() {
        item.knows_only(&["id", "label"], errors);
        let (id, label) = (
            name(&item, "id", errors),
            required_words(&item, "label", errors),
        );
        if let (Some(id), Some(label)) = (id, label) {
            if found.iter().any(|(earlier, _)| *earlier == id) {
                errors.add(&item.child("id"), Problem::Repeated);
            }
            found.push((id, label));
        }
    }
    found
}

fn read_kind(node: &Node<'_>, reader: Option<&dyn Reader>, errors: &mut Errors) -> Option<Kind> {
    node.group(errors)?;
    let known = &[
        "id",
        "label",
        "measure",
        "category",
        "form_version",
        "form",
        "earlier",
        "series",
    ];
    node.knows_only(known, errors);
    let id = name(node, "id", errors);
    let label = required_words(node, "label", errors);
    let measure = required_words(node, "measure", errors);
    let category = name(node, "category", errors);
    let kind = KindId(id.unwrap_or_default());
    let form = |node: &Node<'_>, errors: &mut Errors| {
        let version = version(node, "form_version", errors).unwrap_or(0);
        Form::load(&node.child("form"), kind.clone(), version, reader, errors).map(Arc::new)
    };
    let own = form(node, errors)?;
    let rest = match reader {
        Some(reader) => reader.kind(node, &own, &form, errors),
        None => OfKind::default(),
    };
    Some(Kind {
        label: label?,
        measure: measure?,
        category: category?,
        form: own,
        rest,
    })
}

/// A text of lower-case letters, digits and `_`: it stands in addresses and in databases.
pub(super) fn name(node: &Node<'_>, key: &str, errors: &mut Errors) -> Option<String> {
    let child = node.child(key);
    let text = child.text(errors)?;
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if text.is_empty() || !text.bytes().all(plain) {
        return child.wrong(Want::Name, errors);
    }
    Some(text.to_owned())
}

fn version(node: &Node<'_>, key: &str, errors: &mut Errors) -> Option<u32> {
    let count = node.child(key).count(errors)?;
    u32::try_from(count).ok()
}
