//! A year's list as each backend answers it, read by its preset.

use dajuan::profile::{Profile, paging::Bookmark, response::Response};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::*;

const PRESETS: [(&str, &str); 7] = [
    ("drf", include_str!("../../../public/dialects/drf.json")),
    (
        "json-server",
        include_str!("../../../public/dialects/json-server.json"),
    ),
    ("kinto", include_str!("../../../public/dialects/kinto.json")),
    ("parse", include_str!("../../../public/dialects/parse.json")),
    (
        "pocketbase",
        include_str!("../../../public/dialects/pocketbase.json"),
    ),
    ("ruoyi", include_str!("../../../public/dialects/ruoyi.json")),
    (
        "strapi",
        include_str!("../../../public/dialects/strapi.json"),
    ),
];
/// As many rows as most of the presets ask for at once.
const PAGE: usize = 200;

/// Answers with a year's records, in pages.
#[wasm_bindgen]
pub struct Lists {
    profile: Profile,
    pages: Vec<Response>,
}

#[wasm_bindgen]
impl Lists {
    /// So many rows of the preset in that place; an error past the last.
    #[wasm_bindgen(constructor)]
    pub fn new(preset: usize, rows: usize) -> Result<Lists, JsError> {
        let (_, text) = named(preset)?;
        let described: Value = serde_json::from_str(text)?;
        let profile = Profile::parse("{}", text)?;
        let all: Vec<Value> = (0..rows).map(|at| row(&described, at)).collect();
        let pages = all.chunks(PAGE).map(|rows| answer(&described, rows));
        Ok(Lists {
            profile,
            pages: pages.collect(),
        })
    }

    /// The name of the preset in that place.
    pub fn name(preset: usize) -> Result<String, JsError> {
        named(preset).map(|(name, _)| name.to_owned())
    }

    /// How long the pages are, once each is JSON in memory: what reading costs before anything is made of it.
    pub fn parsed(&self) -> Result<usize, JsError> {
        let mut rows = 0;
        for page in &self.pages {
            let json: Value = serde_json::from_slice(&page.body)?;
            rows += usize::from(!json.is_null());
        }
        Ok(rows)
    }

    /// How many records are read of them.
    pub fn read(&self) -> Result<usize, JsError> {
        let mut records = 0;
        for page in &self.pages {
            let read = self.profile.read_list(Bookmark::default(), page);
            let read = read.map_err(|fault| JsError::new(&format!("{fault:?}")))?;
            records += read.records.len();
        }
        Ok(records)
    }
}

fn named(preset: usize) -> Result<(&'static str, &'static str), JsError> {
    let found = PRESETS.get(preset).copied();
    found.ok_or_else(|| JsError::new("no such preset"))
}

/// A row with what the preset reads of it, and a few columns that nobody reads.
fn row(described: &Value, at: usize) -> Value {
    let answers = json!({ "title": "江村经济", "mode": "offline", "audience": 7, "minutes": 90 });
    let mut row = Map::new();
    let mut put = |name: &str, value: Value| {
        let place = described.pointer(&format!("/record/{name}"));
        if let Some(place) = place.and_then(Value::as_str) {
            row.insert(place.trim_start_matches('/').to_owned(), value);
        }
    };
    put("id", json!(at));
    put("version", json!(1_795_418_190_199_u64));
    put("receipt", json!(at));
    put("kind", json!("reading_share"));
    put("form_version", json!(1));
    put("day", json!("2026-09-15"));
    put("state", json!("received"));
    put("reason", json!(""));
    put("photos", json!(["00000000-0000-4000-8000-000000000007"]));
    put(
        "client_ref",
        json!(format!("00000000-0000-4000-8000-{at:012}")),
    );
    let text = described.to_string().contains("{answers|json}");
    put(
        "answers",
        if text {
            answers.to_string().into()
        } else {
            answers
        },
    );
    for name in ["createdAt", "updatedAt", "createBy"] {
        row.insert(name.to_owned(), json!("2026-11-23T07:28:53.042Z"));
    }
    Value::Object(row)
}

/// A page of them, where the preset says that the list stands; there are always more.
fn answer(described: &Value, rows: &[Value]) -> Response {
    let at = |name: &str| {
        let place = described.pointer(&format!("/operations/list/answer/{name}"));
        place.and_then(Value::as_str)
    };
    let mut body = json!(rows);
    let items = at("items").unwrap_or_default().trim_start_matches('/');
    if !items.is_empty() {
        body = json!({ "code": 200, "meta": { "pagination": { "pageCount": 1_000 } } });
        body[items] = json!(rows);
        body["totalPages"] = json!(1_000);
        body["total"] = json!(1_000_000);
        body["count"] = json!(1_000_000);
    }
    Response {
        status: 200,
        content_type: "application/json".to_owned(),
        headers: vec![("x-total-count".to_owned(), "1000000".to_owned())],
        body: body.to_string().into_bytes(),
        ..Response::default()
    }
}
