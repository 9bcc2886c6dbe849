//! The pages that the app is measured beside: `tests/peers`, built by `scripts/setup bench`.

use crate::{Phone, Screen, app, driver::number_after, process};
use std::{
    io::BufReader,
    process::{Child, Stdio},
};
use tempfile::TempDir;

/// A server of those pages, and a folder for the phones that open them.
pub struct Peers {
    // Kept so that the server never writes into a closed pipe.
    _output: BufReader<std::process::ChildStdout>,
    server: Child,
    port: u16,
    folder: TempDir,
    phones: u32,
}

impl Drop for Peers {
    fn drop(&mut self) {
        process::kill_all(&mut self.server);
    }
}

impl Peers {
    pub fn start() -> Self {
        let pages = app::cache().join("peers/pages");
        assert!(pages.exists(), "{}: scripts/setup bench", pages.display());
        let mut server = process::mortal("node")
            .arg(app::root().join("tests/peers/serve.mjs"))
            .arg(pages)
            .stdout(Stdio::piped())
            .spawn()
            .expect("node runs");
        let mut output = BufReader::new(server.stdout.take().expect("its output is piped"));
        let port = number_after(&mut output, "on port ").expect("the server listens");
        Self {
            _output: output,
            server,
            port,
            folder: tempfile::tempdir().expect("a temporary folder"),
            phones: 0,
        }
    }

    /// A phone, new out of its box, at these pages.
    pub async fn phone(&mut self) -> Phone {
        self.phones += 1;
        let profile = self.folder.path().join(format!("phone-{}", self.phones));
        let origin = format!("http://localhost:{}", self.port);
        Phone::start(profile, origin, Screen::default()).await
    }
}
