//! Who co-signs what, kept for offline reading.

use super::{
    StoredError,
    json::{Row, object, of, parse, to_day},
};
use crate::domain::{
    answer::Answer,
    cosigning::{About, Invitation, Paper, Stands},
    record::KindId,
};
use serde_json::Value;

/// As JSON, version 1.
pub fn encode(invitations: &[Invitation]) -> String {
    let invitations: Vec<Value> = invitations.iter().map(write).collect();
    object([("v", 1.into()), ("invitations", invitations.into())]).to_string()
}

/// Reads any version that was ever released.
pub fn decode(text: &str) -> Result<Vec<Invitation>, StoredError> {
    let value = parse(text, 1)?;
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
    ])
}

fn read_paper(row: Row<'_>) -> Result<Paper, StoredError> {
    Ok(Paper {
        kind: KindId(row.text("kind")?),
        day: to_day(&row.text("day")?)?,
        form_version: row.small("form_version")?,
        answers: Answer::from(row.value("answers")?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{client_ref::ClientRef, day::Day};

    #[test]
    fn the_golden_rows_of_version_1_read_and_are_what_is_written() {
        let golden = concat!(
            r#"{"v":1,"invitations":[{"id":"i1","who":"委员乙","sector":"农业界","stands":"signed","day":"2026-11-20","open":true,"changed":false,"#,
            r#""record":"10000000-0000-4000-8000-000000000001","paper":null},{"id":"i2","who":"委员丙","sector":"","stands":"invited","#,
            r#""day":"2026-11-21","open":false,"changed":true,"record":null,"paper":{"kind":"proposal","day":"2026-11-19","form_version":1,"#,
            r#""answers":{"title":"停车"}}}]}"#
        );
        let day = |day| Day::new(2026, 11, day).expect("a day");
        let title = ("title".to_owned(), Answer::Text("停车".to_owned()));
        let kept = vec![
            Invitation {
                id: "i1".to_owned(),
                who: "委员乙".to_owned(),
                sector: "农业界".to_owned(),
                stands: Stands::Signed,
                day: day(20),
                open: true,
                changed: false,
                about: About::Mine(
                    ClientRef::parse("10000000-0000-4000-8000-000000000001").expect("a key"),
                ),
            },
            Invitation {
                id: "i2".to_owned(),
                who: "委员丙".to_owned(),
                sector: String::new(),
                stands: Stands::Invited,
                day: day(21),
                open: false,
                changed: true,
                about: About::Theirs(Paper {
                    kind: KindId("proposal".to_owned()),
                    day: day(19),
                    form_version: 1,
                    answers: Answer::Group([title].into()),
                }),
            },
        ];
        let same = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        assert_eq!(same(&encode(&kept)), same(golden));
        assert_eq!(decode(golden), Ok(kept));
        assert_eq!(decode(r#"{"v":2}"#), Err(StoredError::Newer));
    }
}
