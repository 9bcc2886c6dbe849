//! `docs/api/openapi.yaml`: a foreign validator takes it, and its examples are what the preset `rest` sends and reads.

use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        held::{Found, Held},
        moment::Moment,
        record::{Entry, KindId, Photo},
    },
    outbox::reply::Reply,
    profile::{
        Profile,
        fault::{Fault, SignInFault},
        paging::Bookmark,
        request::{Body, Request},
        response::Response,
        verdict::Verdict,
    },
};
use serde_json::{Value, json};
use std::{env, fs, path::PathBuf, process::Command};

/// 2026-09-15T08:00:00Z
const CAPTURED: Moment = Moment(1_789_459_200_000);

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn python(arguments: &[&str]) -> Command {
    let home = env::var("HOME").unwrap_or_default();
    let cache = env::var("DAJUAN_CACHE").unwrap_or(format!("{home}/.cache/dajuan"));
    let mut command = Command::new(format!("{cache}/backends/venv/bin/python"));
    command
        .args(arguments)
        .arg(root().join("docs/api/openapi.yaml"));
    command
}

/// The document, read by a foreign reader of YAML.
fn contract() -> Value {
    let read = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding='utf-8'))))";
    let out = python(&["-c", read]).output().unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    serde_json::from_slice(&out.stdout).unwrap()
}

fn profile() -> Profile {
    let preset = fs::read_to_string(root().join("public/dialects/rest.json")).unwrap();
    Profile::parse(r#"{"dialect": "rest"}"#, &preset).unwrap()
}

fn key(last: u8) -> ClientRef {
    ClientRef::parse(&format!("018f0b3c-0000-4000-8000-00000000000{last}")).unwrap()
}

fn photo() -> Photo {
    Photo {
        id: key(2),
        sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae".into(),
        bytes: 3,
        mime: "image/jpeg".into(),
    }
}

fn entry() -> Entry {
    Entry {
        client_ref: key(1),
        kind: KindId("reading_share".into()),
        form_version: 1,
        day: Day::new(2026, 9, 15).ok(),
        answers: Answer::from(&json!({"title": "论语", "minutes": 45})),
        photos: vec![photo()],
        captured_at: Some(CAPTURED),
    }
}

fn change() -> Entry {
    Entry {
        client_ref: key(3),
        day: Day::new(2026, 9, 16).ok(),
        answers: Answer::from(&json!({"title": "论语", "minutes": 60})),
        photos: Vec::new(),
        captured_at: Some(CAPTURED.plus_ms(86_400_000)),
        ..entry()
    }
}

fn held() -> Held {
    Held {
        version: Some("1".into()),
        ..Held::default()
    }
}

/// One operation of the document: where it stands, and itself.
struct Operation {
    method: String,
    path: String,
    spec: Value,
    all: Value,
}

impl Operation {
    fn named(id: &str) -> Self {
        let all = contract();
        for (path, item) in all["paths"].as_object().unwrap() {
            for (method, spec) in item.as_object().unwrap() {
                if spec["operationId"] == id {
                    let mut path = path.clone();
                    for parameter in item["parameters"].as_array().into_iter().flatten() {
                        let name = parameter["name"].as_str().unwrap();
                        let value = parameter["example"].as_str().unwrap();
                        path = path.replace(&format!("{{{name}}}"), value);
                    }
                    let (method, spec) = (method.to_uppercase(), spec.clone());
                    return Self {
                        method,
                        path,
                        spec,
                        all,
                    };
                }
            }
        }
        panic!("no operation {id}");
    }

    /// The request that the profile makes is the one that the document shows.
    #[track_caller]
    fn asks(&self, request: &Request) {
        let path = request.url.split('?').next().unwrap();
        assert_eq!((request.method, path), (&*self.method, &*self.path));
        let shown = self
            .spec
            .pointer("/requestBody/content/application~1json/example");
        match (&request.body, shown) {
            (Body::Json(text), Some(shown)) => {
                assert_eq!(serde_json::from_str::<Value>(text).unwrap(), *shown);
            }
            (Body::Multipart { fields, file }, None) => {
                let form = self
                    .spec
                    .pointer("/requestBody/content/multipart~1form-data/example");
                let shown = form.unwrap().as_object().unwrap();
                assert!(shown.contains_key(&file.name));
                for (name, value) in fields {
                    assert_eq!(shown[name], **value);
                }
                assert_eq!(shown.len(), fields.len() + 1);
            }
            (Body::Empty, None) => {}
            _ => panic!("{}: another body", self.path),
        }
        let open = self.spec.get("security") == Some(&json!([]));
        let signed = request
            .headers
            .contains(&("Authorization".into(), "Bearer 7f6c1d".into()));
        assert_eq!(signed, !open, "{}", self.path);
    }

    /// The answer that the document shows for a status.
    fn answer(&self, status: u16) -> Response {
        let mut response = &self.spec["responses"][status.to_string()];
        if let Some(at) = response["$ref"].as_str() {
            response = self.all.pointer(&at[1..]).unwrap();
        }
        let content = response["content"].as_object().unwrap();
        let (kind, media) = content.iter().next().unwrap();
        Response {
            status,
            content_type: kind.clone(),
            body: media["example"].to_string().into_bytes(),
            retry_after: response.get("headers").map(|_| "30".to_owned()),
            ..Response::default()
        }
    }
}

const TOKEN: Option<&str> = Some("7f6c1d");

#[test]
fn a_foreign_validator_takes_the_contract() {
    let out = python(&["-m", "openapi_spec_validator"]).output().unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stdout)
    );
}

#[test]
fn the_examples_of_signing_in_are_sent_and_read() {
    let profile = profile();
    let health = Operation::named("health");
    health.asks(&profile.health().unwrap());
    assert_eq!(
        profile.read_health(&health.answer(200)),
        Ok(Some("1.4.0".to_owned()))
    );
    let sign_in = Operation::named("sign_in");
    sign_in.asks(&profile.sign_in("wy001", "a long password"));
    let session = profile.read_session(&sign_in.answer(200)).unwrap();
    assert_eq!(Some(&*session.token), TOKEN);
    assert_eq!(
        profile.read_session(&sign_in.answer(401)),
        Err(SignInFault::Wrong)
    );
    let many = profile.read_session(&sign_in.answer(429));
    assert!(
        matches!(many, Err(SignInFault::TooMany { after: Some(_) })),
        "{many:?}"
    );
    let me = Operation::named("me");
    me.asks(&profile.me(TOKEN));
    let read = profile.read_me(&me.answer(200)).unwrap();
    assert_eq!(
        (&*read.member.id.0, &*read.member.name, read.spread_s),
        ("m-1", "委员甲", 125)
    );
    assert_eq!(profile.read_me(&me.answer(401)), Err(Fault::SignInLost));
}

#[test]
fn the_examples_of_a_record_are_sent_and_read() {
    let profile = profile();
    let create = Operation::named("create");
    create.asks(&profile.create(&entry(), TOKEN));
    let done = Verdict::Final(Reply::Done {
        receipt: Some("R-1001".into()),
    });
    for status in [200, 201] {
        assert_eq!(profile.created(&entry(), &create.answer(status)), done);
    }
    let Verdict::Final(Reply::Refused { words, fields }) =
        profile.created(&entry(), &create.answer(422))
    else {
        panic!("422 is a refusal");
    };
    assert_eq!(words, "请改一改");
    assert_eq!(fields, [("day".to_owned(), "这一天还没有到".to_owned())]);
    let full = profile.created(&entry(), &create.answer(503));
    assert!(
        matches!(full, Verdict::Final(Reply::Busy { after: Some(_) })),
        "{full:?}"
    );
    let lost = Verdict::Final(Reply::SignInLost);
    assert_eq!(profile.created(&entry(), &create.answer(401)), lost);
    let find = Operation::named("find");
    find.asks(&profile.find(&key(1), TOKEN).unwrap());
    let found = profile.looked_up(&key(1), &find.answer(200));
    let Ok(Some(Found {
        receipt: Some(receipt),
        held: Some(held),
    })) = found
    else {
        panic!("{found:?}");
    };
    assert_eq!((&*receipt, held.version.as_deref()), ("R-1001", Some("1")));
    assert_eq!(profile.looked_up(&key(1), &find.answer(404)), Ok(None));
}

#[test]
fn the_examples_of_a_change_are_sent_and_read() {
    let profile = profile();
    let update = Operation::named("update");
    let (of, change, held) = (key(1), change(), held());
    update.asks(&profile.update(&change, &of, &held, TOKEN).unwrap());
    let read = |status| profile.updated(&change, &of, &held, &update.answer(status));
    assert_eq!(
        read(200),
        Verdict::Final(Reply::Done {
            receipt: Some("R-1001".into())
        })
    );
    assert_eq!(read(412), Verdict::Final(Reply::Stale));
    assert!(matches!(read(404), Verdict::Final(Reply::Conflict { .. })));
}

#[test]
fn the_examples_of_photos_are_sent_and_read() {
    let profile = profile();
    let upload = Operation::named("upload");
    upload.asks(&profile.upload(&photo(), b"foo".to_vec(), TOKEN).unwrap());
    let read = |status| profile.uploaded(&photo(), &upload.answer(status));
    assert_eq!(read(200), Verdict::Final(Reply::Done { receipt: None }));
    assert_eq!(read(413), Verdict::Final(Reply::TooLarge));
    Operation::named("attachment").asks(&profile.attachment(&key(2), TOKEN).unwrap());
}

#[test]
fn the_examples_of_a_list_lead_from_page_to_page() {
    let profile = profile();
    let list = Operation::named("list");
    let first = profile.list(2026, Bookmark::default(), TOKEN);
    list.asks(&first);
    assert_eq!(first.url, "/api/records?year=2026");
    let page = profile
        .read_list(Bookmark::default(), &list.answer(200))
        .unwrap();
    assert_eq!((page.records.len(), page.unreadable), (1, 0));
    assert_eq!(page.records[0].answers, entry().answers);
    let next = profile.list(2026, page.next.unwrap(), TOKEN);
    assert!(
        next.url.ends_with("&cursor=2026-09-15%2CR-1001"),
        "{}",
        next.url
    );
    assert!(
        profile
            .read_list(Bookmark::default(), &list.answer(401))
            .is_err()
    );
}
