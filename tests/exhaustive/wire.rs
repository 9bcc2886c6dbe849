//! What becomes of a request.

use crate::{
    tab::{Here, Pump},
    world::{No, Request, World},
};
use dajuan::outbox::{
    effect::Part,
    reply::{Reply, RetryAfter},
};

/// What becomes of a request, and what the loop hears of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Heard {
    /// It arrives, and the backend's own reply comes back.
    Reply,
    /// The same, and the backend refuses this item for what is in it.
    Refusal(No),
    /// It arrives, and no answer comes.
    ReplyLost,
    /// It arrives, and an error comes back.
    ErrorAfter,
    /// Nothing arrives.
    Nothing,
    /// No answer comes, and it still arrives.
    NothingYet,
    RetryAfter,
    Portal,
    /// 202: it arrives by and by.
    Accepted,
    Upgrade,
    /// Refused by something that judges no fields.
    BareRefusal,
    /// There is no such address for several records.
    NoBatch,
}

pub const ALL_HEARD: [Heard; 10] = [
    Heard::Reply,
    Heard::ReplyLost,
    Heard::ErrorAfter,
    Heard::Nothing,
    Heard::NothingYet,
    Heard::RetryAfter,
    Heard::Portal,
    Heard::Accepted,
    Heard::Upgrade,
    Heard::BareRefusal,
];

/// The request under way goes on without anybody waiting for it.
pub fn strand(world: &mut World, t: usize) {
    let pump = world.tab(t).map(|tab| tab.pump.clone());
    if let Some(Pump::Sending(Part::Record, requests)) = pump {
        world.late.extend(requests);
    }
}

pub fn hear(mut here: Here, heard: Heard) {
    let Pump::Sending(part, requests) = here.tab().pump.clone() else {
        return;
    };
    if matches!(heard, Heard::NothingYet | Heard::Accepted) {
        strand(here.world, here.t);
    }
    let signed = here.tab().signed;
    let mut arrives = |request: &Request| match part {
        _ if !signed => Reply::SignInLost,
        Part::Photo(_) => Reply::Done { receipt: None },
        // This backend can't be asked.
        Part::LookUp | Part::Status | Part::Current => Reply::Upgrade,
        Part::Record => match here
            .world
            .receive(request, heard != Heard::Refusal(request.no))
        {
            true => Reply::Done { receipt: None },
            false => refusal(vec![Default::default()]),
        },
    };
    let mut replies: Vec<Reply> = Vec::new();
    if matches!(
        heard,
        Heard::Reply | Heard::Refusal(_) | Heard::ReplyLost | Heard::ErrorAfter
    ) {
        replies = requests.iter().map(&mut arrives).collect();
    }
    let all = match heard {
        Heard::Reply | Heard::Refusal(_) => return here.hear(replies),
        Heard::NoBatch => return here.hear_no_batch(),
        Heard::Nothing | Heard::NothingYet | Heard::ReplyLost => Reply::NoAnswer,
        Heard::ErrorAfter => Reply::Busy { after: None },
        Heard::RetryAfter => Reply::Busy {
            after: Some(RetryAfter { ms: 100_000 }),
        },
        Heard::Portal => Reply::Stranger,
        Heard::Accepted => Reply::Accepted,
        Heard::Upgrade => Reply::Upgrade,
        Heard::BareRefusal => refusal(Vec::new()),
    };
    here.hear(vec![all; requests.len()]);
}

fn refusal(fields: Vec<(String, String)>) -> Reply {
    let words = String::new();
    Reply::Refused { words, fields }
}
