//! `engines ENGINE COMMIT [MINUTES]`: the journeys in this engine, a file at a time; those that ended at this commit are not begun again.
//! At the end the sums as JSON, and the list of differences in `docs/engines.md`.
#![allow(clippy::disallowed_methods, reason = "the minutes need the clock")]

use dajuan_journeys::{Engine, LEFT_OUT, app};
use serde_json::{Map, Value, json};
use std::{
    collections::BTreeMap,
    env, fs,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

/// Journeys that start an engine of their own choice.
const OF_THEIR_OWN: [&str; 1] = ["engines"];

fn main() -> ExitCode {
    let words: Vec<_> = env::args().skip(1).collect();
    let (Some(engine), Some(commit)) = (
        (words.first())
            .and_then(|name| Engine::named(name))
            .filter(|&engine| engine != Engine::Chromium),
        words.get(1),
    ) else {
        eprintln!("engines firefox|webkit COMMIT [MINUTES]");
        return ExitCode::from(2);
    };
    let minutes = words.get(2).and_then(|minutes| minutes.parse().ok());
    let end = minutes.map(|minutes: u64| Instant::now() + Duration::from_secs(60 * minutes));
    let mut results = Results::of(engine);
    let (files, mut now) = (journeys(), Vec::new());
    for (file, journeys) in &files {
        // What is not committed may have changed since.
        if results.ended_at(file, commit) && !commit.ends_with('+') {
            continue;
        }
        if end.is_some_and(|end| Instant::now() > end) {
            break;
        }
        let ended = run(engine, journeys);
        for (journey, end) in &ended {
            println!("{journey}: {end}");
        }
        results.put(file, commit, &ended);
        now.extend(ended);
    }
    results.tell(files.keys());
    let sums = sums(&now);
    println!("{sums}");
    ExitCode::from(u8::from(sums["failed"] != json!([])))
}

/// Every journey by its file, in order.
fn journeys() -> BTreeMap<String, Vec<String>> {
    let mut files = BTreeMap::<_, Vec<_>>::new();
    for line in printed(cargo_test().args(["--list"])).lines() {
        let journey = line.strip_suffix(": test");
        if let Some((file, _)) = journey.and_then(|journey| journey.split_once("::"))
            && !OF_THEIR_OWN.contains(&file)
        {
            let journeys = files.entry(file.to_owned()).or_default();
            journeys.extend(journey.map(str::to_owned));
        }
    }
    files
}

fn cargo_test() -> Command {
    let mut command = Command::new("cargo");
    command
        .args(["test", "-p", "dajuan-journeys", "--test", "journeys", "--"])
        .stderr(Stdio::null());
    command
}

fn printed(command: &mut Command) -> String {
    let output = command.output().expect("cargo runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// How each of these journeys ended: `passed`, `left out: why`, or `failed: at what`.
fn run(engine: Engine, journeys: &[String]) -> BTreeMap<String, String> {
    let printed = printed(
        cargo_test()
            .args(["--test-threads=2", "--exact"])
            .args(journeys)
            .env("DAJUAN_ENGINE", engine.name())
            .env("RUST_BACKTRACE", "0"),
    );
    let mut ended = ended(&printed);
    for journey in journeys {
        let missing = || "failed: it did not end".to_owned();
        ended.entry(journey.clone()).or_insert_with(missing);
    }
    ended
}

/// Reads what the test runner prints.
fn ended(printed: &str) -> BTreeMap<String, String> {
    let passed = printed.lines().filter_map(|line| {
        let name = line.strip_prefix("test ")?.strip_suffix(" ... ok")?;
        Some((name.to_owned(), "passed".to_owned()))
    });
    let failed = printed.split("\n---- ").skip(1).filter_map(|said| {
        let (name, said) = said.split_once(" stdout ----\n")?;
        let panic = said.split_once("panicked at ")?.1.split_once('\n')?.1;
        let first = panic.lines().next().unwrap_or_default();
        let end = match first.strip_prefix(LEFT_OUT) {
            Some(_) => first.to_owned(),
            None => format!("failed: {first}"),
        };
        Some((name.to_owned(), end))
    });
    passed.chain(failed).collect()
}

fn sums(ended: &[(String, String)]) -> Value {
    let left_out = |(name, end): &(String, String)| {
        Some((name.clone(), Value::from(end.strip_prefix(LEFT_OUT)?)))
    };
    let names = ended.iter().filter(|(_, end)| end.starts_with("failed"));
    json!({
        "passed": ended.iter().filter(|(_, end)| end == "passed").count(),
        "left_out": ended.iter().filter_map(left_out).collect::<Map<_, _>>(),
        "failed": names.map(|(name, _)| name).collect::<Vec<_>>(),
    })
}

/// The last result of every file in one engine, kept in the cache: `{ file: { commit, journeys } }`.
struct Results {
    engine: Engine,
    kept: PathBuf,
    files: Map<String, Value>,
}

impl Results {
    fn of(engine: Engine) -> Self {
        let folder = app::cache().join("engines");
        fs::create_dir_all(&folder).expect("a place for the results");
        let kept = folder.join(format!("{}.json", engine.name()));
        let text = fs::read_to_string(&kept).unwrap_or_default();
        let files = serde_json::from_str(&text).unwrap_or_default();
        Self {
            engine,
            kept,
            files,
        }
    }

    fn ended_at(&self, file: &str, commit: &str) -> bool {
        self.files
            .get(file)
            .is_some_and(|it| it["commit"] == commit)
    }

    fn put(&mut self, file: &str, commit: &str, journeys: &BTreeMap<String, String>) {
        let result = json!({ "commit": commit, "journeys": journeys });
        self.files.insert(file.to_owned(), result);
        let text = Value::from(self.files.clone()).to_string();
        fs::write(&self.kept, text).expect("the results are kept");
    }

    /// Writes what was left out and what failed into the document, once every file has a result.
    fn tell<'a>(&self, files: impl Iterator<Item = &'a String>) {
        let results = files.map(|file| self.files.get(file));
        let Some(results) = results.collect::<Option<Vec<_>>>() else {
            return;
        };
        let (mut passed, mut others) = (0, BTreeMap::<_, Vec<_>>::new());
        for result in results {
            for (journey, end) in result["journeys"].as_object().into_iter().flatten() {
                match end.as_str() {
                    Some("passed") => passed += 1,
                    end => others
                        .entry(end.unwrap_or_default())
                        .or_default()
                        .push(format!("`{journey}`")),
                }
            }
        }
        let mut text = format!("{passed} journeys passed.\n");
        for (end, journeys) in others {
            text += &format!("\n{end} ({}): {}.\n", journeys.len(), journeys.join("; "));
        }
        let document = app::root().join("docs/engines.md");
        let told = fs::read_to_string(&document).expect("docs/engines.md");
        let [from, to] = ["", "/"].map(|end| format!("<!-- {end}{} -->", self.engine.name()));
        let (before, rest) = told.split_once(&from).expect("the engine's place");
        let (_, after) = rest.split_once(&to).expect("its end");
        let told = format!("{before}{from}\n{text}{to}{after}");
        fs::write(document, told).expect("docs/engines.md");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "running 3 tests
test day::bright ... ok
test day::dark ... FAILED
test noon ... FAILED

failures:

---- day::dark stdout ----

thread 'a_night' (7) panicked at tests/journeys/src/phone.rs:102:9:
left out: no stars
note: run with `RUST_BACKTRACE=1`

---- noon stdout ----

thread 'noon' (8) panicked at tests/journeys/tests/day.rs:1:9:
waited in vain
  heading `x`

failures:
    day::dark
";

    #[test]
    fn each_journey_has_its_end_and_none_is_left_out_without_its_reason() {
        let ended: Vec<_> = ended(PRINTED).into_iter().collect();
        let sums = sums(&ended);
        let wanted = json!({
            "passed": 1, "left_out": { "day::dark": "no stars" }, "failed": ["noon"],
        });
        assert_eq!(sums, wanted);
    }
}
