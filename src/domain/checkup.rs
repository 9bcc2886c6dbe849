//! The self-check of an integrator: a round of requests to a backend, what came back, and what to change in the profile.

/// What a step of the round tries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Task {
    /// Who is signed in.
    Me,
    /// A record is sent.
    Create,
    /// It is read back and compared.
    ReadBack,
    /// The list of another year is asked for.
    Filter,
    /// The same record is sent again.
    Replay,
    /// The record is changed.
    Update,
    /// It is changed once more, from a version that is over.
    Stale,
    /// It is withdrawn.
    Withdraw,
    /// The list is asked for with a sign-in that is none.
    Lost,
}

/// One request and its answer, without anything secret.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Exchange {
    /// `POST /api/records?…`
    pub request: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The beginning of what was sent.
    pub body: String,
    /// None: no answer came.
    pub answer: Option<Answered>,
}

/// An answer, without anything secret.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answered {
    /// Its status; 0 where the browser does not show it.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: String,
    /// The beginning of its body.
    pub first_bytes: String,
    /// JSON Pointer to the rule of the profile that spoke of it; empty: none did, its status says it.
    pub rule: String,
    /// What it comes to, as rules call it in `then`.
    pub outcome: &'static str,
}

/// A step that was taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What was tried.
    pub task: Task,
    /// What was found; nothing: all is well.
    pub findings: Vec<Finding>,
    /// In order.
    pub exchanges: Vec<Exchange>,
}

/// What was found, where it isn't as the profile says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// No answer came.
    NoAnswer,
    /// An answer that no reading of the profile proves: with the outcome.
    Stranger,
    /// It said no.
    Refused {
        /// In its words.
        words: String,
        /// By field.
        fields: Vec<(String, String)>,
    },
    /// It wants to be asked later.
    Busy,
    /// The sign-in counts as lost.
    SignInLost,
    /// It was taken and not decided.
    Accepted,
    /// Neither done nor refused as the step needs it.
    Unexpected,
    /// The record is not in the list of its year.
    NotListed,
    /// `find` does not find it.
    NotFound,
    /// A field that was sent and is not there.
    Dropped(String),
    /// A field that is not as it was sent.
    Changed {
        /// The field.
        field: String,
        /// What was sent.
        sent: String,
        /// What is there.
        got: String,
    },
    /// The record stands in the list of another year too.
    FilterIgnored,
    /// So many rows have one key, where the profile says that there is one.
    Doubled(usize),
    /// So many rows have one key, as the profile says.
    DoubledAsSaid(usize),
    /// A change that was taken and is not there.
    NotChanged,
    /// A change from a version that is over was taken.
    StaleTaken,
    /// It was withdrawn and is not listed so.
    NotWithdrawn,
    /// A sign-in that is none is told who it is.
    Anybody,
    /// A sign-in that is none reads records.
    AnybodyReads,
    /// A lost sign-in looks like an empty list.
    LostAsEmpty,
    /// A lost sign-in looks like a refusal.
    LostAsRefusal,
    /// The profile does not describe it: the step is left out.
    NotDescribed,
    /// It can't be tried in a browser: the step is left out.
    NotHere,
    /// The record stays, under this key.
    Left(String),
}

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weight {
    /// Good to know.
    Note,
    /// The step was left out.
    LeftOut,
    /// The profile does not fit the backend.
    Wrong,
}

impl Finding {
    /// How much it weighs.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Accepted | Self::DoubledAsSaid(_) | Self::Left(_) => Weight::Note,
            Self::NotDescribed | Self::NotHere => Weight::LeftOut,
            Self::NoAnswer
            | Self::Stranger
            | Self::Refused { .. }
            | Self::Busy
            | Self::SignInLost
            | Self::Unexpected
            | Self::NotListed
            | Self::NotFound
            | Self::Dropped(_)
            | Self::Changed { .. }
            | Self::FilterIgnored
            | Self::Doubled(_)
            | Self::NotChanged
            | Self::StaleTaken
            | Self::NotWithdrawn
            | Self::Anybody
            | Self::AnybodyReads
            | Self::LostAsEmpty
            | Self::LostAsRefusal => Weight::Wrong,
        }
    }

    /// JSON Pointer to where the profile says otherwise; empty where it isn't the profile.
    pub fn place(&self, task: Task) -> &'static str {
        match self {
            Self::NoAnswer => "/base",
            Self::Stranger | Self::Accepted | Self::Unexpected => task.operation(),
            Self::Refused { .. } => task.body(),
            Self::NotListed => "/operations/list",
            Self::NotFound => "/operations/find",
            Self::Dropped(_) | Self::Changed { .. } => "/operations/create/json",
            Self::FilterIgnored => "/operations/list/query",
            Self::Doubled(_) | Self::DoubledAsSaid(_) => "/capabilities/uniqueness",
            Self::NotChanged | Self::StaleTaken => "/operations/update",
            Self::NotWithdrawn => "/record/states",
            Self::Anybody => "/operations/me",
            Self::AnybodyReads | Self::SignInLost => "/auth/headers",
            Self::LostAsEmpty | Self::LostAsRefusal => "/auth/lost_as",
            Self::NotDescribed => task.operation(),
            Self::Busy | Self::NotHere | Self::Left(_) => "",
        }
    }
}

impl Task {
    /// The operation that it is about, in the profile.
    pub fn operation(self) -> &'static str {
        match self {
            Self::Me => "/operations/me",
            Self::Create | Self::Replay => "/operations/create",
            Self::ReadBack | Self::Filter | Self::Lost => "/operations/list",
            Self::Update | Self::Stale => "/operations/update",
            Self::Withdraw => "/record/states",
        }
    }

    fn body(self) -> &'static str {
        match self {
            Self::Create | Self::Replay | Self::Withdraw => "/operations/create/json",
            Self::Update | Self::Stale => "/operations/update/json",
            Self::Me | Self::ReadBack | Self::Filter | Self::Lost => self.operation(),
        }
    }
}

impl Step {
    /// The most that any of its findings weighs; none: all is well.
    pub fn weight(&self) -> Option<Weight> {
        self.findings.iter().map(Finding::weight).max()
    }
}
