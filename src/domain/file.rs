//! Files that a record carries beside its photos. The bytes are kept and sent as a photo's are; name and size stand among
//! the answers, so that whoever has the answers can name them.

use super::{answer::Answer, client_ref::ClientRef};
use std::collections::BTreeMap;

/// Most bytes of one file.
pub const MOST_BYTES: u64 = 10 << 20;
/// Most bytes of all files of one entry: an export of it must stay short enough to be read again.
pub const MOST_TOGETHER: u64 = 20 << 20;
/// Most letters of a name; what is longer loses its middle.
const MOST_LETTERS: usize = 100;
/// What every file is sent and handed out as: a type that no browser renders.
pub const MIME: &str = "application/octet-stream";
const OFFICE: [&str; 9] = [
    "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps",
];

/// A file of an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// The key under which its bytes lie.
    pub id: ClientRef,
    /// As it was called where it came from.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

impl File {
    /// The files that answers name, in order.
    pub fn listed(answers: &Answer) -> Vec<Self> {
        let mut found = Vec::new();
        if let Answer::Group(group) = answers {
            let lists = group.values().filter_map(read_list);
            lists.for_each(|list| found.extend(list));
        }
        found
    }

    /// The file as an answer: `{"name", "ref", "size"}`.
    pub fn answer(&self) -> Answer {
        let size = i64::try_from(self.size).unwrap_or(i64::MAX);
        let said = [
            ("name", Answer::Text(self.name.clone())),
            ("ref", Answer::Text(self.id.to_string())),
            ("size", Answer::Int(size)),
        ];
        Answer::Group(said.map(|(key, said)| (key.to_owned(), said)).into())
    }

    /// Reads such an answer.
    pub fn read(answer: &Answer) -> Option<Self> {
        Some(Self {
            id: answer.reference("ref")?,
            name: answer.field("name")?.text()?.to_owned(),
            size: u64::try_from(answer.field("size")?.whole()?).ok()?,
        })
    }
}

/// A list of files and nothing else; an empty one is none.
fn read_list(answer: &Answer) -> Option<Vec<File>> {
    let Answer::List(items) = answer else {
        return None;
    };
    let files: Option<Vec<File>> = items.iter().map(File::read).collect();
    files.filter(|files| !files.is_empty())
}

/// Puts the files of `kept` into `answers`, in place of whatever files those name.
pub fn keep_files(kept: &Answer, answers: &mut Answer) {
    let Answer::Group(group) = answers else {
        return;
    };
    group.retain(|_, answer| read_list(answer).is_none());
    if let Answer::Group(kept) = kept {
        let lists = kept
            .iter()
            .filter(|(_, answer)| read_list(answer).is_some());
        group.extend(lists.map(|(key, answer)| (key.clone(), answer.clone())));
    }
}

/// Leaves the files that are `there`; a list without any goes.
pub fn retain_files(answers: &mut Answer, there: impl Fn(&ClientRef) -> bool) {
    let Answer::Group(group) = answers else {
        return;
    };
    let gone = |answer: &Answer| File::read(answer).is_some_and(|file| !there(&file.id));
    let lists = group
        .iter_mut()
        .filter(|(_, answer)| read_list(answer).is_some());
    for (_, answer) in lists {
        if let Answer::List(items) = answer {
            items.retain(|item| !gone(item));
        }
    }
    group.retain(|_, answer| *answer != Answer::List(Vec::new()));
}

/// The field that lists a file, and the file.
pub fn find_file(answers: &Answer, id: &ClientRef) -> Option<(String, File)> {
    let Answer::Group(group) = answers else {
        return None;
    };
    group.iter().find_map(|(field, answer)| {
        let mut files = read_list(answer)?.into_iter();
        Some((field.clone(), files.find(|file| file.id == *id)?))
    })
}

/// Puts a file at the end of the list at `field`.
pub fn add_file(answers: &mut Answer, field: &str, file: &File) {
    if !matches!(answers, Answer::Group(_)) {
        *answers = Answer::Group(BTreeMap::new());
    }
    if let Answer::Group(group) = answers {
        let mut items = match group.get(field) {
            Some(Answer::List(items)) => items.clone(),
            Some(_) | None => Vec::new(),
        };
        items.push(file.answer());
        group.insert(field.to_owned(), Answer::List(items));
    }
}

/// A name without what steers a terminal, a path or the direction of letters; a long one keeps its beginning and its ending.
pub fn clean_name(given: &str) -> String {
    let steers = |letter: char| {
        letter.is_control()
            || matches!(letter, '/' | '\\' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let letters: Vec<char> = given.chars().filter(|letter| !steers(*letter)).collect();
    let over = letters.len().saturating_sub(MOST_LETTERS);
    if over == 0 {
        return letters.into_iter().collect();
    }
    let ending = 20;
    let head = letters.iter().take(MOST_LETTERS - ending - 1);
    let tail = letters.iter().skip(letters.len() - ending);
    head.chain(std::iter::once(&'…')).chain(tail).collect()
}

/// Whether the bytes are what the ending of the name says, and that is a kind that is taken.
pub fn is_taken(name: &str, bytes: &[u8]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let starts = |head: &[u8]| bytes.starts_with(head);
    let is = |known: &[&str]| known.iter().any(|known| ending.eq_ignore_ascii_case(known));
    // Either format of office files is found under either ending.
    if is(&OFFICE) {
        return starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
            || starts(b"PK\x03\x04") && is_office(bytes);
    }
    is(&["pdf"]) && starts(b"%PDF-")
        || is(&["txt"]) && is_text(bytes)
        || is(&["jpg", "jpeg"]) && starts(b"\xff\xd8\xff")
        || is(&["png"]) && starts(b"\x89PNG\r\n\x1a\n")
        || is(&["webp"]) && starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

/// Whether an archive is an office file: they name this part of theirs.
fn is_office(bytes: &[u8]) -> bool {
    let part = b"[Content_Types].xml";
    bytes.windows(part.len()).any(|window| window == part)
}

/// Whether it is text in some encoding, and no markup.
fn is_text(bytes: &[u8]) -> bool {
    let is_wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bare.iter().find(|byte| !byte.is_ascii_whitespace());
    is_wide || !bytes.contains(&0) && first.is_some_and(|byte| *byte != b'<')
}
