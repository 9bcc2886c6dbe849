//! All other contact with the browser.
pub mod photo;
