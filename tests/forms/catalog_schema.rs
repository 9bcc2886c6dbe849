//! `docs/catalog.schema.json`, which editors check by: the shipped catalogs satisfy it, and what it refuses the app refuses
//! too, with place and remedy.

use super::{CATALOG, Value, json};
use dajuan::domain::answer::Answer;
use dajuan::forms::{catalog::Catalog, workflow::Workflows};

const SCHEMA: &str = include_str!("../../docs/catalog.schema.json");

/// A validator of the few keywords that the schema is written in; the app's own engine refuses `$ref`.
struct Editor(Value);

impl Editor {
    fn new() -> Self {
        Self::of(SCHEMA)
    }

    fn of(schema: &str) -> Self {
        Self(serde_json::from_str(schema).unwrap())
    }

    fn takes(&self, value: &Value) -> bool {
        self.fits(&self.0, value)
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        let keywords = schema.as_object().unwrap().iter();
        keywords.fold(true, |fits, (keyword, at)| {
            fits & self.keyword(schema, keyword, at, value)
        })
    }

    fn keyword(&self, schema: &Value, keyword: &str, at: &Value, value: &Value) -> bool {
        let group = value.as_object();
        let items = value.as_array();
        match keyword {
            "$schema" | "title" | "description" | "$defs" => true,
            "$ref" => {
                let place = at.as_str().unwrap().trim_start_matches('#');
                self.fits(self.0.pointer(place).unwrap(), value)
            }
            "type" => match at.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_i64() || value.is_u64(),
                "number" => value.is_number(),
                "boolean" => value.is_boolean(),
                other => unreachable!("no type {other}"),
            },
            "const" => value == at,
            "enum" => at.as_array().unwrap().contains(value),
            "anyOf" => at
                .as_array()
                .unwrap()
                .iter()
                .any(|one| self.fits(one, value)),
            "minimum" => value.as_f64().is_none_or(|n| n >= at.as_f64().unwrap()),
            "minLength" => value
                .as_str()
                .is_none_or(|text| text.len() as u64 >= at.as_u64().unwrap()),
            "items" => items.is_none_or(|items| items.iter().all(|item| self.fits(at, item))),
            "required" => group.is_none_or(|group| {
                let mut names = at.as_array().unwrap().iter();
                names.all(|name| group.contains_key(name.as_str().unwrap()))
            }),
            "properties" => group.is_none_or(|group| {
                let known = at.as_object().unwrap();
                let mut found = group
                    .iter()
                    .filter_map(|(key, value)| Some((known.get(key)?, value)));
                found.all(|(schema, value)| self.fits(schema, value))
            }),
            "additionalProperties" => group.is_none_or(|group| {
                let known = schema.get("properties").and_then(Value::as_object);
                let mut others = group
                    .iter()
                    .filter(|(key, _)| known.is_none_or(|known| !known.contains_key(*key)));
                others.all(|(_, value)| *at != json!(false) && self.fits(at, value))
            }),
            other => unreachable!("no keyword {other}"),
        }
    }
}

#[test]
fn the_shipped_catalogs_satisfy_the_schema_that_editors_check_by() {
    for text in [CATALOG, include_str!("../../public/events.json")] {
        assert!(Editor::new().takes(&serde_json::from_str(text).unwrap()));
    }
}

#[test]
fn what_the_schema_refuses_the_app_refuses_at_its_place_with_a_remedy() {
    let title = "/kinds/0/form/properties/title";
    let mistakes = [
        ("/verzion", json!(1)),
        ("/kinds/0/icon", json!("x")),
        ("/kinds/0/form_version", json!("1")),
        ("/kinds/0/form/x-ui/colour", json!("red")),
        ("/kinds/0/form/x-ui/read_back", json!("yes")),
        ("/kinds/0/series", json!(1)),
        ("/lists/0/order", json!("length")),
        (&format!("{title}/x-ui/widget"), json!("map")),
        ("/lists/0/items", json!([])),
        (&format!("{title}/pattern"), json!("a+")),
        (&format!("{title}/x-ui/hnit"), json!("x")),
        (&format!("{title}/x-ui/label"), json!({"zh-CN": "书名"})),
        (&format!("{title}/x-ui/counter"), json!(false)),
        (&format!("{title}/x-ui/list"), json!(3)),
        (&format!("{title}/type"), json!("object")),
    ];
    for (place, value) in mistakes {
        let mut catalog: Value = serde_json::from_str(CATALOG).unwrap();
        let (parent, key) = place.rsplit_once('/').unwrap();
        catalog.pointer_mut(parent).unwrap()[key] = value;
        assert!(!Editor::new().takes(&catalog), "{place}");
        let errors = Catalog::load(&Answer::from(&catalog)).unwrap_err();
        let here = errors.iter().find(|error| error.place == place);
        assert!(here.is_some(), "{place}: {errors:?}");
    }
}

#[test]
fn the_shipped_workflows_satisfy_their_schema_and_what_it_refuses_the_app_refuses_too() {
    let editor = Editor::of(include_str!("../../docs/workflows.schema.json"));
    let shipped = include_str!("../../public/workflows.json");
    assert!(editor.takes(&serde_json::from_str(shipped).unwrap()));
    let mistakes = [
        ("/verzion", json!(1)),
        ("/kinds/0/step", json!([])),
        ("/kinds/0/steps/1/label", json!({"zh-CN": "审查"})),
        ("/kinds/0/steps/1/colour", json!("red")),
        ("/kinds/0/steps/1/by", json!("member")),
        ("/kinds/0/steps/1/words", json!(true)),
        ("/kinds/0/steps/2/fact/values", json!(1)),
        ("/kinds/1/steps/4/levels/0/name", json!("x")),
    ];
    for (place, value) in mistakes {
        let mut file: Value = serde_json::from_str(shipped).unwrap();
        let (parent, key) = place.rsplit_once('/').unwrap();
        file.pointer_mut(parent).unwrap()[key] = value;
        assert!(!editor.takes(&file), "{place}");
        let errors = Workflows::parse(&file.to_string()).unwrap_err();
        assert!(
            errors.iter().any(|error| error.place.starts_with(place)),
            "{place}: {errors:?}"
        );
    }
}
