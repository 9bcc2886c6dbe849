//! Who of the office looked at what is a member's, as the backend tells it.

use super::{client::Client, wire::Wire};
use crate::{domain::look::Look, profile::fault::Fault};

impl<W: Wire> Client<W> {
    /// The newest; `None` where the backend notes nothing.
    pub async fn looks(&self) -> Result<Option<Vec<Look>>, Fault> {
        let Some(described) = self.profile().looks()? else {
            return Ok(None);
        };
        let request = described.ask(self.token()?.as_deref());
        let answer = self.fetch(request).await?;
        self.certain(described.read(&answer)).await.map(Some)
    }
}
