//! What must hold of any input whatever: each function takes bytes from anywhere and panics where they were given a meaning
//! that they do not have. The fuzz targets and `tests/hostile.rs` call the same functions.

use super::{
    documents::{catalog, profile},
    presets::dialects,
    replies::{problem, replies, retry},
    rows::{exports, kept, rows},
    scores,
};

pub type Target = fn(&[u8]);

/// The targets by name, as `fuzz/seeds` and `fuzz/corpus` name their folders.
pub const TARGETS: [(&str, Target); 11] = [
    ("replies", replies),
    ("problem", problem),
    ("dialects", dialects),
    ("retry", retry),
    ("rows", rows),
    ("kept", kept),
    ("exports", exports),
    ("profile", profile),
    ("catalog", catalog),
    ("rules", scores::rules),
    ("deeds", scores::deeds),
];
