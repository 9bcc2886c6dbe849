use crate::client::{Client, multipart};
use crate::sha256;
use serde_json::Value;
use std::env;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// The password of every demonstration account.
pub const PASSWORD: &str = "dajuan-2026";

/// Where the app may ask beside its own site, as an operator might write it.
const ELSEWHERE: &str = "https://errors.example; https://id.example";

/// The portals that may embed the app, as an operator might write them.
pub const PORTALS: [&str; 2] = ["https://portal.example", "http://portal.localhost:9000"];

/// A backend on a port of its own, ended when dropped or when the test process ends in any way.
pub struct Server {
    pub base: String,
    port: u16,
    process: Option<Child>,
    folder: TempDir,
}

impl Server {
    /// The one server of this test binary.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Server> = LazyLock::new(Server::with_demo);
        &SHARED
    }

    /// A server with the demonstration's accounts and records.
    pub fn with_demo() -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .unwrap()
            .port();
        let mut server = Self {
            base: format!("http://127.0.0.1:{port}"),
            port,
            process: None,
            folder: TempDir::new().unwrap(),
        };
        std::fs::create_dir(server.site()).unwrap();
        server.operate_well(&["demo"]);
        server.start();
        server
    }

    /// The folder from which the app is served.
    pub fn site(&self) -> PathBuf {
        self.folder.path().join("dist")
    }

    /// A path in the server's own temporary folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// Runs `scripts/backend` on this server's data.
    pub fn operate(&self, arguments: &[&str]) -> Output {
        self.command()
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// The same, with what it printed; fails with its words where it fails.
    #[track_caller]
    pub fn operate_well(&self, arguments: &[&str]) -> String {
        let done = self.operate(arguments);
        let words = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{arguments:?}: {words}");
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    /// Starts under a shell that ends the server when its input closes: nothing outlives a killed test.
    pub fn start(&mut self) {
        let script = r#"scripts/backend run >"$LOG" 2>&1 & read -r _; kill $!; wait $!"#;
        let process = Command::new("sh")
            .args(["-c", script])
            .envs(self.environment())
            .env("LOG", self.path("log"))
            .env("DAJUAN_CONNECT_SRC", ELSEWHERE)
            .env("DAJUAN_PORTALS", PORTALS.join("  "))
            .current_dir(root())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        self.process = Some(process);
        for _ in 0..1500 {
            if std::net::TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let log = std::fs::read_to_string(self.path("log")).unwrap_or_default();
        panic!("no answer within 30 s: {log}");
    }

    pub fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            drop(process.stdin.take());
            process.wait().unwrap();
        }
    }

    pub fn guest(&self) -> Client {
        Client::guest(&self.base)
    }

    /// 委员甲 of the shared server; signing in costs 70 ms and is done once.
    pub fn member_a() -> &'static Client {
        static A: LazyLock<Client> = LazyLock::new(|| Server::shared().sign_in("members", "wy001"));
        &A
    }

    /// 委员乙 of the shared server.
    pub fn member_b() -> &'static Client {
        static B: LazyLock<Client> = LazyLock::new(|| Server::shared().sign_in("members", "wy002"));
        &B
    }

    /// 委员丙 of the shared server, who decides leaves of committees and sectors.
    pub fn member_c() -> &'static Client {
        static C: LazyLock<Client> = LazyLock::new(|| Server::shared().sign_in("members", "wy003"));
        &C
    }

    /// The office of the shared server.
    pub fn office() -> &'static Client {
        static OFFICE: LazyLock<Client> =
            LazyLock::new(|| Server::shared().sign_in("staff", "office@example.com"));
        &OFFICE
    }

    /// The operator of the shared server.
    pub fn operator() -> &'static Client {
        static OPERATOR: LazyLock<Client> =
            LazyLock::new(|| Server::shared().sign_in("_superusers", "operator@example.com"));
        &OPERATOR
    }

    #[track_caller]
    pub fn sign_in(&self, collection: &str, identity: &str) -> Client {
        self.guest().sign_in(collection, identity, PASSWORD)
    }

    /// A member of the shared server for one test that changes the account: the id and the signed-in client.
    #[track_caller]
    pub fn new_member(member_no: &str) -> (String, Client) {
        let body = serde_json::json!({
            "member_no": member_no, "name": "委员丁", "active": true, "email": format!("{member_no}@example.com"), "password": PASSWORD, "passwordConfirm": PASSWORD,
        });
        let made = Self::operator().post("/api/collections/members/records", &body);
        let id = made.expect(200).json()["id"].as_str().unwrap().to_owned();
        (id, Self::shared().sign_in("members", member_no))
    }

    /// Uploads a photo as its owner and returns its row.
    #[track_caller]
    pub fn upload(owner: &Client, photo_ref: &str, bytes: &[u8]) -> Value {
        let (kind, body) = multipart(
            &[("ref", photo_ref), ("sha256", &sha256(bytes))],
            "image/jpeg",
            bytes,
        );
        let path = "/api/collections/attachments/records";
        let reply = owner.send("POST", path, &[("Content-Type", &kind)], &body);
        reply.expect(200).json()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(root().join("scripts/backend"));
        command.envs(self.environment());
        command
    }

    fn environment(&self) -> [(&'static str, String); 4] {
        let text = |path: PathBuf| path.to_string_lossy().into_owned();
        [
            ("DATA_DIR", text(self.data())),
            ("HOST", "127.0.0.1".to_owned()),
            ("PORT", self.port.to_string()),
            ("PUBLIC_DIR", text(self.site())),
        ]
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A UUID that no other call in this process returned.
pub fn unique_ref() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("10000000-0000-4000-8000-{number:012}")
}

/// The checkout.
pub fn root() -> PathBuf {
    // The one that runs it: with one target folder for all clones it may have been compiled in another.
    let here =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    PathBuf::from(here).join("../..")
}
