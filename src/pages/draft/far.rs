//! The fields below the first ones of a long form: drawn a few at a time, so that no finger waits for all of them.

use super::{Rest, controls, whole::NEAR};
use crate::{
    domain::lang::Lang,
    forms::answers::Answers,
    state::{at::At, writing::Writing},
    ui::tree::View,
};
use leptos::prelude::*;
use std::rc::Rc;

/// How many are drawn in one frame.
const FEW: usize = 20;

/// Those that are not near, each few in the frame after those before them.
pub fn far(lang: Lang, at: At, writing: Writing, history: &Rc<Vec<Answers>>, rest: &Rest) -> View {
    let kind = writing.kind();
    let count = kind.form().fields().len().saturating_sub(NEAR);
    let drawn = RwSignal::new(0);
    go_on(drawn, count.div_ceil(FEW));
    let few = |place: usize| {
        let there = Memo::new(move |_| drawn.get() > place);
        let (kind, history, rest) = (kind.clone(), Rc::clone(history), Rc::clone(rest));
        View::live(move || {
            if !there.get() {
                return View::none();
            }
            let fields = kind.form().fields().iter().skip(NEAR + place * FEW);
            let field = |field| controls::field(lang, at, writing, field, &history, &rest);
            untrack(|| View::all(fields.take(FEW).map(field)))
        })
    };
    View::all((0..count.div_ceil(FEW)).map(few))
}

/// A few more in the next frame, until all are there or the form is gone.
fn go_on(drawn: RwSignal<usize>, all: usize) {
    request_animation_frame(move || {
        let now = drawn.try_update(|drawn| {
            *drawn += 1;
            *drawn
        });
        if now.is_some_and(|now| now < all) {
            go_on(drawn, all);
        }
    });
}
