//! Nouns and rules of the subject.
