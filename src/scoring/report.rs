//! The sheets of all members of an export, as one file.

use super::{
    csv::{self, Whose, Wording},
    export::{Doer, Export},
    json::{key, put, text},
    rules::Rules,
    score::{Asked, ScoreError, score},
};

/// What the file is.
#[derive(Clone, Copy)]
pub enum Form<'a> {
    /// `{"format":1,"rules":…,"year":…,"members":[{"id":…,"name":…,"sheet":…}]}`
    Json,
    /// A table for a spreadsheet.
    Csv(Wording<'a>),
}

/// A member whose year can't be scored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("member {member}: {error}")]
pub struct Failed {
    /// The member's id.
    pub member: String,
    /// Why.
    pub error: ScoreError,
}

/// The file: [`head`], [`member`] for each of them, [`tail`].
///
/// # Errors
/// The first member whose year can't be scored.
pub fn report(rules: &Rules, export: &Export, form: Form<'_>) -> Result<String, Failed> {
    let mut all = head(rules, export.year, form);
    for (place, doer) in export.members.iter().enumerate() {
        all.push_str(&member(rules, export.year, doer, place, form)?);
    }
    all.push_str(tail(form));
    Ok(all)
}

/// What stands before the members.
pub fn head(rules: &Rules, year: u16, form: Form<'_>) -> String {
    let mut out = String::new();
    match form {
        Form::Json => {
            out.push_str(r#"{"format":1,"rules":"#);
            text(&mut out, rules.id());
            put(&mut out, format_args!(r#","year":{year},"members":["#));
        }
        Form::Csv(say) => csv::head(&mut out, say),
    }
    out
}

/// What stands of a member; `place` counts from 0.
///
/// # Errors
/// Its year can't be scored.
pub fn member(
    rules: &Rules,
    year: u16,
    doer: &Doer,
    place: usize,
    form: Form<'_>,
) -> Result<String, Failed> {
    let asked = Asked {
        year,
        villages: doer.villages.clone(),
    };
    let sheet = score(rules, &asked, &doer.deeds).map_err(|error| Failed {
        member: doer.id.clone(),
        error,
    })?;
    let mut out = String::new();
    match form {
        Form::Json => {
            out.push_str(if place > 0 {
                ",\n{\"id\":"
            } else {
                "\n{\"id\":"
            });
            text(&mut out, &doer.id);
            key(&mut out, "name", &doer.name);
            out.push_str(r#","sheet":"#);
            sheet.push_json(&mut out);
            out.push('}');
        }
        Form::Csv(say) => {
            let whose = Whose {
                id: &doer.id,
                name: &doer.name,
            };
            csv::body(&mut out, whose, &sheet, say);
        }
    }
    Ok(out)
}

/// What stands after the members.
pub fn tail(form: Form<'_>) -> &'static str {
    match form {
        Form::Json => "\n]}\n",
        Form::Csv(_) => "",
    }
}
