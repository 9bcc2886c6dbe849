//! What the engine does, counted: a test holds it to so many steps, for a time tells of the machine. A release counts nothing.

#[cfg(debug_assertions)]
use std::cell::Cell;

#[cfg(debug_assertions)]
thread_local! {
    static TAKEN: Cell<usize> = const { Cell::new(0) };
}

/// So many steps more.
#[cfg(debug_assertions)]
pub(super) fn step(steps: usize) {
    TAKEN.set(TAKEN.get().saturating_add(steps));
}

/// So many steps more, which nobody asks for.
#[cfg(not(debug_assertions))]
pub(super) fn step(_: usize) {}

/// What `work` gives, and how many steps of this thread it took: places of the document looked at, fields sought, keywords
/// checked, answers compared, conditions and formulas worked out.
#[cfg(debug_assertions)]
pub fn counted<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = TAKEN.get();
    let made = work();
    (made, TAKEN.get().saturating_sub(before))
}
