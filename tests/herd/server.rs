//! A backend that serves 100 requests a second, and says 503 to what it can't take.

use dajuan::outbox::reply::{Reply, RetryAfter};

/// Requests that it serves in a second.
pub const CAPACITY: u64 = 100;
const SERVICE_MS: u64 = 1_000 / CAPACITY;
/// How long a request may wait for its turn: more of them are turned away at once.
const LONGEST_QUEUE_MS: u64 = 500;

/// One request after another, as long as each takes; turning one away costs it nothing.
pub struct Server {
    retry_after: Option<RetryAfter>,
    free_at: u64,
}

impl Server {
    pub fn new(retry_after_s: Option<u32>) -> Self {
        Self {
            retry_after: retry_after_s.map(|s| RetryAfter { ms: s * 1_000 }),
            free_at: 0,
        }
    }

    /// A request arrives: when it is answered, and how.
    pub fn takes(&mut self, now: u64) -> (u64, Reply) {
        let starts = self.free_at.max(now);
        if starts - now > LONGEST_QUEUE_MS {
            let after = self.retry_after;
            return (now, Reply::Busy { after });
        }
        self.free_at = starts + SERVICE_MS;
        (self.free_at, Reply::Done { receipt: None })
    }
}
