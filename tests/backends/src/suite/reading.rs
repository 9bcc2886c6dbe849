//! What is read is what was written, all of it, and by nobody else.

use super::{Outcome, Step, ensure, sending::arrived};
use crate::{
    phone::{Phone, now},
    world::{World, YEAR},
};
use dajuan::{
    domain::{answer::Answer, client_ref::ClientRef, day::Day, record::Entry},
    profile::{fault::Fault, paging::Bookmark, request::Body},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// More than any page of any of them holds.
const MANY: u16 = 251;

/// A newer app sends a field more. Whatever the backend makes of it, what this app sends stays readable.
pub fn unknown_fields(world: &World) -> Step {
    let member = world.member()?;
    let entry = world.entry();
    let mut request = member.client.profile().create(&entry, Some(&member.token));
    if let Body::Json(text) = &mut request.body {
        let mut json: Value = serde_json::from_str(text).unwrap_or_default();
        // Beside the key itself, wherever the wrapper puts it.
        match json
            .as_object()
            .and_then(|it| (it.len() == 1).then(|| it.keys().next().cloned()))
        {
            Some(Some(wrapper)) => json[wrapper]["not_known"] = json!("later"),
            Some(None) | None => json["not_known"] = json!("later"),
        }
        *text = json.to_string();
    }
    let answer = world.way.ask(request).map_err(|_| "no answer".to_owned())?;
    ensure!(
        (200..500).contains(&answer.status),
        "status {}",
        answer.status
    );
    let rows = world.rows(YEAR)?;
    let there = rows.iter().any(|row| row.client_ref == entry.client_ref);
    ensure!(
        there == (answer.status < 300),
        "status {}, listed: {there}",
        answer.status
    );
    let phone = Phone::new(member);
    phone.submit(&entry, Vec::new())?;
    match there {
        // The same words were taken under the key already.
        true => Ok(Outcome::Passed),
        false => arrived(world, &phone, [&entry]),
    }
}

pub fn the_same_words(world: &World) -> Step {
    let phone = world.phone()?;
    let answers = json!({
        "title": "<b>论语</b> \u{202e}\u{1f4da} \"'\\/",
        "minutes": 45, "half": 0.5, "yes": true, "empty": "", "long": "读".repeat(5000),
        "rows": [{"village": "石埭", "people": 3}, {"village": "é\n\t"}],
    });
    let entry = Entry {
        answers: Answer::from(&answers),
        ..world.entry()
    };
    phone.submit(&entry, Vec::new())?;
    arrived(world, &phone, [&entry])?;
    let rows = world.rows(YEAR)?;
    let row = rows.iter().find(|row| row.client_ref == entry.client_ref);
    let row = row.ok_or("not listed")?;
    ensure!(
        row.answers == entry.answers,
        "other words: {:?}",
        row.answers
    );
    ensure!(
        Some(row.day) == entry.day && row.kind == entry.kind,
        "{row:?}"
    );
    Ok(Outcome::Passed)
}

pub fn many_pages(world: &World) -> Step {
    let phone = world.phone()?;
    let entries: Vec<Entry> = (0..MANY).map(|n| world.entry_on(day(n))).collect();
    for entry in &entries {
        phone.submit(entry, Vec::new())?;
    }
    phone.settle()?;
    phone.received(&entries)?;
    world.told(&entries);
    let year = now(phone.client.list_year(YEAR - 1)).map_err(|why| format!("{why:?}"))?;
    let listed: BTreeSet<ClientRef> = year
        .records
        .iter()
        .map(|row| row.client_ref.clone())
        .collect();
    let missing = entries
        .iter()
        .filter(|entry| !listed.contains(&entry.client_ref))
        .count();
    ensure!(
        missing == 0 && year.unreadable == 0,
        "{missing} of {MANY} missing, {} unreadable",
        year.unreadable
    );
    let first = now(phone.client.list_page(YEAR - 1, &Bookmark::default()))
        .map_err(|why| format!("{why:?}"))?;
    ensure!(first.next.is_some(), "all on one page");
    let newest = entries.iter().filter_map(|entry| entry.day).max();
    let days: Vec<_> = year.records.iter().map(|row| row.day).collect();
    ensure!(
        days.first().copied() == newest && days.is_sorted_by(|a, b| a >= b),
        "not the newest first"
    );
    Ok(Outcome::Passed)
}

fn day(n: u16) -> Option<Day> {
    let (month, day) = (n % 12 + 1, n % 28 + 1);
    Day::new(YEAR - 1, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

/// The first and the last day of a year are in it, those beside it are not.
pub fn year_alone(world: &World) -> Step {
    let phone = world.phone()?;
    let on = |year, month, day| world.entry_on(Day::new(year, month, day).ok());
    let inside = [on(YEAR - 2, 1, 1), on(YEAR - 2, 12, 31)];
    let outside = [on(YEAR - 3, 12, 31), on(YEAR - 1, 1, 1)];
    for entry in inside.iter().chain(&outside) {
        phone.submit(entry, Vec::new())?;
    }
    phone.settle()?;
    phone.received(inside.iter().chain(&outside))?;
    let rows = now(phone.client.list_year(YEAR - 2)).map_err(|why| format!("{why:?}"))?;
    let listed: BTreeSet<ClientRef> = rows.records.into_iter().map(|row| row.client_ref).collect();
    let is = |entry: &Entry| listed.contains(&entry.client_ref);
    ensure!(inside.iter().all(is), "a day of the year is missing");
    ensure!(!outside.iter().any(is), "a day of another year is there");
    world.told(&inside);
    Ok(Outcome::Passed)
}

/// A lost sign-in never reads as a year without records.
pub fn list_without_sign_in(world: &World) -> Step {
    if !world.asks_who() {
        return Ok(Outcome::NotOffered("it asks nobody who they are"));
    }
    let member = world.member()?;
    world.way.spoil(&member.token, 0);
    let read = now(member.client.list_year(YEAR));
    world.mend();
    ensure!(read == Err(Fault::SignInLost), "{read:?}");
    Ok(Outcome::Passed)
}

pub fn nobody_elses(world: &World) -> Step {
    let phone = world.phone()?;
    let entry = world.entry();
    phone.submit(&entry, Vec::new())?;
    arrived(world, &phone, [&entry])?;
    if !world.asks_who() {
        return Ok(Outcome::NotOffered(
            "it shows everybody's rows to everybody",
        ));
    }
    let other = world.signed_in(world.other())?;
    let rows = now(other.client.list_year(YEAR)).map_err(|why| format!("{why:?}"))?;
    let shown = rows
        .records
        .iter()
        .any(|row| row.client_ref == entry.client_ref);
    ensure!(!shown, "another member's row is shown");
    let found = other
        .client
        .profile()
        .find(&entry.client_ref, Some(&other.token));
    if let Some(request) = found {
        let answer = world.way.ask(request).map_err(|_| "no answer".to_owned())?;
        let found = other.client.profile().looked_up(&entry.client_ref, &answer);
        ensure!(
            !matches!(found, Ok(Some(_))),
            "another member's row is found"
        );
    }
    Ok(Outcome::Passed)
}
