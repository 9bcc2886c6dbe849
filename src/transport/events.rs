//! Events and approvals, as the backend tells them.

use super::{
    client::{Client, PAGES},
    wire::Wire,
};
use crate::{
    domain::event::Event,
    profile::{events::Approvals, fault::Fault, paging::Bookmark},
};
use std::collections::BTreeSet;

/// The events of a year.
#[derive(Clone, PartialEq, Debug)]
pub struct EventsYear {
    /// As the backend sorts, each once.
    pub events: Vec<Event>,
    /// Rows that could not be understood.
    pub unreadable: u32,
}

impl<W: Wire> Client<W> {
    /// All events of a year. An empty one is a fact: a lost sign-in is an error.
    pub async fn events_year(&self, year: u16) -> Result<EventsYear, Fault> {
        let described = self.known().await?.need_events()?;
        let mut all = EventsYear {
            events: Vec::new(),
            unreadable: 0,
        };
        let mut seen = BTreeSet::new();
        let mut at = Bookmark::default();
        for _ in 0..PAGES {
            let request = described.ask_year(year, at.clone(), self.token()?.as_deref());
            let answer = self.fetch(request).await?;
            let read = described.read_year(at, &answer);
            let read = self.certain(read).await?;
            if read.check_sign_in {
                self.me().await?;
            }
            let before = seen.len();
            let repeats = !read.events.is_empty() && read.unreadable == 0;
            all.unreadable = all.unreadable.saturating_add(read.unreadable);
            let new = read.events.into_iter();
            all.events
                .extend(new.filter(|event| seen.insert(event.id.clone())));
            match read.next {
                Some(next) if !(repeats && seen.len() == before) => at = next,
                Some(_) | None => break,
            }
        }
        Ok(all)
    }

    /// The leaves that the reader is to decide about, and those decided lately.
    pub async fn approvals(&self) -> Result<Approvals, Fault> {
        let described = self.profile().need_events()?;
        let request = described.ask_approvals(self.token()?.as_deref());
        let answer = self.fetch(request.ok_or(Fault::Absent)?).await?;
        let read = self.certain(described.read_approvals(&answer)).await?;
        if read.check_sign_in {
            self.me().await?;
        }
        Ok(read)
    }
}
