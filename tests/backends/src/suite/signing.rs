//! Who asks, and whether a browser lets the page ask at all.

use super::{Outcome, Step, ensure, sending::arrived};
use crate::{
    phone::{Dice, now},
    world::{PASSWORD, Page, World, YEAR},
};
use dajuan::{
    domain::{held::Held, record::Entry},
    outbox::machine::Waits,
    profile::fault::SignInFault,
};

/// Every request of the profile, as one from another origin: the browser asks first, and reads the answer.
pub fn leave_to_ask(world: &World) -> Step {
    if world.page == Page::Beside {
        return Ok(Outcome::NotOffered("the same origin needs no leave"));
    }
    let member = world.member()?;
    let me = now(member.client.me());
    ensure!(me.is_ok(), "me: {me:?}");
    let entry = world.entry();
    let (pictured, photos) = world.with_photos();
    let held = Held {
        id: Some("0".to_owned()),
        version: Some("0".to_owned()),
        ..Held::default()
    };
    let profile = member.client.profile();
    let token = Some(&*member.token);
    let photo = pictured
        .photos
        .first()
        .cloned()
        .zip(photos.into_iter().next());
    let asked = [
        Some(profile.create(&entry, token)),
        Some(profile.list(YEAR, 1, token)),
        profile.find(&Dice::key(), token),
        profile.update(&entry, &Dice::key(), &held, token),
        photo.and_then(|(photo, (_, bytes))| profile.upload(&photo, bytes, token)),
        profile.attachment(&Dice::key(), token),
        profile.health(),
    ];
    for request in asked.into_iter().flatten() {
        let name = format!("{request:?}");
        let answer = world.way.ask(request);
        ensure!(answer.is_ok(), "{name}: {:?}", world.way.kept());
    }
    world.told([&entry]);
    Ok(Outcome::Passed)
}

pub fn sign_in(world: &World) -> Step {
    let client = world.signed_in(world.me())?.client;
    let me = now(client.me()).map_err(|why| format!("me: {why:?}"))?;
    ensure!(!me.member.id.0.is_empty(), "nobody: {me:?}");
    if let Some(renewed) = now(client.refresh()).map_err(|why| format!("refresh: {why:?}"))? {
        ensure!(!renewed.token.is_empty(), "no token");
    }
    Ok(Outcome::Passed)
}

pub fn wrong_password(world: &World) -> Step {
    let client = world.guest();
    if !world.asks_who() {
        return Ok(Outcome::NotOffered("it asks nobody who they are"));
    }
    for (number, password) in [(world.me(), "wrong"), ("nobody", PASSWORD)] {
        let answer = now(client.sign_in(number, password));
        ensure!(answer == Err(SignInFault::Wrong), "{number}: {answer:?}");
    }
    Ok(Outcome::Passed)
}

/// Some wait; after the first request the sign-in is no good any more. Nothing is burnt, lost or doubled.
pub fn lost_in_mid_queue(world: &World) -> Step {
    if !world.asks_who() {
        return Ok(Outcome::NotOffered("it asks nobody who they are"));
    }
    let phone = world.phone()?;
    // A batch takes twenty.
    let count = if world.profile.abilities().batches {
        23
    } else {
        3
    };
    let entries: Vec<Entry> = (0..count).map(|_| world.entry()).collect();
    for entry in &entries {
        phone.submit(entry, Vec::new())?;
    }
    world.way.spoil(&phone.token, 1);
    phone.settle()?;
    let (waits, states) = (phone.tab.waits(), phone.states());
    ensure!(waits == Waits::SignIn, "waits: {waits:?}, {states:?}");
    let waiting: Vec<&Entry> = entries
        .iter()
        .filter(|entry| phone.received([*entry]).is_err())
        .collect();
    ensure!(!waiting.is_empty(), "{states:?}");
    for entry in waiting {
        let row = phone.tab.row(&entry.client_ref);
        let tries = row.map(|row| row.item.attempts);
        ensure!(tries == Some(0), "a try was burnt: {tries:?}");
    }
    world.mend();
    let again = now(phone.client.sign_in(world.me(), PASSWORD));
    ensure!(again.is_ok(), "{again:?}");
    phone.tab.signed_in();
    arrived(world, &phone, &entries)
}
