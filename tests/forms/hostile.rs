//! Forms that nobody would write, and those that try to break the engine.

use super::{Value, json, today};
use dajuan::domain::answer::Answer;
use dajuan::forms::{
    answers::Answers,
    catalog::Catalog,
    drift::carry,
    form::Form,
    loading::{Problem, Remedy},
    schema::validate,
    steps::counted,
};
use proptest::prelude::*;

fn words() -> Value {
    json!({"zh-CN": "词", "en": "word"})
}

fn catalog(form: Value) -> Value {
    let kind = json!({"id": "k", "label": words(), "measure": words(), "category": "c", "form_version": 1, "form": form});
    json!({"version": 1, "lists": [{"id": "l", "entries": ["甲", "乙"]}], "kinds": [kind]})
}

/// Names of fields: few, so that they meet.
fn key() -> impl Strategy<Value = String> {
    "[a-e]"
}

fn operand() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        key().prop_map(Value::from),
        any::<i32>().prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let step = prop::sample::select(vec!["sum", "difference", "product"]);
        let parts = (step, prop::collection::vec(inner, 0..4));
        prop_oneof![
            parts.prop_map(|(step, parts)| json!({step: parts})),
            key().prop_map(|key| json!({"count": key})),
            (key(), key())
                .prop_map(|(rows, field)| json!({"sum_of": {"rows": rows, "field": field}})),
        ]
    })
}

fn condition() -> impl Strategy<Value = Value> {
    let equals = prop_oneof![Just(json!("x")), Just(json!(1)), Just(json!(true))];
    let leaf =
        (key(), equals).prop_map(|(field, equals)| json!({"field": field, "equals": equals}));
    leaf.prop_recursive(3, 8, 3, |inner| {
        let parts = prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            (prop::sample::select(vec!["all", "any"]), parts)
                .prop_map(|(of, parts)| json!({of: parts})),
            inner.prop_map(|part| json!({"not": part})),
        ]
    })
}

fn hints() -> impl Strategy<Value = Value> {
    let relevant = condition().prop_map(|condition| ("relevant", condition));
    let one = prop_oneof![
        3 => Just(("required", json!(true))),
        2 => Just(("list", json!("l"))),
        1 => Just(("other", json!(true))),
        2 => key().prop_map(|key| ("least", json!(key))),
        2 => key().prop_map(|key| ("most", json!(key))),
        4 => operand().prop_map(|formula| ("compute", formula)),
        3 => relevant,
        1 => Just(("prefill", json!("last"))),
        1 => Just(("since", json!(3))),
        2 => Just(("widget", json!("location"))),
    ];
    prop::collection::vec(one, 0..2).prop_map(|hints| {
        let mut ui = json!({"label": words()});
        for (key, value) in hints {
            ui[key] = value;
        }
        ui
    })
}

fn bounds() -> impl Strategy<Value = Value> {
    let keyword = prop::sample::select(vec![
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "multipleOf",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
    ]);
    prop::collection::vec((keyword, 0_i64..9), 0..3).prop_map(|pairs| {
        let mut schema = json!({});
        for (key, value) in pairs {
            schema[key] = json!(value);
        }
        schema
    })
}

fn property(depth: u32) -> BoxedStrategy<Value> {
    let kinds = vec!["string", "integer", "number", "boolean"];
    let plain =
        (prop::sample::select(kinds), bounds(), hints()).prop_map(|(kind, mut schema, ui)| {
            schema["type"] = json!(kind);
            schema["x-ui"] = ui;
            schema
        });
    let day = hints().prop_map(|ui| json!({"type": "string", "format": "date", "x-ui": ui}));
    let choice = (hints(), any::<bool>()).prop_map(|(mut ui, many)| {
        ui["choices"] = json!({"x": words(), "y": words()});
        let one = json!({"type": "string", "enum": ["x", "y"]});
        let mut schema = if many {
            json!({"type": "array", "items": one})
        } else {
            one
        };
        schema["x-ui"] = ui;
        schema
    });
    let ours = (prop::sample::select(vec!["isbn", "link"]), hints())
        .prop_map(|(format, ui)| json!({"type": "string", "x-format": format, "x-ui": ui}));
    let photos = bounds().prop_map(|mut schema| {
        schema["type"] = json!("array");
        schema["items"] = json!({"type": "string"});
        schema["uniqueItems"] = json!(true);
        schema["x-ui"] = json!({"label": words()});
        schema
    });
    let plain = prop_oneof![3 => plain, 2 => choice, 1 => ours, 1 => photos];
    if depth == 0 {
        return prop_oneof![4 => plain, 1 => day].boxed();
    }
    let rows = (object(depth - 1), bounds(), hints()).prop_map(|(items, mut schema, ui)| {
        schema["type"] = json!("array");
        schema["items"] = items;
        schema["x-ui"] = ui;
        schema
    });
    prop_oneof![4 => plain, 1 => day, 2 => rows].boxed()
}

fn object(depth: u32) -> BoxedStrategy<Value> {
    let properties = prop::collection::btree_map(key(), property(depth), 0..5);
    let required = || prop::collection::vec(key(), 0..2);
    // Where the test holds, a branch asks for more and bounds it.
    let branch = (key(), required(), key(), bounds());
    let read_back = prop::bool::weighted(0.1);
    (properties, required(), prop::option::of(branch), read_back)
        .prop_map(|(properties, mut required, branch, read_back)| {
            required.retain(|key| properties.contains_key(key));
            let order: Vec<&String> = properties.keys().collect();
            let mut form = json!({"type": "object", "properties": properties, "required": required, "x-ui": {"order": order}});
            if read_back {
                form["x-ui"]["read_back"] = json!(true);
            }
            if let Some((test, required, key, bounds)) = branch {
                form["if"] = json!({"required": [test]});
                form["then"] = json!({"required": required, "properties": {key: bounds}});
            }
            form
        })
        .boxed()
}

fn answer() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-99_i64..99).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(vec!["甲", "x", " １.5 ", "2026-11-23", ""]).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key(), inner, 0..5).prop_map(|group| json!(group)),
        ]
    })
}

fn loaded(form: &Value) -> Option<Form> {
    let catalog = Catalog::load(&Answer::from(&catalog(form.clone()))).ok()?;
    Some(catalog.kinds()[0].form().clone())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn whatever_form_is_written_loads_or_is_refused_and_what_it_lets_through_is_valid(
        form in object(1),
        given in prop::collection::btree_map(key(), answer(), 0..5),
    ) {
        let Some(engine) = loaded(&form) else { return Ok(()) };
        let draft = Answers::from(Answer::from(&json!(given)));
        let (carried, _) = carry(&engine, &draft, 0);
        prop_assert_eq!(&carry(&engine, &carried, 9).0, &carried);
        for answers in [draft, carried] {
            let _ = (engine.progress(&answers), engine.again(&answers, today()));
            let (looked, steps) = counted(|| engine.look(&answers, today()));
            prop_assert!(steps < 2_000, "{} steps", steps);
            prop_assert_eq!(looked.1.is_empty(), engine.check(&answers, today()).is_ok());
            if let Ok(checked) = engine.check(&answers, today()) {
                let again = engine.check(checked.answers(), today());
                prop_assert_eq!(again.as_ref(), Ok(&checked));
                let valid = validate(&Answer::from(&form), &checked.into_answer());
                prop_assert_eq!(valid, Ok(true));
            }
        }
    }
}

#[test]
fn most_generated_forms_are_worth_the_trial() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let loads = (0..500).filter(|_| {
        let form = object(1).new_tree(&mut runner).unwrap().current();
        loaded(&form).is_some()
    });
    assert!(loads.count() > 50);
}

#[test]
fn a_hostile_schema_ends_with_an_error() {
    let wrap = |levels: usize, open: &str, close: &str| {
        format!("{}true{}", open.repeat(levels), close.repeat(levels))
    };
    for open in [
        r#"{"allOf":["#,
        r#"{"items":"#,
        r#"{"if":"#,
        r#"{"properties":{"a":"#,
    ] {
        let close = match open {
            r#"{"allOf":["# => "]}",
            r#"{"properties":{"a":"# => "}}",
            _ => "}",
        };
        let schema = wrap(10_000, open, close);
        let text = catalog(json!("FORM"))
            .to_string()
            .replace("\"FORM\"", &schema);
        let errors = Catalog::parse(&text).unwrap_err();
        assert_eq!(errors[0].problem, Problem::NotJson, "{open}");
    }
    let mistakes: Vec<Value> = (0..100_000).map(|n| json!({"id": n})).collect();
    let many = json!({"version": 1, "kinds": mistakes});
    assert_eq!(
        Catalog::load(&Answer::from(&many)).unwrap_err().len(),
        1_000
    );
    // No expression engine, no catastrophic pattern.
    let pattern = json!({"type": "string", "pattern": "(a+)+$", "x-ui": {"label": words()}});
    let form = json!({"type": "object", "properties": {"a": pattern}, "x-ui": {"order": ["a"]}});
    let errors = Catalog::load(&Answer::from(&catalog(form))).unwrap_err();
    assert_eq!(errors[0].remedy(), Remedy::Instead("x-format"));
}
