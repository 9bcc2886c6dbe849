//! A member as others know them: no way to reach them, nothing that they did.

/// One of those who can be named in a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// The member number.
    pub number: String,
    /// The name.
    pub name: String,
    /// The sector, empty where it is not told.
    pub sector: String,
}
