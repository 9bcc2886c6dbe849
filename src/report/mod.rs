//! The annual report 年度履职报告 as data, and what is made of it: a text, a long picture; everything that is mine as JSON.
//!
//! Where to start: [`page::Report`] is filled by the page, which shows it; [`text::text`] and [`picture::pictures`] say the
//! same figures in other forms. [`mine::Mine`] is all that the phone has of its member.
//!
//! Architecture Invariant: has no words of its own and adds nothing up; every form says what the page says.
mod block;
pub mod lines;
pub mod mine;
pub mod page;
pub mod picture;
pub mod text;
