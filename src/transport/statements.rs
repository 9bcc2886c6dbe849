//! The office's own sum of a year, as the backend tells it.

use super::{client::Client, wire::Wire};
use crate::{domain::statement::Statement, profile::fault::Fault};

impl<W: Wire> Client<W> {
    /// The statement of a year; `None` where the backend has no statistics, or the office worked out nothing yet.
    pub async fn statement(&self, year: u16) -> Result<Option<Statement>, Fault> {
        let Some(described) = self.profile().statements()? else {
            return Ok(None);
        };
        let request = described.ask(year, self.token()?.as_deref());
        let answer = self.fetch(request).await?;
        self.certain(described.read(&answer)).await
    }
}
