//! `docs/profile.schema.json`, which editors complete by, and the checker say the same.

use super::{editor::Editor, *};
use dajuan::profile::{
    error::ProfileError,
    hosts::{config_for, config_over, profile_at},
};
use std::fs;

const SCHEMA: &str = include_str!("../../docs/profile.schema.json");

fn presets() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/dialects");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (
            name,
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap(),
        )
    };
    let mut all: Vec<_> = files.map(read).collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all
}

/// The first mistake in the whole of it, with the parts that are read when they are needed.
fn mistake(profile: &Value) -> Option<ProfileError> {
    let read = |profile: Profile| {
        profile.events()?;
        profile.notices()?;
        profile.cosigning()?;
        profile.progress()?;
        profile.roster()?;
        profile.looks()?;
        profile.statements().map(drop)
    };
    Profile::parse("{}", &profile.to_string())
        .and_then(read)
        .err()
}

#[test]
fn what_ships_satisfies_the_schema() {
    let editor = Editor::of(SCHEMA);
    assert!(editor.takes(&serde_json::from_str(CONFIG).unwrap()));
    let presets = presets();
    assert_eq!(presets.len(), 8);
    for (name, preset) in presets {
        assert!(editor.takes(&preset), "{name}");
        assert_eq!(mistake(&preset), None, "{name}");
    }
}

/// Every object of the schema whose keys are known, with where it stands in a profile.
fn sections<'a>(
    schema: &'a Value,
    root: &'a Value,
    at: &str,
    found: &mut Vec<(String, Vec<&'a str>)>,
) {
    let named = schema.get("$ref").and_then(Value::as_str);
    let named = named.map(|name| root.pointer(name.trim_start_matches('#')).unwrap());
    let places = [Some(schema), named].into_iter().flatten();
    let properties: Vec<_> = places
        .filter_map(|it| it["properties"].as_object())
        .collect();
    if properties.is_empty() {
        return;
    }
    let keys = properties
        .iter()
        .flat_map(|it| it.keys().map(String::as_str));
    found.push((at.to_owned(), keys.collect()));
    for (key, below) in properties.into_iter().flatten() {
        sections(below, root, &format!("{at}/{key}"), found);
    }
}

#[test]
fn the_schema_has_the_keys_of_the_language_and_no_others() {
    let root: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut found = Vec::new();
    sections(&root, &root, "", &mut found);
    assert!(found.len() > 60, "{}", found.len());
    for (at, keys) in found {
        // Under PocketBase every part of the language is described, but what stands here is put in alone.
        let mut preset: Value = serde_json::from_str(PRESET).unwrap();
        preset["auth"]["cookies"] = true.into();
        preset["operations"]["remove"] = json!({
            "method": "DELETE", "path": "/{id}", "success": { "empty": true },
        });
        let mut place = &mut preset;
        for key in at.split('/').skip(1) {
            let fields = place.as_object_mut().unwrap();
            place = fields.entry(key).or_insert_with(|| json!({}));
        }
        place["no such key"] = json!(1);
        let known = match mistake(&preset) {
            Some(ProfileError {
                pointer,
                what: What::UnknownKey,
                remedy: Remedy::OneOf(known),
            }) => {
                assert_eq!(pointer, format!("{at}/no such key"));
                known
            }
            other => panic!("{at}: {other:?}"),
        };
        for key in known {
            assert!(keys.contains(key), "{at} of the schema lacks {key}");
        }
        for key in keys {
            if at.is_empty() && OF_CONFIG.contains(&key) {
                continue;
            }
            let mut preset = preset.clone();
            let place = preset.pointer_mut(&at).unwrap().as_object_mut().unwrap();
            place.remove("no such key");
            place.entry(key).or_insert(json!(7.5));
            let said = mistake(&preset).filter(|it| it.what == What::UnknownKey);
            assert_eq!(said, None, "{at} of the language lacks {key}");
        }
    }
}

/// What only `config.json` has: taken out before it is merged over its preset.
const OF_CONFIG: [&str; 2] = ["hosts", "profile"];

#[test]
fn what_only_the_config_has_is_in_the_schema_and_is_taken_out_of_it() {
    let editor = Editor::of(SCHEMA);
    let tenants = json!({ "b.example": { "base": "/b", "check": true } });
    let config = json!({ "dialect": "rest", "profile": "/b.json", "hosts": tenants });
    assert!(editor.takes(&config));
    let mine = config_for(&config.to_string(), "B.example").unwrap();
    assert_eq!(profile_at(&mine).unwrap().as_deref(), Some("/b.json"));
    let whole: Value = serde_json::from_str(&config_over(&mine, "{}").unwrap()).unwrap();
    let left = json!({ "dialect": "rest", "base": "/b", "check": true });
    assert_eq!(whole, left);
    for key in OF_CONFIG {
        let wrong = json!({ "dialect": "rest", (key): 1 });
        assert!(!editor.takes(&wrong), "{key}");
        let said = config_for(&wrong.to_string(), "x").and_then(|it| profile_at(&it));
        assert_eq!(said.unwrap_err().pointer, format!("/{key}"));
    }
    assert!(!editor.takes(&json!({ "hosts": { "b.example": { "base": 1 } } })));
}

/// Where every value of a document stands.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, below) in fields {
                let key = key.replace('~', "~0").replace('/', "~1");
                places(below, format!("{at}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (key, below) in items.iter().enumerate() {
                places(below, format!("{at}/{key}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    found.push(at);
}

#[test]
fn what_the_schema_refuses_the_app_refuses_and_the_other_way_round() {
    let editor = Editor::of(SCHEMA);
    let (mut both, mut wrong) = (0, Vec::new());
    for (name, preset) in presets() {
        let mut found = Vec::new();
        places(&preset, String::new(), &mut found);
        let values = [
            json!(7.5),
            json!("~"),
            json!([]),
            json!({ "zz": 1 }),
            json!(true),
        ];
        for (nth, at) in found.into_iter().enumerate() {
            for value in values.iter().cycle().skip(2 * nth).take(2) {
                let mut preset = preset.clone();
                *preset.pointer_mut(&at).unwrap() = value.clone();
                let refused = !editor.takes(&preset);
                let said = mistake(&preset);
                // What contradicts itself, leads elsewhere or stands for nothing is more than a schema can say.
                let of_shape = said.as_ref().is_some_and(|it| {
                    matches!(
                        it.what,
                        What::WrongType | What::UnknownKey | What::BadPointer
                    )
                });
                both += usize::from(refused && said.is_some());
                if (refused && said.is_none()) || (of_shape && !refused) {
                    wrong.push(format!("{name} {at} {value}: {refused} {said:?}"));
                }
            }
        }
    }
    assert!(both > 1_500, "{both}");
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}
