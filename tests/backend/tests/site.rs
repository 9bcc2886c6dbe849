//! The app's own files: fallback, compression, caching, security headers.

use dajuan_backend_tests::{PORTALS, Reply, Server};
use std::sync::LazyLock;

const PAGE: (&str, &str) = ("Accept", "text/html,application/xhtml+xml");

/// The shared server, with a small app in its folder.
fn server() -> &'static Server {
    static FILLED: LazyLock<()> = LazyLock::new(|| {
        let site = Server::shared().site();
        for (name, text) in [
            ("index.html", "the page"),
            ("index.html.br", "br page"),
            ("embed.html", "the frame"),
            ("sw.js", "worker"),
            ("config.json", "{}"),
            ("app-0123456789abcdef.js", "script"),
            ("app-0123456789abcdef.js.br", "br script"),
            ("app-0123456789abcdef.js.gz", "gz script"),
            ("app-0123456789abcdef_bg.wasm", "wasm"),
            ("icon.svg", "<svg/>"),
            (".secret", "hidden"),
        ] {
            std::fs::write(site.join(name), text).unwrap();
        }
    });
    LazyLock::force(&FILLED);
    Server::shared()
}

fn get(path: &str, headers: &[(&str, &str)]) -> Reply {
    server().guest().get_with(path, headers)
}

#[test]
fn a_navigation_to_an_unknown_page_gets_the_app() {
    for path in ["/", "/records", "/records/abc", "/records/abc?x=1"] {
        let reply = get(path, &[PAGE]).expect(200);
        assert_eq!(reply.text(), "the page");
        assert_eq!(reply.header("Content-Type"), "text/html; charset=utf-8");
        assert_eq!(reply.header("Cache-Control"), "no-cache");
    }
}

#[test]
fn nothing_else_unknown_ever_reads_as_a_page() {
    for (path, headers) in [
        ("/missing.js", &[PAGE][..]),
        ("/assets/missing-0123456789abcdef.wasm", &[PAGE]),
        ("/records", &[]),
        ("/records", &[("Accept", "*/*")]),
        ("/api/unknown", &[PAGE]),
        ("/api/", &[PAGE]),
        ("/api", &[PAGE]),
    ] {
        let reply = get(path, headers).expect(404);
        assert!(!reply.text().contains("the page"), "{path}");
        assert!(!reply.header("Content-Type").starts_with("text/html"));
        assert_eq!(reply.header("Cache-Control"), "no-store");
    }
}

#[test]
fn no_path_leads_out_of_the_folder_or_to_hidden_files() {
    for path in [
        "/.secret",
        "/%2esecret",
        "/..%2fdata%2fdata.db",
        "/%2e%2e%2fdata%2fdata.db",
        "/office/..%2f..%2fCargo.toml",
        "/office/%2e%2e/hooks/site.js",
        "/..%5cdata",
        "/x%00.js",
    ] {
        let reply = get(path, &[]);
        assert_ne!(reply.status, 200, "{path}: {}", reply.text());
    }
}

#[test]
fn the_best_compressed_sibling_is_served_under_the_files_own_type() {
    let path = "/app-0123456789abcdef.js";
    for (accepts, coding, text) in [
        ("gzip, deflate, br", "br", "br script"),
        ("gzip", "gzip", "gz script"),
        ("br;q=0, gzip", "gzip", "gz script"),
        ("identity", "", "script"),
    ] {
        let reply = get(path, &[("Accept-Encoding", accepts)]).expect(200);
        assert_eq!(reply.header("Content-Encoding"), coding, "{accepts}");
        assert_eq!(reply.text(), text);
        assert_eq!(
            reply.header("Content-Type"),
            "text/javascript; charset=utf-8"
        );
        assert!(reply.header("Vary").contains("Accept-Encoding"));
    }
    let tag = |accepts| get(path, &[("Accept-Encoding", accepts)]).header("ETag");
    assert_ne!(tag("br"), tag("identity"));
    let page = get("/deep/link", &[PAGE, ("Accept-Encoding", "br")]).expect(200);
    assert_eq!(page.text(), "br page");
    assert_eq!(page.header("Content-Type"), "text/html; charset=utf-8");
}

#[test]
fn only_names_with_a_hash_are_kept_for_a_year() {
    for path in ["/app-0123456789abcdef.js", "/app-0123456789abcdef_bg.wasm"] {
        let reply = get(path, &[]).expect(200);
        assert_eq!(
            reply.header("Cache-Control"),
            "public, max-age=31536000, immutable"
        );
    }
    for path in ["/index.html", "/sw.js", "/config.json", "/icon.svg"] {
        let reply = get(path, &[]);
        assert_eq!(reply.header("Cache-Control"), "no-cache", "{path}");
    }
}

#[test]
fn an_unchanged_file_is_not_sent_again() {
    let first = get("/sw.js", &[]).expect(200);
    let tag = first.header("ETag");
    get("/sw.js", &[("If-None-Match", &tag)]).expect(304);
    let other = get("/config.json", &[("If-None-Match", &tag)]);
    other.expect(200);
}

#[test]
fn the_app_and_the_office_run_under_a_strict_policy() {
    for path in ["/", "/sw.js", "/office/", "/office/office.js"] {
        let reply = get(path, &[PAGE]).expect(200);
        let policy = reply.header("Content-Security-Policy");
        for rule in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types dajuan",
        ] {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert_eq!(reply.header("X-Content-Type-Options"), "nosniff");
        assert_eq!(reply.header("Referrer-Policy"), "no-referrer");
        assert_eq!(
            reply.header("Permissions-Policy"),
            "camera=(self), geolocation=(self)"
        );
    }
}

#[test]
fn an_engine_that_asks_for_the_older_word_gets_it_on_the_apps_page_alone() {
    let asking = ("Cookie", "other=1; wasm=eval");
    let page = get("/records", &[PAGE, asking]).expect(200);
    let wanted = "script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'";
    assert_eq!(rule(&page, "script-src"), wanted);
    let strict = get("/records", &[PAGE]).expect(200);
    let rest = |reply: &Reply| {
        let policy = reply.header("Content-Security-Policy");
        policy.replace(&rule(reply, "script-src"), "")
    };
    assert_eq!(rest(&page), rest(&strict), "all else is as strict");
    let tag = strict.header("ETag");
    get("/records", &[PAGE, asking, ("If-None-Match", &tag)]).expect(200);
    for path in ["/office/", "/sw.js", "/embed.html"] {
        let reply = get(path, &[PAGE, asking]).expect(200);
        assert!(
            !rule(&reply, "script-src").contains("'unsafe-eval'"),
            "{path}"
        );
    }
    let other = get("/", &[PAGE, ("Cookie", "swasm=evaluate")]).expect(200);
    assert_eq!(rule(&other, "script-src"), rule(&strict, "script-src"));
}

#[test]
fn the_app_may_ask_where_the_operator_says_and_the_policy_has_no_rule_of_theirs() {
    let reply = get("/", &[PAGE]).expect(200);
    let policy = reply.header("Content-Security-Policy");
    let rules: Vec<&str> = policy.split(';').map(str::trim).collect();
    let asked = rules.iter().find(|rule| rule.starts_with("connect-src "));
    let wanted = "connect-src 'self' https://errors.example https://id.example";
    assert_eq!(asked, Some(&wanted), "{policy}");
    assert!(!rules.iter().any(|rule| rule.starts_with("https:")));
}

/// What a policy says of one thing.
fn rule(reply: &Reply, name: &str) -> String {
    let policy = reply.header("Content-Security-Policy");
    let rules = policy.split(';').map(str::trim);
    let mut found = rules.filter(|rule| rule.starts_with(name));
    found.next().unwrap_or_default().to_owned()
}

#[test]
fn only_the_frame_page_can_be_framed_and_only_by_the_portals() {
    let frame = get("/embed.html", &[PAGE]).expect(200);
    let ancestors = format!("frame-ancestors {}", PORTALS.join(" "));
    assert_eq!(rule(&frame, "frame-ancestors"), ancestors);
    assert_eq!(frame.header("X-Frame-Options"), "");
    let page = get("/", &[PAGE]).expect(200);
    let rest = |reply: &Reply| {
        let policy = reply.header("Content-Security-Policy");
        policy.replace(&rule(reply, "frame-ancestors"), "")
    };
    assert_eq!(rest(&frame), rest(&page), "all else is as strict");
    for path in ["/", "/records", "/sw.js", "/office/", "/office/embed.html"] {
        let reply = get(path, &[PAGE]);
        let ancestors = rule(&reply, "frame-ancestors");
        assert_eq!(ancestors, "frame-ancestors 'none'", "{path}");
        assert_eq!(reply.header("X-Frame-Options"), "SAMEORIGIN", "{path}");
    }
}

#[test]
fn pages_of_other_origins_load_the_apps_files_and_nothing_of_the_office() {
    let origin = ("Origin", "https://anybody.example");
    let shared = |path: &str| {
        let reply = get(path, &[origin, PAGE]).expect(200);
        let policy = reply.header("Cross-Origin-Resource-Policy");
        (reply.header("Access-Control-Allow-Origin"), policy)
    };
    for path in [
        "/app-0123456789abcdef.js",
        "/app-0123456789abcdef_bg.wasm",
        "/config.json",
        "/icon.svg",
    ] {
        let expected = ("*".to_owned(), "cross-origin".to_owned());
        assert_eq!(shared(path), expected, "{path}");
    }
    for path in ["/", "/embed.html", "/office/", "/office/office.js"] {
        assert_eq!(shared(path), (String::new(), String::new()), "{path}");
    }
}

/// What a browser asks before a request that a page of this origin makes.
fn preflight(origin: &str) -> Reply {
    let wanted = [
        ("Origin", origin),
        ("Access-Control-Request-Method", "PATCH"),
        (
            "Access-Control-Request-Headers",
            "authorization,content-type,if-match",
        ),
    ];
    let path = "/api/collections/records/records";
    server().guest().send("OPTIONS", path, &wanted, &[])
}

#[test]
fn pages_of_the_portals_may_use_the_api_and_pages_of_no_other_origin() {
    for portal in PORTALS {
        let allowed = preflight(portal).expect(204);
        assert_eq!(allowed.header("Access-Control-Allow-Origin"), portal);
        let methods = allowed.header("Access-Control-Allow-Methods");
        for method in ["GET", "POST", "PATCH", "DELETE"] {
            assert!(methods.contains(method), "{methods}");
        }
        let headers = allowed.header("Access-Control-Allow-Headers");
        for header in ["authorization", "content-type", "if-match"] {
            assert!(headers.contains(header), "{headers}");
        }
        // A refusal is read there too, and when to come back.
        let path = "/api/collections/records/records";
        let refused = get(path, &[("Origin", portal)]).expect(401);
        assert_eq!(refused.header("Access-Control-Allow-Origin"), portal);
        let exposed = refused.header("Access-Control-Expose-Headers");
        assert_eq!(exposed, "Date, ETag, Retry-After");
    }
    for stranger in [
        "https://stranger.example",
        "https://portal.example.stranger.example",
        "http://portal.example",
        "https://portal.example:8443",
        "null",
    ] {
        let reply = preflight(stranger);
        let allowed = reply.header("Access-Control-Allow-Origin");
        assert_eq!(allowed, "", "{stranger}");
        let reply = get("/api/dajuan/health", &[("Origin", stranger)]);
        let allowed = reply.header("Access-Control-Allow-Origin");
        assert_eq!(allowed, "", "{stranger}");
    }
}

#[test]
fn the_operators_page_keeps_its_own_policy() {
    let reply = get("/_/", &[PAGE]).expect(200);
    assert!(reply.text().contains("PocketBase"));
    assert!(
        !reply
            .header("Content-Security-Policy")
            .contains("trusted-types")
    );
}

#[test]
fn the_office_page_is_its_own_and_has_no_fallback_to_the_app() {
    let page = get("/office/", &[PAGE]).expect(200);
    assert!(page.text().contains("/office/office.js") || page.text().contains("office.js"));
    get("/office/missing.js", &[PAGE]).expect(404);
}

#[test]
fn every_api_reply_forbids_storing() {
    for path in [
        "/api/dajuan/health",
        "/api/health",
        "/api/unknown",
        "/api/collections/members/auth-methods",
        "/api/files/a/b/c",
    ] {
        let reply = get(path, &[]);
        assert_eq!(reply.header("Cache-Control"), "no-store", "{path}");
    }
    let health = get("/api/dajuan/health", &[]).expect(200).json();
    assert_eq!(health["ok"], true);
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    let folder =
        std::fs::read_dir(dajuan_backend_tests::root().join("backend/migrations")).unwrap();
    let files = folder.map(|file| file.unwrap().file_name().into_string().unwrap());
    assert_eq!(health["migration"], files.max().unwrap());
}
