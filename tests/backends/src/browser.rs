//! What a browser asks before it lets a page speak to another origin, and what it lets the page see (the Fetch standard).

use ureq::http::HeaderMap;

/// Methods and headers that need no leave. `Content-Type` is safe only for what a form sends.
const SIMPLE_METHODS: [&str; 3] = ["GET", "HEAD", "POST"];
const SIMPLE_HEADERS: [&str; 3] = ["accept", "accept-language", "content-language"];
/// Headers of an answer that every page may read.
const SHOWN: [&str; 7] = [
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];

/// The names of the headers that a preflight asks for, sorted; `None`: the request needs no leave.
pub fn preflight(method: &str, headers: &[(String, String)]) -> Option<String> {
    let asks = |(name, value): &(String, String)| {
        let name = name.to_ascii_lowercase();
        let form = value.starts_with("multipart/form-data") || value.starts_with("text/plain");
        let simple = SIMPLE_HEADERS.contains(&&*name) || (name == "content-type" && form);
        (!simple).then_some(name)
    };
    let mut names: Vec<String> = headers.iter().filter_map(asks).collect();
    names.sort();
    let needed = !names.is_empty() || !SIMPLE_METHODS.contains(&method);
    needed.then(|| names.join(","))
}

/// Whether the answer to a preflight lets the request go; the reason where it does not.
pub fn may_send(
    app: &str,
    method: &str,
    names: &str,
    cookies: bool,
    status: u16,
    answer: &HeaderMap,
) -> Result<(), String> {
    if !(200..300).contains(&status) {
        return Err(format!("the preflight was answered with {status}"));
    }
    may_read(app, cookies, answer)?;
    let methods = list(answer, "access-control-allow-methods");
    let allows = |allowed: &str| allowed == method || (allowed == "*" && !cookies);
    if !SIMPLE_METHODS.contains(&method) && !methods.iter().any(|it| allows(it)) {
        return Err(format!(
            "{method} is not among the allowed methods {methods:?}"
        ));
    }
    let headers = list(answer, "access-control-allow-headers");
    for name in names.split(',').filter(|name| !name.is_empty()) {
        let star = headers.iter().any(|it| it == "*") && name != "authorization" && !cookies;
        if !star && !headers.iter().any(|it| it.eq_ignore_ascii_case(name)) {
            return Err(format!(
                "{name} is not among the allowed headers {headers:?}"
            ));
        }
    }
    Ok(())
}

/// Whether a page of the origin `app` may read the answer.
pub fn may_read(app: &str, cookies: bool, answer: &HeaderMap) -> Result<(), String> {
    let origin = list(answer, "access-control-allow-origin").join(",");
    let credentials = list(answer, "access-control-allow-credentials");
    if origin != app && (origin != "*" || cookies) {
        return Err(format!(
            "Access-Control-Allow-Origin is {origin:?}, not {app:?}"
        ));
    }
    if cookies && credentials != ["true"] {
        return Err("Access-Control-Allow-Credentials is not true".to_owned());
    }
    Ok(())
}

/// Whether such a page may see this header of the answer.
pub fn shows(name: &str, answer: &HeaderMap) -> bool {
    let exposed = list(answer, "access-control-expose-headers");
    SHOWN.contains(&name)
        || exposed
            .iter()
            .any(|it| it.eq_ignore_ascii_case(name) || it == "*")
}

fn list(answer: &HeaderMap, name: &str) -> Vec<String> {
    let values = answer.get_all(name).iter();
    let texts = values.filter_map(|value| value.to_str().ok());
    texts
        .flat_map(|text| text.split(','))
        .map(|one| one.trim().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ureq::http::HeaderValue;

    const APP: &str = "http://localhost:8080";

    fn answer(headers: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut answer = HeaderMap::new();
        for (name, value) in headers {
            answer.append(*name, HeaderValue::from_static(value));
        }
        answer
    }

    fn header(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn json_a_token_and_a_rare_method_need_leave_and_a_form_does_not() {
        let json = header("Content-Type", "application/json");
        let form = header("Content-Type", "multipart/form-data; boundary=x");
        let token = header("Authorization", "Token x");
        assert_eq!(preflight("POST", &[form]), None);
        assert_eq!(preflight("GET", &[]), None);
        assert_eq!(preflight("DELETE", &[]), Some(String::new()));
        let both = Some("authorization,content-type".to_owned());
        assert_eq!(preflight("POST", &[json, token]), both);
    }

    #[test]
    fn leave_is_given_for_this_origin_this_method_and_each_header() {
        let names = "authorization,content-type";
        let given = [
            ("access-control-allow-origin", APP),
            ("access-control-allow-methods", "GET, PUT"),
            (
                "access-control-allow-headers",
                "Authorization, Content-Type",
            ),
        ];
        let may = |method, given: &[_]| may_send(APP, method, names, false, 200, &answer(given));
        assert_eq!(may("PUT", &given), Ok(()));
        assert!(may("PATCH", &given).is_err());
        for missing in [0, 2] {
            let mut less = given;
            less[missing].1 = "other";
            assert!(may("PUT", &less).is_err(), "without {}", less[missing].0);
        }
        let star = [
            ("access-control-allow-origin", "*"),
            ("access-control-allow-methods", "*"),
            ("access-control-allow-headers", "*"),
        ];
        assert!(
            may("PUT", &star).is_err(),
            "a star does not cover Authorization"
        );
        assert!(may_send(APP, "PUT", "", true, 200, &answer(&star)).is_err());
        assert!(may_send(APP, "PUT", names, false, 404, &answer(&given)).is_err());
    }

    #[test]
    fn a_page_sees_what_is_exposed() {
        let exposed = answer(&[("access-control-expose-headers", "X-Total-Count, Link")]);
        assert!(shows("link", &exposed) && shows("content-type", &exposed));
        assert!(!shows("retry-after", &exposed));
        assert!(may_read(APP, true, &answer(&[("access-control-allow-origin", "*")])).is_err());
    }
}
