//! Former versions of a draft: through the loop, for no store may know of them.

use super::{Bench, sample::*};
use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        moment::{Moment, Now},
        record::Entry,
    },
    outbox::{item::State, reply::Reply},
    runtime::{
        drive::Runtime,
        ports::{Chance, Clock, Step, Store, Transport},
    },
    stored::former::{
        Version,
        thinning::{MOST, MOST_BYTES},
    },
};
use std::{cell::Cell, rc::Rc};

/// No backend is asked.
struct Silent;

impl Transport for Silent {
    async fn send(&self, _: Step) -> Reply {
        Reply::NoAnswer
    }
}

#[derive(Clone, Default)]
struct Hands(Rc<Cell<u64>>);

impl Clock for Hands {
    fn now(&self) -> Now {
        let steady_ms = self.0.get();
        let wall = Moment(1_790_000_000_000 + steady_ms as i64);
        Now { wall, steady_ms }
    }

    async fn wait(&self, _: u32) {}
}

#[derive(Default)]
struct Count(Cell<u64>);

impl Chance for Count {
    fn bits(&self) -> u64 {
        self.0.set(self.0.get() + 1);
        self.0.get()
    }
}

/// A proposal of 50,000 letters and some.
fn proposal(n: usize) -> Entry {
    let text = format!("{}{}", "停".repeat(50_000), "车".repeat(n));
    let answers = [("cause".to_owned(), Answer::Text(text))];
    Entry {
        client_ref: key(1),
        answers: Answer::Group(answers.into()),
        photos: Vec::new(),
        ..Entry::clone(&row(1, State::Draft).entry)
    }
}

pub(super) async fn versions_stay_within_bounds_and_go_with_their_draft<B: Bench>(
    bench: &B,
) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    let clock = Hands::default();
    let chance = Count::default();
    let runtime = Runtime::new(store, Silent, clock.clone(), chance, epoch, 0);
    runtime.start().await?;
    let mut seen: Vec<ClientRef> = Vec::new();
    for n in 0..60 {
        runtime.save_version(proposal(n), None).await?;
        clock.0.set(clock.0.get() + 61_000);
        let versions = runtime.versions(&key(1)).await;
        let bytes: u64 = versions.iter().map(|it| u64::from(it.bytes)).sum();
        let within = versions.len() <= MOST && bytes <= MOST_BYTES;
        same("within the bounds", within, true)?;
        if let Some(newest) = versions.last().filter(|it| !seen.contains(&it.id)) {
            seen.push(newest.id.clone());
        }
    }
    let on_disk = runtime.store().load().await?.rows.into_iter();
    let said: Vec<Answer> = on_disk.map(|row| row.entry.answers.clone()).collect();
    same("the last text", said == [proposal(59).answers], true)?;
    same("one was taken at each save but the first", seen.len(), 59)?;
    let listed: Vec<ClientRef> = {
        let versions = runtime.versions(&key(1)).await.into_iter();
        versions.map(|it| it.id).collect()
    };
    for (n, id) in seen.iter().enumerate() {
        let there = runtime.version(id).await;
        let is_listed = listed.contains(id);
        let expected = is_listed.then(|| Version::of(&proposal(n)));
        let what = format!("version {n}, listed: {is_listed}");
        same(&what, there == expected, true)?;
        let bytes = runtime.store().blob(id).await?;
        same(&what, bytes.is_some(), is_listed)?;
    }
    runtime.submit(proposal(59), Vec::new()).await?;
    for id in seen.iter().chain([&key(1)]) {
        let bytes = runtime.store().blob(id).await?;
        same("what is left beside it", bytes.is_some(), false)?;
    }
    Ok(())
}
