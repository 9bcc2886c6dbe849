//! 附议: whom an author asks, and what a member is asked.

use crate::{
    given::{self, Stage, answers, entry, proposal, row, step, today},
    page::{self, until},
};
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        cosigning::{About, Act, Invitation, Paper, Stands},
        day::Day,
        lang::Lang,
        record::{Entry, KindId, Record, Standing},
        step::Course,
    },
    forms::workflow::Workflows,
    outbox::item::State,
    pages::{
        record::record,
        records::{self, records},
    },
    state::{
        ask::{Ask, SheetAsk},
        cosigning::{Cosigning, Done},
        progress::Courses,
    },
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

const FILE: &str = include_str!("../../public/workflows.json");

fn invitation(about: About, stands: Stands) -> Invitation {
    Invitation {
        id: "i1".to_owned(),
        who: "委员乙".to_owned(),
        sector: "农业界".to_owned(),
        stands,
        day: Day::new(2026, 11, 20).unwrap(),
        open: true,
        changed: false,
        about,
    }
}

fn paper() -> About {
    About::Theirs(Paper {
        kind: KindId("proposal".to_owned()),
        day: Day::new(2026, 11, 19).unwrap(),
        form_version: 1,
        answers: answers(&[("title", "老旧小区停车"), ("cause", "车位不够")]),
        standing: Standing::Received,
        facts: Answer::Null,
    })
}

fn acted(act: Act, state: State) -> dajuan::stored::row::ItemRow {
    let entry = Entry {
        kind: KindId("cosigning".to_owned()),
        answers: answers(&[("act", act.id()), ("invitation", "i1")]),
        ..entry("")
    };
    row(state, entry)
}

/// Answers what the page asked for; where it asked nothing, nothing.
fn answer(stage: &Stage, steps: &[&str], id: &ClientRef) -> Option<RwSignal<Cosigning>> {
    let asked = stage.asked();
    let courses = asked.iter().find_map(|ask| {
        let Ask::Sheet(SheetAsk::Progress(_, into)) = ask else {
            return None;
        };
        Some(*into)
    });
    if let Some(courses) = courses {
        let steps = steps.iter().map(|id| step(id, ""));
        let course = Course {
            record: id.clone(),
            steps: steps.collect(),
            mine: None,
            theirs: None,
        };
        courses.update(|it: &mut Courses| {
            it.workflows = Some(Arc::new(Workflows::parse(FILE).unwrap()));
            it.put(today().year(), vec![course]);
        });
    }
    asked.into_iter().find_map(|ask| {
        let Ask::Sheet(SheetAsk::Cosigning(into)) = ask else {
            return None;
        };
        Some(into)
    })
}

/// The author's page of a proposal that has come so far.
async fn authors(
    lang: Lang,
    steps: &[&str],
    of: impl FnOnce(&ClientRef) -> Option<Vec<Invitation>>,
) -> (Stage, ClientRef) {
    let stage = Stage::new();
    let of_whom = proposal();
    let id = of_whom.client_ref.clone();
    stage.shelve(vec![of_whom]);
    stage
        .show(|stage| record(lang, stage.at(), id.clone()))
        .await;
    answer(&stage, steps, &id);
    page::turn().await;
    let into = answer(&stage, steps, &id).unwrap();
    into.set(of(&id).map(Arc::new));
    page::turn().await;
    (stage, id)
}

#[wasm_bindgen_test]
async fn the_author_sees_who_said_what_and_may_ask_more_and_take_back_what_is_not_answered() {
    let (stage, id) = authors(Lang::ZhCn, &[], |id| {
        let mine = || About::Mine(id.clone());
        let other = |n: &str, who: &str, stands| Invitation {
            id: n.to_owned(),
            who: who.to_owned(),
            sector: String::new(),
            ..invitation(mine(), stands)
        };
        Some(vec![
            invitation(mine(), Stands::Invited),
            other("i2", "委员丙", Stands::Signed),
            other("i3", "委员丁", Stands::Revoked),
        ])
    })
    .await;
    let text = stage.text();
    assert!(text.contains("委员乙（农业界） · 还没答复"), "{text}");
    assert!(text.contains("委员丙 · 已附议"), "{text}");
    assert!(!text.contains("委员丁"), "what was taken back is gone");
    assert!(!stage.has("button", "收回邀请：委员丙"));
    stage.press("button", "收回邀请：委员乙");
    let asked = stage.asked();
    let [
        Ask::Sheet(SheetAsk::Cosign(Done {
            act, invitation, ..
        })),
    ] = asked.as_slice()
    else {
        panic!("{asked:?}");
    };
    assert_eq!((*act, invitation.as_str()), (Act::Revoke, "i1"));
    stage.press("button", "邀请附议");
    assert!(matches!(stage.asked().as_slice(), [Ask::Sheet(SheetAsk::Invite(of))] if *of == id));
}

#[wasm_bindgen_test]
async fn once_it_is_filed_nobody_is_asked_any_more() {
    let (stage, _) = authors(Lang::En, &["examined", "filed"], |id| {
        let closed = Invitation {
            open: false,
            changed: true,
            ..invitation(About::Mine(id.clone()), Stands::Signed)
        };
        Some(vec![closed])
    })
    .await;
    let text = stage.text();
    assert!(
        text.contains("co-signing is over") && text.contains("Changed after it was co-signed"),
        "{text}"
    );
    assert!(!stage.has("button", "Invite a co-signer"));
}

#[wasm_bindgen_test]
async fn where_the_backend_has_no_such_thing_there_is_no_section() {
    let (stage, _) = authors(Lang::ZhCn, &[], |_| None).await;
    let text = stage.text();
    assert!(text.contains("进展") && !text.contains("附议"), "{text}");
    let stage = Stage::new();
    stage.show(|stage| records(Lang::ZhCn, stage.at())).await;
    let headings = stage.names("heading");
    assert!(
        !headings.iter().any(|it| it.contains("附议")),
        "{headings:?}"
    );
}

#[wasm_bindgen_test]
async fn an_invitation_that_has_not_left_the_phone_is_shown_as_such() {
    let (stage, id) = authors(Lang::ZhCn, &[], |_| Some(Vec::new())).await;
    assert!(stage.text().contains("还没有邀请"));
    let invite = Entry {
        kind: KindId("cosigning".to_owned()),
        answers: answers(&[
            ("act", "invite"),
            ("record", id.as_str()),
            ("member", "委员戊"),
        ]),
        ..entry("")
    };
    stage.desk.rows.set(vec![row(State::Queued, invite)]);
    until("the invitation", || {
        stage.text().contains("委员戊 · 待发送")
    })
    .await;
}

/// The list of records of one who is asked.
async fn asked(lang: Lang, stands: Stands) -> (Stage, RwSignal<Cosigning>) {
    let stage = Stage::new();
    stage.show(|stage| records(lang, stage.at())).await;
    let into = answer(&stage, &[], &given::mint()).unwrap();
    into.set(Some(Arc::new(vec![invitation(paper(), stands)])));
    page::turn().await;
    (stage, into)
}

fn open(stage: &Stage, part: &str) {
    let mut names = stage.names("button").into_iter();
    let name = names.find(|name| name.contains(part)).unwrap();
    stage.press("button", &name);
}

#[wasm_bindgen_test]
async fn who_is_asked_reads_the_text_and_says_yes_or_no() {
    for (name, act) in [("附议", Act::Sign), ("不附议", Act::Refuse)] {
        let (stage, _) = asked(Lang::ZhCn, Stands::Invited).await;
        assert!(stage.text().contains("请您附议") && stage.text().contains("等您答复"));
        open(&stage, "老旧小区停车");
        page::turn().await;
        let text = stage.text();
        assert!(
            text.contains("情况和问题") && text.contains("车位不够"),
            "{text}"
        );
        assert!(!stage.has("button", "撤回附议"));
        stage.asked();
        stage.press("button", name);
        let asked = stage.asked();
        let [Ask::Sheet(SheetAsk::Cosign(done))] = asked.as_slice() else {
            panic!("{asked:?}");
        };
        assert_eq!((done.act, done.invitation.as_str()), (act, "i1"));
        assert!(done.about.contains("老旧小区停车"), "{}", done.about);
    }
}

#[wasm_bindgen_test]
async fn what_was_signed_can_be_taken_back_and_what_waits_counts_as_done() {
    let (stage, _) = asked(Lang::En, Stands::Invited).await;
    stage.desk.rows.set(vec![acted(Act::Sign, State::Queued)]);
    until("the act", || {
        stage.text().contains("co-signed, not sent yet")
    })
    .await;
    open(&stage, "老旧小区停车");
    page::turn().await;
    assert!(!stage.has("button", "Co-sign"));
    stage.asked();
    stage.press("button", "Take my name back");
    let asked = stage.asked();
    assert!(
        matches!(asked.as_slice(), [Ask::Sheet(SheetAsk::Cosign(done))] if done.act == Act::Unsign)
    );
}

#[wasm_bindgen_test]
async fn a_text_that_was_changed_after_it_was_signed_asks_to_be_read_again() {
    let (stage, into) = asked(Lang::ZhCn, Stands::Signed).await;
    let changed = Invitation {
        changed: true,
        open: false,
        ..invitation(paper(), Stands::Signed)
    };
    into.set(Some(Arc::new(vec![changed])));
    page::turn().await;
    open(&stage, "老旧小区停车");
    page::turn().await;
    let text = stage.text();
    assert!(
        text.contains("请再看一看") && text.contains("附议不再变动"),
        "{text}"
    );
    assert!(
        !stage.has("button", "撤回附议"),
        "the office has dealt with it"
    );
}

#[wasm_bindgen_test]
async fn a_record_that_was_withdrawn_invites_nobody() {
    let stage = Stage::new();
    let gone = Record {
        standing: Standing::Withdrawn {
            reason: "写错了".to_owned(),
        },
        ..proposal()
    };
    let id = gone.client_ref.clone();
    stage.shelve(vec![gone]);
    stage
        .show(|stage| record(Lang::ZhCn, stage.at(), id.clone()))
        .await;
    answer(&stage, &[], &id);
    page::turn().await;
    if let Some(into) = answer(&stage, &[], &id) {
        into.set(Some(Arc::new(Vec::new())));
    }
    page::turn().await;
    assert!(!stage.has("button", "邀请附议"));
}

#[wasm_bindgen_test]
async fn the_home_page_names_what_waits_for_an_answer_and_nothing_else() {
    for (stands, named) in [(Stands::Invited, true), (Stands::Signed, false)] {
        let stage = Stage::new();
        stage
            .show(|stage| records::asked(Lang::ZhCn, stage.at()))
            .await;
        let into = answer(&stage, &[], &given::mint()).unwrap();
        into.set(Some(Arc::new(vec![invitation(paper(), stands)])));
        page::turn().await;
        assert_eq!(stage.text().contains("老旧小区停车"), named, "{stands:?}");
    }
}
