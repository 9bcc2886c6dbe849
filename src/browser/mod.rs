//! All contact with the browser beside network and storage: the wiring of the loop, the clock, the address, the worker.
//!
//! Where to start: [`start`] makes the handles and mounts the root; every press comes to [`answer`] as an `Ask`.
//!
//! Architecture Invariant: signals are moved here and in `state`, nowhere else.
pub mod photo;

#[cfg(feature = "ui")]
mod aloud;
#[cfg(feature = "ui")]
mod answer;
#[cfg(feature = "ui")]
mod attending;
#[cfg(feature = "ui")]
mod badge;
#[cfg(feature = "ui")]
mod broken;
#[cfg(feature = "ui")]
mod checkup;
#[cfg(feature = "ui")]
mod choosing;
#[cfg(feature = "ui")]
mod clock;
#[cfg(feature = "ui")]
mod cosigning;
#[cfg(feature = "ui")]
mod dates;
#[cfg(feature = "ui")]
mod deeds;
#[cfg(feature = "ui")]
mod diagnosis;
#[cfg(feature = "ui")]
mod disk;
#[cfg(feature = "ui")]
mod elsewhere;
#[cfg(feature = "ui")]
mod events;
#[cfg(feature = "ui")]
mod exporting;
#[cfg(feature = "ui")]
mod filing;
#[cfg(feature = "ui")]
mod gate;
#[cfg(feature = "ui")]
mod helping;
#[cfg(feature = "ui")]
mod history;
#[cfg(feature = "ui")]
mod hook;
#[cfg(feature = "ui")]
mod host;
#[cfg(feature = "ui")]
mod hosting;
#[cfg(feature = "ui")]
mod incidents;
#[cfg(feature = "ui")]
mod lacking;
#[cfg(feature = "ui")]
mod launching;
#[cfg(feature = "ui")]
mod line;
#[cfg(feature = "ui")]
mod locating;
#[cfg(feature = "ui")]
mod lock;
#[cfg(feature = "ui")]
mod looking;
#[cfg(feature = "ui")]
mod news;
#[cfg(feature = "ui")]
mod opening;
#[cfg(feature = "ui")]
mod partition;
#[cfg(feature = "ui")]
mod portal;
#[cfg(feature = "ui")]
mod preferences;
#[cfg(feature = "ui")]
mod progress;
#[cfg(feature = "ui")]
mod published;
#[cfg(feature = "ui")]
mod reading;
#[cfg(feature = "ui")]
mod refusal;
#[cfg(feature = "ui")]
mod renewing;
#[cfg(feature = "ui")]
mod reporting;
#[cfg(feature = "ui")]
mod rules;
#[cfg(feature = "ui")]
mod scanning;
#[cfg(feature = "ui")]
mod sending;
#[cfg(feature = "ui")]
mod sharing;
#[cfg(feature = "ui")]
mod speaking;
#[cfg(feature = "ui")]
mod statement;
#[cfg(feature = "ui")]
mod taking_away;
#[cfg(feature = "ui")]
mod trip;
#[cfg(feature = "ui")]
mod versions;
#[cfg(feature = "ui")]
mod whole;
#[cfg(feature = "ui")]
mod wiring;
#[cfg(feature = "ui")]
mod worker;
#[cfg(feature = "ui")]
mod writing;

#[cfg(feature = "ui")]
pub use opening::start;
