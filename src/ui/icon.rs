//! Our own line drawings, 24 × 24.

use super::tree::{View, svg};

/// A drawing, by name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Icon {
    /// Home
    House,
    /// Records
    Sheet,
    /// Me
    Person,
    /// Waiting
    Clock,
    /// Due
    Alert,
    /// Done
    Tick,
    /// Add
    Plus,
    /// Back
    Back,
    /// Onward
    Forth,
    /// Photos
    Camera,
    /// Remove
    Cross,
    /// Events
    Calendar,
    /// The year
    Rings,
}

/// Draws an icon; it says nothing to a screen reader.
pub fn icon(which: Icon) -> View {
    let path = match which {
        Icon::House => "M4 11l8-7 8 7v9h-5.5v-6h-5v6H4z",
        Icon::Sheet => "M6 3h9l4 4v14H6zM9.5 9h3M9.5 13h6M9.5 17h6",
        Icon::Person => "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4.5 20.5c1-6 14-6 15 0",
        Icon::Clock => "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17M12 7.5V12l3 2",
        Icon::Alert => "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17M12 8v4.5M12 16v.1",
        Icon::Tick => "M5 12.5l4.5 4.5L19 7.5",
        Icon::Plus => "M12 5v14M5 12h14",
        Icon::Back => "M15 5l-7 7 7 7",
        Icon::Forth => "M9 5l7 7-7 7",
        Icon::Camera => "M4 7.5h3.5L9 5h6l1.5 2.5H20v11H4zM12 10a3 3 0 1 1 0 6 3 3 0 0 1 0-6",
        Icon::Calendar => "M4.5 6h15v13.5h-15zM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8",
        Icon::Rings => {
            "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8"
        }
        Icon::Cross => "M6 6l12 12M18 6L6 18",
    };
    drawing("icon", path, None)
}

/// The mark: three rings, drawn clockwise from the top.
pub fn mark() -> View {
    let path = "M12 2A10 10 0 1 1 2.95 7.74M12 6.5A5.5 5.5 0 1 1 7.76 15.5M12 11a1 1 0 1 1 0 2 1 1 0 0 1 0-2";
    drawing("mark", path, None)
}

/// The rings of an empty page, with a part of them filled.
pub fn rings() -> View {
    let whole = "M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7";
    let now =
        "M12 1.5A10.5 10.5 0 1 1 2.5 7.53M12 5A7 7 0 1 1 6.6 16.46M12 8.5a3.5 3.5 0 0 1 3.33 4.58";
    drawing("rings", whole, Some(now))
}

fn drawing(class: &str, path: &str, now: Option<&str>) -> View {
    let now = now.map(|now| svg("path").class("now").attr("d", now));
    let whole = svg("path").attr("d", path);
    svg("svg")
        .class(class)
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(whole)
        .child(now)
        .into()
}
