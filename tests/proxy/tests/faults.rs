//! Each fault does what it says, between a raw client and an upstream that repeats the body.

#![allow(clippy::disallowed_methods, reason = "a deadline needs the clock")]

use dajuan_proxy::{Fault, Proxy, Rule};
use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

type Received = Arc<Mutex<Vec<Vec<u8>>>>;

/// Answers every request with the bytes that it got, and remembers them.
fn upstream() -> (SocketAddr, Received) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let received = Received::default();
    let seen = Arc::clone(&received);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, seen) = (stream.unwrap(), Arc::clone(&seen));
            thread::spawn(move || {
                let request = read_request(&mut stream);
                seen.lock().unwrap().push(request.clone());
                let body = &request[head_end(&request)..];
                let head = format!(
                    "HTTP/1.1 201 Created\r\nContent-Length: {}\r\n\r\n",
                    body.len()
                );
                let _ = stream.write_all(head.as_bytes());
                let _ = stream.write_all(body);
            });
        }
    });
    (address, received)
}

fn head_end(bytes: &[u8]) -> usize {
    bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap() + 4
}

/// Reads until the declared length or the last chunk is there, or the peer is gone: who closes on what it has not read resets.
fn read_request(stream: &mut TcpStream) -> Vec<u8> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    while let Ok(n @ 1..) = stream.read(&mut piece) {
        bytes.extend_from_slice(&piece[..n]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("Content-Length: "))
                .map_or(0, |n| n.parse().unwrap());
            let chunked = head.contains("Transfer-Encoding: chunked");
            let whole = match chunked {
                true => bytes.ends_with(b"0\r\n\r\n"),
                false => bytes.len() >= head_end(&bytes) + length,
            };
            if whole {
                break;
            }
        }
    }
    bytes
}

/// Sends a request and gives all that comes back, or how the connection ended.
fn send(proxy: &Proxy, method: &str, path: &str, body: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(proxy.address())?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: x\r\nX-Mark: 甲\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply)?;
    Ok(reply)
}

#[track_caller]
fn check_reset(result: io::Result<Vec<u8>>) {
    let end = result.expect_err("a reset");
    let reset = [io::ErrorKind::ConnectionReset, io::ErrorKind::BrokenPipe];
    assert!(reset.contains(&end.kind()), "{end}");
}

fn body_of(reply: &[u8]) -> &[u8] {
    &reply[head_end(reply)..]
}

fn every_byte() -> Vec<u8> {
    (0..100_000u32).map(|n| n as u8).collect()
}

#[test]
fn without_rules_bytes_pass_both_ways_unchanged() {
    let (upstream, received) = upstream();
    let proxy = Proxy::start(upstream, 1).unwrap();
    let reply = send(&proxy, "POST", "/a?b=1", &every_byte()).unwrap();
    assert!(reply.starts_with(b"HTTP/1.1 201 Created\r\n"));
    assert_eq!(body_of(&reply), every_byte());
    let request = received.lock().unwrap().remove(0);
    assert_eq!(body_of(&request), every_byte());
    let log = proxy.log();
    assert_eq!(log.len(), 1);
    assert_eq!(
        (log[0].method.as_str(), log[0].path.as_str()),
        ("POST", "/a?b=1")
    );
    assert_eq!(
        (log[0].status, log[0].header("x-mark")),
        (Some(201), Some("甲"))
    );
    assert_eq!(
        log[0].body_sha256,
        "db8f1d69251d95e2c88268d3c540533cc5182e0e33065a6f3f322f606a574489"
    );
}

#[test]
fn a_chunked_request_is_forwarded_as_it_stands() {
    let (upstream, received) = upstream();
    let proxy = Proxy::start(upstream, 1).unwrap();
    let mut stream = TcpStream::connect(proxy.address()).unwrap();
    let chunks = b"3\r\nabc\r\n0\r\n\r\n";
    stream
        .write_all(b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab")
        .unwrap();
    stream.write_all(b"c\r\n0\r\n\r\n").unwrap();
    stream.read_to_end(&mut Vec::new()).unwrap();
    assert_eq!(proxy.log()[0].body_bytes, chunks.len());
    assert!(received.lock().unwrap()[0].ends_with(chunks));
}

#[test]
fn a_rule_strikes_its_method_and_path_as_often_as_it_says() {
    let (upstream, _) = upstream();
    let proxy = Proxy::start(upstream, 1).unwrap();
    let busy = Fault::answer(503, "text/plain", "busy");
    proxy.rule(Rule::new(busy).method("POST").path("/api/").after(1).once());
    let status = |method, path| {
        let reply = send(&proxy, method, path, b"").unwrap();
        String::from_utf8(reply[9..12].to_vec()).unwrap()
    };
    assert_eq!(status("GET", "/api/"), "201");
    assert_eq!(status("POST", "/other"), "201");
    assert_eq!(status("POST", "/api/a"), "201");
    assert_eq!(status("POST", "/api/a"), "503");
    assert_eq!(status("POST", "/api/a"), "201");
    proxy.rule(Rule::new(Fault::captive_portal()).path("*needle"));
    assert_eq!(status("GET", "/hay/needle/hay"), "200");
    proxy.clear();
    assert_eq!(status("GET", "/hay/needle/hay"), "201");
}

#[test]
fn an_answer_never_reaches_the_upstream() {
    let (upstream, received) = upstream();
    let proxy = Proxy::start(upstream, 1).unwrap();
    proxy.rule(Rule::new(Fault::captive_portal()));
    let reply = String::from_utf8(send(&proxy, "POST", "/", b"body").unwrap()).unwrap();
    assert!(reply.starts_with("HTTP/1.1 200 "), "{reply}");
    assert!(reply.contains("Content-Type: text/html"), "{reply}");
    assert!(received.lock().unwrap().is_empty());
    assert_eq!(proxy.log()[0].body_bytes, 4);
}

#[test]
fn a_reset_after_the_effect_leaves_the_effect() {
    let (upstream, received) = upstream();
    let proxy = Proxy::start(upstream, 1).unwrap();
    proxy.rule(Rule::new(Fault::ResetAfterEffect).once());
    check_reset(send(&proxy, "POST", "/", b"kept"));
    assert_eq!(body_of(&received.lock().unwrap()[0]), b"kept");
    assert_eq!(proxy.log()[0].status, Some(201));
    assert_eq!(
        body_of(&send(&proxy, "POST", "/", b"next").unwrap()),
        b"next"
    );
}

#[test]
fn a_request_dropped_after_n_bytes_is_cut_short_at_the_upstream() {
    let (upstream, received) = upstream();
    let proxy = Proxy::start(upstream, 1).unwrap();
    proxy.rule(Rule::new(Fault::DropRequest { after: 1000 }));
    check_reset(send(&proxy, "POST", "/", &every_byte()));
    assert_eq!(proxy.log()[0].body_bytes, 1000);
    until(|| !received.lock().unwrap().is_empty());
    assert_eq!(body_of(&received.lock().unwrap()[0]), &every_byte()[..1000]);
}

#[test]
fn a_reply_dropped_after_n_bytes_is_cut_short_at_the_client() {
    let (upstream, _) = upstream();
    let proxy = Proxy::start(upstream, 1).unwrap();
    proxy.rule(Rule::new(Fault::DropReply { after: 1000 }));
    let reply = send(&proxy, "POST", "/", &every_byte()).unwrap();
    assert_eq!(body_of(&reply), &every_byte()[..1000]);
    assert!(String::from_utf8_lossy(&reply).contains("Content-Length: 100000"));
}

#[test]
fn a_cut_resets_open_and_new_connections_until_restored() {
    let (upstream, _) = upstream();
    let proxy = Proxy::start(upstream, 1).unwrap();
    proxy.rule(Rule::new(Fault::HoldReply).once());
    thread::scope(|scope| {
        let open = scope.spawn(|| send(&proxy, "POST", "/", b"open"));
        until(|| proxy.log().first().is_some_and(|e| e.status.is_some()));
        proxy.cut();
        check_reset(open.join().unwrap());
    });
    check_reset(send(&proxy, "POST", "/", b"new"));
    assert_eq!(proxy.log().len(), 1);
    proxy.restore();
    assert_eq!(
        body_of(&send(&proxy, "POST", "/", b"back").unwrap()),
        b"back"
    );
}

#[test]
fn a_held_reply_comes_when_released() {
    let (upstream, _) = upstream();
    let proxy = Proxy::start(upstream, 1).unwrap();
    proxy.rule(Rule::new(Fault::HoldReply).once());
    thread::scope(|scope| {
        let held = scope.spawn(|| send(&proxy, "POST", "/", b"held"));
        until(|| proxy.log().first().is_some_and(|e| e.status.is_some()));
        assert!(!held.is_finished());
        proxy.release();
        assert_eq!(body_of(&held.join().unwrap().unwrap()), b"held");
    });
}

#[test]
fn delay_and_throttle_take_at_least_their_time_and_lose_no_byte() {
    let (upstream, _) = upstream();
    let proxy = Proxy::start(upstream, 1).unwrap();
    let latency = Duration::from_millis(100);
    proxy.rule(Rule::new(Fault::Delay(latency)).path("/delay"));
    let bytes_per_second = 1_000_000;
    proxy.rule(Rule::new(Fault::Throttle {
        bytes_per_second,
        latency,
    }));
    for (path, least) in [("/delay", 100), ("/throttle", 300)] {
        let start = Instant::now();
        let reply = send(&proxy, "POST", path, &every_byte()).unwrap();
        assert_eq!(body_of(&reply), every_byte());
        assert!(start.elapsed() >= Duration::from_millis(least), "{path}");
    }
}

#[test]
fn an_upstream_that_is_down_looks_like_a_reset() {
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let proxy = Proxy::start(nobody, 1).unwrap();
    check_reset(send(&proxy, "GET", "/", b""));
    assert_eq!(proxy.log()[0].status, None);
}

#[test]
fn the_same_seed_decides_the_same() {
    let (upstream, _) = upstream();
    let decisions = |seed| {
        let proxy = Proxy::start(upstream, seed).unwrap();
        proxy.rule(Rule::new(Fault::captive_portal()).chance(0.5));
        for _ in 0..40 {
            send(&proxy, "GET", "/", b"").unwrap();
        }
        let log = proxy.log();
        log.iter().map(|e| e.fault.is_some()).collect::<Vec<_>>()
    };
    let seven = decisions(7);
    assert_eq!(seven, decisions(7));
    assert_ne!(seven, decisions(8));
    let struck = seven.iter().filter(|&&struck| struck).count();
    assert!((8..=32).contains(&struck), "{struck}");
}

#[test]
fn rules_can_be_written_as_text() {
    let rule: Rule = "POST /api/ once reset-after-effect".parse().unwrap();
    assert_eq!(
        rule,
        Rule::new(Fault::ResetAfterEffect)
            .method("POST")
            .path("/api/")
            .once()
    );
    let slow = Fault::Throttle {
        bytes_per_second: 200_000,
        latency: Duration::from_millis(150),
    };
    assert_eq!(
        "* / always throttle=200000/150".parse::<Rule>().unwrap(),
        Rule::new(slow).path("/")
    );
    for bad in [
        "",
        "POST /",
        "POST / never delay=1",
        "* / once delay=x",
        "* / once throttle=0/1",
    ] {
        assert!(bad.parse::<Rule>().is_err(), "{bad}");
    }
}

fn until(condition: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !condition() {
        assert!(
            Instant::now() < deadline,
            "the condition did not come true in 10 s"
        );
        thread::yield_now();
    }
}
