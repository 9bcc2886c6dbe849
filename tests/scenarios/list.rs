//! `docs/scenarios.md` and the tests that it names can't part.

use std::{collections::BTreeSet, fs, path::Path};

/// Every `fn scenario_…` below a folder, with its file.
fn written(folder: &Path, to: &mut BTreeSet<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of tests") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            written(&path, to);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("text");
            let names = text.lines().filter_map(|line| {
                let after = line.strip_prefix("async ").unwrap_or(line);
                let name = after.strip_prefix("fn scenario_")?.split('(').next()?;
                Some(format!("scenario_{name}"))
            });
            let file = path.to_string_lossy().into_owned();
            to.extend(names.map(|name| (name, file.clone())));
        }
    }
}

/// The rows of the table: number, test, file.
fn listed() -> Vec<(u8, String, String)> {
    let text = fs::read_to_string("docs/scenarios.md").expect("the list");
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let number = cells.next()?.parse().ok()?;
        let (_, name, file) = (cells.next()?, cells.next()?, cells.next()?);
        let plain = |cell: &str| cell.trim_matches('`').to_owned();
        Some((number, plain(name), plain(file)))
    });
    rows.collect()
}

#[test]
fn all_25_scenarios_are_tests_and_listed() {
    let mut tests = BTreeSet::new();
    written(Path::new("tests"), &mut tests);
    let rows = listed();
    let numbers: BTreeSet<u8> = rows.iter().map(|(number, ..)| *number).collect();
    assert_eq!(numbers, (1..=25).collect());
    for (number, name, _) in &rows {
        assert!(
            name.starts_with(&format!("scenario_{number:02}_")),
            "{name}"
        );
    }
    let listed: BTreeSet<(String, String)> = rows
        .into_iter()
        .map(|(_, name, file)| (name, file))
        .collect();
    let unlisted: Vec<_> = tests.difference(&listed).collect();
    let missing: Vec<_> = listed.difference(&tests).collect();
    assert!(
        unlisted.is_empty(),
        "not in docs/scenarios.md: {unlisted:?}"
    );
    assert!(missing.is_empty(), "no such test: {missing:?}");
}
