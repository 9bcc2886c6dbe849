//! What changed for the member, kept for offline reading, and up to where it was read on this phone.

use super::{
    StoredError,
    events::list,
    json::{Row, object, of, parse, to_day, to_ref},
};
use crate::domain::{
    event::EventId,
    moment::Moment,
    news::{About, News, What},
    record::KindId,
};
use serde_json::Value;

/// The notices as they were last read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct KeptNews {
    /// The newest first.
    pub news: Vec<News>,
    /// When the backend said so.
    pub as_of: Moment,
    /// Rows that could not be understood.
    pub odd: u32,
    /// Up to which one they were read on this phone.
    pub mark: u64,
}

impl KeptNews {
    /// As JSON, version 2.
    pub fn encode(&self) -> String {
        object([
            ("v", 2.into()),
            ("as_of", self.as_of.0.into()),
            ("odd", self.odd.into()),
            ("mark", self.mark.into()),
            ("list", list(&self.news, write)),
        ])
        .to_string()
    }

    /// Reads any version that was ever released.
    pub fn decode(text: &str) -> Result<Self, StoredError> {
        let value = parse(text, 2)?;
        let row = Row(&value);
        Ok(Self {
            news: row.list("list", |news| read(Row(news)))?,
            as_of: Moment(row.whole("as_of")?),
            odd: row.small("odd")?,
            mark: row.count("mark")?,
        })
    }
}

fn write(news: &News) -> Value {
    let about = match &news.about {
        About::Record {
            key,
            kind,
            day,
            title,
        } => object([
            ("record", key.as_ref().map(of).into()),
            ("kind", kind.as_ref().map(|kind| of(&kind.0)).into()),
            ("day", day.map(of).into()),
            ("title", of(title)),
        ]),
        About::Event { id, title } => object([("event", of(id.as_str())), ("title", of(title))]),
        About::Nothing => Value::Null,
    };
    object([
        ("seq", news.seq.into()),
        ("at", news.at.0.into()),
        ("what", of(news.what.name())),
        ("about", about),
        ("who", of(&news.who)),
        ("words", of(&news.words)),
        ("step", of(&news.step)),
        ("level", news.level.as_ref().map(of).into()),
        ("unit", of(&news.unit)),
        ("until", news.until.map(|at| at.0).into()),
        ("read", news.read.into()),
    ])
}

fn read(row: Row<'_>) -> Result<News, StoredError> {
    Ok(News {
        seq: row.count("seq")?,
        at: Moment(row.whole("at")?),
        what: What::named(&row.text("what")?),
        about: row.maybe("about", about)?.unwrap_or(About::Nothing),
        // Version 1 had none.
        who: match row.value("who") {
            Ok(_) => row.text("who")?,
            Err(_) => String::new(),
        },
        words: row.text("words")?,
        step: row.text("step")?,
        level: row.maybe_text("level")?,
        unit: row.text("unit")?,
        until: row.maybe_whole("until")?.map(Moment),
        read: row.flag("read")?,
    })
}

fn about(row: Row<'_>) -> Result<About, StoredError> {
    let title = row.text("title")?;
    let Ok(key) = row.value("record") else {
        let id = EventId::parse(&row.text("event")?).map_err(|_| StoredError::Damaged)?;
        return Ok(About::Event { id, title });
    };
    Ok(About::Record {
        key: (!key.is_null()).then(|| to_ref(key)).transpose()?,
        kind: row.maybe_text("kind")?.map(KindId),
        day: row.maybe_text("day")?.map(|day| to_day(&day)).transpose()?,
        title,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(golden: &str) -> KeptNews {
        KeptNews::decode(golden).expect("a golden row")
    }

    #[test]
    fn the_golden_row_of_version_2_reads_and_is_what_is_written() {
        let golden = r#"{"v":2,"as_of":5,"odd":1,"mark":2,"list":[
            {"seq":5,"at":10,"what":"cosign_step","about":{"record":null,"kind":"proposal","day":"2026-03-05","title":"停车"},"who":"委员甲","words":"","step":"filed","level":null,"unit":"","until":null,"read":false},
            {"seq":4,"at":9,"what":"step","about":{"record":"01010101-0101-4101-8101-010101010101","kind":"proposal","day":"2026-03-05","title":"停车"},"who":"","words":"请办理","step":"assigned","level":"city","unit":"区交通局","until":null,"read":false},
            {"seq":3,"at":8,"what":"offered","about":{"event":"ev1","title":"视察"},"who":"","words":"","step":"","level":null,"unit":"","until":77,"read":true},
            {"seq":2,"at":7,"what":"returned","about":{"record":"01010101-0101-4101-8101-010101010101","kind":null,"day":null,"title":""},"who":"","words":"请补页码","step":"","level":null,"unit":"","until":null,"read":false},
            {"seq":1,"at":6,"what":"other","about":null,"who":"","words":"","step":"","level":null,"unit":"","until":null,"read":false}]}"#;
        let kept = read(golden);
        let same = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        assert_eq!(same(&kept.encode()), same(golden));
        assert_eq!((kept.news.len(), kept.mark, kept.odd), (5, 2, 1));
        let about = kept.news.first().map(|news| &news.about);
        assert!(
            matches!(about, Some(About::Record { key: None, .. })),
            "{kept:?}"
        );
        assert_eq!(KeptNews::decode(r#"{"v":3}"#), Err(StoredError::Newer));
        let odd = golden.replace("2026-03-05", "2026-02-30");
        assert_eq!(KeptNews::decode(&odd), Err(StoredError::Damaged));
        let odd = golden.replace("ev1", "e v");
        assert_eq!(KeptNews::decode(&odd), Err(StoredError::Damaged));
    }

    #[test]
    fn the_golden_row_of_version_1_reads() {
        let golden = r#"{"v":1,"as_of":5,"odd":1,"mark":2,"list":[
            {"seq":4,"at":9,"what":"step","about":{"record":"01010101-0101-4101-8101-010101010101","kind":"proposal","day":"2026-03-05","title":"停车"},"words":"请办理","step":"assigned","level":"city","unit":"区交通局","until":null,"read":false},
            {"seq":3,"at":8,"what":"offered","about":{"event":"ev1","title":"视察"},"words":"","step":"","level":null,"unit":"","until":77,"read":true},
            {"seq":1,"at":6,"what":"other","about":null,"words":"","step":"","level":null,"unit":"","until":null,"read":false}]}"#;
        let kept = read(golden);
        let now = read(&kept.encode());
        assert_eq!((kept.news.len(), &now), (3, &kept));
        assert!(kept.news.iter().all(|news| news.who.is_empty()));
    }
}
