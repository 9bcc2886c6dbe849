//! Who co-signs what, kept for offline reading.

use super::{
    StoredError,
    json::{Row, object, of, parse, to_day},
};
use crate::domain::{
    answer::Answer,
    cosigning::{About, Invitation, Paper, Stands},
    record::{KindId, Standing},
};
use serde_json::Value;

/// As JSON, version 2.
pub fn encode(invitations: &[Invitation]) -> String {
    let invitations: Vec<Value> = invitations.iter().map(write).collect();
    object([("v", 2.into()), ("invitations", invitations.into())]).to_string()
}

/// Reads any version that was ever released.
pub fn decode(text: &str) -> Result<Vec<Invitation>, StoredError> {
    let value = parse(text, 2)?;
    Row(&value).list("invitations", |value| read(Row(value)))
}

fn write(it: &Invitation) -> Value {
    let (record, paper) = match &it.about {
        About::Mine(record) => (Value::from(record.as_str()), Value::Null),
        About::Theirs(paper) => (Value::Null, write_paper(paper)),
    };
    object([
        ("id", of(&it.id)),
        ("who", of(&it.who)),
        ("sector", of(&it.sector)),
        ("stands", it.stands.id().into()),
        ("day", of(it.day)),
        ("open", it.open.into()),
        ("changed", it.changed.into()),
        ("record", record),
        ("paper", paper),
    ])
}

fn read(row: Row<'_>) -> Result<Invitation, StoredError> {
    let about = match row.maybe("paper", read_paper)? {
        Some(paper) => About::Theirs(paper),
        None => About::Mine(row.key("record")?),
    };
    Ok(Invitation {
        id: row.text("id")?,
        who: row.text("who")?,
        sector: row.text("sector")?,
        stands: Stands::named(&row.text("stands")?).ok_or(StoredError::Damaged)?,
        day: to_day(&row.text("day")?)?,
        open: row.flag("open")?,
        changed: row.flag("changed")?,
        about,
    })
}

fn write_paper(paper: &Paper) -> Value {
    object([
        ("kind", of(&paper.kind.0)),
        ("day", of(paper.day)),
        ("form_version", paper.form_version.into()),
        ("answers", Value::from(&paper.answers)),
        ("standing", word_of(&paper.standing).into()),
        ("facts", Value::from(&paper.facts)),
    ])
}

fn read_paper(row: Row<'_>) -> Result<Paper, StoredError> {
    Ok(Paper {
        kind: KindId(row.text("kind")?),
        day: to_day(&row.text("day")?)?,
        form_version: row.small("form_version")?,
        answers: Answer::from(row.value("answers")?),
        // Version 1 had neither.
        standing: match row.value("standing") {
            Ok(word) => standing_of(word).ok_or(StoredError::Damaged)?,
            Err(_) => Standing::Received,
        },
        facts: row.value("facts").map_or(Answer::Null, Answer::from),
    })
}

/// Without the office's words, which are for its author.
fn word_of(standing: &Standing) -> &'static str {
    match standing {
        Standing::Received => "received",
        Standing::Reviewed { .. } => "reviewed",
        Standing::Returned { .. } => "returned",
        Standing::Withdrawn { .. } => "withdrawn",
    }
}

fn standing_of(word: &Value) -> Option<Standing> {
    let (words, reason) = (String::new(), String::new());
    match word.as_str()? {
        "received" => Some(Standing::Received),
        "reviewed" => Some(Standing::Reviewed { words }),
        "returned" => Some(Standing::Returned { reason }),
        "withdrawn" => Some(Standing::Withdrawn { reason }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{client_ref::ClientRef, day::Day};

    const MINE: &str = r#"{"id":"i1","who":"委员乙","sector":"农业界","stands":"signed","day":"2026-11-20","open":true,"changed":false,"record":"10000000-0000-4000-8000-000000000001","paper":null}"#;
    const THEIRS: &str = r#"{"id":"i2","who":"委员丙","sector":"","stands":"signed","day":"2026-11-21","open":false,"changed":true,"record":null,"paper":{"kind":"proposal","day":"2026-11-19","form_version":1,"answers":{"title":"停车"}MORE}}"#;

    fn golden(version: u32, more: &str) -> String {
        let theirs = THEIRS.replace("MORE", more);
        format!(r#"{{"v":{version},"invitations":[{MINE},{theirs}]}}"#)
    }

    fn kept(standing: Standing, facts: Answer) -> Vec<Invitation> {
        let day = |day| Day::new(2026, 11, day).expect("a day");
        let title = ("title".to_owned(), Answer::Text("停车".to_owned()));
        let key = ClientRef::parse("10000000-0000-4000-8000-000000000001").expect("a key");
        let mine = Invitation {
            id: "i1".to_owned(),
            who: "委员乙".to_owned(),
            sector: "农业界".to_owned(),
            stands: Stands::Signed,
            day: day(20),
            open: true,
            changed: false,
            about: About::Mine(key),
        };
        let theirs = Invitation {
            id: "i2".to_owned(),
            who: "委员丙".to_owned(),
            sector: String::new(),
            stands: Stands::Signed,
            day: day(21),
            open: false,
            changed: true,
            about: About::Theirs(Paper {
                kind: KindId("proposal".to_owned()),
                day: day(19),
                form_version: 1,
                answers: Answer::Group([title].into()),
                standing,
                facts,
            }),
        };
        vec![mine, theirs]
    }

    #[test]
    fn the_golden_rows_of_version_2_read_and_are_what_is_written() {
        let golden = golden(2, r#","standing":"reviewed","facts":{"filed":true}"#);
        let reviewed = Standing::Reviewed {
            words: String::new(),
        };
        let filed = ("filed".to_owned(), Answer::Flag(true));
        let kept = kept(reviewed, Answer::Group([filed].into()));
        let same = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        assert_eq!(same(&encode(&kept)), same(&golden));
        assert_eq!(decode(&golden), Ok(kept));
        assert_eq!(decode(r#"{"v":3}"#), Err(StoredError::Newer));
        let mut other = decode(&golden).expect("read");
        other[0].stands = Stands::Other;
        assert_eq!(decode(&encode(&other)), Ok(other));
        let odd = golden.replace("reviewed", "lost");
        assert_eq!(decode(&odd), Err(StoredError::Damaged));
    }

    #[test]
    fn the_golden_rows_of_version_1_read() {
        let kept = kept(Standing::Received, Answer::Null);
        assert_eq!(decode(&golden(1, "")), Ok(kept));
    }
}
