//! 连接检查: an integrator's round through the backend, step by step, and a report of it.

use crate::{
    domain::{
        checkup::{Answered, Exchange, Finding, Step, Task, Weight},
        lang::Lang,
    },
    i18n::{
        checkup::{CheckupWords, checkup as own_words},
        fill, for_number,
        outbox::outbox,
    },
    state::{
        ask::{Ask, OutboxAsk, SheetAsk},
        at::At,
        checkup::{Checkup, Silence},
        outlook::Outlook,
        telling::Tone,
    },
    ui::{
        notice::{notice, tag},
        tree::{View, button, el},
    },
};
use leptos::prelude::*;

/// Where the report stands that could not be copied.
const REPORT: &str = "report";

/// The section, where the profile has it switched on.
pub fn checkup(lang: Lang, at: At) -> View {
    let found = RwSignal::new(Checkup::default());
    at.asks.ask(Ask::Sheet(SheetAsk::Check(found, false)));
    let allowed = Memo::new(move |_| found.with(|it| it.allowed));
    View::live(move || {
        let round = || untrack(|| round(lang, at, found));
        (allowed.get()).then(round).into()
    })
}

fn round(lang: Lang, at: At, found: RwSignal<Checkup>) -> View {
    let own = own_words(lang);
    let kind = Memo::new(move |_| found.with(|it| it.kind.clone()));
    let lead = move || match kind.get() {
        Some(kind) => {
            let known = at.duties.kind(&kind);
            let name = known.map_or(kind.0, |kind| kind.label(lang).to_owned());
            fill(own.lead, &[("kind", &name)])
        }
        None => own.no_kind.to_owned(),
    };
    let run = move || at.asks.ask(Ask::Sheet(SheetAsk::Check(found, true)));
    let press = move || {
        let (running, begun) = found.with(|it| (it.running, !it.steps.is_empty()));
        let name = if begun { own.again } else { own.start };
        (kind.with(Option::is_some) && !running)
            .then(|| button("go", name, run))
            .into()
    };
    let said = move || found.with(|it| said(own, it));
    let steps = move || {
        let steps = found.with(|it| it.steps.clone());
        let lines = steps.iter().map(|step| line(own, step));
        el("ol")
            .class("rows")
            .child(lines.collect::<Vec<View>>())
            .into()
    };
    View::all([
        el("h2").child(own.title).into(),
        el("p").class("hint").live_text(lead).into(),
        el("div").class("stack").live(press).into(),
        el("div").attr("role", "status").live(said).into(),
        View::live(steps),
        View::live(move || {
            let is_done = found.with(|it| !it.running && !it.steps.is_empty());
            is_done.then(|| untrack(|| report(lang, at, found))).into()
        }),
    ])
}

/// How far it is, and what came of it.
fn said(own: &'static CheckupWords, it: &Checkup) -> View {
    if it.running {
        return notice(Tone::Wait, own.running, None);
    }
    if it.steps.is_empty() {
        return View::none();
    }
    let wrong = |step: &&Step| step.weight() == Some(Weight::Wrong);
    let n = it.steps.iter().filter(wrong).count();
    let silence = it.silence.map(|silence| silent(own, silence));
    let (tone, text) = match n {
        0 => (Tone::Done, own.all_well.to_owned()),
        _ => {
            let n = n.to_string();
            let text = fill(for_number(own.some_wrong, &n), &[("n", &n)]);
            (Tone::Due, text)
        }
    };
    let why = silence.map(|text| el("p").class("hint").child(text).into());
    View::all([notice(tone, text, None), why.unwrap_or_else(View::none)])
}

fn silent(own: &CheckupWords, silence: Silence) -> String {
    match silence {
        Silence::Offline => own.offline.to_owned(),
        Silence::Nothing => own.nothing.to_owned(),
        Silence::Hidden => {
            let here = window().location().origin().unwrap_or_default();
            fill(own.hidden, &[("origin", &here)])
        }
    }
}

fn line(own: &'static CheckupWords, step: &Step) -> View {
    let mark = match step.weight() {
        None => (Tone::Done, own.well),
        Some(Weight::Note) => (Tone::Wait, own.look),
        Some(Weight::LeftOut) => (Tone::Plain, own.left_out),
        Some(Weight::Wrong) => (Tone::Due, own.wrong),
    };
    let findings = step.findings.iter().map(|it| {
        let said = el("p").child(told(own, it));
        let place = place(own, it, step.task);
        let place = (!place.is_empty()).then(|| el("small").child(place).into());
        View::all([said.into(), place.unwrap_or_else(View::none)])
    });
    let exchanges = step.exchanges.iter().map(|it| {
        let text = exchange(own, it);
        let all = el("p").class("prose").child(text);
        el("details")
            .child(el("summary").child(it.request.clone()))
            .child(all)
            .into()
    });
    el("li")
        .child(el("h3").child(task(own, step.task)))
        .child(tag(mark))
        .child(findings.collect::<Vec<View>>())
        .child(exchanges.collect::<Vec<View>>())
        .into()
}

/// The report, to be copied.
fn report(lang: Lang, at: At, found: RwSignal<Checkup>) -> View {
    let (own, of_outbox) = (own_words(lang), outbox(lang));
    let look = RwSignal::new(Outlook::default());
    let text = move || found.with(|it| text(own, it));
    let copy = move || {
        at.asks.ask(Ask::Outbox(
            OutboxAsk::Copy {
                text: untrack(text),
                shown_by: REPORT,
            },
            look,
        ))
    };
    let copied = Memo::new(move |_| look.with(|it| it.copied));
    let said = move || match copied.get() {
        None => View::none(),
        Some(true) => notice(Tone::Done, of_outbox.copied, None),
        Some(false) => notice(Tone::Wait, of_outbox.copy_by_hand, None),
    };
    let by_hand = move || {
        let area = || {
            el("textarea")
                .class("in")
                .attr("id", REPORT)
                .attr("readonly", "")
                .attr("autocomplete", "off")
                .attr("aria-label", own.title)
                .prop("value", move || text().into())
        };
        (copied.get() == Some(false)).then(area).into()
    };
    el("div")
        .class("stack acts")
        .child(el("p").class("hint").child(own.no_secrets))
        .child(button("btn", own.copy, copy))
        .child(el("div").attr("role", "status").live(said))
        .live(by_hand)
        .into()
}

/// All of it as text.
fn text(own: &'static CheckupWords, it: &Checkup) -> String {
    let mut lines = vec![format!("{} · {}", own.title, env!("CARGO_PKG_VERSION"))];
    lines.extend(it.silence.map(|silence| silent(own, silence)));
    for (place, step) in it.steps.iter().enumerate() {
        let mark = match step.weight() {
            None => own.well,
            Some(Weight::Note) => own.look,
            Some(Weight::LeftOut) => own.left_out,
            Some(Weight::Wrong) => own.wrong,
        };
        lines.push(String::new());
        lines.push(format!("{}. {} · {mark}", place + 1, task(own, step.task)));
        for finding in &step.findings {
            lines.push(told(own, finding));
            lines.push(self::place(own, finding, step.task));
        }
        lines.extend(step.exchanges.iter().map(|it| exchange(own, it)));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// One request and its answer, a line each.
fn exchange(own: &CheckupWords, it: &Exchange) -> String {
    let mut lines = vec![format!("{} {}", own.sent, it.request)];
    let headers = it.headers.iter();
    lines.extend(headers.map(|(name, value)| format!("{name}: {value}")));
    lines.push(it.body.clone());
    match &it.answer {
        None => lines.push(own.no_answer.to_owned()),
        Some(answer) => lines.extend(answered(own, answer)),
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn answered(own: &CheckupWords, it: &Answered) -> [String; 3] {
    let pattern = if it.rule.is_empty() {
        own.by_status
    } else {
        own.by_rule
    };
    [
        format!("{} {} {}", own.came, it.status, it.content_type),
        it.first_bytes.clone(),
        fill(pattern, &[("rule", &it.rule), ("outcome", it.outcome)]),
    ]
}

fn place(own: &CheckupWords, finding: &Finding, task: Task) -> String {
    match finding.place(task) {
        "" => String::new(),
        place => fill(own.place, &[("place", place)]),
    }
}

fn task(own: &'static CheckupWords, task: Task) -> &'static str {
    match task {
        Task::Me => own.me,
        Task::Create => own.create,
        Task::ReadBack => own.read_back,
        Task::Filter => own.filter,
        Task::Replay => own.replay,
        Task::Update => own.update,
        Task::Stale => own.stale,
        Task::Withdraw => own.withdraw,
        Task::Lost => own.lost,
    }
}

fn told(own: &CheckupWords, finding: &Finding) -> String {
    let counted = |pattern, n: &usize| fill(pattern, &[("n", &n.to_string())]);
    let plain = match finding {
        Finding::Refused { words, fields } => {
            let fields = fields.iter().map(|(field, words)| {
                fill(own.refused_field, &[("field", field), ("words", words)])
            });
            let said = fill(own.refused, &[("words", words)]);
            let all: Vec<String> = std::iter::once(said).chain(fields).collect();
            return all.join("\n");
        }
        Finding::Dropped(field) => return fill(own.dropped, &[("field", field)]),
        Finding::Changed { field, sent, got } => {
            let values = [("field", field.as_str()), ("sent", sent), ("got", got)];
            return fill(own.changed, &values);
        }
        Finding::Doubled(n) => return counted(own.doubled, n),
        Finding::DoubledAsSaid(n) => return counted(own.doubled_as_said, n),
        Finding::Left(key) => return fill(own.left, &[("key", key)]),
        Finding::NoAnswer => own.no_answer,
        Finding::Stranger => own.stranger,
        Finding::Busy => own.busy,
        Finding::SignInLost => own.sign_in_lost,
        Finding::Accepted => own.accepted,
        Finding::Unexpected => own.unexpected,
        Finding::NotListed => own.not_listed,
        Finding::NotFound => own.not_found,
        Finding::FilterIgnored => own.filter_ignored,
        Finding::NotChanged => own.not_changed,
        Finding::StaleTaken => own.stale_taken,
        Finding::NotWithdrawn => own.not_withdrawn,
        Finding::Anybody => own.anybody,
        Finding::AnybodyReads => own.anybody_reads,
        Finding::LostAsEmpty => own.lost_as_empty,
        Finding::LostAsRefusal => own.lost_as_refusal,
        Finding::NotDescribed => own.not_described,
        Finding::NotHere => own.not_here,
    };
    plain.to_owned()
}
