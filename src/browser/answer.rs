//! What a person asks for: moves once the press is painted, the rest by the second module.

use super::{
    deeds::{Deed, carry_out},
    history,
    wiring::Wiring,
    writing,
};
use crate::state::ask::Ask;
use std::rc::Rc;

/// Carries out what a person asks for.
pub(super) fn answer(wiring: &Rc<Wiring>, ask: Ask) {
    match ask {
        Ask::Begin(kind) => writing::begin(wiring, &kind),
        Ask::Open(id) => writing::open(wiring, &id),
        Ask::Go(route) => history::go_once_painted(wiring, route),
        Ask::SignIn { .. }
        | Ask::Unlock { .. }
        | Ask::SetPassword { .. }
        | Ask::SignOut(_)
        | Ask::Refresh(_)
        | Ask::ShowPhoto(_)
        | Ask::SaveDraft(_)
        | Ask::AddPhotos { .. }
        | Ask::RemovePhoto { .. }
        | Ask::Discard(_)
        | Ask::UndoDiscard
        | Ask::Submit(_)
        | Ask::Edit(_)
        | Ask::Withdraw(_)
        | Ask::Forms
        | Ask::Again(..)
        | Ask::Locate(_)
        | Ask::SendNow
        | Ask::Outbox(..)
        | Ask::Versions(..)
        | Ask::Event(_)
        | Ask::Rules(_)
        | Ask::Published(_)
        | Ask::Sheet(_)
        | Ask::Update
        | Ask::Aloud(_)
        | Ask::Measure => carry_out(wiring, Deed::Ask(ask)),
    }
}
