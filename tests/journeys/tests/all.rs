//! All journeys, a file each: `cargo test -p dajuan-journeys NAME::` runs one of them.

mod addresses;
mod ages;
mod any_text;
mod arrives;
mod bare;
mod bare_screens;
mod captive;
mod composing;
mod corrections;
mod cosigning;
mod disputes;
mod district;
mod elder;
mod engines;
mod events;
mod faults;
mod faults_of_two_members;
mod forms;
mod frame;
mod framed_app;
mod harness;
mod help;
mod in_app;
mod installed;
mod keeping;
mod keeping_apart;
mod keeping_tabs;
mod kills;
mod kinds;
mod language;
mod logged;
mod logs;
mod lost_reply;
mod new_kind;
mod new_year;
mod notices;
mod office;
mod office_todo;
mod offline;
mod old_engines;
mod organisation;
mod outbox_page;
mod portal_screens;
mod portals;
mod portals_hostile;
mod portals_token;
mod privacy;
mod profile;
mod progress;
mod releases;
mod report;
mod reports;
mod revisions;
mod shared_phone;
mod spoken;
mod steady;
mod versions;
mod village;
mod wishes;
mod year;

/// A file that is forgotten above would not run.
#[test]
fn every_file_is_a_part_of_it() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    let files = std::fs::read_dir(folder).expect("the journeys");
    let names = files.map(|file| file.expect("a file").file_name().into_string());
    let names = names.map(|name| name.expect("a name"));
    let parts: Vec<&str> = include_str!("all.rs").lines().collect();
    for name in names.filter(|name| name != "all.rs") {
        let part = format!("mod {};", name.trim_end_matches(".rs"));
        assert!(parts.contains(&part.as_str()), "{part} is missing");
    }
}
