//! The members by name, kept for forms that are filled in offline.

use super::{
    StoredError,
    json::{Row, object, of, parse},
};
use crate::domain::person::Person;
use serde_json::Value;

/// As JSON, version 1.
pub fn encode(people: &[Person]) -> String {
    let person = |person: &Person| {
        object([
            ("number", of(&person.number)),
            ("name", of(&person.name)),
            ("sector", of(&person.sector)),
        ])
    };
    let people: Vec<Value> = people.iter().map(person).collect();
    object([("v", 1.into()), ("people", people.into())]).to_string()
}

/// Reads any version that was ever released.
pub fn decode(text: &str) -> Result<Vec<Person>, StoredError> {
    let value = parse(text, 1)?;
    Row(&value).list("people", |value| {
        let row = Row(value);
        Ok(Person {
            number: row.text("number")?,
            name: row.text("name")?,
            sector: row.text("sector")?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_golden_rows_of_version_1_read_and_are_what_is_written() {
        let golden = r#"{"v":1,"people":[{"number":"wy001","name":"林知夏","sector":"教育界"}]}"#;
        let kept = vec![Person {
            number: "wy001".to_owned(),
            name: "林知夏".to_owned(),
            sector: "教育界".to_owned(),
        }];
        let same = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        assert_eq!(same(&encode(&kept)), same(golden));
        assert_eq!(decode(golden), Ok(kept));
        assert_eq!(decode(r#"{"v":2}"#), Err(StoredError::Newer));
    }
}
