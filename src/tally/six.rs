//! 六个一, of 一村（社）一委员: six kinds of duty of which each member owes one per village and year.

use crate::domain::{
    answer::Answer,
    client_ref::ClientRef,
    record::{KindId, Record},
};

/// The six, in the programme's order.
pub const KINDS: [&str; 6] = [
    "policy_talk",
    "concern",
    "research",
    "mediation",
    "micro_consultation",
    "charity",
];

/// The field in which a record names its village.
const VILLAGE: &str = "village";

/// One of the six, for one village.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// The kind.
    pub kind: KindId,
    /// What shows that it was done, the first of the year first.
    pub evidence: Vec<ClientRef>,
}

/// The six of a village.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Village {
    /// Its name; empty where no village is known.
    pub name: String,
    /// In the programme's order.
    pub slots: Vec<Slot>,
}

/// The six of each of the member's villages: a record is for the one that it names, as the rules count it. Where no village
/// is known, every record of the year counts.
pub fn six(year: u16, records: &[Record], villages: &[String]) -> Vec<Village> {
    let of = |village: Option<&String>| Village {
        name: village.cloned().unwrap_or_default(),
        slots: KINDS
            .map(|kind| filled(year, records, kind, village))
            .into(),
    };
    if villages.is_empty() {
        return vec![of(None)];
    }
    villages.iter().map(|village| of(Some(village))).collect()
}

fn filled(year: u16, records: &[Record], kind: &str, village: Option<&String>) -> Slot {
    let mut found: Vec<&Record> = records
        .iter()
        .filter(|record| {
            record.kind.0 == kind
                && record.day.year() == year
                && record.standing.counts()
                && village.is_none_or(|village| names(record, village))
        })
        .collect();
    found.sort_by_key(|record| record.day);
    Slot {
        kind: KindId(kind.to_owned()),
        evidence: found.iter().map(|it| it.client_ref.clone()).collect(),
    }
}

fn names(record: &Record, village: &str) -> bool {
    let named = record.answers.field(VILLAGE).and_then(Answer::text);
    named.is_some_and(|named| named.trim() == village.trim())
}
