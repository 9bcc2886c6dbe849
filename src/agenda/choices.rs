//! What can be pressed now, as far as the phone can know: the backend decides.

use super::standing::{
    Absence, Presence, Stand, Time, is_before, is_open, may_try, must_come, takes_part,
};
use crate::domain::{
    event::{Event, LeaveState},
    moment::Moment,
};

/// Something that can be pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// 我已知晓
    Acknowledge,
    /// 签到
    CheckIn,
    /// 报名
    SignUp,
    /// Sign up where all seats are taken: 候补.
    JoinLine,
    /// Sign up after a cancellation or a refusal.
    SignUpAgain,
    /// Take the freed seat.
    Accept,
    /// Change what was filled in.
    Change,
    /// 取消报名
    Cancel,
    /// Take a wish back.
    TakeBack,
    /// 退出候补
    LeaveLine,
    /// Decline an offer.
    Decline,
    /// 请假
    AskLeave,
    /// 撤回请假
    WithdrawLeave,
    /// 视察建议
    Suggest,
}

/// Check-in opens so long before the start and closes so long after the end.
const OPENS_BEFORE_MS: i64 = 2 * 3_600_000;
const CLOSES_AFTER_MS: i64 = 3_600_000;

/// Whether check-in is open at that moment.
pub fn checks_in(event: &Event, now: Moment) -> bool {
    let opens = event.starts.plus_ms(-OPENS_BEFORE_MS);
    (opens..=event.ends.plus_ms(CLOSES_AFTER_MS)).contains(&now)
}

/// What can be pressed, the one that matters most first. `known` is the revision that the member knows of.
pub fn choices<R>(
    event: &Event,
    stand: &Stand<R>,
    absence: &Absence<R>,
    presence: &Presence<R>,
    known: u32,
    time: Time,
) -> Vec<Choice> {
    let now = time.now;
    let mut choices = Vec::new();
    if event.cancelled.is_some() {
        return choices;
    }
    let comes = takes_part(event, stand, absence);
    let over = now >= event.ends;
    let news = event.changes.iter().any(|change| change.revision > known);
    if comes && !over && news {
        choices.push(Choice::Acknowledge);
    }
    let here = !matches!(presence, Presence::In(_) | Presence::Noted { .. });
    let in_line = matches!(stand.all_the_same(), Stand::InLine(_));
    let may_enter = comes && (must_come(event) || !in_line);
    if may_enter && here && checks_in(event, now) {
        choices.push(Choice::CheckIn);
    }
    if over {
        let came = event.mine.attended == Some(true) || matches!(presence, Presence::In(_));
        choices.extend(came.then_some(Choice::Suggest));
        return choices;
    }
    if may_try(event, stand, time) {
        choices.push(Choice::SignUp);
    }
    choices.extend(of_stand(event, stand, now));
    let free = match absence {
        Absence::None | Absence::Asked(LeaveState::Refused | LeaveState::Withdrawn) => true,
        Absence::Noted | Absence::Asked(LeaveState::Pending) => {
            choices.push(Choice::WithdrawLeave);
            false
        }
        Absence::WithdrawNoted | Absence::Refused(_) | Absence::Asked(LeaveState::Granted) => false,
    };
    // Who signed up of their own will cancels, as long as that is taken.
    let expected = matches!(stand.all_the_same(), Stand::Confirmed { .. })
        && !is_before(event.cancel_until, event, now);
    if free && (must_come(event) || expected) {
        choices.push(Choice::AskLeave);
    }
    choices
}

fn of_stand<R>(event: &Event, stand: &Stand<R>, now: Moment) -> Vec<Choice> {
    let before = |until| is_before(until, event, now);
    let has_form = event.form.is_some();
    let again = stand.refused().is_some();
    let given_back = |choice: Choice| before(event.cancel_until).then_some(choice);
    let changed = || (has_form && before(event.change_until)).then_some(Choice::Change);
    match stand.all_the_same() {
        Stand::Open | Stand::Full if again => vec![Choice::SignUpAgain],
        Stand::Open => vec![Choice::SignUp],
        Stand::Full => vec![Choice::JoinLine],
        Stand::Cancelled { open: true } => vec![Choice::SignUpAgain],
        Stand::Lapsed if is_open(event, now) => vec![Choice::JoinLine],
        Stand::Noted => vec![Choice::TakeBack],
        Stand::Offered(_) => vec![Choice::Accept, Choice::Decline],
        Stand::InLine(_) => vec![Choice::LeaveLine],
        Stand::Submitted => vec![Choice::Cancel],
        Stand::Confirmed { .. } => {
            let both = [changed(), given_back(Choice::Cancel)];
            both.into_iter().flatten().collect()
        }
        Stand::ChangeNoted => given_back(Choice::Cancel).into_iter().collect(),
        Stand::Must
        | Stand::Closed
        | Stand::NotForMe
        | Stand::CancelNoted
        | Stand::AcceptNoted
        | Stand::Lapsed
        | Stand::Cancelled { open: false }
        | Stand::Refused(_) => Vec::new(),
    }
}
