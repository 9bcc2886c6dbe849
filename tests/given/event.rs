//! An event with nothing more than every event has; a test says what differs.
#![allow(clippy::expect_used)] // how a test fails

use dajuan::domain::{
    event::{Attendance, Event, EventId, Mine},
    moment::Moment,
    record::KindId,
};

pub fn bare(id: &str, kind: &str, starts: Moment, ends: Moment) -> Event {
    Event {
        id: EventId::parse(id).expect("an id"),
        kind: KindId(kind.to_owned()),
        level: None,
        title: String::new(),
        purpose: String::new(),
        agenda: String::new(),
        place: String::new(),
        route: String::new(),
        gathering: None,
        contact: None,
        papers: Vec::new(),
        starts,
        ends,
        attendance: Attendance::Voluntary,
        form: None,
        seats: None,
        quotas: Vec::new(),
        sign_up_until: None,
        change_until: None,
        cancel_until: None,
        revision: 1,
        changes: Vec::new(),
        cancelled: None,
        in_scope: true,
        leave_effect: String::new(),
        approver: String::new(),
        calendar: String::new(),
        mine: Mine::default(),
    }
}
