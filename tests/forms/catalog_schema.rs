//! `docs/catalog.schema.json`, which editors check by: the shipped catalogs satisfy it, and what it refuses the app refuses
//! too, with place and remedy.

use super::{CATALOG, Value, editor::Editor, json};
use dajuan::domain::answer::Answer;
use dajuan::forms::{catalog::Catalog, workflow::Workflows};

const SCHEMA: &str = include_str!("../../docs/catalog.schema.json");

#[test]
fn the_shipped_catalogs_satisfy_the_schema_that_editors_check_by() {
    for text in [CATALOG, include_str!("../../public/events.json")] {
        assert!(Editor::of(SCHEMA).takes(&serde_json::from_str(text).unwrap()));
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
        assert!(!Editor::of(SCHEMA).takes(&catalog), "{place}");
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
