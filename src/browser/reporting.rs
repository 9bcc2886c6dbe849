//! The annual report leaves the phone: printed, as pictures that the phone draws, as files.

use super::{clock::PhoneClock, exporting, line, wiring::Wiring};
use crate::{
    runtime::ports::Clock,
    state::making::{Drawing, Making, Pictures, ReportAsk},
    storage::idb::field,
};
use js_sys::{Array, Function, Promise};
use leptos::prelude::*;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

/// A browser that prints says so before its dialog stands; some open it after the call has come back.
const OPENS_WITHIN_MS: u32 = 1500;

/// Carries out what the page asks for; a page that was left meanwhile hears nothing.
pub(super) async fn answer(w: &Rc<Wiring>, ask: ReportAsk, into: RwSignal<Making>) {
    let set = |change: &dyn Fn(&mut Making)| {
        let _ = into.try_update(change);
    };
    match ask {
        ReportAsk::Body => {
            let brand = line::profile(w).await.map(|profile| profile.brand.clone());
            let body = brand.map(|brand| (brand.zh_cn, brand.en));
            set(&|making| making.body = body.clone());
        }
        ReportAsk::Print => {
            let printed = print().await;
            set(&|making| making.printed = Some(printed));
        }
        ReportAsk::Draw(drawings) => {
            set(&|making| making.pictures = Pictures::Busy);
            let pictures = match draw_all(&drawings).await {
                Some(addresses) => Pictures::Are(addresses),
                None => Pictures::Failed,
            };
            set(&|making| making.pictures = pictures.clone());
        }
        ReportAsk::Forget(addresses) => {
            for address in addresses {
                // An address that is gone already needs nothing.
                let _ = Url::revoke_object_url(&address);
            }
        }
        ReportAsk::Save { text, mime, name } => {
            let saved = exporting::save(&text, mime, &name).is_ok();
            set(&|making| making.saved = Some(saved));
        }
    }
}

/// Whether the browser began to print.
async fn print() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let Ok(press) = field(&window, "print").dyn_into::<Function>() else {
        return false;
    };
    let begun = Rc::new(Cell::new(false));
    let told = Rc::clone(&begun);
    let heard: Closure<dyn FnMut()> = Closure::new(move || told.set(true));
    let heard: &Function = heard.as_ref().unchecked_ref();
    // Refused by no window.
    let _ = window.add_event_listener_with_callback("beforeprint", heard);
    let called = press.call0(&window).is_ok();
    if called && !begun.get() {
        PhoneClock.wait(OPENS_WITHIN_MS).await;
    }
    let _ = window.remove_event_listener_with_callback("beforeprint", heard);
    begun.get()
}

async fn draw_all(drawings: &[Drawing]) -> Option<Vec<String>> {
    let mut addresses = Vec::new();
    for drawing in drawings {
        addresses.push(draw(drawing).await?);
    }
    Some(addresses)
}

/// The address of the picture as PNG, for as long as the page is open.
async fn draw(drawing: &Drawing) -> Option<String> {
    let source = blob(&drawing.svg)?;
    let source = Url::create_object_url_with_blob(&source).ok()?;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&source);
    let decoded = JsFuture::from(image.decode()).await;
    let canvas = decoded.ok().and_then(|_| painted(&image, drawing));
    // An address that is gone already needs nothing.
    let _ = Url::revoke_object_url(&source);
    let canvas = canvas?;
    let png = encoded(&canvas).await;
    // Some phones count canvas memory until it is collected.
    canvas.set_width(0);
    Url::create_object_url_with_blob(&png?).ok()
}

fn blob(svg: &str) -> Option<Blob> {
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("image/svg+xml");
    Blob::new_with_str_sequence_and_options(&Array::of1(&svg.into()), &kind).ok()
}

fn painted(image: &HtmlImageElement, drawing: &Drawing) -> Option<HtmlCanvasElement> {
    let page = web_sys::window()?.document()?;
    let canvas = page.create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width(drawing.width);
    canvas.set_height(drawing.height);
    let brush = canvas.get_context("2d").ok().flatten()?;
    let draw: Function = field(&brush, "drawImage").dyn_into().ok()?;
    let (brush, zero) = (
        brush.unchecked_into::<CanvasRenderingContext2d>(),
        JsValue::from(0),
    );
    draw.call3(&brush, image, &zero, &zero).ok()?;
    Some(canvas)
}

async fn encoded(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let promise = Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob(&resolve) {
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    // Where there is too little memory the browser gives nothing.
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
