//! Files that leave the room: the export, the report, and the command that makes it on the host.

use super::{
    features::table::done,
    given::{document, load, rule, shipped, words},
};
use dajuan::{
    domain::lang::Lang,
    i18n::sheet::word,
    scoring::{
        csv::{COLUMNS, NAMES, Wording},
        export::{Doer, Export, ExportError},
        outline::Outline,
        report::{Form, report},
    },
};
use serde_json::{Value, json};
use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

const LINE: &str = "study; reading_share role=main x9; talk:absent! ~reviewed; speech event=d010; talk:late event=d010; \
    proposal x4; policy_talk village=东村|西村 n=1.5 ok=true; poem; visit ~returned";

fn export() -> Export {
    let doer = |id: &str, name: &str, line: &str| Doer {
        id: id.to_owned(),
        name: name.to_owned(),
        villages: vec!["东村".to_owned()],
        deeds: done(line),
    };
    Export {
        format: 1,
        year: 2026,
        members: vec![
            doer("wy001", "委员甲", LINE),
            doer("wy002", "=1+1", ""),
            doer("wy003", "乙, \"丙\"\n", "study +2026-02-01"),
        ],
    }
}

#[test]
fn an_export_reads_back() {
    let export = export();
    assert_eq!(Export::parse(&export.to_json()), Ok(export));
}

#[test]
fn an_export_that_is_wrong_is_told_with_its_place() {
    let deed = |more: Value| {
        let mut deed = json!({"id": "a", "kind": "study", "day": "2026-01-01"});
        for (key, value) in more.as_object().unwrap() {
            deed[key] = value.clone();
        }
        let members = json!([{"id": "m", "deeds": [deed]}]);
        let text = json!({"format": 1, "year": 2026, "members": members}).to_string();
        Export::parse(&text)
            .map(|_| ())
            .map_err(|error| error.to_string())
    };
    assert_eq!(deed(json!({})), Ok(()));
    for (more, words) in [
        (
            json!({"day": "2026-02-30"}),
            "the day \"2026-02-30\" of the deed is not a day written YYYY-MM-DD",
        ),
        (
            json!({"standing": "lost"}),
            "the standing \"lost\" of the deed is none of received, reviewed, returned",
        ),
        (
            json!({"source": "event"}),
            "a deed has \"came\" where its source is \"event\", and only there",
        ),
        (
            json!({"came": "attended"}),
            "a deed has \"came\" where its source is \"event\", and only there",
        ),
        (json!({"colour": 1}), "unknown field `colour`"),
        (json!({"id": 7}), "invalid type: integer `7`"),
    ] {
        let told = deed(more.clone()).unwrap_err();
        assert!(
            told.starts_with("line 1, column ") && told.contains(words),
            "{more}: {told}"
        );
    }
    let twice = json!({"format": 1, "year": 2026, "members": [{"id": "m", "deeds": []}, {"id": "m", "deeds": []}]});
    assert_eq!(
        Export::parse(&twice.to_string()),
        Err(ExportError::Repeated("m".to_owned()))
    );
    let newer = json!({"format": 2, "year": 2026, "members": []});
    assert_eq!(
        Export::parse(&newer.to_string()),
        Err(ExportError::Newer(2))
    );
}

#[test]
fn members_are_found_in_the_text_as_they_are_read() {
    let text = export().to_json();
    let outline = Outline::of(&text).unwrap();
    let members: Option<Vec<Doer>> = (0..outline.count()).map(|at| outline.member(at)).collect();
    assert_eq!((outline.year, members), (2026, Some(export().members)));
    let spread = "\u{feff} { \"members\" : [ {\"id\": \"a]}\\\"\", \"deeds\": []} ,\n{\"id\":\"b\",\"deeds\":[]} ] , \"year\":2026, \"format\":1 } ";
    let outline = Outline::of(spread).unwrap();
    assert_eq!(
        (outline.count(), outline.member(0).unwrap().id.as_str()),
        (2, "a]}\"")
    );
    let empty = "{\"format\":1,\"year\":2026,\"members\":[]}";
    assert_eq!(Outline::of(empty).unwrap().count(), 0);
    for wrong in [
        "[{}{}]", "[{},]", "[,{}]", "[1]", "[\"a\"]", "[[]]", "[{}", "[null]", "{}",
    ] {
        let text = format!("{{\"format\":1,\"year\":2026,\"members\":{wrong}}}");
        assert_eq!(Outline::of(&text), None, "{wrong}");
    }
    for wrong in [
        "{\"format\":2,\"year\":2026,\"members\":[]}",
        "{\"format\":1,\"members\":[]}",
        "{\"format\":1,\"year\":2026,\"members\":[],\"members\":[]}",
    ] {
        assert_eq!(Outline::of(wrong), None, "{wrong}");
    }
}

#[test]
fn groups_and_nothing_are_no_fields() {
    let deed = json!({"id": "a", "kind": "study", "day": "2026-01-01",
        "fields": {"none": null, "group": {"a": [1]}, "n": 0.1, "list": [1, null, "x"], "long": "长".repeat(300)}});
    let text =
        json!({"format": 1, "year": 2026, "members": [{"id": "m", "deeds": [deed]}]}).to_string();
    let export = Export::parse(&text).unwrap();
    let fields = &export.members[0].deeds[0].fields;
    let names: Vec<&str> = fields.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["list", "long", "n"]);
    assert_eq!(Export::parse(&export.to_json()), Ok(export));
}

#[test]
fn every_column_and_name_has_its_word_in_both_languages() {
    for key in COLUMNS.iter().chain(&NAMES) {
        for lang in [Lang::ZhCn, Lang::En] {
            assert!(!word(lang, key).is_empty(), "{key}");
        }
    }
}

fn csv(lang: Lang) -> String {
    let word = |key: &str| word(lang, key);
    let form = Form::Csv(Wording { lang, word: &word });
    report(&shipped("default"), &export(), form).unwrap()
}

#[test]
fn a_table_begins_with_its_mark_and_runs_nothing() {
    let table = csv(Lang::ZhCn);
    assert!(table.starts_with("\u{feff}委员号,姓名,年度,行,类别,规则,"));
    assert!(table.contains("\r\nwy002,\"'=1+1\",2026,"), "{table}");
    assert!(
        table.contains("wy003,\"乙, \"\"丙\"\"\n\",2026,"),
        "{table}"
    );
    assert!(
        table.contains(",-2,,-2\r\n"),
        "a number below zero stays a number"
    );
    let plain = csv(Lang::En);
    for line in plain
        .trim_start_matches('\u{feff}')
        .split("\r\n")
        .filter(|line| line.starts_with("wy001"))
    {
        let quoted = line
            .split('"')
            .step_by(2)
            .map(|it| it.matches(',').count())
            .sum::<usize>();
        assert_eq!(quoted + 1, COLUMNS.len(), "{line}");
    }
}

#[test]
fn no_cell_begins_as_a_formula() {
    let mut rules = document(json!([rule("r", json!({"base": -1}))]), json!({}));
    for start in ["=", "+", "-", "@", "\t=", "\r=", "＝", "＠"] {
        rules["editions"][0]["rules"][0]["words"] = words(&format!("{start}cmd"));
        let word = |key: &str| word(Lang::En, key);
        let form = Form::Csv(Wording {
            lang: Lang::En,
            word: &word,
        });
        let table = report(&load(&rules), &export(), form).unwrap();
        assert!(
            table.contains(&format!(",\"'{start}cmd\",r,1,")),
            "{start:?}: {table}"
        );
    }
}

#[test]
fn a_sheet_as_json_is_golden() {
    let rules = load(&document(
        json!([
            rule("base", json!({"base": 2})),
            rule(
                "s",
                json!({"counts": {"kinds": ["study"]}, "points": 1.5, "most": 2,
            "factors": [{"field": "role", "cases": [{"is": "x", "times": 2}]}]})
            ),
        ]),
        json!({"least": 0, "grades": [{"id": "g", "words": words("好"), "from": 4}]}),
    ));
    let mut export = export();
    export.members.truncate(1);
    export.members[0].deeds = done("study role=x #\"; poem");
    let golden = r#"{"format":1,"rules":"t","year":2026,"members":[
{"id":"wy001","name":"委员甲","sheet":{"summary":{"year":2026,"version":1,"total":4,"least":0,"grade":{"id":"g","version":1,"words":{"zh-CN":"好","en":"好"}},"categories":[{"points":4,"category":{"id":"a","version":1,"words":{"zh-CN":"甲","en":"甲"}}},{"points":0,"category":{"id":"b","version":1,"words":{"zh-CN":"乙","en":"乙"}}}],"targets":[]},"rules":[{"id":"base","version":1,"words":{"zh-CN":"base","en":"base"}},{"id":"s","version":1,"words":{"zh-CN":"s","en":"s"}}],"rows":[{"rule":"base","version":1,"category":"a","from":"base","units":1,"each":2,"before":2,"points":2},{"rule":"s","version":1,"category":"a","from":"deed","deed":{"id":"\"","source":"record","kind":"study","day":"2026-01-01"},"units":1,"each":1.5,"factors":[{"field":"role","held":"x","times":2}],"before":3,"cuts":[{"by":"most","level":"rule","bound":2,"points":1}],"points":2}],"left_out":[{"deed":{"id":"d001","source":"record","kind":"poem","day":"2026-01-02"},"why":"no_rule"}]}}
]}
"#;
    assert_eq!(report(&rules, &export, Form::Json).unwrap(), golden);
}

fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path
}

fn command(rules: &PathBuf, export: &PathBuf, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_score"));
    command.arg(rules).arg(export).args(more).output().unwrap()
}

fn default_rules() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public/rules/default.json")
}

#[test]
fn the_command_gives_the_same_bytes_as_the_phone() {
    let given = file("same.json", &export().to_json());
    let json = command(&default_rules(), &given, &[]);
    assert!(json.status.success() && json.stderr.is_empty());
    assert_eq!(
        String::from_utf8(json.stdout).unwrap(),
        report(&shipped("default"), &export(), Form::Json).unwrap()
    );
    for (lang, tag) in [(Lang::ZhCn, "zh-CN"), (Lang::En, "en")] {
        let table = command(&default_rules(), &given, &["--csv", "--lang", tag]);
        assert_eq!(String::from_utf8(table.stdout).unwrap(), csv(lang));
    }
}

#[test]
fn the_command_says_what_is_wrong_and_prints_nothing_else() {
    let good = file("good.json", &export().to_json());
    let mut mistaken = document(json!([rule("r", json!({"base": "x"}))]), json!({}));
    let wrong = file("wrong-rules.json", &mistaken.to_string());
    mistaken["editions"][0]["rules"][0]["base"] = json!(1);
    mistaken["editions"][0]["to"] = json!("2020-01-01");
    let old = file("old-rules.json", &mistaken.to_string());
    let broken = file("broken.json", "{\"format\":1,\n\"year\":2026,");
    let none = PathBuf::from("no-such-file.json");
    for (rules, given, words) in [
        (
            &wrong,
            &good,
            "/editions/0/rules/0/base: a number of at most three decimal places must stand here",
        ),
        (&default_rules(), &broken, "line 2, column"),
        (&none, &good, "Can't read the file no-such-file.json"),
        (
            &default_rules(),
            &none,
            "Can't read the file no-such-file.json",
        ),
        (
            &old,
            &good,
            "Member wy001: the rules have no edition for 2026",
        ),
    ] {
        let said = command(rules, given, &["--lang", "en"]);
        assert_eq!(said.status.code(), Some(1), "{words}");
        assert!(said.stdout.is_empty());
        let told = String::from_utf8(said.stderr).unwrap();
        assert!(told.contains(words), "{told}");
    }
    for more in [
        &["--xml"][..],
        &["a third file"],
        &["--lang", "fr"],
        &["--lang"],
    ] {
        let said = command(&default_rules(), &good, more);
        assert_eq!(said.status.code(), Some(2), "{more:?}");
        assert!(
            String::from_utf8(said.stderr)
                .unwrap()
                .contains("Usage: score")
        );
    }
}
