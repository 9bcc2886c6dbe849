//! Former versions of a draft: a book that lists them, and a text of its own for each. Both lie on the phone alone, beside the
//! draft and written with it in one transaction, and go with it.
pub mod thinning;

use super::{
    StoredError,
    json::{Row, object, of, parse},
};
use crate::domain::{answer::Answer, client_ref::ClientRef, moment::Moment, record::Entry};
use serde_json::Value;

/// A version that is kept, as the book lists it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Former {
    /// The key of its text.
    pub id: ClientRef,
    /// When it was written.
    pub at: Moment,
    /// How many letters it has.
    pub letters: u32,
    /// How long its text is.
    pub bytes: u32,
}

/// What a draft said at some time. Photos are none of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Version {
    /// The version of the form that it was written in.
    pub form_version: u32,
    /// A group, by field.
    pub answers: Answer,
}

impl Version {
    /// What an entry says.
    pub fn of(entry: &Entry) -> Self {
        Self {
            form_version: entry.form_version,
            answers: entry.answers.clone(),
        }
    }

    /// As JSON, version 1.
    pub fn encode(&self) -> String {
        object([
            ("v", 1.into()),
            ("form_version", self.form_version.into()),
            ("answers", Value::from(&self.answers)),
        ])
        .to_string()
    }

    /// Reads any version that was ever released.
    pub fn decode(text: &str) -> Result<Self, StoredError> {
        let value = parse(text, 1)?;
        let row = Row(&value);
        Ok(Self {
            form_version: row.small("form_version")?,
            answers: Answer::from(row.value("answers")?),
        })
    }
}

/// The versions of one draft.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Book {
    /// When the first save of the draft was noted.
    pub began: Moment,
    /// In the order in which they were taken, the newest last.
    pub versions: Vec<Former>,
}

impl Book {
    /// As JSON, version 1.
    pub fn encode(&self) -> String {
        let versions: Vec<Value> = self.versions.iter().map(write).collect();
        object([
            ("v", 1.into()),
            ("began", self.began.0.into()),
            ("versions", versions.into()),
        ])
        .to_string()
    }

    /// Reads any version that was ever released.
    pub fn decode(text: &str) -> Result<Self, StoredError> {
        let value = parse(text, 1)?;
        let row = Row(&value);
        Ok(Self {
            began: Moment(row.whole("began")?),
            versions: row.list("versions", |value| read(Row(value)))?,
        })
    }

    /// Takes a version in; gives those back that have to go for it, itself among them where it does not fit at all.
    pub fn take(&mut self, former: Former, now: Moment) -> Vec<ClientRef> {
        self.versions.push(former);
        let stays = thinning::thinned(&self.versions, now);
        let gone = self.versions.iter().filter(|it| !stays.contains(it));
        let gone = gone.map(|it| it.id.clone()).collect();
        self.versions = stays;
        gone
    }
}

fn write(former: &Former) -> Value {
    object([
        ("id", of(&former.id)),
        ("at", former.at.0.into()),
        ("letters", former.letters.into()),
        ("bytes", former.bytes.into()),
    ])
}

fn read(row: Row<'_>) -> Result<Former, StoredError> {
    Ok(Former {
        id: row.key("id")?,
        at: Moment(row.whole("at")?),
        letters: row.small("letters")?,
        bytes: row.small("bytes")?,
    })
}

/// How many letters stand in the texts of an answer; spaces are none.
pub fn letters(answer: &Answer) -> u32 {
    match answer {
        Answer::Text(text) => {
            let letters = text.chars().filter(|it| !it.is_whitespace()).count();
            u32::try_from(letters).unwrap_or(u32::MAX)
        }
        Answer::List(items) => sum(items.iter()),
        Answer::Group(group) => sum(group.values()),
        Answer::Null | Answer::Flag(_) | Answer::Int(_) | Answer::Real(_) => 0,
    }
}

fn sum<'a>(answers: impl Iterator<Item = &'a Answer>) -> u32 {
    answers.fold(0, |sum, answer| sum.saturating_add(letters(answer)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(text: &str) -> Value {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn the_golden_rows_of_version_1_read_and_are_what_is_written() {
        let golden = concat!(
            r#"{"v":1,"began":5,"versions":[{"id":"10000000-0000-4000-8000-000000000001","at":1790000000000,"#,
            r#""letters":1234,"bytes":3800}]}"#
        );
        let book = Book {
            began: Moment(5),
            versions: vec![Former {
                id: ClientRef::parse("10000000-0000-4000-8000-000000000001").expect("a key"),
                at: Moment(1_790_000_000_000),
                letters: 1234,
                bytes: 3800,
            }],
        };
        assert_eq!(same(&book.encode()), same(golden));
        assert_eq!(Book::decode(golden), Ok(book));
        assert_eq!(Book::decode(r#"{"v":2}"#), Err(StoredError::Newer));

        let golden = r#"{"v":1,"form_version":3,"answers":{"title":"停车"}}"#;
        let version = Version {
            form_version: 3,
            answers: Answer::Group([("title".to_owned(), Answer::Text("停车".to_owned()))].into()),
        };
        assert_eq!(same(&version.encode()), same(golden));
        assert_eq!(Version::decode(golden), Ok(version));
        assert_eq!(Version::decode(r#"{"v":2}"#), Err(StoredError::Newer));
    }

    #[test]
    fn letters_are_counted_in_every_text_and_spaces_are_none() {
        let text = |text: &str| Answer::Text(text.to_owned());
        let all = [
            ("a", text("停 车\n难")),
            ("b", Answer::List(vec![text("ab"), Answer::Int(12)])),
        ];
        let all = all.map(|(key, answer)| (key.to_owned(), answer));
        assert_eq!(letters(&Answer::Group(all.into())), 5);
    }
}
