//! Two changes of one record, put together field by field.

use dajuan::domain::{
    answer::Answer,
    client_ref::ClientRef,
    day::Day,
    held::{Held, Merged, merge},
    record::{Entry, KindId, Photo},
};
use proptest::{collection::btree_map, prelude::*};

fn key(n: u8) -> ClientRef {
    ClientRef::from_chance([n; 16])
}

fn photo(n: u8) -> Photo {
    Photo {
        id: key(n),
        sha256: "ab".into(),
        bytes: 3,
        mime: "image/jpeg".into(),
    }
}

fn answers(fields: &[(&str, &str)]) -> Answer {
    let fields = fields.iter();
    let fields = fields.map(|(name, text)| (name.to_string(), Answer::Text(text.to_string())));
    Answer::Group(fields.collect())
}

fn held(fields: &[(&str, &str)]) -> Held {
    Held {
        answers: answers(fields),
        ..Held::default()
    }
}

fn entry(fields: &[(&str, &str)]) -> Entry {
    Entry {
        client_ref: key(1),
        kind: KindId("reading_share".into()),
        form_version: 1,
        day: None,
        answers: answers(fields),
        photos: Vec::new(),
        captured_at: None,
    }
}

fn put_together(base: &Held, mine: &Entry, theirs: &Held) -> Merged {
    merge(base, mine, theirs, |_| None)
}

#[test]
fn what_one_side_changed_is_taken_from_that_side() {
    let base = held(&[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]);
    let mine = entry(&[("a", "2"), ("b", "1"), ("c", "1"), ("new", "我")]);
    let theirs = held(&[("a", "1"), ("b", "2"), ("d", "1"), ("other", "他")]);
    let merged = put_together(&base, &mine, &theirs);
    let fields = [("a", "2"), ("b", "2"), ("new", "我"), ("other", "他")];
    assert_eq!(merged.entry, entry(&fields));
    assert_eq!(merged.clashes, Vec::<String>::new());
}

#[test]
fn a_field_that_both_changed_differently_keeps_mine_and_is_told() {
    let base = held(&[("a", "1"), ("b", "1"), ("c", "1")]);
    let mine = entry(&[("a", "2"), ("b", "2")]);
    let theirs = held(&[("a", "3"), ("b", "2"), ("c", "3")]);
    let merged = put_together(&base, &mine, &theirs);
    assert_eq!(merged.clashes, ["a", "c"]);
    assert_eq!(merged.entry, entry(&[("a", "2"), ("b", "2")]));
}

#[test]
fn the_day_and_the_photos_are_fields_too() {
    let day = |n| Day::new(2026, 3, n).ok();
    let of = |d, photos: &[u8]| Held {
        day: day(d),
        photos: photos.iter().map(|n| key(*n)).collect(),
        ..held(&[])
    };
    let mine = |d, photos: &[u8]| Entry {
        day: day(d),
        photos: photos.iter().map(|n| photo(*n)).collect(),
        ..entry(&[])
    };
    let merged = put_together(&of(1, &[7]), &mine(1, &[7]), &of(2, &[7, 8]));
    assert_eq!(merged.entry.day, day(2));
    assert_eq!(
        merged.entry.photos.first(),
        Some(&photo(7)),
        "as it is here"
    );
    assert_eq!(merged.entry.photos.last().map(|it| &it.id), Some(&key(8)));
    let merged = put_together(&of(1, &[7]), &mine(2, &[]), &of(3, &[7, 8]));
    assert_eq!(merged.clashes, ["day", "photos"]);
    assert_eq!(merged.entry, mine(2, &[]));
}

#[test]
fn what_the_owner_chose_is_taken_whoever_changed_it() {
    let base = held(&[("a", "1"), ("b", "1"), ("c", "1")]);
    let mine = entry(&[("a", "2"), ("b", "2"), ("c", "2")]);
    let theirs = held(&[("a", "3"), ("b", "3"), ("c", "1")]);
    let choose = |field: &str| match field {
        "a" => Some(true),
        "b" => Some(false),
        _ => None,
    };
    let merged = merge(&base, &mine, &theirs, choose);
    assert_eq!(merged.clashes, Vec::<String>::new());
    assert_eq!(merged.entry, entry(&[("a", "2"), ("b", "3"), ("c", "2")]));
}

#[test]
fn what_is_no_group_has_no_fields() {
    let base = Held::default();
    let mine = Entry {
        answers: Answer::Text("?".into()),
        ..entry(&[])
    };
    let merged = put_together(&base, &mine, &held(&[("a", "1")]));
    assert_eq!(merged.entry, entry(&[("a", "1")]));
}

fn fields() -> impl Strategy<Value = Answer> {
    let text = prop_oneof!["1", "2", "3"].prop_map(Answer::Text);
    btree_map("[abc]", text, 0..4).prop_map(Answer::Group)
}

proptest! {
    #[test]
    fn nothing_that_either_side_changed_alone_is_lost(base in fields(), mine in fields(), theirs in fields()) {
        let base = Held { answers: base, ..Held::default() };
        let mine = Entry { answers: mine, ..entry(&[]) };
        let theirs = Held { answers: theirs, ..Held::default() };
        let merged = put_together(&base, &mine, &theirs);
        let of = |answers: &Answer, field: &str| match answers {
            Answer::Group(group) => group.get(field).cloned(),
            Answer::Null | Answer::Flag(_) | Answer::Int(_) | Answer::Real(_) | Answer::Text(_) | Answer::List(_) => None,
        };
        for field in ["a", "b", "c"] {
            let (b, m, t) = (of(&base.answers, field), of(&mine.answers, field), of(&theirs.answers, field));
            let now = of(&merged.entry.answers, field);
            let clashes = merged.clashes.iter().any(|it| it == field);
            prop_assert_eq!(clashes, b != m && b != t && m != t);
            prop_assert_eq!(now, if m == b { t } else { m });
        }
        // Merged once, it stands on theirs: merging again changes nothing.
        if merged.clashes.is_empty() {
            let again = put_together(&theirs, &merged.entry, &theirs);
            prop_assert_eq!(again, Merged { entry: merged.entry.clone(), clashes: Vec::new() });
        }
    }
}
