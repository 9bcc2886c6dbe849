//! The form that is open: answers as they change, faults as they are mended, and the save behind the last keystroke.

use super::{
    ask::{Ask, Asks},
    clock::Clock,
    desk::{Desk, Saving},
};
use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        record::{Entry, Photo},
    },
    forms::{
        answers::{Answers, CheckedAnswers},
        catalog::Kind,
        fault::{Fault, Place, Rule},
        widget::Widget,
    },
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, reactive::effect::RenderEffect};
use std::time::Duration;

/// As long as a press lasts.
pub const PRESS: Duration = Duration::from_millis(250);

/// A draft is saved this long after the last keystroke; the promise is 300 ms.
const QUIET: Duration = Duration::from_millis(200);

/// Whoever types or dictates without a rest is saved after so many changes all the same.
const RESTLESS: u32 = 20;

/// The handle of an open form.
#[derive(Clone, Copy)]
pub struct Writing {
    kind: StoredValue<Kind>,
    entry: StoredValue<Entry>,
    asks: Asks,
    desk: Desk,
    clock: Clock,
    timer: StoredValue<Option<TimeoutHandle>>,
    unsaved: StoredValue<u32>,
    /// The answers, raw as typed.
    pub answers: RwSignal<Answers>,
    /// A submit was tried: every fault shows.
    pub tried: RwSignal<bool>,
    visited: RwSignal<Vec<String>>,
    /// What is wrong in it.
    faults: RwSignal<Vec<Fault>>,
    relevant: RwSignal<Vec<String>>,
    /// What stands in each field, in the order of the form.
    texts: StoredValue<Vec<RwSignal<String>>>,
}

impl Writing {
    /// Opens an entry with the form of its kind.
    pub fn open(entry: Entry, kind: Kind, asks: Asks, desk: Desk, clock: Clock) -> Self {
        let answers = RwSignal::new(Answers::from(entry.answers.clone()));
        let texts = kind.form().fields().iter();
        let texts = texts.map(|_| RwSignal::new(String::new())).collect();
        let writing = Self {
            kind: StoredValue::new(kind),
            entry: StoredValue::new(entry),
            asks,
            desk,
            clock,
            timer: StoredValue::new(None),
            unsaved: StoredValue::new(0),
            answers,
            tried: RwSignal::new(false),
            visited: RwSignal::new(Vec::new()),
            faults: RwSignal::new(Vec::new()),
            relevant: RwSignal::new(Vec::new()),
            texts: StoredValue::new(texts),
        };
        StoredValue::new_local(RenderEffect::new(move |_| writing.look()));
        writing
    }

    /// Looks at what is written: fields follow what differs alone, for a key in one wakes none of two hundred others.
    fn look(&self) {
        let photos = self.desk.photos(&self.client_ref());
        let today = self.clock.today();
        self.kind.with_value(|kind| {
            let form = kind.form();
            self.answers.with(|answers| {
                let (sent, faults) = form.look(&with_photos(kind, answers, &photos), today);
                renew(self.faults, faults);
                let relevant = form.relevant_fields(answers).into_iter();
                renew(
                    self.relevant,
                    relevant.map(|field| field.key().to_owned()).collect(),
                );
                self.texts.with_value(|texts| {
                    for (field, text) in form.fields().iter().zip(texts) {
                        let computed = field.widget() == Widget::Computed;
                        let of = if computed { &sent } else { answers };
                        let answer = of.get(field.key());
                        renew(*text, answer.map(|it| field.show(it)).unwrap_or_default());
                    }
                });
            });
        });
    }

    /// The key of the draft.
    pub fn client_ref(&self) -> ClientRef {
        self.entry.with_value(|entry| entry.client_ref.clone())
    }

    /// The kind, with its form.
    pub fn kind(&self) -> Kind {
        self.kind.get_value()
    }

    /// Whether a field matters now.
    pub fn is_relevant(&self, key: &str) -> bool {
        self.relevant
            .with(|relevant| relevant.iter().any(|known| known == key))
    }

    /// What stands in a field, or what it comes to; of a field that the form does not have nothing.
    pub fn text(&self, key: &str) -> impl Fn() -> String + use<> {
        let place = self.kind.with_value(|kind| {
            let mut fields = kind.form().fields().iter();
            fields.position(|field| field.key() == key)
        });
        let text = self.texts.with_value(|texts| texts.get(place?).copied());
        move || text.map(|text| text.get()).unwrap_or_default()
    }

    /// Takes what was typed, as it was typed; it is saved when the fingers rest.
    pub fn typed(&self, key: &str, text: String) {
        let answer = if text.is_empty() {
            Answer::Null
        } else {
            Answer::Text(text)
        };
        self.answers.update(|answers| answers.set(key, answer));
        self.touch();
    }

    /// Takes over an offer of earlier answers.
    pub fn take(&self, offer: &Answers) {
        self.answers.update(|answers| answers.fill(offer));
        self.touch();
    }

    /// The field was left: what is wrong in it may be said, once the press that left it has found what it aimed at where it was.
    pub fn visited(&self, key: &str) {
        let (visited, key) = (self.visited, key.to_owned());
        let say = move || {
            // The form may be gone by now.
            let _ = visited.try_update(|visited| visited.push(key));
        };
        set_timeout(say, PRESS);
    }

    /// Every fault that shall be said now, in the order of the fields.
    pub fn faults(&self) -> Vec<Fault> {
        self.faults.get()
    }

    /// The fault of a field that shall be said now: after a submit any, before it what was typed wrong.
    pub fn fault(&self, key: &str) -> Option<Rule> {
        let all = self.tried.get();
        let visited = self
            .visited
            .with(|visited| visited.iter().any(|known| known == key));
        let found = self.faults.with(|faults| {
            faults
                .iter()
                .find(|fault| fault.place.field() == key)
                .map(|fault| fault.rule)
        });
        found.filter(|rule| all || (visited && *rule != Rule::Required))
    }

    /// The fault at a place within a field that shall be said now.
    pub fn fault_at(&self, place: &str) -> Option<Fault> {
        let key = Place(place.to_owned());
        let visited = self
            .visited
            .with(|visited| visited.iter().any(|known| known == key.field()));
        let all = self.tried.get();
        self.faults.with(|faults| {
            let mut here = faults.iter().filter(|fault| fault.place == key);
            here.find(|fault| all || (visited && fault.rule != Rule::Required))
                .cloned()
        })
    }

    /// The entry as it stands, to be kept as a draft.
    pub fn entry(&self) -> Entry {
        let mut entry = self.entry.get_value();
        let answers = self.answers.get_untracked();
        entry.day = self
            .kind
            .with_value(|kind| kind.form().gist(&answers).day());
        entry.answers = answers.into();
        entry
    }

    /// Whether the row on disk holds what stands in the form: a save that ends while somebody types on says nothing of
    /// what came after it.
    pub fn is_kept(&self) -> bool {
        let shown = self.answers.with(|answers| Answer::from(answers.clone()));
        let row = self.desk.row(&self.client_ref());
        row.is_some_and(|row| row.entry.answers == shown)
    }

    /// Saves now what waits to be saved.
    pub fn flush(&self) {
        let waiting = self.timer.try_update_value(Option::take).flatten();
        if let Some(timer) = waiting {
            timer.clear();
            self.unsaved.set_value(0);
            self.asks.ask(Ask::SaveDraft(self.entry()));
        }
    }

    /// Checks what was written; what is right can be submitted.
    pub fn check(&self) -> Option<CheckedAnswers> {
        self.tried.set(true);
        let photos = untrack(|| self.desk.photos(&self.client_ref()));
        let today = self.clock.today_untracked();
        self.kind.with_value(|kind| {
            self.answers.with_untracked(|answers| {
                kind.form()
                    .check(&with_photos(kind, answers, &photos), today)
                    .ok()
            })
        })
    }

    /// What waits to be saved is not saved by itself any more: who calls this saves it.
    pub fn hold(&self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// Submits what was found right.
    pub fn submit(&self, checked: CheckedAnswers) {
        self.hold();
        let mut entry = self.entry();
        entry.day = checked.gist().day();
        entry.answers = checked.into_answer();
        self.asks.ask(Ask::Submit(entry));
    }

    fn touch(&self) {
        self.desk.saving.set(Saving::Pending);
        let writing = *self;
        let save = move || writing.flush();
        let timer = set_timeout_with_handle(save, QUIET).ok();
        let earlier = self
            .timer
            .try_update_value(|slot| std::mem::replace(slot, timer))
            .flatten();
        if let Some(earlier) = earlier {
            earlier.clear();
        }
        if timer.is_none() {
            // An engine without timers saves at every keystroke.
            self.asks.ask(Ask::SaveDraft(self.entry()));
        }
        self.unsaved.update_value(|unsaved| *unsaved += 1);
        if self.unsaved.get_value() >= RESTLESS {
            self.flush();
        }
    }
}

/// Tells those who follow it what it is now, where it is another than before.
fn renew<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: T) {
    if signal.with_untracked(|known| *known != now) {
        signal.set(now);
    }
}

/// The answers with the keys of the photos in the field that holds them.
fn with_photos(kind: &Kind, answers: &Answers, photos: &[Photo]) -> Answers {
    let mut answers = answers.clone();
    if let Some(field) = kind
        .form()
        .fields()
        .iter()
        .find(|field| field.widget() == Widget::Photos)
    {
        let mut keys = Vec::with_capacity(photos.len());
        for photo in photos {
            if !photo.is_file() {
                keys.push(Answer::Text(photo.id.to_string()));
            }
        }
        answers.set(field.key(), Answer::List(keys));
    }
    answers
}
