//! 附议人 of a record of one's own: who is asked, what they said, and whom else to ask.

use super::telling;
use crate::{
    domain::{
        cosigning::{Act, Invitation, Stands},
        lang::Lang,
        record::Record,
    },
    i18n::{
        cosigning::{CosigningWords, cosigning as own_words, stands as in_words},
        fill, words,
    },
    route::Route,
    state::{
        ask::{Ask, SheetAsk},
        at::At,
        cosigning::{Cosigning, Done, of_record, on_their_way, stands},
    },
    stored::row::ItemRow,
    ui::{
        link::link,
        tree::{View, button, el},
    },
};

/// The section, where it is known who co-signs what.
pub(super) fn cosigners(lang: Lang, at: At, record: &Record, all: &Cosigning, open: bool) -> View {
    let own = own_words(lang);
    let Some(all) = all else {
        return View::none();
    };
    let shown = of_record(all, &record.client_ref)
        .map(|it| (it, stands(at, it)))
        .filter(|(_, (stands, _))| *stands != Stands::Revoked);
    let lines = shown.map(|(it, (stands, waits))| line(lang, at, record, it, stands, waits));
    let waiting = on_their_way(at, &record.client_ref);
    let lines: Vec<View> = lines
        .chain(waiting.iter().map(|row| on_its_way(lang, row)))
        .collect();
    if lines.is_empty() && !open {
        return View::none();
    }
    let none = lines
        .is_empty()
        .then(|| el("p").class("hint").child(own.none));
    let of = record.client_ref.clone();
    let more = if open {
        let invite = button("btn", own.invite, move || {
            at.asks.ask(Ask::Sheet(SheetAsk::Invite(of.clone())));
        });
        View::all([
            el("p").class("hint").child(own.invite_hint).into(),
            el("p").class("invite").child(invite).into(),
        ])
    } else {
        el("p").class("hint").child(own.closed).into()
    };
    View::all([
        el("h2").class("sec").child(own.title).into(),
        none.into(),
        el("ul").class("cosigners").child(lines).into(),
        more,
    ])
}

fn line(
    lang: Lang,
    at: At,
    record: &Record,
    invitation: &Invitation,
    stands: Stands,
    waits: bool,
) -> View {
    let own = own_words(lang);
    let who = who(own, invitation);
    let said = in_words(own, stands, waits, own.invited);
    let text = fill(own.line, &[("who", &who), ("stands", &said)]);
    let changed = (invitation.changed && stands == Stands::Signed)
        .then(|| el("p").class("hint").child(own.changed));
    let may = invitation.open && Act::Revoke.leads(Some(stands)).is_some();
    let revoke = may.then(|| {
        let done = Done {
            act: Act::Revoke,
            invitation: invitation.id.clone(),
            about: about(lang, at, record, own.revoke),
        };
        let name = fill(own.revoke_of, &[("who", &invitation.who)]);
        button("quiet", own.revoke, move || {
            at.asks.ask(Ask::Sheet(SheetAsk::Cosign(done.clone())));
        })
        .attr("aria-label", &name)
    });
    el("li")
        .child(el("span").child(text))
        .child(changed)
        .child(revoke)
        .into()
}

/// An invitation that has not arrived: it is read in its own line.
fn on_its_way(lang: Lang, row: &ItemRow) -> View {
    let own = own_words(lang);
    let whom = row.entry.answers.field("member");
    let whom = whom.and_then(|it| it.text()).unwrap_or_default();
    let (_, state) = telling::tag(words(lang), &row.item.state);
    let text = fill(own.line, &[("who", whom), ("stands", state)]);
    let way = Route::Record(row.item.client_ref.clone());
    el("li").child(link(way, "", false, text)).into()
}

fn who(own: &CosigningWords, invitation: &Invitation) -> String {
    let Invitation { who, sector, .. } = invitation;
    if sector.is_empty() {
        who.clone()
    } else {
        fill(own.who, &[("name", who), ("sector", sector)])
    }
}

fn about(lang: Lang, at: At, record: &Record, act: &str) -> String {
    let kind = at.duties.kind(&record.kind);
    let title = telling::name(lang, kind.as_ref(), &record.answers);
    fill(own_words(lang).about, &[("act", act), ("title", &title)])
}
