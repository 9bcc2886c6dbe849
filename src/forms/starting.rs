//! What a form starts with: fixed answers, the last ones, and those that were used lately.

use super::answers::Answers;
use super::drift::carry;
use super::field::Field;
use super::form::Form;
use super::widget::Widget;
use crate::domain::{answer::Answer, day::Day};

impl Form {
    /// A new draft with the answers that the form starts with.
    pub fn fresh(&self, today: Day) -> Answers {
        let mut answers = Answers::default();
        for field in &self.fields {
            answers.set(field.key(), field.start(today).unwrap_or_default());
        }
        answers
    }

    /// Takes over the last answers of the fields that ask for it, where they are still right.
    pub fn prefill(&self, answers: &mut Answers, last: &Answers) {
        for field in self.fields.iter().filter(|field| field.prefill()) {
            if let Some(answer) = last.said(field.key())
                && self.schema.property_accepts(field.key(), answer)
            {
                answers.set(field.key(), answer.clone());
            }
        }
    }

    /// A new draft with the answers of an earlier record. It is of today; other days and photos and files stay with the record.
    pub fn again(&self, earlier: &Answers, today: Day) -> Answers {
        let (carried, _) = carry(self, earlier, self.version());
        let mut answers = Answers::default();
        for field in self.fields.iter() {
            let answer = match field.widget() {
                Widget::Date if Some(field.key()) == self.day_field() => {
                    Some(Answer::Text(today.to_string()))
                }
                Widget::Date | Widget::Photos | Widget::Files | Widget::Hidden => {
                    field.start(today)
                }
                Widget::Segment
                | Widget::Select
                | Widget::Checks
                | Widget::Switch
                | Widget::Text
                | Widget::TextArea
                | Widget::Number
                | Widget::Combo
                | Widget::Computed
                | Widget::Location
                | Widget::Rows => carried.get(field.key()).cloned(),
            };
            answers.set(field.key(), answer.unwrap_or_default());
        }
        answers
    }

    /// What a field offers from earlier answers, `history` newest first: for each different answer
    /// the field's own and those that come with it, to be taken over by [`Answers::fill`].
    pub fn recents<'a>(
        &self,
        field: &Field,
        history: impl IntoIterator<Item = &'a Answers>,
    ) -> Vec<Answers> {
        let mut found: Vec<Answers> = Vec::new();
        let Some(recent) = field.recent() else {
            return found;
        };
        for earlier in history {
            let Some(answer) = earlier.said(field.key()) else {
                continue;
            };
            if found.len() == recent.count {
                break;
            }
            if found
                .iter()
                .any(|other| other.get(field.key()) == Some(answer))
            {
                continue;
            }
            let mut offer = Answers::default();
            offer.set(field.key(), answer.clone());
            for key in &recent.with {
                offer.set(key, earlier.get(key).cloned().unwrap_or_default());
            }
            found.push(offer);
        }
        found
    }
}
