//! The screen that is open.

use crate::route::Route;
use leptos::prelude::*;

/// The route's signal: the address bar moves it in the stand-alone app, the page around it in a portal.
#[derive(Clone, Copy)]
pub struct Address(pub RwSignal<Route>);
