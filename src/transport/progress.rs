//! How far records have come since they arrived, as the backend tells it.

use super::{client::Client, wire::Wire};
use crate::{domain::step::Course, profile::fault::Fault};

impl<W: Wire> Client<W> {
    /// Those of a year; none where the backend tells none.
    pub async fn progress(&self, year: u16) -> Result<Vec<Course>, Fault> {
        let Some(described) = self.profile().progress()? else {
            return Ok(Vec::new());
        };
        let request = described.ask(year, self.token()?.as_deref());
        let answer = self.fetch(request).await?;
        self.certain(described.read(&answer)).await
    }
}
