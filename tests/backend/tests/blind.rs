//! 双向评议 is blind: no request of anybody's tells what one side's rating says before both are in. What there is to ask is taken
//! from the backend itself: every collection, every route of the hooks.

use dajuan_backend_tests::{Client, Realtime, Reply, Server, root, unique_ref};
use serde_json::{Value, json};
use std::fs;

const RECORDS: &str = "/api/collections/records/records";

/// Who may ask, by name.
type Askers<'a> = [(&'static str, &'a Client)];

/// A proposal of 委员甲 whose answer satisfied, which both sides may rate now.
struct Rated {
    id: String,
    client_ref: String,
}

impl Rated {
    fn new() -> Self {
        let text = fs::read_to_string(root().join("public/workflows.json")).unwrap();
        fs::write(Server::shared().site().join("workflows.json"), text).unwrap();
        let client_ref = unique_ref();
        let answers = json!({"title": "停车", "cause": "车多", "suggestions": "错时共享"});
        let row = Server::member_a().post(RECORDS, &entry(&client_ref, "proposal", answers));
        let id = row.expect(200).json()["id"].as_str().unwrap().to_owned();
        let rated = Self { id, client_ref };
        for wish in [
            json!({"step": "examined"}),
            json!({"step": "filed"}),
            json!({"step": "assigned", "unit": "区交通局"}),
            json!({"step": "handling"}),
            json!({"step": "answered", "words": "开放夜间车位"}),
        ] {
            rated.office(&wish).expect(200);
        }
        rated
            .author(&unique_ref(), json!({"step": "satisfied"}))
            .expect(200);
        rated
    }

    fn desk(&self) -> String {
        format!("/api/dajuan/staff/records/{}/steps", self.id)
    }

    fn office(&self, wish: &Value) -> Reply {
        Server::office().post(&self.desk(), wish)
    }

    fn author(&self, client_ref: &str, mut wish: Value) -> Reply {
        wish["record"] = json!(self.client_ref);
        Server::member_a().post(RECORDS, &entry(client_ref, "step", wish))
    }
}

fn entry(client_ref: &str, kind: &str, answers: Value) -> Value {
    json!({"client_ref": client_ref, "kind": kind, "day": "2026-11-23", "form_version": 1, "answers": answers})
}

/// Every collection of the backend.
fn collections() -> Vec<String> {
    let listed = Server::operator()
        .get("/api/collections?perPage=200")
        .expect(200)
        .json();
    let names = listed["items"].as_array().unwrap().iter();
    let names: Vec<String> = names
        .map(|it| it["name"].as_str().unwrap().to_owned())
        .collect();
    assert!(
        names.len() > 10 && names.iter().any(|name| name == "ratings"),
        "{names:?}"
    );
    names
}

/// Every route of the hooks: its verb and its path.
fn routes() -> Vec<(String, String)> {
    let files = fs::read_dir(root().join("backend/hooks")).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let mut found = Vec::new();
    for text in texts {
        for added in text.split("routerAdd(").skip(1) {
            let mut quoted = added.split('"').skip(1).step_by(2).map(str::to_owned);
            found.extend(quoted.next().zip(quoted.next()));
        }
    }
    assert!(found.len() > 20, "{found:?}");
    found
}

/// The row of the one rating of a record.
#[track_caller]
fn kept(rated: &Rated) -> String {
    let path = format!(
        "/api/collections/ratings/records?filter=record%3D%27{}%27",
        rated.id
    );
    let rows = Server::operator().get(&path).expect(200).json();
    assert_eq!(rows["totalItems"], 1);
    rows["items"][0]["id"].as_str().unwrap().to_owned()
}

/// All that is said to whoever asks for everything, in every way there is.
fn asked(client: &Client, rated: &Rated, rating: &str, client_ref: &str) -> String {
    let mut said = Vec::new();
    let mut ask = |reply: Reply| said.push(reply.text());
    let expand = "expand=ratings_via_record,steps_via_record.ratings_via_record,record.ratings_via_record,member.ratings_via_member";
    for name in collections() {
        let rows = format!("/api/collections/{name}/records");
        ask(client.get(&format!("/api/collections/{name}")));
        ask(client.get(&format!("{rows}?perPage=500&sort=-created")));
        ask(client.get(&format!(
            "{rows}?perPage=500&skipTotal=1&fields=*,expand.*&{expand}"
        )));
        for id in [rating, &rated.id] {
            ask(client.get(&format!("{rows}/{id}?fields=*,expand.*&{expand}")));
            ask(client.get(&format!("/api/files/{name}/{id}/words")));
        }
    }
    for (verb, path) in routes() {
        // What others wait on is not started here: only what is asked of this record changes anything.
        let path = path
            .replace("{id}", &rated.id)
            .replace("{ref}", &rated.client_ref);
        let path = path
            .replace("{file}", "x.ics")
            .replace("{path...}", "ratings");
        let query = format!(
            "year=2026&record={}&member=wy001&expand=ratings",
            rated.client_ref
        );
        match verb.as_str() {
            "GET" => ask(client.get(&format!("{path}?{query}"))),
            _ => ask(client.post(&format!("{path}?{query}"), &json!({}))),
        }
    }
    for path in [
        "/api/logs?perPage=500",
        "/api/backups",
        "/api/settings",
        "/api/crons",
        "/api/collections/meta/scaffolds",
    ] {
        ask(client.get(path));
    }
    let row = format!("/api/collections/ratings/records/{rating}");
    ask(client.patch(&row, &json!({})));
    ask(client.delete(&row));
    for url in [row.as_str(), "/api/collections/ratings/records"] {
        let request = json!({"method": "PATCH", "url": url, "body": {}});
        ask(client.post("/api/batch", &json!({"requests": [request]})));
    }
    // The request that the rating came in, sent again by this one.
    let again = entry(
        client_ref,
        "step",
        json!({"record": rated.client_ref, "step": "evaluated"}),
    );
    ask(client.post(RECORDS, &again));
    ask(client.post("/api/dajuan/records", &json!({"records": [again]})));
    said.join("\n")
}

#[test]
fn nothing_that_anybody_can_ask_says_a_rating_before_both_are_in() {
    let guest = Server::shared().guest();
    let (a, b, c) = (Server::member_a(), Server::member_b(), Server::member_c());
    let others: &Askers = &[
        ("another member", b),
        ("one who approves", c),
        ("a guest", &guest),
    ];
    for author_first in [true, false] {
        let (mine, theirs) = (
            format!("作者说 {author_first}"),
            format!("办公室说 {author_first}"),
        );
        let rated = Rated::new();
        let client_ref = unique_ref();
        let of_author = json!({"step": "evaluated", "score": 87, "words": mine});
        let of_office =
            json!({"step": "evaluated", "score": 62, "words": theirs, "client_ref": client_ref});
        let (other, words) = if author_first {
            rated.author(&client_ref, of_author.clone()).expect(200);
            (("the office", Server::office()), &mine)
        } else {
            rated.office(&of_office).expect(200);
            (("the author", a), &theirs)
        };
        let rating = kept(&rated);
        for (name, client) in others.iter().chain([&other]) {
            let said = asked(client, &rated, &rating, &client_ref);
            assert!(!said.contains(words.as_str()), "{name} reads {words}");
        }
        assert_eq!(kept(&rated), rating, "nobody changed it");
        if author_first {
            rated
                .office(&json!({"step": "evaluated", "score": 62, "words": theirs}))
                .expect(200);
        } else {
            rated.author(&unique_ref(), of_author).expect(200);
        }
        // Now both are in, and the same questions find them: they would have been found above.
        assert!(asked(other.1, &rated, &rating, &client_ref).contains(words.as_str()));
        for (name, client) in others {
            let said = asked(client, &rated, &rating, &client_ref);
            assert!(
                !said.contains(&mine) && !said.contains(&theirs),
                "{name} reads them"
            );
        }
    }
}

#[test]
fn no_filter_and_no_order_of_any_collection_tells_one_rating_from_another() {
    let rated = Rated::new();
    rated
        .author(
            &unique_ref(),
            json!({"step": "evaluated", "score": 87, "words": "猜"}),
        )
        .expect(200);
    let guest = Server::shared().guest();
    let askers: &Askers = &[
        ("the office", Server::office()),
        ("the author", Server::member_a()),
        ("another", Server::member_b()),
        ("a guest", &guest),
    ];
    for name in collections() {
        for (who, client) in askers {
            for field in ["score", "words", "side", "record", "step", "by"] {
                let own = if name == "ratings" {
                    vec![format!("filter={field}!=%27%27"), format!("sort={field}")]
                } else {
                    Vec::new()
                };
                let of_others = [
                    format!("filter=@collection.ratings.{field}!=%27%27"),
                    format!("filter=@collection.ratings.{field}:each?~%278%27"),
                    format!("filter=ratings_via_record.{field}?~%278%27"),
                    format!("filter=record.ratings_via_record.{field}?~%278%27"),
                    format!("sort=ratings_via_record.{field}"),
                    format!("sort=@collection.ratings.{field}"),
                ];
                for probe in own.into_iter().chain(of_others) {
                    let reply = client.get(&format!("/api/collections/{name}/records?{probe}"));
                    assert_ne!(reply.status, 200, "{who}: {name} {probe}: {}", reply.text());
                }
            }
        }
    }
}

#[test]
fn the_stream_of_changes_tells_nobody_of_a_rating() {
    let every = |name: &String| {
        let asks = json!({"query": {"expand": "ratings_via_record", "fields": "*,expand.*"}});
        [format!("{name}/*"), format!("{name}/*?options={asks}")]
    };
    let topics: Vec<String> = collections().iter().flat_map(every).collect();
    let guest = Server::shared().guest();
    for author_first in [true, false] {
        let rated = Rated::new();
        let words = format!("悄悄说 {author_first}");
        let wish = json!({"step": "evaluated", "score": 87, "words": words});
        let askers: &Askers = &[
            ("the author", Server::member_a()),
            ("another member", Server::member_b()),
            ("the office", Server::office()),
            ("a guest", &guest),
            ("the operator", Server::operator()),
        ];
        let mut listening = Vec::new();
        for (name, client) in askers {
            let stream = Realtime::open(client);
            let taken = stream.subscribe(client, &topics).status;
            assert!(taken == 204 || *name == "a guest", "{name}: {taken}");
            listening.push((*name, stream));
        }
        if author_first {
            rated.author(&unique_ref(), wish).expect(200);
        } else {
            rated.office(&wish).expect(200);
        }
        // What each of them hears of, afterwards.
        let mark = unique_ref();
        for client in [Server::member_a(), Server::member_b()] {
            client
                .post(
                    RECORDS,
                    &entry(&unique_ref(), "reading_share", json!({"title": mark})),
                )
                .expect(200);
        }
        for (name, mut stream) in listening.into_iter().filter(|(name, _)| *name != "a guest") {
            let said = stream.until(&mark);
            // The operator's is heard, so that it would have been.
            assert_eq!(
                said.contains(&words),
                name == "the operator",
                "{name}: {said}"
            );
        }
    }
}
