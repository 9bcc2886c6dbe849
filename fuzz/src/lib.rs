//! What must hold of any input, as `tests/hostile.rs` has it; each target of `fuzz_targets/` is one function of it.

#[path = "../../tests/hostile/documents.rs"]
pub mod documents;
#[path = "../../tests/hostile/given.rs"]
pub mod given;
#[path = "../../tests/hostile/meaning.rs"]
pub mod meaning;
#[path = "../../tests/hostile/presets.rs"]
pub mod presets;
#[path = "../../tests/hostile/replies.rs"]
pub mod replies;
#[path = "../../tests/hostile/rows.rs"]
pub mod rows;
#[path = "../../tests/hostile/scores.rs"]
pub mod scores;
#[path = "../../tests/hostile/wire.rs"]
pub mod wire;
