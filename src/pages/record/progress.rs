//! 进展: what happened to a record after it arrived, and what its author is asked.

use super::{cosigners::cosigners, files::listed};
use crate::{
    domain::{
        client_ref::ClientRef,
        lang::Lang,
        record::{Record, Standing},
        step::{Band, Course, Rating, Step},
    },
    forms::workflow::{Asked, StepKind, Who, Workflow},
    i18n::{
        fill, intl,
        progress::{ProgressWords, progress as own_words},
        words,
    },
    route::Route,
    state::{
        ask::{Ask, SheetAsk, StepAnswer},
        at::At,
        cosigning::Cosigning,
        desk::{Pile, pile_of},
        outlook::Outlook,
        progress::{Courses, unanswered},
        telling,
    },
    stored::row::ItemRow,
    ui::{
        link::link,
        tree::{View, button, el},
    },
};
use leptos::prelude::*;

/// The section of a received record whose kind has steps.
pub(super) fn progress(lang: Lang, at: At, id: ClientRef) -> View {
    let courses = RwSignal::new(Courses::default());
    let record = {
        let id = id.clone();
        Memo::new(move |_| at.shelf.record(&id))
    };
    let of = id.clone();
    Effect::new(move |_| {
        // Read again whenever the list was: something may have arrived. A record that came back changed has this section made
        // anew, and what belongs to the old one is gone by then.
        if let Some(record) = at.shelf.record(&of) {
            let year = record.day.year();
            at.asks.ask(Ask::Sheet(SheetAsk::Progress(year, courses)));
        }
    });
    let cosigning = RwSignal::new(Cosigning::default());
    let takes = Memo::new(move |_| {
        let takes = |it: &Workflow| it.cosigners().is_some();
        record.with(|record| {
            let record = record.as_ref()?;
            courses.with(|courses| courses.workflow(record).map(takes))
        })
    });
    Effect::new(move |_| {
        if takes.get() == Some(true) {
            at.shelf.years.track();
            at.asks.ask(Ask::Sheet(SheetAsk::Cosigning(cosigning)));
        }
    });
    View::live(move || {
        let Some(record) = record.get() else {
            return View::none();
        };
        let waiting = unanswered(at, &id);
        courses.with(|courses| {
            let Some(workflow) = courses.workflow(&record) else {
                return View::none();
            };
            let course = courses.of(&id);
            let steps = course.map_or(&[][..], |course| &course.steps);
            let withdrawn = matches!(record.standing, Standing::Withdrawn { .. });
            let open = workflow.cosigners().is_some_and(|it| it.is_open(steps)) && !withdrawn;
            let asked = cosigning.with(|all| cosigners(lang, at, &record, all, open));
            let taken = untrack(|| section(lang, at, &record, workflow, course, &waiting));
            View::all([taken, asked])
        })
    })
}

fn section(
    lang: Lang,
    at: At,
    record: &Record,
    workflow: &Workflow,
    course: Option<&Course>,
    waiting: &[(String, ItemRow)],
) -> View {
    let own = own_words(lang);
    let steps = course.map_or(&[][..], |course| &course.steps);
    let stage = workflow.stage(steps).map(StepKind::id);
    // Handled again, a record is at the last of several steps of one name.
    let now = steps
        .iter()
        .rposition(|step| Some(step.id.as_str()) == stage);
    let list = el("ol").class("steps");
    let list = list.child(workflow.steps().first().map(|first| {
        let label = first.label(lang).to_owned();
        line(own, label, View::none(), now.is_none())
    }));
    let taken = steps.iter().enumerate().map(|(place, step)| {
        let kind = workflow.step(&step.id);
        let label = kind.map_or(own.news, |kind| kind.label(lang));
        let level = kind.zip(step.level.as_deref());
        let level = level.and_then(|(kind, level)| kind.level(level, lang));
        let label = level.map_or(label.to_owned(), |level| format!("{label} · {level}"));
        line(own, label, facts(lang, at, own, step), now == Some(place))
    });
    let answers = waiting.iter().map(|(step, row)| {
        let label = workflow
            .step(step)
            .map_or(own.news, |kind| kind.label(lang));
        let (_, said) = telling::tag(words(lang), &row.item.state);
        let way = Route::Record(row.item.client_ref.clone());
        let name = format!("{label} · {said}");
        el("li").child(link(way, "", false, name)).into()
    });
    let list = list.child(taken.chain(answers).collect::<Vec<View>>());
    View::all([
        el("h2").class("sec").child(own.title).into(),
        list.into(),
        course.map_or_else(View::none, |course| ratings(own, course)),
        // A refusal is read in its own line; what was declined can be answered anew.
        if waiting
            .iter()
            .any(|(_, row)| pile_of(&row.item.state) == Pile::Going)
        {
            View::none()
        } else {
            choices(lang, at, record, workflow, course)
        },
    ])
}

fn line(own: &ProgressWords, label: String, facts: View, is_now: bool) -> View {
    let now = is_now.then(|| el("small").child(format!(" {}", own.now)));
    el("li")
        .class("past")
        .maybe("aria-current", is_now.then_some("step"))
        .child(el("span").child(label))
        .child(now)
        .child(facts)
        .into()
}

/// When, who deals with it, and what was said.
fn facts(lang: Lang, at: At, own: &ProgressWords, step: &Step) -> View {
    let unit = (!step.unit.is_empty()).then(|| fill(own.unit, &[("unit", &step.unit)]));
    let day = intl::day_long(lang, step.day);
    let said = unit.map_or(day.clone(), |unit| format!("{day} · {unit}"));
    let words = (!step.words.is_empty()).then(|| {
        el("p")
            .class("prose")
            .attr("dir", "auto")
            .child(step.words.as_str())
    });
    let files = (!step.files.is_empty()).then(|| {
        listed(
            lang,
            at,
            RwSignal::new(Outlook::default()),
            step.files.clone(),
        )
    });
    View::all([
        el("p").class("hint").child(said).into(),
        words.into(),
        files.into(),
    ])
}

fn ratings(own: &ProgressWords, course: &Course) -> View {
    let rating = |pattern, rating: &Rating| {
        let said = fill(pattern, &[("score", &scored(own, rating.score))]);
        let words = (!rating.words.is_empty()).then(|| {
            el("p")
                .class("prose")
                .attr("dir", "auto")
                .child(rating.words.as_str())
        });
        View::all([el("p").child(said).into(), words.into()])
    };
    let theirs = match (&course.mine, &course.theirs) {
        (_, Some(theirs)) => rating(own.theirs, theirs),
        (Some(_), None) => el("p").class("hint").child(own.theirs_later).into(),
        (None, None) => View::none(),
    };
    let mine = course.mine.as_ref().map(|mine| rating(own.mine, mine));
    View::all([mine.into(), theirs])
}

fn scored(own: &ProgressWords, score: u8) -> String {
    let number = score.to_string();
    let band = match Band::of(score) {
        Some(Band::Excellent) => own.excellent,
        Some(Band::Good) => own.good,
        Some(Band::Fair) => own.fair,
        None => return fill(own.score, &[("score", &number)]),
    };
    fill(own.score_band, &[("score", &number), ("band", band)])
}

/// What the author may answer now: each opens its form.
fn choices(
    lang: Lang,
    at: At,
    record: &Record,
    workflow: &Workflow,
    course: Option<&Course>,
) -> View {
    let own = own_words(lang);
    let steps = course.map_or(&[][..], |course| &course.steps);
    let rated = course.is_some_and(|course| course.mine.is_some());
    let open = |step: &&StepKind| match step.by() {
        Who::Author => true,
        Who::Both => !rated,
        Who::Office => false,
    };
    let following = workflow.following(steps);
    let open: Vec<&StepKind> = following.into_iter().filter(open).collect();
    if open.is_empty() {
        return View::none();
    }
    let kind = at.duties.kind(&record.kind);
    let title = telling::name(lang, kind.as_ref(), &record.answers);
    let rates = open.iter().any(|step| step.by() == Who::Both);
    let hint = if rates { own.blind } else { own.goes_on };
    let buttons = open.into_iter().map(|step| {
        let label = step.label(lang);
        let asks = match (step.by(), step.words()) {
            (Who::Both, _) => "rating",
            (Who::Author | Who::Office, Asked::Must) => "reason",
            (Who::Author | Who::Office, Asked::May | Asked::No) => "words",
        };
        let answer = StepAnswer {
            record: record.client_ref.clone(),
            step: step.id().to_owned(),
            about: fill(own.about, &[("title", &title), ("step", label)]),
            asks,
        };
        let name = if asks == "rating" { own.rate } else { label };
        button("btn", name, move || {
            let ask = SheetAsk::Answer(answer.clone());
            at.asks.ask(Ask::Sheet(ask));
        })
        .into()
    });
    View::all([
        el("h2").class("sec").child(own.your_turn).into(),
        el("p").class("hint").child(hint).into(),
        el("div")
            .class("pair")
            .child(buttons.collect::<Vec<View>>())
            .into(),
    ])
}
