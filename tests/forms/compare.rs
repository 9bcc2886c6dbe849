//! Two texts side by side.

use dajuan::forms::compare::{Piece, compare};
use proptest::{collection::vec, prelude::*};

/// A text as its pieces tell it: the first of the two, or the second.
fn told(pieces: &[Piece], second: bool) -> String {
    let of = |piece: &Piece| match piece {
        Piece::Same(text) => text.clone(),
        Piece::Taken(text) if !second => text.clone(),
        Piece::Added(text) if second => text.clone(),
        Piece::Taken(_) | Piece::Added(_) => String::new(),
    };
    pieces.iter().map(of).collect()
}

/// Pieces in short: `=` the same, `-` taken, `+` added.
fn short(before: &str, after: &str) -> Vec<String> {
    let pieces = compare(before, after);
    let of = |piece: &Piece| match piece {
        Piece::Same(text) => format!("={text}"),
        Piece::Taken(text) => format!("-{text}"),
        Piece::Added(text) => format!("+{text}"),
    };
    pieces.iter().map(of).collect()
}

proptest! {
    #[test]
    fn both_texts_can_be_read_back(
        before in vec("[ab。\n]{0,4}|停车|建议。|\\PC{0,5}", 0..40),
        after in vec("[ab。\n]{0,4}|停车|建议。|\\PC{0,5}", 0..40),
    ) {
        let (before, after) = (before.concat(), after.concat());
        let pieces = compare(&before, &after);
        prop_assert_eq!(told(&pieces, false), before);
        prop_assert_eq!(told(&pieces, true), after);
        let empty = |piece: &Piece| match piece {
            Piece::Same(text) | Piece::Taken(text) | Piece::Added(text) => text.is_empty(),
        };
        prop_assert!(!pieces.iter().any(empty));
    }

    #[test]
    fn a_text_beside_itself_is_one_piece(text in "\\PC{1,40}") {
        prop_assert_eq!(compare(&text, &text), vec![Piece::Same(text)]);
    }
}

#[test]
fn a_changed_word_is_taken_out_and_added_where_it_stands() {
    let (before, after) = (
        "车位不够。建议修车库。请区里答复。",
        "车位不够。建议修两层车库。请区里答复。",
    );
    assert_eq!(
        short(before, after),
        ["=车位不够。建议修", "+两层", "=车库。请区里答复。"]
    );
}

#[test]
fn sentences_that_stay_hold_the_changes_apart() {
    let (before, after) = ("甲。乙。丙。丁。", "甲甲。乙。新。丁。丙。");
    assert_eq!(
        short(before, after),
        ["=甲", "+甲", "=。乙。", "-丙", "+新", "=。丁。", "+丙。"]
    );
}

#[test]
fn nothing_beside_something_is_all_added_or_all_taken() {
    assert_eq!(short("", ""), Vec::<String>::new());
    assert_eq!(short("", "甲。乙"), ["+甲。乙"]);
    assert_eq!(short("甲。乙", ""), ["-甲。乙"]);
}

/// 50,000 letters as two that write against it would: what takes the product of both lengths does not come back.
#[test]
fn fifty_thousand_letters_are_laid_side_by_side_whatever_they_are() {
    let lines = |letters: [&str; 2]| -> String {
        let line = |n: usize| format!("{}\n", letters[n % 2]);
        (0..25_000).map(line).collect()
    };
    let numbers = |step: usize| -> String {
        let number = |n: usize| format!("{}。", (n * step) % 9_973);
        (0..9_973).map(number).collect()
    };
    let prose = "城区停车难，".repeat(8_333);
    for (before, after) in [
        (lines(["a", "b"]), lines(["b", "a"])),
        (lines(["a", "b"]), lines(["c", "b"])),
        (numbers(1), numbers(4_001)),
        (prose.clone(), format!("{prose}改")),
        (prose, String::new()),
    ] {
        let pieces = compare(&before, &after);
        assert_eq!(told(&pieces, false), before);
        assert_eq!(told(&pieces, true), after);
    }
}
