//! What holds for every answer and every document.

use super::{CATALOG, reading, today};
use dajuan::domain::answer::Answer;
use dajuan::forms::answers::Answers;
use dajuan::forms::catalog::Catalog;
use dajuan::forms::door::answer_from_json;
use dajuan::forms::schema::validate;
use proptest::prelude::*;
use serde_json::{Value, json};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[a-z~/]{0,6}", inner, 0..6)
                .prop_map(|group| Value::Object(group.into_iter().collect())),
        ]
    })
}

/// Every place in a document.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    if let Some(group) = value.as_object() {
        for (key, value) in group {
            places(value, &format!("{here}/{key}"), found);
        }
    } else if let Some(items) = value.as_array() {
        for (index, value) in items.iter().enumerate() {
            places(value, &format!("{here}/{index}"), found);
        }
    }
}

/// Answers that are often right: for each field its own kinds of value, now and then any JSON.
fn answers() -> impl Strategy<Value = Answers> {
    let text = || prop::option::of("[ a-z书《》\n]{0,20}".prop_map(Value::from));
    let number = || prop::option::of((-1_i64..1500).prop_map(Value::from));
    let mode = prop::sample::select(vec!["offline", "online", "offline", "both"]);
    let link = prop::sample::select(vec!["https://a.cn/1", " https://a.cn ", "a.cn", ""]);
    let isbn = prop::sample::select(vec!["7-02-000220-X", "9787020002207", "9787020002208", " "]);
    let photos = prop::collection::vec("[a-f]{1,3}", 0..10);
    let stray = prop::option::weighted(0.1, ("[a-z]{4,8}", any_json()));
    let fields = (
        (text(), text(), text(), text()),
        (number(), number(), number()),
        mode,
        link,
        isbn,
        photos,
        stray,
    );
    fields.prop_map(|((title, author, place, thoughts), (minutes, audience, page), mode, link, isbn, photos, stray)| {
        let mut group = json!({
            "title": title, "author": author, "place": place, "thoughts": thoughts, "minutes": minutes,
            "audience": audience, "quote_page": page, "mode": mode, "link": link, "isbn": isbn,
            "photos": photos, "date": "2026-04-23",
        });
        if let Some((key, value)) = stray {
            group[key] = value;
        }
        Answers::from(Answer::from(&group))
    })
}

fn form_schema() -> Answer {
    let catalog: Value = serde_json::from_str(CATALOG).unwrap();
    Answer::from(&catalog["kinds"][0]["form"])
}

proptest! {
    #[test]
    fn a_number_of_fifteen_digits_is_read_exactly(text in "[1-9][0-9]{7}\\.[0-9]{6}[1-9]") {
        let exact = Answer::Real(text.parse().unwrap());
        prop_assert_eq!(answer_from_json(&text), Some(exact.clone()));
        let written = Value::from(&exact).to_string();
        prop_assert_eq!(answer_from_json(&written), Some(exact));
    }

    #[test]
    fn no_json_makes_the_engine_panic(value in any_json()) {
        let tree = Answer::from(&value);
        let form = reading();
        let draft = Answers::from(tree.clone());
        let _ = (form.check(&draft, today()), form.progress(&draft), form.gist(&draft));
        let mut group = json!({});
        for field in form.fields() {
            group[field.key()] = value.clone();
            field.show(&tree);
        }
        let _ = form.check(&Answers::from(Answer::from(&group)), today());
        let _ = (validate(&tree, &tree), Catalog::load(&tree));
        prop_assert_eq!(Answer::from(&Value::from(&tree)), tree);
    }

    #[test]
    fn a_catalog_changed_anywhere_loads_or_is_refused(place in any::<prop::sample::Index>(), value in any_json()) {
        let mut catalog: Value = serde_json::from_str(CATALOG).unwrap();
        let mut found = Vec::new();
        places(&catalog, "", &mut found);
        *catalog.pointer_mut(place.get(&found[..]).as_str()).unwrap() = value;
        if let Ok(catalog) = Catalog::load(&Answer::from(&catalog)) {
            for kind in catalog.kinds() {
                let fresh = kind.form().fresh(today());
                let _ = kind.form().check(&fresh, today());
            }
        }
    }

    #[test]
    fn what_the_check_lets_through_is_valid_and_stays_so(draft in answers()) {
        let form = reading();
        match form.check(&draft, today()) {
            Ok(checked) => {
                let again = form.check(checked.answers(), today());
                prop_assert_eq!(again.as_ref(), Ok(&checked));
                prop_assert_eq!(validate(&form_schema(), &checked.into_answer()), Ok(true));
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                let relevant = form.relevant_fields(&draft);
                for fault in faults {
                    prop_assert!(relevant.iter().any(|field| field.key() == fault.place.field()));
                }
            }
        }
    }

    #[test]
    fn a_number_reads_back_from_what_is_shown(number in -999_999_999_999_999_i64..=999_999_999_999_999, cents in 0..100_i64) {
        let form = reading();
        let minutes = form.field("minutes").unwrap();
        prop_assert_eq!(minutes.read(&minutes.show(&Answer::Int(number))), Answer::Int(number));
        let real = Answer::from(&json!((number / 1000) as f64 + cents as f64 / 100.0));
        prop_assert_eq!(minutes.read(&minutes.show(&real)), real);
    }

    #[test]
    fn typed_text_is_a_number_or_stays_as_typed(typed in "[ 0-9０-９,，.。+a-z分钟-]{0,8}") {
        let form = reading();
        match form.field("minutes").unwrap().read(&typed) {
            Answer::Text(kept) => prop_assert_eq!(kept, typed),
            Answer::Null => prop_assert_eq!(typed, ""),
            Answer::Int(_) | Answer::Real(_) => {}
            Answer::Flag(_) | Answer::List(_) | Answer::Group(_) => prop_assert!(false, "{typed}"),
        }
    }
}
