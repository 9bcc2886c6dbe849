//! Codes: read, typed, drawn.

use super::*;
use dajuan::{
    agenda::codes::{Scanned, typed},
    chart::qr::qr,
};
use proptest::prelude::*;

fn member() -> Scanned {
    Scanned::Member {
        event: EventId::parse("ev1").expect("an id"),
        code: "ABC234".into(),
    }
}

#[test]
fn a_scanned_text_says_whose_code_it_is() {
    assert_eq!(member().text(), "dajuan:checkin:ev1:ABC234");
    let venue = Scanned::read(" dajuan:venue:ev1:ABC234\n").expect("a venue's code");
    assert!(matches!(venue, Scanned::Venue { .. }));
    for scanned in [member(), venue] {
        assert_eq!(Scanned::read(&scanned.text()), Some(scanned));
    }
    for text in [
        "",
        "https://x.test",
        "dajuan:venue:ev1",
        "dajuan:venue:ev1:",
        "dajuan:venue::ABC234",
        "dajuan:venue:ev1:abc234",
        "dajuan:venue:ev1:ABC:234",
        "dajuan:venue:ev/1:ABC234",
        "dajuan:venue:ev1:ABCDEFGHJKLMNPQRS",
        "dajuan:other:ev1:ABC234",
    ] {
        assert_eq!(Scanned::read(text), None, "{text}");
    }
}

#[test]
fn a_code_is_the_same_however_it_is_typed() {
    for text in [
        "abc234",
        "ABC 234",
        "ａｂｃ２３４",
        " A-B-C-2-3-4。",
        "ＡＢＣ　２３４",
    ] {
        assert_eq!(typed(text), "ABC234", "{text}");
    }
}

/// The dark modules of a path of rectangles one module high.
fn dark(path: &str) -> Vec<(u32, u32)> {
    let mut dark = Vec::new();
    for run in path.split('M').skip(1) {
        let (from, rest) = run.split_once('h').expect("a run");
        let (width, _) = rest.split_once('v').expect("a run");
        let (x, y) = from.split_once(' ').expect("a place");
        let number = |text: &str| text.parse::<u32>().expect("a number");
        let (x, y) = (number(x), number(y));
        dark.extend((x..x + number(width)).map(|x| (x, y)));
    }
    dark
}

#[test]
fn a_drawn_code_has_its_three_eyes_and_white_around_it() {
    let qr = qr(&member().text()).expect("short enough");
    assert_eq!(qr.side, 25 + 8);
    let dark = dark(&qr.path);
    let edge = |at: u32| (4..qr.side - 4).contains(&at);
    assert!(
        dark.iter().all(|(x, y)| edge(*x) && edge(*y)),
        "four white modules"
    );
    let mut once = dark.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), dark.len());
    let far = qr.side - 4 - 7;
    for (left, top) in [(4, 4), (far, 4), (4, far)] {
        for x in 0..7u32 {
            for y in 0..7u32 {
                let ring = x.abs_diff(3).max(y.abs_diff(3));
                let is_dark = dark.contains(&(left + x, top + y));
                assert_eq!(is_dark, ring != 2, "eye at {left} {top}, module {x} {y}");
            }
        }
    }
}

#[test]
fn a_text_that_no_code_holds_is_none() {
    assert!(qr(&"a".repeat(2331)).is_some());
    assert_eq!(qr(&"a".repeat(2332)), None);
}

proptest! {
    #[test]
    fn any_text_is_read_or_not(text in ".{0,60}") {
        let _ = Scanned::read(&text);
        let _ = Scanned::read(&format!("dajuan:venue:{text}"));
        prop_assert!(typed(&text).bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
    }

    #[test]
    fn texts_with_one_sign_between_them_are_drawn_differently(text in "[A-Z2-9]{6}", other in "[A-Z2-9]") {
        let changed = format!("{other}{}", &text[1..]);
        prop_assert_eq!(qr(&text) == qr(&changed), text == changed);
    }
}
