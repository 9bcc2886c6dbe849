//! Pieces of a page: elements that are made once, and effects that move what changes in them.
//!
//! `view!` makes a type of every element and compiles its code anew for each; on the first form that was half of the
//! bundle. Here every element is the same type (`docs/decisions/0006-bundle-size.md`). There is no way in for HTML text:
//! what is shown is an element or a text node.

use leptos::{
    prelude::*,
    reactive::effect::RenderEffect,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
    web_sys::{Document, Element, Event, HtmlElement, Node, js_sys::Reflect},
};
use std::{cell::RefCell, rc::Rc, time::Duration};

/// A value that a view follows.
pub type Live<T> = Rc<dyn Fn() -> T>;

/// Makes a closure a value to follow.
pub fn live<T>(value: impl Fn() -> T + 'static) -> Live<T> {
    Rc::new(value)
}

/// Nodes that are ready to be put into a page, once.
pub struct View(Node);

impl View {
    /// Nothing.
    pub fn none() -> Self {
        Self(document().create_document_fragment().into())
    }

    /// Pieces, one after another.
    pub fn all(pieces: impl IntoIterator<Item = Self>) -> Self {
        let whole = Self::none();
        for piece in pieces {
            append(&whole.0, &piece.0);
        }
        whole
    }

    /// A piece that is made anew whenever what it looked at changes; what was there goes, with its effects.
    pub fn live(make: impl Fn() -> Self + 'static) -> Self {
        let (start, end) = (text_node(""), text_node(""));
        let region = Self::none();
        append(&region.0, &start);
        append(&region.0, &end);
        follow(Box::new(move || {
            // Nodes go before the closures that they call.
            let marks = StoredValue::new_local((start.clone(), end.clone()));
            on_cleanup(move || {
                marks.try_with_value(|(start, end)| remove_between(start, end));
            });
            let made = make();
            if let Some(parent) = end.parent_node() {
                // Both are ours and in place: the browser has no reason to refuse.
                let _ = parent.insert_before(&made.0, Some(&end));
            }
        }));
        region
    }

    /// Puts the piece at the end of an element.
    pub fn put_into(self, place: &Element) {
        append(place, &self.0);
    }
}

impl From<&str> for View {
    fn from(text: &str) -> Self {
        Self(text_node(text))
    }
}

impl From<String> for View {
    fn from(text: String) -> Self {
        Self(text_node(&text))
    }
}

impl<T: Into<View>> From<Option<T>> for View {
    fn from(piece: Option<T>) -> Self {
        piece.map_or_else(Self::none, Into::into)
    }
}

impl From<Vec<View>> for View {
    fn from(pieces: Vec<View>) -> Self {
        Self::all(pieces)
    }
}

impl From<El> for View {
    fn from(element: El) -> Self {
        Self(element.0.into())
    }
}

/// Text that follows a value.
pub fn live_text(value: impl Fn() -> String + 'static) -> View {
    let node = text_node("");
    let shown = node.clone();
    follow(Box::new(move || shown.set_text_content(Some(&value()))));
    View(node)
}

/// A listener ends with its owner: what the browser tells an element that went (`close` of a dialog) would call what is no more.
struct Listener(Element, &'static str, Closure<dyn FnMut(Event)>);

impl Drop for Listener {
    fn drop(&mut self) {
        let called = self.2.as_ref().unchecked_ref();
        let _ = (self.0).remove_event_listener_with_callback(self.1, called); // refused by no element
    }
}

/// An element under construction.
pub struct El(Element);

/// An HTML element. A name that no document takes gives a `span`.
pub fn el(name: &str) -> El {
    made(document().create_element(name))
}

/// An SVG element.
pub fn svg(name: &str) -> El {
    made(document().create_element_ns(Some("http://www.w3.org/2000/svg"), name))
}

fn made(element: Result<Element, JsValue>) -> El {
    // Names are literals of ours; the fallback keeps a slip from being a panic.
    El(element.unwrap_or_else(|_| {
        document()
            .create_element("span")
            .unwrap_or_else(|_| JsValue::NULL.unchecked_into())
    }))
}

impl El {
    /// The element itself.
    pub fn element(&self) -> Element {
        self.0.clone()
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        set(&self.0, name, Some(value));
        self
    }

    /// Sets an attribute where there is a value.
    pub fn maybe(self, name: &str, value: Option<&str>) -> Self {
        set(&self.0, name, value);
        self
    }

    /// Sets the class.
    pub fn class(self, value: &str) -> Self {
        self.attr("class", value)
    }

    /// An attribute that follows a value; `None` takes it away.
    pub fn bind(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || set(&element, name, value().as_deref())));
        self
    }

    /// A property that follows a value; it is written only where it differs, so that no caret jumps.
    pub fn prop(self, name: &'static str, value: impl Fn() -> JsValue + 'static) -> Self {
        let element = self.0.clone();
        let name = JsValue::from_str(name);
        follow(Box::new(move || {
            let value = value();
            if Reflect::get(&element, &name).as_ref() != Ok(&value) {
                // Refused by no control of ours.
                let _ = Reflect::set(&element, &name, &value);
            }
        }));
        self
    }

    /// Calls `run` on an event.
    pub fn on(self, event: &'static str, run: impl Fn(Event) + 'static) -> Self {
        let run: Box<dyn Fn(Event)> = Box::new(run);
        let called: Closure<dyn FnMut(Event)> = Closure::wrap(Box::new(move |event: Event| {
            remember(&event);
            run(event);
        }));
        // Refused by no element.
        let _ = self
            .0
            .add_event_listener_with_callback(event, called.as_ref().unchecked_ref());
        StoredValue::new_local(Listener(self.0.clone(), event, called));
        self
    }

    /// Calls `run` on a press.
    pub fn press(self, run: impl Fn() + 'static) -> Self {
        self.on("click", move |_| run())
    }

    /// Adds a piece.
    pub fn child(self, piece: impl Into<View>) -> Self {
        append(&self.0, &piece.into().0);
        self
    }

    /// Adds text that follows a value.
    pub fn live_text(self, value: impl Fn() -> String + 'static) -> Self {
        self.child(live_text(value))
    }

    /// Adds a piece that is made anew whenever what it looked at changes.
    pub fn live(self, make: impl Fn() -> View + 'static) -> Self {
        self.child(View::live(make))
    }
}

/// A button that sends no form.
pub fn button(class: &str, name: impl Into<View>, press: impl Fn() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .class(class)
        .child(name)
        .press(press)
}

/// Runs it once what the page shows now is painted: what takes a while is in the way of no picture.
pub fn once_painted(run: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(run, Duration::ZERO));
}

/// Gives an element the focus once it is in the page. One that can't take it leaves it where it was.
pub fn focus_soon(element: Element) {
    request_animation_frame(move || focus(&element));
}

/// The same for what nobody asked for by itself: inside a portal it takes the focus from nobody who has done nothing in the app, or who is elsewhere on the page.
pub fn focus_if_here(element: Element) {
    request_animation_frame(move || {
        let tree: Document = element.get_root_node().unchecked_into();
        let page = document();
        let free = || {
            let nowhere = page.active_element() == page.body().map(Into::into);
            nowhere && TREE.with_borrow(|last| last.as_ref() == Some(&tree))
        };
        if tree == page || tree.active_element().is_some() || free() {
            focus(&element);
        }
    });
}

/// Gives an element the focus.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Gives the focus to what has this id, where there is such.
pub fn focus_on(id: &str) {
    if let Some(element) = by_id(id) {
        focus(&element);
    }
}

thread_local! {
    /// The tree that somebody last did something in: the document, or the shadow of an element of a portal.
    static TREE: RefCell<Option<Document>> = const { RefCell::new(None) };
}

/// What has this id in the tree that somebody last did something in.
pub fn by_id(id: &str) -> Option<Element> {
    TREE.with_borrow(|tree| tree.as_ref()?.get_element_by_id(id))
}

fn remember(event: &Event) {
    let node = event.current_target().map(JsCast::unchecked_into::<Node>);
    // Shadows and documents are asked for ids in the same way.
    let tree = node.map(|node| node.get_root_node().unchecked_into());
    TREE.set(tree);
}

/// Runs at once, and again whenever what it looked at changes, until its owner ends.
pub(super) fn follow(run: Box<dyn Fn()>) {
    StoredValue::new_local(RenderEffect::new(move |_| run()));
}

fn text_node(text: &str) -> Node {
    document().create_text_node(text).into()
}

fn append(parent: &Node, child: &Node) {
    // A child that was made for this place is never refused.
    let _ = parent.append_child(child);
}

fn remove_between(start: &Node, end: &Node) {
    let Some(parent) = start.parent_node() else {
        return;
    };
    while let Some(next) = start.next_sibling() {
        if next.is_same_node(Some(end)) || parent.remove_child(&next).is_err() {
            return;
        }
    }
}

pub(super) fn set(element: &Element, name: &str, value: Option<&str>) {
    // Names and values are ours or plain text; an engine that refused one would show the element without it.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
