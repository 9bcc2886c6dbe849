//! Signals and handles, given by context. A handle shows what is; what shall be is an [`ask::Ask`].
//!
//! Architecture Invariant: nothing here touches the network, storage or the clock: `browser` answers the asks and moves
//! the signals.
pub mod address;
pub mod ask;
pub mod asks;
pub mod at;
pub mod attached;
pub mod attending;
pub mod calendar;
pub mod checkup;
pub mod clock;
pub mod confirming;
pub mod cosigning;
pub mod desk;
pub mod disputes;
pub mod duties;
pub mod habit;
pub mod helper;
mod letters;
pub mod looks;
pub mod making;
pub mod news;
pub mod outlook;
pub mod progress;
pub mod published;
pub mod reports;
pub mod rules;
pub mod rules_file;
pub mod series;
pub mod session;
pub mod settings;
pub mod sharing;
pub mod shelf;
pub mod status;
pub mod telling;
pub mod telling_acts;
pub mod told;
pub mod versions;
pub mod waiting;
pub mod writing;
