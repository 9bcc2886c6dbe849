//! 附议: other members put their names under a record. Its author asks them, each of them says yes or no, until the office has
//! decided. What either does travels as an entry like any other, of a kind of its own, and is no duty: nothing counts it.

use super::{
    answer::Answer,
    client_ref::ClientRef,
    day::Day,
    record::{KindId, Standing},
};

/// The kind, in records and among the forms.
pub const KIND: &str = "cosigning";
/// The answer that holds the id of the act.
pub const ACT: &str = "act";
/// The answer that holds the key of the author's record, where somebody is invited.
pub const RECORD: &str = "record";
/// The answer that holds the id of the invitation, where there is one.
pub const INVITATION: &str = "invitation";

/// What is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// The author asks a member.
    Invite,
    /// The author takes it back.
    Revoke,
    /// 附议
    Sign,
    /// 不附议
    Refuse,
    /// 撤回附议
    Unsign,
}

/// How an invitation stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stands {
    /// Not answered yet.
    Invited,
    /// 已附议
    Signed,
    /// 不附议
    Declined,
    /// 附议 was taken back.
    Withdrawn,
    /// The invitation was taken back.
    Revoked,
    /// In a way that this version of the app does not know: it is shown, and nothing can be done about it here.
    Other,
}

/// An invitation, as one of its two sides sees it.
#[derive(Clone, PartialEq, Debug)]
pub struct Invitation {
    /// Its id.
    pub id: String,
    /// The name of the other side.
    pub who: String,
    /// Their sector; often empty.
    pub sector: String,
    /// How it stands.
    pub stands: Stands,
    /// The day on which it was made.
    pub day: Day,
    /// Whether anything can be done about it still.
    pub open: bool,
    /// Whether the record was changed after it was signed.
    pub changed: bool,
    /// What it is about.
    pub about: About,
}

/// What an invitation is about.
#[derive(Clone, PartialEq, Debug)]
pub enum About {
    /// A record of one's own, by its key.
    Mine(ClientRef),
    /// Another member's, as far as it is shown.
    Theirs(Paper),
}

/// A record that somebody is asked to co-sign.
#[derive(Clone, PartialEq, Debug)]
pub struct Paper {
    /// Its kind.
    pub kind: KindId,
    /// Its day.
    pub day: Day,
    /// The version of the form that was filled in.
    pub form_version: u32,
    /// Some of its answers.
    pub answers: Answer,
    /// How it stands with the office, and what its steps say by field: told to who has signed, for whom it counts.
    pub standing: Standing,
    /// See `standing`.
    pub facts: Answer,
}

impl Invitation {
    /// What the member has signed; none of what is only asked, or the member's own.
    pub fn signed(&self) -> Option<&Paper> {
        match &self.about {
            About::Theirs(paper) if self.stands == Stands::Signed => Some(paper),
            About::Theirs(_) | About::Mine(_) => None,
        }
    }
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Invite,
        Self::Revoke,
        Self::Sign,
        Self::Refuse,
        Self::Unsign,
    ];

    /// Its name in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Revoke => "revoke",
            Self::Sign => "sign",
            Self::Refuse => "refuse",
            Self::Unsign => "unsign",
        }
    }

    /// Whether it is the author's; else it is for who was asked.
    pub fn is_authors(self) -> bool {
        match self {
            Self::Invite | Self::Revoke => true,
            Self::Sign | Self::Refuse | Self::Unsign => false,
        }
    }

    /// What it makes of an invitation that stands so, or of none; `None`: it can't be done.
    pub fn leads(self, from: Option<Stands>) -> Option<Stands> {
        match (self, from) {
            (Self::Invite, None | Some(Stands::Revoked)) => Some(Stands::Invited),
            (Self::Revoke, Some(Stands::Invited)) => Some(Stands::Revoked),
            (Self::Sign, Some(Stands::Invited | Stands::Declined | Stands::Withdrawn)) => {
                Some(Stands::Signed)
            }
            (Self::Refuse, Some(Stands::Invited)) => Some(Stands::Declined),
            (Self::Unsign, Some(Stands::Signed)) => Some(Stands::Withdrawn),
            (Self::Invite | Self::Revoke | Self::Sign | Self::Refuse | Self::Unsign, _) => None,
        }
    }
}

impl Stands {
    /// All that something leads to.
    pub const ALL: [Self; 5] = [
        Self::Invited,
        Self::Signed,
        Self::Declined,
        Self::Withdrawn,
        Self::Revoked,
    ];

    /// Its name in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Signed => "signed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Revoked => "revoked",
            Self::Other => "other",
        }
    }

    /// Reads its name.
    pub fn named(id: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter().chain([Self::Other]);
        all.find(|it| it.id() == id)
    }
}

/// Whether an entry of this kind is about co-signing.
pub fn is_cosigning(kind: &KindId) -> bool {
    kind.0 == KIND
}

/// The invitation that an entry is about, and what it does; `None`: it is about none.
pub fn act_of<'a>(kind: &KindId, answers: &'a Answer) -> Option<(&'a str, Act)> {
    let text = |key| answers.field(key)?.text();
    let invitation = text(INVITATION).filter(|_| is_cosigning(kind))?;
    let act = text(ACT)?;
    let act = Act::ALL.into_iter().find(|it| it.id() == act)?;
    Some((invitation, act))
}

/// The author's record that an entry invites somebody to; `None`: it invites nobody.
pub fn invites_to<'a>(kind: &KindId, answers: &'a Answer) -> Option<&'a str> {
    let text = |key| answers.field(key)?.text();
    let invites = is_cosigning(kind) && text(ACT)? == Act::Invite.id();
    text(RECORD).filter(|_| invites)
}
