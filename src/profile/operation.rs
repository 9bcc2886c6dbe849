//! One operation of the backend: how it is asked, and what shows that it was done.

use super::{
    error::{Kind, ProfileError, Remedy, What},
    place::Place,
    rule::Rule,
    template::check,
};
use jsonptr::PointerBuf;
use serde_json::Value;

/// What the language knows of an operation, whatever the backend.
pub(super) struct Form {
    pub name: &'static str,
    /// Placeholders that its templates may use.
    pub slots: &'static [&'static str],
    /// What is read from its answer.
    pub answers: &'static [&'static str],
    /// Those of `answers` without which it is of no use.
    pub needs: &'static [&'static str],
    /// Its answer is a photo, not JSON.
    pub bytes: bool,
}

const fn form(
    name: &'static str,
    slots: &'static [&'static str],
    answers: &'static [&'static str],
    needs: &'static [&'static str],
) -> Form {
    Form {
        name,
        slots,
        answers,
        needs,
        bytes: false,
    }
}

pub(super) static HEALTH: Form = form("health", &[], &["version"], &["version"]);
pub(super) static SIGN_IN: Form = form(
    "sign_in",
    &["identity", "password"],
    &["token", "subject"],
    &["token"],
);
pub(super) static REFRESH: Form = form("refresh", &[], &["token", "subject"], &["token"]);
pub(super) static SET_PASSWORD: Form =
    form("set_password", &["identity", "code", "password"], &[], &[]);
pub(super) static ME: Form = form(
    "me",
    &[],
    &[
        "id",
        "issuer",
        "number",
        "name",
        "sector",
        "committee",
        "villages",
        "vault_key",
        "spread_s",
    ],
    &["id"],
);
pub(super) static CREATE: Form = form(
    "create",
    &[
        "client_ref",
        "kind",
        "day",
        "form_version",
        "answers",
        "photos",
        "captured_at",
    ],
    &[],
    &[],
);
pub(super) static UPLOAD: Form = form("upload", &["ref", "sha256", "mime", "file"], &[], &[]);
pub(super) static ATTACHMENT: Form = Form {
    bytes: true,
    ..form("attachment", &["ref"], &[], &[])
};
pub(super) static LIST: Form = form(
    "list",
    &["year", "from", "to", "page"],
    &["items", "pages"],
    &["items", "pages"],
);
pub(super) static FIND: Form = form("find", &["client_ref"], &["items"], &["items"]);

/// Templates of the body.
pub(super) enum Shape {
    Empty,
    Json(Value),
    /// Names and templates; one of them is `{file}`.
    Multipart(Vec<(String, String)>),
}

pub(super) struct Operation {
    pub form: &'static Form,
    pub method: &'static str,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub body: Shape,
    /// Whether the sign-in goes along.
    pub auth: bool,
    /// An empty body is a success.
    pub empty: bool,
    /// Where the answer must repeat what was sent.
    pub echo: Vec<(PointerBuf, String)>,
    /// What the answer must have.
    pub has: Vec<PointerBuf>,
    pub rules: Vec<Rule>,
    answers: Vec<(&'static str, PointerBuf)>,
}

impl Operation {
    pub fn parse(place: &Place, form: &'static Form) -> Result<Self, ProfileError> {
        place.only(&[
            "method",
            "path",
            "query",
            "headers",
            "auth",
            "json",
            "multipart",
            "success",
            "answer",
            "rules",
        ])?;
        let (empty, echo, has) = success(place, form)?;
        Ok(Self {
            form,
            method: {
                const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
                place.need("method")?.one_of(&METHODS, &METHODS)?
            },
            path: path(&place.need("path")?, form)?,
            query: pairs(place, "query", form)?,
            headers: headers(place, form.slots)?,
            body: body(place, form)?,
            auth: place.field("auth").map_or(Ok(true), |auth| auth.flag())?,
            empty,
            echo,
            has,
            rules: rules(place)?,
            answers: answers(place, form)?,
        })
    }

    /// What the answer holds for `name`; null is nothing.
    pub fn answer<'v>(&self, name: &str, json: &'v Value) -> Option<&'v Value> {
        let (_, pointer) = self.answers.iter().find(|(known, _)| *known == name)?;
        pointer.resolve(json).ok().filter(|value| !value.is_null())
    }
}

/// Rules of this place, in order.
pub(super) fn rules(place: &Place) -> Result<Vec<Rule>, ProfileError> {
    match place.field("rules") {
        Some(rules) => rules.items()?.iter().map(Rule::parse).collect(),
        None => Ok(Vec::new()),
    }
}

/// Header templates: nothing in them may end the line or need an encoding.
pub(super) fn headers(
    place: &Place,
    slots: &'static [&'static str],
) -> Result<Vec<(String, String)>, ProfileError> {
    let Some(headers) = place.field("headers") else {
        return Ok(Vec::new());
    };
    check(&headers, slots)?;
    let read = |(name, value): &(&str, Place)| {
        let named =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let text = value.text()?;
        if named && is_visible(text) {
            Ok(((*name).to_owned(), text.to_owned()))
        } else {
            Err(value.wrong(What::BadHeader, Remedy::WriteHeader))
        }
    };
    headers.entries()?.iter().map(read).collect()
}

/// Fit for a header: visible ASCII, and spaces inside.
pub(super) fn is_visible(text: &str) -> bool {
    text.trim() == text && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

fn path(place: &Place, form: &Form) -> Result<String, ProfileError> {
    check(place, form.slots)?;
    let path = place.text()?;
    let plain = path
        .bytes()
        .all(|b| b.is_ascii_graphic() && !b"?#\\\"<>".contains(&b));
    let below = path.starts_with('/')
        && !path.starts_with("//")
        && !path.split('/').any(|part| matches!(part, "." | ".."));
    if plain && below {
        Ok(path.to_owned())
    } else {
        Err(place.wrong(What::BadAddress, Remedy::WritePath))
    }
}

fn pairs(place: &Place, key: &str, form: &Form) -> Result<Vec<(String, String)>, ProfileError> {
    let Some(list) = place.field(key) else {
        return Ok(Vec::new());
    };
    let read = |item: &Place| {
        let (name, value) = item.pair()?;
        check(&value, form.slots)?;
        Ok((name.to_owned(), value.text()?.to_owned()))
    };
    list.items()?.iter().map(read).collect()
}

fn body(place: &Place, form: &Form) -> Result<Shape, ProfileError> {
    let (json, multipart) = (place.field("json"), place.field("multipart"));
    match (json, multipart) {
        (None, None) => Ok(Shape::Empty),
        (Some(json), None) => {
            check(&json, form.slots)?;
            Ok(Shape::Json(json.value.clone()))
        }
        (None, Some(multipart)) => {
            let parts = pairs(place, "multipart", form)?;
            let files = parts.iter().filter(|(_, value)| value == "{file}").count();
            if files == 1 {
                Ok(Shape::Multipart(parts))
            } else {
                Err(multipart.wrong(What::Contradiction, Remedy::OneOf(&["{file}"])))
            }
        }
        (Some(json), Some(_)) => Err(json.wrong(What::Contradiction, Remedy::Remove)),
    }
}

type Success = (bool, Vec<(PointerBuf, String)>, Vec<PointerBuf>);

fn success(place: &Place, form: &Form) -> Result<Success, ProfileError> {
    let Some(success) = place.field("success") else {
        return Ok((false, Vec::new(), Vec::new()));
    };
    success.only(&["empty", "echo", "has"])?;
    let mut echo = Vec::new();
    if let Some(pairs) = success.field("echo") {
        for (pointer, value) in pairs.entries()? {
            check(&value, form.slots)?;
            let pointer = PointerBuf::parse(pointer)
                .map_err(|_| value.wrong(What::BadPointer, Remedy::WritePointer))?;
            echo.push((pointer, value.text()?.to_owned()));
        }
    }
    let has = match success.field("has") {
        Some(has) => has
            .items()?
            .iter()
            .map(Place::pointer)
            .collect::<Result<_, _>>()?,
        None => Vec::new(),
    };
    let empty = success
        .field("empty")
        .map_or(Ok(false), |empty| empty.flag())?;
    Ok((empty, echo, has))
}

fn answers(place: &Place, form: &Form) -> Result<Vec<(&'static str, PointerBuf)>, ProfileError> {
    let Some(answer) = place.field("answer") else {
        return if form.needs.is_empty() {
            Ok(Vec::new())
        } else {
            Err(place.wrong(What::Missing, Remedy::Write(Kind::Object)))
        };
    };
    answer.only(form.answers)?;
    for name in form.needs {
        answer.need(name)?;
    }
    let read = |name: &&'static str| {
        Some(
            answer
                .field(name)?
                .pointer()
                .map(|pointer| (*name, pointer)),
        )
    };
    form.answers.iter().filter_map(read).collect()
}
