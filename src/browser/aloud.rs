//! The platform's voice reads the page. There is one for all that is open in the window: who begins ends what another began.

use super::{clock::PhoneClock, preferences::Learned, wiring::Wiring};
use crate::{
    domain::lang::Lang,
    i18n::sentences::sentences,
    runtime::ports::Clock,
    state::{ask::Aloud, settings::Settings},
    storage::idb::field,
};
use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, EventTarget, HtmlElement};

/// A little slower than voices speak by themselves.
const RATE: f64 = 0.9;
/// By then a browser that learns of its voices late knows them.
const VOICES_COME_MS: u32 = 2_000;

/// What is being read; engines forget the end of what nobody holds.
struct Reading {
    settings: Settings,
    pieces: Vec<JsValue>,
    _over: Closure<dyn FnMut()>,
}

thread_local!(static READING: RefCell<Option<Reading>> = const { RefCell::new(None) });

pub(super) fn answer(w: &Rc<Wiring>, what: Aloud) {
    let settings = w.handles.settings;
    match what {
        Aloud::Look => look(settings, w.handles.asks.root()),
        Aloud::Hush => hush(),
        Aloud::Read => {
            hush();
            let main = w
                .find("main")
                .and_then(|main| main.dyn_into::<HtmlElement>().ok());
            let said = main.map(|main| sentences(&main.inner_text()));
            // A browser that refuses leaves the page as quiet as it was.
            if read(settings, &said.unwrap_or_default()).is_err() {
                hush();
            }
        }
    }
}

fn window() -> JsValue {
    web_sys::window().map(JsValue::from).unwrap_or_default()
}

fn synthesis() -> JsValue {
    field(&window(), "speechSynthesis")
}

fn call(of: &JsValue, name: &str, given: &Array) -> Result<JsValue, JsValue> {
    field(of, name).dyn_into::<Function>()?.apply(of, given)
}

/// Says whether there is a voice; some engines learn of theirs only later, and tell.
fn look(settings: Settings, root: Element) {
    let Some(lang) = settings.lang.try_get_untracked() else {
        return;
    };
    let speaks = voice(lang).is_some();
    Learned::Mute.keep(!speaks);
    keep_its_place(settings, root.clone(), speaks);
    if settings.voice.try_set(speaks).is_some() || speaks {
        return;
    }
    let again = Closure::once_into_js(move || look(settings, root));
    if let Ok(target) = synthesis().dyn_into::<EventTarget>() {
        let once = js_sys::Object::new();
        let _ = Reflect::set(&once, &"once".into(), &true.into());
        let given = Array::of3(&"voiceschanged".into(), &again, &once);
        // An engine without the event has named its voices already.
        let _ = call(&target, "addEventListener", &given);
    }
}

/// The page begins below where 读给我听 comes (`start.js`), unless no voice came after a while.
fn keep_its_place(settings: Settings, root: Element, speaks: bool) {
    spawn_local(async move {
        if !speaks {
            PhoneClock.wait(VOICES_COME_MS).await;
        }
        let speaks = settings.voice.try_get_untracked() == Some(true);
        // A name that is fixed here is never refused.
        let _ = root.toggle_attribute_with_force("data-voice", speaks);
    });
}

/// A voice of the language, the platform's own choice first.
fn voice(lang: Lang) -> Option<JsValue> {
    let all = call(&synthesis(), "getVoices", &Array::new()).ok()?;
    let speaks = |voice: &JsValue| {
        let tag = field(voice, "lang").as_string().unwrap_or_default();
        let tag = tag.to_ascii_lowercase();
        match lang {
            Lang::ZhCn => tag.starts_with("zh") || tag.starts_with("cmn"),
            Lang::En => tag.starts_with("en"),
        }
    };
    let all = Array::from(&all).to_vec();
    let own = all
        .iter()
        .find(|voice| speaks(voice) && field(voice, "default").is_truthy());
    own.or_else(|| all.iter().find(|voice| speaks(voice)))
        .cloned()
}

fn read(settings: Settings, said: &[String]) -> Result<(), JsValue> {
    let lang = settings.lang.get_untracked();
    let make: Function = field(&window(), "SpeechSynthesisUtterance").dyn_into()?;
    let over = Closure::wrap(Box::new(move || {
        settings.aloud.try_set(false);
    }) as Box<dyn FnMut()>);
    let voice = voice(lang).unwrap_or_default();
    let mut pieces = Vec::with_capacity(said.len());
    for (place, text) in said.iter().enumerate() {
        let piece: JsValue = Reflect::construct(&make, &Array::of1(&text.into()))?;
        let end = place + 1 == said.len();
        let ended = if end { over.as_ref() } else { &JsValue::NULL };
        for (name, value) in [
            ("lang", &lang.tag().into()),
            ("voice", &voice),
            ("rate", &RATE.into()),
            ("onend", ended),
            ("onerror", over.as_ref()),
        ] {
            Reflect::set(&piece, &name.into(), value)?;
        }
        pieces.push(piece);
    }
    settings.aloud.set(!pieces.is_empty());
    READING.set(Some(Reading {
        settings,
        pieces: pieces.clone(),
        _over: over,
    }));
    for piece in &pieces {
        call(&synthesis(), "speak", &Array::of1(piece))?;
    }
    Ok(())
}

fn hush() {
    if let Some(reading) = READING.take() {
        for piece in &reading.pieces {
            for name in ["onend", "onerror"] {
                let _ = Reflect::set(piece, &name.into(), &JsValue::NULL);
            }
        }
        // Its element may be gone by now.
        reading.settings.aloud.try_set(false);
        let _ = call(&synthesis(), "cancel", &Array::new());
    }
}
