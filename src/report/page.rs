//! The report as data: what a page, a text and a picture of it say alike.

use crate::chart::rings::Share;

/// A year of a member.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// The body's name; may be empty.
    pub body: String,
    /// What it is.
    pub title: String,
    /// Whose it is, of which year, as of when: names and values.
    pub facts: Vec<(String, String)>,
    /// What is not counted, and why.
    pub notes: Vec<String>,
    /// The rings, where something is asked for.
    pub circles: Option<Circles>,
    /// The tables.
    pub sections: Vec<Section>,
}

/// The rings with the sum in their middle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Circles {
    /// The outermost first.
    pub shares: Vec<Share>,
    /// In their middle.
    pub sum: String,
    /// Below that.
    pub under: String,
    /// All of it in words.
    pub told: String,
}

/// A heading with a table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// A sentence below it; may be empty.
    pub lead: String,
    /// The names of the columns.
    pub heads: Vec<String>,
    /// So many columns from the first on hold texts, the others figures.
    pub texts: usize,
    /// As many cells as there are columns.
    pub rows: Vec<Vec<String>>,
    /// Whether the rows stand in the order of the rings, each with the number of its own.
    pub ringed: bool,
    /// Whether the last row is the sum of the others.
    pub summed: bool,
}
