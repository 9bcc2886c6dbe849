//! Time against the number of records, as SVG: straight lines where it grows with them.

use std::fmt::Write;

const WIDE: f64 = 520.0;
const HIGH: f64 = 260.0;
const LEFT: f64 = 64.0;
const TOP: f64 = 56.0;

const STYLE: &str = "\
text { font: 12px sans-serif; fill: #1c1b1a } .head { font-size: 14px; font-weight: 600 } .page { fill: #ffffff }
.grid { stroke: #d8d5d0 } polyline { fill: none; stroke-width: 2 } .l0 { stroke: #b3261e } .l1 { stroke: #1f6f54 } .l2 { stroke: #8a5a12 }
@media (prefers-color-scheme: dark) { text { fill: #ece9e4 } .page { fill: #171615 } .grid { stroke: #45423e }
.l0 { stroke: #ff8f85 } .l1 { stroke: #6fcfa9 } .l2 { stroke: #e0a95a } }";

/// A line of measured points: records, milliseconds.
pub struct Line {
    pub name: &'static str,
    pub points: Vec<(usize, f64)>,
}

/// The lines in one picture, both scales from nothing on.
pub fn plot(title: &str, lines: &[Line]) -> String {
    let points = || lines.iter().flat_map(|line| &line.points);
    let most_records = points().map(|(records, _)| *records).max().unwrap_or(1) as f64;
    let most_ms = points().map(|(_, ms)| *ms).fold(1.0, f64::max);
    let x = |records: f64| LEFT + records / most_records * WIDE;
    let y = |ms: f64| TOP + HIGH - ms / most_ms * HIGH;
    let (wide, high) = (LEFT + WIDE + 40.0, TOP + HIGH + 48.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" role=\"img\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n<rect class=\"page\" width=\"{wide}\" height=\"{high}\"/>\n\
         <text class=\"head\" x=\"{LEFT}\" y=\"20\">{title}</text>\n"
    );
    for part in 0..=4 {
        let part = f64::from(part) / 4.0;
        let (ms, records) = (most_ms * part, most_records * part);
        let (across, down) = (y(ms), x(records));
        let _ = writeln!(
            svg,
            "<path class=\"grid\" d=\"M{LEFT} {across:.1}h{WIDE}\"/><text x=\"4\" y=\"{:.1}\">{ms:.0} ms</text>\
             <text x=\"{:.1}\" y=\"{:.1}\">{records:.0}</text>",
            across + 4.0,
            down - 14.0,
            TOP + HIGH + 18.0,
        );
    }
    for (place, line) in lines.iter().enumerate() {
        let path: Vec<String> = line
            .points
            .iter()
            .map(|(records, ms)| format!("{:.1},{:.1}", x(*records as f64), y(*ms)))
            .collect();
        let (name, path) = (line.name, path.join(" "));
        let _ = writeln!(
            svg,
            "<polyline class=\"l{place}\" points=\"{path}\"/><path class=\"l{place}\" stroke-width=\"2\" d=\"M{:.0} 38h18\"/>\
             <text x=\"{:.0}\" y=\"42\">{name}</text>",
            LEFT + 180.0 * place as f64,
            LEFT + 24.0 + 180.0 * place as f64,
        );
    }
    svg + "</svg>\n"
}
