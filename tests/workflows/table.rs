//! What may follow what, written out by hand from `domain.md`, and every step tried from every stage.

use super::*;

type Table<'a> = &'a [(&'a str, &'a [&'a str])];

const PROPOSAL: Table = &[
    ("submitted", &["examined"]),
    ("examined", &["filed", "not_filed"]),
    ("filed", &["assigned"]),
    ("not_filed", &["turned"]),
    ("turned", &[]),
    ("assigned", &["handling"]),
    ("handling", &["answered"]),
    (
        "answered",
        &["satisfied", "mostly_satisfied", "not_satisfied"],
    ),
    ("satisfied", &["evaluated"]),
    ("mostly_satisfied", &["evaluated"]),
    ("not_satisfied", &["handling"]),
    ("evaluated", &[]),
];
const REPORT: Table = &[
    ("submitted", &["district", "instruction"]),
    ("district", &["city", "instruction"]),
    ("city", &["national", "instruction"]),
    ("national", &["instruction"]),
];
const MEETING: Table = &[
    ("submitted", &["placed"]),
    ("placed", &["courtyard"]),
    ("courtyard", &["solved", "unsolved"]),
    ("solved", &[]),
    ("unsolved", &["follow_up"]),
    ("follow_up", &["courtyard", "solved", "unsolved"]),
];
const AUTHORS: &[&str] = &["satisfied", "mostly_satisfied", "not_satisfied"];

/// Every stage that steps lead to, with a shortest way there.
fn ways(workflow: &Workflow) -> BTreeMap<String, Vec<String>> {
    let mut ways = BTreeMap::from([("submitted".to_owned(), Vec::new())]);
    let mut open = vec![Vec::<String>::new()];
    while let Some(way) = open.pop() {
        let so_far: Vec<&str> = way.iter().map(String::as_str).collect();
        for step in workflow.following(&taken(&so_far)) {
            if step.is_aside() || ways.contains_key(step.id()) {
                continue;
            }
            let mut next = way.clone();
            next.push(step.id().to_owned());
            ways.insert(step.id().to_owned(), next.clone());
            open.push(next);
        }
    }
    ways
}

/// The step with all that it must have.
fn whole<'a>(workflow: &'a Workflow, id: &'a str) -> Wish<'a> {
    let step = workflow.step(id).unwrap();
    let level = ["district", "hall"];
    let is_both = step.by() == Who::Both;
    Wish {
        step: id,
        words: if step.words() == Asked::Must {
            "说明"
        } else {
            ""
        },
        unit: if id == "assigned" { "区交通局" } else { "" },
        level: level
            .into_iter()
            .find(|level| step.level(level, Lang::En).is_some()),
        score: is_both.then_some(90),
    }
}

fn walks(kind: &str, table: Table) {
    let workflow = workflow(kind);
    let ways = ways(&workflow);
    let stages: BTreeSet<&str> = table.iter().map(|(stage, _)| *stage).collect();
    assert_eq!(
        ways.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        stages
    );
    let all: Vec<&str> = workflow.steps().iter().map(|step| step.id()).collect();
    for (stage, follows) in table {
        let way: Vec<&str> = ways[*stage].iter().map(String::as_str).collect();
        let steps = taken(&way);
        for id in &all {
            for by in [Who::Office, Who::Author] {
                let expected = if !follows.contains(id) {
                    Err(Refusal::NotNow)
                } else if *id != "evaluated" && AUTHORS.contains(id) != (by == Who::Author) {
                    Err(Refusal::NotYours)
                } else {
                    Ok(*id)
                };
                let found = workflow.check(&steps, whole(&workflow, id), by);
                assert_eq!(
                    found.map(|step| step.id()),
                    expected,
                    "{id} after {stage} by {by:?}"
                );
            }
        }
        let unknown = Wish {
            step: "archived",
            ..Wish::default()
        };
        assert_eq!(
            workflow.check(&steps, unknown, Who::Office),
            Err(Refusal::Unknown)
        );
    }
}

#[test]
fn a_proposal_takes_the_steps_of_the_table_and_no_other() {
    walks("proposal", PROPOSAL);
}

#[test]
fn an_opinion_report_takes_the_steps_of_the_table_and_no_other() {
    walks("opinion_report", REPORT);
}

#[test]
fn a_consultation_takes_the_steps_of_the_table_and_no_other() {
    walks("micro_consultation", MEETING);
}

#[test]
fn a_step_has_what_it_must_and_nothing_that_it_has_no_place_for() {
    let (proposal, report) = (workflow("proposal"), workflow("opinion_report"));
    let check = |workflow: &Workflow, way: &[&str], wish: Wish| {
        let by = if AUTHORS.contains(&wish.step) {
            Who::Author
        } else {
            Who::Office
        };
        workflow.check(&taken(way), wish, by).map(drop)
    };
    let not_filed = Wish {
        step: "not_filed",
        ..Wish::default()
    };
    assert_eq!(
        check(&proposal, &["examined"], not_filed),
        Err(Refusal::Words)
    );
    assert_eq!(
        check(
            &proposal,
            &["examined"],
            Wish {
                words: " \n",
                ..not_filed
            }
        ),
        Err(Refusal::Words)
    );
    assert_eq!(
        check(
            &proposal,
            &["examined"],
            Wish {
                words: "重复",
                ..not_filed
            }
        ),
        Ok(())
    );
    assert_eq!(
        check(
            &proposal,
            &["examined"],
            Wish {
                words: "重复",
                unit: "区交通局",
                ..not_filed
            }
        ),
        Err(Refusal::Unit)
    );
    let assigned = Wish {
        step: "assigned",
        ..Wish::default()
    };
    assert_eq!(check(&proposal, &["filed"], assigned), Err(Refusal::Unit));
    let rated = |step, score| Wish {
        step,
        score,
        ..Wish::default()
    };
    let satisfied = &["handling", "answered", "satisfied"];
    for (score, expected) in [
        (None, Err(Refusal::Score)),
        (Some(101), Err(Refusal::Score)),
        (Some(0), Ok(())),
        (Some(100), Ok(())),
    ] {
        assert_eq!(
            check(&proposal, satisfied, rated("evaluated", score)),
            expected
        );
    }
    assert_eq!(
        check(&proposal, &["answered"], rated("satisfied", Some(90))),
        Err(Refusal::Score)
    );
    let level = |step, level| Wish {
        step,
        level,
        ..Wish::default()
    };
    for (wished, expected) in [
        (None, Err(Refusal::Level)),
        (Some("hall"), Err(Refusal::Level)),
        (Some("city"), Ok(())),
    ] {
        assert_eq!(check(&report, &[], level("instruction", wished)), expected);
    }
    assert_eq!(
        check(&report, &[], level("district", Some("city"))),
        Err(Refusal::Level)
    );
}
