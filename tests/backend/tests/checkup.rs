//! The self-check of an integrator, over the wire to the embedded backend: what the shipped profile says of it is so.

use dajuan::{
    domain::{
        answer::Answer,
        checkup::Task,
        client_ref::ClientRef,
        day::Day,
        record::{Entry, KindId},
    },
    forms::catalog::Catalog,
    profile::{
        Profile,
        request::{Body, Request},
        response::Response,
    },
    transport::{
        checkup::Sample,
        client::Client as Speaker,
        wire::{NoAnswer, Wire},
    },
};
use dajuan_backend_tests::{Client, Server, root, unique_ref};
use std::{
    fs,
    pin::pin,
    task::{Context, Poll, Waker},
};

/// What the profile asks for, sent as it stands.
#[derive(Clone)]
struct Live(Client);

impl Wire for Live {
    async fn fetch(&self, request: Request) -> Result<Response, NoAnswer> {
        let body = match &request.body {
            Body::Json(text) | Body::Form(text) => text.as_bytes(),
            Body::Empty | Body::File(_) | Body::Multipart { .. } => &[],
        };
        let headers = request.headers.iter();
        let headers: Vec<_> = headers.map(|(name, value)| (&**name, &**value)).collect();
        let reply = self.0.send(request.method, &request.url, &headers, body);
        Ok(Response {
            status: reply.status,
            content_type: reply.header("content-type"),
            body: reply.body,
            ..Response::default()
        })
    }
}

fn shipped(path: &str) -> String {
    fs::read_to_string(root().join("public").join(path)).unwrap()
}

fn key() -> ClientRef {
    ClientRef::parse(&unique_ref()).unwrap()
}

/// What the app makes up for the first kind of the shipped catalog.
fn sample(today: Day) -> Sample {
    let catalog = Catalog::parse(&shipped("catalog.json")).unwrap();
    let form = catalog.kinds().first().unwrap().form();
    let entry = |n| Entry {
        client_ref: key(),
        kind: form.kind().clone(),
        form_version: form.version(),
        day: Some(today),
        answers: form.sample(today, "自检", n).unwrap(),
        photos: Vec::new(),
        captured_at: None,
    };
    let first = entry(0);
    let text = |key: &str, text: &str| (key.to_owned(), Answer::Text(text.to_owned()));
    let said = [
        text("record", first.client_ref.as_str()),
        text("reason", "自检"),
    ];
    Sample {
        changed: [entry(1), entry(2)],
        withdrawal: Entry {
            client_ref: key(),
            kind: KindId("withdrawal".to_owned()),
            answers: Answer::Group(said.into()),
            ..first.clone()
        },
        entry: first,
    }
}

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("each request is answered before the next"),
    }
}

#[test]
fn the_shipped_profile_stands_the_whole_check_against_the_embedded_backend() {
    let guest = Server::shared().guest();
    let signed_in = guest.try_sign_in("members", "wy003", "dajuan-2026");
    let token = signed_in.expect(200).json()["token"].clone();
    let profile = Profile::parse(
        &shipped("config.json"),
        &shipped("dialects/pocketbase.json"),
    );
    let client = Speaker::new(profile.unwrap(), Live(guest));
    client.set_token(token.as_str().map(str::to_owned));
    let today = Day::new(2026, 11, 23).unwrap();
    let steps = now(client.check(&sample(today), |_| ()));
    assert_eq!(steps.len(), 9);
    for step in &steps {
        assert_eq!(step.findings, [], "{step:#?}");
    }
    assert_eq!(steps.last().unwrap().task, Task::Lost);
    let all = format!("{steps:?}");
    assert!(!all.contains(token.as_str().unwrap()));
}
