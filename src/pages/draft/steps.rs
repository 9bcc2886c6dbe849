//! 长辈模式: a form with one question a page; the last page reads everything back.

use super::{
    Rest, alike, asked, carried,
    controls::{self, taken},
    summary::field_id,
    versions,
    whole::{about, discard, foot, form, history},
};
use crate::{
    domain::{file::File, lang::Lang},
    forms::{
        answers::{Answers, CheckedAnswers},
        catalog::Kind,
        fault::Rule,
        field::Field,
        widget::Widget,
    },
    i18n::{elder::elder, fill, words},
    state::{
        ask::{Aloud, Ask},
        at::At,
        attached, rules, told,
        writing::{PRESS, Writing},
    },
    ui::{
        photos::gallery,
        tree::{View, button, el, focus_on, focus_soon},
    },
};
use leptos::prelude::*;
use leptos::web_sys::Event;
use std::rc::Rc;

/// Where one is in a form.
#[derive(Clone)]
struct Steps {
    lang: Lang,
    at: At,
    writing: Writing,
    kind: Kind,
    history: Rc<Vec<Answers>>,
    rest: Rest,
    /// The question whose page is open; none: the last page.
    open: RwSignal<Option<String>>,
    /// What was found right and may be a copy of something.
    confirmed: RwSignal<Option<CheckedAnswers>>,
    alike: RwSignal<Option<String>>,
}

/// The pages of a form; `moved` is the version that the draft was written in, where that is another.
pub fn steps(lang: Lang, at: At, writing: Writing, moved: Option<u32>, rest: &Rest) -> View {
    let kind = writing.kind();
    let history = Rc::new(history(at, kind.id(), &writing.client_ref()));
    let steps = Steps {
        lang,
        at,
        writing,
        kind,
        history,
        rest: Rc::clone(rest),
        open: RwSignal::new(None),
        confirmed: RwSignal::new(None),
        alike: RwSignal::new(None),
    };
    let carried = moved.map(|from| carried(lang, at, writing, from));
    steps.open.set(steps.begin());
    // What concerns all of it stands where it begins and where it ends.
    let of = steps.clone();
    let between = move || {
        of.open
            .with(|key| key.as_ref().is_some_and(|key| of.before(key).is_some()))
    };
    let above = el("div")
        .bind("hidden", move || between().then(String::new))
        .child(about(writing, rest))
        .child(carried);
    let (of, turned) = (steps.clone(), StoredValue::new(false));
    let page = move || {
        let open = of.open.get();
        let turned = turned.try_update_value(|turned| std::mem::replace(turned, true));
        untrack(|| of.page(open, turned == Some(true)))
    };
    let of = steps.clone();
    let form = form(move |event| of.forward(&event))
        .child(above)
        .live(page);
    let ask = asked(lang, at, writing, steps.confirmed, steps.alike);
    View::all([form.into(), ask])
}

/// What is worked out by itself is no question.
fn is_asked(field: &Field) -> bool {
    !matches!(field.widget(), Widget::Hidden | Widget::Computed)
}

impl Steps {
    /// The questions among these fields, as the answers stand.
    fn among<'a>(&self, fields: impl Iterator<Item = &'a Field>) -> impl Iterator<Item = String> {
        let asked = fields.filter(|it| is_asked(it) && self.writing.is_relevant(it.key()));
        asked.map(|field| field.key().to_owned())
    }

    /// The questions, as the answers stand.
    fn all(&self) -> Vec<String> {
        self.among(self.kind.form().fields().iter()).collect()
    }

    /// The question before this field.
    fn before(&self, key: &str) -> Option<String> {
        let fields = self.kind.form().fields().iter();
        self.among(fields.take_while(|field| field.key() != key))
            .last()
    }

    /// The question after this field.
    fn after(&self, key: &str) -> Option<String> {
        let fields = self.kind.form().fields().iter();
        let later = fields.skip_while(|field| field.key() != key).skip(1);
        self.among(later).next()
    }

    /// The page on which a field is mended.
    fn page_of(&self, key: &str) -> Option<String> {
        let all = self.all();
        let own = all.iter().find(|known| *known == key).cloned();
        own.or_else(|| self.before(key))
            .or_else(|| all.first().cloned())
    }

    /// A new entry begins with its first question, a draft goes on where an answer is missing.
    fn begin(&self) -> Option<String> {
        untrack(|| {
            if self.at.desk.row(&self.writing.client_ref()).is_none() {
                return self.all().into_iter().next();
            }
            let faults = self.writing.faults();
            faults
                .first()
                .and_then(|fault| self.page_of(fault.place.field()))
        })
    }

    /// What is wrong in a field.
    fn wrong(&self, key: &str) -> Option<Rule> {
        let faults = self.writing.faults();
        let mut here = faults.iter().filter(|fault| fault.place.field() == key);
        here.next().map(|fault| fault.rule)
    }

    fn turn(&self, to: Option<String>) {
        if self.at.settings.aloud.get_untracked() {
            self.at.asks.ask(Ask::Aloud(Aloud::Hush));
        }
        self.open.set(to);
    }

    /// The press that leads on: to the next page, or away with all that was found right.
    fn forward(&self, event: &Event) {
        event.prevent_default();
        untrack(|| match self.open.get() {
            Some(key) => match self.wrong(&key) {
                // What is empty can be filled in later: the last page asks for it.
                None | Some(Rule::Required) => self.turn(self.after(&key)),
                Some(_) => self.stay(&key),
            },
            None => self.submit(),
        });
    }

    /// Says what is wrong here; the focus follows once it is said.
    fn stay(&self, key: &str) {
        self.writing.visited(key);
        let control = field_id(key);
        set_timeout(move || focus_on(&control), PRESS);
    }

    fn submit(&self) {
        let Some(checked) = self.writing.check() else {
            let faults = self.writing.faults();
            let Some(first) = faults.first() else { return };
            let to = self.page_of(first.place.field());
            let control = to.as_deref().map(field_id);
            self.turn(to);
            // After the heading of the page took it.
            let focus = move || {
                control
                    .map(|control| focus_on(&control))
                    .unwrap_or_default()
            };
            request_animation_frame(move || request_animation_frame(focus));
            return;
        };
        let own = self.writing.client_ref();
        match alike::like_lately(self.lang, self.at, &own, checked.gist()) {
            None => self.writing.submit(checked),
            told => {
                self.alike.set(told);
                self.confirmed.set(Some(checked));
            }
        }
    }

    fn page(&self, open: Option<String>, turned: bool) -> View {
        let heading = el("h2").class("step").attr("tabindex", "-1");
        if turned {
            focus_soon(heading.element());
        }
        match open.as_deref().and_then(|key| self.kind.form().field(key)) {
            Some(field) => {
                let (of, key) = (self.clone(), field.key().to_owned());
                let place = move || {
                    let all = of.all();
                    let n = all
                        .iter()
                        .position(|known| *known == key)
                        .unwrap_or_default()
                        + 1;
                    let (n, m) = (n.to_string(), all.len().to_string());
                    fill(elder(of.lang).place, &[("n", &n), ("m", &m)])
                };
                View::all([heading.live_text(place).into(), self.question(field)])
            }
            None => View::all([heading.child(elder(self.lang).end).into(), self.end()]),
        }
    }

    /// One question, with what is worked out from it.
    fn question(&self, field: &Field) -> View {
        let e = elder(self.lang);
        let draw = |field: &Field| {
            controls::field(
                self.lang,
                self.at,
                self.writing,
                field,
                &self.history,
                &self.rest,
            )
        };
        let fields = self.kind.form().fields().iter();
        let below = fields.skip_while(|it| it.key() != field.key()).skip(1);
        let below = below.take_while(|it| it.widget() == Widget::Computed);
        let back = self
            .before(field.key())
            .map(|key| self.way("btn", e.back, key));
        let first = back
            .is_none()
            .then(|| discard(self.lang, self.at, self.writing));
        let turns = el("div")
            .class("foot turns")
            .child(back)
            .child(el("button").class("go").child(e.next));
        View::all([
            draw(field),
            View::all(below.map(draw)),
            self.skip(field),
            first.into(),
            turns.into(),
        ])
    }

    /// The way past what may stay empty, once nothing else is asked for.
    fn skip(&self, field: &Field) -> View {
        let of = self.clone();
        let last = self.after(field.key()).is_none();
        View::live(move || {
            let of = of.clone();
            let name = elder(of.lang).skip;
            let free = !last && of.writing.faults().is_empty();
            free.then(|| button("btn", name, move || of.turn(None)))
                .map(|way| el("p").class("acts").child(way))
                .into()
        })
    }

    fn way(&self, class: &str, name: &str, to: String) -> View {
        let of = self.clone();
        button(class, name, move || of.turn(Some(to.clone()))).into()
    }

    /// Everything once more, each with the way to its page.
    fn end(&self) -> View {
        let of = self.clone();
        let read = el("dl").class("facts through").live(move || of.read());
        let form = self.kind.form();
        let versions = form
            .keeps_versions()
            .then(|| versions(self.lang, self.at, self.writing));
        let last = self.all().pop();
        let back = last.map(|last| self.way("btn", elder(self.lang).back, last));
        View::all([
            read.into(),
            versions.into(),
            el("p").class("acts").child(back).into(),
            discard(self.lang, self.at, self.writing),
            foot(self.lang, self.at).into(),
        ])
    }

    fn read(&self) -> View {
        let answers = self.writing.answers.get();
        let today = self.at.clock.today();
        let (sent, _) = self.kind.form().look(&answers, today);
        let fields = self.kind.form().fields().iter();
        let here = fields.filter(|field| {
            field.widget() != Widget::Hidden && self.writing.is_relevant(field.key())
        });
        View::all(here.map(|field| self.fact(field, &sent)))
    }

    fn fact(&self, field: &Field, sent: &Answers) -> View {
        let (lang, key) = (self.lang, field.key());
        let e = elder(lang);
        let label = field.label(lang);
        let said = self.said(field, sent);
        let wrong = self
            .wrong(key)
            .map(|rule| el("p").class("error").child(rules::rule(lang, field, rule)));
        let open =
            (said.is_none() && wrong.is_none()).then(|| el("span").class("opt").child(e.open));
        let change = is_asked(field).then(|| {
            let (of, to) = (self.clone(), key.to_owned());
            let name = fill(e.change_what, &[("label", label)]);
            let way = button("btn", e.change, move || of.turn(Some(to.clone())));
            el("dd").child(way.attr("aria-label", &name))
        });
        el("div")
            .child(el("dt").child(label))
            .child(
                el("dd")
                    .class("prose")
                    .attr("dir", "auto")
                    .child(said)
                    .child(open)
                    .child(wrong),
            )
            .child(change)
            .into()
    }

    /// The answer in words; photos are shown, files named.
    fn said(&self, field: &Field, sent: &Answers) -> Option<View> {
        if field.widget() == Widget::Photos {
            let photos = taken(self.at, self.writing);
            return (!photos().is_empty()).then(|| gallery(words(self.lang), photos));
        }
        let answer = sent.get(field.key())?;
        if field.widget() == Widget::Files {
            let files = File::listed(&sent.clone().into());
            return (!files.is_empty()).then(|| attached::named(&files).into());
        }
        told::told(self.lang, field, answer).map(Into::into)
    }
}
