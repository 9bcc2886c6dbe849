//! What changed for the member: from the phone first, refreshed behind; and up to where it was read, which every phone learns.

use super::{
    clock::wall, incidents, line, partition::Partition, reading, renewing, wiring::Wiring,
};
use crate::{
    domain::news::{News, What},
    forms::workflow::Workflows,
    profile::fault::Fault,
    state::{news::Newsletter, shelf::Reading},
    stored::news::KeptNews,
    transport::http::file,
};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

/// Where they are kept.
const KEY: &str = "notices";

/// Reads them into the signal of the page that asks, which says nothing where the backend tells none. `anew`: whatever is kept
/// from a moment ago.
pub(super) async fn read(w: &Rc<Wiring>, into: RwSignal<Newsletter>, anew: bool) {
    let profile = line::profile(w).await;
    match profile.as_ref().map(|it| it.holds_notices()) {
        None => return say(into, Reading::Failed),
        Some(false) => return say(into, Reading::Absent),
        Some(true) => {}
    }
    let Some(partition) = w.open() else { return };
    let before = kept(&partition).await;
    let is_kept = before.is_some();
    if let Some(kept) = before {
        name_steps(into, &kept).await;
        show(w, &partition, into, Reading::Fresh, kept);
    }
    if !anew && is_kept && !reading::is_due(Reading::Fresh, Some(w.noticed.get())) {
        return;
    }
    say(into, Reading::Busy);
    w.noticed.set(wall());
    tell(w, &partition).await;
    let read = match line::client(w, &partition).await {
        Some(client) => client.notices().await,
        None => Err(Fault::NoAnswer),
    };
    match read {
        Ok(None) => say(into, Reading::Fresh),
        Ok(Some(told)) => {
            incidents::note_odd("notices", told.unreadable);
            let mut kept = KeptNews {
                news: told.news,
                as_of: wall(),
                odd: told.unreadable,
                mark: 0,
            };
            let turn = w.turn.lock().await;
            kept.mark = self::kept(&partition).await.map_or(0, |before| before.mark);
            reading::keep(&partition, KEY, &kept.encode()).await;
            drop(turn);
            line::say(w.handles.session.holds_notices, true);
            name_steps(into, &kept).await;
            show(w, &partition, into, Reading::Fresh, kept);
        }
        Err(_) if !w.is_open(&partition) => {}
        Err(fault) => {
            let ended = reading::ended(&fault);
            if ended == Reading::Absent && !is_kept {
                w.handles.session.holds_notices.set(false);
            }
            say(into, ended);
            renewing::heed(w, &fault);
        }
    }
}

/// All up to this one were seen: it is kept on the phone at once, and told to the backend now or later.
pub(super) async fn seen(w: &Rc<Wiring>, seq: u64, into: RwSignal<Newsletter>) {
    let Some(partition) = w.open() else { return };
    let turn = w.turn.lock().await;
    let Some(mut kept) = kept(&partition).await else {
        return;
    };
    if kept.mark < seq {
        kept.mark = seq;
        reading::keep(&partition, KEY, &kept.encode()).await;
    }
    drop(turn);
    let reading = into.try_with_untracked(|it| it.reading);
    show(w, &partition, into, reading.unwrap_or_default(), kept);
    tell(w, &partition).await;
}

/// Tells the backend up to where they were read on this phone, where it does not know yet. What it can't be told now, it is told when
/// the phone is online again, or when they are read the next time: told twice, it changes nothing.
pub(super) async fn tell(w: &Rc<Wiring>, partition: &Rc<Partition>) {
    w.untold.set(false);
    let Some(kept) = kept(partition).await else {
        return;
    };
    let seq = kept.mark;
    let is_untold = |news: &News| !news.read && news.seq <= seq;
    if !kept.news.iter().any(is_untold) {
        return;
    }
    let told = match line::client(w, partition).await {
        Some(client) => client.notices_read(seq).await,
        None => Err(Fault::NoAnswer),
    };
    match told {
        // This backend keeps no such thing: the phone does.
        Ok(false) | Err(Fault::Absent) => {}
        Ok(true) => {
            let _turn = w.turn.lock().await;
            if let Some(mut kept) = self::kept(partition).await {
                for news in &mut kept.news {
                    news.read |= news.seq <= seq;
                }
                reading::keep(partition, KEY, &kept.encode()).await;
            }
        }
        Err(_) => w.untold.set(true),
    }
}

/// One that can't be read any more is fetched anew.
async fn kept(partition: &Rc<Partition>) -> Option<KeptNews> {
    let kept = reading::kept(partition, KEY).await?;
    KeptNews::decode(&kept).ok()
}

/// What the steps are called is in a file of its own, which is read where there are any.
async fn name_steps(into: RwSignal<Newsletter>, kept: &KeptNews) {
    let unnamed = into.try_with_untracked(|it| it.workflows.is_none()) == Some(true);
    let has_steps = kept
        .news
        .iter()
        .any(|news| matches!(news.what, What::Step | What::CosignStep));
    if unnamed
        && has_steps
        && let Ok(text) = file("/workflows.json").await
        && let Ok(workflows) = Workflows::parse(&text)
    {
        into.try_update(|it| it.workflows = Some(Arc::new(workflows)));
    }
}

/// A page that was left meanwhile hears nothing.
fn show(
    w: &Rc<Wiring>,
    partition: &Rc<Partition>,
    into: RwSignal<Newsletter>,
    reading: Reading,
    kept: KeptNews,
) {
    if w.is_open(partition) {
        into.try_update(|it| {
            it.kept = Some(Arc::new(kept));
            it.reading = reading;
        });
    }
}

fn say(into: RwSignal<Newsletter>, reading: Reading) {
    into.try_update(|it| it.reading = reading);
}
