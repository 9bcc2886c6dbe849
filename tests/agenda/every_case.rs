//! Every small case: what the list says × what is on the phone × the moment, held against the rules of the backend as the
//! contract has them.

use super::*;
use dajuan::{
    agenda::{
        choices::{Choice, choices},
        standing::{
            Absence, Presence, Reader, Stage, Stand, Time, Waiting, absence, known, presence,
            stand, takes_part,
        },
    },
    domain::{
        answer::Answer,
        event::{Act, Leave, LeaveState, Place, SignUp},
    },
};
use std::fmt;

/// Moments between which nothing but a deadline passes, by hours from the start.
const MOMENTS: [i64; 8] = [-49, -47, -23, -11, -1, 1, 4, 100];
const OFFER_ENDS: i64 = -30;

fn acts() -> Vec<(Act, Stage)> {
    let done = || Stage::Done { receipt: None };
    let mut all = vec![(Act::SignUp, Stage::InLine(Some(2)))];
    for act in [
        Act::SignUp,
        Act::Cancel,
        Act::Accept,
        Act::Leave,
        Act::LeaveWithdraw,
        Act::CheckIn,
    ] {
        all.extend([Stage::Waits, done(), Stage::Refused].map(|stage| (act, stage)));
    }
    all
}

/// None, each one, and each two in order of those that `bear` on each other.
fn sequences(bear: &[Act]) -> Vec<Vec<(Act, Stage)>> {
    let mut all = vec![Vec::new()];
    for one in acts() {
        all.push(vec![one.clone()]);
        let two = acts()
            .into_iter()
            .filter(|two| bear.contains(&two.0) && bear.contains(&one.0));
        all.extend(two.map(|two| vec![one.clone(), two]));
    }
    all
}

fn places() -> [Option<Place>; 7] {
    [
        None,
        Some(Place::Confirmed),
        Some(Place::Waiting { position: Some(3) }),
        Some(Place::Offered {
            until: STARTS.plus_ms(OFFER_ENDS * HOUR),
        }),
        Some(Place::Lapsed),
        Some(Place::Cancelled),
        Some(Place::Wish),
    ]
}

/// One case.
struct Case {
    event: Event,
    acts: Vec<Waiting<()>>,
    decides: bool,
    now: Moment,
    sure: bool,
}

/// Who looks where the backend's clock is known.
fn reader(sector: &str, now: Moment) -> Reader<'_> {
    Reader {
        sector,
        decides: true,
        time: Time { now, sure: true },
    }
}

fn listed(must: bool, in_scope: bool, called_off: bool, full: bool, place: Option<Place>) -> Event {
    let mut event = event("ev1");
    event.attendance = if must {
        Attendance::Must
    } else {
        Attendance::Voluntary
    };
    event.in_scope = in_scope;
    event.cancelled = called_off.then(String::new);
    event.seats = Some(Seats {
        all: 2,
        taken: if full { 2 } else { 1 },
    });
    event.mine.sign_up = place.map(|place| SignUp {
        client_ref: Some(key(9)),
        place,
        by: String::new(),
        at: Moment(0),
        answers: Answer::Null,
    });
    event
}

fn waiting(acts: &[(Act, Stage)]) -> Vec<Waiting<()>> {
    let acts = acts.iter().zip(1..);
    acts.map(|((act, stage), n)| Waiting {
        id: key(n),
        act: *act,
        stage: stage.clone(),
        at: None,
        revision: None,
        row: (),
    })
    .collect()
}

fn each_case(mut look: impl FnMut(&Case)) {
    let sequences = sequences(&[Act::SignUp, Act::Cancel, Act::Accept]);
    let sequences: Vec<Vec<Waiting<()>>> = sequences.iter().map(|it| waiting(it)).collect();
    for bits in 0..16 {
        for place in places() {
            let is = |bit: u8| bits & (1 << bit) != 0;
            let event = listed(is(0), is(1), is(2), is(3), place);
            for hours in MOMENTS {
                for (decides, sure) in [(true, true), (false, true), (true, false)] {
                    for acts in &sequences {
                        look(&Case {
                            event: event.clone(),
                            acts: acts.clone(),
                            decides,
                            now: STARTS.plus_ms(hours * HOUR),
                            sure,
                        });
                    }
                }
            }
        }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let acts = self.acts.iter().map(|it| (it.act, &it.stage));
        let hours = self.now.since(STARTS) / HOUR;
        write!(
            to,
            "{:?} {:?} decides: {} at {hours} h, sure: {}, {:?} in scope: {} → {:?} {:?}",
            self.place(),
            acts.collect::<Vec<_>>(),
            self.decides,
            self.sure,
            self.event.attendance,
            self.event.in_scope,
            self.stand(),
            self.choices()
        )
    }
}

impl Case {
    fn stand(&self) -> Stand<()> {
        let reader = Reader {
            decides: self.decides,
            time: self.time(),
            ..reader("教育", self.now)
        };
        stand(&self.event, &self.acts, reader)
    }

    fn time(&self) -> Time {
        Time {
            now: self.now,
            sure: self.sure,
        }
    }

    fn choices(&self) -> Vec<Choice> {
        choices(
            &self.event,
            &self.stand(),
            &absence(&self.event, &self.acts),
            &presence(&self.event, &self.acts),
            known(&self.event, &self.acts),
            self.time(),
        )
    }

    fn place(&self) -> Option<Place> {
        self.event.mine.sign_up.as_ref().map(|it| it.place)
    }

    fn has(&self, act: Act, stage: fn(&Stage) -> bool) -> bool {
        self.acts.iter().any(|it| it.act == act && stage(&it.stage))
    }

    /// The backend gave a place and nothing took it back: the list, or an answer after it.
    fn was_given(&self) -> bool {
        let mut given = self.place() == Some(Place::Confirmed);
        for it in &self.acts {
            match (it.act, &it.stage) {
                (Act::SignUp | Act::Accept, Stage::Done { .. }) => given = self.decides,
                (_, Stage::InLine(_)) | (Act::Cancel, Stage::Done { .. } | Stage::Waits) => {
                    given = false;
                }
                _ => {}
            }
        }
        given
    }

    fn before(&self, until: Option<Moment>) -> bool {
        self.now < until.expect("a deadline")
    }

    fn is_open(&self) -> bool {
        self.is_asked() && self.before(self.event.sign_up_until)
    }

    /// The member may come by their own will.
    fn is_asked(&self) -> bool {
        let event = &self.event;
        event.attendance == Attendance::Voluntary && event.in_scope && event.cancelled.is_none()
    }

    /// By a clock that may err sign-up is over: one may try.
    fn may_try(&self) -> bool {
        let closed = self.stand() == Stand::Closed;
        closed && !self.sure && self.is_asked() && self.now < self.event.ends
    }
}

fn is_done(stage: &Stage) -> bool {
    matches!(stage, Stage::Done { .. })
}

fn waits(stage: &Stage) -> bool {
    *stage == Stage::Waits
}

#[test]
fn no_place_is_claimed_that_the_backend_has_not_given() {
    each_case(|case| {
        let stand = case.stand();
        match stand.all_the_same() {
            Stand::Confirmed { .. } | Stand::ChangeNoted => assert!(case.was_given(), "{case}"),
            Stand::Offered(until) => {
                assert_eq!(
                    case.place(),
                    Some(Place::Offered { until: *until }),
                    "{case}"
                );
                assert!(*until > case.now || !case.sure, "{case}");
            }
            Stand::InLine(_) => {
                let in_line = case
                    .acts
                    .iter()
                    .any(|it| matches!(it.stage, Stage::InLine(_)));
                let listed = matches!(case.place(), Some(Place::Waiting { .. }));
                assert!(in_line || listed, "{case}");
            }
            Stand::Submitted => {
                let noted = case.has(Act::SignUp, is_done) || case.has(Act::Accept, is_done);
                let listed = case.place() == Some(Place::Wish);
                assert!(listed || (noted && !case.decides), "{case}");
            }
            Stand::Noted => assert!(case.has(Act::SignUp, waits), "{case}"),
            Stand::AcceptNoted => {
                let takes = case.has(Act::Accept, waits) || case.has(Act::SignUp, waits);
                assert!(takes, "{case}");
            }
            Stand::CancelNoted => assert!(case.has(Act::Cancel, waits), "{case}"),
            Stand::Open | Stand::Full => {
                assert!(case.is_open() && case.place().is_none(), "{case}")
            }
            Stand::Cancelled { open } => {
                assert!(!open || case.is_open(), "{case}");
                let listed = case.place() == Some(Place::Cancelled);
                assert!(listed || case.has(Act::Cancel, is_done), "{case}");
            }
            Stand::Lapsed => {
                let offered = matches!(case.place(), Some(Place::Offered { .. } | Place::Lapsed));
                assert!(offered, "{case}");
            }
            Stand::Must => assert_eq!(case.event.attendance, Attendance::Must, "{case}"),
            Stand::NotForMe => assert!(!case.event.in_scope, "{case}"),
            Stand::Closed => assert!(!case.is_open(), "{case}"),
            Stand::Refused(_) => panic!("a refusal under a refusal: {case}"),
        }
    });
}

#[test]
fn a_refusal_is_told_until_it_was_read_and_hides_no_place() {
    each_case(|case| {
        let about = |it: &&Waiting<()>| matches!(it.act, Act::SignUp | Act::Cancel | Act::Accept);
        let last = case.acts.iter().rfind(about);
        let refused = last.filter(|it| it.stage == Stage::Refused);
        let stand = case.stand();
        assert_eq!(stand.refused(), refused);
        let only_refusals = case.acts.iter().all(|it| it.stage == Stage::Refused);
        if only_refusals && case.place() == Some(Place::Confirmed) {
            assert!(matches!(stand.all_the_same(), Stand::Confirmed { .. }));
        }
    });
}

#[test]
fn nothing_can_be_pressed_that_the_backend_would_surely_refuse() {
    each_case(|case| {
        let choices = case.choices();
        let event = &case.event;
        if event.cancelled.is_some() {
            assert!(choices.is_empty(), "{case}");
        }
        for (at, choice) in choices.iter().enumerate() {
            assert!(!choices[..at].contains(choice), "twice: {case}");
            let over = case.now >= event.ends;
            let held = case.stand().is_held();
            let fits = match choice {
                Choice::Acknowledge => !over && case.event.mine.seen < event.revision,
                Choice::CheckIn => {
                    let opens = event.starts.plus_ms(-2 * HOUR);
                    let closes = event.ends.plus_ms(HOUR);
                    let expected = event.attendance == Attendance::Must && event.in_scope;
                    let in_line = matches!(case.stand().all_the_same(), Stand::InLine(_));
                    let signed_up = (held && !in_line) || case.has(Act::SignUp, waits);
                    (opens..=closes).contains(&case.now) && (expected || signed_up)
                }
                Choice::SignUp => case.is_open() || case.may_try(),
                Choice::JoinLine | Choice::SignUpAgain => case.is_open(),
                Choice::Accept | Choice::Decline => {
                    matches!(case.place(), Some(Place::Offered { until }) if until > case.now || !case.sure)
                }
                Choice::Change => case.was_given() && case.before(event.change_until),
                Choice::Cancel => {
                    let wish = *case.stand().all_the_same() == Stand::Submitted;
                    wish || (case.was_given() && case.before(event.cancel_until))
                }
                Choice::TakeBack => case.has(Act::SignUp, waits),
                Choice::LeaveLine => held,
                Choice::AskLeave => {
                    let expected = event.attendance == Attendance::Must && event.in_scope;
                    !over && (expected || case.was_given())
                }
                Choice::WithdrawLeave => {
                    !over && (case.has(Act::Leave, waits) || case.has(Act::Leave, is_done))
                }
                Choice::Suggest => over && case.has(Act::CheckIn, is_done),
            };
            assert!(fits, "{choice:?}: {case}");
        }
    });
}

#[test]
fn what_the_backend_would_do_can_be_pressed() {
    each_case(|case| {
        if !case.acts.is_empty() || case.event.cancelled.is_some() {
            return;
        }
        let choices = case.choices();
        let any = |of: &[Choice]| choices.iter().any(|it| of.contains(it));
        let signs_up = [Choice::SignUp, Choice::JoinLine, Choice::SignUpAgain];
        let before_end = case.now < case.event.ends;
        match case.place() {
            None | Some(Place::Lapsed | Place::Cancelled) => {
                assert_eq!(any(&signs_up), case.is_open() || case.may_try());
            }
            Some(Place::Offered { until }) if until > case.now && before_end => {
                assert!(any(&[Choice::Accept]) && any(&[Choice::Decline]));
            }
            Some(Place::Waiting { .. }) => assert_eq!(any(&[Choice::LeaveLine]), before_end),
            Some(Place::Confirmed) => {
                assert_eq!(any(&[Choice::Cancel]), case.before(case.event.cancel_until));
                assert_eq!(any(&[Choice::Change]), case.before(case.event.change_until));
            }
            Some(Place::Offered { .. }) => {}
            Some(Place::Wish) => assert_eq!(any(&[Choice::Cancel]), before_end),
        }
        let must = case.event.attendance == Attendance::Must && case.event.in_scope;
        if must {
            assert_eq!(any(&[Choice::AskLeave]), before_end);
        }
    });
}

#[test]
fn a_leave_stands_as_the_list_says_until_the_phone_knows_more() {
    use LeaveState::{Granted, Pending, Refused, Withdrawn};
    for state in [
        None,
        Some(Pending),
        Some(Granted),
        Some(Refused),
        Some(Withdrawn),
    ] {
        for acts in sequences(&[Act::Leave, Act::LeaveWithdraw, Act::Cancel]) {
            let mut event = listed(true, true, false, false, None);
            event.mine.leave = state.map(|state| Leave {
                client_ref: Some(key(9)),
                state,
                reason: String::new(),
                text: String::new(),
                words: String::new(),
                by: String::new(),
            });
            let acts = waiting(&acts);
            let about = |it: &&Waiting<()>| matches!(it.act, Act::Leave | Act::LeaveWithdraw);
            let last = acts.iter().rfind(about);
            let absence = absence(&event, &acts);
            match &absence {
                Absence::Asked(Granted | Refused) => {
                    assert!(last.is_none() && (state == Some(Granted) || state == Some(Refused)));
                }
                Absence::Asked(Pending) => {
                    let asked = last.is_some_and(|it| it.act == Act::Leave && is_done(&it.stage));
                    assert!(asked || (last.is_none() && state == Some(Pending)));
                }
                Absence::Asked(Withdrawn) => panic!("told as none"),
                Absence::None => assert!(last.is_none_or(|it| is_done(&it.stage))),
                Absence::Noted | Absence::WithdrawNoted => {
                    assert!(last.is_some_and(|it| waits(&it.stage)));
                }
                Absence::Refused(it) => assert_eq!(Some(it), last),
            }
            let stand = stand(&event, &acts, reader("", STARTS));
            let excused = absence == Absence::Asked(Granted);
            assert_eq!(takes_part(&event, &stand, &absence), !excused);
        }
    }
}

#[test]
fn who_is_checked_in_is_told_by_the_backend_alone() {
    each_case(|case| match presence(&case.event, &case.acts) {
        Presence::In(_) => assert!(case.has(Act::CheckIn, is_done)),
        Presence::Noted { .. } => assert!(case.has(Act::CheckIn, waits)),
        Presence::Refused(it) => assert_eq!((it.act, it.stage), (Act::CheckIn, Stage::Refused)),
        Presence::None => assert!(case.acts.iter().all(|it| it.act != Act::CheckIn)),
    });
}

#[test]
fn an_answer_that_the_list_shows_says_nothing_more() {
    let mut event = listed(false, true, false, false, Some(Place::Cancelled));
    let mut acts = waiting(&[(Act::SignUp, Stage::Done { receipt: None })]);
    let reader = reader("", STARTS.plus_ms(-49 * HOUR));
    assert!(matches!(
        stand(&event, &acts, reader),
        Stand::Confirmed { .. }
    ));
    event.mine.sign_up.as_mut().expect("a sign-up").client_ref = Some(key(1));
    assert_eq!(
        stand(&event, &acts, reader),
        Stand::Cancelled { open: true }
    );
    acts[0].stage = Stage::Waits;
    assert_eq!(stand(&event, &acts, reader), Stand::Noted);
}

#[test]
fn an_acknowledged_revision_counts_once_it_is_pressed() {
    let mut event = event("ev1");
    (event.revision, event.mine.seen) = (3, 1);
    let mut acts = waiting(&[(Act::Acknowledge, Stage::Waits)]);
    assert_eq!(known(&event, &acts), 1);
    acts[0].revision = Some(3);
    assert_eq!(known(&event, &acts), 3);
    acts[0].stage = Stage::Refused;
    assert_eq!(known(&event, &acts), 1);
}

#[test]
fn a_phone_that_may_err_lets_a_member_try_and_ends_no_offer() {
    let now = STARTS.plus_ms(-HOUR);
    let unsure = Reader {
        time: Time { now, sure: false },
        ..reader("", now)
    };
    let pressed = |event: &Event, reader: Reader<'_>| {
        let stand = stand::<()>(event, &[], reader);
        let choices = choices(
            event,
            &stand,
            &Absence::None,
            &Presence::None,
            1,
            reader.time,
        );
        (stand, choices)
    };
    let event = listed(false, true, false, false, None);
    assert_eq!(pressed(&event, reader("", now)), (Stand::Closed, vec![]));
    assert_eq!(
        pressed(&event, unsure),
        (Stand::Closed, vec![Choice::SignUp])
    );

    let until = STARTS.plus_ms(OFFER_ENDS * HOUR);
    let offered = Place::Offered { until };
    let event = listed(false, true, false, false, Some(offered));
    assert_eq!(pressed(&event, reader("", now)).0, Stand::Lapsed);
    let (stand, choices) = pressed(&event, unsure);
    assert_eq!(stand, Stand::Offered(until));
    assert!(choices.contains(&Choice::Accept) && choices.contains(&Choice::Decline));
}
