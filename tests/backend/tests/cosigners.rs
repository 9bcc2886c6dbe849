//! 附议: the hooks do every act that the core lets be done and no other, from every state, by whose it is; and what is nobody
//! else's to read is read by nobody else.

use dajuan::{
    domain::{
        cosigning::{Act, Stands},
        day::Day,
        person::Person,
    },
    forms::list::List,
};
use dajuan_backend_tests::{Client, Reply, Server, root, unique_ref};
use serde_json::{Value, json};
use std::sync::LazyLock;

const RECORDS: &str = "/api/collections/records/records";
const COSIGNING: &str = "/api/dajuan/cosigning";

/// The shipped workflows, which the shared server is given.
fn shipped() {
    static SHIPPED: LazyLock<()> = LazyLock::new(|| {
        let text = std::fs::read_to_string(root().join("public/workflows.json")).unwrap();
        std::fs::write(Server::shared().site().join("workflows.json"), text).unwrap();
    });
    LazyLock::force(&SHIPPED);
}

fn entry(kind: &str, answers: Value) -> Value {
    json!({"client_ref": unique_ref(), "kind": kind, "day": "2026-11-23", "form_version": 1, "answers": answers})
}

/// A proposal of 委员甲.
struct Proposal {
    id: String,
    client_ref: String,
    receipt: u64,
}

impl Proposal {
    #[track_caller]
    fn new() -> Self {
        shipped();
        let answers = json!({"title": "停车", "cause": "车位不够", "suggestions": "修车库", "note": "私下的话"});
        let row = Server::member_a()
            .post(RECORDS, &entry("proposal", answers))
            .expect(200)
            .json();
        Self::of(&row)
    }

    fn of(row: &Value) -> Self {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        Self {
            id: text("id"),
            client_ref: text("client_ref"),
            receipt: row["receipt"].as_u64().unwrap(),
        }
    }

    fn invite(&self, whom: &str) -> Reply {
        self.invite_as(Server::member_a(), whom)
    }

    fn invite_as(&self, by: &Client, whom: &str) -> Reply {
        let answers = json!({"act": "invite", "record": self.client_ref, "member": whom});
        by.post(RECORDS, &entry("cosigning", answers))
    }

    /// The invitation of 委员乙 to it.
    fn invitation(&self) -> Value {
        let own = shown(Server::member_a()).into_iter();
        let mut own = own.filter(|it| it["record"] == self.client_ref.as_str());
        own.next().unwrap_or_default()
    }

    fn state(&self) -> Option<Stands> {
        Stands::named(self.invitation()["state"].as_str()?)
    }

    fn act(&self, act: Act) -> Reply {
        if act == Act::Invite {
            return self.invite("wy002");
        }
        let by = match act.is_authors() {
            true => Server::member_a(),
            false => Server::member_b(),
        };
        answer(by, act, &self.invitation())
    }

    /// Brings it where an invitation stands so.
    #[track_caller]
    fn bring(to: Option<Stands>) -> Self {
        let proposal = Self::new();
        let way: &[Act] = match to {
            None => &[],
            Some(Stands::Invited) => &[Act::Invite],
            Some(Stands::Signed) => &[Act::Invite, Act::Sign],
            Some(Stands::Declined) => &[Act::Invite, Act::Refuse],
            Some(Stands::Withdrawn) => &[Act::Invite, Act::Sign, Act::Unsign],
            Some(Stands::Revoked) => &[Act::Invite, Act::Revoke],
            Some(Stands::Other) => panic!("nothing leads there"),
        };
        for act in way {
            proposal.act(*act).expect(200);
        }
        assert_eq!(proposal.state(), to);
        proposal
    }

    #[track_caller]
    fn file(&self) {
        for step in ["examined", "filed"] {
            let path = format!("/api/dajuan/staff/records/{}/steps", self.id);
            Server::office()
                .post(&path, &json!({"step": step}))
                .expect(200);
        }
    }

    fn change(&self) -> Reply {
        let change = json!({
            "client_ref": unique_ref(), "version": "0", "day": "2026-11-23", "form_version": 1, "answers": {"title": "停车", "cause": "改过"},
        });
        let path = format!("/api/dajuan/records/{}/changes", self.client_ref);
        Server::member_a().post(&path, &change)
    }

    fn withdraw(&self) -> Reply {
        let answers = json!({"record": self.client_ref, "reason": "写错了"});
        Server::member_a().post(RECORDS, &entry("withdrawal", answers))
    }
}

fn answer(by: &Client, act: Act, invitation: &Value) -> Reply {
    let answers = json!({"act": act.id(), "invitation": invitation["id"]});
    by.post(RECORDS, &entry("cosigning", answers))
}

#[track_caller]
fn shown(to: &Client) -> Vec<Value> {
    let told = to.get(COSIGNING).expect(200).json();
    told["items"].as_array().unwrap().clone()
}

/// What 委员乙 is asked about this proposal.
fn asked(proposal: &Proposal) -> Option<Value> {
    let id = proposal.invitation()["id"].clone();
    shown(Server::member_b())
        .into_iter()
        .find(|it| it["id"] == id)
}

fn states() -> impl Iterator<Item = Option<Stands>> {
    [None].into_iter().chain(Stands::ALL.map(Some))
}

#[test]
fn every_act_from_every_state_comes_to_what_the_core_says() {
    let mut tries = 0;
    for from in states() {
        for act in Act::ALL {
            if from.is_none() && act != Act::Invite {
                continue; // There is no invitation to name.
            }
            let proposal = Proposal::bring(from);
            let reply = proposal.act(act);
            match act.leads(from) {
                Some(to) => {
                    reply.expect(200);
                    assert_eq!(proposal.state(), Some(to), "{act:?} from {from:?}");
                }
                None => {
                    let code = reply.expect(409).json()["code"].clone();
                    let gone = from == Some(Stands::Revoked) && !act.is_authors();
                    let expected = if gone { "gone" } else { "not_now" };
                    assert_eq!(code, expected, "{act:?} from {from:?}");
                    assert_eq!(proposal.state(), from, "{act:?} from {from:?}");
                }
            }
            tries += 1;
        }
    }
    assert_eq!(tries, 26);
}

#[test]
fn once_the_office_has_filed_it_nothing_of_it_moves() {
    for from in states() {
        let proposal = Proposal::bring(from);
        proposal.file();
        for act in Act::ALL
            .into_iter()
            .filter(|it| from.is_some() || *it == Act::Invite)
        {
            let code = proposal.act(act).expect(409).json()["code"].clone();
            let gone = from == Some(Stands::Revoked) && !act.is_authors();
            let expected = if gone { "gone" } else { "closed" };
            assert_eq!(code, expected, "{act:?} from {from:?}");
        }
        assert_eq!(proposal.state(), from);
        if from.is_some() {
            assert_eq!(proposal.invitation()["open"], false);
        }
    }
}

#[test]
fn whoever_is_not_on_that_side_of_it_finds_no_invitation() {
    let proposal = Proposal::bring(Some(Stands::Signed));
    let invitation = proposal.invitation();
    let others = [Server::member_a(), Server::member_b(), Server::member_c()];
    for act in Act::ALL.into_iter().filter(|it| *it != Act::Invite) {
        let own = usize::from(!act.is_authors());
        for (place, by) in others.iter().enumerate().filter(|(place, _)| *place != own) {
            let code = answer(by, act, &invitation).expect(409).json()["code"].clone();
            assert_eq!(code, "gone", "{act:?} by {place}");
        }
    }
    let code = proposal
        .invite_as(Server::member_c(), "wy002")
        .expect(409)
        .json()["code"]
        .clone();
    assert_eq!(code, "gone", "another's record");
    assert_eq!(proposal.state(), Some(Stands::Signed));
}

#[test]
fn who_is_asked_reads_the_text_and_nothing_else_and_nobody_else_reads_anything() {
    let proposal = Proposal::bring(Some(Stands::Invited));
    let told = asked(&proposal).unwrap();
    assert_eq!(
        told["paper"]["answers"],
        json!({"title": "停车", "cause": "车位不够", "suggestions": "修车库"})
    );
    assert_eq!(
        (&told["who"], &told["record"], &told["open"]),
        (&json!("委员甲"), &Value::Null, &json!(true))
    );
    assert!(!told.to_string().contains("私下"), "{told}");
    // Nothing by any other way: not the record, not the list of who was asked, not what is nobody's.
    for by in [Server::member_b(), Server::member_c()] {
        for path in [
            format!("{RECORDS}/{}", proposal.id),
            format!("/api/dajuan/records/{}/history", proposal.client_ref),
        ] {
            by.get(&path).expect(404);
        }
    }
    let id = told["id"].as_str().unwrap();
    for by in [Server::member_a(), Server::member_b(), Server::member_c()] {
        let rows = "/api/collections/cosigners/records";
        let list = by.get(rows);
        let none = list.status == 403 || list.json()["totalItems"] == 0;
        assert!(none, "{}", list.text());
        by.get(&format!("{rows}/{id}")).expect(404);
        let write = by.patch(&format!("{rows}/{id}"), &json!({"state": "signed"}));
        assert!(write.status >= 400, "{}", write.text());
        let new = json!({"record": proposal.id, "member": "x", "author": "x", "state": "signed", "asked": "2026-11-23"});
        assert!(by.post(rows, &new).status >= 400);
        let expanded = by.get(&format!("{RECORDS}?expand=cosigners_via_record"));
        assert!(
            !expanded.text().contains("cosigners_via_record\":"),
            "{}",
            expanded.text()
        );
    }
    let others = shown(Server::member_c());
    assert!(others.iter().all(|it| it["id"] != told["id"]), "{others:?}");
    Server::shared().guest().get(COSIGNING).expect(401);
    Server::office().get(COSIGNING).expect(403);
}

#[test]
fn the_office_sees_beside_the_steps_who_was_asked_and_what_they_said_on_which_day() {
    let desk = |proposal: &Proposal| {
        let path = format!("/api/dajuan/staff/records/{}/steps", proposal.id);
        Server::office().get(&path).expect(200).json()["cosigners"].clone()
    };
    for state in states() {
        let Some(stands) = state else {
            assert_eq!(desk(&Proposal::bring(None)), json!([]));
            continue;
        };
        let told = desk(&Proposal::bring(state));
        let today = told[0]["asked"].clone();
        let answered = stands != Stands::Invited;
        assert_eq!(
            told,
            json!([{
                "name": "委员乙", "sector": "农业界", "state": stands.id(), "changed": false,
                "asked": today, "said": if answered { today.clone() } else { json!("") },
            }])
        );
        assert!(Day::parse(today.as_str().unwrap()).is_ok());
    }
    let proposal = Proposal::bring(Some(Stands::Signed));
    proposal.change().expect(200);
    assert_eq!(desk(&proposal)[0]["changed"], true);
}

#[test]
fn the_sheet_of_records_counts_who_is_with_each() {
    let count = |proposal: &Proposal, title: &str| {
        let sheet = "/api/dajuan/staff/records.csv?year=2026";
        let sheet = Server::office().get(sheet).expect(200).text();
        let mut lines = sheet.lines();
        let head: Vec<&str> = lines.next().unwrap().split(',').collect();
        let place = head.iter().position(|it| *it == "附议人数").unwrap();
        let receipt = proposal.receipt.to_string();
        let own = |line: &&str| line.split(',').any(|cell| cell == receipt);
        let line = lines.find(own).unwrap();
        assert!(line.contains(title), "{line}");
        line.split(',').nth(place).unwrap().to_owned()
    };
    for state in states() {
        let signed = state == Some(Stands::Signed);
        let expected = if signed { "1" } else { "0" };
        assert_eq!(
            count(&Proposal::bring(state), "停车"),
            expected,
            "{state:?}"
        );
    }
    shipped();
    let body = entry("reading_share", json!({"title": "论语"}));
    let row = Server::member_a().post(RECORDS, &body).expect(200).json();
    assert_eq!(
        count(&Proposal::of(&row), "论语"),
        "",
        "a kind without co-signers"
    );
}

#[test]
fn what_is_taken_back_or_withdrawn_is_no_more_to_be_read() {
    let proposal = Proposal::bring(Some(Stands::Revoked));
    assert_eq!(asked(&proposal), None);
    let proposal = Proposal::bring(Some(Stands::Signed));
    assert!(asked(&proposal).is_some());
    proposal.withdraw().expect(200);
    assert_eq!(asked(&proposal), None);
    let code = proposal.act(Act::Unsign).expect(409).json()["code"].clone();
    assert_eq!(code, "closed");
}

#[test]
fn a_text_that_was_changed_after_it_was_signed_says_so_on_both_sides() {
    let proposal = Proposal::bring(Some(Stands::Signed));
    assert_eq!(proposal.invitation()["changed"], false);
    proposal.change().expect(200);
    let told = asked(&proposal).unwrap();
    assert_eq!(
        (&told["changed"], &proposal.invitation()["changed"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(told["paper"]["answers"]["cause"], "改过");
    proposal.act(Act::Unsign).expect(200);
    proposal.act(Act::Sign).expect(200);
    assert_eq!(proposal.invitation()["changed"], false);
}

/// What the phone's form sends once a member was chosen from its list.
fn chosen(number: &str) -> String {
    let roster = Server::member_a()
        .get("/api/dajuan/roster")
        .expect(200)
        .json();
    let text = |person: &Value, key: &str| person[key].as_str().unwrap().to_owned();
    let people = roster["items"].as_array().unwrap().iter();
    let people: Vec<Person> = people
        .map(|it| Person {
            number: text(it, "number"),
            name: text(it, "name"),
            sector: text(it, "sector"),
        })
        .collect();
    let list = List::of_people(&people);
    let found = list.find(number, 1).entries;
    found.first().unwrap().value.clone()
}

#[test]
fn a_member_is_named_by_number_or_by_a_name_that_only_one_has() {
    let code = |whom: &str| Proposal::new().invite(whom).expect(409).json()["code"].clone();
    assert_eq!(code("委员无此人"), "unknown_member");
    assert_eq!(code(""), "unknown_member");
    assert_eq!(code("wy001"), "yourself");
    for number in ["wy901", "wy902"] {
        Server::new_member(number);
    }
    assert_eq!(code("委员丁"), "same_name");
    let namesake = Proposal::new();
    namesake.invite(&chosen("wy902")).expect(200);
    assert_eq!(namesake.invitation()["who"], "委员丁");
    assert_eq!(
        namesake.invite("wy902").expect(409).json()["code"],
        "not_now",
        "it was that one of the two"
    );
    let proposal = Proposal::new();
    proposal.invite(" 委员乙 ").expect(200);
    assert_eq!(proposal.invitation()["who"], "委员乙");
}

#[test]
fn a_kind_without_cosigners_takes_none_and_what_is_malformed_is_refused() {
    shipped();
    let body = entry("reading_share", json!({"title": "论语"}));
    let row = Server::member_a().post(RECORDS, &body).expect(200).json();
    let answers = json!({"act": "invite", "record": row["client_ref"], "member": "wy002"});
    let reply = Server::member_a().post(RECORDS, &entry("cosigning", answers));
    assert_eq!(reply.expect(409).json()["code"], "no_cosigners");
    for answers in [
        json!({}),
        json!({"act": "own"}),
        json!({"act": "toString"}),
        json!({"act": "sign", "invitation": 5}),
        json!({"act": "invite", "record": "x".repeat(37), "member": "wy002"}),
        json!({"act": "invite", "record": "x", "member": ["wy002"]}),
    ] {
        let reply = Server::member_b().post(RECORDS, &entry("cosigning", answers.clone()));
        assert_eq!(
            reply.expect(400).field_code("answers"),
            "invalid_cosigning",
            "{answers}"
        );
    }
}

#[test]
fn an_act_that_is_sent_twice_is_done_once_and_leaves_one_note() {
    let proposal = Proposal::bring(Some(Stands::Invited));
    let answers = json!({"act": "sign", "invitation": proposal.invitation()["id"]});
    let body = entry("cosigning", answers);
    let first = Server::member_b().post(RECORDS, &body).expect(200).json();
    let second = Server::member_b().post(RECORDS, &body).expect(200).json();
    assert_eq!(first["receipt"], second["receipt"]);
    let filter = format!("event='{}'%26%26kind='cosigning'", proposal.client_ref);
    let path = format!("/api/collections/acts/records?filter={filter}&sort=created");
    let acts = Server::office().get(&path).expect(200).json();
    let outcomes: Vec<&Value> = acts["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["outcome"])
        .collect();
    assert_eq!(outcomes, ["invited", "signed"]);
}
