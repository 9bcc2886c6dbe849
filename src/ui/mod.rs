//! Dumb components: named signals in, callbacks out. Everything is made of [`tree`]'s elements.
pub mod combo;
pub mod copying;
pub mod dialog;
pub mod each;
pub mod facts;
pub mod field;
pub mod files;
pub mod head;
pub mod icon;
pub mod link;
pub mod notice;
pub mod photos;
pub mod row;
pub mod segment;
pub mod tabs;
pub mod toast;
pub mod tree;
