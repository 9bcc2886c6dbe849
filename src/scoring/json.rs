//! A sheet as JSON: the same bytes for the same sheet, wherever it was made. Keys stand in this order and no others;
//! numbers are decimals; there is no space between.

use super::{
    deed::{DeedRef, Field},
    ledger::{CutBy, Ledger, LeftOut, Origin, Row},
    rules::{Bounds, Label},
    score::ScoreError,
    summary::{CategorySum, Corrections, RowChange, Sheet, Summary, TargetState},
    words::Words,
};
use crate::domain::lang::Lang;
use std::{fmt::Write as _, sync::Arc};

impl Sheet {
    /// As JSON, version 1.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.push_json(&mut out);
        out
    }

    /// Puts the JSON behind what is there.
    pub fn push_json(&self, out: &mut String) {
        out.push_str(r#"{"summary":"#);
        summary(out, &self.summary);
        out.push_str(r#","rules":"#);
        list(out, labels(&self.ledger), |out, label| named(out, label));
        out.push_str(r#","rows":"#);
        list(out, &self.ledger.rows, row);
        out.push_str(r#","left_out":"#);
        list(out, &self.ledger.left_out, left_out);
        if let Some(corrections) = &self.corrections {
            push_corrections(out, corrections);
        }
        out.push('}');
    }
}

impl ScoreError {
    /// What it is called in files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoEdition => "no_edition",
            Self::OutOfFuel => "out_of_fuel",
            Self::TooLarge(_) => "too_large",
        }
    }
}

fn summary(out: &mut String, it: &Summary) {
    put(
        out,
        format_args!(
            r#"{{"year":{},"version":{},"total":{}"#,
            it.year, it.version, it.total
        ),
    );
    bounds(out, it.bounds);
    out.push_str(r#","grade":"#);
    match &it.grade {
        Some(grade) => named(out, grade),
        None => out.push_str("null"),
    }
    out.push_str(r#","categories":"#);
    list(out, &it.categories, category);
    out.push_str(r#","targets":"#);
    list(out, &it.targets, target);
    if let Some(closed) = it.closed {
        put(out, format_args!(r#","closed":"{}""#, closed.on));
    }
    out.push('}');
}

fn category(out: &mut String, it: &CategorySum) {
    put(out, format_args!(r#"{{"points":{}"#, it.points));
    bounds(out, it.bounds);
    out.push_str(r#","category":"#);
    named(out, &it.label);
    out.push('}');
}

fn target(out: &mut String, it: &TargetState) {
    put(
        out,
        format_args!(
            r#"{{"have":{},"least":{},"owed":{}"#,
            it.have, it.least, it.owed
        ),
    );
    if let Some((came, of)) = it.share {
        put(out, format_args!(r#","came":{came},"of":{of}"#));
    }
    if let Some(village) = &it.village {
        key(out, "village", village);
    }
    out.push_str(r#","target":"#);
    named(out, &it.label);
    if let Some(measure) = &it.measure {
        out.push_str(r#","measure":"#);
        words(out, measure);
    }
    out.push_str(r#","deeds":"#);
    list(out, &it.deeds, |out, deed| text(out, &deed.id));
    out.push('}');
}

fn bounds(out: &mut String, it: Bounds) {
    for (name, bound) in [("least", it.least), ("most", it.most)] {
        if let Some(bound) = bound {
            put(out, format_args!(r#","{name}":{bound}"#));
        }
    }
}

/// The rules that rows name, by id and version.
fn labels(ledger: &Ledger) -> Vec<&Arc<Label>> {
    let mut all: Vec<&Arc<Label>> = Vec::new();
    for label in ledger.rows.iter().filter_map(|row| row.rule.as_ref()) {
        if !all.iter().any(|known| Arc::ptr_eq(known, label)) {
            all.push(label);
        }
    }
    all.sort_by_key(|label| (&label.id, label.version));
    all
}

fn named(out: &mut String, label: &Label) {
    out.push_str(r#"{"id":"#);
    text(out, &label.id);
    put(
        out,
        format_args!(r#","version":{},"words":"#, label.version),
    );
    words(out, &label.words);
    out.push('}');
}

fn words(out: &mut String, words: &Words) {
    for (before, lang) in [('{', Lang::ZhCn), (',', Lang::En)] {
        out.push(before);
        text(out, lang.tag());
        out.push(':');
        text(out, words.get(lang));
    }
    out.push('}');
}

fn row(out: &mut String, row: &Row) {
    out.push('{');
    if let Some(rule) = &row.rule {
        out.push_str(r#""rule":"#);
        text(out, &rule.id);
        put(out, format_args!(r#","version":{},"#, rule.version));
    }
    if let Some(category) = &row.category {
        out.push_str(r#""category":"#);
        text(out, &category.id);
        out.push(',');
    }
    origin(out, &row.origin);
    put(
        out,
        format_args!(r#","units":{},"each":{}"#, row.units, row.each),
    );
    if !row.factors.is_empty() {
        out.push_str(r#","factors":"#);
        list(out, &row.factors, |out, it| {
            out.push_str(r#"{"field":"#);
            text(out, &it.field);
            if let Some(held) = &it.held {
                out.push_str(r#","held":"#);
                field(out, held);
            }
            put(out, format_args!(r#","times":{}}}"#, it.times));
        });
    }
    put(out, format_args!(r#","before":{}"#, row.before));
    if !row.cuts.is_empty() {
        out.push_str(r#","cuts":"#);
        list(out, &row.cuts, |out, it| {
            cut_by(out, &it.by);
            put(out, format_args!(r#","points":{}}}"#, it.points));
        });
    }
    put(out, format_args!(r#","points":{}}}"#, row.points));
}

fn origin(out: &mut String, it: &Origin) {
    match it {
        Origin::Base => out.push_str(r#""from":"base""#),
        Origin::Deed(it) => {
            out.push_str(r#""from":"deed","deed":"#);
            deed(out, it);
        }
        Origin::Share { came, of } => {
            put(
                out,
                format_args!(r#""from":"share","came":{came},"of":{of}"#),
            );
        }
        Origin::Met(targets) => {
            out.push_str(r#""from":"met","targets":"#);
            list(out, targets, |out, id| text(out, id));
        }
        Origin::Owed { target, village } => {
            out.push_str(r#""from":"owed""#);
            key(out, "target", target);
            if let Some(village) = village {
                key(out, "village", village);
            }
        }
        Origin::Floor(level) => {
            put(
                out,
                format_args!(r#""from":"floor","level":"{}""#, level.name()),
            );
        }
    }
}

/// Open, for the points to follow.
fn cut_by(out: &mut String, by: &CutBy) {
    out.push_str(r#"{"by":"#);
    text(out, by.name());
    match by {
        CutBy::Before { nth, from } => put(out, format_args!(r#","nth":{nth},"from":{from}"#)),
        CutBy::Past { nth, first } => put(out, format_args!(r#","nth":{nth},"first":{first}"#)),
        CutBy::NotBest(best) => put(out, format_args!(r#","best":{best}"#)),
        CutBy::Alternative { of, winner, deed } => {
            key(out, "alternative", &of.id);
            key(out, "winner", &winner.id);
            key(out, "deed", deed);
        }
        CutBy::Most(level, bound) | CutBy::Least(level, bound) => {
            put(
                out,
                format_args!(r#","level":"{}","bound":{bound}"#, level.name()),
            );
        }
    }
}

fn deed(out: &mut String, it: &Arc<DeedRef>) {
    out.push_str(r#"{"id":"#);
    text(out, &it.id);
    key(out, "source", it.source.name());
    key(out, "kind", &it.kind.0);
    put(out, format_args!(r#","day":"{}"}}"#, it.day));
}

fn left_out(out: &mut String, it: &LeftOut) {
    out.push_str(r#"{"deed":"#);
    deed(out, &it.deed);
    key(out, "why", it.why.name());
    out.push('}');
}

fn push_corrections(out: &mut String, it: &Corrections) {
    put(
        out,
        format_args!(r#","corrections":{{"total":{}"#, it.total),
    );
    out.push_str(r#","changes":"#);
    list(out, &it.changes, |out, RowChange { before, after }| {
        for (name, it) in [(r#"{"before":"#, before), (r#","after":"#, after)] {
            out.push_str(name);
            match it {
                Some(it) => row(out, it),
                None => out.push_str("null"),
            }
        }
        out.push('}');
    });
    out.push('}');
}

pub(super) fn field(out: &mut String, it: &Field) {
    match it {
        Field::Flag(flag) => put(out, format_args!("{flag}")),
        Field::Number(number) => put(out, format_args!("{number}")),
        Field::Text(held) => text(out, held),
        Field::List(items) => list(out, items, field),
    }
}

/// A further key with a text.
pub fn key(out: &mut String, name: &str, held: &str) {
    put(out, format_args!(r#","{name}":"#));
    text(out, held);
}

/// A list, each item by `push`.
pub fn list<T>(
    out: &mut String,
    items: impl IntoIterator<Item = T>,
    push: impl Fn(&mut String, T),
) {
    out.push('[');
    for (place, item) in items.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        push(out, item);
    }
    out.push(']');
}

/// Text as JSON.
pub fn text(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    let special = |byte: u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    while let Some((plain, more)) = rest
        .bytes()
        .position(special)
        .and_then(|at| rest.split_at_checked(at))
    {
        out.push_str(plain);
        let mut letters = more.chars();
        match letters.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some(letter) => put(out, format_args!("\\u{:04x}", u32::from(letter))),
            None => {}
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// Puts formatted text behind what is there: writing into a string succeeds.
pub fn put(out: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(what);
}
