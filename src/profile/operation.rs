//! One operation of the backend: how it is asked, and what shows that it was done.

use super::{
    error::{Remedy, What},
    place::{Place, Wrong},
    pointers::Pointers,
    rule::Rule,
    template::{check, fill, templates, uses},
    vocabulary::Form,
};
use jsonptr::Pointer;
use serde_json::Value;

/// Templates of the body.
pub(super) enum Shape {
    Empty,
    Json(Value),
    /// Names and templates.
    Form(Vec<(String, String)>),
    /// Names and templates; one of them is `{file}`.
    Multipart(Vec<(String, String)>),
    /// The file and nothing else.
    File,
}

pub(super) struct Operation {
    pub form: &'static Form,
    pub method: &'static str,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub body: Shape,
    /// The template for one of many; null where there is none.
    pub item: Value,
    /// Whether the sign-in goes along.
    pub auth: bool,
    /// An empty body is a success.
    pub empty: bool,
    /// Where the answer must repeat what was sent.
    pub echo: Vec<(String, String)>,
    /// What the answer must have.
    pub has: Vec<String>,
    /// The answer shows nothing of the record: it is looked up.
    pub finds: bool,
    /// How many rows a page has that is not the last; 0 where that is not said.
    pub size: u32,
    pub rules: Vec<Rule>,
    /// Where the answer holds what is read from it.
    pub answers: Pointers,
}

/// What may stand in any operation.
const KEYS: &[&str] = &[
    "method",
    "path",
    "query",
    "headers",
    "auth",
    "json",
    "form",
    "multipart",
    "file",
    "success",
    "answer",
    "rules",
];

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

impl Operation {
    /// Whether what is sent has this placeholder somewhere.
    pub fn mentions(&self, slot: &str) -> bool {
        let mut texts = [&self.query, &self.headers].into_iter().flatten();
        let named = |text: &str| uses(text, slot);
        let body = match &self.body {
            Shape::Json(json) => named(&json.to_string()),
            Shape::Form(parts) | Shape::Multipart(parts) => {
                parts.iter().any(|(_, text)| named(text))
            }
            Shape::Empty | Shape::File => false,
        };
        body || named(&self.path) || texts.any(|(_, text)| named(text))
    }

    /// Whether an answer to it can hold a token or a key.
    pub fn may_hold_secrets(&self) -> bool {
        let mut answers = self.form.answers.iter();
        answers.any(|name| matches!(*name, "token" | "vault_key"))
    }

    pub fn parse<'a>(place: Place<'a>, form: &'static Form) -> Result<Box<Self>, Wrong<'a>> {
        place.only_of(KEYS, form.keys)?;
        let success = place.may("success", &["empty", "echo", "has", "find"], &[])?;
        Ok(Box::new(Self {
            form,
            method: place.need("method")?.one_of(&METHODS, &METHODS)?,
            path: path(place.need("path")?, form)?,
            query: templates(place, "query", form.slots)?,
            headers: headers(place, form.slots)?,
            body: body(place, form)?,
            item: item(place, form)?,
            auth: place.field("auth").map_or(Ok(true), Place::flag)?,
            empty: success.flag_at("empty")?,
            finds: success.flag_at("find")?,
            size: match place.field("size") {
                Some(size) => size.status()?.into(),
                None => 0,
            },
            echo: echo(success, form)?,
            has: has(success)?,
            rules: Rule::parse_all(place)?,
            answers: answers(place, form)?,
        }))
    }
}

/// Whether a header can be called so.
pub(super) fn named(name: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !name.is_empty() && name.bytes().all(letter)
}

/// Header templates: nothing in them may end the line or need an encoding.
pub(super) fn headers<'a>(
    place: Place<'a>,
    slots: &'static [&'static str],
) -> Result<Vec<(String, String)>, Wrong<'a>> {
    let headers = templates(place, "headers", slots)?;
    let fit = |(name, value): &(String, String)| {
        let visible = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
        named(name) && value.bytes().all(visible)
    };
    if headers.iter().all(fit) {
        Ok(headers)
    } else {
        Err(place
            .need("headers")?
            .wrong(What::BadHeader, Remedy::WriteHeader))
    }
}

/// Whether a part of the path leads elsewhere than it says; browsers take an escaped dot for a dot.
pub(super) fn leads_up(path: &str) -> bool {
    let plain = path.to_ascii_lowercase().replace("%2e", ".");
    plain.split('/').any(|part| matches!(part, "." | ".."))
}

fn path<'a>(place: Place<'a>, form: &Form) -> Result<String, Wrong<'a>> {
    check(place, form.slots)?;
    let path = place.text()?;
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"?#\\\"<>".contains(&byte);
    let below = path.starts_with('/')
        && !path.starts_with("//")
        && !leads_up(&fill(path, &[], str::to_owned));
    if below && path.bytes().all(plain) {
        Ok(path.to_owned())
    } else {
        Err(place.wrong(What::BadAddress, Remedy::WritePath))
    }
}

const BODIES: [&str; 4] = ["json", "form", "multipart", "file"];

fn body<'a>(place: Place<'a>, form: &Form) -> Result<Shape, Wrong<'a>> {
    let mut there = BODIES
        .iter()
        .filter_map(|key| Some((*key, place.field(key)?)));
    let Some((key, body)) = there.next() else {
        return Ok(Shape::Empty);
    };
    if there.next().is_some() {
        return Err(body.wrong(What::Contradiction, Remedy::Remove));
    }
    match key {
        "json" => {
            check(body, form.slots)?;
            Ok(Shape::Json(body.0.clone()))
        }
        "form" => Ok(Shape::Form(templates(place, key, form.slots)?)),
        "file" => match body.flag()? && form.slots.contains(&"file") {
            true => Ok(Shape::File),
            false => Err(body.wrong(What::Contradiction, Remedy::Remove)),
        },
        _ => {
            let parts = templates(place, key, form.slots)?;
            let files = parts.iter().filter(|(_, value)| value == "{file}").count();
            if files == 1 {
                Ok(Shape::Multipart(parts))
            } else {
                Err(body.wrong(What::Contradiction, Remedy::OneOf(&["{file}"])))
            }
        }
    }
}

/// One of many: its template, and its place in the body of all.
fn item<'a>(place: Place<'a>, form: &Form) -> Result<Value, Wrong<'a>> {
    if form.item_slots.is_empty() {
        return Ok(Value::Null);
    }
    let item = place.need("item")?;
    check(item, form.item_slots)?;
    let json = place.need("json")?;
    if json.0.to_string().contains(r#""{items}""#) {
        Ok(item.0.clone())
    } else {
        Err(json.wrong(What::Contradiction, Remedy::OneOf(&["{items}"])))
    }
}

fn echo<'a>(success: Place<'a>, form: &Form) -> Result<Vec<(String, String)>, Wrong<'a>> {
    let echo = templates(success, "echo", form.slots)?;
    if echo.iter().all(|(at, _)| Pointer::parse(at).is_ok()) {
        Ok(echo)
    } else {
        Err(success
            .need("echo")?
            .wrong(What::BadPointer, Remedy::WritePointer))
    }
}

fn has(success: Place) -> Result<Vec<String>, Wrong> {
    let mut all = Vec::new();
    if let Some(has) = success.field("has") {
        for at in has.items()? {
            all.push(Place(at).pointer()?);
        }
    }
    Ok(all)
}

fn answers<'a>(place: Place<'a>, form: &Form) -> Result<Pointers, Wrong<'a>> {
    if !form.needs.is_empty() {
        place.need("answer")?;
    }
    let answer = place.may("answer", form.answers, &[])?;
    check(
        answer,
        if form.name == "sign_in" {
            &["basic"]
        } else {
            &[]
        },
    )?;
    Pointers::parse(answer, form.answers, form.needs)
}
