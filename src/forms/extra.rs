//! What only some forms have: choices with search, computed fields, bounds that are other fields, rows. The first module
//! knows that there is such a thing; its code comes with the module that reads it ([`super::more`]).

use super::check::Check;
use super::field::Field;
use super::form::Form;
use super::loading::{Errors, Node};
use super::more::More;
use super::schema::Schema;
use super::widget::Holds;
use crate::domain::answer::Answer;
use std::collections::BTreeMap;
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;

/// Hints that need more than the first module.
pub(super) const MARKS: &[&str] = &["list", "other", "compute", "least", "most"];

/// What a field has beside what every field has.
#[derive(Clone, Default)]
pub(super) enum Extra {
    /// Nothing.
    #[default]
    None,
    /// Something that this reading of the catalog left alone.
    Unread,
    /// This.
    Read(Arc<dyn Behind>),
}

impl Debug for Extra {
    /// A derived one would bring what prints lists and formulas into the first module.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Extra")
    }
}

impl PartialEq for Extra {
    /// Two readings of one catalog are two: kinds are compared after they were cloned.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::None, Self::None) | (Self::Unread, Self::Unread) => true,
            (Self::Read(one), Self::Read(two)) => Arc::ptr_eq(one, two),
            (Self::None | Self::Unread | Self::Read(_), _) => false,
        }
    }
}

/// What stands behind a field.
pub(super) trait Behind: Send + Sync {
    /// The answer as it is sent; `earlier` holds those of the fields before it. Faults go to `check`, which stands at the field.
    fn answer(
        &self,
        said: Option<&Answer>,
        field: &Field,
        earlier: &BTreeMap<String, Answer>,
        check: &mut Check,
    ) -> Option<Answer>;

    /// What was read.
    fn more(&self) -> &More;
}

/// A property whose hints are being read.
pub(super) struct Property<'a> {
    pub(super) node: &'a Node<'a>,
    pub(super) ui: &'a Node<'a>,
    pub(super) key: &'a str,
    /// The schema of the whole form.
    pub(super) form: &'a Schema,
    /// The fields before it.
    pub(super) earlier: &'a [Field],
}

/// Reads `form` and `form_version` of a node.
pub(super) type LoadForm<'a> = dyn Fn(&Node<'_>, &mut Errors) -> Option<Arc<Form>> + 'a;

/// What only a whole reading knows of a kind.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct OfKind {
    /// Forms of earlier versions that are kept for drafts.
    pub(super) earlier: Vec<Arc<Form>>,
    /// It is done week after week.
    pub(super) series: bool,
}

/// Reads what stands behind fields, and what only some kinds have.
pub(super) trait Reader {
    /// What stands behind one, of which some mark was found; `None` with a mistake among `errors`.
    fn behind(
        &self,
        of: &Property<'_>,
        holds: Holds,
        errors: &mut Errors,
    ) -> Option<Arc<dyn Behind>>;

    /// What a kind with this form has beside what every kind has.
    fn kind(
        &self,
        kind: &Node<'_>,
        form: &Form,
        load: &LoadForm<'_>,
        errors: &mut Errors,
    ) -> OfKind;
}
