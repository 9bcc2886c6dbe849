//! What must hold of any input, as `tests/hostile.rs` has it; each target of `fuzz_targets/` is one function of it.

#[path = "../../tests/hostile/meaning.rs"]
pub mod meaning;
#[path = "../../tests/hostile/wire.rs"]
pub mod wire;
