//! Who co-signs what, as the backend tells it.

use super::{client::Client, wire::Wire};
use crate::{domain::cosigning::Invitation, profile::fault::Fault};

impl<W: Wire> Client<W> {
    /// What concerns the member; none where the backend has none.
    pub async fn cosigning(&self) -> Result<Vec<Invitation>, Fault> {
        let Some(described) = self.profile().cosigning()? else {
            return Ok(Vec::new());
        };
        let request = described.ask(self.token()?.as_deref());
        let answer = self.fetch(request).await?;
        self.certain(described.read(&answer)).await
    }
}
