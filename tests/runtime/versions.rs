//! 以前的版本: taken beside the draft in one transaction, bounded, and gone with it.

use super::*;
use dajuan::stored::{
    former::{
        letters,
        thinning::{MOST, MOST_BYTES},
    },
    row::ItemRow,
};
use std::cell::Cell as Slot;

const MINUTE: u64 = 60_000;

fn proposal(text: &str) -> Entry {
    Entry {
        kind: KindId("proposal".into()),
        answers: Answer::Group([("cause".to_owned(), Answer::Text(text.to_owned()))].into()),
        photos: Vec::new(),
        ..entry(1)
    }
}

#[track_caller]
fn save(tab: &Tab, text: &str) {
    assert_eq!(now(tab.save_version(proposal(text), None)), Ok(()));
}

/// Saves these, with a pause after each.
#[track_caller]
fn saves(phone: &Phone, tab: &Tab, texts: &[&str]) {
    for text in texts {
        save(tab, text);
        moves(phone, MINUTE);
    }
}

/// What the versions of the draft say, oldest first.
fn former(tab: &Tab) -> Vec<Answer> {
    let versions = now(tab.versions(&key(1))).into_iter();
    let says = |id| now(tab.version(&id)).expect("a version that reads").answers;
    versions.map(|it| says(it.id)).collect()
}

fn said(texts: &[&str]) -> Vec<Answer> {
    texts.iter().map(|text| proposal(text).answers).collect()
}

fn moves(phone: &Phone, ms: u64) {
    phone.clock.0.set(phone.clock.0.get() + ms);
}

#[test]
fn what_a_draft_said_before_a_pause_becomes_a_version() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    for text in ["停", "停车", "停车难"] {
        save(&tab, text);
        moves(&phone, 300);
    }
    assert_eq!(former(&tab), Vec::new(), "what is typed on is none");
    moves(&phone, MINUTE);
    save(&tab, "停车难，难停车");
    assert_eq!(former(&tab), said(&["停车难"]));
    let listed = now(tab.versions(&key(1)));
    let at = Moment(1_790_000_000_600);
    assert_eq!((listed[0].letters, listed[0].at), (3, at));
}

#[test]
fn an_autosave_writes_the_draft_alone_and_now_and_then_two_rows_more() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    save(&tab, "停");
    let book = phone.disk.blobs();
    assert_eq!(book.len(), 1, "the book");
    for text in ["停车", "停车难"] {
        save(&tab, text);
        assert_eq!(phone.disk.blobs(), book);
    }
    moves(&phone, MINUTE);
    save(&tab, "停车难了");
    assert_eq!(phone.disk.blobs().len(), 2, "the book and a version");
}

#[test]
fn a_slip_of_the_hand_that_takes_all_out_can_be_undone() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    let long = "停".repeat(200);
    save(&tab, &long);
    save(&tab, "误");
    assert_eq!(former(&tab), said(&[&long]));
    let present = proposal("误");
    now(tab.save_version(proposal(&long), Some(present))).expect("restored");
    assert_eq!(tab.open(&key(1)), Some(proposal(&long)));
    assert_eq!(
        former(&tab),
        said(&[&long, "误"]),
        "what made way is a version too"
    );
}

#[test]
fn what_the_store_refuses_leaves_draft_and_versions_as_they_were() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    saves(&phone, &tab, &["一", "二"]);
    let before = phone.disk.blobs();
    phone.disk.fail_next(Fault::Before(StoreError::Lost));
    let lost = Err(StoreError::Lost);
    assert_eq!(now(tab.save_version(proposal("三"), None)), lost);
    assert_eq!(phone.disk.blobs(), before);
    assert_eq!(tab.open(&key(1)), Some(proposal("二")));
    save(&tab, "三");
    assert_eq!(former(&tab), said(&["一", "二"]));
}

#[test]
fn another_tab_that_has_not_read_the_draft_takes_no_version_of_it() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    save(&tab, "一");
    let stale = phone.tab(tab.epoch());
    stale.open(&key(1));
    moves(&phone, MINUTE);
    save(&tab, "二");
    let before = phone.disk.blobs();
    let moved = Err(StoreError::Moved);
    assert_eq!(now(stale.save_version(proposal("别的"), None)), moved);
    assert_eq!(phone.disk.blobs(), before);
}

#[test]
fn where_space_runs_out_the_text_is_kept_and_versions_make_way() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    saves(&phone, &tab, &["一", "二"]);
    phone.disk.fail_next(Fault::Before(StoreError::Full));
    save(&tab, "三");
    assert_eq!(tab.open(&key(1)), Some(proposal("三")));
    assert_eq!(former(&tab), said(&["一"]), "none was added, none went");
    save(&tab, "四");
    assert_eq!(former(&tab), said(&["一", "三"]));
    phone.disk.fail_next(Fault::Before(StoreError::Full));
    save(&tab, "五");
    assert_eq!(tab.open(&key(1)), Some(proposal("五")));
    assert_eq!(former(&tab), Vec::new());
    assert_eq!(phone.disk.blobs(), Vec::new());
}

#[test]
fn versions_go_when_the_draft_is_submitted_or_discarded() {
    for submits in [true, false] {
        let phone = Phone::default();
        let tab = phone.first_tab();
        saves(&phone, &tab, &["一", "二"]);
        assert_eq!(phone.disk.blobs().len(), 2);
        if submits {
            now(tab.submit(proposal("二"), Vec::new())).expect("submitted");
        } else {
            now(tab.discard_draft(&key(1))).expect("discarded");
        }
        assert_eq!(phone.disk.blobs(), Vec::new());
    }
}

#[test]
fn a_discarded_draft_comes_back_with_its_versions() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    saves(&phone, &tab, &["一", "二"]);
    let row = tab.row(&key(1)).expect("a draft");
    let beside = now(tab.beside(&key(1)));
    now(tab.discard_draft(&key(1))).expect("discarded");
    assert_eq!(former(&tab), Vec::new());
    let row = ItemRow { revision: 0, ..row };
    now(tab.bring_back(row, beside)).expect("brought back");
    assert_eq!(former(&tab), said(&["一"]));
}

/// 50,000 letters, 1,000 saves, at every twentieth the end of the tab: between two saves, in one that was not written, and in
/// one that was written and whose answer never came.
#[test]
fn a_thousand_saves_of_a_long_proposal_killed_at_random_lose_no_saved_text_and_grow_in_steps() {
    let phone = Phone::default();
    let mut tab = phone.first_tab();
    let epoch = tab.epoch();
    let (chance, mut long) = (Slot::new(0x2545_f491_4f6c_dd1d_u64), "停".repeat(49_000));
    let draw = |below: u64| {
        let mut bits = chance.get();
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        chance.set(bits);
        bits % below
    };
    let weight = || {
        let sizes = phone.disk.blobs();
        (sizes.len(), sizes.iter().map(|(_, size)| size).sum())
    };
    let (mut before, mut heaviest): ((usize, usize), _) = (weight(), 0);
    for round in 0..1_000 {
        let saved = tab.open(&key(1));
        match draw(40) {
            0 => long = long.chars().take(48_000).collect(),
            _ => long.push_str(&format!("第{round}次。")),
        }
        moves(&phone, 200 + draw(40_000));
        match draw(20) {
            0 => {
                let (why, written) = match draw(3) {
                    0 => (None, false),
                    1 => (Some(Fault::Before(StoreError::Lost)), false),
                    _ => (Some(Fault::After(StoreError::Lost)), true),
                };
                if let Some(why) = why {
                    phone.disk.fail_next(why);
                    let answer = now(tab.save_version(proposal(&long), None));
                    assert_eq!(answer, Err(StoreError::Lost));
                }
                tab = phone.tab(epoch);
                let there = tab.open(&key(1));
                let expected = if written {
                    Some(proposal(&long))
                } else {
                    saved
                };
                assert!(there == expected, "round {round}: not what was saved");
            }
            _ => save(&tab, &long),
        }
        let (rows, bytes) = weight();
        let text = proposal(&long).answers;
        let step = letters(&text) as usize * 3 + 8_192;
        assert!(
            rows <= before.0 + 1 + usize::from(round == 0) && bytes <= before.1 + step,
            "round {round}: from {before:?} to {:?}",
            (rows, bytes)
        );
        assert!(rows <= MOST + 1 && bytes <= MOST_BYTES as usize + 8_192);
        (before, heaviest) = ((rows, bytes), heaviest.max(bytes));
    }
    let versions = former(&tab);
    assert!(versions.len() > 5, "{}", versions.len());
    assert!(heaviest > 1_000_000, "{heaviest}: nothing was at stake");
    now(tab.submit(proposal(&long), Vec::new())).expect("submitted");
    assert_eq!(phone.disk.blobs(), Vec::new(), "not one row is left behind");
}
