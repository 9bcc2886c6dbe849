//! `public/workflows.json` and the machine that it makes: every step from every stage by either side, against a table.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test ends where it fails

use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        lang::Lang,
        record::{KindId, Record, Standing},
        step::{Band, Step},
    },
    forms::{
        loading::{CatalogError, Problem, Remedy, Want},
        workflow::{Asked, Refusal, Who, Wish, Workflow, Workflows},
    },
    scoring::{
        deed::Deed,
        rules::Rules,
        score::{Asked as Year, score},
    },
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[path = "workflows/mistakes.rs"]
mod mistakes;
#[path = "workflows/table.rs"]
mod table;

const FILE: &str = include_str!("../public/workflows.json");

fn shipped() -> Workflows {
    Workflows::parse(FILE).unwrap()
}

fn workflow(kind: &str) -> Workflow {
    shipped().of(&KindId(kind.to_owned())).unwrap().clone()
}

fn taken(ids: &[&str]) -> Vec<Step> {
    let step = |id: &&str| Step {
        id: (*id).to_owned(),
        day: Day::new(2026, 11, 24).unwrap(),
        words: String::new(),
        level: None,
        unit: String::new(),
        files: Vec::new(),
    };
    ids.iter().map(step).collect()
}

#[test]
fn a_step_that_this_file_does_not_know_leaves_the_record_where_it_stood() {
    let proposal = workflow("proposal");
    let stage = |ids: &[&str]| proposal.stage(&taken(ids)).unwrap().id().to_owned();
    assert_eq!(stage(&[]), "submitted");
    assert_eq!(stage(&["examined", "archived"]), "examined");
}

#[test]
fn an_instruction_stands_aside_and_the_report_is_adopted_after_it() {
    let report = workflow("opinion_report");
    let steps = taken(&["district", "instruction", "instruction"]);
    assert_eq!(report.stage(&steps).unwrap().id(), "district");
    let wish = Wish {
        step: "city",
        ..Wish::default()
    };
    assert!(report.check(&steps, wish, Who::Office).is_ok());
}

#[test]
fn what_steps_say_takes_the_place_of_what_the_author_wrote_under_those_names() {
    let report = workflow("opinion_report");
    let answers = Answer::from(&json!({"title": "停车", "adopted": "national", "instructions": 9}));
    let with = |ids: &[&str]| Value::from(&report.with_facts(&answers, &taken(ids)));
    assert_eq!(with(&[]), json!({"title": "停车"}));
    assert_eq!(
        with(&["district", "instruction", "city", "instruction"]),
        json!({"title": "停车", "adopted": "city", "instructions": 2})
    );
    assert_eq!(with(&["archived"]), json!({"title": "停车"}));
}

#[test]
fn a_problem_that_is_solved_after_a_follow_up_is_solved() {
    let meeting = workflow("micro_consultation");
    let with =
        |ids: &[&str]| Value::from(&meeting.with_facts(&Answer::from(&json!({})), &taken(ids)));
    assert_eq!(
        with(&["placed", "courtyard", "unsolved"]),
        json!({"solved": false})
    );
    assert_eq!(
        with(&["placed", "courtyard", "unsolved", "follow_up", "solved"]),
        json!({"solved": true})
    );
}

#[test]
fn adoption_and_instructions_count_and_what_the_author_claims_does_not() {
    let rules = Rules::parse(include_str!("../public/rules/default.json")).unwrap();
    let report = workflow("opinion_report");
    let claimed = Answer::from(&json!({"title": "停车", "adopted": "national"}));
    let rows = |ids: &[&str]| {
        let record = Record {
            client_ref: ClientRef::from_chance([7; 16]),
            kind: report.kind().clone(),
            form_version: 1,
            day: Day::new(2026, 11, 1).unwrap(),
            answers: report.with_facts(&claimed, &taken(ids)),
            photos: Vec::new(),
            receipt: None,
            standing: Standing::Received,
            logged: None,
        };
        let asked = Year {
            year: 2026,
            villages: Vec::new(),
        };
        let deeds: Vec<Deed> = Deed::of_record(&record, |name| Some(name.into()))
            .into_iter()
            .collect();
        let sheet = score(&rules, &asked, &deeds).unwrap();
        let of_it = sheet.ledger.rows.iter().filter(|row| row.deed().is_some());
        of_it.map(|row| row.points.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&[]), ["2"]);
    assert_eq!(rows(&["district"]), ["2", "1"]);
    assert_eq!(rows(&["district", "city"]), ["2", "2"]);
    let all = ["instruction", "district", "city", "instruction", "national"];
    assert_eq!(rows(&all), ["2", "4", "4"]);
}

#[test]
fn bands_begin_where_the_domain_says() {
    let bands = [59, 60, 74, 75, 89, 90, 100].map(Band::of);
    let (fair, good, excellent) = (Some(Band::Fair), Some(Band::Good), Some(Band::Excellent));
    assert_eq!(bands, [None, fair, fair, good, good, excellent, excellent]);
}

#[test]
fn every_kind_with_a_workflow_is_a_kind_of_the_catalog() {
    let catalog: Value = serde_json::from_str(include_str!("../public/catalog.json")).unwrap();
    let kinds = catalog["kinds"].as_array().unwrap();
    for workflow in shipped().all() {
        let is_it = |kind: &Value| kind["id"] == workflow.kind().0.as_str();
        assert!(kinds.iter().any(is_it), "{:?}", workflow.kind());
    }
}

#[test]
fn co_signing_ends_with_filing_or_with_its_refusal_and_other_kinds_have_none() {
    let all = Workflows::parse(FILE).unwrap();
    for workflow in all.all() {
        let is_proposal = workflow.kind().0 == "proposal";
        assert_eq!(workflow.cosigners().is_some(), is_proposal);
        let Some(cosigners) = workflow.cosigners() else {
            continue;
        };
        assert!(!cosigners.shows().iter().any(|key| key == "note"));
        for (way, open) in [
            (&[][..], true),
            (&["examined"][..], true),
            (&["examined", "filed"][..], false),
            (&["examined", "filed", "assigned"][..], false),
            (&["examined", "not_filed"][..], false),
            (&["examined", "not_filed", "turned"][..], false),
        ] {
            assert_eq!(cosigners.is_open(&taken(way)), open, "{way:?}");
        }
    }
}
