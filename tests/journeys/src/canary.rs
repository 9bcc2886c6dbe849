//! Texts that are known again wherever they turn up, and the search for them in raw files.

use crate::Chance;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use std::{
    fs,
    path::{Path, PathBuf},
};

const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const GROUP: usize = 8;

/// A text of four random groups, each of them known again: what compresses a file may tear the
/// whole apart, but finds nothing in a group that it could shorten.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Canary {
    /// Whose it is.
    pub owner: usize,
    pub text: String,
}

impl Canary {
    pub fn hatch(chance: &mut Chance, owner: usize) -> Self {
        let letters = (0..4 * GROUP).map(|_| char::from(chance.pick(LETTERS)));
        Self {
            owner,
            text: letters.collect(),
        }
    }

    /// The bytes by which any group of it shows: UTF-8, UTF-16 of both orders, and Base64 however it lies.
    fn traces(&self) -> Vec<Vec<u8>> {
        let groups = self.text.as_bytes().chunks(GROUP);
        let traces = groups.flat_map(|group| {
            let wide = |low_first: bool| {
                let pair = |&byte: &u8| if low_first { [byte, 0] } else { [0, byte] };
                group.iter().flat_map(pair).collect::<Vec<u8>>()
            };
            let base64 = (0..3).map(|before: usize| {
                let bytes = [&vec![0; before][..], group].concat();
                let text = BASE64_STANDARD.encode(bytes);
                // Only the letters that the group alone decides.
                let (from, to) = ((before * 8).div_ceil(6), (before + GROUP) * 8 / 6);
                text.as_bytes()[from..to].to_vec()
            });
            [group.to_vec(), wide(true), wide(false)]
                .into_iter()
                .chain(base64)
                .collect::<Vec<_>>()
        });
        traces.collect()
    }
}

/// A trace of a canary in a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Trace {
    pub file: PathBuf,
    pub text: String,
    /// The letters before it, to see what wrote it.
    pub near: String,
}

/// Every file below the folder that shows a canary, and how many bytes were read.
pub fn search(folder: &Path, canaries: &[Canary]) -> (Vec<Trace>, u64) {
    let traces: Vec<(Vec<u8>, &Canary)> = canaries
        .iter()
        .flat_map(|canary| canary.traces().into_iter().map(move |it| (it, canary)))
        .collect();
    // Which traces begin with these two bytes.
    let mut beginning = vec![Vec::new(); 1 << 16];
    for (number, (trace, _)) in traces.iter().enumerate() {
        beginning[pair(trace)].push(number);
    }
    let (mut found, mut read) = (Vec::new(), 0);
    for file in files(folder) {
        // Files come and go under a browser that runs.
        let Ok(bytes) = fs::read(&file) else { continue };
        read += bytes.len() as u64;
        for at in 0..bytes.len().saturating_sub(1) {
            let rest = &bytes[at..];
            for &number in &beginning[pair(rest)] {
                let (trace, canary) = &traces[number];
                if rest.starts_with(trace) {
                    found.push(Trace {
                        file: file.clone(),
                        text: canary.text.clone(),
                        near: readable(&bytes[at.saturating_sub(400)..at]),
                    });
                }
            }
        }
    }
    found.dedup_by(|a, b| a.file == b.file && a.text == b.text);
    (found, read)
}

/// The ASCII letters among bytes, whatever the writing.
fn readable(bytes: &[u8]) -> String {
    let shown = bytes.iter().filter(|byte| byte.is_ascii_graphic());
    shown.map(|&byte| char::from(byte)).collect()
}

fn pair(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let below = entries.flatten().flat_map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => files(&entry.path()),
        Ok(kind) if kind.is_file() => vec![entry.path()],
        _ => Vec::new(),
    });
    below.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_canary_is_found_in_every_writing_and_where_it_is_torn_apart() {
        let canary = Canary::hatch(&mut Chance::of(1), 0);
        let text = canary.text.as_bytes();
        let wide: Vec<u8> = text.iter().flat_map(|&byte| [byte, 0]).collect();
        let big: Vec<u8> = text.iter().flat_map(|&byte| [0, byte]).collect();
        let base64 = |before: &str| BASE64_STANDARD.encode(format!("{before}{}.", canary.text));
        let writings = [
            text.to_vec(),
            wide,
            big,
            base64("").into_bytes(),
            base64("a").into_bytes(),
            base64("ab").into_bytes(),
            [&text[..11], b"\x05torn\x09", &text[11..]].concat(),
        ];
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/down");
        fs::create_dir(folder.path().join("deep")).unwrap();
        for writing in writings {
            fs::write(&file, [b"before ", &writing[..], b" after"].concat()).unwrap();
            let (found, _) = search(folder.path(), std::slice::from_ref(&canary));
            assert_eq!(found.first().map(|it| &it.file), Some(&file));
        }
        fs::write(&file, "nothing of the kind").unwrap();
        let (found, read) = search(folder.path(), &[canary]);
        assert_eq!((found, read), (Vec::new(), 19));
    }
}
