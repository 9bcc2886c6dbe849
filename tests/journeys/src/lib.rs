//! The harness of the journeys: a [`World`] is one backend with demo data, the fault proxy in
//! front of it, and as many [`Phone`]s as a journey wants. It panics where a journey would.
//!
//! Nothing outlives the test: every process that it starts dies with the thread that started it.
#![allow(clippy::disallowed_methods, reason = "deadlines need the clock")]

pub mod app;
mod axe;
mod backend;
mod browser;
mod canary;
mod chance;
mod condition;
mod deadline;
mod demo;
mod driver;
mod engine;
mod event;
mod eyes;
mod filling;
mod frames;
mod gesture;
mod kills;
mod load;
mod many;
mod means;
mod member;
mod memory;
mod office;
mod organisation;
mod peers;
mod phone;
mod photo;
mod portal;
mod print;
mod process;
mod reader;
mod revisions;
mod round;
mod shared_phone;
mod site;
mod window;
mod world;

pub use backend::{Backend, sha256};
pub use canary::{Canary, Trace, search};
pub use chance::Chance;
pub use dajuan_proxy::{Exchange, Fault, Proxy, Rule};
pub use deadline::until;
pub use engine::{Engine, LEFT_OUT};
pub use event::{Event, hours, moment};
pub use filling::{Duty, Entered, duties, served};
pub use frames::Frames;
pub use kills::Kills;
pub use load::Load;
pub use office::Office;
pub use organisation::Organisation;
pub use peers::Peers;
pub use phone::{Phone, Screen};
pub use photo::Photo;
pub use portal::{Host, Portal, REST, Shape, Surroundings};
pub use revisions::{BESIDE, Revised, Revisions};
pub use round::Round;
pub use shared_phone::{Sequence, SharedPhone};
pub use site::Site;
pub use window::Window;
pub use world::World;
