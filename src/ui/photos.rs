//! Photos: those there are, and the ways to add one.

use super::{
    field::{Marks, fieldset},
    icon::{Icon, icon},
    tree::{El, Live, View, button, el, live},
};
use crate::{
    domain::client_ref::ClientRef,
    i18n::{Words, fill},
};
use leptos::{
    wasm_bindgen::JsCast,
    web_sys::{Event, File, HtmlInputElement},
};
use std::rc::Rc;

/// A photo to show: its key, and its address once there is one.
pub type Shown = (ClientRef, Option<String>);

/// Photos that can be added to and taken from.
pub struct Album {
    /// What stands around them.
    pub marks: Marks,
    /// In order.
    pub photos: Live<Vec<Shown>>,
    /// How many are being prepared.
    pub working: Live<usize>,
    /// How many the form allows.
    pub most: usize,
    /// Called with what was chosen.
    pub add: Rc<dyn Fn(Vec<File>)>,
    /// Called with the photo to take away.
    pub remove: Rc<dyn Fn(ClientRef)>,
}

/// The grid of photos with its two ways in: the camera and the album.
pub fn album(words: &'static Words, album: Album) -> View {
    let Album {
        marks,
        photos,
        working,
        most,
        add,
        remove,
    } = album;
    let (here, busy) = (Rc::clone(&photos), Rc::clone(&working));
    let tiles = move || {
        let tile = |(place, (id, address)): (usize, Shown)| {
            let remove = Rc::clone(&remove);
            let number = (place + 1).to_string();
            let name = fill(words.photo_remove, &[("n", &number)]);
            let away =
                button("", icon(Icon::Cross), move || remove(id.clone())).attr("aria-label", &name);
            el("li")
                .child(figure(words, &number, address))
                .child(away)
                .into()
        };
        let mut tiles: Vec<View> = here().into_iter().enumerate().map(tile).collect();
        tiles.extend((0..busy()).map(|_| {
            let progress = el("progress").attr("aria-label", words.photo_working);
            el("li").child(el("figure")).child(progress).into()
        }));
        View::all(tiles)
    };
    // They stay what they are while a camera or an album is open: what is chosen there comes back to them.
    let room = live(move || {
        let n = photos().len();
        let full = n + working() >= most;
        let count = [("n", &*n.to_string()), ("most", &*most.to_string())];
        (fill(words.photos_count, &count), full.then(String::new))
    });
    let id = Some(marks.id.as_str());
    let camera = way(words.photos_camera, &room, Some("environment"), None, &add);
    let choose = way(words.photos_album, &room, None, id, &add);
    let list = el("ul").class("photos").live(tiles);
    fieldset(&marks, list.child(camera).child(choose))
}

/// Photos that can be looked at.
pub fn gallery(words: &'static Words, photos: Live<Vec<Shown>>) -> View {
    let tiles = move || {
        let tile = |(place, (_, address)): (usize, Shown)| {
            el("li")
                .child(figure(words, &(place + 1).to_string(), address))
                .into()
        };
        View::all(photos().into_iter().enumerate().map(tile))
    };
    el("ul").class("photos").live(tiles).into()
}

fn figure(words: &'static Words, number: &str, address: Option<String>) -> View {
    let name = fill(words.photo_n, &[("n", number)]);
    let inside = match address {
        Some(address) => el("img")
            .attr("src", &address)
            .attr("alt", &name)
            .attr("decoding", "async"),
        None => el("p").class("hint").child(words.photo_missing),
    };
    el("figure").child(inside).into()
}

fn way(
    name: &str,
    room: &Live<(String, Option<String>)>,
    capture: Option<&str>,
    id: Option<&str>,
    add: &Rc<dyn Fn(Vec<File>)>,
) -> El {
    let (add, count, full) = (Rc::clone(add), Rc::clone(room), Rc::clone(room));
    let input = el("input")
        .attr("type", "file")
        .attr("accept", "image/*")
        .maybe("id", id)
        .maybe("capture", capture)
        .maybe("multiple", capture.is_none().then_some(""))
        .on("change", move |event| add(chosen(&event)));
    let label = el("label")
        .class("add")
        .child(icon(Icon::Camera))
        .child(el("span").child(name));
    let count = el("small").live_text(move || count().0);
    el("li")
        .child(label.child(count).child(input))
        .bind("hidden", move || full().1)
}

/// The files that were chosen; the same one can be chosen again after it was taken away.
pub fn chosen(event: &Event) -> Vec<File> {
    let Some(input) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
    else {
        return Vec::new();
    };
    let files = input.files();
    let files = files.map_or_else(Vec::new, |list| {
        (0..list.length())
            .filter_map(|place| list.get(place))
            .collect()
    });
    input.set_value("");
    files
}
