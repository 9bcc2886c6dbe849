//! 以前的版本: what the draft said before, beside what stands in the form now, and put back.

use crate::{
    domain::{answer::Answer, lang::Lang},
    forms::{
        answers::Answers,
        compare::{Piece, compare},
        drift::carry,
        field::Field,
        widget::Widget,
    },
    i18n::{
        fill, intl,
        versions::{VersionsWords, versions as own_words},
    },
    state::{
        ask::Ask,
        at::At,
        versions::{Versions, VersionsAsk},
        writing::Writing,
    },
    stored::former::{Former, Version},
    ui::{
        dialog::{Question, dialog},
        tree::{View, button, el, focus_soon, live},
    },
};
use leptos::prelude::*;

/// Most differences that are drawn: a text that was written anew throughout is not read piece by piece.
const MOST: usize = 200;
/// Letters of what did not change that stand around a difference.
const AROUND: usize = 30;

/// What the dialog holds.
#[derive(Clone, Copy)]
struct Panel {
    lang: Lang,
    at: At,
    writing: Writing,
    open: RwSignal<bool>,
    look: RwSignal<Versions>,
    chosen: RwSignal<Option<Former>>,
    /// What is being put back.
    wanted: RwSignal<Option<Answers>>,
}

/// The way to the versions, and the dialog that shows them.
pub fn versions(lang: Lang, at: At, writing: Writing) -> View {
    let own = own_words(lang);
    let panel = Panel {
        lang,
        at,
        writing,
        open: RwSignal::new(false),
        look: RwSignal::new(Versions::default()),
        chosen: RwSignal::new(None),
        wanted: RwSignal::new(None),
    };
    Effect::new(move |_| panel.settle());
    let title = move || {
        let chosen = panel.chosen.get();
        chosen.map_or(own.title.to_owned(), |it| {
            fill(own.of, &[("time", &intl::moment(lang, it.at))])
        })
    };
    let question = dialog(Question {
        id: "versions",
        open: live(move || panel.open.get()),
        title: live(title),
        body: View::live(move || match panel.chosen.get() {
            None => panel.list(),
            Some(_) => panel.one(),
        }),
        acts: View::live(move || panel.acts()),
        close: live(move || panel.open.set(false)),
    });
    let way = button("quiet", own.title, move || panel.show());
    View::all([el("p").class("acts").child(way).into(), question])
}

impl Panel {
    fn own(&self) -> &'static VersionsWords {
        own_words(self.lang)
    }

    fn ask(&self, ask: VersionsAsk) {
        self.at.asks.ask(Ask::Versions(ask, self.look));
    }

    fn show(&self) {
        self.look.set(Versions::default());
        self.chosen.set(None);
        self.wanted.set(None);
        self.open.set(true);
        self.ask(VersionsAsk::List(self.writing.client_ref()));
    }

    /// What is on disk stands in the form; where it could not be written, the form says so itself.
    fn settle(&self) {
        let Some(done) = self.look.with(|look| look.restored) else {
            return;
        };
        let wanted = self.wanted.get_untracked();
        if let Some(wanted) = wanted.filter(|_| done) {
            self.writing.answers.set(wanted);
        }
        self.open.set(false);
    }

    fn list(&self) -> View {
        let (panel, own) = (*self, self.own());
        let Some(list) = panel.look.with(|look| look.list.clone()) else {
            return el("p").child(own.loading).into();
        };
        let hint = if list.is_empty() { own.none } else { own.hint };
        let one = |former: Former| {
            let time = intl::moment(panel.lang, former.at);
            let n = former.letters.to_string();
            let name = fill(own.one, &[("time", &time), ("n", &n)]);
            let open = move || {
                panel.look.update(|look| look.opened = None);
                panel.chosen.set(Some(former.clone()));
                panel.ask(VersionsAsk::Open(former.id.clone()));
            };
            el("li").child(button("btn", name, open)).into()
        };
        let rows: Vec<View> = list.into_iter().rev().map(one).collect();
        View::all([
            el("p").child(hint).into(),
            el("ul").class("former").child(rows).into(),
        ])
    }

    /// The one that was chosen, beside what stands in the form.
    fn one(&self) -> View {
        let own = self.own();
        let Some(version) = self.look.with(|look| look.opened.clone()) else {
            return el("p").child(own.loading).into();
        };
        let lead = |text: &str| {
            let lead = el("p").attr("tabindex", "-1").child(text);
            focus_soon(lead.element());
            lead.into()
        };
        let Some(version) = version else {
            return lead(own.unreadable);
        };
        let pieces = untrack(|| self.compared(&version));
        if pieces.is_empty() {
            return lead(own.same);
        }
        View::all([
            lead(own.legend),
            View::all(pieces),
            el("p").class("hint").child(own.restore_hint).into(),
        ])
    }

    fn acts(&self) -> View {
        let (panel, own) = (*self, self.own());
        let close = || button("btn", own.close, move || panel.open.set(false)).into();
        if panel.chosen.with(Option::is_none) {
            return close();
        }
        let version = panel.look.with(|look| look.opened.clone()).flatten();
        let differs = |version: &Version| untrack(|| !panel.compared(version).is_empty());
        let restore = version.filter(differs).map(|version| {
            let said = move || {
                let busy = panel.wanted.with(Option::is_some);
                if busy { own.restoring } else { own.restore }.to_owned()
            };
            el("button")
                .attr("type", "button")
                .class("go")
                .bind("disabled", move || {
                    panel.wanted.with(Option::is_some).then(String::new)
                })
                .live_text(said)
                .press(move || panel.restore(&version))
        });
        let back = button("btn", own.back, move || panel.chosen.set(None));
        View::all([restore.into(), back.into(), close()])
    }

    fn restore(&self, version: &Version) {
        let mut answers = self.carried(version);
        // Files are with the draft, whatever it says.
        let now = self.writing.answers.get_untracked();
        for field in self.writing.kind().form().fields() {
            if field.widget() == Widget::Files {
                let files = now.get(field.key()).cloned();
                answers.set(field.key(), files.unwrap_or_default());
            }
        }
        self.wanted.set(Some(answers.clone()));
        // What waits to be saved goes along, as a version.
        self.writing.hold();
        let present = self.writing.entry();
        let mut wanted = present.clone();
        wanted.day = self.writing.kind().form().gist(&answers).day();
        wanted.answers = answers.into();
        let (present, wanted) = (present.into(), wanted.into());
        self.ask(VersionsAsk::Restore { present, wanted });
    }

    /// What a version says, as the form that is open can show it.
    fn carried(&self, version: &Version) -> Answers {
        let answers = Answers::from(version.answers.clone());
        let kind = self.writing.kind();
        if version.form_version == kind.form().version() {
            answers
        } else {
            carry(kind.form(), &answers, version.form_version).0
        }
    }

    /// Where a version is other than what stands in the form, field by field.
    fn compared(&self, version: &Version) -> Vec<View> {
        let own = self.own();
        let (before, now) = (self.carried(version), self.writing.answers.get_untracked());
        let mut found = Vec::new();
        let mut room = MOST;
        for field in self.writing.kind().form().fields() {
            let (one, other) = (before.get(field.key()), now.get(field.key()));
            let drawn = !matches!(
                field.widget(),
                Widget::Photos | Widget::Files | Widget::Hidden | Widget::Computed
            );
            if one == other || !drawn {
                continue;
            }
            let label = field.label(self.lang);
            let (one, other) = (said(self.lang, field, one), said(self.lang, field, other));
            if one == other {
                let text = fill(own.other, &[("label", label)]);
                found.push(el("p").child(text).into());
                continue;
            }
            let pieces = compare(&one, &other);
            found.push(el("h3").child(label).into());
            found.push(drawing(own, &pieces, &mut room));
        }
        found
    }
}

/// What stands in a field.
fn said(lang: Lang, field: &Field, answer: Option<&Answer>) -> String {
    let Some(answer) = answer else {
        return String::new();
    };
    let mut choices = field.choices().iter();
    let chosen = choices.find(|choice| answer.text() == Some(&choice.value));
    chosen.map_or_else(|| field.show(answer), |it| it.label(lang).to_owned())
}

/// The pieces of a field, what did not change cut short.
fn drawing(own: &VersionsWords, pieces: &[Piece], room: &mut usize) -> View {
    let mut drawn = Vec::new();
    let last = pieces.len().saturating_sub(1);
    let mut left = 0;
    for (place, piece) in pieces.iter().enumerate() {
        let marked = |name: &str, mark: &str, text: &str| {
            el(name)
                .child(el("span").class("vh").child(mark))
                .child(text)
                .child(el("span").class("vh").child(own.end))
        };
        let element = match piece {
            Piece::Same(text) => el("span").child(around(text, place > 0, place < last)),
            Piece::Taken(text) => marked("del", own.taken, text),
            Piece::Added(text) => marked("ins", own.added, text),
        };
        if *room == 0 {
            left += usize::from(!matches!(piece, Piece::Same(_)));
        } else {
            *room -= 1;
            drawn.push(element.into());
        }
    }
    let more = (left > 0).then(|| {
        let text = fill(own.more, &[("n", &left.to_string())]);
        el("p").class("hint").child(text)
    });
    let text = el("p").class("prose beside").attr("dir", "auto");
    View::all([text.child(drawn).into(), more.into()])
}

/// The ends of a text that lie beside a difference.
fn around(text: &str, after: bool, before: bool) -> String {
    let letters = text.chars().count();
    let (head, tail) = (
        if after { AROUND } else { 0 },
        if before { AROUND } else { 0 },
    );
    if letters <= head + tail + AROUND {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(head).collect();
    short.push('…');
    short.extend(text.chars().skip(letters - tail));
    short
}
