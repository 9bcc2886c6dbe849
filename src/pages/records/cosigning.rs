//! 请您附议: what other members ask for, to be read whole and answered.

use crate::{
    domain::{
        cosigning::{About, Act, Invitation, Paper, Stands},
        lang::Lang,
    },
    forms::answers::Answers,
    i18n::{
        cosigning::{cosigning as own_words, stands as in_words},
        fill, intl,
    },
    state::{
        ask::{Ask, SheetAsk},
        at::At,
        cosigning::{Cosigning, Done, asked, stands},
        telling::{self, Tone},
    },
    ui::{
        dialog::{Question, dialog},
        notice::notice,
        tree::{View, button, el, live},
    },
};
use leptos::prelude::*;

/// What is open.
#[derive(Clone, Copy)]
struct Asked {
    lang: Lang,
    at: At,
    /// Only what waits for an answer is listed.
    waiting: bool,
    all: RwSignal<Cosigning>,
    /// The id of the invitation that is being read.
    chosen: RwSignal<Option<String>>,
}

/// The section, with all of it or with what waits for an answer alone; nothing where nobody asks.
pub(super) fn section(lang: Lang, at: At, waiting: bool) -> View {
    let this = Asked {
        lang,
        at,
        waiting,
        all: RwSignal::new(None),
        chosen: RwSignal::new(None),
    };
    Effect::new(move |_| {
        // Read again whenever the list was: something may have arrived.
        at.shelf.years.track();
        at.asks.ask(Ask::Sheet(SheetAsk::Cosigning(this.all)));
    });
    let own = own_words(lang);
    let title = move || {
        let found = this.invitation();
        found.map_or_else(|| own.asked.to_owned(), |(_, paper)| this.title(&paper))
    };
    let question = dialog(Question {
        id: "cosigning",
        open: live(move || this.chosen.with(Option::is_some)),
        title: live(title),
        body: View::live(move || this.body()),
        acts: View::live(move || this.acts()),
        close: live(move || this.chosen.set(None)),
    });
    View::all([View::live(move || this.list()), question])
}

impl Asked {
    fn invitation(&self) -> Option<(Invitation, Paper)> {
        let chosen = self.chosen.get()?;
        self.all.with(|all| {
            let mut all = asked(all.as_ref()?);
            let found = all.find(|it| it.id == chosen)?;
            match &found.about {
                About::Theirs(paper) => Some((found.clone(), paper.clone())),
                About::Mine(_) => None,
            }
        })
    }

    fn title(&self, paper: &Paper) -> String {
        let kind = self.at.duties.kind(&paper.kind);
        telling::name(self.lang, kind.as_ref(), &paper.answers)
    }

    fn list(&self) -> View {
        let (this, own) = (*self, own_words(self.lang));
        let lines: Vec<View> = self.all.with(|all| {
            let all = all.iter().flat_map(|all| asked(all));
            let listed = |it: &&Invitation| {
                let waits = it.open && stands(this.at, it).0 == Stands::Invited;
                waits || !this.waiting
            };
            let all = all.filter(listed);
            let line = |it: &Invitation| match &it.about {
                About::Theirs(paper) => Some(this.line(it, paper)),
                About::Mine(_) => None,
            };
            all.filter_map(line).collect()
        });
        if lines.is_empty() {
            return View::none();
        }
        View::all([
            el("h2").class("sec").child(own.asked).into(),
            el("p").class("hint").child(own.asked_hint).into(),
            el("ul").class("cosigners").child(lines).into(),
        ])
    }

    fn line(&self, invitation: &Invitation, paper: &Paper) -> View {
        let (this, id) = (*self, invitation.id.clone());
        let said = self.from(invitation);
        let name = View::all([
            el("span").child(self.title(paper)).into(),
            el("small").child(said).into(),
        ]);
        let open = button("btn", name, move || this.chosen.set(Some(id.clone())));
        el("li").child(open).into()
    }

    fn from(&self, invitation: &Invitation) -> String {
        let own = own_words(self.lang);
        let (stands, waits) = stands(self.at, invitation);
        fill(
            own.from,
            &[
                ("who", &invitation.who),
                ("day", &intl::day(self.lang, invitation.day)),
                ("stands", &in_words(own, stands, waits, own.invited_you)),
            ],
        )
    }

    fn body(&self) -> View {
        let own = own_words(self.lang);
        let Some((invitation, paper)) = self.invitation() else {
            return el("p").child(own.gone).into();
        };
        let changed = invitation.changed && stands(self.at, &invitation).0 == Stands::Signed;
        let changed = changed.then(|| notice(Tone::Due, own.changed_you, None));
        let closed = (!invitation.open).then(|| el("p").class("hint").child(own.closed));
        View::all([
            el("p").child(self.from(&invitation)).into(),
            changed.into(),
            self.text(&paper),
            closed.into(),
        ])
    }

    /// What may be read, field by field.
    fn text(&self, paper: &Paper) -> View {
        let Some(kind) = self.at.duties.kind(&paper.kind) else {
            return View::none();
        };
        let answers = Answers::from(paper.answers.clone());
        let fields = kind.form().fields().iter().filter_map(|field| {
            let shown = field.show(answers.get(field.key())?);
            (!shown.is_empty()).then(|| {
                View::all([
                    el("h3").child(field.label(self.lang)).into(),
                    el("p")
                        .class("prose paper")
                        .attr("dir", "auto")
                        .child(shown)
                        .into(),
                ])
            })
        });
        View::all(fields.collect::<Vec<View>>())
    }

    fn acts(&self) -> View {
        let (this, own) = (*self, own_words(self.lang));
        let close = button("btn", own.close, move || this.chosen.set(None)).into();
        let Some((invitation, paper)) = self.invitation() else {
            return close;
        };
        let (stands, _) = stands(self.at, &invitation);
        let act = |act: Act, class: &str, name: &'static str| {
            let may = invitation.open && act.leads(Some(stands)).is_some();
            may.then(|| {
                let done = Done {
                    act,
                    invitation: invitation.id.clone(),
                    about: fill(own.about, &[("act", name), ("title", &self.title(&paper))]),
                };
                button(class, name, move || {
                    this.at.asks.ask(Ask::Sheet(SheetAsk::Cosign(done.clone())));
                    this.chosen.set(None);
                })
            })
            .into()
        };
        View::all([
            act(Act::Sign, "go", own.sign),
            act(Act::Refuse, "btn", own.refuse),
            act(Act::Unsign, "btn danger", own.unsign),
            close,
        ])
    }
}
