//! Who is signed in.

/// The backend's name for a member: the subject of their partition.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct MemberId(pub String);

/// A member, as the backend's `/me` describes them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// The subject; never shown.
    pub id: MemberId,
    /// Who answers for `id`: the same id at another issuer is another person.
    pub issuer: String,
    /// The number that the office knows the member by, empty where the backend has none.
    pub number: String,
    /// The name to show.
    pub name: String,
    /// 界别, empty where unknown.
    pub sector: String,
    /// 专委会, empty where unknown.
    pub committee: String,
    /// Villages of the 一村（社）一委员 programme.
    pub villages: Vec<String>,
}
