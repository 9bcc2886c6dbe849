//! Which events a list shows, in which order, and which of them meet.

use crate::domain::{
    event::{Attendance, Event, LeaveState, Level, Place},
    moment::Moment,
    record::KindId,
};

/// What a list is narrowed to; none of a thing is all of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// The kind.
    pub kind: Option<KindId>,
    /// Who holds it.
    pub level: Option<Level>,
    /// Whether a member must come.
    pub attendance: Option<Attendance>,
}

impl Filter {
    /// Whether an event is shown.
    pub fn fits(&self, event: &Event) -> bool {
        self.kind.as_ref().is_none_or(|kind| *kind == event.kind)
            && (self.level.is_none() || self.level == event.level)
            && self.attendance.is_none_or(|it| it == event.attendance)
    }
}

/// Whether it has ended.
pub fn is_over(event: &Event, now: Moment) -> bool {
    now >= event.ends
}

/// Whether the backend may say something new to the member at any time: a place in line, an offer, a wish, a leave.
pub fn awaits(event: &Event, now: Moment) -> bool {
    let place = event.mine.sign_up.as_ref().map(|it| it.place);
    let leave = event.mine.leave.as_ref().map(|it| it.state);
    let waits = matches!(
        place,
        Some(Place::Waiting { .. } | Place::Offered { .. } | Place::Wish)
    );
    !is_over(event, now) && (waits || leave == Some(LeaveState::Pending))
}

/// The order of a list of what is coming: by start, then by end, then by id. What is past is shown in the reverse.
pub fn in_order(one: &Event, other: &Event) -> std::cmp::Ordering {
    let key = |event: &Event| (event.starts, event.ends);
    key(one)
        .cmp(&key(other))
        .then_with(|| one.id.cmp(&other.id))
}

/// Whether two events are held at the same time. One that ends as the other begins does not meet it; one without a
/// length meets what is held at its moment.
pub fn meet(one: &Event, other: &Event) -> bool {
    let end = |event: &Event| event.ends.max(event.starts.plus_ms(1));
    one.id != other.id
        && one.cancelled.is_none()
        && other.cancelled.is_none()
        && one.starts < end(other)
        && other.starts < end(one)
}
