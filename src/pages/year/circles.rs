//! 同心圆: the picture of the page.

use super::figure::drawing;
use crate::{
    chart::rings::{Ring, SIDE, Share, rings},
    i18n::{fill, year::YearWords},
    ui::tree::{View, el, svg},
};

/// How many rings can be told apart on a phone.
pub(super) const RINGS: usize = 8;
/// How many colours they take turns in.
const COLOURS: usize = 4;

/// What a ring shows.
pub(super) struct Circle {
    /// How far it is filled.
    pub share: Share,
    /// The same in words.
    pub told: String,
}

/// The rings, the first outermost; in their middle a sum with words below, beneath them what filling means.
pub(super) fn circles(
    own: &YearWords,
    circles: &[Circle],
    sum: String,
    under: String,
    hint: &'static str,
) -> View {
    let told: Vec<&str> = circles.iter().map(|it| it.told.as_str()).collect();
    let name = fill(own.rings_name, &[("told", &told.join(own.semicolon))]);
    let shares: Vec<Share> = circles.iter().map(|it| it.share).collect();
    let picture = rings_alone(&name, &shares, sum, under);
    el("figure")
        .class("circles")
        .child(picture)
        .child(el("p").class("hint").child(hint))
        .into()
}

/// The rings by themselves; `name` says all of them in words.
pub(super) fn rings_alone(name: &str, shares: &[Share], sum: String, under: String) -> View {
    let drawn = rings(shares.get(..RINGS).unwrap_or(shares));
    let ring = |(place, ring): (usize, &Ring)| circle(place, ring, drawn.width);
    let marks: Vec<View> = drawn.rings.iter().enumerate().map(ring).collect();
    drawing("year-rings", &format!("0 0 {SIDE} {SIDE}"), name)
        .child(marks)
        .child(middle("sum", "500", sum))
        .child(middle("under", "600", under))
        .into()
}

/// The number of a ring, before its name in the table; it says nothing to a screen reader.
pub(super) fn number(place: usize) -> Option<View> {
    let mark = || {
        el("span")
            .class(&format!("ring r{}", place % COLOURS))
            .attr("aria-hidden", "true")
            .child((place + 1).to_string())
            .into()
    };
    (place < RINGS).then(mark)
}

/// A track, what is reached on it, and the dot of more.
fn circle(place: usize, ring: &Ring, width: u32) -> View {
    let middle = (SIDE / 2).to_string();
    let round = |class: &str| {
        svg("circle")
            .class(class)
            .attr("cx", &middle)
            .attr("cy", &middle)
            .attr("r", &ring.radius.to_string())
            .attr("stroke-width", &width.to_string())
    };
    let reached = (ring.filled > 0).then(|| {
        round(&format!("reached r{}", place % COLOURS))
            .attr(
                "stroke-dasharray",
                &format!("{} {}", ring.filled, ring.round),
            )
            // A circle begins on the right.
            .attr("transform", &format!("rotate(-90 {middle} {middle})"))
    });
    let more = ring.more.then(|| {
        svg("circle")
            .class("more")
            .attr("cx", &middle)
            .attr("cy", &(SIDE / 2 - ring.radius).to_string())
            .attr("r", &(width / 4).to_string())
    });
    View::all([round("track").into(), reached.into(), more.into()])
}

fn middle(class: &str, y: &str, text: String) -> View {
    svg("text")
        .class(class)
        .attr("x", &(SIDE / 2).to_string())
        .attr("y", y)
        .attr("text-anchor", "middle")
        .child(text)
        .into()
}
