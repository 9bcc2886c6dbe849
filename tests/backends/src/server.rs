//! A backend of `tests/backends/NAME/` as a process of its own.

use std::{
    env, fs,
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// Where the app is served from, when it is another origin than the backend.
pub const APP: &str = "http://localhost:8080";

/// A backend on a port of its own, ended when dropped or when the test process ends in any way.
pub struct Server {
    name: String,
    address: SocketAddr,
    folder: TempDir,
    process: Option<Child>,
}

impl Server {
    /// Starts it with an empty folder for its data.
    pub fn start(name: &str) -> Self {
        let mut server = Self {
            name: name.to_owned(),
            address: closed(),
            folder: TempDir::new().expect("a temporary folder"),
            process: None,
        };
        server.resume();
        server
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Starts it again on its data. Under a shell that ends it when its input closes: nothing outlives a killed test.
    pub fn resume(&mut self) {
        let script = r#""$SERVE" "$PORT" "$FOLDER" "$APP" >>"$FOLDER/log" 2>&1 & read -r _; kill $!; wait $! 2>/dev/null"#;
        let process = Command::new("sh")
            .args(["-c", script])
            .env("SERVE", folder(&self.name).join("serve"))
            .env("PORT", self.address.port().to_string())
            .env("FOLDER", self.folder.path())
            .env("APP", APP)
            .stdin(Stdio::piped())
            .spawn();
        self.process = Some(process.expect("sh runs"));
        for _ in 0..6000 {
            if TcpStream::connect(self.address).is_ok() {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        panic!("{}: no answer within two minutes: {log}", self.name);
    }

    /// Ends it; its port refuses from then on.
    pub fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            drop(process.stdin.take());
            process.wait().expect("sh ends");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// An address where nothing listens.
pub fn closed() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0");
    let address = listener.and_then(|listener| listener.local_addr());
    address.expect("a free port")
}

/// `tests/backends/NAME`.
pub fn folder(name: &str) -> PathBuf {
    root().join("tests/backends").join(name)
}

/// The checkout.
pub fn root() -> PathBuf {
    // The one that runs it: with one target folder for all clones it may have been compiled in another.
    let here = env::var_os("CARGO_MANIFEST_DIR");
    let here = here.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&here).join("../..")
}
