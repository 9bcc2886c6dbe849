//! What only some forms have: lists that are searched, computed fields, bounds that are other fields, rows, versions.

use super::{Value, json, today};
use dajuan::domain::{answer::Answer, lang::Lang, person::Person, record::KindId};
use dajuan::forms::{
    answers::Answers,
    catalog::{Catalog, Kind},
    drift::{Change, carry},
    fault::{Fault, Rule},
    form::Form,
    list::List,
    loading::{CatalogError, Problem, Remedy, Want},
    number::Number,
    order::{Letters, Order},
    widget::Widget,
};
use proptest::prelude::*;
use std::sync::Arc;

fn words() -> Value {
    json!({"zh-CN": "词", "en": "word"})
}

fn number(ui: Value) -> Value {
    property(json!({"type": "number"}), ui)
}

fn text(ui: Value) -> Value {
    property(json!({"type": "string"}), ui)
}

fn day(ui: Value) -> Value {
    property(json!({"type": "string", "format": "date"}), ui)
}

fn property(mut schema: Value, mut ui: Value) -> Value {
    ui["label"] = words();
    schema["x-ui"] = ui;
    schema
}

/// An object with these properties, in this order.
fn object(fields: &[(&str, Value)]) -> Value {
    let order: Vec<&str> = fields.iter().map(|(key, _)| *key).collect();
    let properties: Vec<(String, Value)> = fields
        .iter()
        .map(|(key, property)| ((*key).to_owned(), property.clone()))
        .collect();
    let properties: Value = properties.into_iter().collect();
    json!({"type": "object", "properties": properties, "x-ui": {"order": order}})
}

fn catalog(fields: &[(&str, Value)]) -> Value {
    let kind = json!({"id": "k", "label": words(), "measure": words(), "category": "c", "form_version": 2, "form": object(fields)});
    let lists = json!([
        {"id": "villages"},
        {"id": "sectors", "entries": [{"value": "arts", "label": {"zh-CN": "文艺界", "en": "Arts"}, "also": "wenyijie"}, "农业界"]},
    ]);
    json!({"version": 1, "lists": lists, "kinds": [kind]})
}

fn form(fields: &[(&str, Value)]) -> Form {
    let catalog = Catalog::load(&Answer::from(&catalog(fields))).unwrap();
    catalog.kinds()[0].form().clone()
}

#[track_caller]
fn sent(form: &Form, draft: Value) -> Value {
    let checked = form.check(&Answers::from(Answer::from(&draft)), today());
    Value::from(&checked.unwrap().into_answer())
}

fn faults(form: &Form, draft: Value) -> Vec<(String, Rule)> {
    let checked = form.check(&Answers::from(Answer::from(&draft)), today());
    let pair = |fault: Fault| (fault.place.0, fault.rule);
    checked.unwrap_err().into_iter().map(pair).collect()
}

/// The only mistake of a catalog with these fields, below its properties.
#[track_caller]
fn refused(fields: &[(&str, Value)], place: &str, problem: Problem, remedy: Remedy) {
    let errors = Catalog::load(&Answer::from(&catalog(fields))).unwrap_err();
    let found: Vec<(&str, Problem, Remedy)> = errors
        .iter()
        .map(|error| (error.place.as_str(), error.problem, error.remedy()))
        .collect();
    let place = format!("/kinds/0/form/properties/{place}");
    assert_eq!(found, [(place.as_str(), problem, remedy)]);
}

fn villages(names: &[String]) -> Vec<Arc<List>> {
    let file = json!({"version": 1, "lists": [{"id": "villages", "entries": names}]});
    List::parse_file(&file.to_string()).unwrap()
}

#[test]
fn a_list_is_searched_by_any_part_of_a_name_those_that_begin_so_first() {
    let names = ["大石坝村", "石坝村", "石桥社区", "Shiba Village"].map(str::to_owned);
    let lists = villages(&names);
    let found = |typed: &str, most| -> Vec<String> {
        let found = lists[0].find(typed, most).entries;
        found.iter().map(|entry| entry.value.clone()).collect()
    };
    assert_eq!(found("石坝", 9), ["石坝村", "大石坝村"]);
    assert_eq!(found(" 石 坝", 9), ["石坝村", "大石坝村"]);
    assert_eq!(found("ＳＨＩＢＡ", 9), ["Shiba Village"]);
    assert_eq!(found("village", 9), ["Shiba Village"]);
    assert_eq!(found("", 2), ["大石坝村", "石坝村"]);
    assert_eq!(found("竹海", 9), Vec::<String>::new());
    let first = lists[0].find("石", 2);
    assert_eq!((first.entries.len(), first.more), (2, 1));
}

#[test]
fn a_keystroke_looks_at_each_letter_of_a_thousand_choices_twice_at_most() {
    // The worst there is for a search: almost what was typed, at every place.
    let names: Vec<String> = (0..1_000)
        .map(|n| format!("{}{n}", "a".repeat(90)))
        .collect();
    let letters: usize = names.iter().map(|name| name.len() + 1).sum();
    let lists = villages(&names);
    let typed = format!("{}b", "a".repeat(59));
    let found = lists[0].find(&typed, 50);
    assert!(found.entries.is_empty());
    assert!(found.steps <= 2 * (letters + 60), "{}", found.steps);
    let endless = lists[0].find(&"a".repeat(1_000_000), 50);
    assert_eq!((endless.entries.len(), endless.more), (50, 950));
    assert!(endless.steps <= 2 * (letters + 60), "{}", endless.steps);
}

#[test]
fn a_choice_of_a_list_is_sent_by_its_value_and_another_only_where_the_form_lets_it() {
    let strict = form(&[("sector", text(json!({"list": "sectors"})))]);
    let field = strict.field("sector").unwrap();
    assert_eq!(
        (field.widget(), field.takes_other()),
        (Widget::Combo, false)
    );
    for typed in ["arts", "Arts", " 文艺界 "] {
        assert_eq!(
            sent(&strict, json!({"sector": typed})),
            json!({"sector": "arts"})
        );
    }
    let label = field.listed(&Answer::Text("arts".into())).unwrap();
    assert_eq!(label.label(Lang::ZhCn), "文艺界");
    assert_eq!(
        field.list().unwrap().find("yijie", 5).entries[0].value,
        "arts"
    );
    let wrong = faults(&strict, json!({"sector": "文艺"}));
    assert_eq!(wrong, [("/sector".to_owned(), Rule::NotAChoice)]);
    let open = form(&[("sector", text(json!({"list": "sectors", "other": true})))]);
    assert_eq!(
        sent(&open, json!({"sector": " 港澳界"})),
        json!({"sector": "港澳界"})
    );
}

/// Letters as a browser of the test knows them: by their code points, and two of them by their sound.
struct Known {
    order: Option<Order>,
}

impl Letters for Known {
    fn order(&self, by: Order, names: &[&str]) -> Option<Vec<usize>> {
        let mut places: Vec<usize> = (0..names.len()).collect();
        places.sort_by_key(|place| names[*place]);
        if by == Order::Stroke {
            places.reverse();
        }
        (self.order == Some(by)).then_some(places)
    }

    fn initial(&self, letter: char) -> Option<char> {
        match letter {
            '石' => Some('s'),
            '坝' => Some('b'),
            _ => None,
        }
    }
}

/// What a list of a catalog offers for what was typed, where the browser knows an order.
fn offered(asked: &Value, knows: Option<Order>, typed: &str) -> Vec<String> {
    let mut text = catalog(&[("village", text(json!({"list": "villages"})))]);
    if !asked.is_null() {
        text["lists"][0]["order"] = asked.clone();
    }
    let names = ["石坝2村", "竹海村", "乙村"].map(str::to_owned);
    let letters = Known { order: knows };
    let catalog = Catalog::parse_arranged(&text.to_string(), &villages(&names), &letters).unwrap();
    let form = catalog.kinds()[0].form();
    let found = form.field("village").unwrap().list().unwrap();
    let found = found.find(typed, 9).entries.into_iter();
    found.map(|entry| entry.value.clone()).collect()
}

#[test]
fn a_list_stands_in_its_order_and_is_found_by_initials_where_the_browser_knows_them() {
    let (pinyin, stroke) = (json!("pinyin"), json!("stroke"));
    let by_code = ["乙村", "石坝2村", "竹海村"];
    assert_eq!(offered(&pinyin, Some(Order::Pinyin), ""), by_code);
    let mut back = by_code;
    back.reverse();
    assert_eq!(offered(&stroke, Some(Order::Stroke), ""), back);
    assert_eq!(offered(&pinyin, Some(Order::Pinyin), "SB2"), ["石坝2村"]);
    let as_written = ["石坝2村", "竹海村", "乙村"];
    assert_eq!(offered(&pinyin, Some(Order::Stroke), ""), as_written);
    assert_eq!(offered(&Value::Null, Some(Order::Pinyin), ""), as_written);
    assert_eq!(offered(&pinyin, None, "sb2"), [""; 0]);
}

/// An engine that orders as nobody should.
struct Odd(Vec<usize>);

impl Letters for Odd {
    fn order(&self, _: Order, _: &[&str]) -> Option<Vec<usize>> {
        Some(self.0.clone())
    }

    fn initial(&self, _: char) -> Option<char> {
        Some('\n')
    }
}

proptest! {
    #[test]
    fn whatever_order_a_browser_tells_nobody_on_a_list_is_lost(places in prop::collection::vec(0_usize..5, 0..5)) {
        let names = ["甲", "乙", "丙"].map(str::to_owned);
        let mut text = catalog(&[("village", text(json!({"list": "villages"})))]);
        text["lists"][0]["order"] = json!("stroke");
        let catalog = Catalog::parse_arranged(&text.to_string(), &villages(&names), &Odd(places)).unwrap();
        let form = catalog.kinds()[0].form();
        let list = form.field("village").unwrap().list().unwrap();
        for name in &names {
            prop_assert!(list.entry(name).is_some());
            prop_assert_eq!(&list.find(name, 9).entries[0].value, name);
        }
        prop_assert_eq!(list.find("", 9).entries.len(), 3);
    }
}

#[test]
fn a_list_whose_file_is_not_there_refuses_nobody() {
    let fields = [("village", text(json!({"list": "villages"})))];
    let without = form(&fields);
    assert_eq!(
        sent(&without, json!({"village": "石坝村"})),
        json!({"village": "石坝村"})
    );
    let lists = villages(&["石坝村".to_owned()]);
    let text = catalog(&fields).to_string();
    let catalog = Catalog::parse_with(&text, &lists).unwrap();
    let with = catalog.kinds()[0].form();
    assert_eq!(
        faults(with, json!({"village": "竹海村"}))[0].1,
        Rule::NotAChoice
    );
}

#[test]
fn a_list_with_a_mistake_is_refused_at_its_place() {
    let error = |file: Value| -> CatalogError {
        let errors = List::parse_file(&file.to_string()).unwrap_err();
        assert_eq!(errors.len(), 1, "{errors:?}");
        errors[0].clone()
    };
    let list = |entries: Value| json!({"version": 1, "lists": [{"id": "l", "entries": entries}]});
    let twice = error(list(json!(["甲", "甲"])));
    assert_eq!(
        (twice.place.as_str(), twice.problem),
        ("/lists/0/entries/1", Problem::Repeated)
    );
    let blank = error(list(json!([" "])));
    assert_eq!(blank.problem, Problem::Wrong(Want::Text));
    let many: Vec<String> = (0..5_001).map(|n| n.to_string()).collect();
    assert_eq!(error(list(json!(many))).remedy(), Remedy::Shorten(5_000));
    let long = error(list(json!(["字".repeat(200_000)])));
    assert_eq!(long.problem, Problem::TooMany(200_000));
    assert!(List::parse_file("<html>").is_err());
    refused(
        &[("a", text(json!({"list": "towns"})))],
        "a/x-ui/list",
        Problem::NotAList,
        Remedy::Rename,
    );
    refused(
        &[("a", number(json!({"list": "villages"})))],
        "a/x-ui/list",
        Problem::Unsupported,
        Remedy::Remove,
    );
    refused(
        &[("a", text(json!({"other": true})))],
        "a/x-ui/other",
        Problem::Unsupported,
        Remedy::Remove,
    );
}

fn money() -> Form {
    let compute = |formula: Value| number(json!({"compute": formula}));
    form(&[
        ("a", number(json!({}))),
        ("b", number(json!({}))),
        ("sum", compute(json!({"sum": ["a", "b", 0.3]}))),
        ("less", compute(json!({"difference": ["a", "b"]}))),
        ("times", compute(json!({"product": ["a", "b"]}))),
        ("deep", compute(json!({"product": [{"sum": ["a", 1]}, 2]}))),
    ])
}

#[test]
fn computed_fields_add_up_as_on_paper() {
    let all = sent(&money(), json!({"a": "０.1", "b": 0.2}));
    let expected =
        json!({"a": 0.1, "b": 0.2, "sum": 0.6, "less": -0.1, "times": 0.02, "deep": 2.2});
    assert_eq!(all, expected);
}

#[test]
fn what_was_not_answered_adds_nothing_and_leaves_other_results_open() {
    assert_eq!(
        sent(&money(), json!({"a": 2})),
        json!({"a": 2, "sum": 2.3, "deep": 6})
    );
    // What a draft claims of a computed field counts for nothing.
    assert_eq!(
        sent(&money(), json!({"b": 1, "less": 99})),
        json!({"b": 1, "sum": 1.3})
    );
}

#[test]
fn a_result_that_no_number_holds_is_a_fault_and_never_a_wrong_number() {
    let most = 999_999_999_999_999_i64;
    let wrong = faults(&money(), json!({"a": most, "b": most}));
    let rule = Rule::TooLarge {
        most: Number::Int(most),
    };
    let at = |key: &str| (format!("/{key}"), rule);
    assert_eq!(wrong, [at("sum"), at("times"), at("deep")]);
}

#[test]
fn a_formula_with_a_mistake_is_refused_at_its_place() {
    let computed = |formula: Value| {
        [
            ("a", number(json!({}))),
            ("t", text(json!({}))),
            ("c", number(json!({"compute": formula}))),
        ]
    };
    let ahead = computed(json!({"sum": ["a", "c"]}));
    refused(
        &ahead,
        "c/x-ui/compute/sum/1",
        Problem::LooksAhead,
        Remedy::Order,
    );
    let no_number = computed(json!({"sum": ["t"]}));
    refused(
        &no_number,
        "c/x-ui/compute/sum/0",
        Problem::NotAccepted,
        Remedy::Rename,
    );
    let steps = Want::OneOf(&["sum", "difference", "product", "count", "sum_of"]);
    refused(
        &computed(json!({"mean": ["a"]})),
        "c/x-ui/compute",
        Problem::Wrong(steps),
        Remedy::Write(steps),
    );
    let many: Vec<&str> = vec!["a"; 51];
    refused(
        &computed(json!({"sum": many})),
        "c/x-ui/compute/sum",
        Problem::TooMany(50),
        Remedy::Shorten(50),
    );
    let mut deep = json!("a");
    for _ in 0..9 {
        deep = json!({"sum": [deep]});
    }
    let place = format!("c/x-ui/compute{}", "/sum/0".repeat(9));
    refused(
        &computed(deep),
        &place,
        Problem::TooDeep(8),
        Remedy::Shorten(8),
    );
    let asked = number(json!({"compute": {"sum": [1]}, "required": true}));
    refused(
        &[("c", asked)],
        "c/x-ui/required",
        Problem::Unsupported,
        Remedy::Remove,
    );
    let looked_at = json!({"field": "c", "equals": 1});
    refused(
        &[
            ("c", number(json!({"compute": {"sum": [1]}}))),
            ("d", text(json!({"relevant": looked_at}))),
        ],
        "d/x-ui/relevant/field",
        Problem::Computed,
        Remedy::Rename,
    );
}

#[test]
fn a_field_may_be_bounded_by_one_before_it() {
    let form = form(&[
        ("start", day(json!({}))),
        ("end", day(json!({"least": "start"}))),
        ("invited", number(json!({}))),
        ("came", number(json!({"most": "invited"}))),
    ]);
    let wrong = faults(
        &form,
        json!({"start": "2026-03-02", "end": "2026-03-01", "invited": 9, "came": "10"}),
    );
    let expected = [("/end", Rule::BelowOther), ("/came", Rule::AboveOther)];
    assert_eq!(
        wrong,
        expected.map(|(place, rule)| (place.to_owned(), rule))
    );
    let came = form.field("came").unwrap();
    assert_eq!(came.bound(Rule::AboveOther, Lang::En), "word");
    sent(
        &form,
        json!({"start": "2026-03-02", "end": "2026-03-02", "invited": 9.5, "came": 9.5}),
    );
    sent(&form, json!({"end": "2026-03-01", "came": 3}));
    refused(
        &[
            ("start", day(json!({}))),
            ("n", number(json!({"least": "start"}))),
        ],
        "n/x-ui/least",
        Problem::NotAccepted,
        Remedy::Rename,
    );
}

fn visits() -> Value {
    let mut items = object(&[
        ("who", text(json!({"list": "sectors"}))),
        ("persons", number(json!({}))),
        ("each", number(json!({}))),
        (
            "all",
            number(json!({"compute": {"product": ["persons", "each"]}})),
        ),
    ]);
    items["required"] = json!(["who"]);
    property(
        json!({"type": "array", "items": items, "minItems": 1, "maxItems": 3}),
        json!({}),
    )
}

fn rows() -> Form {
    form(&[
        ("visits", visits()),
        ("count", number(json!({"compute": {"count": "visits"}}))),
        (
            "paid",
            number(json!({"compute": {"sum_of": {"rows": "visits", "field": "all"}}})),
        ),
    ])
}

#[test]
fn rows_are_sent_settled_counted_and_added_up() {
    let form = rows();
    assert_eq!(form.field("visits").unwrap().widget(), Widget::Rows);
    let draft = json!({"visits": [{"who": "Arts", "persons": "２", "each": 1.5, "stray": 1}, {"who": "农业界"}]});
    let expected = json!({
        "visits": [{"who": "arts", "persons": 2, "each": 1.5, "all": 3}, {"who": "农业界"}],
        "count": 2, "paid": 3,
    });
    assert_eq!(sent(&form, draft), expected);
}

#[test]
fn a_fault_in_a_row_says_which_row_and_field() {
    let form = rows();
    let draft = json!({"visits": [{"who": "arts"}, {"who": "nobody", "persons": "许多"}, {}]});
    let found = faults(&form, draft);
    let expected = [
        ("/visits/1/who", Rule::NotAChoice),
        ("/visits/2", Rule::Required),
        ("/visits/2/who", Rule::Required),
        ("/visits/1/persons", Rule::NotANumber),
    ];
    assert_eq!(
        found,
        expected.map(|(place, rule)| (place.to_owned(), rule))
    );
    let four =
        json!({"visits": [{"who": "arts"}, {"who": "arts"}, {"who": "arts"}, {"who": "arts"}]});
    assert_eq!(
        faults(&form, four),
        [("/visits".to_owned(), Rule::TooMany { most: 3 })]
    );
    assert_eq!(faults(&form, json!({"visits": ["x"]}))[0].0, "/visits/0");
}

#[test]
fn rows_hold_no_rows_and_no_photos() {
    let inner_rows = property(
        json!({"type": "array", "items": {"properties": {}}}),
        json!({}),
    );
    let photos = property(
        json!({"type": "array", "items": {"type": "string"}}),
        json!({}),
    );
    for (inner, place) in [
        (inner_rows, "rows/items/properties/in/type"),
        (photos, "rows/items/properties/in"),
    ] {
        let rows = property(
            json!({"type": "array", "items": object(&[("in", inner)])}),
            json!({}),
        );
        refused(
            &[("rows", rows)],
            place,
            Problem::Unsupported,
            Remedy::Remove,
        );
    }
}

#[test]
fn a_first_reading_names_records_and_opens_the_forms_that_need_no_more() {
    let text = catalog(&[("visits", visits())]).to_string();
    let first = Catalog::parse_first(&text).unwrap();
    assert!(!first.kinds()[0].form().can_open(2));
    let whole = Catalog::parse(&text).unwrap();
    assert!(whole.kinds()[0].form().can_open(1));
    let shipped = Catalog::parse_first(super::CATALOG).unwrap();
    let reading = shipped.kind(&KindId("reading_share".into())).unwrap();
    assert!(reading.form().can_open(1) && !reading.form().can_open(0));
}

#[test]
fn a_kind_may_keep_the_forms_of_earlier_versions() {
    let mut kept = catalog(&[("a", text(json!({})))]);
    kept["kinds"][0]["earlier"] =
        json!([{"form_version": 1, "form": object(&[("b", number(json!({})))])}]);
    let whole = Catalog::load(&Answer::from(&kept)).unwrap();
    let kind = &whole.kinds()[0];
    let of = |version| {
        kind.of_version(version)
            .map(|kind| kind.form().fields()[0].key().to_owned())
    };
    assert_eq!(
        (of(1), of(2), of(3)),
        (Some("b".into()), Some("a".into()), None)
    );
    kept["kinds"][0]["earlier"][0]["form_version"] = json!(2);
    let errors = Catalog::load(&Answer::from(&kept)).unwrap_err();
    assert_eq!(
        (errors[0].place.as_str(), errors[0].problem),
        ("/kinds/0/earlier/0/form_version", Problem::Repeated)
    );
}

#[test]
fn a_kind_may_be_done_every_week_and_its_form_read_back_before_it_goes() {
    let marked = |kind: Value, ui: Value| {
        let mut catalog = catalog(&[("date", day(json!({}))), ("visits", visits())]);
        let of = &mut catalog["kinds"][0];
        of["form"]["x-ui"]["day"] = json!("date");
        for (key, value) in kind.as_object().unwrap() {
            of[key] = value.clone();
        }
        for (key, value) in ui.as_object().unwrap() {
            of["form"]["x-ui"][key] = value.clone();
        }
        catalog
    };
    let both = marked(json!({"series": true}), json!({"read_back": true}));
    let whole = Catalog::load(&Answer::from(&both)).unwrap();
    assert!(whole.kinds()[0].is_series() && whole.kinds()[0].form().reads_back());
    let first = Catalog::parse_first(&both.to_string()).unwrap();
    assert!(first.kinds()[0].form().reads_back());
    let none = Catalog::load(&Answer::from(&marked(json!({}), json!({})))).unwrap();
    assert!(!none.kinds()[0].is_series() && !none.kinds()[0].form().reads_back());
    let mut row = both;
    let place = "/kinds/0/form/properties/visits/items/x-ui/read_back";
    row.pointer_mut(place.rsplit_once('/').unwrap().0).unwrap()["read_back"] = json!(true);
    let errors = Catalog::load(&Answer::from(&row)).unwrap_err();
    let found = (errors[0].place.as_str(), errors[0].remedy());
    assert_eq!(found, (place, Remedy::Remove));
}

#[test]
fn the_long_forms_are_read_back_and_what_is_done_every_week_may_be_logged_so() {
    let whole = Catalog::parse(super::CATALOG).unwrap();
    let named = |is: fn(&Kind) -> bool| {
        let kinds = whole.kinds().iter().filter(|kind| is(kind));
        kinds.map(|kind| kind.id().0.as_str()).collect::<Vec<_>>()
    };
    let read_back = ["research", "proposal", "opinion_report", "article"];
    assert_eq!(named(|kind| kind.form().reads_back()), read_back);
    let weekly = named(Kind::is_series);
    assert!(weekly.contains(&"reading_share") && !weekly.contains(&"proposal"));
}

#[test]
fn a_form_of_more_fields_than_anybody_fills_in_is_refused() {
    let names: Vec<String> = (0..501).map(|n| format!("f{n}")).collect();
    let fields: Vec<(&str, Value)> = names
        .iter()
        .map(|name| (name.as_str(), text(json!({}))))
        .collect();
    let errors = Catalog::load(&Answer::from(&catalog(&fields))).unwrap_err();
    assert_eq!(
        (errors[0].place.as_str(), errors[0].remedy()),
        ("/kinds/0/form/x-ui/order", Remedy::Shorten(500))
    );
}

#[test]
fn a_draft_of_an_older_form_is_carried_over_and_nothing_of_it_is_lost() {
    let choice = property(
        json!({"type": "string", "enum": ["x"]}),
        json!({"choices": {"x": words()}}),
    );
    let form = form(&[
        ("same", text(json!({}))),
        ("digits", text(json!({}))),
        ("number", number(json!({}))),
        ("choice", choice),
        ("visits", visits()),
        ("added", text(json!({"since": 2}))),
    ]);
    let old = Answers::from(Answer::from(&json!({
        "same": "一", "digits": 1.5, "number": "约九十", "choice": "y", "gone": ["甲", "乙"],
        "visits": [{"who": "arts", "note": "带伞"}],
    })));
    let (carried, changes) = carry(&form, &old, 1);
    let expected = json!({
        "same": "一", "digits": "1.5", "number": "约九十", "choice@1": "y", "gone": ["甲", "乙"],
        "visits": [{"who": "arts", "note": "带伞"}],
    });
    assert_eq!(Value::from(&Answer::from(carried.clone())), expected);
    let left = |key: &str, text: &str| Change::Left {
        key: key.to_owned(),
        text: text.to_owned(),
    };
    let told = [
        left("choice", "y"),
        left("gone", "甲\n乙"),
        left("visits", "带伞"),
    ];
    assert_eq!(
        changes,
        [&[Change::New("added".to_owned())], &told[..]].concat()
    );
    // Opened again, the same is told, and nothing moves.
    assert_eq!(carry(&form, &carried, 2), (carried.clone(), told.to_vec()));
    assert!(!form.knows_all(&carried));
}

#[test]
fn a_record_logged_again_brings_its_answers_but_no_photos_and_is_of_today() {
    let form = super::reading();
    let earlier = json!({
        "title": "红楼梦", "date": "2026-01-02", "mode": "online", "minutes": 90, "role": "boss",
        "photos": ["a"], "stray": 1,
    });
    let again = form.again(&Answers::from(Answer::from(&earlier)), today());
    let expected =
        json!({"title": "红楼梦", "date": "2026-11-23", "mode": "online", "minutes": 90});
    assert_eq!(Value::from(&Answer::from(again)), expected);
}

#[test]
fn the_shipped_villages_are_searched_by_name_or_pinyin_and_others_are_taken_too() {
    let lists = List::parse_file(include_str!("../../public/lists.json")).unwrap();
    let whole = Catalog::parse_with(super::CATALOG, &lists).unwrap();
    let mut kinds = 0;
    for kind in whole.kinds() {
        let Some(village) = kind.form().field("village") else {
            continue;
        };
        kinds += 1;
        assert_eq!(
            (village.widget(), village.takes_other()),
            (Widget::Combo, true)
        );
        let list = village.list().unwrap();
        for typed in ["石坝", "shiba"] {
            assert_eq!(list.find(typed, 1).entries[0].value, "石坝村");
        }
    }
    assert_eq!(kinds, 7);
}

#[test]
fn members_are_offered_by_name_found_by_number_or_sector_and_two_of_one_name_are_told_apart() {
    let person = |number: &str, name: &str, sector: &str| Person {
        number: number.to_owned(),
        name: name.to_owned(),
        sector: sector.to_owned(),
    };
    let people = [
        person("wy001", "林知夏", "教育界"),
        person("wy002", "王芳", "医卫界"),
        person("wy003", "王芳", ""),
        person("wy004", " ", ""),
    ];
    let whole = Catalog::parse_with(super::CATALOG, &[List::of_people(&people)]).unwrap();
    for (kind, key) in [("liaison", "whom"), ("concern", "handed_to")] {
        let kind = whole.kind(&KindId(kind.into())).unwrap();
        let field = kind.form().field(key).unwrap();
        assert!(field.takes_other());
        let list = field.list().unwrap();
        let found = |typed| {
            let found = list.find(typed, 9).entries.into_iter();
            found.map(|it| it.value.as_str()).collect::<Vec<_>>()
        };
        let all = ["林知夏", "王芳 · 医卫界 · wy002", "王芳 · wy003"];
        assert_eq!(found(""), all);
        assert_eq!(found("WY001"), ["林知夏"]);
        assert_eq!(found("医卫"), ["王芳 · 医卫界 · wy002"]);
    }
    let without = Catalog::parse(super::CATALOG).unwrap();
    let kind = without.kind(&KindId("liaison".into())).unwrap();
    let list = kind.form().field("whom").unwrap().list().unwrap();
    assert!(!list.is_here());
}
