//! The self-check of an integrator: the app's own way to a backend, step by step, with all that went over the wire.

use super::{
    client::Client,
    wire::{NoAnswer, Wire},
};
use crate::{
    domain::{
        checkup::{Finding, Step, Task},
        client_ref::ClientRef,
        held::{Held, Update},
        record::{Entry, Record, Standing},
    },
    outbox::{abilities::Uniqueness, reply::Reply},
    profile::{
        checkup::{differences, of_fault, of_reply},
        fault::Fault,
        paging::Bookmark,
        request::Request,
        response::Response,
    },
    runtime::ports::{Step as Sent, Transport},
};
use std::{cell::RefCell, rc::Rc, sync::Arc};

/// A list of more pages is not read further: the newest stand first.
const PAGES: u32 = 20;

/// What is sent.
pub struct Sample {
    /// A record, of the day of the check.
    pub entry: Entry,
    /// The whole of it, changed twice, each under a key of its own.
    pub changed: [Entry; 2],
    /// Its withdrawal.
    pub withdrawal: Entry,
}

/// A request, and its answer where one came.
type Crossed = (Request, Option<Response>);

/// Writes down what goes over a wire.
#[derive(Clone)]
struct Written<W> {
    wire: W,
    all: Rc<RefCell<Vec<Crossed>>>,
}

impl<W: Wire> Wire for Written<W> {
    async fn fetch(&self, request: Request) -> Result<Response, NoAnswer> {
        let answer = self.wire.fetch(request.clone()).await;
        let told = answer.as_ref().ok().cloned();
        self.all.borrow_mut().push((request, told));
        answer
    }
}

struct Round<'a, W, T> {
    client: Client<Written<W>>,
    written: Written<W>,
    sample: &'a Sample,
    steps: Vec<Step>,
    tell: T,
}

impl<W: Wire + Clone> Client<W> {
    /// Goes the whole round; `tell` hears of each step, with those before it. It ends early where nothing would come of what is left.
    pub async fn check(&self, sample: &Sample, tell: impl FnMut(&[Step])) -> Vec<Step> {
        let written = Written {
            wire: self.wire().clone(),
            all: Rc::default(),
        };
        let mut round = Round {
            client: self.over(written.clone()),
            written,
            sample,
            steps: Vec::new(),
            tell,
        };
        if round.me().await && round.create().await {
            round.read_back().await;
            round.filter().await;
            round.replay().await;
            let before = round.update().await;
            round.stale(before).await;
            round.withdraw().await;
            round.lost().await;
        }
        round.steps
    }
}

impl<W: Wire + Clone, T: FnMut(&[Step])> Round<'_, W, T> {
    async fn me(&mut self) -> bool {
        let me = self.client.me().await;
        let findings: Vec<Finding> = me.err().map(of_fault).into_iter().collect();
        let goes_on = findings.is_empty();
        self.note(Task::Me, findings, &["me"]);
        goes_on
    }

    async fn create(&mut self) -> bool {
        let reply = self.send(&self.sample.entry).await;
        let finding = of_reply(reply);
        let goes_on = matches!(finding, None | Some(Finding::Accepted));
        self.note(Task::Create, finding.into_iter().collect(), SENDING);
        goes_on
    }

    async fn read_back(&mut self) {
        let mut findings = match self.rows(self.year()).await {
            Ok(rows) => match rows.first() {
                Some(row) => differences(&self.sample.entry, row),
                None => vec![Finding::NotListed],
            },
            Err(fault) => vec![of_fault(fault)],
        };
        if self.client.abilities().looks_up {
            match self.client.look_up(self.key()).await {
                Ok(Some(_)) => {}
                Ok(None) => findings.push(Finding::NotFound),
                Err(reply) => findings.extend(of_reply(reply)),
            }
        }
        self.note(Task::ReadBack, findings, READING);
    }

    /// In the list of the year before it must not be.
    async fn filter(&mut self) {
        if !self.client.profile().lists_years() {
            return self.note(Task::Filter, vec![Finding::NotDescribed], &[]);
        }
        let findings = match self.rows(self.year().saturating_sub(1)).await {
            Ok(rows) if rows.is_empty() => Vec::new(),
            Ok(_) => vec![Finding::FilterIgnored],
            Err(fault) => vec![of_fault(fault)],
        };
        self.note(Task::Filter, findings, READING);
    }

    async fn replay(&mut self) {
        let reply = self.send(&self.sample.entry).await;
        let mut findings: Vec<Finding> = of_reply(reply).into_iter().collect();
        match self.rows(self.year()).await {
            Ok(rows) if rows.len() > 1 => {
                let kept = self.client.abilities().uniqueness == Uniqueness::Forever;
                let finding = if kept {
                    Finding::Doubled
                } else {
                    Finding::DoubledAsSaid
                };
                findings.push(finding(rows.len()));
            }
            Ok(_) => {}
            Err(fault) => findings.push(of_fault(fault)),
        }
        self.note(Task::Replay, findings, BOTH);
    }

    /// What the backend held before the change, where it took it.
    async fn update(&mut self) -> Option<Held> {
        let [changed, _] = &self.sample.changed;
        if !self.client.profile().takes_changes() {
            self.note(Task::Update, vec![Finding::NotDescribed], &[]);
            return None;
        }
        let mut findings = Vec::new();
        let before = self.held(&mut findings).await;
        if let Some(before) = &before {
            let reply = self.change(changed, before).await;
            findings.extend(of_reply(reply));
            let now = self.held(&mut findings).await;
            let is_changed = |now: &Held| now.answers == changed.answers;
            if findings.is_empty() && !now.as_ref().is_some_and(is_changed) {
                findings.push(Finding::NotChanged);
            }
        }
        let taken = findings.is_empty();
        self.note(Task::Update, findings, CHANGING);
        before.filter(|_| taken)
    }

    /// From what was held before the last change.
    async fn stale(&mut self, before: Option<Held>) {
        let [_, changed] = &self.sample.changed;
        let nameless = |before: &Held| Held {
            version: None,
            ..before.clone()
        };
        let findings = match before {
            Some(before) if !self.client.profile().can_update(&nameless(&before)) => {
                let reply = self.change(changed, &before).await;
                if matches!(reply, Reply::Stale | Reply::Conflict { .. }) {
                    Vec::new()
                } else {
                    vec![of_reply(reply).unwrap_or(Finding::StaleTaken)]
                }
            }
            Some(_) | None => vec![Finding::NotDescribed],
        };
        self.note(Task::Stale, findings, CHANGING);
    }

    async fn withdraw(&mut self) {
        let left = Finding::Left(self.key().to_string());
        if !self.client.profile().takes_withdrawals() {
            let findings = vec![Finding::NotDescribed, left];
            return self.note(Task::Withdraw, findings, &[]);
        }
        let reply = self.send(&self.sample.withdrawal).await;
        let mut findings: Vec<Finding> = of_reply(reply).into_iter().collect();
        if findings.is_empty() {
            let is_gone = |row: &Record| matches!(row.standing, Standing::Withdrawn { .. });
            match self.rows(self.year()).await {
                Ok(rows) if rows.iter().all(is_gone) => {}
                Ok(_) => findings.extend([Finding::NotWithdrawn, left]),
                Err(fault) => findings.push(of_fault(fault)),
            }
        } else {
            findings.push(left);
        }
        self.note(Task::Withdraw, findings, BOTH);
    }

    /// With a sign-in that is none.
    async fn lost(&mut self) {
        let token = self.client.token().ok().flatten();
        let Some(token) = token.filter(|_| self.client.profile().needs_token()) else {
            return self.note(Task::Lost, vec![Finding::NotHere], &[]);
        };
        let client = self.client.over(self.written.clone());
        client.set_token(Some(spoiled(&token)));
        let mut findings = Vec::new();
        match client.me().await {
            Ok(_) => findings.push(Finding::Anybody),
            Err(Fault::SignInLost) => {}
            Err(fault) => findings.push(of_fault(fault)),
        }
        match client.list_page(self.year(), &Bookmark::default()).await {
            Ok(page) if page.records.is_empty() => findings.push(Finding::LostAsEmpty),
            Ok(_) => findings.push(Finding::AnybodyReads),
            Err(Fault::SignInLost) => {}
            Err(Fault::Refused { .. }) => findings.push(Finding::LostAsRefusal),
            Err(fault) => findings.push(of_fault(fault)),
        }
        self.client = client;
        self.note(Task::Lost, findings, READING);
    }

    fn key(&self) -> &ClientRef {
        &self.sample.entry.client_ref
    }

    fn year(&self) -> u16 {
        self.sample.entry.day.map_or(0, |day| day.year())
    }

    async fn send(&self, entry: &Entry) -> Reply {
        let entry = Arc::new(entry.clone());
        self.client.send(Sent::Create(entry)).await
    }

    async fn change(&self, changed: &Entry, before: &Held) -> Reply {
        let base = Update {
            base: before.clone(),
            theirs: None,
        };
        let step = Sent::Update {
            entry: Arc::new(changed.clone()),
            of: self.key().clone(),
            base: Arc::new(base),
        };
        self.client.send(step).await
    }

    /// What the backend holds under the key; what it has not is a finding.
    async fn held(&self, findings: &mut Vec<Finding>) -> Option<Held> {
        match self.client.look_up(self.key()).await {
            Ok(found) => {
                let held = found.and_then(|found| found.held);
                if held.is_none() {
                    findings.push(Finding::NotFound);
                }
                held
            }
            Err(reply) => {
                findings.extend(of_reply(reply));
                None
            }
        }
    }

    /// The rows of the key in the list of a year.
    async fn rows(&self, year: u16) -> Result<Vec<Record>, Fault> {
        let mut rows = Vec::new();
        let mut at = Bookmark::default();
        for _ in 0..PAGES {
            let read = self.client.list_page(year, &at).await?;
            let own = read.records.into_iter();
            rows.extend(own.filter(|it| it.client_ref == *self.key()));
            match read.next {
                Some(next) => at = next,
                None => break,
            }
        }
        Ok(rows)
    }

    /// The step with what went over the wire since the last one, which was of these operations.
    fn note(&mut self, task: Task, findings: Vec<Finding>, names: &[&str]) {
        let token = self.client.token().ok().flatten();
        let profile = self.client.profile();
        let all = self.written.all.take();
        let shown = all.iter().map(|(request, answer)| {
            profile.crossed(names, request, answer.as_ref(), token.as_deref())
        });
        let exchanges = shown.collect();
        self.steps.push(Step {
            task,
            findings,
            exchanges,
        });
        (self.tell)(&self.steps);
    }
}

const SENDING: &[&str] = &["create", "find", "me"];
const READING: &[&str] = &["list", "me"];
const CHANGING: &[&str] = &["update", "find", "me"];
const BOTH: &[&str] = &["create", "list", "find", "remove", "me"];

/// A sign-in that was never given, of the same make.
fn spoiled(token: &str) -> String {
    let kept = token.chars().count().saturating_sub(6);
    let begin: String = token.chars().take(kept).collect();
    let end = if token.ends_with("AAAAAA") {
        "BBBBBB"
    } else {
        "AAAAAA"
    };
    begin + end
}
