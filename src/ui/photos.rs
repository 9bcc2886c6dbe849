//! Photos: those there are, and the ways to add one.

use super::{
    field::{Marks, error_line},
    icon::{Icon, icon},
};
use crate::{
    domain::client_ref::ClientRef,
    i18n::{Words, fill},
};
use leptos::{ev::Event, prelude::*, wasm_bindgen::JsCast};

/// A photo to show: its key, and its address once there is one.
pub type Shown = (ClientRef, Option<String>);

/// Photos that can be added to and taken from.
pub struct Album {
    /// In order.
    pub photos: Signal<Vec<Shown>>,
    /// How many are being prepared.
    pub working: Signal<usize>,
    /// How many the form allows.
    pub most: usize,
}

/// The grid of photos with its two ways in: the camera and the album.
pub fn album(
    words: &'static Words,
    marks: Marks,
    album: Album,
    add: impl Fn(Vec<leptos::web_sys::File>) + Clone + Send + Sync + 'static,
    remove: impl Fn(ClientRef) + Clone + Send + Sync + 'static,
) -> AnyView {
    let Album {
        photos,
        working,
        most,
    } = album;
    let tiles = move || {
        let tile = |(place, (id, address)): (usize, Shown)| {
            let number = (place + 1).to_string();
            let remove = remove.clone();
            let name = fill(words.photo_remove, &[("n", &number)]);
            view! {
                <li>
                    {figure(words, &number, address)}
                    <button type={"button"} aria-label={name} on:click={move |_| remove(id.clone())}>
                        {icon(Icon::Cross)}
                    </button>
                </li>
            }
            .into_any()
        };
        photos
            .get()
            .into_iter()
            .enumerate()
            .map(tile)
            .collect::<Vec<AnyView>>()
    };
    let preparing = move || {
        let tile = |_| {
            let name = words.photo_working;
            view! { <li><figure></figure><progress aria-label={name}></progress></li> }.into_any()
        };
        (0..working.get()).map(tile).collect::<Vec<AnyView>>()
    };
    let room = move || photos.with(Vec::len) + working.get() < most;
    let id = marks.id.clone();
    let ways = move || {
        let count = photos.with(Vec::len).to_string();
        let count = fill(
            words.photos_count,
            &[("n", &count), ("most", &most.to_string())],
        );
        room().then(|| {
            view! {
                <li>{way(words.photos_camera, count.clone(), Some("environment"), None, add.clone())}</li>
                <li>{way(words.photos_album, count, None, Some(id.clone()), add.clone())}</li>
            }
        })
    };
    view! {
        <fieldset class={"field"} aria-describedby={marks.described()}>
            <legend>{marks.label.clone()} {marks.aside()}</legend>
            <ul class={"photos"}>{tiles} {preparing} {ways}</ul>
            {marks.hint_line()}
            {error_line(&marks.id, marks.fault)}
        </fieldset>
    }
    .into_any()
}

/// Photos that can be looked at.
pub fn gallery(words: &'static Words, photos: Signal<Vec<Shown>>) -> AnyView {
    let tiles = move || {
        let tile = |(place, (_, address)): (usize, Shown)| {
            view! { <li>{figure(words, &(place + 1).to_string(), address)}</li> }.into_any()
        };
        photos
            .get()
            .into_iter()
            .enumerate()
            .map(tile)
            .collect::<Vec<AnyView>>()
    };
    view! { <ul class={"photos"}>{tiles}</ul> }.into_any()
}

fn figure(words: &'static Words, number: &str, address: Option<String>) -> AnyView {
    let name = fill(words.photo_n, &[("n", number)]);
    match address {
        Some(address) => {
            view! { <figure><img src={address} alt={name} decoding={"async"}/></figure> }.into_any()
        }
        None => view! { <figure><p class={"hint"}>{words.photo_missing}</p></figure> }.into_any(),
    }
}

fn way(
    name: &'static str,
    count: String,
    capture: Option<&'static str>,
    id: Option<String>,
    add: impl Fn(Vec<leptos::web_sys::File>) + 'static,
) -> AnyView {
    let chosen = move |event: Event| {
        let Some(input) = event
            .target()
            .and_then(|target| target.dyn_into::<leptos::web_sys::HtmlInputElement>().ok())
        else {
            return;
        };
        let files = input.files().map_or_else(Vec::new, |list| {
            (0..list.length())
                .filter_map(|place| list.get(place))
                .collect()
        });
        // The same photo can be chosen again after it was taken away.
        input.set_value("");
        add(files);
    };
    view! {
        <label class={"add"}>
            {icon(Icon::Camera)}
            <span>{name}</span>
            <small>{count}</small>
            <input
                type={"file"}
                id={id}
                accept={"image/*"}
                multiple={capture.is_none()}
                capture={capture}
                on:change={chosen}
            />
        </label>
    }
    .into_any()
}
