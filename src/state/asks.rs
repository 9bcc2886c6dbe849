//! The way from a view to what stands behind it, and where in a page it stands.

use super::ask::Ask;
use crate::route::Route;
use leptos::{prelude::*, web_sys::Element};
use std::rc::Rc;

/// Where the app stands.
#[derive(Clone)]
pub struct Place {
    /// Carries the language, the text size, the title and the mark of a page that can be used.
    pub root: Element,
    /// What stands before a screen's path in the address of a link; `None` where the whole page is the app's own.
    pub prefix: Option<String>,
}

/// The way to ask, given by context.
#[derive(Clone, Copy)]
pub struct Asks(StoredValue<Rc<Beyond>, LocalStorage>);

struct Beyond {
    place: Place,
    answer: Box<dyn Fn(Ask)>,
}

impl Asks {
    /// Every ask goes to `answer`.
    pub fn new(place: Place, answer: impl Fn(Ask) + 'static) -> Self {
        let answer = Box::new(answer);
        Self(StoredValue::new_local(Rc::new(Beyond { place, answer })))
    }

    /// Asks.
    pub fn ask(&self, ask: Ask) {
        (self.0.get_value().answer)(ask);
    }

    /// The address of a screen, for a link.
    pub fn address(&self, route: &Route) -> String {
        let path = route.path();
        match &self.0.get_value().place.prefix {
            Some(prefix) => prefix.clone() + &path,
            None => path,
        }
    }

    /// The element that carries what holds for the whole app.
    pub fn root(&self) -> Element {
        self.0.get_value().place.root.clone()
    }

    /// Names the page that is open: in the title of a page that is the app's own, else for whoever looks at the root.
    pub fn entitle(&self, title: &str) {
        let place = &self.0.get_value().place;
        if place.prefix.is_none() {
            document().set_title(title);
        } else {
            // A name that is fixed here is never refused.
            let _ = place.root.set_attribute("data-title", title);
        }
    }
}
