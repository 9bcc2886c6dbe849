//! Dumb components: named signals in, callbacks out. Text stands in braces, so that no view becomes a template of HTML.
pub mod dialog;
pub mod field;
pub mod head;
pub mod icon;
pub mod link;
pub mod notice;
pub mod photos;
pub mod row;
pub mod segment;
pub mod tabs;
pub mod toast;
