//! Sheets as a table for a spreadsheet: UTF-8 with a byte order mark, commas, no cell that a spreadsheet would run.

use super::{
    decimal::Decimal,
    deed::Field,
    json::put,
    ledger::{Cut, CutBy, Origin, Row},
    rules::Label,
    summary::Sheet,
};
use crate::domain::lang::Lang;
use std::sync::Arc;

/// Whose sheet it is.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// The number that the office knows the member by.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
}

/// The words of a table, in one language.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The language of the rules' own words.
    pub lang: Lang,
    /// The words of [`COLUMNS`] and [`NAMES`].
    pub word: &'a (dyn Fn(&str) -> &'static str + Sync),
}

/// The columns, in order.
pub const COLUMNS: [&str; 18] = [
    "member", "name", "year", "line", "category", "rule", "rule_id", "version", "source", "kind",
    "deed", "day", "units", "each", "factors", "before", "cuts", "points",
];

/// What stands in the columns `line`, `source` and `cuts`.
pub const NAMES: [&str; 25] = [
    "row",
    "correction",
    "sum",
    "total",
    "grade",
    "owed",
    "record",
    "event",
    "base",
    "share",
    "met",
    "owing",
    "floor",
    "from_nth",
    "first",
    "best",
    "alternative",
    "most_deed",
    "most_rule",
    "most_category",
    "most_total",
    "least_deed",
    "least_rule",
    "least_category",
    "least_total",
];

const MARK: char = '\u{feff}';

/// The byte order mark and the line of headings.
pub fn head(out: &mut String, say: Wording<'_>) {
    let mut line = Line::first(out);
    for column in COLUMNS {
        line.text((say.word)(column));
    }
    line.end();
}

/// A line for each row, then the sums of the categories, the total, the grade and what is owed.
pub fn body(out: &mut String, whose: Whose<'_>, sheet: &Sheet, say: Wording<'_>) {
    let summary = &sheet.summary;
    for it in &sheet.ledger.rows {
        row(begun(out, whose, summary.year, "row", say), it, say);
    }
    let changes = sheet.corrections.iter().flat_map(|it| &it.changes);
    for it in changes.filter_map(|change| change.after.as_ref()) {
        row(begun(out, whose, summary.year, "correction", say), it, say);
    }
    let sum = |out: &mut String, name: &str, words: [&str; 2], points: Decimal| {
        let mut line = begun(out, whose, summary.year, name, say);
        words.iter().for_each(|it| line.text(it));
        line.skip(11);
        line.number(points);
        line.end();
    };
    for it in &summary.categories {
        sum(out, "sum", [it.label.words.get(say.lang), ""], it.points);
    }
    sum(out, "total", ["", ""], summary.total);
    if let Some(grade) = &summary.grade {
        let words = grade.words.get(say.lang);
        sum(out, "grade", ["", words], summary.total);
    }
    for it in summary.targets.iter().filter(|it| it.owed != Decimal::ZERO) {
        let village = it.village.as_deref().unwrap_or_default();
        let words = it.label.words.get(say.lang);
        sum(out, "owed", [village, words], it.owed);
    }
}

fn begun<'a>(
    out: &'a mut String,
    whose: Whose<'_>,
    year: u16,
    name: &str,
    say: Wording<'_>,
) -> Line<'a> {
    let mut line = Line::next(out);
    line.text(whose.id);
    line.text(whose.name);
    line.begin();
    put(line.out, format_args!("{year}"));
    line.text((say.word)(name));
    line
}

fn row(mut line: Line<'_>, row: &Row, say: Wording<'_>) {
    let words = |label: &Option<Arc<Label>>| {
        let words = label.as_ref().map(|it| it.words.get(say.lang).to_owned());
        words.unwrap_or_default()
    };
    line.text(&words(&row.category));
    line.text(&words(&row.rule));
    match &row.rule {
        Some(rule) => {
            line.text(&rule.id);
            line.begin();
            put(line.out, format_args!("{}", rule.version));
        }
        None => line.skip(2),
    }
    origin(&mut line, &row.origin, say);
    line.number(row.units);
    line.number(row.each);
    line.text(&factors(row));
    line.number(row.before);
    line.text(&cuts(&row.cuts, say));
    line.number(row.points);
    line.end();
}

/// Source, kind, deed and day.
fn origin(line: &mut Line<'_>, origin: &Origin, say: Wording<'_>) {
    let (name, deed) = match origin {
        Origin::Base => ("base", String::new()),
        Origin::Deed(deed) => {
            line.text((say.word)(deed.source.name()));
            line.text(&deed.kind.0);
            line.text(&deed.id);
            line.begin();
            return put(line.out, format_args!("{}", deed.day));
        }
        Origin::Share { came, of } => ("share", format!("{came} / {of}")),
        Origin::Met(targets) => ("met", targets.join(" ")),
        Origin::Owed { target, village } => {
            let village = village.as_deref().unwrap_or_default();
            ("owing", format!("{target} {village}").trim().to_owned())
        }
        Origin::Floor(_) => ("floor", String::new()),
    };
    line.text((say.word)(name));
    line.skip(1);
    line.text(&deed);
    line.skip(1);
}

fn factors(row: &Row) -> String {
    let mut all = String::new();
    for it in &row.factors {
        let held = it.held.as_ref().map(shown).unwrap_or_default();
        let space = if all.is_empty() { "" } else { "; " };
        put(
            &mut all,
            format_args!("{space}{} {held} × {}", it.field, it.times),
        );
    }
    all
}

fn shown(field: &Field) -> String {
    match field {
        Field::Flag(flag) => flag.to_string(),
        Field::Number(number) => number.to_string(),
        Field::Text(text) => text.to_string(),
        Field::List(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            items.join(" ")
        }
    }
}

fn cuts(cuts: &[Cut], say: Wording<'_>) -> String {
    let mut all = String::new();
    for it in cuts {
        let (name, more) = match &it.by {
            CutBy::Before { nth, from } => ("from_nth".to_owned(), format!("{nth} < {from}")),
            CutBy::Past { nth, first } => ("first".to_owned(), format!("{nth} > {first}")),
            CutBy::NotBest(best) => ("best".to_owned(), best.to_string()),
            CutBy::Alternative { of, winner, .. } => {
                let (of, winner) = (of.words.get(say.lang), winner.words.get(say.lang));
                ("alternative".to_owned(), format!("{of}, {winner}"))
            }
            CutBy::Most(level, bound) | CutBy::Least(level, bound) => {
                let name = format!("{}_{}", it.by.name(), level.name());
                (name, bound.to_string())
            }
        };
        let space = if all.is_empty() { "" } else { "; " };
        let word = (say.word)(&name);
        put(
            &mut all,
            format_args!("{space}{word} ({more}) {}", it.points),
        );
    }
    all
}

/// A line of a table on its way.
pub struct Line<'a> {
    out: &'a mut String,
    begun: bool,
}

impl<'a> Line<'a> {
    /// The first line, behind the byte order mark.
    pub fn first(out: &'a mut String) -> Self {
        out.push(MARK);
        Self::next(out)
    }

    /// One more.
    pub fn next(out: &'a mut String) -> Self {
        Self { out, begun: false }
    }

    fn begin(&mut self) {
        if self.begun {
            self.out.push(',');
        }
        self.begun = true;
    }

    /// A number.
    pub fn number(&mut self, number: Decimal) {
        self.begin();
        put(self.out, format_args!("{number}"));
    }

    /// Empty cells.
    pub fn skip(&mut self, cells: usize) {
        (0..cells).for_each(|_| self.begin());
    }

    /// Text that no spreadsheet runs: what begins like a formula stands behind an apostrophe.
    pub fn text(&mut self, text: &str) {
        self.begin();
        let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
        let plain = !text.contains(['"', ',', '\n', '\r']);
        if !runs && plain {
            return self.out.push_str(text);
        }
        self.out.push('"');
        if runs {
            self.out.push('\'');
        }
        self.out.push_str(&text.replace('"', "\"\""));
        self.out.push('"');
    }

    /// The end of the line.
    pub fn end(self) {
        self.out.push_str("\r\n");
    }
}
