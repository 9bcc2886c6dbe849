//! The figures as a table.

use crate::rows::{Kind, Row};

const HEAD: &str = "\
| phones | what they do | items each | `Retry-After` | peak ÷ capacity | requests per item | last item after |
|---|---|---|---|---|---|---|
";

/// In Markdown.
pub fn table(rows: &[Row]) -> String {
    let lines = rows.iter().map(|row| {
        let what = match row.kind {
            Kind::Fixed => "fixed 5 s".to_owned(),
            Kind::Doubling => "bare doubling".to_owned(),
            Kind::Ours { spread_s } => format!("ours, spread {spread_s} s"),
        };
        let items = match row.most_items {
            1 => "1".to_owned(),
            most => format!("1–{most}"),
        };
        let told = match row.retry_after_s {
            Some(s) => format!("{s} s"),
            None => "–".to_owned(),
        };
        let Row {
            phones,
            peak,
            per_item,
            over_s,
            ..
        } = row;
        format!(
            "| {phones} | {what} | {items} | {told} | {peak:.2} | {per_item:.2} | {over_s} s |\n"
        )
    });
    lines.fold(HEAD.to_owned(), |text, line| text + &line)
}
