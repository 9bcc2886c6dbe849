//! Former versions of a draft (以前的版本): taken, thinned, opened and dropped in the transaction that writes the draft itself.
//!
//! The book lies under the draft's own key, each version under one of its own, all of them where photos lie: a save writes the
//! draft's row, and besides at most one version and the book.

use super::{
    drive::{Runtime, mint, wall},
    ports::{Chance, Clock, Store, StoreError, Transport},
};
use crate::{
    domain::{client_ref::ClientRef, record::Entry},
    outbox::item::State,
    stored::{
        StoredError,
        former::{Book, Former, Version, letters, thinning::Stood},
    },
};

/// What is written and removed with a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    pub(super) put: Vec<(ClientRef, Vec<u8>)>,
    pub(super) remove: Vec<ClientRef>,
}

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    /// Keeps a draft as it is now, like `save_draft`; what it writes over becomes a version where that is worth one. `present`
    /// becomes one in any case: words that stand in the form and make way. Where space runs out the draft's own words come
    /// first, and versions go for them.
    pub async fn save_version(
        &self,
        entry: Entry,
        present: Option<Entry>,
    ) -> Result<(), StoreError> {
        let id = entry.client_ref.clone();
        let book = self.book(&id).await;
        let beside = match &book {
            Ok(book) => self.taken(&entry, present.as_ref(), book.as_ref()),
            // What can't be read now is not written over.
            Err(_) => Beside::default(),
        };
        let takes = !beside.put.is_empty();
        let has = matches!(book, Ok(Some(book)) if !book.versions.is_empty());
        let save = |beside| {
            let row = self.new_row(entry.clone(), State::Draft, 0);
            self.write_beside(row, beside)
        };
        let mut outcome = save(beside).await;
        if outcome == Err(StoreError::Full) && takes && present.is_none() {
            outcome = save(Beside::default()).await;
        }
        if outcome == Err(StoreError::Full) && has && present.is_none() {
            let remove = self.version_keys(&id).await;
            let put = Vec::new();
            outcome = save(Beside { put, remove }).await;
        }
        outcome
    }

    /// The versions of a draft, the newest last.
    pub async fn versions(&self, draft: &ClientRef) -> Vec<Former> {
        let book = self.book(draft).await.ok().flatten();
        book.map(|book| book.versions).unwrap_or_default()
    }

    /// What a version says; `None` where it is gone or can't be read.
    pub async fn version(&self, id: &ClientRef) -> Option<Version> {
        let bytes = self.store.blob(id).await.ok().flatten()?;
        Version::decode(&String::from_utf8(bytes).ok()?).ok()
    }

    /// The bytes of all that lies beside a draft but for its photos, to be brought back with it.
    pub async fn beside(&self, draft: &ClientRef) -> Vec<(ClientRef, Vec<u8>)> {
        let mut found = Vec::new();
        for id in self.version_keys(draft).await {
            if let Ok(Some(bytes)) = self.store.blob(&id).await {
                found.push((id, bytes));
            }
        }
        found
    }

    /// The keys of the book and of every version in it; none where the draft has no book.
    pub(super) async fn version_keys(&self, draft: &ClientRef) -> Vec<ClientRef> {
        let versions = match self.book(draft).await {
            Ok(None) => return Vec::new(),
            Ok(Some(book)) => book.versions,
            Err(_) => Vec::new(),
        };
        let keys = versions.into_iter().map(|it| it.id);
        keys.chain([draft.clone()]).collect()
    }

    /// What a save writes beside the draft.
    fn taken(&self, entry: &Entry, present: Option<&Entry>, known: Option<&Book>) -> Beside {
        let now = wall(&self.clock);
        let mut book = known.cloned().unwrap_or_else(|| Book {
            began: now,
            ..Book::default()
        });
        let row = self.row(&entry.client_ref);
        let after = letters(&entry.answers);
        let worth = |stood: &Entry, at| {
            let stood = Stood {
                at,
                letters: letters(&stood.answers),
            };
            book.is_worth(stood, now, after)
        };
        let taken = match (present, &row) {
            (Some(present), _) => Some((now, present)),
            (None, Some(row)) if worth(&row.entry, row.changed_at) => {
                Some((row.changed_at, &*row.entry))
            }
            (None, Some(_) | None) => None,
        };
        let taken = taken.filter(|(_, stood)| stood.answers != entry.answers);
        let mut beside = Beside::default();
        if taken.is_none() && known.is_some() {
            return beside;
        }
        if let Some((at, stood)) = taken {
            let text = Version::of(stood).encode().into_bytes();
            let former = Former {
                id: mint(&self.chance),
                at,
                letters: letters(&stood.answers),
                bytes: u32::try_from(text.len()).unwrap_or(u32::MAX),
            };
            let id = former.id.clone();
            beside.remove = book.take(former, now);
            if !beside.remove.contains(&id) {
                beside.put.push((id, text));
            }
        }
        let book = book.encode().into_bytes();
        beside.put.push((entry.client_ref.clone(), book));
        beside
    }

    /// `None` where there is none yet, and where it is damaged: a new one is begun.
    async fn book(&self, draft: &ClientRef) -> Result<Option<Book>, StoreError> {
        let Some(bytes) = self.store.blob(draft).await? else {
            return Ok(None);
        };
        match Book::decode(&String::from_utf8(bytes).unwrap_or_default()) {
            Ok(book) => Ok(Some(book)),
            Err(StoredError::Damaged) => Ok(None),
            Err(StoredError::Newer) => Err(StoreError::Unreadable),
        }
    }
}
