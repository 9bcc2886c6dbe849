//! What the backend holds under a key, and how an update is made from it.

use super::{
    answer::Answer,
    client_ref::ClientRef,
    day::Day,
    file::{self, File},
    record::{Entry, Photo},
};
use std::collections::BTreeMap;

/// What the backend holds under a key, as it was read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Held {
    /// The backend's own id of the row, where its addresses need it and it was read.
    pub id: Option<String>,
    /// What the backend calls this version, where it has such a thing and it was read.
    pub version: Option<String>,
    /// The day.
    pub day: Option<Day>,
    /// A group, by field.
    pub answers: Answer,
    /// Keys of photos and files, in order.
    pub photos: Vec<ClientRef>,
}

/// What the backend has under a key.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    /// The receipt number, where it gives one.
    pub receipt: Option<String>,
    /// What it holds; `None` where that can't be understood.
    pub held: Option<Held>,
}

/// An update on its way.
#[derive(Clone, PartialEq, Debug)]
pub struct Update {
    /// What it was made from.
    pub base: Held,
    /// What the backend held instead, where both sides changed one field.
    pub theirs: Option<Held>,
}

/// Two changes of one thing, put together.
#[derive(Clone, PartialEq, Debug)]
pub struct Merged {
    /// Mine, with what they alone changed. Where both changed one field it holds mine.
    pub entry: Entry,
    /// The fields that both changed, each to something else; `day` and `photos` beside those of the form.
    pub clashes: Vec<String>,
}

/// What a clash of the days is called.
pub const DAY: &str = "day";
/// What a clash of the photos is called.
pub const PHOTOS: &str = "photos";

impl Held {
    /// Whether an entry would change nothing of it.
    pub fn equals(&self, entry: &Entry) -> bool {
        self.answers == entry.answers && self.day == entry.day && self.photos == keys(entry)
    }

    /// Whether both hold the same words, whatever the versions are called.
    pub fn says_as(&self, other: &Self) -> bool {
        self.answers == other.answers && self.day == other.day && self.photos == other.photos
    }
}

/// Puts together what `mine` and `theirs` made of `base`, field by field. A field for which `choose` gives `Some(false)`
/// is theirs, `Some(true)` mine, whoever changed it; `None` leaves it to the merge.
pub fn merge(
    base: &Held,
    mine: &Entry,
    theirs: &Held,
    choose: impl Fn(&str) -> Option<bool>,
) -> Merged {
    let mut clashes = Vec::new();
    let mut takes_theirs = |field: &str, mine_changed: bool, they_changed: bool, same: bool| {
        let choice = if same { Some(true) } else { choose(field) };
        choice.map_or_else(
            || {
                if mine_changed && they_changed {
                    clashes.push(field.to_owned());
                }
                they_changed && !mine_changed
            },
            |mine| !mine,
        )
    };
    let mut entry = mine.clone();
    if takes_theirs(
        DAY,
        mine.day != base.day,
        theirs.day != base.day,
        mine.day == theirs.day,
    ) {
        entry.day = theirs.day;
    }
    let (ours, before) = (
        pictures(keys(mine), &mine.answers),
        pictures(base.photos.clone(), &base.answers),
    );
    let there = pictures(theirs.photos.clone(), &theirs.answers);
    let (we, they) = (ours != before, there != before);
    if takes_theirs(PHOTOS, we, they, ours == there) {
        let photo = |id| photo(mine, id, &theirs.answers);
        entry.photos = theirs.photos.iter().map(photo).collect();
    }
    let none = BTreeMap::new();
    let (b, t) = (group(&base.answers, &none), group(&theirs.answers, &none));
    let mut answers = group(&mine.answers, &none).clone();
    let mut fields: Vec<&String> = answers.keys().chain(t.keys()).collect();
    fields.extend(b.keys());
    fields.sort();
    fields.dedup();
    let fields: Vec<String> = fields.into_iter().cloned().collect();
    for field in &fields {
        let (was, mine, theirs) = (b.get(field), answers.get(field), t.get(field));
        if takes_theirs(field, mine != was, theirs != was, mine == theirs) {
            match theirs.cloned() {
                Some(theirs) => drop(answers.insert(field.clone(), theirs)),
                None => drop(answers.remove(field)),
            }
        }
    }
    entry.answers = Answer::Group(answers);
    fit_files(&mut entry, mine, theirs);
    Merged { entry, clashes }
}

/// Files follow the answers that name them: one that none names goes, one that was left out comes back.
fn fit_files(entry: &mut Entry, mine: &Entry, theirs: &Held) {
    let named = File::listed(&entry.answers);
    let sides = [&mine.answers, &theirs.answers];
    let known: Vec<File> = sides.into_iter().flat_map(File::listed).collect();
    let is_in = |files: &[File], id: &ClientRef| files.iter().any(|file| file.id == *id);
    let stays = |it: &Photo| is_in(&named, &it.id) || !it.is_file() && !is_in(&known, &it.id);
    entry.photos.retain(stays);
    for file in &named {
        if entry.photos.iter().all(|photo| photo.id != file.id) {
            let missing = photo(mine, &file.id, &entry.answers);
            entry.photos.push(missing);
        }
    }
}

/// Keys without those of files that `answers` name.
pub fn pictures(mut keys: Vec<ClientRef>, answers: &Answer) -> Vec<ClientRef> {
    let files = File::listed(answers);
    keys.retain(|id| files.iter().all(|file| file.id != *id));
    keys
}

/// A photo that is mine, or one that the backend has.
fn photo(mine: &Entry, id: &ClientRef, answers: &Answer) -> Photo {
    let known = mine.photos.iter().find(|photo| photo.id == *id);
    known.cloned().unwrap_or_else(|| held_photo(id, answers))
}

/// A photo that the backend has, or a file that `answers` name: nothing of it needs sending.
pub fn held_photo(id: &ClientRef, answers: &Answer) -> Photo {
    let files = File::listed(answers);
    let file = files.iter().find(|file| file.id == *id);
    Photo {
        id: id.clone(),
        sha256: String::new(),
        bytes: 0,
        mime: file.map_or("", |_| file::MIME).to_owned(),
    }
}

fn keys(entry: &Entry) -> Vec<ClientRef> {
    entry.photos.iter().map(|photo| photo.id.clone()).collect()
}

fn group<'a>(
    answers: &'a Answer,
    none: &'a BTreeMap<String, Answer>,
) -> &'a BTreeMap<String, Answer> {
    match answers {
        Answer::Group(group) => group,
        Answer::Null
        | Answer::Flag(_)
        | Answer::Int(_)
        | Answer::Real(_)
        | Answer::Text(_)
        | Answer::List(_) => none,
    }
}
