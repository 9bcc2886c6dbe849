//! The report as plain text, to be copied.

use super::page::{Report, Section};

/// Between the cells of a row.
const GAP: &str = "  ";

/// The whole report; `colon` stands between a name and its value.
pub fn text(report: &Report, colon: &str) -> String {
    let head = [report.body.clone(), report.title.clone()];
    let facts = report.facts.iter();
    let facts = facts.map(|(name, value)| format!("{name}{colon}{value}"));
    let first: Vec<String> = head
        .into_iter()
        .filter(|line| !line.is_empty())
        .chain(facts)
        .chain(report.notes.iter().cloned())
        .collect();
    let parts = std::iter::once(first).chain(report.sections.iter().map(section));
    let parts: Vec<String> = parts.map(|lines| lines.join("\n")).collect();
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn section(section: &Section) -> Vec<String> {
    let mut lines = vec![section.title.clone()];
    lines.extend((!section.lead.is_empty()).then(|| section.lead.clone()));
    if !section.rows.is_empty() {
        lines.push(section.heads.join(GAP));
    }
    for (place, row) in section.rows.iter().enumerate() {
        let row = row.join(GAP);
        lines.push(if section.ringed {
            format!("{}. {row}", place + 1)
        } else {
            row
        });
    }
    lines
}
