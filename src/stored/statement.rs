//! The office's own sum of a year, kept for offline reading.

use super::{
    StoredError,
    json::{Row, object, of, parse},
};
use crate::domain::{moment::Moment, statement::Statement};

/// As JSON, version 1; `None` where the office had worked out nothing.
pub fn encode(statement: Option<&Statement>) -> String {
    let kept = statement.map(|it| {
        object([
            ("as_of", it.as_of.0.into()),
            ("closed", it.closed.into()),
            ("sheet", of(&it.sheet)),
        ])
    });
    object([("v", 1.into()), ("statement", kept.into())]).to_string()
}

/// Reads any version that was ever released.
pub fn decode(text: &str) -> Result<Option<Statement>, StoredError> {
    let value = parse(text, 1)?;
    Row(&value).maybe("statement", |row| {
        Ok(Statement {
            as_of: Moment(row.whole("as_of")?),
            closed: row.flag("closed")?,
            sheet: row.text("sheet")?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_golden_rows_of_version_1_read_and_are_what_is_written() {
        let same = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        let statement = Statement {
            as_of: Moment(5),
            closed: true,
            sheet: r#"{"rows":[]}"#.to_owned(),
        };
        for (golden, kept) in [
            (r#"{"v":1,"statement":null}"#, None),
            (
                r#"{"v":1,"statement":{"as_of":5,"closed":true,"sheet":"{\"rows\":[]}"}}"#,
                Some(statement),
            ),
        ] {
            assert_eq!(same(&encode(kept.as_ref())), same(golden));
            assert_eq!(decode(golden), Ok(kept));
        }
        assert_eq!(decode(r#"{"v":2}"#), Err(StoredError::Newer));
    }
}
