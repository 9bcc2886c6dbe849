//! Pieces of a picture: what stands together, and the SVG of it. Ink on paper, whatever the screen.

use super::{lines::lines, page::Circles};
use crate::chart::rings::{self, rings};
use std::fmt::Write as _;

/// How wide each picture is, in pixels.
pub const WIDTH: u32 = 1080;
pub(super) const MARGIN: u32 = 64;
pub(super) const ROOM: u32 = WIDTH - 2 * MARGIN;
pub(super) const BODY: u32 = 32;
pub(super) const SMALL: u32 = 28;
pub(super) const SIDE: u32 = 460;

const PAPER: &str = "#faf7f1";
pub(super) const INK: &str = "#1f1c19";
pub(super) const PALE: &str = "#544d45";
pub(super) const RULE: &str = "#e4dccf";
const SUNK: &str = "#efe9de";
pub(super) const SEAL: &str = "#ad241c";
const RINGS: [&str; 4] = [SEAL, "#33507f", "#37624a", "#7d5200"];
pub(super) const SERIF: &str =
    "Songti SC, Noto Serif CJK SC, Noto Serif SC, Source Han Serif SC, STSong, SimSun, serif";
pub(super) const SANS: &str = "PingFang SC, HarmonyOS Sans SC, MiSans, Noto Sans CJK SC, Microsoft YaHei, system-ui, sans-serif";

/// One picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// A document of its own.
    pub svg: String,
    /// In pixels; it is [`WIDTH`] wide.
    pub height: u32,
}

/// What stands together.
#[derive(Default)]
pub(super) struct Block {
    pub height: u32,
    pub marks: Vec<Mark>,
    /// A heading stays with what follows it.
    pub leads: bool,
}

/// Something drawn, from the top of its block.
pub(super) enum Mark {
    Text {
        x: u32,
        y: u32,
        size: u32,
        anchor: &'static str,
        face: &'static str,
        bold: bool,
        colour: &'static str,
        text: String,
    },
    Rule {
        y: u32,
        height: u32,
        colour: &'static str,
    },
    Rings(Circles),
}

pub(super) fn leading(size: u32) -> u32 {
    size * 3 / 2
}

impl Block {
    pub fn space(&mut self, height: u32) {
        self.height += height;
    }

    pub fn rule(&mut self, height: u32, colour: &'static str) {
        self.marks.push(Mark::Rule {
            y: self.height,
            height,
            colour,
        });
        self.height += height;
    }

    /// Lines beside others, from here down; gives their height.
    pub fn column(
        &mut self,
        lines: &[String],
        size: u32,
        (x, anchor): (u32, &'static str),
        bold: bool,
        colour: &'static str,
    ) -> u32 {
        let mut height = 0;
        for text in lines {
            self.marks.push(Mark::Text {
                x,
                y: self.height + height + size * 9 / 8,
                size,
                anchor,
                face: SANS,
                bold,
                colour,
                text: text.clone(),
            });
            height += leading(size);
        }
        height
    }

    pub fn paragraph(
        &mut self,
        text: &str,
        size: u32,
        face: &'static str,
        bold: bool,
        colour: &'static str,
    ) {
        for text in lines(text, size, ROOM) {
            self.marks.push(Mark::Text {
                x: MARGIN,
                y: self.height + size * 9 / 8,
                size,
                anchor: "start",
                face,
                bold,
                colour,
                text,
            });
            self.height += leading(size);
        }
    }

    pub fn middle(&mut self, text: &str, size: u32, colour: &'static str) {
        for text in lines(text, size, ROOM) {
            self.marks.push(Mark::Text {
                x: WIDTH / 2,
                y: self.height + size * 9 / 8,
                size,
                anchor: "middle",
                face: SERIF,
                bold: true,
                colour,
                text,
            });
            self.height += leading(size);
        }
    }
}

/// Blocks below one another as a document of this name; what `said` says stands below them.
pub(super) fn drawn(blocks: Vec<Block>, name: &str, said: Option<String>) -> Picture {
    let mut inside = String::new();
    let mut top = MARGIN;
    for block in blocks {
        for mark in &block.marks {
            push(&mut inside, mark, top);
        }
        top += block.height;
    }
    if let Some(said) = said {
        let mut block = Block::default();
        block.space(12);
        block.paragraph(&said, SMALL, SANS, false, PALE);
        block
            .marks
            .iter()
            .for_each(|mark| push(&mut inside, mark, top));
        top += block.height;
    }
    let height = top + MARGIN;
    let name = escaped(name);
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{name}"><rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>{inside}</svg>"#
    );
    Picture { svg, height }
}

fn push(out: &mut String, mark: &Mark, top: u32) {
    // Writing into a string succeeds.
    let _ = match mark {
        Mark::Text {
            x,
            y,
            size,
            anchor,
            face,
            bold,
            colour,
            text,
        } => {
            let (y, text) = (y + top, escaped(text));
            let weight = if *bold { "600" } else { "400" };
            write!(
                out,
                r#"<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" font-family="{face}" font-weight="{weight}" fill="{colour}">{text}</text>"#
            )
        }
        Mark::Rule { y, height, colour } => {
            let y = y + top;
            write!(
                out,
                r#"<rect x="{MARGIN}" y="{y}" width="{ROOM}" height="{height}" fill="{colour}"/>"#
            )
        }
        Mark::Rings(circles) => {
            push_rings(out, circles, top + 36);
            Ok(())
        }
    };
}

fn push_rings(out: &mut String, circles: &Circles, top: u32) {
    let drawn = rings(&circles.shares);
    let (middle, thick) = (rings::SIDE / 2, drawn.width);
    let left = (WIDTH - SIDE) / 2;
    let side = rings::SIDE;
    let told = escaped(&circles.told);
    let _ = write!(
        out,
        r#"<svg x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" viewBox="0 0 {side} {side}" role="img" aria-label="{told}">"#
    );
    for (ring, colour) in drawn.rings.iter().zip(RINGS.iter().cycle()) {
        let radius = ring.radius;
        let round = format!(
            r#"<circle cx="{middle}" cy="{middle}" r="{radius}" fill="none" stroke-width="{thick}""#
        );
        let _ = write!(out, r#"{round} stroke="{SUNK}"/>"#);
        if ring.filled > 0 {
            let _ = write!(
                out,
                r#"{round} stroke="{colour}" stroke-linecap="round" stroke-dasharray="{} {}" transform="rotate(-90 {middle} {middle})"/>"#,
                ring.filled, ring.round
            );
        }
        if ring.more {
            let _ = write!(
                out,
                r#"<circle cx="{middle}" cy="{}" r="{}" fill="{PAPER}"/>"#,
                middle - radius,
                thick / 4
            );
        }
    }
    for (y, size, face, text) in [
        (500, 170, SERIF, &circles.sum),
        (600, 62, SANS, &circles.under),
    ] {
        let text = escaped(text);
        let _ = write!(
            out,
            r#"<text x="{middle}" y="{y}" font-size="{size}" text-anchor="middle" font-family="{face}" fill="{INK}">{text}</text>"#
        );
    }
    out.push_str("</svg>");
}

/// Fit for XML, which has no place for most controls.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            sign if sign.is_control() => out.push(' '),
            sign => out.push(sign),
        }
    }
    out
}
