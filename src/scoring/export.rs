//! What members did, as a file: an office hands it to the command `score`, a phone writes what is the member's own.

use super::{
    decimal::Decimal,
    deed::{Came, Deed, DeedRef, Field, Fields, Source, Stands},
    json::{field, key, list, put, text},
};
use crate::domain::{day::Day, record::KindId};
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{borrow::Cow, collections::BTreeMap, fmt};

/// Members with what they did.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// 1.
    pub format: u32,
    /// The year that is asked for.
    pub year: u16,
    /// In the order of the file.
    pub members: Vec<Doer>,
}

/// A member with what they did.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doer {
    /// The number that the office knows the member by.
    pub id: String,
    /// The name.
    #[serde(default)]
    pub name: String,
    /// Villages of the 一村（社）一委员 programme.
    #[serde(default)]
    pub villages: Vec<String>,
    /// In any order.
    pub deeds: Vec<Deed>,
}

/// Why an export is not read: in English, for who keeps the file, with its line and column.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// No JSON, or not of the shape of an export.
    #[error("line {line}, column {column}: {words}")]
    Wrong {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong there.
        words: String,
    },
    /// Of a format that this program does not know.
    #[error("/format: {0} is not known, this program reads format 1")]
    Newer(u32),
    /// A member who stands there twice.
    #[error("/members: the id {0:?} stands there twice")]
    Repeated(String),
}

impl Export {
    /// Reads an export.
    ///
    /// # Errors
    /// The first mistake, with its place.
    pub fn parse(given: &str) -> Result<Self, ExportError> {
        let bare = given.strip_prefix('\u{feff}').unwrap_or(given);
        let export: Self = serde_json::from_str(bare).map_err(|error| {
            let words = error.to_string();
            let place = format!(" at line {} column {}", error.line(), error.column());
            ExportError::Wrong {
                line: error.line(),
                column: error.column(),
                words: words.strip_suffix(&place).unwrap_or(&words).to_owned(),
            }
        })?;
        if export.format != 1 {
            return Err(ExportError::Newer(export.format));
        }
        let mut ids: Vec<&str> = export.members.iter().map(|it| it.id.as_str()).collect();
        ids.sort_unstable();
        let twice = ids.windows(2).find_map(|pair| match pair {
            [one, other] if one == other => Some((*one).to_owned()),
            _ => None,
        });
        twice.map_or(Ok(export), |id| Err(ExportError::Repeated(id)))
    }

    /// As JSON, which [`Export::parse`] reads.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        put(
            &mut out,
            format_args!(
                r#"{{"format":{},"year":{},"members":"#,
                self.format, self.year
            ),
        );
        list(&mut out, &self.members, |out, doer| {
            out.push_str(r#"{"id":"#);
            text(out, &doer.id);
            key(out, "name", &doer.name);
            out.push_str(r#","villages":"#);
            list(out, &doer.villages, |out, village| text(out, village));
            out.push_str(r#","deeds":"#);
            list(out, &doer.deeds, write_deed);
            out.push('}');
        });
        out.push('}');
        out
    }
}

fn write_deed(out: &mut String, deed: &Deed) {
    out.push_str(r#"{"id":"#);
    text(out, &deed.id);
    key(out, "source", deed.source.name());
    key(out, "kind", &deed.kind.0);
    put(out, format_args!(r#","day":"{}""#, deed.day));
    key(out, "standing", deed.stands.name());
    if let Some(came) = deed.came {
        key(out, "came", came.name());
    }
    if deed.must {
        out.push_str(r#","must":true"#);
    }
    if let Some(arrived) = deed.arrived {
        put(out, format_args!(r#","arrived":"{arrived}""#));
    }
    out.push_str(r#","fields":{"#);
    for (place, (name, held)) in deed.fields.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        text(out, name);
        out.push(':');
        field(out, held);
    }
    out.push_str("}}");
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow, default)]
    source: Option<Cow<'a, str>>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    day: Cow<'a, str>,
    #[serde(borrow, default)]
    standing: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    came: Option<Cow<'a, str>>,
    #[serde(default)]
    must: bool,
    #[serde(borrow, default)]
    arrived: Option<Cow<'a, str>>,
    #[serde(default)]
    fields: Fields,
}

impl<'de> Deserialize<'de> for Deed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let row = Row::deserialize(from)?;
        deed(row).map_err(D::Error::custom)
    }
}

fn deed(row: Row<'_>) -> Result<Deed, String> {
    let day = |key: &str, text: &str| {
        Day::parse(text).map_err(|error| format!("the {key} {text:?} of the deed is {error}"))
    };
    let source = one_of("source", row.source, Source::NAMES, Source::named)?;
    let came = one_of("came", row.came, Came::NAMES, Came::named)?;
    let stands = one_of("standing", row.standing, Stands::NAMES, Stands::named)?;
    let source = source.unwrap_or(Source::Record);
    if (source == Source::Event) != came.is_some() {
        return Err("a deed has \"came\" where its source is \"event\", and only there".to_owned());
    }
    let of = DeedRef {
        day: day("day", &row.day)?,
        id: row.id.into_owned(),
        source,
        kind: KindId(row.kind.into_owned()),
    };
    Ok(Deed {
        of: of.into(),
        arrived: row.arrived.map(|it| day("arrived", &it)).transpose()?,
        stands: stands.unwrap_or(Stands::Received),
        came,
        must: row.must,
        fields: row.fields,
    })
}

fn one_of<T>(
    key: &str,
    given: Option<Cow<'_, str>>,
    names: &[&str],
    named: fn(&str) -> Option<T>,
) -> Result<Option<T>, String> {
    let Some(given) = given else {
        return Ok(None);
    };
    let found = named(&given);
    let known = || {
        format!(
            "the {key} {given:?} of the deed is none of {}",
            names.join(", ")
        )
    };
    found.map(Some).ok_or_else(known)
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("the fields of a deed, by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Fields, A::Error> {
        // In order first: a file may have any number of them, in any order.
        let mut fields: BTreeMap<String, Field> = BTreeMap::new();
        while let Some((name, Held(held))) = items.next_entry()? {
            if let Some(held) = held {
                fields.insert(name, held);
            }
        }
        Ok(fields.into_iter().collect())
    }
}

/// What a field holds; none of `null` and of groups, which no rule asks for.
struct Held(Option<Field>);

impl<'de> Deserialize<'de> for Held {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(HeldVisitor)
    }
}

struct HeldVisitor;

impl<'de> Visitor<'de> for HeldVisitor {
    type Value = Held;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a text, a number, true, false or a list of these")
    }

    fn visit_unit<E>(self) -> Result<Held, E> {
        Ok(Held(None))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Held, E> {
        Ok(Held(Some(Field::Flag(flag))))
    }

    fn visit_i64<E>(self, whole: i64) -> Result<Held, E> {
        Ok(Held(Decimal::whole(whole).map(Field::Number)))
    }

    fn visit_u64<E>(self, whole: u64) -> Result<Held, E> {
        let whole = i64::try_from(whole).ok().and_then(Decimal::whole);
        Ok(Held(whole.map(Field::Number)))
    }

    fn visit_f64<E>(self, real: f64) -> Result<Held, E> {
        Ok(Held(Decimal::of_typed(real).map(Field::Number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Held, E> {
        Ok(Held(Some(Field::text(text))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Held, A::Error> {
        let mut fields = Vec::new();
        while let Some(Held(item)) = items.next_element()? {
            fields.extend(item);
        }
        Ok(Held(Some(Field::List(fields))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Held, A::Error> {
        while items.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Held(None))
    }
}
