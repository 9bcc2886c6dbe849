//! The steps that every backend goes through, twice: from another origin, and behind one proxy with the page.

mod changing;
mod reading;
mod sending;
mod signing;
mod weather;

use crate::world::World;

/// What a step came to.
pub enum Outcome {
    Passed,
    /// The backend or its preset does not offer it: why.
    NotOffered(&'static str),
}

/// An error says what was seen instead.
pub type Step = Result<Outcome, String>;

type Run = fn(&World) -> Step;

/// By name, in the order in which they run.
pub const STEPS: &[(&str, Run)] = &[
    ("leave to ask", signing::leave_to_ask),
    ("sign in", signing::sign_in),
    ("a wrong password", signing::wrong_password),
    ("without a network, then sent", sending::offline_then_sent),
    ("with photos", sending::with_photos),
    ("the answer is lost", sending::answer_lost),
    ("the request is lost", sending::request_lost),
    ("sent again", sending::sent_again),
    (
        "the sign-in is lost in mid-queue",
        signing::lost_in_mid_queue,
    ),
    ("wrong at a field", sending::wrong_at_a_field),
    (
        "fields that the other side does not know",
        reading::unknown_fields,
    ),
    ("what is read is what was written", reading::the_same_words),
    ("a list of many pages", reading::many_pages),
    ("a year alone", reading::year_alone),
    ("a list without a sign-in", reading::list_without_sign_in),
    ("nobody else's", reading::nobody_elses),
    ("an update", changing::update),
    ("a stale update", changing::stale_update),
    ("taken back", changing::taken_back),
    ("slow", weather::slow),
    ("down, and back", weather::down),
    ("pages of HTML", weather::html),
    ("a full server", weather::full),
];

/// Ends a step with what was seen, unless this holds.
macro_rules! ensure {
    ($holds:expr, $($words:tt)*) => {
        if !$holds {
            return Err(format!($($words)*));
        }
    };
}
use ensure;
