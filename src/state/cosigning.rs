//! 附议 on the pages that show it: asked for, and answered into their own signal; what was done here and has not arrived counts
//! as done.

use super::{
    at::At,
    desk::{Pile, pile_of},
};
use crate::{
    domain::{
        client_ref::ClientRef,
        cosigning::{About, Act, Invitation, Stands, act_of, invites_to},
    },
    stored::row::ItemRow,
};
use leptos::prelude::*;
use std::sync::Arc;

/// What concerns the member; `None` where it is not known, or where the backend has no such thing.
pub type Cosigning = Option<Arc<Vec<Invitation>>>;

/// What the member has signed of the records of a year; `None` where that is nothing, known or not.
pub fn signed_in(year: u16, all: &Cosigning) -> Cosigning {
    let all = all.iter().flat_map(|all| all.iter());
    let of_year = |it: &&Invitation| it.signed().is_some_and(|paper| paper.day.year() == year);
    let signed: Vec<Invitation> = all.filter(of_year).cloned().collect();
    (!signed.is_empty()).then(|| Arc::new(signed))
}

/// An act that needs no form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// What.
    pub act: Act,
    /// The invitation.
    pub invitation: String,
    /// The act and the record in words.
    pub about: String,
}

/// How an invitation stands once what waits has arrived, and whether something waits. What arrived and is on the desk still is
/// perhaps not in what was read.
pub fn stands(at: At, invitation: &Invitation) -> (Stands, bool) {
    at.desk.rows.with(|rows| {
        let (mut stands, mut waits) = (invitation.stands, false);
        for row in rows {
            let pile = pile_of(&row.item.state);
            let act = act_of(&row.entry.kind, &row.entry.answers);
            let act = act.filter(|(of, _)| *of == invitation.id);
            if let (Pile::Going | Pile::Arrived, Some((_, act))) = (pile, act) {
                waits |= pile == Pile::Going;
                stands = act.leads(Some(stands)).unwrap_or(stands);
            }
        }
        (stands, waits)
    })
}

/// Invitations to a record that have not arrived, or need their author.
pub fn on_their_way(at: At, record: &ClientRef) -> Vec<ItemRow> {
    at.desk.rows.with(|rows| {
        let invites = rows.iter().filter(|row| {
            let to = invites_to(&row.entry.kind, &row.entry.answers);
            let there = matches!(pile_of(&row.item.state), Pile::Going | Pile::Needing);
            there && to == Some(record.as_str())
        });
        invites.cloned().collect()
    })
}

/// Those that the member is asked, and those to a record of their own.
pub fn asked(all: &[Invitation]) -> impl Iterator<Item = &Invitation> {
    all.iter().filter(|it| matches!(it.about, About::Theirs(_)))
}

/// Those to a record of the member's own.
pub fn of_record<'a>(
    all: &'a [Invitation],
    record: &ClientRef,
) -> impl Iterator<Item = &'a Invitation> {
    all.iter()
        .filter(move |it| matches!(&it.about, About::Mine(of) if of == record))
}
