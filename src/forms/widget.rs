//! How a field is shown.

/// What a page draws for a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Widget {
    /// A few choices side by side.
    Segment,
    /// Choices in a list.
    Select,
    /// Several choices of a list.
    Checks,
    /// Yes or no.
    Switch,
    /// One line.
    Text,
    /// Many lines.
    TextArea,
    /// A number, typed as text so that nothing typed is lost.
    Number,
    /// A day.
    Date,
    /// Photos, by the ids of their attachments.
    Photos,
    /// Files with their names.
    Files,
    /// Text with choices of a list, searched by what is typed.
    Combo,
    /// A number that nobody types.
    Computed,
    /// One line that can be filled with where the phone is.
    Location,
    /// A group of fields, any number of times.
    Rows,
    /// Nothing: the answer is given by where the form was opened.
    Hidden,
}

/// What a field holds, by the `type` of its schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// Text, a day, or one of the choices.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// A list of texts.
    List,
    /// A list of groups of fields.
    Rows,
}

impl Holds {
    pub(super) const TYPES: &'static [&'static str] =
        &["string", "integer", "number", "boolean", "array"];

    pub(super) fn of_type(name: &str, groups: bool) -> Self {
        match name {
            "integer" => Self::Integer,
            "number" => Self::Number,
            "boolean" => Self::Flag,
            "array" if groups => Self::Rows,
            "array" => Self::List,
            _ => Self::Text,
        }
    }

    /// The names in `x-ui.widget` that fit; the first one where the form names none.
    pub(super) fn widgets(self, choices: bool, day: bool) -> &'static [&'static str] {
        match self {
            Self::Text if choices => &["segment", "select"],
            Self::Text if day => &["date"],
            Self::Text => &["text", "textarea", "location", "hidden"],
            Self::Integer | Self::Number => &["number"],
            Self::Flag => &["switch", "hidden"],
            Self::List if choices => &["checks"],
            Self::List => &["photos", "files"],
            Self::Rows => &["rows"],
        }
    }
}

impl Widget {
    pub(super) fn named(name: &str) -> Self {
        match name {
            "segment" => Self::Segment,
            "select" => Self::Select,
            "checks" => Self::Checks,
            "switch" => Self::Switch,
            "textarea" => Self::TextArea,
            "number" => Self::Number,
            "date" => Self::Date,
            "photos" => Self::Photos,
            "files" => Self::Files,
            "location" => Self::Location,
            "hidden" => Self::Hidden,
            "rows" => Self::Rows,
            _ => Self::Text,
        }
    }
}
