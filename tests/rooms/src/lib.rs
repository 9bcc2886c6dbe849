//! A year of many records, read and summed as the phone does it; `run.mjs` takes the time.
mod lists;

use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        record::{KindId, Record, Standing},
    },
    scoring::{
        deed::Deed,
        rules::Rules,
        score::{Asked, sums},
    },
    tally::year::{days_of, year},
};
use wasm_bindgen::prelude::*;

const RULES: &str = include_str!("../../../public/rules/default.json");
const YEAR: u16 = 2026;
/// Every kind of these counts for the member by the rules that the app comes with.
const KINDS: [&str; 5] = [
    "reading_share",
    "policy_talk",
    "proposal",
    "opinion_report",
    "study",
];

/// Records of one year and the rules that score them.
#[wasm_bindgen]
pub struct Records {
    records: Vec<Record>,
    rules: Rules,
}

#[wasm_bindgen]
impl Records {
    /// So many records: of one kind, or of several in turn.
    #[wasm_bindgen(constructor)]
    pub fn new(n: u32, several: bool) -> Result<Records, JsError> {
        let records = (0..n).map(|place| record(place, n, several));
        Ok(Records {
            records: records.collect::<Result<_, _>>()?,
            rules: Rules::parse(RULES).map_err(|errors| {
                JsError::new(&format!("{} mistakes in the rules", errors.len()))
            })?,
        })
    }

    /// How many there are in the year, counted by kind, month and day.
    pub fn counted(&self) -> u32 {
        year(YEAR, &self.records, []).total
    }

    /// How many deeds are made of them for the rules to look at.
    pub fn deeds(&self) -> usize {
        self.made().len()
    }

    /// What they come to: points in all, as text.
    pub fn points(&self) -> Result<String, JsError> {
        let asked = Asked {
            year: YEAR,
            villages: Vec::new(),
        };
        let sums = sums(&self.rules, &asked, &self.made())?;
        Ok(sums.summary.total.to_string())
    }

    fn made(&self) -> Vec<Deed> {
        let made = |record| Deed::of_record(record, |field| self.rules.look_at(field));
        self.records.iter().filter_map(made).collect()
    }
}

/// The newest first, as lists have them.
fn record(n: u32, of: u32, several: bool) -> Result<Record, JsError> {
    let mut chance = [0; 16];
    let (low, high) = chance.split_at_mut(8);
    low.copy_from_slice(
        &u64::from(n)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .to_le_bytes(),
    );
    high.copy_from_slice(
        &u64::from(n)
            .wrapping_mul(0xD1B5_4A32_D192_ED03)
            .to_le_bytes(),
    );
    let kind = if several {
        KINDS[n as usize % KINDS.len()]
    } else {
        KINDS[0]
    };
    let answers = [
        ("title", Answer::Text("江村经济".to_owned())),
        ("mode", Answer::Text("offline".to_owned())),
        ("audience", Answer::Int(7)),
    ];
    let answers = answers.map(|(name, answer)| (name.to_owned(), answer));
    let new_year = Day::new(YEAR, 1, 1)?;
    let left = u64::from(of - n - 1) * 365 / u64::from(of);
    let day = days_of(YEAR).nth(left as usize);
    Ok(Record {
        client_ref: ClientRef::from_chance(chance),
        kind: KindId(kind.to_owned()),
        form_version: 1,
        day: day.unwrap_or(new_year),
        answers: Answer::Group(answers.into_iter().collect()),
        photos: Vec::new(),
        receipt: Some("901".to_owned()),
        standing: Standing::Received,
        logged: None,
    })
}
