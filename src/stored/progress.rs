//! How far records have come since they arrived, kept for offline reading.

use super::{
    StoredError,
    json::{Row, object, of, parse, to_day},
};
use crate::domain::{
    answer::Answer,
    file::File,
    step::{Course, Rating, Step},
};
use serde_json::Value;

/// As JSON, version 2.
pub fn encode(courses: &[Course]) -> String {
    let courses: Vec<Value> = courses.iter().map(course).collect();
    object([("v", 2.into()), ("courses", courses.into())]).to_string()
}

/// Reads any version that was ever released.
pub fn decode(text: &str) -> Result<Vec<Course>, StoredError> {
    let value = parse(text, 2)?;
    let before_files = Row(&value).count("v")? < 2;
    Row(&value).list("courses", |value| {
        let row = Row(value);
        Ok(Course {
            record: row.key("record")?,
            steps: row.list("steps", |value| to_step(Row(value), before_files))?,
            mine: row.maybe("mine", to_rating)?,
            theirs: row.maybe("theirs", to_rating)?,
        })
    })
}

fn course(course: &Course) -> Value {
    let steps: Vec<Value> = course.steps.iter().map(step).collect();
    object([
        ("record", course.record.as_str().into()),
        ("steps", steps.into()),
        ("mine", course.mine.as_ref().map(rating).into()),
        ("theirs", course.theirs.as_ref().map(rating).into()),
    ])
}

fn step(step: &Step) -> Value {
    object([
        ("step", of(&step.id)),
        ("day", of(step.day)),
        ("words", of(&step.words)),
        ("level", step.level.as_deref().into()),
        ("unit", of(&step.unit)),
        (
            "files",
            step.files.iter().map(file).collect::<Vec<Value>>().into(),
        ),
    ])
}

fn file(file: &File) -> Value {
    Value::from(&file.answer())
}

/// Version 1 knew no files.
fn to_step(row: Row<'_>, before_files: bool) -> Result<Step, StoredError> {
    let to_file = |value: &Value| File::read(&Answer::from(value)).ok_or(StoredError::Damaged);
    Ok(Step {
        id: row.text("step")?,
        day: to_day(&row.text("day")?)?,
        words: row.text("words")?,
        level: row.maybe_text("level")?,
        unit: row.text("unit")?,
        files: match before_files {
            true => Vec::new(),
            false => row.list("files", to_file)?,
        },
    })
}

fn rating(rating: &Rating) -> Value {
    object([("score", rating.score.into()), ("words", of(&rating.words))])
}

fn to_rating(row: Row<'_>) -> Result<Rating, StoredError> {
    let score = u8::try_from(row.count("score")?).map_err(|_| StoredError::Damaged)?;
    Ok(Rating {
        score,
        words: row.text("words")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{client_ref::ClientRef, day::Day};

    #[test]
    fn the_golden_rows_read_and_version_2_is_what_is_written() {
        let golden = concat!(
            r#"{"v":1,"courses":[{"record":"10000000-0000-4000-8000-000000000001","steps":[{"step":"assigned","day":"2026-11-24","#,
            r#""words":"","level":null,"unit":"区交通局"}],"mine":{"score":87,"words":"好"},"theirs":null}]}"#
        );
        let mut kept = vec![Course {
            record: ClientRef::parse("10000000-0000-4000-8000-000000000001").expect("a key"),
            steps: vec![Step {
                id: "assigned".to_owned(),
                day: Day::new(2026, 11, 24).expect("a day"),
                words: String::new(),
                level: None,
                unit: "区交通局".to_owned(),
                files: Vec::new(),
            }],
            mine: Some(Rating {
                score: 87,
                words: "好".to_owned(),
            }),
            theirs: None,
        }];
        let same = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        assert_eq!(decode(golden).as_ref(), Ok(&kept));
        let second = concat!(
            r#"{"v":2,"courses":[{"record":"10000000-0000-4000-8000-000000000001","steps":[{"step":"assigned","day":"2026-11-24","#,
            r#""words":"","level":null,"unit":"区交通局","files":[{"name":"答复.pdf","ref":"20000000-0000-4000-8000-000000000002","#,
            r#""size":7}]}],"mine":{"score":87,"words":"好"},"theirs":null}]}"#
        );
        let id = ClientRef::parse("20000000-0000-4000-8000-000000000002").expect("a key");
        let steps = kept.iter_mut().flat_map(|course| &mut course.steps);
        steps.for_each(|step| {
            step.files.push(File {
                id: id.clone(),
                name: "答复.pdf".to_owned(),
                size: 7,
            });
        });
        assert_eq!(same(&encode(&kept)), same(second));
        assert_eq!(decode(second), Ok(kept));
        assert_eq!(decode(r#"{"v":3}"#), Err(StoredError::Newer));
    }
}
