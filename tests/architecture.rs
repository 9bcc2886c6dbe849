//! The house plan, held by a test: who may use whom, and what only some rooms may name.
//! The table is `docs/architecture.md`'s; a forbidden import fails with file and line.

#![allow(clippy::expect_used)] // a test ends where its own files are missing

use std::{collections::BTreeSet, fs, path::Path};

#[path = "architecture/source.rs"]
mod source;
use source::{Source, sources};

struct Room {
    name: &'static str,
    may_use: &'static [&'static str],
    crates: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    Room {
        name: "domain",
        may_use: &[],
        crates: &["thiserror"],
    },
    Room {
        name: "forms",
        may_use: &["domain"],
        crates: &["serde_json", "thiserror"],
    },
    Room {
        name: "agenda",
        may_use: &["domain"],
        crates: &[],
    },
    Room {
        name: "scoring",
        may_use: &["domain"],
        crates: &["serde", "serde_json", "thiserror"],
    },
    Room {
        name: "chart",
        may_use: &[],
        crates: &["qrcodegen"],
    },
    Room {
        name: "tally",
        may_use: &["domain"],
        crates: &[],
    },
    Room {
        name: "report",
        may_use: &["chart", "domain", "scoring"],
        crates: &[],
    },
    Room {
        name: "outbox",
        may_use: &["domain"],
        crates: &["thiserror"],
    },
    Room {
        name: "profile",
        may_use: &["domain", "forms", "outbox"],
        crates: &["serde", "serde_json", "jsonptr", "thiserror"],
    },
    Room {
        name: "stored",
        may_use: &["domain", "forms", "outbox"],
        crates: &["serde", "serde_json", "thiserror"],
    },
    Room {
        name: "i18n",
        may_use: &["domain"],
        crates: &["js_sys", "wasm_bindgen"],
    },
    Room {
        name: "route",
        may_use: &["domain"],
        crates: &[],
    },
    Room {
        name: "runtime",
        may_use: &["domain", "outbox", "stored"],
        crates: &["thiserror"],
    },
    Room {
        name: "state",
        may_use: &[
            "agenda", "domain", "forms", "outbox", "stored", "i18n", "route",
        ],
        crates: &["leptos"],
    },
    Room {
        name: "ui",
        may_use: &["domain", "i18n", "route", "state"],
        crates: &["leptos"],
    },
    Room {
        name: "pages",
        may_use: &[
            "ui", "state", "route", "i18n", "agenda", "chart", "domain", "forms", "outbox",
            "stored", "tally", "scoring", "report",
        ],
        crates: &["leptos"],
    },
    Room {
        name: "app",
        may_use: &["pages", "ui", "state", "route", "i18n", "domain"],
        crates: &["leptos", "leptos_router"],
    },
    Room {
        name: "transport",
        may_use: &["domain", "outbox", "profile", "runtime"],
        crates: &[
            "gloo_net",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
            "thiserror",
            "serde_json",
        ],
    },
    Room {
        name: "storage",
        may_use: &["domain", "outbox", "stored", "runtime"],
        crates: &[
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
            "thiserror",
        ],
    },
    Room {
        name: "browser",
        may_use: &[
            "runtime",
            "transport",
            "storage",
            "outbox",
            "stored",
            "state",
            "domain",
            "profile",
            "forms",
            "agenda",
            "route",
            "i18n",
            "app",
        ],
        crates: &[
            "any_spawner",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
            "leptos",
            "thiserror",
            "serde_json",
        ],
    },
    Room {
        name: "bin",
        may_use: &["scoring", "domain", "i18n"],
        crates: &["dajuan"],
    },
    Room {
        name: "main",
        may_use: &["app", "browser"],
        crates: &["dajuan"],
    },
    Room {
        name: "lib",
        may_use: &[],
        crates: &[],
    },
];

/// Crates outside `std` that a room must be allowed to name.
const OUTSIDE: &[&str] = &[
    "any_spawner",
    "dajuan",
    "gloo_net",
    "js_sys",
    "jsonptr",
    "leptos",
    "leptos_router",
    "qrcodegen",
    "serde",
    "serde_json",
    "thiserror",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
];

/// A word that only these files may name, with the reason.
const ONLY: &[(&str, &[&str], &str)] = &[
    (
        "gloo_net",
        &["transport/http.rs"],
        "one door to the network",
    ),
    (
        "IdbDatabase",
        &[
            "storage/idb.rs",
            "storage/indexed_db.rs",
            "storage/directory.rs",
        ],
        "one door to IndexedDB",
    ),
    (
        "indexedDB",
        &[
            "storage/idb.rs",
            "storage/indexed_db.rs",
            "storage/directory.rs",
        ],
        "one door to IndexedDB",
    ),
    (
        "SubtleCrypto",
        &["storage/cipher.rs"],
        "one door to WebCrypto",
    ),
    (
        "leptos_router",
        &["app.rs"],
        "inside a portal the address is the host's",
    ),
    ("inner_html", &[], "Trusted Types: text is text"),
    ("set_inner_html", &[], "Trusted Types: text is text"),
    ("localStorage", &[], "one door to what is kept"),
];

#[test]
fn no_room_uses_what_the_plan_forbids() {
    let mut wrong = Vec::new();
    for source in sources(Path::new("src")) {
        let Some(room) = ROOMS.iter().find(|room| room.name == source.room) else {
            wrong.push(format!(
                "{}: the plan has no room {:?}",
                source.path, source.room
            ));
            continue;
        };
        for (line, used) in source.rooms_used() {
            let allowed = used == room.name || room.may_use.contains(&used.as_str());
            let exists = ROOMS.iter().any(|room| room.name == used);
            if exists && !allowed {
                wrong.push(format!(
                    "src/{}:{line}: {} may not use {used}",
                    source.path, room.name
                ));
            }
        }
        for (line, named) in source.crates_named(OUTSIDE) {
            if !room.crates.contains(&named) {
                wrong.push(format!(
                    "src/{}:{line}: {} may not name {named}",
                    source.path, room.name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn some_words_have_one_door() {
    let mut wrong = Vec::new();
    for source in sources(Path::new("src")) {
        for (word, files, reason) in ONLY {
            if files.contains(&source.path.as_str()) {
                continue;
            }
            for line in source.lines_with(word) {
                wrong.push(format!("src/{}:{line}: {word}: {reason}", source.path));
            }
        }
        if source.room == "pages" {
            for word in ["spawn_local", "web_sys"] {
                for line in source
                    .lines_with(word)
                    .filter(|line| !source.line(*line).contains("leptos::web_sys"))
                {
                    wrong.push(format!(
                        "src/{}:{line}: pages never name {word}",
                        source.path
                    ));
                }
            }
        }
        if source.room == "pages" {
            for (line, page) in source.pages_used() {
                wrong.push(format!(
                    "src/{}:{line}: a page imports the page {page}",
                    source.path
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn words_for_people_stand_in_the_table_of_words_alone() {
    let mut wrong = Vec::new();
    // The contract suite is test data that every store runs, in the browser too.
    let shipped =
        |source: &&Source| source.room != "i18n" && !source.path.starts_with("storage/contract");
    for source in sources(Path::new("src")).iter().filter(shipped) {
        for (line, text) in source.chinese_literals() {
            wrong.push(format!(
                "src/{}:{line}: {text:?} belongs into src/i18n",
                source.path
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_file_outgrows_one_noun() {
    let long: Vec<String> = sources(Path::new("src"))
        .iter()
        .filter(|source| source.room != "i18n" && source.length() > 400)
        .map(|source| format!("src/{}: {} lines", source.path, source.length()))
        .collect();
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

#[test]
fn every_component_is_shown_on_the_page_of_components() {
    let all = sources(Path::new("src"));
    let page = |source: &&Source| source.path.starts_with("pages/style/");
    // Imported, and called.
    let shown = |name: &str| {
        let mut parts = all.iter().filter(page);
        parts.any(|part| part.lines_with(name).count() > 1)
    };
    // The page itself stands in one of `head`.
    let parts = |source: &&Source| {
        source.room == "ui" && !matches!(&*source.path, "ui/tree.rs" | "ui/head.rs")
    };
    let mut missing = Vec::new();
    for source in all.iter().filter(parts) {
        let components = source.functions_giving(&["View", "El"]);
        for name in components.into_iter().filter(|name| !shown(name)) {
            missing.push(format!("src/{}: {name}", source.path));
        }
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn the_test_sees_what_it_must_forbid() {
    let planted = Source::read(
        "domain/planted.rs",
        "use crate::{forms::x, outbox};\n// crate::pages in a comment\nfn f() { web_sys::window(); let t = \"登录\"; }\nuse super::super::state;\n",
    );
    let rooms: BTreeSet<String> = planted
        .rooms_used()
        .into_iter()
        .map(|(_, room)| room)
        .collect();
    assert_eq!(
        rooms.into_iter().collect::<Vec<_>>(),
        ["forms", "outbox", "state"]
    );
    assert_eq!(planted.crates_named(OUTSIDE), [(3, "web_sys")]);
    assert_eq!(planted.chinese_literals().len(), 1);
}

#[test]
fn every_room_of_the_plan_is_described() {
    let described = fs::read_to_string("docs/architecture.md").expect("docs/architecture.md");
    for room in ROOMS
        .iter()
        .filter(|room| !matches!(room.name, "lib" | "main"))
    {
        assert!(
            described.contains(&format!("`{}", room.name)),
            "docs/architecture.md says nothing of {}",
            room.name
        );
    }
}
