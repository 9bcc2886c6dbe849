//! Reports of the app's own faults, on the page that asks whether they are wanted.

/// Whether they can go anywhere, and whether the member wants it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reports {
    /// The host that they go to; none where the profile names none, or while it is not known.
    pub to: Option<String>,
    /// The member wants it.
    pub on: bool,
}
