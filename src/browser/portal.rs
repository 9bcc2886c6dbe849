//! The app inside a page that is not its own: what `public/embed.js` begins and ends, asks and is told.
//!
//! One module serves all elements of a page; each has a wiring of its own, as each tab of a browser has.

use super::{
    deeds::{Deed, carry},
    events, history, host, opening, preferences,
    wiring::Wiring,
};
use crate::{
    app::{bring_english, frame},
    domain::lang::Lang,
    route::Route,
    state::{asks::Place, desk::Saving, session::Phase, settings::TextSize},
    storage::idb::field,
    transport::http,
};
use any_spawner::Executor;
use js_sys::Promise;
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::Element;

/// Hands `mount` to whoever started the module; nothing where what it needs can't be fetched.
pub(super) fn offer(starter: JsValue) {
    spawn_local(async move {
        let here = starter.clone();
        if begin(starter).await.is_err() {
            hand(&here, &JsValue::UNDEFINED);
        }
    });
}

#[wasm_split(portal, wasm_split_path = ::leptos::wasm_split, fallible)]
fn begin(starter: JsValue) -> Result<(), SplitLoaderError> {
    http::lie_at(&text(&starter, "assets"));
    // Effects run from the first mount on, which there is none of. One that is there already stays.
    let _ = Executor::init_wasm_bindgen();
    // What is made without an owner belongs to the page: to no app that stands in it, and ends with none.
    let page = Owner::new_root(None);
    let mount = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |given: JsValue| {
        let page = page.clone();
        future_to_promise(async move { mount(&page, given).await.ok_or(JsValue::UNDEFINED) })
    });
    hand(&starter, &mount.into_js_value());
    Ok(())
}

fn hand(starter: &JsValue, mount: &JsValue) {
    // What comes of it is the starter's business.
    let _ = host::call(starter, "begun", mount, &JsValue::UNDEFINED);
}

/// An app in the place that is given. What it answers to is a function of a verb and a value.
async fn mount(page: &Owner, given: JsValue) -> Option<JsValue> {
    let root: Element = field(&given, "root").dyn_into().ok()?;
    let lang = match text(&given, "lang").as_str() {
        "" => preferences::lang(),
        tag => lang_of(tag),
    };
    if lang == Lang::En {
        // Where they can't be had the page says so itself.
        let _ = bring_english().await;
    }
    let prefix = Some(text(&given, "prefix"));
    let place = Place {
        root: root.clone(),
        prefix,
    };
    let here = Route::parse(&text(&given, "route"));
    let whole = Owner::new_root(None);
    page.set();
    let wiring = whole.with(|| opening::wired(lang, place, given, here));
    reflect(&wiring);
    let drawn = whole.with(Owner::new);
    drawn.with(|| {
        events::follow(&wiring);
        frame(wiring.handles).put_into(&root);
        tell_on(&wiring);
    });
    wiring.owner.replace(Some(whole));
    let standing = RefCell::new(Some((wiring, drawn)));
    let port = Closure::<dyn FnMut(String, JsValue) -> Promise>::new(move |verb: String, value| {
        if verb == "end" {
            // Nodes go before the closures that they call; what is under way ends by itself.
            root.set_text_content(None);
            if let Some((wiring, drawn)) = standing.take() {
                end(&wiring, drawn);
            }
        }
        let wiring = standing
            .borrow()
            .as_ref()
            .map(|(wiring, _)| Rc::clone(wiring));
        future_to_promise(async move {
            match wiring {
                Some(wiring) => answer(&wiring, &verb, &value).await,
                None => Ok(JsValue::UNDEFINED),
            }
        })
    });
    Some(port.into_js_value())
}

/// What is drawn goes. What was begun with it, a save or a request, holds the wiring for as long as it takes.
fn end(wiring: &Rc<Wiring>, drawn: Owner) {
    drawn.cleanup();
    drop(drawn);
    if let (Some(timer), Some(window)) = (wiring.timer.take(), web_sys::window()) {
        window.clear_timeout_with_handle(timer);
    }
}

async fn answer(w: &Rc<Wiring>, verb: &str, value: &JsValue) -> Result<JsValue, JsValue> {
    let said = value.as_string().unwrap_or_default();
    match verb {
        "go" => history::go(w, Route::parse(&said)),
        // The address bar moved by itself.
        "route" => {
            let route = Route::parse(&said);
            if w.handles.address.0.get_untracked() != route {
                w.handles.status.clear();
                w.handles.address.0.set(route);
            }
        }
        "lang" => w.handles.settings.speak(lang_of(&said)),
        "text-size" => w.handles.settings.text_size.set(TextSize::parse(&said)),
        _ => return asked(w, verb, said).await,
    }
    Ok(JsValue::UNDEFINED)
}

/// What takes the member's own data is the second module's to answer; refused where that can't be had.
async fn asked(w: &Rc<Wiring>, verb: &str, said: String) -> Result<JsValue, JsValue> {
    let mut done = None;
    let answer = Promise::new(&mut |resolve, _| done = Some(resolve));
    if let Some(done) = done {
        let verb = verb.to_owned();
        let went = carry(Rc::clone(w), Deed::Host { verb, said, done }).await;
        went.map_err(|_| JsValue::from("a part of the app can't be had"))?;
    }
    JsFuture::from(answer).await
}

/// What the element says of how the app is read.
fn reflect(w: &Wiring) {
    let size = text(&w.given, "textSize");
    if !size.is_empty() {
        w.handles.settings.text_size.set(TextSize::parse(&size));
    }
}

/// Tells the element what changes, for as long as the app stands in it.
fn tell_on(wiring: &Rc<Wiring>) {
    let (session, desk) = (wiring.handles.session, wiring.handles.desk);
    let needed = Memo::new(move |_| {
        let out = session
            .phase
            .with(|phase| matches!(phase, Phase::SignedOut { .. }));
        session.expired.get() || out
    });
    let here = Rc::downgrade(wiring);
    Effect::new(move |_| {
        if let (true, Some(w)) = (needed.get(), here.upgrade()) {
            host::tell(&w, "auth-needed", &[]);
        }
    });
    let dirty =
        Memo::new(move |_| matches!(desk.saving.get(), Saving::Pending | Saving::Failed(_)));
    let here = Rc::downgrade(wiring);
    Effect::new(move |before: Option<bool>| {
        let dirty = dirty.get();
        if let Some(w) = here
            .upgrade()
            .filter(|_| dirty != before.unwrap_or_default())
        {
            host::tell(&w, "dirty", &[("dirty", dirty.into())]);
        }
        dirty
    });
    let here = Rc::downgrade(wiring);
    Effect::new(move |_| {
        if let (Phase::Broken { detail }, Some(w)) = (session.phase.get(), here.upgrade()) {
            let what = [("code", "profile".into()), ("message", detail.into())];
            host::tell(&w, "error", &what);
        }
    });
}

fn text(given: &JsValue, name: &str) -> String {
    field(given, name).as_string().unwrap_or_default()
}

fn lang_of(tag: &str) -> Lang {
    if tag.starts_with("en") {
        Lang::En
    } else {
        Lang::ZhCn
    }
}
