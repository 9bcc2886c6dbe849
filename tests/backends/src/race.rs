//! The replay race: eight identical creates at once, then the app's own way.

use crate::{
    phone::now,
    server::Server,
    wire::Way,
    world::{Page, World, config_of, is_racy},
};
use dajuan::domain::record::Entry;
use dajuan_proxy::Fault;
use std::{collections::BTreeMap, fmt, thread};

const AT_ONCE: usize = 8;

/// What a backend made of one key.
#[derive(Debug)]
pub struct Race {
    pub name: String,
    /// How often each status came; 0: no answer.
    pub statuses: BTreeMap<u16, usize>,
    /// Rows after eight creates at once.
    pub rows: usize,
    /// Rows after the app sent one item, its first answer lost, from eight tabs.
    pub own_way: usize,
    /// Rows of the first key after the app sent it too.
    pub mended: usize,
    /// The set-up says that this can happen: the app is to leave one row.
    pub racy: bool,
}

impl Race {
    /// What the app sent is there once, and what it may remove it removed.
    pub fn is_clean(&self) -> bool {
        self.own_way == 1 && self.mended == if self.racy { 1 } else { self.rows }
    }
}

/// Runs both on a fresh backend.
pub fn race(name: &str) -> Result<Race, String> {
    let world = World::new(&config_of(name), Page::Elsewhere, Server::start(name));
    let member = world.member()?;
    let entry = world.entry();
    let request = member.client.profile().create(&entry, Some(&member.token));
    let (agent, to) = (world.way.agent(), world.server.borrow().address());
    let mut statuses = BTreeMap::new();
    thread::scope(|scope| {
        let fire = || Way::fire(&agent, to, &request).unwrap_or(0);
        let all: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(fire)).collect();
        for one in all {
            *statuses.entry(one.join().unwrap_or(0)).or_default() += 1;
        }
    });
    let rows = world.count(&entry.client_ref)?;
    Ok(Race {
        name: name.to_owned(),
        statuses,
        rows,
        mended: mended(&world, &entry)?,
        own_way: own_way(&world)?,
        racy: is_racy(name),
    })
}

/// Rows of a key once the app has sent it, of which the backend has some already.
fn mended(world: &World, entry: &Entry) -> Result<usize, String> {
    let phone = world.phone()?;
    phone.submit(entry, Vec::new())?;
    phone.settle()?;
    world.count(&entry.client_ref)
}

fn own_way(world: &World) -> Result<usize, String> {
    let phone = world.phone()?;
    let entry = world.entry();
    world.fault(world.at_create(Fault::ResetAfterEffect).once());
    phone.submit(&entry, Vec::new())?;
    let tabs: Vec<_> = (0..AT_ONCE).map(|_| phone.tab()).collect();
    for tab in &tabs {
        now(tab.pump());
    }
    phone.settle()?;
    for tab in &tabs {
        tab.visible();
        now(tab.pump());
    }
    world.mend();
    world.count(&entry.client_ref)
}

impl fmt::Display for Race {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let statuses: Vec<String> = self
            .statuses
            .iter()
            .map(|(status, count)| format!("{count}x{status}"))
            .collect();
        write!(
            to,
            "race: name={} at_once={AT_ONCE} answers={} rows={} mended_rows={} own_way_rows={}",
            self.name,
            statuses.join(","),
            self.rows,
            self.mended,
            self.own_way
        )
    }
}
