//! What is kept for opening offline: the member's own page, and the list of a year with its as-of time.

use super::{StoredError, record, version};
use crate::domain::{
    member::{Member, MemberId},
    moment::Moment,
    record::Record,
};
use serde::{Deserialize, Serialize};

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

#[derive(Serialize, Deserialize)]
struct YearV1 {
    v: u32,
    as_of: i64,
    odd: u32,
    list: String,
}

#[derive(Serialize, Deserialize)]
struct MemberV1 {
    v: u32,
    id: String,
    issuer: String,
    number: String,
    name: String,
    sector: String,
    committee: String,
    villages: Vec<String>,
    spread_s: u32,
}

impl KeptYear {
    /// As JSON, version 1.
    pub fn encode(&self) -> String {
        let list = record::encode(&self.records);
        let year = YearV1 {
            v: 1,
            as_of: self.as_of.0,
            odd: self.odd,
            list,
        };
        serde_json::to_string(&year).unwrap_or_default()
    }

    /// Reads any version that was ever released.
    pub fn decode(text: &str) -> Result<Self, StoredError> {
        version(text, 1)?;
        let year: YearV1 = serde_json::from_str(text).map_err(|_| StoredError::Damaged)?;
        Ok(Self {
            records: record::decode(&year.list)?,
            as_of: Moment(year.as_of),
            odd: year.odd,
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
        let Member {
            id,
            issuer,
            number,
            name,
            sector,
            committee,
            villages,
        } = self.member.clone();
        let spread_s = self.spread_s;
        let row = MemberV1 {
            v: 1,
            id: id.0,
            issuer,
            number,
            name,
            sector,
            committee,
            villages,
            spread_s,
        };
        serde_json::to_string(&row).unwrap_or_default()
    }

    /// Reads any version that was ever released.
    pub fn decode(text: &str) -> Result<Self, StoredError> {
        version(text, 1)?;
        let row: MemberV1 = serde_json::from_str(text).map_err(|_| StoredError::Damaged)?;
        let MemberV1 {
            id,
            issuer,
            number,
            name,
            sector,
            committee,
            villages,
            spread_s,
            ..
        } = row;
        let member = Member {
            id: MemberId(id),
            issuer,
            number,
            name,
            sector,
            committee,
            villages,
        };
        Ok(Self { member, spread_s })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_reads_back() {
        let golden = r#"{"v":1,"id":"m1","issuer":"i","number":"wy001","name":"委员甲","sector":"","committee":"提案委","villages":["村甲"],"spread_s":60}"#;
        let member = KeptMember::decode(golden).expect("a golden row");
        assert_eq!(member.encode(), golden);
        assert_eq!(KeptMember::decode(r#"{"v":2}"#), Err(StoredError::Newer));
    }

    #[test]
    fn an_empty_year_reads_back() {
        let golden = r#"{"v":1,"as_of":5,"odd":1,"list":"{\"v\":1,\"records\":[]}"}"#;
        let year = KeptYear::decode(golden).expect("a golden row");
        assert_eq!(year.encode(), golden);
    }
}
