//! 活动: what is held, where the member stands with it, and what can be done.
mod about;
mod acts;
mod approvals;
mod calendar_file;
mod changes;
mod check_in;
mod detail;
mod facts;
mod filter;
mod leave;
mod list;
mod month;
mod row;
mod seats;
mod section;
mod seen;
mod told;

pub use about::about;
pub use approvals::approvals;
pub use check_in::check_in;
pub use detail::event;
pub use list::events;
pub use section::section;
