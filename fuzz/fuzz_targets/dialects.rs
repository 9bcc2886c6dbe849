#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| dajuan_fuzz::presets::dialects(data));
