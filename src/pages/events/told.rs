//! Where the member stands with an event, in words: two of them for a list, a sentence for the event's own page.

use super::seen::{Doubt, Seen};
use crate::{
    domain::{
        event::{Attendance, Event, LeaveState, Level},
        lang::Lang,
        moment::Moment,
    },
    i18n::{
        events::{EventWords, events},
        fill, intl,
    },
    state::{
        attending::{Absence, Presence, Stand, Waiting},
        duties::Duties,
        telling::{self, Tone},
        telling_acts,
    },
};

/// Who holds it.
pub(super) fn level(w: &EventWords, level: Level) -> &'static str {
    match level {
        Level::Chair => w.level_chair,
        Level::Standing => w.level_standing,
        Level::Committee => w.level_committee,
        Level::Sector => w.level_sector,
    }
}

/// 应到 or 自愿
pub(super) fn attendance(w: &EventWords, attendance: Attendance) -> &'static str {
    match attendance {
        Attendance::Must => w.must,
        Attendance::Voluntary => w.voluntary,
    }
}

/// 主席会 · 应到
pub(super) fn holder(lang: Lang, event: &Event) -> String {
    let w = events(lang);
    let attendance = attendance(w, event.attendance);
    match event.level {
        Some(of) => format!("{} · {attendance}", level(w, of)),
        None => attendance.to_owned(),
    }
}

/// In two words, for a list.
pub(super) fn tag(lang: Lang, seen: &Seen) -> (Tone, &'static str) {
    let w = events(lang);
    if seen.event.cancelled.is_some() {
        return (Tone::Plain, w.tag_called_off);
    }
    if seen.is_over() {
        match (seen.event.mine.attended, &seen.presence) {
            (Some(true), _) => return (Tone::Done, w.tag_attended),
            (Some(false), _) => return (Tone::Plain, w.tag_absent),
            (None, Presence::In(_)) => return (Tone::Done, w.tag_in),
            (None, _) => {}
        }
    }
    if seen.is_changed() {
        return (Tone::Due, w.tag_changed);
    }
    match (&seen.presence, &seen.absence) {
        (Presence::In(_), _) => return (Tone::Done, w.tag_in),
        (_, Absence::Asked(LeaveState::Pending)) => return (Tone::Wait, w.tag_leave),
        (_, Absence::Asked(LeaveState::Granted)) => return (Tone::Done, w.tag_granted),
        (_, Absence::Asked(LeaveState::Refused)) if !seen.is_over() => {
            return (Tone::Due, w.tag_leave_refused);
        }
        (_, Absence::Noted) => return (Tone::Wait, w.tag_noted_leave),
        (
            Presence::None | Presence::Noted { .. } | Presence::Refused(_),
            Absence::None
            | Absence::WithdrawNoted
            | Absence::Refused(_)
            | Absence::Asked(LeaveState::Refused | LeaveState::Withdrawn),
        ) => {}
    }
    of_stand(w, &seen.stand)
}

fn of_stand(w: &EventWords, stand: &Stand) -> (Tone, &'static str) {
    match stand {
        Stand::Must => (Tone::Due, w.tag_must),
        Stand::Open => (Tone::Plain, w.tag_open),
        Stand::Full => (Tone::Plain, w.tag_full),
        Stand::Closed => (Tone::Plain, w.tag_closed),
        Stand::NotForMe => (Tone::Plain, w.tag_not_for_me),
        Stand::Noted => (Tone::Wait, w.tag_noted),
        Stand::ChangeNoted | Stand::CancelNoted | Stand::Confirmed { .. } => {
            (Tone::Done, w.tag_confirmed)
        }
        Stand::AcceptNoted | Stand::Offered(_) => (Tone::Due, w.tag_offered),
        Stand::InLine(_) => (Tone::Wait, w.tag_waiting),
        Stand::Lapsed => (Tone::Plain, w.tag_lapsed),
        Stand::Cancelled { .. } => (Tone::Plain, w.tag_cancelled),
        Stand::Submitted => (Tone::Wait, w.tag_submitted),
        Stand::Refused(it) if it.stands.is_held() => of_stand(w, &it.stands),
        Stand::Refused(_) => (Tone::Due, w.tag_refused),
    }
}

/// As sentences, the first the most important.
pub(super) fn sentences(lang: Lang, duties: Duties, seen: &Seen) -> Vec<(Tone, String)> {
    let w = events(lang);
    let mut said = Vec::new();
    match &seen.presence {
        Presence::In(at) => said.push((Tone::Done, checked_in(lang, *at))),
        Presence::Noted { .. } => said.push((Tone::Wait, w.say_check_in_noted.to_owned())),
        Presence::None | Presence::Refused(_) => {}
    }
    if seen.is_over() {
        match seen.event.mine.attended {
            Some(true) => said.push((Tone::Done, w.attended.to_owned())),
            Some(false) => said.push((Tone::Plain, w.absent.to_owned())),
            None => said.push((Tone::Plain, w.over.to_owned())),
        }
        if matches!(seen.stand, Stand::Must | Stand::Closed | Stand::NotForMe) {
            return said;
        }
    }
    // The leave says it better.
    let leaves = !matches!(
        seen.absence,
        Absence::None | Absence::Refused(_) | Absence::Asked(LeaveState::Withdrawn)
    );
    if !(leaves && seen.stand == Stand::Must) {
        said.push(stand(lang, duties, seen, &seen.stand));
        match seen.doubt {
            Some(Doubt::MayTry) => said.push((Tone::Wait, w.say_may_try.to_owned())),
            Some(Doubt::PhoneErrs) => said.push((Tone::Wait, w.say_phone_errs.to_owned())),
            None => {}
        }
        if seen.stand.refused().is_some() && seen.stand.is_held() {
            said.push(stand(lang, duties, seen, seen.stand.all_the_same()));
        }
    }
    said
}

/// 已签到，09:02
pub(super) fn checked_in(lang: Lang, at: Option<Moment>) -> String {
    let w = events(lang);
    at.map_or_else(
        || w.checked_in.to_owned(),
        |at| fill(w.checked_in_at, &[("time", &intl::moment(lang, at))]),
    )
}

fn stand(lang: Lang, duties: Duties, seen: &Seen, stand: &Stand) -> (Tone, String) {
    let w = events(lang);
    let plain = |tone: Tone, text: &str| (tone, text.to_owned());
    match stand {
        Stand::Must => plain(Tone::Due, w.say_must),
        Stand::Open => plain(Tone::Plain, w.tag_open),
        Stand::Full => plain(Tone::Plain, w.say_full_line),
        Stand::Closed => (Tone::Plain, closed(lang, &seen.event)),
        Stand::NotForMe => plain(Tone::Plain, w.say_out_of_scope),
        Stand::Noted if seen.wishes => plain(Tone::Wait, w.say_noted_wish),
        Stand::Noted => plain(Tone::Wait, w.say_noted),
        Stand::ChangeNoted => plain(Tone::Done, w.say_change_noted),
        Stand::CancelNoted => plain(Tone::Wait, w.say_cancel_noted),
        Stand::AcceptNoted => plain(Tone::Wait, w.say_accept_noted),
        Stand::Confirmed { by, at, receipt } => {
            (Tone::Done, confirmed(lang, by, *at, receipt.as_deref()))
        }
        Stand::InLine(place) => (Tone::Wait, in_line(lang, *place)),
        Stand::Offered(until) => (
            Tone::Due,
            fill(w.say_offered, &[("time", &intl::moment(lang, *until))]),
        ),
        Stand::Lapsed => plain(Tone::Plain, w.say_lapsed),
        Stand::Cancelled { .. } => plain(Tone::Plain, w.say_cancelled),
        Stand::Submitted => plain(Tone::Wait, w.say_submitted),
        Stand::Refused(it) => (Tone::Due, refused(lang, duties, &it.waiting)),
    }
}

fn closed(lang: Lang, event: &Event) -> String {
    let w = events(lang);
    event.sign_up_until.map_or_else(
        || w.say_closed.to_owned(),
        |until| fill(w.say_closed_at, &[("time", &intl::moment(lang, until))]),
    )
}

/// 已报名，回执 2038
fn confirmed(lang: Lang, by: &str, at: Option<Moment>, receipt: Option<&str>) -> String {
    let w = events(lang);
    match (receipt, at) {
        (_, Some(at)) if !by.is_empty() => {
            let by = fill(
                w.say_confirmed_by,
                &[
                    ("by", &telling::isolated(by)),
                    ("time", &intl::moment(lang, at)),
                ],
            );
            joined(lang, &[w.say_confirmed.to_owned(), by])
        }
        (Some(receipt), _) => fill(w.say_confirmed_no, &[("receipt", receipt)]),
        (None, _) => w.say_confirmed.to_owned(),
    }
}

/// 候补第 3 位
pub(super) fn in_line(lang: Lang, place: Option<u32>) -> String {
    let w = events(lang);
    let said = place.map_or_else(
        || w.say_waiting_plain.to_owned(),
        |n| fill(w.say_waiting, &[("n", &n.to_string())]),
    );
    joined(lang, &[said, w.say_waiting_more.to_owned()])
}

/// Why an act was refused, in the backend's words or ours.
pub(super) fn refused(lang: Lang, duties: Duties, waiting: &Waiting) -> String {
    telling_acts::sentence(lang, duties, &waiting.row)
}

/// Sentences after one another.
pub(super) fn joined(lang: Lang, said: &[String]) -> String {
    said.join(match lang {
        Lang::ZhCn => "。",
        Lang::En => ". ",
    })
}
