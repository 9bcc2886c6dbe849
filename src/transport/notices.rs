//! What changed for the member, as the backend tells it.

use super::{client::Client, wire::Wire};
use crate::profile::{fault::Fault, news::Told};

impl<W: Wire> Client<W> {
    /// The newest; `None` where the backend tells none. That there are none is a fact: a lost sign-in is an error.
    pub async fn notices(&self) -> Result<Option<Told>, Fault> {
        let Some(described) = self.profile().notices()? else {
            return Ok(None);
        };
        let request = described.ask(self.token()?.as_deref());
        let answer = self.fetch(request).await?;
        let told = self.certain(described.read(&answer)).await?;
        if told.check_sign_in {
            self.me().await?;
        }
        Ok(Some(told))
    }

    /// Tells that all up to this one are read; told again, it changes nothing. False where the backend keeps no such thing.
    pub async fn notices_read(&self, seq: u64) -> Result<bool, Fault> {
        let Some(described) = self.profile().notices()? else {
            return Ok(false);
        };
        let Some(request) = described.tell_read(seq, self.token()?.as_deref()) else {
            return Ok(false);
        };
        let answer = self.fetch(request).await?;
        self.certain(described.read_told(seq, &answer)).await?;
        Ok(true)
    }
}
