//! `scripts/serve`: what it says when it can't start, and HTTPS for phones in the same network.

use dajuan_backend_tests::root;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use tempfile::TempDir;

#[track_caller]
fn one_line(script: &[&str], port: u16, site: &str, remedy: &str) {
    one_line_with(&[], script, port, site, remedy);
}

#[track_caller]
fn one_line_with(settings: &[(&str, &str)], script: &[&str], port: u16, site: &str, remedy: &str) {
    let folder = TempDir::new().unwrap();
    let done = Command::new(root().join(script[0]))
        .args(&script[1..])
        .env("DATA_DIR", folder.path().join("data"))
        .env("HOST", "127.0.0.1")
        .env("PORT", port.to_string())
        .env("PUBLIC_DIR", folder.path().join(site))
        .envs(settings.iter().copied())
        .output()
        .unwrap();
    let words = String::from_utf8(done.stderr).unwrap();
    assert!(!done.status.success());
    assert_eq!(words.lines().count(), 1, "{words}");
    assert!(words.contains(remedy), "{words}");
}

#[test]
fn a_taken_port_is_named_and_another_proposed() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    for verb in ["start", "run"] {
        one_line(&["scripts/backend", verb], port, "", "PORT=8091");
    }
}

#[test]
fn a_portal_that_no_browser_would_name_so_is_told_and_a_right_one_proposed() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    for wrong in [
        "https://portal.example/",
        "https://portal.example/members",
        "https://*.example",
        "*",
        "null",
        "portal.example",
        "ftp://portal.example",
        "https://Portal.example",
        "https://portal.example,https://other.example",
        "https://portal.example;script-src",
        "https://user@portal.example",
    ] {
        let listed = format!("https://good.example {wrong}");
        let settings = [("DAJUAN_PORTALS", listed.as_str())];
        for verb in ["start", "run"] {
            let remedy = format!("{wrong} is no origin. Write it like https://portal.example.cn");
            one_line_with(&settings, &["scripts/backend", verb], port, "", &remedy);
        }
    }
}

#[test]
fn an_app_that_is_not_built_is_said_before_anything_starts() {
    one_line(&["scripts/serve"], 8090, "nowhere", "make build");
}

/// Fetches the authority's certificate over plain HTTP, trusts nothing else, and asks over HTTPS.
const PHONE: &str = r#"
import ssl, sys, urllib.request
port = sys.argv[1]
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
ca = opener.open(f"http://127.0.0.1:{port}/dajuan-ca.crt").read().decode()
trust = urllib.request.HTTPSHandler(context=ssl.create_default_context(cadata=ca))
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), trust)
print(opener.open(f"http://127.0.0.1:{port}/?x=1").url)
print(opener.open(f"https://127.0.0.1:{port}/api/dajuan/health").read().decode())
"#;

#[test]
fn a_phone_that_trusts_our_certificate_gets_https_on_the_same_port() {
    let port = TcpListener::bind("0.0.0.0:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
        .to_string();
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("dist")).unwrap();
    std::fs::write(folder.path().join("dist/index.html"), "the page").unwrap();
    // Ends with its input, so that nothing outlives a killed test.
    let mut serve = Command::new("sh")
        .args(["-c", "scripts/serve & read -r _; kill $!; wait $!"])
        .current_dir(root())
        .env("DATA_DIR", folder.path().join("data"))
        .env("PUBLIC_DIR", folder.path().join("dist"))
        .env("HOST", "0.0.0.0")
        .env("PORT", &port)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let words = BufReader::new(serve.stdout.take().unwrap()).lines();
    let greeting: Vec<_> = words
        .map_while(Result::ok)
        .take_while(|line| !line.contains("Ctrl-C"))
        .collect();
    assert!(
        greeting.iter().any(|line| line.contains("dajuan-2026")),
        "{greeting:?}"
    );

    let phone = Command::new("python3")
        .args(["-c", PHONE, &port])
        .output()
        .unwrap();
    drop(serve.stdin.take());
    serve.wait().unwrap();
    let said = String::from_utf8_lossy(&phone.stdout);
    assert!(
        said.starts_with("https://127.0.0.1:"),
        "{said}{}",
        String::from_utf8_lossy(&phone.stderr)
    );
    assert!(said.contains(r#""ok":true"#), "{said}");
}
