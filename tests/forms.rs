//! The forms engine, through the catalog that ships.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use dajuan::domain::{answer::Answer, day::Day, lang::Lang, record::KindId};
use dajuan::forms::answers::{Answers, CheckedAnswers};
use dajuan::forms::catalog::Catalog;
use dajuan::forms::fault::{Fault, Rule};
use dajuan::forms::form::{Form, Progress};
use dajuan::forms::gist::likeness;
use dajuan::forms::number::Number;
use dajuan::forms::widget::Widget;
use serde_json::{Value, json};

#[path = "forms/acts.rs"]
mod acts;
#[path = "forms/catalog_schema.rs"]
mod catalog_schema;
#[path = "forms/compare.rs"]
mod compare;
#[path = "given/editor.rs"]
mod editor;
#[path = "forms/hostile.rs"]
mod hostile;
#[path = "forms/mistakes.rs"]
mod mistakes;
#[path = "forms/more.rs"]
mod more;
#[path = "forms/properties.rs"]
mod properties;
#[path = "forms/steps.rs"]
mod steps;

const CATALOG: &str = include_str!("../public/catalog.json");

fn reading() -> Form {
    let catalog = Catalog::parse(CATALOG).unwrap();
    let kind = catalog.kind(&KindId("reading_share".into())).unwrap();
    kind.form().clone()
}

fn today() -> Day {
    Day::parse("2026-11-23").unwrap()
}

fn draft(json: Value) -> Answers {
    Answers::from(Answer::from(&json))
}

fn least() -> Value {
    json!({"title": "红楼梦", "date": "2026-11-23", "mode": "offline"})
}

/// The least that is right, with other answers.
fn with(json: Value) -> Answers {
    let mut answers = draft(least());
    answers.fill(&draft(json));
    answers
}

#[track_caller]
fn right(answers: &Answers) -> CheckedAnswers {
    reading().check(answers, today()).unwrap()
}

fn faults(answers: &Answers) -> Vec<(String, Rule)> {
    let faults = reading().check(answers, today()).err().unwrap_or_default();
    let pair = |fault: Fault| (fault.place.0, fault.rule);
    faults.into_iter().map(pair).collect()
}

#[track_caller]
fn wrong(json: Value, place: &str, rule: Rule) {
    assert_eq!(
        faults(&with(json.clone())),
        [(place.to_owned(), rule)],
        "{json}"
    );
}

#[test]
fn the_shipped_catalog_holds_the_kinds_of_the_domain_in_groups() {
    let catalog = Catalog::parse(CATALOG).unwrap();
    let groups: Vec<(&str, Vec<&str>)> = catalog
        .groups()
        .map(|(group, kinds)| {
            let ids = kinds.iter().map(|kind| kind.id().0.as_str());
            (group.label(Lang::ZhCn), ids.collect())
        })
        .collect();
    let expected = [
        ("读书和学习", "reading_share study"),
        (
            "六个一",
            "policy_talk concern research mediation micro_consultation charity",
        ),
        ("联系群众", "visit liaison emergency"),
        ("提案和信息", "proposal opinion_report"),
        ("文章和作品", "article history press"),
        ("支部", "party_activity"),
    ];
    let expected = expected.map(|(group, ids)| (group, ids.split(' ').collect()));
    assert_eq!(groups, expected);
}

/// As a member who answers nothing but what must be answered.
fn least_of(form: &Form) -> Answers {
    let mut answers = form.fresh(today());
    for field in form.fields().iter().filter(|field| field.required()) {
        if answers.get(field.key()).is_none() {
            let first = field.choices().first();
            let answer = match (first, field.widget()) {
                (Some(choice), _) => Answer::Text(choice.value.clone()),
                (None, Widget::Number) => field.read("1"),
                (None, _) => field.read("村口路灯"),
            };
            answers.set(field.key(), answer);
        }
    }
    answers
}

#[test]
fn every_kind_of_the_shipped_catalog_is_sent_with_little_and_has_a_day_and_a_title() {
    for kind in Catalog::parse(CATALOG).unwrap().kinds() {
        let form = kind.form();
        assert_eq!(form.day_field(), Some("date"), "{:?}", kind.id());
        let photos = form.field("photos").map(|field| field.widget());
        assert_eq!(photos, Some(Widget::Photos), "{:?}", kind.id());
        let answers = least_of(form);
        let checked = form.check(&answers, today());
        assert!(checked.is_ok(), "{:?}: {:?}", kind.id(), checked.err());
        let none = form.check(&Answers::default(), today());
        assert!(none.is_err(), "{:?} asks for nothing", kind.id());
    }
}

#[test]
fn the_shipped_catalog_holds_the_reading_share() {
    let form = reading();
    let keys: Vec<&str> = form.fields().iter().map(|field| field.key()).collect();
    let expected = "title author book_source isbn date mode place link role minutes audience \
                    chapters quote quote_page thoughts photos";
    assert_eq!(keys.join(" "), expected);
    let required: Vec<&str> = form
        .fields()
        .iter()
        .filter(|f| f.required())
        .map(|f| f.key())
        .collect();
    assert_eq!(required, ["title", "date", "mode"]);
    let role = form.field("role").unwrap();
    let labels: Vec<&str> = role
        .choices()
        .iter()
        .map(|choice| choice.label(Lang::ZhCn))
        .collect();
    assert_eq!(labels, ["主讲", "领读", "参与"]);
    let widgets: Vec<Widget> = ["title", "mode", "date", "minutes", "thoughts", "photos"]
        .map(|key| form.field(key).unwrap().widget())
        .to_vec();
    assert_eq!(
        widgets,
        [
            Widget::Text,
            Widget::Segment,
            Widget::Date,
            Widget::Number,
            Widget::TextArea,
            Widget::Photos
        ]
    );
    assert_eq!(form.field("thoughts").unwrap().limit(), Some(10_000));
    assert_eq!(form.field("photos").unwrap().limit(), Some(9));
    assert_eq!(form.field("minutes").unwrap().keyboard(), "numeric");
    assert_eq!(form.field("link").unwrap().keyboard(), "url");
    assert_eq!(
        form.field("minutes").unwrap().unit(Lang::En),
        Some("minutes")
    );
}

#[test]
fn a_session_with_every_field_is_right_and_comes_back_whole() {
    let photos: Vec<String> = (0..9).map(|n| format!("photo-{n}")).collect();
    let mut full = json!({
        "title": "红楼梦", "author": "曹雪芹", "book_source": "given", "isbn": "9787020002207",
        "date": "2026-04-23", "mode": "offline", "place": "区图书馆", "role": "main",
        "minutes": 90, "audience": 32, "chapters": "第三回", "quote_page": 52,
        "quote": "<b>满纸荒唐言</b>\u{202e}📖", "thoughts": "一\n二".repeat(2500), "photos": photos,
    });
    let checked = right(&draft(full.clone()));
    assert_eq!(checked.form_version(), 1);
    assert_eq!(checked.gist().day(), Day::parse("2026-04-23").ok());
    full["thoughts"] = json!("一\n二".repeat(2500));
    assert_eq!(Value::from(&checked.into_answer()), full);
}

#[test]
fn every_fault_names_its_field_and_its_rule() {
    let one = Number::Int(1);
    wrong(json!({"title": " \u{3000}"}), "/title", Rule::Required);
    wrong(
        json!({"title": "书".repeat(201)}),
        "/title",
        Rule::TooLong { most: 200 },
    );
    wrong(json!({"isbn": "9787020002208"}), "/isbn", Rule::BadIsbn);
    wrong(json!({"date": "2026-02-30"}), "/date", Rule::BadDay);
    wrong(json!({"date": "2026-11-24"}), "/date", Rule::DayInFuture);
    wrong(
        json!({"mode": "online", "link": "http://a.cn"}),
        "/link",
        Rule::BadLink,
    );
    wrong(json!({"role": "boss"}), "/role", Rule::NotAChoice);
    wrong(
        json!({"minutes": 0}),
        "/minutes",
        Rule::TooSmall { least: one },
    );
    wrong(
        json!({"minutes": 1441}),
        "/minutes",
        Rule::TooLarge {
            most: Number::Int(1440),
        },
    );
    wrong(json!({"minutes": 1.5}), "/minutes", Rule::NotWhole);
    wrong(json!({"minutes": "九十"}), "/minutes", Rule::NotANumber);
    wrong(json!({"minutes": [90]}), "/minutes", Rule::WrongKind);
    wrong(
        json!({"audience": 0}),
        "/audience",
        Rule::TooSmall { least: one },
    );
    wrong(
        json!({"thoughts": "心".repeat(10_001)}),
        "/thoughts",
        Rule::TooLong { most: 10_000 },
    );
    wrong(
        json!({"photos": (0..10).map(|n| n.to_string()).collect::<Vec<_>>()}),
        "/photos",
        Rule::TooMany { most: 9 },
    );
    wrong(json!({"photos": ["a", "a"]}), "/photos", Rule::Repeated);
    wrong(
        json!({"photos": ["a", ""]}),
        "/photos/1",
        Rule::TooShort { least: 1 },
    );
}

#[test]
fn faults_come_in_the_order_of_the_form() {
    let places: Vec<String> = faults(&draft(
        json!({"photos": ["a", "a"], "minutes": 0, "isbn": "1"}),
    ))
    .into_iter()
    .map(|(place, _)| place)
    .collect();
    assert_eq!(
        places,
        ["/title", "/isbn", "/date", "/mode", "/minutes", "/photos"]
    );
}

#[test]
fn an_online_session_may_have_no_audience() {
    right(&with(json!({"mode": "online", "audience": 0})));
}

#[test]
fn what_a_choice_hides_is_kept_in_the_draft_and_not_sent() {
    let mut answers = with(json!({"place": "区图书馆", "link": "not a link"}));
    assert_eq!(right(&answers).answers().get("link"), None);
    answers.set("mode", Answer::Text("online".into()));
    assert_eq!(faults(&answers), [("/link".to_owned(), Rule::BadLink)]);
    answers.set("link", Answer::Text(" https://a.cn/1 ".into()));
    let online = right(&answers);
    assert_eq!(online.answers().get("place"), None);
    assert_eq!(
        online.answers().get("link"),
        Some(&Answer::Text("https://a.cn/1".into()))
    );
    answers.set("mode", Answer::Text("offline".into()));
    assert_eq!(
        right(&answers).answers().get("place"),
        Some(&Answer::Text("区图书馆".into()))
    );
}

#[test]
fn typed_text_becomes_what_the_field_holds_and_nothing_typed_is_lost() {
    let form = reading();
    let minutes = form.field("minutes").unwrap();
    for (typed, read) in [
        ("１２０", Answer::Int(120)),
        (" 90分钟", Answer::Int(90)),
        ("90 minutes", Answer::Int(90)),
        ("1,2", Answer::Text("1,2".into())),
        ("90左右", Answer::Text("90左右".into())),
        ("", Answer::Null),
    ] {
        assert_eq!(minutes.read(typed), read, "{typed}");
    }
    assert_eq!(minutes.show(&Answer::Text("90左右".into())), "90左右");
    assert_eq!(minutes.show(&Answer::Int(90)), "90");
    assert_eq!(minutes.show(&Answer::Real(1.5)), "1.5");
    let thoughts = form.field("thoughts").unwrap();
    assert_eq!(thoughts.read(" 1 "), Answer::Text(" 1 ".into()));
    let checked = right(&with(json!({"minutes": "１２０", "isbn": "7-02-000220-X"})));
    assert_eq!(checked.answers().get("minutes"), Some(&Answer::Int(120)));
    assert_eq!(
        checked.answers().get("isbn"),
        Some(&Answer::Text("9787020002207".into()))
    );
}

#[test]
fn a_new_draft_starts_today_and_with_what_was_used_last() {
    let form = reading();
    let mut answers = form.fresh(today());
    assert_eq!(
        answers,
        draft(json!({"date": "2026-11-23", "mode": "offline"}))
    );
    let last = draft(
        json!({"title": "旧书", "mode": "online", "role": "boss", "place": "区图书馆", "date": "2020-01-01"}),
    );
    form.prefill(&mut answers, &last);
    assert_eq!(
        answers,
        draft(json!({"date": "2026-11-23", "mode": "online", "place": "区图书馆"}))
    );
    let progress = Progress {
        fields: 15,
        answered: 2,
        missing: 1,
    };
    assert_eq!(form.progress(&answers), progress);
}

#[test]
fn an_answer_taken_out_leaves_the_others() {
    let mut answers = with(json!({"author": "曹雪芹"}));
    answers.set("author", Answer::Null);
    assert_eq!(answers, draft(least()));
}

#[test]
fn recent_books_come_newest_first_once_each_with_their_author() {
    let form = reading();
    let title = form.field("title").unwrap();
    let book =
        |title: &str, author: &str| draft(json!({"title": title, "author": author, "minutes": 9}));
    let history: Vec<Answers> = [
        ("甲", "一"),
        ("乙", "二"),
        ("甲", "三"),
        (" ", "四"),
        ("丙", "五"),
        ("丁", "六"),
        ("戊", "七"),
        ("己", "八"),
    ]
    .map(|(title, author)| book(title, author))
    .to_vec();
    let offers = form.recents(title, &history);
    let titles: Vec<String> = offers
        .iter()
        .map(|offer| title.show(offer.get("title").unwrap()))
        .collect();
    assert_eq!(titles, ["甲", "乙", "丙", "丁", "戊"]);
    let mut answers = draft(json!({"minutes": 60}));
    answers.fill(&offers[0]);
    assert_eq!(
        answers,
        draft(json!({"title": "甲", "author": "一", "minutes": 60}))
    );
}

#[test]
fn one_session_logged_twice_is_noticed() {
    let first = right(&with(json!({"title": "《红楼梦》", "thoughts": "一"})));
    let again = right(&with(json!({"title": " 红楼梦"})));
    let other_day = right(&with(json!({"date": "2026-11-22"})));
    assert!(likeness(&first, &again));
    assert!(!likeness(&first, &other_day));
    assert!(reading().gist(&draft(least())).is_like(first.gist()));
}

/// A form of three choices, each looking at the ones before it.
fn chain() -> Form {
    let choice = |more: Value| {
        let words = json!({"zh-CN": "词", "en": "word"});
        let mut ui = json!({"label": words, "choices": {"yes": words, "no": words}});
        for (key, value) in more.as_object().unwrap() {
            ui[key] = value.clone();
        }
        json!({"type": "string", "enum": ["yes", "no"], "x-ui": ui})
    };
    let words = json!({"zh-CN": "词", "en": "word"});
    let first = json!({"field": "first", "equals": "yes"});
    let second = json!({"field": "second", "equals": "yes"});
    let form = json!({
        "type": "object",
        "properties": {
            "first": choice(json!({})),
            "second": choice(json!({"relevant": {"any": [first]}, "required": true})),
            "third": choice(json!({"relevant": {"all": [{"not": second}, {"not": {"field": "second", "equals": "no"}}]}})),
        },
        "x-ui": {"order": ["first", "second", "third"]},
    });
    let kind = json!({"id": "k", "label": words, "measure": words, "category": "c", "form_version": 7, "form": form});
    let catalog = Catalog::load(&Answer::from(&json!({"version": 1, "kinds": [kind]}))).unwrap();
    catalog.kinds()[0].form().clone()
}

#[test]
fn what_does_not_matter_is_not_asked_for_and_has_no_answer_for_others() {
    let form = chain();
    let keys = |answers: &Answers| -> Vec<String> {
        let relevant = form.relevant_fields(answers);
        relevant
            .iter()
            .map(|field| field.key().to_owned())
            .collect()
    };
    let mut answers = draft(json!({"first": "yes", "second": "no"}));
    assert_eq!(keys(&answers), ["first", "second"]);
    answers.set("first", Answer::Text("no".into()));
    assert_eq!(keys(&answers), ["first", "third"]);
    assert!(form.check(&answers, today()).is_ok());
    let unanswered = form
        .check(&draft(json!({"first": "yes"})), today())
        .unwrap_err();
    assert_eq!(unanswered.len(), 1);
    assert_eq!(
        (unanswered[0].place.field(), unanswered[0].rule),
        ("second", Rule::Required)
    );
}
