//! 待发送: what has not arrived, why, and what its owner can do.

mod carrying;
mod line;

use self::line::{Line, draw, line};
use crate::{
    domain::{client_ref::ClientRef, lang::Lang},
    i18n::{fill, later, outbox::outbox as own_words, words},
    route::Route,
    state::{
        ask::{Ask, OutboxAsk},
        at::At,
        desk::{Pile, is_unsent, pile_of},
        outlook::Outlook,
        telling::Tone,
    },
    stored::row::ItemRow,
    ui::{
        dialog::{Question, dialog},
        each::each,
        head::page_below,
        icon::rings,
        link::link,
        notice::notice,
        tree::{View, button, el, live, live_text},
    },
};
use leptos::prelude::*;

/// How many lines show at first, and how many more at a press.
const FIFTY: usize = 50;

/// How many wait and how many need their owner.
#[derive(Clone, Copy, PartialEq)]
struct Counts {
    going: usize,
    due: usize,
    drafts: usize,
}

impl Counts {
    fn all(self) -> usize {
        self.going + self.due
    }
}

/// The page.
pub fn outbox(lang: Lang, at: At) -> View {
    let w = words(lang);
    let look = RwSignal::new(Outlook::default());
    let ask = move |ask: OutboxAsk| at.asks.ask(Ask::Outbox(ask, look));
    // What was received already is not taken in again.
    at.asks.ask(Ask::Refresh(at.clock.today_untracked().year()));
    let most = RwSignal::new(FIFTY);
    let withdraw = RwSignal::new(None::<ClientRef>);
    let counts = Memo::new(move |_| counts(at));
    let shown = Memo::new(move |_| lines(lang, at, look, most.get()));
    Effect::new(move |_| {
        at.desk.rows.track();
        at.desk.waits.track();
        at.session.expired.track();
        at.clock.0.track();
        ask(OutboxAsk::Look);
    });
    let list = move |due: bool| {
        let keys = move || {
            shown.with(|lines| {
                let of_kind = lines.iter().filter(|line| line.is_due() == due);
                of_kind
                    .map(|line| line.id.clone())
                    .collect::<Vec<ClientRef>>()
            })
        };
        each("rows", keys, move |id| {
            draw(lang, at, look, id, shown, withdraw)
        })
    };
    let any = move |due: bool| {
        Memo::new(move |_| shown.with(|it| it.iter().any(|line| line.is_due() == due)))
    };
    let section = move |title: &'static str, due: bool| {
        let any = any(due);
        View::live(move || {
            any.get()
                .then(|| View::all([el("h2").class("sec").child(title).into(), list(due)]))
                .into()
        })
    };
    let inside = View::all([
        state(lang, at, look, counts),
        section(w.waiting_for_me, true),
        section(own_words(lang).going, false),
        View::live(move || more(lang, counts.get().all(), most)),
        carrying::carrying(lang, at, look),
        question(lang, at, withdraw),
    ]);
    page_below((Route::Home, w.today), w.outbox, View::none(), inside)
}

fn counts(at: At) -> Counts {
    at.desk.rows.with(|rows| {
        let of = |pile: Pile| {
            rows.iter()
                .filter(|row| pile_of(&row.item.state) == pile)
                .count()
        };
        Counts {
            going: of(Pile::Going),
            due: of(Pile::Needing),
            drafts: of(Pile::Draft),
        }
    })
}

/// The first lines: what needs its owner, then the queue in its order.
fn lines(lang: Lang, at: At, look: RwSignal<Outlook>, most: usize) -> Vec<Line> {
    let waited = at.desk.waited(at.clock.0.get());
    at.desk.rows.with(|rows| {
        let unsent: Vec<(&ItemRow, Option<u64>)> = rows
            .iter()
            .filter(|row| is_unsent(row))
            .zip(waited)
            .collect();
        let of = |pile: Pile| {
            let mine = unsent
                .iter()
                .filter(move |(row, _)| pile_of(&row.item.state) == pile);
            mine.map(|(row, waited)| line(lang, at, look, row, *waited))
        };
        of(Pile::Needing)
            .chain(of(Pile::Going))
            .take(most)
            .collect()
    })
}

/// How the queue stands, the press that sends all, and the one that holds it.
fn state(lang: Lang, at: At, look: RwSignal<Outlook>, counts: Memo<Counts>) -> View {
    let (w, own) = (words(lang), own_words(lang));
    let said = move || {
        let Counts { going, due, drafts } = counts.get();
        let n = |pattern: &str, n: usize| fill(pattern, &[("n", &n.to_string())]);
        if going + due == 0 {
            return empty(if drafts == 0 {
                own.empty.to_owned()
            } else {
                n(own.empty_drafts, drafts)
            });
        }
        if at.session.expired.get() {
            let way = link(Route::SignIn, "", false, w.sign_in);
            return notice(Tone::Due, n(w.unsent_sign_in, going + due), Some(way));
        }
        if at.desk.is_too_old() {
            return notice(Tone::Due, n(w.unsent_upgrade, going + due), None);
        }
        if going == 0 {
            return el("p").class("hint").child(n(own.needing_only, due)).into();
        }
        let name = live_text(move || at.desk.send_now(w).to_owned());
        let send = button("go", name, move || at.asks.ask(Ask::SendNow));
        let held = at.desk.is_held();
        let stands = if held { own.held } else { own.waiting };
        let hold = move || at.asks.ask(Ask::Outbox(OutboxAsk::Hold, look));
        let hold = (!held).then(|| button("quiet", own.hold, hold));
        View::all([
            send.into(),
            el("p").class("lately").child(n(stands, going)).into(),
            hold.map_or_else(View::none, |hold| {
                el("p").class("lately").child(hold).into()
            }),
        ])
    };
    let overdue = move || {
        let n = at.desk.overdue(at.clock.0.get());
        let text = fill(w.overdue, &[("n", &n.to_string())]);
        let export = move || at.asks.ask(Ask::Outbox(OutboxAsk::ExportFile(None), look));
        let way = button("", own.export_file, export).into();
        (n > 0).then(|| notice(Tone::Wait, text, Some(way))).into()
    };
    let unreadable = move || {
        let n = at.desk.unreadable.get();
        let text = fill(own.unreadable, &[("n", &n.to_string())]);
        (n > 0).then(|| notice(Tone::Due, text, None)).into()
    };
    el("div")
        .class("stack")
        .child(
            el("div")
                .attr("role", "status")
                .live(unreadable)
                .live(overdue),
        )
        .live(said)
        .into()
}

fn empty(text: String) -> View {
    el("div")
        .class("empty")
        .child(rings())
        .child(el("p").child(text))
        .into()
}

/// The press that shows more, while there is more.
fn more(lang: Lang, all: usize, most: RwSignal<usize>) -> View {
    let own = own_words(lang);
    let shown = most.get().min(all);
    if shown >= all {
        return View::none();
    }
    let (next, shown, all) = (FIFTY.min(all - shown), shown.to_string(), all.to_string());
    let name = fill(own.more, &[("n", &next.to_string())]);
    let said = fill(own.shown, &[("n", &shown), ("all", &all)]);
    View::all([
        el("p")
            .class("hint")
            .attr("role", "status")
            .child(said)
            .into(),
        el("p")
            .child(
                button("btn", name, move || most.update(|most| *most += FIFTY)).attr("id", "more"),
            )
            .into(),
    ])
}

/// Withdrawing asks first, and says what it can't undo.
fn question(lang: Lang, at: At, withdraw: RwSignal<Option<ClientRef>>) -> View {
    let (w, own) = (words(lang), own_words(lang));
    let doubt = move || {
        let row = withdraw.get().and_then(|id| at.desk.row(&id));
        let doubtful = row.is_some_and(|row| row.item.in_doubt > 0);
        doubtful.then(|| el("p").child(own.withdraw_doubt)).into()
    };
    let go = move || {
        if let Some(id) = withdraw.get_untracked() {
            withdraw.set(None);
            at.asks.ask(Ask::Withdraw(id));
        }
    };
    dialog(Question {
        id: "withdraw",
        open: live(move || withdraw.get().is_some()),
        title: live(move || later(lang).withdraw.to_owned()),
        body: View::all([
            el("p").child(later(lang).withdraw_ask).into(),
            View::live(doubt),
        ]),
        acts: View::all([
            button("btn danger", later(lang).withdraw, go).into(),
            button("go", w.cancel, move || withdraw.set(None)).into(),
        ]),
        close: live(move || withdraw.set(None)),
    })
}
