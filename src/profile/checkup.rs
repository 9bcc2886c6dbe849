//! What an answer came to, told to an integrator: the operation, the rule that spoke of it, and nothing secret.

use super::{
    Profile,
    fault::Fault,
    judging::parsed,
    operation::Operation,
    request::{Body, Request},
    response::Response,
    rule::by_status,
};
use crate::{
    domain::{
        answer::Answer,
        checkup::{Answered, Exchange, Finding},
        record::{Entry, Record},
    },
    outbox::reply::Reply,
};
use serde_json::Value;

/// So many characters of a body are shown.
const SHOWN: usize = 1_000;
/// In place of what is secret.
const HIDDEN: &str = "•••";

impl Profile {
    /// One exchange as it is shown. It is one of these operations.
    pub fn crossed(
        &self,
        names: &[&str],
        request: &Request,
        response: Option<&Response>,
        token: Option<&str>,
    ) -> Exchange {
        let open = |text: &str| hidden(text, token);
        let operation = self.operation_of(names, request);
        let headers = request.headers.iter();
        Exchange {
            request: open(&format!("{} {}", request.method, request.url)),
            headers: headers
                .map(|(name, value)| (name.clone(), open(value)))
                .collect(),
            body: match &request.body {
                Body::Empty => String::new(),
                Body::Json(text) | Body::Form(text) => open(&cut(text)),
                Body::File(_) => HIDDEN.to_owned(),
                Body::Multipart { .. } => "multipart/form-data".to_owned(),
            },
            answer: response.map(|response| {
                let (rule, outcome) = self.ruled(operation, response);
                Answered {
                    status: response.status,
                    content_type: response.content_type.clone(),
                    first_bytes: open(&first_bytes(operation, response)),
                    rule,
                    outcome,
                }
            }),
        }
    }

    /// Whose request it is, by method and by the fixed beginning of its path.
    fn operation_of(&self, names: &[&str], request: &Request) -> Option<&Operation> {
        let operations = &self.backend.operations;
        let all = [
            Some(&operations.me),
            Some(&operations.create),
            Some(&operations.list),
            operations.find.as_ref(),
            operations.update.as_ref(),
            operations.remove.as_ref(),
        ];
        let path = request.url.strip_prefix(self.backend.base.as_str())?;
        let fixed = |it: &Operation| {
            let fixed = it.path.split('{').next().unwrap_or_default();
            path.starts_with(fixed).then_some(fixed.len())
        };
        let fits = all.into_iter().flatten().map(AsRef::as_ref).filter(|it| {
            names.contains(&it.form.name) && it.method == request.method && fixed(it).is_some()
        });
        fits.max_by_key(|it| fixed(it))
    }

    /// The rule that speaks of an answer, as a pointer, and what it says; where none does, what the status says.
    fn ruled(&self, operation: Option<&Operation>, response: &Response) -> (String, &'static str) {
        if response.redirected {
            return (String::new(), "stranger");
        }
        let (json, text) = parsed(response);
        let own = operation
            .into_iter()
            .flat_map(|it| it.rules.iter().enumerate());
        let mut own = own.filter_map(|(at, rule)| {
            let name = operation.map_or("", |it| it.form.name);
            let outcome = rule.outcome(response.status, &json, text)?;
            Some((format!("/operations/{name}/rules/{at}"), outcome.name()))
        });
        let common = self.backend.rules.iter().enumerate();
        let mut common = common.filter_map(|(at, rule)| {
            let outcome = rule.outcome(response.status, &json, text)?;
            Some((format!("/rules/{at}"), outcome.name()))
        });
        let found = own.next().or_else(|| common.next());
        found.unwrap_or_else(|| (String::new(), by_status(response.status).name()))
    }
}

/// Of an answer that can hold a key or a token only the names of its fields.
fn first_bytes(operation: Option<&Operation>, response: &Response) -> String {
    let secret = operation.is_none_or(Operation::may_hold_secrets);
    match parsed(response).0.as_object().filter(|_| secret) {
        Some(fields) => {
            let names: Vec<&str> = fields.keys().map(String::as_str).collect();
            names.join(" ")
        }
        None if secret && response.content_type.contains("json") => HIDDEN.to_owned(),
        None => cut(response.readable()),
    }
}

fn cut(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

/// Without the sign-in, wherever it stands.
fn hidden(text: &str, token: Option<&str>) -> String {
    match token.filter(|token| !token.is_empty()) {
        Some(token) => text.replace(token, HIDDEN),
        None => text.to_owned(),
    }
}

/// What a reading that failed is told as.
pub fn of_fault(fault: Fault) -> Finding {
    match fault {
        Fault::NoAnswer => Finding::NoAnswer,
        Fault::Busy { .. } => Finding::Busy,
        Fault::SignInLost => Finding::SignInLost,
        Fault::Refused { words } => Finding::Refused {
            words,
            fields: Vec::new(),
        },
        Fault::Absent | Fault::Upgrade => Finding::Unexpected,
        Fault::NotBackend(_) => Finding::Stranger,
    }
}

/// What a reply to an attempt is told as; none where it is done.
pub fn of_reply(reply: Reply) -> Option<Finding> {
    Some(match reply {
        Reply::Done { .. } => return None,
        Reply::Accepted => Finding::Accepted,
        Reply::Stranger => Finding::Stranger,
        Reply::NoAnswer => Finding::NoAnswer,
        Reply::Busy { .. } => Finding::Busy,
        Reply::SignInLost => Finding::SignInLost,
        Reply::Refused { words, fields } => Finding::Refused { words, fields },
        Reply::Declined { words, .. } | Reply::Conflict { words } => Finding::Refused {
            words,
            fields: Vec::new(),
        },
        Reply::Absent
        | Reply::Stale
        | Reply::Upgrade
        | Reply::Waitlisted { .. }
        | Reply::TooLarge => Finding::Unexpected,
    })
}

/// What of a record is not there as it was sent, by field; beside those of the form `kind`, `form_version` and `day`.
pub fn differences(sent: &Entry, got: &Record) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut compare = |field: &str, sent: String, got: Option<String>| match got {
        None => findings.push(Finding::Dropped(field.to_owned())),
        Some(got) if got != sent => findings.push(Finding::Changed {
            field: field.to_owned(),
            sent: cut(&sent),
            got: cut(&got),
        }),
        Some(_) => {}
    };
    compare("kind", sent.kind.0.clone(), Some(got.kind.0.clone()));
    let version = |version: u32| version.to_string();
    compare(
        "form_version",
        version(sent.form_version),
        Some(version(got.form_version)),
    );
    if let Some(day) = sent.day {
        compare("day", day.to_string(), Some(got.day.to_string()));
    }
    let Answer::Group(answers) = &sent.answers else {
        return findings;
    };
    for (name, answer) in answers {
        compare(name, said(answer), got.answers.field(name).map(said));
    }
    findings
}

/// Numbers that are equal are written the same.
fn said(answer: &Answer) -> String {
    match answer {
        Answer::Text(text) => text.clone(),
        Answer::Int(_)
        | Answer::Real(_)
        | Answer::Null
        | Answer::Flag(_)
        | Answer::List(_)
        | Answer::Group(_) => Value::from(answer).to_string(),
    }
}
