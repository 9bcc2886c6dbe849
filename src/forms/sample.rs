//! A form filled in by nobody: answers that it takes, for a check of the way to the backend.

use super::{
    answers::Answers,
    form::Form,
    widget::{Holds, Widget},
};
use crate::domain::{answer::Answer, day::Day};

/// Of what is hard to carry: quotes, marks of markup, a backslash, a letter outside the first plane.
const HARD: &str = "\u{201c}'\"<b>&\\ \u{20bb7}";

impl Form {
    /// Answers to every field that takes such a one, of the body's day `today`: texts begin with `words`, numbers with `n`. `None`
    /// where the form takes none of what is made up.
    pub fn sample(&self, today: Day, words: &str, n: u8) -> Option<Answer> {
        let mut answers = self.fresh(today);
        for _ in 0..2 {
            // What a choice shows is asked in the second round.
            let keys: Vec<String> = self
                .relevant_fields(&answers)
                .iter()
                .filter(|field| field.widget() != Widget::Hidden)
                .map(|field| field.key().to_owned())
                .collect();
            for key in keys {
                self.fill_sample(&mut answers, &key, (today, words, n));
            }
        }
        Some(self.check(&answers, today).ok()?.into_answer())
    }

    /// The first of what may be said here that is no fault; else nothing.
    fn fill_sample(&self, answers: &mut Answers, key: &str, (today, words, n): (Day, &str, u8)) {
        let Some(field) = self.field(key) else { return };
        let before = answers.get(key).cloned().unwrap_or(Answer::Null);
        let choice = field.choices().first().map(|it| it.value.as_str());
        let text = |text: String| Answer::Text(text);
        let tries = match (field.holds(), choice) {
            (Holds::Flag, _) => vec![Answer::Flag(true)],
            (Holds::Rows, _) => Vec::new(),
            (Holds::List, None) => Vec::new(),
            (Holds::List, Some(choice)) => vec![Answer::List(vec![text(choice.to_owned())])],
            (Holds::Integer | Holds::Number | Holds::Text, Some(choice)) => {
                vec![field.read(choice)]
            }
            (Holds::Integer | Holds::Number, None) => {
                [1 + i64::from(n), 10, 60, 1000].map(Answer::Int).to_vec()
            }
            (Holds::Text, None) => vec![
                text(format!("{words} {n} {HARD}")),
                text(format!("{words} {n}")),
                text(today.to_string()),
            ],
        };
        for answer in tries {
            answers.set(key, answer);
            let faults = self.look(answers, today).1;
            if !faults.iter().any(|fault| fault.place.field() == key) {
                return;
            }
        }
        answers.set(key, before);
    }
}
