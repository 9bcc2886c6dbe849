//! What is not received yet, as one text that leaves the phone: a file, or words to copy.
//!
//! Version 1: `{"v":1,"sum":S,"body":B}` in this order. `S` is the sum of `B`'s bytes as they stand, so that a copy that
//! was cut off or touched is noticed. Rows are texts of their own versions. Whoever has the text can read it.

use super::{
    StoredError, base64,
    json::{Row, of, parse, text, to_ref},
    row::{self, ItemRow},
};
use crate::{
    domain::{
        client_ref::ClientRef, file::retain_files, member::Member, moment::Moment, record::Photo,
    },
    outbox::item::{Item, State},
};
use std::{collections::BTreeSet, sync::Arc};

/// The longest text that is read, in bytes.
pub const LONGEST: usize = 80 << 20;

const BODY: &str = r#","body":"#;

/// What leaves the phone.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Export {
    /// Whose it is, as [`owner_of`] tells.
    pub owner: String,
    /// When it was made, by the phone's clock.
    pub made_at: Moment,
    /// Drafts and what was submitted.
    pub rows: Vec<ItemRow>,
    /// Key and bytes of photos; fewer than the rows name where they were left out.
    pub photos: Vec<(ClientRef, Vec<u8>)>,
    /// Key and bytes, as they lie there, of rows that can't be read.
    pub quarantined: Vec<(String, Vec<u8>)>,
}

/// What came of an import.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TakenIn {
    /// New here.
    pub added: usize,
    /// Here already, and left as they were.
    pub here: usize,
    /// Received already.
    pub received: usize,
    /// Photos that the text did not bring, for items that are new here.
    pub photos_missing: usize,
    /// Rows that nobody could read; they were not taken in.
    pub unreadable: usize,
}

/// Why a text is not taken in. Nothing of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Longer than [`LONGEST`].
    #[error("too long")]
    TooLong,
    /// Not an export, cut off, or changed on the way.
    #[error("damaged")]
    Damaged,
    /// Written by a newer version of this app.
    #[error("written by a newer version")]
    Newer,
    /// Another member's.
    #[error("another member's")]
    Foreign,
}

impl From<StoredError> for ImportError {
    fn from(error: StoredError) -> Self {
        match error {
            StoredError::Newer => Self::Newer,
            StoredError::Damaged => Self::Damaged,
        }
    }
}

/// Tells members apart without naming them.
pub fn owner_of(member: &Member) -> String {
    sum(format!("{}\n{}", member.issuer, member.id.0).as_bytes())
}

impl Export {
    /// As text, version 1.
    pub fn encode(&self) -> String {
        let mut body = format!(
            r#"{{"owner":{},"made_at":{},"rows":["#,
            of(&self.owner),
            self.made_at.0
        );
        list(&mut body, &self.rows, |body, row| {
            body.push_str(&of(row::encode(row)).to_string());
        });
        body.push_str(r#"],"photos":["#);
        list(&mut body, &self.photos, |body, (id, bytes)| {
            pair(body, id.as_str(), bytes);
        });
        body.push_str(r#"],"quarantined":["#);
        list(&mut body, &self.quarantined, |body, (key, bytes)| {
            pair(body, key, bytes);
        });
        body.push_str("]}");
        format!(r#"{{"v":1,"sum":"{}"{BODY}{body}}}"#, sum(body.as_bytes()))
    }

    /// Reads any version that was ever released, for this owner alone. What a chat puts before and after is overlooked.
    pub fn decode(given: &str, owner: &str) -> Result<Self, ImportError> {
        if given.len() > LONGEST {
            return Err(ImportError::TooLong);
        }
        let whole = braced(given).ok_or(ImportError::Damaged)?;
        let value = parse(whole, 1)?;
        let (_, body) = whole.split_once(BODY).ok_or(ImportError::Damaged)?;
        let body = body.strip_suffix('}').ok_or(ImportError::Damaged)?;
        if Row(&value).text("sum")? != sum(body.as_bytes()) {
            return Err(ImportError::Damaged);
        }
        let body = Row(&value).row("body")?;
        let found = body.text("owner")?;
        if found != owner {
            return Err(ImportError::Foreign);
        }
        let export = Self {
            owner: found,
            made_at: Moment(body.whole("made_at")?),
            rows: body.list("rows", |row| row::decode(&text(row)?))?,
            photos: body.list("photos", |photo| {
                let (id, bytes) = read_pair(photo)?;
                Ok((to_ref(id)?, bytes))
            })?,
            quarantined: body.list("quarantined", |kept| {
                let (key, bytes) = read_pair(kept)?;
                Ok((text(key)?, bytes))
            })?,
        };
        let mut keys = BTreeSet::new();
        let mut rows = export.rows.iter();
        if rows.all(|row| keys.insert(&row.item.client_ref)) {
            Ok(export)
        } else {
            Err(ImportError::Damaged)
        }
    }
}

/// A row as it comes in: a draft stays one; anything else waits, and whether it ever arrived is unknown, so that other
/// words can't go under its key. Photos that are not `there` leave the entry, but those that the backend has.
pub fn taken_in(row: ItemRow, there: impl Fn(&Photo) -> bool) -> ItemRow {
    let item = row.item;
    let mut entry = row.entry;
    let draft = item.state == State::Draft;
    let base = row.update.as_ref().map(|update| &update.base);
    let held = |id: &ClientRef| base.is_some_and(|base| base.photos.contains(id));
    let photos = &mut Arc::make_mut(&mut entry).photos;
    photos.retain(|photo| held(&photo.id) || there(photo));
    let here: BTreeSet<ClientRef> = photos.iter().map(|photo| photo.id.clone()).collect();
    retain_files(&mut Arc::make_mut(&mut entry).answers, |id| {
        here.contains(id)
    });
    ItemRow {
        item: Item {
            seq: 0,
            state: if draft { State::Draft } else { State::Queued },
            in_doubt: if draft { 0 } else { item.in_doubt.max(1) },
            uploads: entry
                .photos
                .iter()
                .map(|it| (it.id.clone(), held(&it.id)))
                .collect(),
            ..item
        },
        entry,
        update: row.update,
        changed_at: row.changed_at,
        revision: 0,
    }
}

/// From the first brace to the last.
fn braced(text: &str) -> Option<&str> {
    let (first, last) = (text.find('{')?, text.rfind('}')?);
    text.get(first..=last)
}

fn list<T>(body: &mut String, items: &[T], push: impl Fn(&mut String, &T)) {
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            body.push(',');
        }
        push(body, item);
    }
}

fn pair(body: &mut String, key: &str, bytes: &[u8]) {
    body.push_str(&format!("[{},\"", of(key)));
    base64::push(body, bytes);
    body.push_str("\"]");
}

fn read_pair(value: &serde_json::Value) -> Result<(&serde_json::Value, Vec<u8>), StoredError> {
    let (key, bytes) = super::json::pair(value)?;
    let bytes = bytes.as_str().and_then(base64::read);
    Ok((key, bytes.ok_or(StoredError::Damaged)?))
}

/// FNV-1a with 128 bits, as 32 hexadecimal digits: it tells apart what differs by mistake.
fn sum(bytes: &[u8]) -> String {
    let mut sum = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    for byte in bytes {
        sum = (sum ^ u128::from(*byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b);
    }
    format!("{sum:032x}")
}
