//! Events: order, month, where a member stands, what can be pressed, calendar files, codes.
#![allow(clippy::expect_used, clippy::panic)] // how a test fails

#[path = "agenda/calendar_file.rs"]
mod calendar_file;
#[path = "agenda/drawn.rs"]
mod drawn;
#[path = "agenda/every_case.rs"]
mod every_case;
#[path = "given/event.rs"]
mod held;
#[path = "agenda/lists.rs"]
mod lists;

use dajuan::domain::{
    client_ref::ClientRef,
    event::{Attendance, Event, EventId, Seats},
    moment::Moment,
    record::KindId,
};
use held::bare;

const HOUR: i64 = 3_600_000;
/// 2026-12-01 09:00 in Asia/Shanghai.
const STARTS: Moment = Moment(1_796_086_800_000);

fn key(n: u8) -> ClientRef {
    ClientRef::from_chance([n; 16])
}

/// An open event of three hours, with one seat of two taken.
fn event(id: &str) -> Event {
    Event {
        title: "视察养老服务".into(),
        place: "福利院".into(),
        form: Some(KindId("signup".into())),
        seats: Some(Seats { all: 2, taken: 1 }),
        sign_up_until: Some(STARTS.plus_ms(-48 * HOUR)),
        change_until: Some(STARTS.plus_ms(-24 * HOUR)),
        cancel_until: Some(STARTS.plus_ms(-12 * HOUR)),
        ..bare(id, "inspection", STARTS, STARTS.plus_ms(3 * HOUR))
    }
}
