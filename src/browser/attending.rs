//! Events: read like the year's records, and what the member does about them.

use super::{
    clock::{mint, wall},
    dates, exporting, history,
    partition::Partition,
    scanning, sending, whole,
    wiring::Wiring,
    writing,
};
use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        dispute,
        event::{Act, EventId},
        record::{Entry, KindId},
    },
    forms::answers::Answers,
    i18n::events::{EventWords, events},
    outbox::item::State,
    route::Route,
    runtime::{Undone, ports::StoreError},
    state::{
        ask::{Disputed, EventAsk},
        attending::act_of,
        desk::{Pile, pile_of},
        telling_acts,
    },
};
use leptos::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

/// What came of an act is said, unless its event's own page says it.
pub(super) fn announce(w: &Rc<Wiring>, id: &ClientRef) {
    let Some(row) = w.open().and_then(|partition| partition.runtime.row(id)) else {
        return;
    };
    let handles = w.handles;
    let here = handles.address.0.get_untracked();
    let own = act_of(&row).map(|(_, event)| event);
    if own.is_some_and(|event| here == Route::Event(event.clone()) || here == Route::CheckIn(event))
    {
        return;
    }
    let said = untrack(|| {
        telling_acts::outcome(
            handles.settings.lang.get(),
            handles.duties,
            handles.calendar,
            &row,
            handles.session.only_wishes.get(),
        )
    });
    if let Some(said) = said {
        handles.status.say(said);
    }
}

fn own_words(w: &Rc<Wiring>) -> &'static EventWords {
    events(w.handles.settings.lang.get_untracked())
}

/// Carries out what a page of the events asks for.
pub(super) async fn answer(w: &Rc<Wiring>, ask: EventAsk) {
    match ask {
        EventAsk::Read(year) => dates::read(w, year, false).await,
        EventAsk::Again(when) => dates::again(w, when).await,
        EventAsk::Requests => dates::requests(w, false).await,
        EventAsk::Forms => {
            forms(w).await;
        }
        EventAsk::Begin { kind, event } => begin(w, kind, event).await,
        EventAsk::Do {
            act,
            event,
            answers,
        } => perform(w, act, event, answers).await,
        EventAsk::Dismiss(id) => dismiss(w, &id).await,
        EventAsk::SaveFile {
            text,
            name,
            refused,
        } => {
            let saved = exporting::save(&text, "text/calendar", &name);
            // A page that was left hears nothing.
            refused.try_set(saved.is_err());
        }
        EventAsk::Scan(into) => scanning::scan(w, into).await,
    }
}

/// Reads the forms of acts, once; whether they are there.
async fn forms(w: &Rc<Wiring>) -> bool {
    let acts = w.handles.duties.acts;
    if acts.with_untracked(Option::is_some) {
        return true;
    }
    whole::read_acts(w).await
}

/// Opens a form about an event.
async fn begin(w: &Rc<Wiring>, kind: KindId, event: EventId) {
    let is_same = |entry: &Entry| Act::event_in(entry).as_ref() == Some(&event);
    let day = day_of(w, &event);
    let fill = |answers: &mut Answers| {
        if let Some(before) = earlier(w, &kind, &event) {
            answers.fill(&before);
        }
        answers.set(Act::EVENT, Answer::Text(event.as_str().to_owned()));
    };
    open(w, &kind, day, is_same, fill).await;
}

/// Opens the form of a dispute.
pub(super) async fn dispute(w: &Rc<Wiring>, of: Disputed) {
    let kind = KindId(dispute::KIND.to_owned());
    let is_same = |entry: &Entry| {
        dispute::row_of(&entry.kind, &entry.answers) == Some((of.year, of.row.as_str()))
    };
    let fill = |answers: &mut Answers| {
        let rule = of.rule.iter().flat_map(|(rule, version)| {
            [
                (dispute::RULE, rule.clone()),
                (dispute::VERSION, version.to_string()),
            ]
        });
        let named = [
            (dispute::YEAR, of.year.to_string()),
            (dispute::ROW, of.row.clone()),
            (dispute::ABOUT, of.about.clone()),
        ];
        for (key, text) in named.into_iter().chain(rule) {
            answers.set(key, Answer::Text(text));
        }
    };
    open(w, &kind, None, is_same, fill).await;
}

/// Opens a form of `/events.json`: the one that was begun already, else a new one.
pub(super) async fn open(
    w: &Rc<Wiring>,
    kind: &KindId,
    day: Option<Day>,
    is_same: impl Fn(&Entry) -> bool,
    fill: impl FnOnce(&mut Answers),
) {
    if !forms(w).await {
        return w.handles.status.say(own_words(w).form_failed);
    }
    let Some(partition) = w.open() else { return };
    let rows = partition.runtime.rows();
    let begun = rows.iter().find(|row| {
        row.item.state == State::Draft && row.entry.kind == *kind && is_same(&row.entry)
    });
    if let Some(row) = begun {
        return history::go(w, Route::Draft(row.item.client_ref.clone()));
    }
    let Some(known) = untrack(|| w.handles.duties.kind(kind)) else {
        return w.handles.status.say(w.words().kind_unknown);
    };
    let mut answers = known.form().fresh(w.handles.clock.today_untracked());
    fill(&mut answers);
    let entry = Entry {
        day,
        ..writing::entry_of(&known, answers)
    };
    let draft = Route::Draft(entry.client_ref.clone());
    w.handles.desk.begun.set(Some(entry));
    history::go(w, draft);
}

/// A sign-up names what the phone showed of its event: what changed after that is news to the member.
pub(super) fn name_revision(w: &Wiring, entry: &mut Entry) {
    let event = Act::event_of(entry).filter(|_| Act::of(&entry.kind) == Some(Act::SignUp));
    let shown = event.and_then(|id| untrack(|| w.handles.calendar.dates().event(&id)));
    if let (Some(event), Answer::Group(answers)) = (shown, &mut entry.answers) {
        let revision = Answer::Int(i64::from(event.revision));
        answers.insert(Act::REVISION.to_owned(), revision);
    }
}

/// What the sign-up says already: a change begins with it.
fn earlier(w: &Rc<Wiring>, kind: &KindId, event: &EventId) -> Option<Answers> {
    let event = w.handles.calendar.dates().event(event)?;
    let signed_up = event.mine.sign_up.as_ref()?;
    (Act::of(kind) == Some(Act::SignUp)).then(|| Answers::from(signed_up.answers.clone()))
}

/// The day of an event, which says in which year's list it stands.
fn day_of(w: &Rc<Wiring>, event: &EventId) -> Option<Day> {
    let known = untrack(|| w.handles.calendar.dates().event(event));
    known.map(|event| Day::at(event.starts))
}

/// Does what needs no form: it is on disk before the page says so.
async fn perform(w: &Rc<Wiring>, act: Act, event: EventId, answers: Vec<(&'static str, Answer)>) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    let now = wall();
    w.handles.clock.0.set(now);
    clear_refused(&partition, act, &event).await;
    let answers = answers
        .into_iter()
        .map(|(key, answer)| (key.to_owned(), answer));
    let of = (
        Act::EVENT.to_owned(),
        Answer::Text(event.as_str().to_owned()),
    );
    let answers: BTreeMap<String, Answer> = answers.chain(std::iter::once(of)).collect();
    let mut entry = Entry {
        client_ref: mint(),
        kind: act.kind(),
        form_version: 1,
        day: day_of(w, &event).or(Some(Day::at(now))),
        answers: Answer::Group(answers),
        photos: Vec::new(),
        captured_at: Some(now),
    };
    name_revision(w, &mut entry);
    let queued = queue(w, &partition, act, entry).await;
    if queued == Ok(Undone::Withdrawn) {
        w.handles.status.say(own_words(w).taken_back);
    }
    sending::queued(w, &partition, queued.map(drop)).await;
}

/// An act that undoes another is sent only where there is something to undo.
async fn queue(
    w: &Rc<Wiring>,
    partition: &Partition,
    act: Act,
    entry: Entry,
) -> Result<Undone, StoreError> {
    let event = Act::event_of(&entry).and_then(|id| w.handles.calendar.dates().event(&id));
    let mine = event.as_ref().map(|event| &event.mine);
    let held = match act {
        Act::Cancel => mine.is_none_or(|mine| mine.sign_up.is_some()),
        Act::LeaveWithdraw => mine.is_none_or(|mine| mine.leave.is_some()),
        Act::SignUp | Act::Accept | Act::Leave | Act::CheckIn | Act::Acknowledge | Act::Decide => {
            partition.runtime.submit(entry, Vec::new()).await?;
            return Ok(Undone::Queued);
        }
    };
    partition.runtime.undo(entry, held).await
}

/// A new try takes the place of what was refused.
async fn clear_refused(partition: &Partition, act: Act, event: &EventId) {
    let rows = partition.runtime.rows();
    let alike = rows.iter().filter(|row| {
        let refused = pile_of(&row.item.state) == Pile::Needing;
        refused && act_of(row).is_some_and(|(is, of)| is == act && of == *event)
    });
    for row in alike {
        // What can't be taken away stays, and says why.
        let _ = partition.runtime.withdraw(&row.item.client_ref).await;
    }
}

/// A refusal was read: its row goes.
async fn dismiss(w: &Rc<Wiring>, id: &ClientRef) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    // Being sent again meanwhile, it stays.
    let _ = partition.runtime.withdraw(id).await;
    sending::show(w, &partition);
    sending::kick(w);
}
