//! Everything that one journey needs, and nobody else sees.

use crate::{Backend, Engine, Phone, Proxy, Screen, Site, Window, until};
use std::{
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};
use tempfile::TempDir;

/// A backend, the proxy in front of it, and a folder that goes when the journey ends.
pub struct World {
    // Dropped in this order: who uses the folder goes before it.
    backend: Option<Backend>,
    pub proxy: Proxy,
    folder: TempDir,
    phones: AtomicU32,
}

impl World {
    /// The app, served with its API and the demo data by one backend.
    pub async fn start() -> Self {
        Self::serving(crate::app::dist(), folder(), "").await
    }

    /// The same, for a portal at this origin.
    pub async fn start_for(portal: &str) -> Self {
        Self::serving(crate::app::dist(), folder(), portal).await
    }

    /// The same, with a copy of the app that an operator can exchange.
    pub async fn start_with_site() -> (Self, Site) {
        Self::start_with_site_for("").await
    }

    /// The same, for a portal at this origin.
    pub async fn start_with_site_for(portal: &str) -> (Self, Site) {
        let folder = folder();
        let site = Site::of_this_release(folder.path().join("site"));
        let world = Self::serving(site.folder().to_owned(), folder, portal).await;
        (world, site)
    }

    async fn serving(public: PathBuf, folder: TempDir, portals: &str) -> Self {
        let index = public.join("index.html");
        assert!(index.exists(), "{} is missing: make build", index.display());
        let backend = Backend::start(folder.path().to_owned(), public, portals).await;
        let address = backend.address();
        Self::behind_proxy(Some(backend), address, folder)
    }

    /// No backend: the proxy's rules alone answer.
    pub fn without_backend() -> Self {
        let closed = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        Self::behind_proxy(None, closed.expect("a port"), folder())
    }

    fn behind_proxy(backend: Option<Backend>, upstream: SocketAddr, folder: TempDir) -> Self {
        Self {
            backend,
            proxy: Proxy::start(upstream, 2026).expect("the proxy listens"),
            folder,
            phones: AtomicU32::new(0),
        }
    }

    pub fn backend(&self) -> &Backend {
        self.backend.as_ref().expect("a world with a backend")
    }

    /// Waits for a record of this member with this title.
    pub async fn arrived(&self, member: &str, title: &str) {
        until(&format!("the row of {title} to arrive"), async || {
            let rows = self.backend().records_of(member).await;
            let mut rows = rows.iter();
            rows.any(|row| row["answers"]["title"] == title)
                .then_some(())
        })
        .await;
    }

    pub fn backend_mut(&mut self) -> &mut Backend {
        self.backend.as_mut().expect("a world with a backend")
    }

    /// Another phone, new out of its box, that reaches the backend through the proxy.
    pub async fn phone(&self) -> Phone {
        self.phone_with(Screen::default()).await
    }

    pub async fn phone_with(&self, screen: Screen) -> Phone {
        self.phone_at(self.proxy.origin(), screen).await
    }

    /// A phone whose pages are of this origin.
    pub async fn phone_at(&self, origin: String, screen: Screen) -> Phone {
        Phone::start(self.profile(), origin, screen).await
    }

    /// A phone that talks to the backend itself: for measurements, which keep connections open.
    pub async fn phone_past_the_proxy(&self) -> Phone {
        let origin = format!("http://localhost:{}", self.backend().address().port());
        self.phone_at(origin, Screen::default()).await
    }

    /// A window in this engine, on a profile of its own, that reaches the backend through the proxy.
    pub async fn window(&self, engine: Engine) -> Window {
        self.window_at(engine, self.proxy.origin()).await
    }

    /// A window whose pages are of this origin.
    pub async fn window_at(&self, engine: Engine, origin: String) -> Window {
        Window::start(engine, self.profile(), origin).await
    }

    fn profile(&self) -> PathBuf {
        let number = self.phones.fetch_add(1, Ordering::Relaxed);
        self.folder.path().join(format!("phone-{number}"))
    }

    /// A place for photos and other files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

fn folder() -> TempDir {
    tempfile::Builder::new()
        .prefix("dajuan-journey-")
        .tempdir()
        .expect("a temporary folder")
}
