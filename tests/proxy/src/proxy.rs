//! The proxy as its owner holds it: rules in, log out.

use crate::{Fault, Rule, exchange};
use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex, MutexGuard},
    thread,
};
use tokio::sync::watch;

/// One request that reached the proxy, and what became of it.
#[derive(Clone, Debug)]
pub struct Exchange {
    pub method: String,
    /// Path and query, as sent.
    pub path: String,
    pub headers: Vec<(String, String)>,
    /// SHA-256 in hex of the body's bytes on the wire, as far as they came.
    pub body_sha256: String,
    pub body_bytes: usize,
    /// The bytes themselves.
    pub body: Arc<[u8]>,
    /// The fault that befell it.
    pub fault: Option<Fault>,
    /// The status that the upstream, or an [`Fault::Answer`], gave; not always the client's to see.
    pub status: Option<u16>,
}

impl Exchange {
    /// The value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// A running proxy on a thread of its own; it stops when dropped.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub upstream: SocketAddr,
    pub released: watch::Sender<u64>,
    seed: u64,
    cut: watch::Sender<bool>,
    stopped: watch::Sender<bool>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    rules: Vec<(u64, Rule)>,
    made: u64,
    log: Vec<Exchange>,
}

impl Proxy {
    /// Listens on a free port of 127.0.0.1.
    pub fn start(upstream: SocketAddr, seed: u64) -> io::Result<Self> {
        Self::listen(([127, 0, 0, 1], 0).into(), upstream, seed)
    }

    /// Listens on `address`.
    pub fn listen(address: SocketAddr, upstream: SocketAddr, seed: u64) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            upstream,
            released: watch::Sender::new(0),
            seed,
            cut: watch::Sender::new(false),
            stopped: watch::Sender::new(false),
            state: Mutex::default(),
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let serving = Arc::clone(&shared);
        thread::spawn(move || runtime.block_on(accept(listener, serving)));
        Ok(Self { address, shared })
    }

    /// Where the proxy listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address as an origin, `http://localhost:PORT`.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// Adds a rule behind those that stand.
    pub fn rule(&self, rule: Rule) {
        let mut state = self.shared.state();
        state.made += 1;
        let seed = self.shared.seed.wrapping_add(state.made << 32);
        state.rules.push((seed, rule));
    }

    /// Takes all rules away.
    pub fn clear(&self) {
        self.shared.state().rules.clear();
    }

    /// Cuts the network: open connections are reset, new ones too.
    pub fn cut(&self) {
        self.shared.cut.send_replace(true);
    }

    /// Mends what [`Proxy::cut`] cut.
    pub fn restore(&self) {
        self.shared.cut.send_replace(false);
    }

    /// Lets the replies go that [`Fault::HoldReply`] holds now.
    pub fn release(&self) {
        self.shared.released.send_modify(|count| *count += 1);
    }

    /// Every request so far, in the order of arrival.
    pub fn log(&self) -> Vec<Exchange> {
        self.shared.state().log.clone()
    }

    /// Forgets the log.
    pub fn clear_log(&self) {
        self.shared.state().log.clear();
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.stopped.send_replace(true);
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no holder of the state panics")
    }

    pub fn decide(&self, method: &str, path: &str) -> Option<Fault> {
        let mut state = self.state();
        state.rules.iter_mut().find_map(|(seed, rule)| {
            rule.strikes(*seed, method, path)
                .then(|| rule.fault.clone())
        })
    }

    /// Writes the exchange down and gives its place in the log.
    pub fn note(&self, exchange: Exchange) -> usize {
        let mut state = self.state();
        state.log.push(exchange);
        state.log.len() - 1
    }

    /// Changes what was noted, unless the log was cleared since.
    pub fn amend(&self, place: usize, change: impl FnOnce(&mut Exchange)) {
        if let Some(exchange) = self.state().log.get_mut(place) {
            change(exchange);
        }
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let listener =
        tokio::net::TcpListener::from_std(listener).expect("a listener that does not block");
    let mut stopped = shared.stopped.subscribe();
    loop {
        tokio::select! {
            _ = stopped.wait_for(|&stopped| stopped) => return,
            accepted = listener.accept() => if let Ok((mut client, _)) = accepted {
                let shared = Arc::clone(&shared);
                tokio::spawn(async move {
                    let mut cut = shared.cut.subscribe();
                    let reset = tokio::select! {
                        biased;
                        _ = cut.wait_for(|&cut| cut) => true,
                        end = exchange::serve(&mut client, &shared) => end.is_err(),
                    };
                    if reset {
                        let _ = client.set_zero_linger();
                    }
                });
            },
        }
    }
}
