//! The members by name, as the backend tells them.

use super::{client::Client, wire::Wire};
use crate::{domain::person::Person, profile::fault::Fault};

impl<W: Wire> Client<W> {
    /// All of them; `None` where the backend tells none.
    pub async fn roster(&self) -> Result<Option<Vec<Person>>, Fault> {
        let Some(described) = self.profile().roster()? else {
            return Ok(None);
        };
        let request = described.ask(self.token()?.as_deref());
        let answer = self.fetch(request).await?;
        self.certain(described.read(&answer)).await.map(Some)
    }
}
