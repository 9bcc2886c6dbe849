//! What is wrong with a profile, where, and what mends it.

/// A profile that can't be used. Nothing is sent under it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{what:?} at {pointer:?}: {remedy:?}")]
pub struct ProfileError {
    /// JSON Pointer into the merged profile; empty for the whole of it.
    pub pointer: String,
    /// What is wrong there.
    pub what: What,
    /// What the integrator can do.
    pub remedy: Remedy,
}

/// What is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// `config.json` is not JSON.
    ConfigNotJson,
    /// The preset is not JSON.
    PresetNotJson,
    /// A key that must be there is missing.
    Missing,
    /// The value has another type.
    WrongType,
    /// A key that the language does not have.
    UnknownKey,
    /// The value is not one of those that the language has.
    NotAllowed,
    /// Not a JSON Pointer.
    BadPointer,
    /// A `{placeholder}` that this place does not have.
    UnknownPlaceholder,
    /// An address or path that leads elsewhere than to the backend.
    BadAddress,
    /// Not fit to be a header.
    BadHeader,
    /// Two parts say different things.
    Contradiction,
    /// Any answer would be taken as success.
    NoProof,
}

/// What mends it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remedy {
    /// Mend the JSON text.
    MendJson,
    /// Add the key.
    Add,
    /// Remove the key.
    Remove,
    /// Write a value of this type.
    Write(Kind),
    /// Write one of these.
    OneOf(&'static [&'static str]),
    /// Write a name of lower-case letters, digits and hyphens.
    WriteName,
    /// Write `""`, a path such as `/portal`, or an http(s) address without query and fragment.
    WriteAddress,
    /// Write an https address, or an http one of this machine, without fragment and sign-in.
    WriteSafeAddress,
    /// Write a telephone number.
    WritePhone,
    /// Write an origin as browsers do, such as `https://portal.example.cn`: no path, no pattern, no port that is the scheme's own.
    WriteOrigin,
    /// Write a path that starts with one `/` and stays below it.
    WritePath,
    /// Write `""` or a pointer such as `/data/0/id`.
    WritePointer,
    /// Write a name of letters, digits and hyphens, and a value of visible ASCII.
    WriteHeader,
    /// Write under `success` where the answer repeats the key (`echo`), or that it is `empty`.
    WriteEcho,
    /// Describe this operation, or switch off what needs it.
    Describe(&'static str),
}

/// A type of JSON value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `"…"`
    Text,
    /// A whole number that fits the place.
    Whole,
    /// `true` or `false`
    Flag,
    /// `[…]`
    List,
    /// `{…}`
    Object,
    /// `[name, value]`, both text.
    Pair,
}
