//! Requests in each second, drawn by hand as SVG: a column for each town, a panel for each kind of phone.

use crate::{
    rows::{Kind, Row},
    server::CAPACITY,
};
use std::fmt::Write;

const WIDE: f64 = 300.0;
const HIGH: f64 = 90.0;
const LEFT: f64 = 56.0;
const TOP: f64 = 64.0;
/// From one panel to the next.
const ACROSS: f64 = 440.0;
const DOWN: f64 = 138.0;
/// The scale ends at 10⁵ requests a second.
const DECADES: f64 = 5.0;

const STYLE: &str = "\
text { font: 12px sans-serif; fill: #1c1b1a } .head { font-size: 14px; font-weight: 600 }
.page { fill: #ffffff } .grid { stroke: #d8d5d0 } .ours { stroke: #1f6f54 } .other { stroke: #8a5a12 }
.most { stroke: #b3261e; stroke-dasharray: 4 3 } .mark { fill: #b3261e }
@media (prefers-color-scheme: dark) {
text { fill: #ece9e4 } .page { fill: #171615 } .grid { stroke: #45423e } .ours { stroke: #6fcfa9 }
.other { stroke: #e0a95a } .most { stroke: #ff8f85 } .mark { fill: #ff8f85 } }";

/// One column for each town, each with its rows from top to bottom and the seconds that it shows.
pub fn picture(towns: &[(u32, Vec<&Row>)]) -> String {
    let panels = towns.iter().map(|(_, rows)| rows.len()).max().unwrap_or(0);
    let wide = LEFT + ACROSS * towns.len() as f64;
    let high = TOP + DOWN * panels as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" role=\"img\">\n\
         <title>Requests a second from phones that come online within one second</title>\n\
         <style>{STYLE}</style>\n<rect class=\"page\" width=\"{wide}\" height=\"{high}\"/>\n"
    );
    for (column, (shown_s, rows)) in towns.iter().enumerate() {
        let left = LEFT + ACROSS * column as f64;
        let phones = rows.first().map_or(0, |row| row.phones);
        text(
            &mut svg,
            "head",
            left,
            24.0,
            &format!("{phones} phones, requests a second"),
        );
        for (place, row) in rows.iter().enumerate() {
            panel(&mut svg, left, TOP + DOWN * place as f64, *shown_s, row);
        }
    }
    svg + "</svg>\n"
}

fn panel(svg: &mut String, left: f64, top: f64, shown_s: u32, row: &Row) {
    let (what, class) = match row.kind {
        Kind::Fixed => ("fixed 5 s".to_owned(), "other"),
        Kind::Doubling => ("bare doubling".to_owned(), "other"),
        Kind::Ours { spread_s } => (format!("ours, spread {spread_s} s"), "ours"),
    };
    let bottom = top + HIGH;
    let figures = format!(
        "{what}: peak {:.2} × capacity, {:.2} requests per item",
        row.peak, row.per_item
    );
    text(svg, "", left, top - 8.0, &figures);
    for decade in [1, 3, 5] {
        let y = height(10_f64.powi(decade));
        line(svg, "grid", left, bottom - y);
        text(
            svg,
            "",
            left - 48.0,
            bottom - y + 4.0,
            &10_u32.pow(decade as u32).to_string(),
        );
    }
    line(svg, "grid", left, bottom);
    bars(svg, class, (left, bottom), shown_s, &row.seconds);
    let full = bottom - height(CAPACITY as f64);
    line(svg, "most", left, full);
    text(svg, "mark", left - 48.0, full + 4.0, &CAPACITY.to_string());
    text(svg, "", left, bottom + 16.0, "0 s");
    text(
        svg,
        "",
        left + WIDE - 36.0,
        bottom + 16.0,
        &format!("{shown_s} s"),
    );
    if row.over_s > u64::from(shown_s) {
        text(
            svg,
            "",
            left + WIDE / 3.0,
            bottom + 16.0,
            &format!("goes on until {} s", row.over_s),
        );
    }
}

/// A bar for each unit of width, as high as the busiest of its seconds.
fn bars(svg: &mut String, class: &str, (left, bottom): (f64, f64), shown_s: u32, seconds: &[u32]) {
    let of_each = shown_s.div_ceil(WIDE as u32) as usize;
    let mut path = String::new();
    for (place, part) in seconds.chunks(of_each).take(WIDE as usize).enumerate() {
        let most = part.iter().max().copied().unwrap_or(0);
        if most > 0 {
            let x = left + place as f64 + 0.5;
            let y = height(most.into()).max(1.0);
            let _ = write!(path, "M{x:.1} {bottom}v-{y:.1}");
        }
    }
    let _ = writeln!(svg, "<path class=\"{class}\" d=\"{path}\"/>");
}

fn height(per_second: f64) -> f64 {
    per_second.log10().clamp(0.0, DECADES) / DECADES * HIGH
}

fn line(svg: &mut String, class: &str, x: f64, y: f64) {
    let _ = writeln!(svg, "<path class=\"{class}\" d=\"M{x} {y:.1}h{WIDE}\"/>");
}

fn text(svg: &mut String, class: &str, x: f64, y: f64, words: &str) {
    let _ = writeln!(
        svg,
        "<text class=\"{class}\" x=\"{x}\" y=\"{y:.1}\">{words}</text>"
    );
}
