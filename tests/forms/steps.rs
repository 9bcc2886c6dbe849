//! A catalog that was made to hurt ends with an error, or is worked through, after so many steps: counted, never timed.

use super::{Value, json, today};
use dajuan::domain::answer::Answer;
use dajuan::forms::{
    answers::Answers, catalog::Catalog, fault::Rule, form::Form, loading::Problem, steps::counted,
};

/// A megabyte is read within so many steps, whatever it says: most is lost where every field asks what is required of it.
const TO_READ: usize = 50_000_000;
/// The largest form that is let in is looked through within so many.
const TO_LOOK: usize = 30_000;

fn words() -> Value {
    json!({"zh-CN": "词", "en": "w"})
}

fn property(mut schema: Value, mut ui: Value) -> Value {
    ui["label"] = words();
    schema["x-ui"] = ui;
    schema
}

fn text(ui: Value) -> Value {
    property(json!({"type": "string"}), ui)
}

fn number(ui: Value) -> Value {
    property(json!({"type": "number"}), ui)
}

fn key(n: usize) -> String {
    format!("f{n}")
}

/// A form of `count` fields, each by its place.
fn fields(count: usize, field: impl Fn(usize) -> Value) -> Value {
    let order: Vec<String> = (0..count).map(key).collect();
    let properties: Value = order.iter().cloned().zip((0..count).map(field)).collect();
    json!({"type": "object", "properties": properties, "x-ui": {"order": order}})
}

fn kind(id: &str, form: &Value) -> Value {
    json!({"id": id, "label": words(), "measure": words(), "category": "c", "form_version": 1, "form": form})
}

fn catalog(form: &Value) -> String {
    json!({"version": 1, "lists": [], "kinds": [kind("k", form)]}).to_string()
}

/// What is wrong first, the first mistake's place and problem; none where it loads.
#[track_caller]
fn read(text: &str) -> Option<(String, Problem)> {
    let (found, steps) = counted(|| Catalog::parse(text));
    assert!(steps <= TO_READ, "{steps} steps for {} bytes", text.len());
    let errors = found.err()?;
    assert!((1..=1_000).contains(&errors.len()));
    let first = errors.into_iter().next()?;
    Some((first.place, first.problem))
}

#[track_caller]
fn refused(form: &Value, place: &str, problem: Problem) {
    let place = format!("/kinds/0/form{place}");
    assert_eq!(read(&catalog(form)), Some((place, problem)));
}

/// The form, which loads; how many steps a look takes with everything answered.
#[track_caller]
fn looked(form: &Value, answer: &Value) -> (Form, usize) {
    let text = catalog(form);
    assert_eq!(read(&text), None);
    let catalog = Catalog::parse(&text).unwrap();
    let form = catalog.kinds()[0].form().clone();
    let all: Value = form
        .fields()
        .iter()
        .map(|field| (field.key().to_owned(), answer.clone()))
        .collect();
    let answers = Answers::from(Answer::from(&all));
    let (_, steps) = counted(|| form.look(&answers, today()));
    assert!(steps <= TO_LOOK, "{steps} steps");
    (form, steps)
}

fn equals(field: usize) -> Value {
    json!({"field": key(field), "equals": "a"})
}

#[test]
fn what_is_longer_than_a_megabyte_is_not_read_at_all() {
    let spaces = " ".repeat(1_000_000);
    let (found, steps) = counted(|| Catalog::parse(&spaces));
    assert_eq!(found.unwrap_err()[0].problem, Problem::NotJson);
    let (longer, none) = counted(|| Catalog::parse(&format!("{spaces} ")));
    assert_eq!(longer.unwrap_err()[0].problem, Problem::TooMany(1_000_000));
    assert_eq!((steps, none), (0, 0));
}

#[test]
fn a_megabyte_of_relevance_is_refused_and_the_most_that_is_let_in_is_looked_at_once() {
    let all: Vec<Value> = (0..25_000).map(|_| equals(0)).collect();
    let megabyte = fields(2, |n| {
        text(if n == 0 {
            json!({})
        } else {
            json!({"relevant": {"all": all}})
        })
    });
    assert!(catalog(&megabyte).len() > 700_000);
    let place = "/properties/f1/x-ui/relevant/all/5000";
    refused(&megabyte, place, Problem::TooMany(5_000));

    // Every field asks ten before it, which all matter.
    let ten = |n: usize| {
        (0..10)
            .map(|at| equals(n.saturating_sub(at + 1)))
            .collect::<Vec<_>>()
    };
    let most = fields(500, |n| {
        text(if n == 0 {
            json!({})
        } else {
            json!({"relevant": {"all": ten(n)}})
        })
    });
    let (form, steps) = looked(&most, &json!("a"));
    assert!(steps > 5_000, "{steps}");
    let (none, fewer) = counted(|| form.look(&Answers::default(), today()));
    assert!(none.1.is_empty() && fewer < steps);
}

#[test]
fn relevance_and_formulas_as_deep_as_json_goes_end() {
    let nested = |levels: usize| (0..levels).fold(equals(0), |inner, _| json!({"not": inner}));
    let form = |levels| {
        fields(2, |n| {
            text(if n == 0 {
                json!({})
            } else {
                json!({"relevant": nested(levels)})
            })
        })
    };
    looked(&form(50), &json!("a"));
    assert_eq!(
        read(&catalog(&form(128))),
        Some((String::new(), Problem::NotJson))
    );
    let sums = |levels: usize| (0..levels).fold(json!("f0"), |inner, _| json!({"sum": [inner, 1]}));
    let form = |levels| {
        fields(2, |n| {
            number(if n == 0 {
                json!({})
            } else {
                json!({"compute": sums(levels)})
            })
        })
    };
    looked(&form(8), &json!(1));
    let place = format!("/properties/f1/x-ui/compute{}", "/sum/0".repeat(9));
    refused(&form(50), &place, Problem::TooDeep(8));
}

#[test]
fn nothing_looks_at_itself_or_around_in_a_circle() {
    let ahead = |hint: &str, value: &dyn Fn(usize) -> Value| {
        for (own, other) in [(0, 0), (0, 1)] {
            let form = fields(2, |n| {
                number(if n == own {
                    json!({hint: value(other)})
                } else {
                    json!({})
                })
            });
            let below = if hint == "relevant" { "/field" } else { "" };
            let place = format!("/properties/f{own}/x-ui/{hint}{below}");
            refused(&form, &place, Problem::LooksAhead);
        }
    };
    ahead(
        "relevant",
        &|other| json!({"field": key(other), "equals": 1}),
    );
    ahead("compute", &|other| json!(key(other)));
    ahead("least", &|other| json!(key(other)));
    ahead("most", &|other| json!(key(other)));
    for reference in ["$ref", "$dynamicRef", "$defs"] {
        let mut form = fields(1, |_| text(json!({})));
        form["allOf"] = json!([{reference: "#"}]);
        refused(
            &form,
            &format!("/allOf/0/{reference}"),
            Problem::Unsupported,
        );
    }
}

#[test]
fn thousands_of_computed_fields_are_refused_and_the_most_that_are_let_in_are_worked_out_once() {
    let sum = |n: usize| json!({"compute": {"sum": (0..n.min(50)).map(key).collect::<Vec<_>>()}});
    let computed = |n: usize| number(if n == 0 { json!({}) } else { sum(n) });
    let thousands = fields(5_000, |n| {
        number(if n == 0 {
            json!({})
        } else {
            json!({"compute": "f0"})
        })
    });
    refused(&thousands, "/x-ui/order", Problem::TooMany(500));
    looked(&fields(500, computed), &json!(1));
    // Each is twice the one before it: worked out one after another, not each from the start.
    let doubled = |n: usize| json!({"compute": {"product": [key(n - 1), 2]}});
    let (form, _) = looked(
        &fields(500, |n| number(if n == 0 { json!({}) } else { doubled(n) })),
        &json!(1),
    );
    let start = Answers::from(Answer::from(&json!({"f0": 1})));
    let (_, faults) = form.look(&start, today());
    assert!(
        matches!(faults[0].rule, Rule::TooLarge { .. }),
        "{:?}",
        faults[0]
    );
    let parts: Vec<usize> = (0..51).collect();
    let wide = fields(2, |n| {
        number(if n == 0 {
            json!({})
        } else {
            json!({"compute": {"sum": parts}})
        })
    });
    refused(
        &wide,
        "/properties/f1/x-ui/compute/sum",
        Problem::TooMany(50),
    );
}

#[test]
fn giant_lists_are_refused() {
    let list = |entries: Vec<String>| {
        json!({"version": 1, "lists": [{"id": "l", "entries": entries}], "kinds": []}).to_string()
    };
    let place = || "/lists/0/entries".to_owned();
    let many: Vec<String> = (0..100_000).map(key).collect();
    assert_eq!(
        read(&list(many.clone())),
        Some((place(), Problem::TooMany(5_000)))
    );
    let long = (0..4_000).map(|n| format!("{n}{}", "a".repeat(200)));
    assert_eq!(
        read(&list(long.collect())),
        Some((place(), Problem::TooMany(200_000)))
    );
    let choices = property(
        json!({"type": "string", "enum": many}),
        json!({"choices": {}}),
    );
    refused(
        &fields(1, |_| choices.clone()),
        "/properties/f0/enum",
        Problem::TooMany(1_000),
    );
    let fields = fields(30_000, |_| json!(true));
    refused(&fields, "/x-ui/order", Problem::TooMany(500));
}

#[test]
fn a_form_that_asks_for_what_it_has_not_is_refused_and_says_so() {
    let mut form = fields(500, |_| text(json!({})));
    form["required"] = (0..90_000).map(|n| json!(format!("g{n}"))).collect();
    refused(&form, "/required", Problem::NotAField);
    // Relevance asks of every branch whether it requires the field.
    let relevant = |n: usize| {
        text(if n == 0 {
            json!({})
        } else {
            json!({"relevant": equals(0)})
        })
    };
    let mut form = fields(500, relevant);
    let names: Vec<String> = (0..80_000).map(|n| format!("g{n}")).collect();
    form["if"] = json!({"required": names});
    form["then"] = json!({"required": names});
    assert!(catalog(&form).len() > 1_000_000);
    form["if"] = json!({});
    assert!(read(&catalog(&form)).is_none());
}

#[test]
fn answers_that_no_member_gave_are_checked_within_bounds() {
    let photos = property(
        json!({"type": "array", "items": {"type": "string"}, "uniqueItems": true}),
        json!({"widget": "photos"}),
    );
    let text = catalog(&fields(1, |_| photos.clone()));
    let form = Catalog::parse(&text).unwrap().kinds()[0].form().clone();
    let keys: Vec<String> = (0..200_000).map(key).collect();
    let answers = Answers::from(Answer::from(&json!({"f0": keys})));
    let ((_, faults), steps) = counted(|| form.look(&answers, today()));
    assert_eq!(faults[0].rule, Rule::TooMany { most: 1_000 });
    assert!(steps < 1_000_000, "{steps}");
}

#[test]
fn a_megabyte_of_kinds_is_read() {
    let form = fields(1, |_| text(json!({})));
    let kinds: Vec<Value> = (0..3_500).map(|n| kind(&format!("k{n}"), &form)).collect();
    let text = json!({"version": 1, "kinds": kinds}).to_string();
    assert!((800_000..1_000_000).contains(&text.len()), "{}", text.len());
    assert_eq!(read(&text), None);
}
