//! Files in words.

use super::outlook::{Attaching, FileFault};
use crate::{
    domain::{file::File, lang::Lang},
    i18n::{files::files, fill, intl},
};

/// How large a file is: `12 KB`, `3.4 MB`.
pub fn size(bytes: u64) -> String {
    if bytes < 1_000_000 {
        format!("{} KB", bytes.div_ceil(1000))
    } else {
        intl::bytes(bytes as f64)
    }
}

/// Each with its size, in a line of its own.
pub fn named(files: &[File]) -> String {
    let one = |file: &File| format!("{} · {}", file.name, size(file.size));
    files.iter().map(one).collect::<Vec<String>>().join("\n")
}

/// Why files were not taken or handed out, and that nothing else went; `None` where none was refused.
pub fn refused(lang: Lang, attaching: &Attaching, most: usize) -> Option<String> {
    let f = files(lang);
    let one = |(name, fault): &(String, FileFault)| {
        let pattern = match fault {
            FileFault::WrongKind => f.wrong_kind,
            FileFault::TooLarge => f.too_large,
            FileFault::TooLargeTogether => f.together,
            FileFault::TooMany => f.too_many,
            FileFault::Unreadable => f.unreadable,
            FileFault::Insecure => f.insecure,
            FileFault::NotKept => f.not_kept,
            FileFault::Full => f.full,
            FileFault::NotThere => f.not_there,
            FileFault::HeldBack => f.held_back,
        };
        fill(pattern, &[("name", name), ("most", &most.to_string())])
    };
    let mut told: Vec<String> = attaching.refused.iter().map(one).collect();
    let (_, last) = attaching.refused.last()?;
    if !matches!(last, FileFault::NotThere | FileFault::HeldBack) {
        told.push(f.still.to_owned());
    }
    Some(told.join(f.and_then))
}
