//! The order of names on a list. What comes before what is the browser's to know: no table of ours.

/// What a list may be ordered by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// By sound.
    Pinyin,
    /// By the strokes of the letters.
    Stroke,
}

/// What the browser knows of Chinese letters.
pub trait Letters {
    /// The names' places, in order; `None` where it is not known.
    fn order(&self, by: Order, names: &[&str]) -> Option<Vec<usize>>;

    /// What the pinyin of a letter begins with; `None` where it is not known, or it is no Chinese letter.
    fn initial(&self, letter: char) -> Option<char>;
}

/// How a list names them.
pub(super) const ORDERS: &[&str] = &["pinyin", "stroke"];

impl Order {
    pub(super) fn named(name: &str) -> Self {
        match name {
            "stroke" => Self::Stroke,
            _ => Self::Pinyin,
        }
    }
}
