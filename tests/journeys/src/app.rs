//! What the harness knows about the app, its demo data and where things lie.

use std::{env, path::PathBuf};

/// The screens, each with the name that the app puts into `data-ready` on `<html>`.
pub const HOME: &str = "/";
pub const SIGN_IN: &str = "/sign-in";
pub const NEW_READING_SHARE: &str = "/new/reading_share";
pub const RECORDS: &str = "/records";
pub const ME: &str = "/me";

/// The attribute of `<html>` that holds the name of the page that is ready to use.
pub const READY: &str = "data-ready";

/// A demo member with records, and one without.
pub const MEMBER: &str = "wy001";
pub const NEW_MEMBER: &str = "wy003";
pub const PASSWORD: &str = "dajuan-2026";

/// The operator of the demo data; the password is the same.
pub const SUPERUSER: &str = "operator@example.com";

/// A host that leads to this machine and is no secure context, unlike `localhost`.
pub const INSECURE_HOST: &str = "dajuan.test";

/// The checkout.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The built app.
pub fn dist() -> PathBuf {
    env::var_os("DAJUAN_DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

/// The cache of tools outside the checkout.
pub fn cache() -> PathBuf {
    env::var_os("DAJUAN_CACHE").map_or_else(
        || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cache/dajuan"),
        PathBuf::from,
    )
}
