//! Two texts side by side: what was taken out of the one and added in the other, sentence by sentence.
//!
//! Sentences that stand once in each text hold the two together; between them the same is done again, a few times at most, and
//! what is left is one piece in place of another. So the work grows with the texts, never with their product.

use std::collections::BTreeMap;

/// A piece of either text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the first alone.
    Taken(String),
    /// In the second alone.
    Added(String),
}

/// How often what lies between is looked at again.
const DEEPEST: u32 = 12;

/// The pieces, in order, none of them empty; what was taken stands before what was added in its place.
pub fn compare(before: &str, after: &str) -> Vec<Piece> {
    let mut pieces = Pieces(Vec::new());
    between(
        Part::of(before, &sentences(before)),
        Part::of(after, &sentences(after)),
        DEEPEST,
        &mut pieces,
    );
    pieces.0
}

/// Where each sentence begins, and the end.
fn sentences(text: &str) -> Vec<usize> {
    let ends = |(place, letter): (usize, char)| {
        let ends = matches!(letter, '\n' | '。' | '！' | '？' | '；' | '!' | '?' | ';');
        ends.then_some(place + letter.len_utf8())
    };
    let mut cuts = vec![0];
    cuts.extend(text.char_indices().filter_map(ends));
    if cuts.last() != Some(&text.len()) {
        cuts.push(text.len());
    }
    cuts
}

/// Neighbouring sentences of a text.
#[derive(Clone, Copy)]
struct Part<'a, 'c> {
    text: &'a str,
    /// One more than there are sentences.
    cuts: &'c [usize],
}

impl<'a, 'c> Part<'a, 'c> {
    fn of(text: &'a str, cuts: &'c [usize]) -> Self {
        Self { text, cuts }
    }

    fn len(&self) -> usize {
        self.cuts.len().saturating_sub(1)
    }

    fn sentence(&self, place: usize) -> &'a str {
        self.part(place, place + 1).whole()
    }

    /// Those from one to before another.
    fn part(&self, from: usize, to: usize) -> Self {
        let cuts = self.cuts.get(from..=to).unwrap_or_default();
        Self { cuts, ..*self }
    }

    fn whole(&self) -> &'a str {
        let ends = self.cuts.first().zip(self.cuts.last());
        let whole = ends.and_then(|(from, to)| self.text.get(*from..*to));
        whole.unwrap_or_default()
    }
}

fn between(before: Part<'_, '_>, after: Part<'_, '_>, deep: u32, into: &mut Pieces) {
    let most = before.len().min(after.len());
    let begins = (0..most)
        .take_while(|at| before.sentence(*at) == after.sentence(*at))
        .count();
    let ends = (1..=most - begins)
        .take_while(|back| {
            let (here, there) = (before.len() - back, after.len() - back);
            before.sentence(here) == after.sentence(there)
        })
        .count();
    let (stop, end) = (before.len() - ends, after.len() - ends);
    into.same(before.part(0, begins).whole());
    let (inner, other) = (before.part(begins, stop), after.part(begins, end));
    let held = match deep {
        0 => Vec::new(),
        _ => anchors(inner, other),
    };
    if held.is_empty() {
        replaced(inner.whole(), other.whole(), into);
    } else {
        let (mut from, mut start) = (0, 0);
        for (here, there) in held {
            let (inner, other) = (inner.part(from, here), other.part(start, there));
            between(inner, other, deep - 1, into);
            (from, start) = (here, there);
        }
        // The last anchor begins what is left.
        let (inner, other) = (
            inner.part(from, inner.len()),
            other.part(start, other.len()),
        );
        between(inner, other, deep - 1, into);
    }
    into.same(before.part(stop, before.len()).whole());
}

/// Sentences that stand once in each, as many as keep their order in both.
fn anchors(before: Part<'_, '_>, after: Part<'_, '_>) -> Vec<(usize, usize)> {
    let mut known: BTreeMap<&str, [(u32, usize); 2]> = BTreeMap::new();
    for (which, part) in [before, after].iter().enumerate() {
        for place in 0..part.len() {
            let seen = known.entry(part.sentence(place)).or_default();
            if let Some((count, at)) = seen.get_mut(which) {
                *count += 1;
                *at = place;
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = known
        .into_values()
        .filter_map(|[(here, at), (there, place)]| (here == 1 && there == 1).then_some((at, place)))
        .collect();
    pairs.sort_unstable();
    rising(&pairs)
}

/// The longest run of pairs whose second numbers rise, as their first ones do.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Of the runs of each length, the pair that ends the one with the lowest end.
    let mut ends: Vec<usize> = Vec::new();
    let mut earlier: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |at: &usize| pairs.get(*at).map_or(0, |(_, there)| *there);
    for (at, (_, there)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| second(end) < *there);
        earlier.push(length.checked_sub(1).and_then(|it| ends.get(it).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.extend(pairs.get(at));
        next = earlier.get(at).copied().flatten();
    }
    run.reverse();
    run
}

/// One text in place of another: what both begin and end with is the same.
fn replaced(before: &str, after: &str, into: &mut Pieces) {
    let pairs = before.char_indices().zip(after.chars());
    let begins = pairs
        .take_while(|((_, here), there)| here == there)
        .last()
        .map_or(0, |((place, letter), _)| place + letter.len_utf8());
    let (same, inner) = before.split_at_checked(begins).unwrap_or((before, ""));
    let other = after.get(begins..).unwrap_or_default();
    let pairs = inner.chars().rev().zip(other.chars().rev());
    let ends: usize = pairs
        .take_while(|(here, there)| here == there)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let middle = |text: &str| {
        let end = text.len().saturating_sub(ends);
        text.get(..end).unwrap_or_default().to_owned()
    };
    into.same(same);
    into.put(middle(inner), Piece::Taken);
    into.put(middle(other), Piece::Added);
    let end = inner.len().saturating_sub(ends);
    into.same(inner.get(end..).unwrap_or_default());
}

struct Pieces(Vec<Piece>);

impl Pieces {
    fn put(&mut self, text: String, piece: fn(String) -> Piece) {
        if !text.is_empty() {
            self.0.push(piece(text));
        }
    }

    fn same(&mut self, more: &str) {
        if let Some(Piece::Same(text)) = self.0.last_mut() {
            text.push_str(more);
        } else if !more.is_empty() {
            self.0.push(Piece::Same(more.to_owned()));
        }
    }
}
