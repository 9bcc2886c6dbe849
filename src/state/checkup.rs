//! The self-check of an integrator, on the page that shows it.

use crate::domain::{checkup::Step, record::KindId};
use std::sync::Arc;

/// How far it has come.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Checkup {
    /// The profile has it switched on.
    pub allowed: bool,
    /// The kind of the record that is sent; none where no form takes what is made up.
    pub kind: Option<KindId>,
    /// It goes on.
    pub running: bool,
    /// What was done, the first first.
    pub steps: Arc<Vec<Step>>,
    /// Why no answer came, where none did.
    pub silence: Option<Silence>,
}

/// Why no answer came, as far as a browser tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Silence {
    /// The phone has no network.
    Offline,
    /// Nothing answers there.
    Nothing,
    /// Something answers, and the browser does not hand it over: the backend does not let this site read it.
    Hidden,
}
