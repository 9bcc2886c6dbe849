//! Why a sign-in was refused, in the terms of the page.

use super::{wiring::Wiring, worker};
use crate::{
    outbox::reply::RetryAfter,
    profile::fault::{Fault, Misfit, SignInFault as Refused},
    state::session::SignInFault,
};

fn minutes(after: Option<RetryAfter>) -> u32 {
    after.map_or(1, |after| after.ms.div_ceil(60_000).max(1))
}

/// A refusal in the terms of the page.
pub(super) fn told(w: &Wiring, fault: Refused) -> SignInFault {
    match fault {
        Refused::Wrong | Refused::Inactive => SignInFault::Wrong,
        Refused::TooMany { after } => SignInFault::TooMany {
            minutes: minutes(after),
        },
        Refused::Refused { words } => SignInFault::Backend { detail: words },
        Refused::Other(fault) => match fault {
            Fault::NoAnswer => SignInFault::NoAnswer,
            Fault::Busy { .. } => SignInFault::Busy,
            Fault::SignInLost => SignInFault::Wrong,
            Fault::Refused { words } => SignInFault::Backend { detail: words },
            Fault::Absent | Fault::Upgrade => {
                worker::look_for_update();
                let detail = w.deed_words().upgrade.to_owned();
                SignInFault::Backend { detail }
            }
            Fault::NotBackend(misfit) if is_page(&misfit) => SignInFault::Stranger,
            Fault::NotBackend(misfit) => SignInFault::Backend {
                detail: format!("{} {} {}", misfit.request, misfit.status, misfit.rule),
            },
        },
    }
}

/// A captive portal answers with a page of its own.
fn is_page(misfit: &Misfit) -> bool {
    misfit.first_bytes.trim_start().starts_with('<')
}
