//! Changes of what was received.

use super::{Outcome, Step, ensure, sending::arrived};
use crate::{
    phone::{Dice, Phone, now},
    world::{World, YEAR},
};
use dajuan::{
    domain::{
        answer::Answer,
        held::{Found, Held},
        record::{Entry, KindId, Standing},
        withdrawal,
    },
    outbox::item::State,
    runtime::ports::Transport,
};
use dajuan_proxy::{Fault, Rule};
use serde_json::json;

/// The words of one field changed, under a key of its own.
fn changed(entry: &Entry, field: &str, words: &str) -> Entry {
    let mut answers = entry.answers.clone();
    if let Answer::Group(fields) = &mut answers {
        fields.insert(field.to_owned(), Answer::Text(words.to_owned()));
    }
    Entry {
        client_ref: Dice::key(),
        answers,
        ..entry.clone()
    }
}

/// What the backend holds of an entry, as the app would show it before a change.
fn held(phone: &Phone, entry: &Entry) -> Result<Held, String> {
    let found = now(phone.client.look_up(&entry.client_ref));
    match found {
        Ok(Some(Found {
            held: Some(held), ..
        })) => Ok(held),
        other => Err(format!("not to be looked up: {other:?}")),
    }
}

fn written(world: &World, phone: &Phone) -> Result<Entry, String> {
    let entry = world.entry();
    phone.submit(&entry, Vec::new())?;
    arrived(world, phone, [&entry])?;
    Ok(entry)
}

/// 更正: the change arrives once, even where its answer is lost, and makes no second row.
pub fn update(world: &World) -> Step {
    if !world.profile.takes_changes() {
        return Ok(Outcome::NotOffered("no updates"));
    }
    let phone = world.phone()?;
    let entry = written(world, &phone)?;
    let base = held(&phone, &entry)?;
    let change = changed(&entry, "thoughts", "改过");
    let request = world
        .profile
        .update(&change, &entry.client_ref, &base, None);
    if let Some(request) = request {
        let rule = Rule::new(Fault::ResetAfterEffect).method(request.method);
        world.fault(rule.once());
    }
    let saved = now(phone
        .tab
        .amend(entry.client_ref.clone(), base, change.clone(), Vec::new()));
    ensure!(saved.is_ok(), "{saved:?}");
    phone.settle()?;
    phone.received([&change])?;
    world.mend();
    let rows = world.rows(YEAR)?;
    let of: Vec<_> = rows
        .iter()
        .filter(|row| row.client_ref == entry.client_ref)
        .collect();
    let [row] = *of else {
        return Err(format!("{} rows", of.len()));
    };
    ensure!(row.answers == change.answers, "it holds {:?}", row.answers);
    let own = rows.iter().any(|row| row.client_ref == change.client_ref);
    ensure!(!own, "the change is a row of its own");
    Ok(Outcome::Passed)
}

/// Two phones change what both were shown: other fields are merged, one field is asked.
pub fn stale_update(world: &World) -> Step {
    let unversioned = Held {
        id: Some("0".to_owned()),
        ..Held::default()
    };
    if !world.profile.takes_changes() || world.profile.can_update(&unversioned) {
        return Ok(Outcome::NotOffered("no versions: the later change stands"));
    }
    let phone = world.phone()?;
    let entry = written(world, &phone)?;
    let base = held(&phone, &entry)?;
    let amend = |field, words| {
        let change = changed(&entry, field, words);
        let saved = phone.tab.amend(
            entry.client_ref.clone(),
            base.clone(),
            change.clone(),
            Vec::new(),
        );
        now(saved)
            .map(|()| change)
            .map_err(|why| format!("not saved: {why}"))
    };
    for (field, words) in [("title", "孟子"), ("thoughts", "再读")] {
        let change = amend(field, words)?;
        phone.settle()?;
        phone.received([&change])?;
    }
    let now_held = held(&phone, &entry)?;
    for (field, words) in [("title", "孟子"), ("thoughts", "再读")] {
        let stands = now_held.answers.field(field).and_then(Answer::text);
        ensure!(stands == Some(words), "{field} is {stands:?}");
    }
    let late = amend("title", "大学")?;
    phone.settle()?;
    match phone.state(&late.client_ref) {
        Some(State::Conflict { fields, .. }) => ensure!(fields == ["title"], "{fields:?}"),
        other => return Err(format!("both changed the title: {other:?}")),
    }
    let after = held(&phone, &entry)?;
    ensure!(
        after.says_as(&now_held),
        "it was overwritten: {:?}",
        after.answers
    );
    Ok(Outcome::Passed)
}

/// 撤回: it stays, marked, or is gone; once, even where the first answer is lost.
pub fn taken_back(world: &World) -> Step {
    if !world.profile.takes_withdrawals() {
        return Ok(Outcome::NotOffered("nothing is taken back"));
    }
    let phone = world.phone()?;
    let entry = written(world, &phone)?;
    let answers = json!({"record": entry.client_ref.as_str(), "about": "论语", "reason": "写错了"});
    let withdrawal = Entry {
        kind: KindId(withdrawal::KIND.into()),
        answers: Answer::from(&answers),
        ..world.entry()
    };
    world.fault(Rule::new(Fault::ResetAfterEffect).method("DELETE").once());
    phone.submit(&withdrawal, Vec::new())?;
    phone.settle()?;
    phone.received([&withdrawal])?;
    world.mend();
    let rows = world.rows(YEAR)?;
    let row = rows.iter().find(|row| row.client_ref == entry.client_ref);
    match row.map(|row| &row.standing) {
        Some(Standing::Withdrawn { reason }) => ensure!(reason == "写错了", "{reason:?}"),
        None => world.taken_back(&entry),
        other => return Err(format!("{other:?}")),
    }
    Ok(Outcome::Passed)
}
