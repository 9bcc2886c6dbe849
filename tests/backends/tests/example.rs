//! `docs/backends.md` shows the very files of `tests/backends/drf` that are tested.

use std::{fs, path::Path};

#[test]
fn the_walked_example_is_what_is_tested() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(here.join("../../docs/backends.md")).unwrap();
    let mut shown = page.split("```python\n").skip(1);
    for file in [
        "records/models.py",
        "records/api.py",
        "office/urls.py",
        "office/settings.py",
    ] {
        let text = fs::read_to_string(here.join("drf").join(file)).unwrap();
        let block = shown.next().and_then(|rest| rest.split("```").next());
        let block = block.unwrap_or_else(|| panic!("{file} is not shown"));
        // Of the settings the end alone.
        assert!(
            text.ends_with(block) && !block.is_empty(),
            "{file} is another"
        );
    }
    assert_eq!(shown.next(), None);
}
