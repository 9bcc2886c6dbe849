//! What is kept for opening offline: the member's own page, and the list of a year with its as-of time.

use super::{
    StoredError,
    json::{self, Row, object, of, parse},
    record,
};
use crate::domain::{
    member::{Member, MemberId},
    moment::Moment,
    record::Record,
};
use serde_json::Value;

/// The list of a year as it was last read.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptYear {
    /// Newest first.
    pub records: Vec<Record>,
    /// When the backend said so.
    pub as_of: Moment,
    /// Rows that could not be understood.
    pub odd: u32,
}

impl KeptYear {
    /// As JSON, version 1.
    pub fn encode(&self) -> String {
        let list = of(record::encode(&self.records));
        object([
            ("v", 1.into()),
            ("as_of", self.as_of.0.into()),
            ("odd", self.odd.into()),
            ("list", list),
        ])
        .to_string()
    }

    /// Reads any version that was ever released.
    pub fn decode(text: &str) -> Result<Self, StoredError> {
        let value = parse(text, 1)?;
        let year = Row(&value);
        Ok(Self {
            records: record::decode(&year.text("list")?)?,
            as_of: Moment(year.whole("as_of")?),
            odd: year.small("odd")?,
        })
    }
}

/// What an offline start knows without asking the backend.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptMember {
    /// Who it is.
    pub member: Member,
    /// Seconds over which the backend wants the phones' first sends spread.
    pub spread_s: u32,
}

impl KeptMember {
    /// As JSON, version 1.
    pub fn encode(&self) -> String {
        let member = &self.member;
        object([
            ("v", 1.into()),
            ("id", of(&member.id.0)),
            ("issuer", of(&member.issuer)),
            ("number", of(&member.number)),
            ("name", of(&member.name)),
            ("sector", of(&member.sector)),
            ("committee", of(&member.committee)),
            (
                "villages",
                Value::Array(member.villages.iter().map(of).collect()),
            ),
            ("spread_s", self.spread_s.into()),
        ])
        .to_string()
    }

    /// Reads any version that was ever released.
    pub fn decode(text: &str) -> Result<Self, StoredError> {
        let value = parse(text, 1)?;
        let row = Row(&value);
        let member = Member {
            id: MemberId(row.text("id")?),
            issuer: row.text("issuer")?,
            number: row.text("number")?,
            name: row.text("name")?,
            sector: row.text("sector")?,
            committee: row.text("committee")?,
            villages: row.list("villages", json::text)?,
        };
        Ok(Self {
            member,
            spread_s: row.small("spread_s")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order of an object's parts says nothing.
    fn same(text: &str) -> Value {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn a_member_reads_back() {
        let golden = r#"{"v":1,"id":"m1","issuer":"i","number":"wy001","name":"委员甲","sector":"","committee":"提案委","villages":["村甲"],"spread_s":60}"#;
        let member = KeptMember::decode(golden).expect("a golden row");
        assert_eq!(same(&member.encode()), same(golden));
        assert_eq!(KeptMember::decode(r#"{"v":2}"#), Err(StoredError::Newer));
    }

    #[test]
    fn an_empty_year_reads_back() {
        let golden = r#"{"v":1,"as_of":5,"odd":1,"list":"{\"records\":[],\"v\":4}"}"#;
        let year = KeptYear::decode(golden).expect("a golden row");
        assert_eq!(same(&year.encode()), same(golden));
        let older = golden.replace(r#"\"v\":4"#, r#"\"v\":3"#);
        assert_eq!(KeptYear::decode(&older), Ok(year));
    }
}
