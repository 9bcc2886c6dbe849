//! A seeded HTTP/1.1 fault proxy: every request goes to one upstream, unless a [`Rule`] says
//! what happens to it instead. The same seed and the same requests give the same decisions.
//!
//! One request per connection: the proxy asks both ends to close, so a fault never touches a
//! neighbour's request.

mod exchange;
mod head;
mod proxy;
mod rule;

pub use proxy::{Exchange, Proxy};
pub use rule::{BadRule, Fault, Rule};
