//! What a member writes arrives once, whatever happens on the way.

use super::{Outcome, Step, ensure};
use crate::{
    phone::{Phone, now},
    world::World,
};
use dajuan::{
    domain::{client_ref::ClientRef, day::Day, record::Entry},
    outbox::{abilities::Uniqueness, item::State, reply::Reply},
    runtime::{
        Notice,
        ports::{Step as Sent, Transport},
    },
};
use dajuan_proxy::{Fault, Rule};
use std::sync::Arc;

/// 已保存 without a network, 已收到 only with one.
pub fn offline_then_sent(world: &World) -> Step {
    let phone = world.phone()?;
    world.cut();
    let entries = [world.entry(), world.entry(), world.entry()];
    for entry in &entries {
        phone.submit(entry, Vec::new())?;
    }
    phone.turn();
    let notices = phone.tab.take_notices();
    let saved = notices
        .iter()
        .filter(|it| matches!(it, Notice::Saved { .. }))
        .count();
    let received = notices
        .iter()
        .any(|it| matches!(it, Notice::Received { .. }));
    ensure!(saved == 3 && !received, "{notices:?}");
    world.mend();
    phone.tab.online();
    arrived(world, &phone, &entries)
}

pub fn with_photos(world: &World) -> Step {
    if !world.profile.capabilities.photos {
        return Ok(Outcome::NotOffered("no photos"));
    }
    let phone = world.phone()?;
    let (entry, photos) = world.with_photos();
    if let Some(upload) = entry
        .photos
        .first()
        .and_then(|photo| world.profile.upload(photo, Vec::new(), None))
    {
        // Lost in the middle, then the answer of the whole.
        let rule = |fault| Rule::new(fault).method(upload.method).once();
        world.fault(rule(Fault::DropRequest { after: 1000 }));
        world.fault(rule(Fault::ResetAfterEffect));
    }
    phone.submit(&entry, photos.clone())?;
    let sent = arrived(world, &phone, [&entry])?;
    world.mend();
    for (id, bytes) in photos {
        let got = now(phone.client.attachment(&id)).map_err(|why| format!("photo: {why:?}"))?;
        ensure!(
            got.bytes == bytes && got.mime == "image/jpeg",
            "another photo came back"
        );
    }
    let rows = world.rows(crate::world::YEAR)?;
    let row = rows.iter().find(|row| row.client_ref == entry.client_ref);
    let listed = row.map(|row| row.photos.clone());
    let keys: Vec<ClientRef> = entry.photos.into_iter().map(|photo| photo.id).collect();
    ensure!(listed == Some(keys), "listed with {listed:?}");
    Ok(sent)
}

/// The backend has it, and nobody was told.
pub fn answer_lost(world: &World) -> Step {
    let phone = world.phone()?;
    let entry = world.entry();
    world.fault(world.at_create(Fault::ResetAfterEffect).once());
    phone.submit(&entry, Vec::new())?;
    phone.settle()?;
    if world.profile.abilities().uniqueness == Uniqueness::Unkept {
        return asked(world, &phone, &entry);
    }
    arrived(world, &phone, [&entry])
}

/// Where nobody can tell, nothing is sent again by itself: its owner looks, and takes it away.
fn asked(world: &World, phone: &Phone, entry: &Entry) -> Step {
    let state = phone.state(&entry.client_ref);
    ensure!(state == Some(State::Unsure), "{state:?}");
    world.mend();
    let rows = world.count(&entry.client_ref)?;
    ensure!(rows == 1, "{rows} rows");
    let withdrawn = now(phone.tab.withdraw(&entry.client_ref));
    ensure!(withdrawn.is_ok(), "{withdrawn:?}");
    world.told([entry]);
    Ok(Outcome::Passed)
}

/// The backend has half of it, and nothing of it counts.
pub fn request_lost(world: &World) -> Step {
    let phone = world.phone()?;
    let entry = world.entry();
    world.fault(world.at_create(Fault::DropRequest { after: 10 }).once());
    phone.submit(&entry, Vec::new())?;
    phone.settle()?;
    arrived(world, &phone, [&entry])
}

/// From a second phone, after weeks: the same key again.
pub fn sent_again(world: &World) -> Step {
    if world.profile.abilities().uniqueness != Uniqueness::Forever {
        return Ok(Outcome::NotOffered(
            "a key that is sent again may stand twice",
        ));
    }
    let phone = world.phone()?;
    let entry = world.entry();
    phone.submit(&entry, Vec::new())?;
    arrived(world, &phone, [&entry])?;
    for _ in 0..3 {
        let reply = now(phone.client.send(Sent::Create(Arc::new(entry.clone()))));
        ensure!(matches!(reply, Reply::Done { .. }), "{reply:?}");
    }
    let rows = world.count(&entry.client_ref)?;
    ensure!(rows == 1, "{rows} rows");
    Ok(Outcome::Passed)
}

/// Refused with words at the field; the others go on, and so does this one once it is mended.
pub fn wrong_at_a_field(world: &World) -> Step {
    let phone = world.phone()?;
    let (bad, good) = (world.entry_on(None), world.entry());
    phone.submit(&bad, Vec::new())?;
    phone.submit(&good, Vec::new())?;
    phone.settle()?;
    phone.received([&good])?;
    world.told([&good]);
    let names_it = match phone.state(&bad.client_ref) {
        Some(State::NeedsFix { words, fields }) if fields.is_empty() => {
            ensure!(!words.is_empty(), "refused without a word");
            false
        }
        Some(State::NeedsFix { fields, .. }) => {
            let words = fields.iter().find(|(field, _)| field == "day");
            let named = words.is_some_and(|(_, words)| !words.is_empty());
            ensure!(named, "{fields:?}");
            true
        }
        Some(State::Done { .. }) => {
            return Ok(Outcome::NotOffered("it takes whatever is sent"));
        }
        other => return Err(format!("{other:?}")),
    };
    let opened = now(phone.tab.edit(&bad.client_ref)).map_err(|why| format!("edit: {why}"))?;
    let mended = Entry {
        day: Day::new(crate::world::YEAR, 3, 6).ok(),
        ..opened
    };
    phone.submit(&mended, Vec::new())?;
    arrived(world, &phone, [&mended])?;
    match names_it {
        true => Ok(Outcome::Passed),
        false => Ok(Outcome::NotOffered(
            "its refusals name no field; they are shown above the form",
        )),
    }
}

/// All are told as received, and stand there once. Where nobody can tell, their owner, who knows that they did not arrive, sends them again.
pub fn arrived<'a>(
    world: &World,
    phone: &Phone,
    entries: impl IntoIterator<Item = &'a Entry> + Clone,
) -> Step {
    phone.settle()?;
    while send_again(phone, entries.clone()) {
        phone.settle()?;
    }
    phone.received(entries.clone())?;
    world.told(entries.clone());
    world.mend();
    let rows = world.rows(crate::world::YEAR)?;
    for entry in entries {
        let rows = rows
            .iter()
            .filter(|row| row.client_ref == entry.client_ref)
            .count();
        ensure!(rows == 1, "{}: {rows} rows", entry.client_ref);
    }
    Ok(Outcome::Passed)
}

/// Whether anything had to be sent again by choice.
fn send_again<'a>(phone: &Phone, entries: impl IntoIterator<Item = &'a Entry>) -> bool {
    let unsure = |entry: &&Entry| phone.state(&entry.client_ref) == Some(State::Unsure);
    let unsure = entries.into_iter().filter(unsure);
    let sent = unsure.map(|entry| phone.tab.send_again(&entry.client_ref));
    sent.filter(Result::is_ok).count() > 0
}
