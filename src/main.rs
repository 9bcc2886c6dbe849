//! Starts the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    dajuan::browser::start();
}

/// The app runs in a browser; `make serve` builds and serves it.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
