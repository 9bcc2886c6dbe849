//! `score rules.json export.json [--csv] [--lang zh-CN|en]`: the sheets of all members of an export, as the phone has them.
//! Ends with 2 where it was not asked rightly, with 1 where a file is wrong; then nothing is printed but what is wrong.

use dajuan::{
    domain::lang::Lang,
    i18n::{fill, sheet::word},
    scoring::{
        csv::Wording,
        export::Export,
        node::{Problem, RulesError, Want},
        outline::Outline,
        report::{Failed, Form, head, member, report, tail},
        rules::Rules,
        score::ScoreError,
    },
};
use std::{
    collections::BTreeSet,
    env, fs,
    io::{self, BufWriter, Write},
    process::ExitCode,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

struct Asked {
    rules: String,
    export: String,
    csv: bool,
    lang: Lang,
}

fn main() -> ExitCode {
    let Some(asked) = asked(env::args().skip(1)) else {
        say(&[word(Lang::ZhCn, "usage"), word(Lang::En, "usage")]);
        return ExitCode::from(2);
    };
    match run(&asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(lines) => {
            say(&lines);
            ExitCode::FAILURE
        }
    }
}

fn asked(given: impl Iterator<Item = String>) -> Option<Asked> {
    let (mut files, mut csv, mut lang) = (Vec::new(), false, Lang::ZhCn);
    let mut given = given;
    while let Some(word) = given.next() {
        match word.as_str() {
            "--csv" => csv = true,
            "--json" => csv = false,
            "--lang" => {
                let tag = given.next()?;
                lang = [Lang::ZhCn, Lang::En]
                    .into_iter()
                    .find(|it| it.tag() == tag)?;
            }
            flag if flag.starts_with('-') => return None,
            _ => files.push(word),
        }
    }
    let [rules, export] = <[String; 2]>::try_from(files).ok()?;
    Some(Asked {
        rules,
        export,
        csv,
        lang,
    })
}

fn run(asked: &Asked) -> Result<(), Vec<String>> {
    let lang = asked.lang;
    let word_of = |key: &str| word(lang, key);
    let rules = Rules::parse(&read(&asked.rules, lang)?)
        .map_err(|errors| wrong_rules(&asked.rules, &errors, lang))?;
    let text = read(&asked.export, lang)?;
    let form = if asked.csv {
        Form::Csv(Wording {
            lang,
            word: &word_of,
        })
    } else {
        Form::Json
    };
    let all = match at_once(&rules, &text, form) {
        Some((year, all)) => all.map_err(|failed| vec![failure(&failed, year, lang)])?,
        None => one_by_one(&rules, &text, form, asked)?,
    };
    print(&all).map_err(|error| vec![told(lang, "cant_write", &[("why", &error.to_string())])])
}

type Pieces = Result<Vec<String>, Failed>;

/// Every member, on all cores; `None` where the text has a mistake. Nothing is printed before each of them is scored.
fn at_once(rules: &Rules, text: &str, form: Form<'_>) -> Option<(u16, Pieces)> {
    let outline = Outline::of(text)?;
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            if place >= outline.count() {
                return Some(done);
            }
            let doer = outline.member(place)?;
            let piece = member(rules, outline.year, &doer, place, form);
            done.push((place, doer.id, piece));
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let done: Option<Vec<_>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let done = threads.into_iter().map(|thread| thread.join().ok()?);
        done.collect()
    });
    let mut done: Vec<_> = done?.into_iter().flatten().collect();
    done.sort_unstable_by_key(|(place, _, _)| *place);
    let ids: BTreeSet<&str> = done.iter().map(|(_, id, _)| id.as_str()).collect();
    if ids.len() < done.len() {
        return None;
    }
    let pieces = done.into_iter().map(|(_, _, piece)| piece);
    let head = std::iter::once(Ok(head(rules, outline.year, form)));
    let tail = std::iter::once(Ok(tail(form).to_owned()));
    Some((outline.year, head.chain(pieces).chain(tail).collect()))
}

/// The same, or the place of the mistake.
fn one_by_one(
    rules: &Rules,
    text: &str,
    form: Form<'_>,
    asked: &Asked,
) -> Result<Vec<String>, Vec<String>> {
    let export = Export::parse(text).map_err(|error| {
        let values = [("file", asked.export.as_str()), ("why", &error.to_string())];
        vec![told(asked.lang, "export_wrong", &values)]
    })?;
    let all = report(rules, &export, form);
    all.map(|all| vec![all])
        .map_err(|failed| vec![failure(&failed, export.year, asked.lang)])
}

fn read(file: &str, lang: Lang) -> Result<String, Vec<String>> {
    fs::read_to_string(file).map_err(|error| {
        let why = error.to_string();
        vec![told(lang, "cant_read", &[("file", file), ("why", &why)])]
    })
}

fn print(pieces: &[String]) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    for piece in pieces {
        out.write_all(piece.as_bytes())?;
    }
    out.flush()
}

/// Nobody is told that nothing could be told.
fn say(lines: &[impl AsRef<str>]) {
    let mut err = io::stderr().lock();
    for line in lines {
        let _ = writeln!(err, "{}", line.as_ref());
    }
}

fn told(lang: Lang, key: &str, values: &[(&str, &str)]) -> String {
    fill(word(lang, key), values)
}

fn failure(failed: &Failed, year: u16, lang: Lang) -> String {
    let (year, rule) = (
        year.to_string(),
        match &failed.error {
            ScoreError::TooLarge(rule) => rule.as_str(),
            ScoreError::NoEdition | ScoreError::OutOfFuel => "",
        },
    );
    let values = [
        ("member", failed.member.as_str()),
        ("year", &year),
        ("rule", rule),
    ];
    told(lang, failed.error.name(), &values)
}

fn wrong_rules(file: &str, errors: &[RulesError], lang: Lang) -> Vec<String> {
    let n = errors.len().to_string();
    let head = told(lang, "rules_wrong", &[("file", file), ("n", &n)]);
    let each = errors.iter().map(|error| {
        let place = if error.place.is_empty() {
            word(lang, "whole")
        } else {
            &error.place
        };
        format!("  {place}: {}", problem(error.problem, lang))
    });
    std::iter::once(head).chain(each).collect()
}

fn problem(problem: Problem, lang: Lang) -> String {
    match problem {
        Problem::TooLong => told(lang, "p_too_long", &[]),
        Problem::NotJson { line, column } => at(lang, "p_not_json", line, column),
        Problem::Twice { line, column } => at(lang, "p_twice", line, column),
        Problem::Newer => told(lang, "p_newer", &[]),
        Problem::Wrong(want) => told(lang, "p_wrong", &[("want", &wanted(want, lang))]),
        Problem::Missing(key) => told(lang, "p_missing", &[("key", key)]),
        Problem::OneOf(keys) => told(lang, "p_one_of", &[("keys", &keys.join(" "))]),
        Problem::Unknown => told(lang, "p_unknown", &[]),
        Problem::Repeated => told(lang, "p_repeated", &[]),
        Problem::NotIn(list) => told(lang, "p_not_in", &[("list", list)]),
        Problem::TooMany(most) => told(lang, "p_too_many", &[("n", &most.to_string())]),
        Problem::Backwards => told(lang, "p_backwards", &[]),
        Problem::Overlap => told(lang, "p_overlap", &[]),
    }
}

fn at(lang: Lang, key: &str, line: usize, column: usize) -> String {
    let (line, column) = (line.to_string(), column.to_string());
    told(lang, key, &[("line", &line), ("column", &column)])
}

fn wanted(want: Want, lang: Lang) -> String {
    let key = match want {
        Want::Object => "w_object",
        Want::List => "w_list",
        Want::Text => "w_text",
        Want::Name => "w_name",
        Want::Count => "w_count",
        Want::Number => "w_number",
        Want::Positive => "w_positive",
        Want::Flag => "w_flag",
        Want::Day => "w_day",
        Want::Condition => "w_condition",
        Want::Value => "w_value",
        Want::Choice(choices) => {
            return told(lang, "w_choice", &[("choices", &choices.join(" "))]);
        }
    };
    word(lang, key).to_owned()
}
