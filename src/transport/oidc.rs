//! What is asked of the provider where members sign in, when that is not the backend.

use super::{client::Client, wire::Wire};
use crate::profile::{
    fault::Fault,
    oidc::{Oidc, Provider},
    reading::Session,
    request::Request,
    response::Response,
    trip::{Trip, TripFault},
};

impl<W: Wire> Client<W> {
    /// Where the provider is asked.
    pub async fn provider(&self, oidc: &Oidc) -> Result<Provider, TripFault> {
        oidc.read_provider(&self.ask_provider(oidc.discover()).await?)
    }

    /// Ends a trip: its code becomes a sign-in. `back` is where the browser came back to.
    pub async fn swap(
        &self,
        oidc: &Oidc,
        trip: &Trip,
        code: &str,
        back: &str,
    ) -> Result<Session, TripFault> {
        let provider = self.provider(oidc).await?;
        let request = oidc.swap(&provider, trip, code, back);
        oidc.read_tokens(&self.ask_provider(request).await?, Some(trip))
    }

    /// A fresh sign-in for a refresh token.
    pub(super) async fn renew(&self, oidc: &Oidc, refresh: &str) -> Result<Session, Fault> {
        let renewed = async {
            let provider = self.provider(oidc).await?;
            let request = oidc.refresh(&provider, refresh);
            oidc.read_tokens(&self.ask_provider(request).await?, None)
        };
        renewed.await.map_err(|fault| match fault {
            TripFault::Unreachable => Fault::NoAnswer,
            TripFault::Denied
            | TripFault::Foreign
            | TripFault::Expired
            | TripFault::Clock
            | TripFault::Odd { .. } => Fault::SignInLost,
        })
    }

    async fn ask_provider(&self, request: Request) -> Result<Response, TripFault> {
        let answer = self.fetch(request).await;
        answer.map_err(|_| TripFault::Unreachable)
    }
}
