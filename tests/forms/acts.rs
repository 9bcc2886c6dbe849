//! The forms of what is done about an event.

use super::*;
use dajuan::{
    domain::{confirmation, cosigning, dispute, event::Act, person::Person, step, withdrawal},
    forms::{catalog::Kind, list::List},
};

fn acts() -> Catalog {
    Catalog::parse(include_str!("../../public/events.json")).unwrap()
}

fn of(kind: &str) -> Kind {
    acts().kind(&KindId(kind.to_owned())).unwrap().clone()
}

fn filled(form: &Form, fields: &[(&str, &str)]) -> Answers {
    let mut answers = form.fresh(Day::new(2026, 11, 23).unwrap());
    for (key, text) in fields {
        answers.set(key, Answer::Text((*text).to_owned()));
    }
    answers
}

#[test]
fn the_shipped_forms_of_acts_load_and_each_names_what_it_is_about() {
    let ids: Vec<String> = acts()
        .kinds()
        .iter()
        .map(|kind| kind.id().0.clone())
        .collect();
    assert_eq!(
        ids,
        [
            "signup",
            "signup_trip",
            "leave",
            "speech",
            "dispute",
            "step",
            "withdrawal",
            "confirmation",
            "cosigning"
        ]
    );
    for kind in acts().kinds() {
        let about: &[&str] = match kind.id().0.as_str() {
            dispute::KIND => &[dispute::YEAR, dispute::ROW],
            step::KIND => &[step::RECORD, step::STEP, step::ASKS],
            withdrawal::KIND => &[withdrawal::RECORD],
            confirmation::KIND => &[confirmation::RECORD, confirmation::RIGHT],
            cosigning::KIND => &[cosigning::ACT],
            _ => &[Act::EVENT],
        };
        for key in about {
            let field = kind.form().field(key).unwrap();
            assert!(field.required() && field.widget() == Widget::Hidden);
        }
    }
    let acts: Vec<Option<Act>> = acts()
        .kinds()
        .iter()
        .map(|kind| Act::of(kind.id()))
        .collect();
    assert_eq!(
        acts,
        [
            Some(Act::SignUp),
            Some(Act::SignUp),
            Some(Act::Leave),
            None,
            None,
            None,
            None,
            None,
            None
        ]
    );
}

#[test]
fn the_reasons_of_a_leave_are_those_that_the_backend_knows() {
    let kind = of("leave");
    let reasons = kind.form().field("reason").unwrap().choices().iter();
    let reasons: Vec<&str> = reasons.map(|choice| choice.value.as_str()).collect();
    assert_eq!(reasons, ["official", "health", "travel", "family", "other"]);
}

#[test]
fn what_no_page_draws_is_sent_and_counts_as_no_open_field() {
    let kind = of("signup");
    let form = kind.form();
    let answers = filled(form, &[("event", "ev1")]);
    let progress = form.progress(&answers);
    assert_eq!(
        (progress.fields, progress.answered, progress.missing),
        (4, 0, 1)
    );
    let answers = filled(form, &[("event", "ev1"), ("transport", "bus")]);
    let checked = form
        .check(&answers, Day::new(2026, 11, 23).unwrap())
        .unwrap();
    let sent = checked.answers().get(Act::EVENT);
    assert_eq!(sent, Some(&Answer::Text("ev1".to_owned())));
    let without = filled(form, &[("transport", "bus")]);
    let faults = form
        .check(&without, Day::new(2026, 11, 23).unwrap())
        .unwrap_err();
    assert_eq!(faults[0].place.field(), Act::EVENT);
}

#[test]
fn whoever_is_on_the_roster_can_be_invited_and_anybody_where_there_is_none() {
    let person = |name: &str, number: &str| Person {
        number: number.to_owned(),
        name: name.to_owned(),
        sector: "农业界".to_owned(),
    };
    let people = [person("委员乙", "wy002"), person("委员丙", "wy003")];
    let said = |people: Option<&[Person]>, member: &str| {
        let lists: Vec<_> = people.map(List::of_people).into_iter().collect();
        let file = include_str!("../../public/events.json");
        let catalog = Catalog::parse_with(file, &lists).unwrap();
        let kind = catalog.kind(&KindId(cosigning::KIND.to_owned())).unwrap();
        let invite = [(cosigning::ACT, "invite"), ("member", member)];
        let answers = filled(kind.form(), &invite);
        let checked = kind.form().check(&answers, Day::new(2026, 11, 23).unwrap());
        checked
            .map(|it| it.answers().get("member").cloned())
            .map_err(|faults| faults[0].rule)
    };
    let taken = |name: &str| Ok(Some(Answer::Text(name.to_owned())));
    assert_eq!(said(Some(&people), "委员丙"), taken("委员丙"));
    assert_eq!(said(Some(&people), "委员无此人"), Err(Rule::NotAChoice));
    for none in [None, Some(&[][..])] {
        assert_eq!(said(none, "委员无此人"), taken("委员无此人"));
    }
}

#[test]
fn a_suggestion_is_a_record_with_its_day() {
    let kind = of("speech");
    let answers = filled(kind.form(), &[("event", "ev1"), ("text", "多装扶手")]);
    let gist = kind.form().gist(&answers);
    assert_eq!(gist.day(), Day::new(2026, 11, 23).ok());
}

#[test]
fn an_answer_to_a_step_asks_for_what_its_step_must_have() {
    let kind = of(step::KIND);
    let form = kind.form();
    let asked = |asks: &str| {
        let named = [("record", "r"), ("step", "s"), (step::ASKS, asks)];
        let answers = filled(form, &named);
        let fields = form.relevant_fields(&answers).into_iter();
        let drawn = fields.filter(|field| field.widget() != Widget::Hidden);
        let told: Vec<(String, bool)> = drawn
            .map(|field| (field.key().to_owned(), field.required()))
            .collect();
        told
    };
    let field = |key: &str, required| (key.to_owned(), required);
    assert_eq!(asked("words"), [field(step::WORDS, false)]);
    assert_eq!(asked("reason"), [field("reason", true)]);
    let rating = [field(step::SCORE, true), field(step::WORDS, false)];
    assert_eq!(asked("rating"), rating);
}

#[test]
fn an_objection_to_what_the_office_logged_needs_words_and_says_that_it_is_wrong() {
    let kind = of(confirmation::KIND);
    let form = kind.form();
    let today = Day::new(2026, 11, 23).unwrap();
    let named = [("record", "01010101-0101-4101-8101-010101010101")];
    let mut answers = filled(form, &named);
    answers.set(confirmation::RIGHT, Answer::Flag(false));
    let faults = form.check(&answers, today).unwrap_err();
    assert_eq!(faults[0].place.field(), "words");
    answers.set("words", Answer::Text("那天我没去".to_owned()));
    let sent = form.check(&answers, today).unwrap().into_answer();
    let (_, right) = confirmation::said_of(kind.id(), &sent).unwrap();
    assert!(!right);
    answers.set(confirmation::RIGHT, Answer::Flag(true));
    let sent = form.check(&answers, today).unwrap().into_answer();
    assert_eq!(sent.field("words"), None, "what is right needs no words");
}
