//! The wire beneath the client: the browser's `fetch`, or a test's recorded answers.
#![allow(async_fn_in_trait)] // one thread: no future of ours is ever sent to another

use crate::profile::{request::Request, response::Response};

/// No answer came: no network, a refused connection, a timeout, a reset. The effect is unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoAnswer;

/// Brings one request to the backend and its answer back, whatever the answer is.
pub trait Wire {
    /// Redirects are not followed; of a body that is too long nothing is given.
    async fn fetch(&self, request: Request) -> Result<Response, NoAnswer>;
}
