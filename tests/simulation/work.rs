//! What members write: words that say whose they are, and what the backend makes of them.

use super::{backend::Member, chance::Dice};
use dajuan::domain::{
    answer::Answer,
    client_ref::ClientRef,
    event::Act,
    held::Held,
    record::{Entry, KindId, Photo},
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Plain,
    /// Refused for its fields until its owner edits it.
    Refused,
    /// The backend fails over it until it is healed.
    Poison,
    SignUp,
    Cancel,
}

pub const MEMBERS: usize = 2;
pub const EVENTS: usize = 3;

const WORDS: &str = "words";
pub const NOTE: &str = "note";
/// What only the office writes.
pub const OFFICE: &str = "office";

pub type Blobs = Vec<(ClientRef, Vec<u8>)>;

/// A new entry with its photos.
pub fn entry(dice: &Dice, member: Member, number: usize, kind: Kind) -> (Entry, Blobs) {
    let blobs: Blobs = (0..dice.below(4).saturating_sub(1))
        .map(|at| (dice.key(), format!("{member}-photo-{number}-{at};").into()))
        .collect();
    let photos = blobs.iter().map(|(id, bytes)| Photo {
        id: id.clone(),
        sha256: "0".repeat(64),
        bytes: bytes.len() as u32,
        mime: "image/jpeg".into(),
    });
    let photos = photos.collect();
    let act = match kind {
        Kind::SignUp => Some(Act::SignUp),
        Kind::Cancel => Some(Act::Cancel),
        Kind::Plain | Kind::Refused | Kind::Poison => None,
    };
    let entry = Entry {
        client_ref: dice.key(),
        kind: act.map_or_else(|| KindId("reading_share".into()), Act::kind),
        form_version: kind as u32,
        day: None,
        answers: answers(format!("{member}-canary-{number};")),
        photos,
        captured_at: None,
    };
    let event = dice.below(EVENTS);
    match act {
        Some(_) => (with_event(entry, event), blobs),
        None => (entry, blobs),
    }
}

fn answers(words: String) -> Answer {
    Answer::Group([("words".to_owned(), Answer::Text(words))].into())
}

/// A change of a record as it was shown: the note. Its photos are those that the backend has.
pub fn change(dice: &Dice, of: &Entry, base: &Held, member: Member, number: usize) -> Entry {
    let mut answers = base.answers.clone();
    set(&mut answers, NOTE, format!("{member}-canary-{number};"));
    let mut photos = of.photos.clone();
    photos.retain(|photo| base.photos.contains(&photo.id));
    Entry {
        client_ref: dice.key(),
        answers,
        photos,
        ..of.clone()
    }
}

/// The kind stands in the form's version: the words are the owner's alone.
pub fn kind_of(entry: &Entry) -> Kind {
    match entry.form_version {
        0 => Kind::Plain,
        1 => Kind::Refused,
        2 => Kind::Poison,
        3 => Kind::SignUp,
        _ => Kind::Cancel,
    }
}

/// The event of an act, by its number.
pub fn event_of(entry: &Entry) -> usize {
    let id = Act::event_of(entry);
    let sign = id.and_then(|id| id.as_str().chars().last());
    let number = sign.and_then(|sign| sign.to_digit(10));
    number.map_or(EVENTS, |number| number as usize)
}

pub fn with_event(mut entry: Entry, event: usize) -> Entry {
    set(&mut entry.answers, Act::EVENT, format!("ev{event}"));
    entry
}

/// What the member wrote: their canary; in a change of what was sent it stands in the note.
pub fn words(entry: &Entry) -> &str {
    match field(&entry.answers, NOTE) {
        "" => field(&entry.answers, WORDS),
        note => note,
    }
}

pub fn field<'a>(answers: &'a Answer, name: &str) -> &'a str {
    match answers {
        Answer::Group(group) => match group.get(name) {
            Some(Answer::Text(text)) => text,
            _ => "",
        },
        _ => "",
    }
}

pub fn set(answers: &mut Answer, name: &str, text: String) {
    if let Answer::Group(group) = answers {
        group.insert(name.to_owned(), Answer::Text(text));
    }
}

/// The member whose canary this is.
pub fn owner(words: &str) -> Member {
    let first = words.chars().next().and_then(|c| c.to_digit(10));
    first.unwrap_or(9) as Member
}

/// Whether what is shown, sent or stored holds words of another member, or bytes of their photos.
pub fn holds_foreign(surface: &str, member: Member) -> bool {
    let others = (0..MEMBERS).filter(|other| *other != member);
    let mut marks = others.flat_map(|other| {
        let photo = format!("{:?}", format!("{other}-photo-").as_bytes());
        let photo = photo.trim_end_matches(']').to_owned();
        [
            format!("{other}-canary-"),
            format!("{other}-office-"),
            photo,
        ]
    });
    marks.any(|mark| surface.contains(&mark))
}

/// The words as first written.
pub fn base(words: &str) -> &str {
    words.split(';').next().unwrap_or_default()
}

/// The owner adds a word, and puts right what the backend refuses.
pub fn edited(entry: &mut Entry, dice: &Dice) -> String {
    let text = format!("{}+{};", words(entry), dice.below(1_000_000));
    let changes = !field(&entry.answers, NOTE).is_empty();
    set(
        &mut entry.answers,
        if changes { NOTE } else { WORDS },
        text.clone(),
    );
    if kind_of(entry) == Kind::Refused {
        entry.form_version = Kind::Plain as u32;
    }
    text
}
