use serde_json::Value;
use ureq::http::Request;

/// What came back: never an error for a status, for the tests look at refusals most of the time.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    /// All values of a header, joined by a comma; empty where it is missing.
    pub fn header(&self, name: &str) -> String {
        let values = self.headers.get_all(name).iter();
        let texts: Vec<_> = values.filter_map(|value| value.to_str().ok()).collect();
        texts.join(", ")
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Fails with the body's words where the status is another.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// The code that a refusal gives for a field.
    #[track_caller]
    pub fn field_code(&self, field: &str) -> String {
        self.json()["data"][field]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

/// Asks one server as one account, or as nobody.
#[derive(Clone)]
pub struct Client {
    agent: ureq::Agent,
    base: String,
    token: Option<String>,
}

impl Client {
    pub fn guest(base: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .build()
            .new_agent();
        Self {
            agent,
            base: base.to_owned(),
            token: None,
        }
    }

    pub fn with_token(&self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..self.clone()
        }
    }

    /// Signs in and returns the reply; the token stands in its JSON.
    pub fn try_sign_in(&self, collection: &str, identity: &str, password: &str) -> Reply {
        let path = format!("/api/collections/{collection}/auth-with-password");
        let body = serde_json::json!({"identity": identity, "password": password});
        self.post(&path, &body)
    }

    #[track_caller]
    pub fn sign_in(&self, collection: &str, identity: &str, password: &str) -> Self {
        let reply = self.try_sign_in(collection, identity, password).expect(200);
        self.with_token(reply.json()["token"].as_str().unwrap())
    }

    pub fn get(&self, path: &str) -> Reply {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.send("GET", path, headers, &[])
    }

    pub fn post(&self, path: &str, body: &Value) -> Reply {
        self.send("POST", path, JSON, body.to_string().as_bytes())
    }

    pub fn patch(&self, path: &str, body: &Value) -> Reply {
        self.send("PATCH", path, JSON, body.to_string().as_bytes())
    }

    pub fn delete(&self, path: &str) -> Reply {
        self.send("DELETE", path, &[], &[])
    }

    /// What comes for as long as one listens.
    pub fn stream(&self, path: &str) -> Box<dyn std::io::Read> {
        let reply = self.agent.get(format!("{}{path}", self.base)).call();
        Box::new(reply.unwrap().into_body().into_reader())
    }

    #[track_caller]
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.header("Authorization", token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let reply = if body.is_empty() {
            self.agent.run(request.body(()).unwrap())
        } else {
            self.agent.run(request.body(body).unwrap())
        };
        let mut reply = reply.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        Reply {
            status: reply.status().as_u16(),
            headers: reply.headers().clone(),
            body: reply.body_mut().read_to_vec().unwrap(),
        }
    }
}

const JSON: &[(&str, &str)] = &[("Content-Type", "application/json")];

/// A form of texts and one file, and the content type that goes with it.
pub fn multipart(texts: &[(&str, &str)], mime: &str, file: &[u8]) -> (String, Vec<u8>) {
    const EDGE: &str = "edge-of-a-part";
    let mut body = Vec::new();
    for (name, value) in texts {
        let part = format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photo\"\r\nContent-Type: {mime}\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={EDGE}"), body)
}
