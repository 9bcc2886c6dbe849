//! The backend as the rest of the house calls it.

use super::wire::{NoAnswer, Wire};
use crate::{
    domain::{client_ref::ClientRef, member::MemberId, record::Record},
    profile::{
        Profile,
        fault::{Fault, SignInFault},
        paging::Bookmark,
        reading::{Attachment, Me, Page, Session, is_token},
        request::Request,
        response::Response,
    },
};
use std::{cell::RefCell, pin::Pin, rc::Rc};

/// A year of more pages than this is not asked for further: some backends repeat their last page for ever.
pub(super) const PAGES: u32 = 200;

/// The records of a year.
#[derive(Clone, PartialEq, Debug)]
pub struct Year {
    /// Newest first, each key once.
    pub records: Vec<Record>,
    /// Rows that could not be understood.
    pub unreadable: u32,
}

/// Speaks to one backend under one profile; clones share the sign-in.
pub struct Client<W> {
    shared: Rc<Shared<W>>,
}

struct Shared<W> {
    profile: Profile,
    wire: W,
    token: RefCell<Option<String>>,
}

impl<W> Clone for Client<W> {
    fn clone(&self) -> Self {
        Self {
            shared: Rc::clone(&self.shared),
        }
    }
}

impl<W: Wire> Client<W> {
    /// Nobody is signed in yet.
    pub fn new(profile: Profile, wire: W) -> Self {
        let token = RefCell::new(None);
        Self {
            shared: Rc::new(Shared {
                profile,
                wire,
                token,
            }),
        }
    }

    /// The same backend and sign-in by another wire.
    pub(super) fn over<V: Wire>(&self, wire: V) -> Client<V> {
        let client = Client::new(self.shared.profile.clone(), wire);
        client.set_token(self.shared.token.borrow().clone());
        client
    }

    /// What it speaks by.
    pub(super) fn wire(&self) -> &W {
        &self.shared.wire
    }

    /// The profile.
    pub fn profile(&self) -> &Profile {
        &self.shared.profile
    }

    /// Who is signed in, as `me` tells it: some backends want it in what is sent.
    pub fn set_member(&self, id: &str) {
        self.profile().set_member(id);
    }

    /// The profile, once it is known who is signed in, where it needs that.
    pub(super) async fn known(&self) -> Result<&Profile, Fault> {
        if self.profile().needs_member() {
            self.me().await?;
        }
        Ok(self.profile())
    }

    /// Takes another sign-in from here on, or none. What is not fit for a header is none.
    pub fn set_token(&self, token: Option<String>) {
        let fit = |token: &String| token.split(' ').all(is_token);
        self.shared.token.replace(token.filter(fit));
    }

    /// Takes a sign-in that came from elsewhere.
    pub fn take(&self, session: &Session) {
        self.set_token(Some(session.token.clone()));
        if let Some(MemberId(id)) = &session.subject {
            self.set_member(id);
        }
    }

    /// What it signs with, and what that is exchanged with.
    pub fn signature(&self) -> Option<String> {
        self.shared.token.borrow().clone()
    }

    /// Whether its token may be kept: what the page around the app gives stays in memory.
    pub fn keeps_token(&self) -> bool {
        !self.profile().host_gives()
    }

    /// Whether there is something to sign requests with.
    pub fn signed_in(&self) -> bool {
        !self.profile().needs_token() || self.shared.token.borrow().is_some()
    }

    /// Signs in, and keeps the token for what follows; it is handed over to be kept sealed, if the member wants that.
    pub async fn sign_in(&self, identity: &str, password: &str) -> Result<Session, SignInFault> {
        let answer = self.fetch(self.profile().sign_in(identity, password)).await;
        let mut session = self
            .profile()
            .read_session(&answer.map_err(SignInFault::Other)?)?;
        if let Some(made) = self.profile().made_token(identity, password) {
            session.token = made;
        }
        self.take(&session);
        Ok(session)
    }

    /// Exchanges the token for a fresh one and keeps it; `None` where the backend can't.
    pub async fn refresh(&self) -> Result<Option<Session>, Fault> {
        let token = self.token()?;
        let kept = self.shared.token.borrow().clone().unwrap_or_default();
        let beside = kept.split_once(' ').map(|(_, beside)| beside);
        let mut session = match (self.profile().oidc(), beside) {
            (Some(oidc), Some(beside)) => self.renew(oidc, beside).await?,
            (Some(_), None) => return Ok(None),
            (None, beside) => {
                let Some(request) = self.profile().refresh(token.as_deref(), beside) else {
                    return Ok(None);
                };
                self.profile().read_refresh(&self.fetch(request).await?)?
            }
        };
        if let Some(beside) = beside.filter(|_| !session.token.contains(' ')) {
            session.token = format!("{} {beside}", session.token);
        }
        self.set_token(Some(session.token.clone()));
        Ok(Some(session))
    }

    /// Activates or recovers an account.
    pub async fn set_password(
        &self,
        identity: &str,
        code: &str,
        password: &str,
    ) -> Result<(), SignInFault> {
        let request = self.profile().set_password(identity, code, password);
        let answer = self
            .fetch_described(request)
            .await
            .map_err(SignInFault::Other)?;
        self.profile().read_set_password(&answer)
    }

    /// Whether the backend does its work: its version, where it tells one.
    pub async fn health(&self) -> Result<Option<String>, Fault> {
        let answer = self.fetch_described(self.profile().health()).await?;
        self.profile().read_health(&answer)
    }

    /// Who is signed in.
    pub fn me(&self) -> Boxed<'_, Result<Me, Fault>> {
        Box::pin(async {
            let answer = self
                .fetch(self.profile().me(self.token()?.as_deref()))
                .await?;
            let me = self.profile().read_me(&answer)?;
            self.set_member(&me.member.id.0);
            Ok(me)
        })
    }

    /// One page of a year. An empty one is a fact: a lost sign-in is an error.
    pub async fn list_page(&self, year: u16, at: &Bookmark) -> Result<Page, Fault> {
        let token = self.token()?;
        let profile = self.known().await?;
        let answer = self
            .fetch(profile.list(year, at.clone(), token.as_deref()))
            .await?;
        let read = self.certain(profile.read_list(at.clone(), &answer)).await?;
        if read.check_sign_in {
            self.me().await?;
        }
        Ok(read)
    }

    /// All of a year. What moves from page to page while it is read is there once.
    pub async fn list_year(&self, year: u16) -> Result<Year, Fault> {
        self.list_year_by_pages(year, |_| {}).await
    }

    /// The same; `come` hears of what has come so far while there is more.
    pub async fn list_year_by_pages(
        &self,
        year: u16,
        mut come: impl FnMut(&[Record]),
    ) -> Result<Year, Fault> {
        let mut all = Year {
            records: Vec::new(),
            unreadable: 0,
        };
        let asked_for = self.profile().lists_years();
        let mut seen = std::collections::BTreeSet::new();
        let mut at = Bookmark::default();
        for _ in 0..PAGES {
            let read = self.list_page(year, &at).await?;
            let before = seen.len();
            let repeats = !read.records.is_empty() && read.unreadable == 0;
            all.unreadable = all.unreadable.saturating_add(read.unreadable);
            all.records
                .extend(read.records.into_iter().filter(|record| {
                    let of_year = asked_for || record.day.year() == year;
                    seen.insert(record.client_ref.clone()) && of_year
                }));
            match read.next {
                Some(next) if !(repeats && seen.len() == before) => at = next,
                Some(_) | None => break,
            }
            come(&all.records);
        }
        Ok(all)
    }

    /// The bytes of a photo.
    pub async fn attachment(&self, id: &ClientRef) -> Result<Attachment, Fault> {
        let request = self.profile().attachment(id, self.token()?.as_deref());
        let answer = self.fetch_described(request).await?;
        self.certain(self.profile().read_attachment(&answer)).await
    }

    /// The same fault, unless it was a lost sign-in in disguise.
    pub(super) async fn certain<T>(&self, read: Result<T, Fault>) -> Result<T, Fault> {
        match read {
            Err(fault) if self.profile().may_be_sign_in_lost(&fault) => {
                self.me().await?;
                Err(fault)
            }
            read => read,
        }
    }

    /// Without a sign-in nothing is sent that needs one.
    pub(super) fn token(&self) -> Result<Option<String>, Fault> {
        if self.signed_in() {
            let token = self.shared.token.borrow();
            let first = token.as_deref().and_then(|token| token.split(' ').next());
            Ok(first.map(str::to_owned))
        } else {
            Err(Fault::SignInLost)
        }
    }

    pub(super) async fn fetch_described(
        &self,
        request: Option<Request>,
    ) -> Result<Response, Fault> {
        self.fetch(request.ok_or(Fault::Upgrade)?).await
    }

    /// Boxed: else every call above holds the whole exchange in its own future, which the page pays for in bytes.
    pub(super) fn fetch(&self, request: Request) -> Boxed<'_, Result<Response, Fault>> {
        Box::pin(async {
            self.shared
                .wire
                .fetch(request)
                .await
                .map_err(|NoAnswer| Fault::NoAnswer)
        })
    }
}

/// A future on the heap.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;
