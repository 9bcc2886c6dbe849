//! The report as long pictures: SVG with lines of its own, for a picture that holds foreign content can't be saved by every
//! browser. Ink on paper, whatever the screen.

use super::{
    block::{
        BODY, Block, INK, MARGIN, Mark, PALE, ROOM, RULE, SANS, SEAL, SERIF, SIDE, SMALL, drawn,
        leading,
    },
    lines::{lines, width},
    page::{Report, Section},
};

/// Between two columns.
const GAP: u32 = 28;

pub use super::block::{Picture, WIDTH};

/// How high at most: phones give no larger canvas than some 16 million pixels.
pub const HIGHEST: u32 = 12_000;

/// The pictures, as few as there can be; a row stands whole in one of them. `part` says which one of how many it is.
pub fn pictures(report: &Report, part: impl Fn(usize, usize) -> String) -> Vec<Picture> {
    let pages = pages(blocks(report));
    let of = pages.len();
    let page = |(place, blocks): (usize, Vec<Block>)| {
        let said = (of > 1).then(|| part(place + 1, of));
        let name = match &said {
            Some(said) => format!("{} {said}", report.title),
            None => report.title.clone(),
        };
        drawn(blocks, &name, said)
    };
    pages.into_iter().enumerate().map(page).collect()
}

fn blocks(report: &Report) -> Vec<Block> {
    let mut all = vec![head(report)];
    all.extend(report.facts.iter().map(fact));
    all.extend(report.notes.iter().map(|note| {
        let mut block = Block::default();
        block.space(8);
        block.paragraph(note, BODY, SANS, false, SEAL);
        block
    }));
    all.extend(report.circles.clone().map(|circles| Block {
        height: SIDE + 72,
        marks: vec![Mark::Rings(circles)],
        leads: false,
    }));
    for it in &report.sections {
        section(&mut all, it);
    }
    all
}

/// The body's name over a rule of the seal's colour, the title below.
fn head(report: &Report) -> Block {
    let mut block = Block::default();
    if !report.body.is_empty() {
        block.middle(&report.body, 44, SEAL);
        block.space(20);
    }
    block.rule(6, SEAL);
    block.space(6);
    block.rule(2, SEAL);
    block.space(40);
    block.middle(&report.title, 60, INK);
    block.space(32);
    block
}

fn fact((name, value): &(String, String)) -> Block {
    let mut block = Block::default();
    let (at, room) = (ROOM * 3 / 10, ROOM * 7 / 10);
    let names = lines(name, BODY, at - GAP);
    let values = lines(value, BODY, room);
    let names = block.column(&names, BODY, (MARGIN, "start"), false, PALE);
    let values = block.column(&values, BODY, (MARGIN + at, "start"), false, INK);
    block.space(names.max(values) + 6);
    block
}

fn section(all: &mut Vec<Block>, it: &Section) {
    let mut title = Block {
        leads: true,
        ..Block::default()
    };
    title.space(48);
    title.paragraph(&it.title, 40, SERIF, true, INK);
    if !it.lead.is_empty() {
        title.space(6);
        title.paragraph(&it.lead, BODY, SANS, false, PALE);
    }
    title.space(10);
    title.rule(3, INK);
    all.push(title);
    if it.rows.is_empty() {
        return;
    }
    let columns = columns(it);
    let mut heads = row(&columns, it, &it.heads, SMALL, false, PALE);
    heads.leads = true;
    all.push(heads);
    for (place, cells) in it.rows.iter().enumerate() {
        let mut cells = cells.clone();
        if let (true, Some(first)) = (it.ringed, cells.first_mut()) {
            *first = format!("{}. {first}", place + 1);
        }
        let is_sum = it.summed && place + 1 == it.rows.len();
        all.push(row(&columns, it, &cells, BODY, is_sum, INK));
    }
}

/// Left edge and width of each column.
fn columns(it: &Section) -> Vec<(u32, u32)> {
    let number = it.heads.len();
    let gaps = GAP * u32::try_from(number.saturating_sub(1)).unwrap_or(0);
    let room = ROOM - gaps.min(ROOM / 2);
    let natural = |column: usize| {
        let cell = |row: &Vec<String>| row.get(column).map_or(0, |it| width(it, BODY));
        let head = it.heads.get(column).map_or(0, |it| width(it, SMALL));
        let more = if it.ringed && column == 0 {
            width("9. ", BODY)
        } else {
            0
        };
        it.rows.iter().map(cell).max().unwrap_or(0).max(head) + more
    };
    // The widest column of texts takes what the others leave.
    let wide = (0..it.texts).max_by_key(|column| natural(*column));
    let wide = wide.unwrap_or_default();
    let most = room * 3 / 10;
    let mut widths: Vec<u32> = (0..number)
        .map(|column| natural(column).min(most))
        .collect();
    let others: u32 = widths
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != wide)
        .map(|(_, it)| it)
        .sum();
    if let Some(width) = widths.get_mut(wide) {
        *width = room.saturating_sub(others).max(BODY * 3);
    }
    let mut x = MARGIN;
    widths
        .into_iter()
        .map(|width| {
            let at = (x, width);
            x += width + GAP;
            at
        })
        .collect()
}

fn row(
    columns: &[(u32, u32)],
    it: &Section,
    cells: &[String],
    size: u32,
    bold: bool,
    colour: &'static str,
) -> Block {
    let mut block = Block::default();
    block.space(14);
    let mut deepest = 0;
    for (place, (cell, (x, width))) in cells.iter().zip(columns).enumerate() {
        let lines = lines(cell, size, *width);
        let at = if place < it.texts {
            (*x, "start")
        } else {
            (x + width, "end")
        };
        deepest = deepest.max(block.column(&lines, size, at, bold, colour));
    }
    block.space(deepest + 12);
    block.rule(2, RULE);
    block
}

/// Blocks by picture.
fn pages(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    let most = HIGHEST - 2 * MARGIN - 2 * leading(SMALL);
    let mut pages: Vec<Vec<Block>> = Vec::new();
    let mut page: Vec<Block> = Vec::new();
    let mut height = 0;
    for block in blocks {
        if height + block.height > most && !page.is_empty() {
            let mut rest = Vec::new();
            while page.len() > 1 && page.last().is_some_and(|last| last.leads) {
                rest.extend(page.pop());
            }
            rest.reverse();
            pages.push(std::mem::replace(&mut page, rest));
            height = page.iter().map(|block| block.height).sum();
        }
        height += block.height;
        page.push(block);
    }
    pages.push(page);
    pages
}
