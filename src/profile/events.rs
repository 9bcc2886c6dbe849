//! What the profile says of events: read when it is first needed, so that the first module carries none of it.

use super::{
    Profile,
    error::{ProfileError, Remedy, What},
    event::EventMapping,
    fault::Fault,
    operation::Operation,
    paging::{Bookmark, with_page},
    place::{Place, Wrong},
    pointers::Pointers,
    request::Request,
    response::Response,
    verdict::Verdict,
    vocabulary,
};
use crate::domain::{
    client_ref::ClientRef,
    event::{Act, Event, EventId, Request as Approval},
    record::Entry,
};
use serde_json::Value;

/// The events of a backend, described.
pub struct Events {
    profile: Profile,
    mapping: EventMapping,
    approval: Pointers,
    list: Box<Operation>,
    act: Box<Operation>,
    approvals: Option<Box<Operation>>,
}

/// One page of events.
#[derive(Clone, PartialEq, Debug)]
pub struct EventsPage {
    /// As the backend sorts.
    pub events: Vec<Event>,
    /// Rows that could not be understood.
    pub unreadable: u32,
    /// Where the next page begins; none after the last.
    pub next: Option<Bookmark>,
    /// A lost sign-in can look like this: ask `me` before anything kept is given up.
    pub check_sign_in: bool,
}

/// What its reader is to decide about, or decided lately.
#[derive(Clone, PartialEq, Debug)]
pub struct Approvals {
    /// As the backend sorts.
    pub requests: Vec<Approval>,
    /// Rows that could not be understood.
    pub unreadable: u32,
    /// A lost sign-in can look like this: ask `me` before anything kept is given up.
    pub check_sign_in: bool,
}

const APPROVAL: &[&str] = &[
    "id", "event", "title", "starts", "who", "sector", "reason", "text", "photos", "at", "state",
];

impl Profile {
    /// What the profile says of events; `None` where they are not described, or switched off.
    pub fn events(&self) -> Result<Option<Events>, ProfileError> {
        if self.capabilities.sign_ups.is_none() {
            return Ok(None);
        }
        let events = self.read_events(Place(&self.described));
        events
            .map(Some)
            .map_err(|wrong| wrong.within(&self.described))
    }

    /// The same, for a caller that can do nothing without it.
    pub fn need_events(&self) -> Result<Events, Fault> {
        self.events()?.ok_or(Fault::Upgrade)
    }

    fn read_events<'a>(&self, place: Place<'a>) -> Result<Events, Wrong<'a>> {
        let operations = place.need("operations")?;
        let parse =
            |form: &'static vocabulary::Form| Operation::parse(operations.need(form.name)?, form);
        let act = parse(&vocabulary::ACT)?;
        if act.echo.is_empty() && !act.empty {
            let act = operations.need("act")?;
            return Err(act.wrong(What::NoProof, Remedy::WriteEcho));
        }
        let approvals = match operations.field("approvals") {
            Some(described) => Some(Operation::parse(described, &vocabulary::APPROVALS)?),
            None => None,
        };
        let approval = place.field("approval").unwrap_or(Place(&Value::Null));
        if !approval.0.is_null() {
            approval.only(APPROVAL)?;
        }
        Ok(Events {
            profile: self.clone(),
            mapping: EventMapping::parse(place, &self.backend.base)?,
            approval: Pointers::or_own_names(approval, APPROVAL)?,
            list: parse(&vocabulary::EVENTS)?,
            act,
            approvals,
        })
    }
}

impl Events {
    /// Asks for one page of a year's events: the first, or where the one before said that the next begins.
    pub fn ask_year(&self, year: u16, at: impl Into<Bookmark>, token: Option<&str>) -> Request {
        let slots = with_page(self.profile.year_slots(year), &at.into(), &self.list);
        self.profile.ask(&self.list, &slots, token)
    }

    /// Reads the answer to [`Events::ask_year`] for that page.
    pub fn read_year(
        &self,
        at: impl Into<Bookmark>,
        response: &Response,
    ) -> Result<EventsPage, Fault> {
        let page = self.profile.page(&self.list, &at.into(), response)?;
        let rows = page.of(&self.list);
        let events: Vec<Event> = rows
            .iter()
            .filter_map(|row| self.mapping.event(row))
            .collect();
        Ok(EventsPage {
            unreadable: missing(rows, events.len()),
            events,
            next: page.next.clone(),
            check_sign_in: rows.is_empty() && self.profile.may_be_hidden(),
        })
    }

    /// Sends an act, after its photos.
    pub fn ask_act(&self, entry: &Entry, token: Option<&str>) -> Request {
        self.profile.ask(&self.act, &self.act_slots(entry), token)
    }

    /// Reads the answer to [`Events::ask_act`].
    pub fn read_act(&self, entry: &Entry, response: &Response) -> Verdict {
        let slots = self.act_slots(entry);
        self.profile.acted(&self.act, &slots, response)
    }

    /// Asks for the leaves that its reader is to decide about, where the backend tells them.
    pub fn ask_approvals(&self, token: Option<&str>) -> Option<Request> {
        Some(self.profile.ask(self.approvals.as_ref()?, &[], token))
    }

    /// Reads the answer to [`Events::ask_approvals`].
    pub fn read_approvals(&self, response: &Response) -> Result<Approvals, Fault> {
        let operation = self.approvals.as_ref().ok_or(Fault::Upgrade)?;
        let judged = self.profile.done(operation, response)?;
        let rows = self.profile.rows(operation, &judged, response)?;
        let requests: Vec<Approval> = rows.iter().filter_map(|row| self.approval(row)).collect();
        Ok(Approvals {
            unreadable: missing(rows, requests.len()),
            requests,
            check_sign_in: rows.is_empty() && self.profile.may_be_hidden(),
        })
    }

    fn approval(&self, row: &Value) -> Option<Approval> {
        let at = &self.approval;
        let text = |name| at.text(name, row).unwrap_or_default();
        let moment = |name| self.mapping.moments.at(at, name, row);
        let starts = moment("starts")??;
        let photos = at.value("photos", row).and_then(Value::as_array);
        let photo = |id: &Value| ClientRef::parse(id.as_str()?).ok();
        Some(Approval {
            id: at.text("id", row)?,
            event: EventId::parse(&at.text("event", row)?).ok()?,
            title: text("title"),
            starts,
            who: text("who"),
            sector: text("sector"),
            reason: text("reason"),
            text: text("text"),
            photos: photos.into_iter().flatten().filter_map(photo).collect(),
            at: moment("at")?.unwrap_or(starts),
            state: self.mapping.standing.leave_state(at.value("state", row)?)?,
        })
    }

    /// Those of an entry; the event stands by itself and not among the answers.
    fn act_slots(&self, entry: &Entry) -> Vec<(&'static str, Value)> {
        let mut answers = Value::from(&entry.answers);
        let event = answers
            .as_object_mut()
            .and_then(|answers| answers.remove(Act::EVENT));
        let mut slots = self.profile.entry_slots(entry).to_vec();
        for (name, value) in &mut slots {
            if *name == "answers" {
                *value = std::mem::take(&mut answers);
            }
        }
        slots.push(("event", event.unwrap_or_default()));
        slots
    }
}

fn missing(rows: &[Value], read: usize) -> u32 {
    u32::try_from(rows.len() - read).unwrap_or(u32::MAX)
}
