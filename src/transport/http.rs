//! `fetch`, by gloo-net.

use super::wire::{NoAnswer, Wire};
use crate::{
    domain::moment::Moment,
    profile::{
        request::{Body, Request},
        response::Response,
    },
};
use gloo_net::http::{Method, RequestBuilder, Response as Answer};
use js_sys::{Array, Date, Function, Object, Promise, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Blob, BlobPropertyBag, FormData, ReadableStreamDefaultReader, RequestCache,
    RequestCredentials, RequestMode, RequestRedirect, ResponseType, window,
};

/// Whole exchange, answer included.
const TIMEOUT_MS: usize = 30_000;
/// What is sent gets as much longer as it needs at 128 kbit/s, or it would never leave a village; so does what comes.
const BYTES_PER_MS: usize = 16;
/// Of an answer longer than this nothing is given.
const LONGEST: usize = 16 << 20;

/// The browser's own way out.
#[derive(Clone, Copy, Debug)]
pub struct Http;

/// The last exchange with the backend since the page was opened; it tells nothing of who asked for what.
#[derive(Clone, Copy, Debug)]
pub struct Contact {
    /// When it ended.
    pub at: Moment,
    /// Its status; `None` where no answer came.
    pub status: Option<u16>,
    /// When an answer of success came last; `None` before the first.
    pub good: Option<Moment>,
    /// What its `Date` said last; `None` where no answer showed one (other origins may hide it).
    pub date: Option<(Moment, Moment)>,
}

thread_local!(static CONTACT: Cell<Option<Contact>> = const { Cell::new(None) });

/// The last exchange with the backend since the page was opened; `None` before the first.
pub fn last_contact() -> Option<Contact> {
    CONTACT.get()
}

impl Wire for Http {
    async fn fetch(&self, request: Request) -> Result<Response, NoAnswer> {
        let outcome = exchange(request).await;
        let answered = outcome.as_ref().ok();
        let before = last_contact();
        let at = Moment(Date::now() as i64);
        let status = answered.map(|(answer, _)| answer.status);
        let is_good = status.is_some_and(|status| (200..300).contains(&status));
        CONTACT.set(Some(Contact {
            at,
            status,
            good: (is_good.then_some(at)).or(before.and_then(|contact| contact.good)),
            date: (answered.and_then(|(_, date)| *date))
                .or(before.and_then(|contact| contact.date)),
        }));
        outcome.map(|(answer, _)| answer).map_err(|_| NoAnswer)
    }
}

/// Whether something answers at an address, whatever of it this page may read.
pub async fn answers(url: &str) -> bool {
    let request = RequestBuilder::new(url).mode(RequestMode::NoCors);
    let request = request
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore);
    request.send().await.is_ok()
}

/// Hands something in at an address, with nothing of who hands it in; what comes of it nobody hears.
pub async fn hand_in(url: &str, body: &str) {
    let _ = handed_in(url, body).await;
}

/// `fetch` itself: what builds requests elsewhere would bring ways of its own into the first module for this one.
async fn handed_in(url: &str, body: &str) -> Result<(), JsValue> {
    let deadline = Deadline::new(TIMEOUT_MS)?;
    let headers = Object::new();
    let how = Object::new();
    Reflect::set(&headers, &"Content-Type".into(), &"application/json".into())?;
    for (name, value) in [
        ("method", &JsValue::from("POST")),
        ("credentials", &"omit".into()),
        ("referrerPolicy", &"no-referrer".into()),
        ("cache", &"no-store".into()),
        ("headers", &headers),
        ("body", &body.into()),
        ("signal", &deadline.controller.signal()),
    ] {
        Reflect::set(&how, &name.into(), value)?;
    }
    let window: JsValue = window().map(JsValue::from).unwrap_or_default();
    let fetch: Function = Reflect::get(&window, &"fetch".into())?.dyn_into()?;
    let sent: Promise = fetch.call2(&window, &url.into(), &how)?.dyn_into()?;
    JsFuture::from(sent).await.map(drop)
}

thread_local!(static LIES_AT: RefCell<String> = const { RefCell::new(String::new()) });

/// Where the app's own files lie, where that is not the root of the page's origin; without a slash at the end.
pub fn lie_at(address: &str) {
    LIES_AT.set(address.to_owned());
}

/// The text of one of the app's own files, by its path beside the page. What is not that file (a captive portal's page, a
/// missing file) is no answer.
pub async fn file(path: &str) -> Result<String, NoAnswer> {
    file_at(&(LIES_AT.with_borrow(String::clone) + path)).await
}

/// The same of a file at a whole address.
pub async fn file_at(address: &str) -> Result<String, NoAnswer> {
    let text = download(address).await.map_err(|_| NoAnswer)?;
    text.ok_or(NoAnswer)
}

async fn download(address: &str) -> Result<Option<String>, JsValue> {
    let deadline = Deadline::new(TIMEOUT_MS)?;
    let request = RequestBuilder::new(address).abort_signal(Some(&deadline.controller.signal()));
    let answer = request.send().await.map_err(lost)?;
    let html = answer
        .headers()
        .get("content-type")
        .is_some_and(|kind| kind.contains("html"));
    if !answer.ok() || answer.redirected() || html {
        return Ok(None);
    }
    let text = read(&answer, deadline).await?.map(String::from_utf8);
    // An editor may have left a byte order mark.
    Ok(text
        .and_then(Result::ok)
        .map(|text| text.trim_start_matches('\u{feff}').to_owned()))
}

/// The answer, and what its `Date` says beside what the phone's clock says as it comes.
async fn exchange(request: Request) -> Result<(Response, Option<(Moment, Moment)>), JsValue> {
    let deadline = Deadline::new(TIMEOUT_MS + size(&request.body) / BYTES_PER_MS)?;
    let signal = deadline.controller.signal();
    let mut builder = RequestBuilder::new(&request.url)
        .method(method(request.method))
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Manual)
        .credentials(if request.cookies {
            RequestCredentials::Include
        } else {
            RequestCredentials::Omit
        })
        .abort_signal(Some(&signal));
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    if let Some(csrf) = &request.csrf {
        let cookies = cookies().unwrap_or_default();
        if let Some(value) = csrf.value(&cookies) {
            builder = builder.header(&csrf.header, value);
        }
    }
    let ready = match request.body {
        Body::Empty => builder.build(),
        Body::Json(text) | Body::Form(text) => builder.body(text),
        Body::File(bytes) => builder.body(Uint8Array::from(bytes.as_slice())),
        Body::Multipart { fields, file } => {
            let form = FormData::new()?;
            for (name, value) in &fields {
                form.append_with_str(name, value)?;
            }
            let kind = BlobPropertyBag::new();
            kind.set_type(&file.mime);
            let parts = Array::of1(&Uint8Array::from(file.bytes.as_slice()));
            let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
            form.append_with_blob_and_filename(&file.name, &blob, &file.filename)?;
            builder.body(form)
        }
    };
    let answer = ready.map_err(lost)?.send().await.map_err(lost)?;
    let headers = answer.headers();
    let here = Moment(Date::now() as i64);
    let told = headers.get("date").map(|date| Date::parse(&date));
    let date = told
        .filter(|told| told.is_finite())
        .map(|told| (Moment(told as i64), here));
    let body = read(&answer, deadline).await?;
    let answer = Response {
        status: answer.status(),
        redirected: answer.redirected() || answer.type_() == ResponseType::Opaqueredirect,
        content_type: headers.get("content-type").unwrap_or_default(),
        retry_after: headers.get("retry-after"),
        headers: headers.entries().collect(),
        too_long: body.is_none(),
        body: body.unwrap_or_default(),
        at: Moment(Date::now() as i64),
    };
    Ok((answer, date))
}

/// The cookies that the page may read.
fn cookies() -> Option<String> {
    let document = window()?.document()?;
    Reflect::get(&document, &"cookie".into()).ok()?.as_string()
}

/// What went wrong on the way is not told apart: no answer came.
fn lost(_: gloo_net::Error) -> JsValue {
    JsValue::NULL
}

fn method(name: &str) -> Method {
    Method::from_bytes(name.as_bytes()).unwrap_or(Method::GET)
}

fn size(body: &Body) -> usize {
    match body {
        Body::Empty => 0,
        Body::Json(text) | Body::Form(text) => text.len(),
        Body::File(bytes) => bytes.len(),
        Body::Multipart { file, .. } => file.bytes.len(),
    }
}

/// Reads piece by piece, so that an endless answer is cut and not collected: it is `None`.
async fn read(answer: &Answer, mut deadline: Deadline) -> Result<Option<Vec<u8>>, JsValue> {
    let (mut body, mut paid) = (Vec::new(), 0);
    let Some(stream) = answer.body() else {
        return Ok(Some(body));
    };
    // Not asked what it is: engines had readers before they had a name for them.
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let piece = JsFuture::from(reader.read()).await?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(Some(body));
        }
        let bytes: Uint8Array = Reflect::get(&piece, &"value".into())?.dyn_into()?;
        if body.len() + bytes.length() as usize > LONGEST {
            // Not waited for: whether the far end stops is its business.
            drop(reader.cancel());
            return Ok(None);
        }
        body.extend(bytes.to_vec());
        if body.len() - paid >= TIMEOUT_MS * BYTES_PER_MS {
            paid = body.len();
            deadline.begin_again()?;
        }
    }
}

/// Aborts the exchange when its time is up; dropping it calls that off.
struct Deadline {
    controller: AbortController,
    timer: i32,
    alarm: Closure<dyn FnMut()>,
}

fn timer(alarm: &Closure<dyn FnMut()>, ms: usize) -> Result<i32, JsValue> {
    window()
        .ok_or(JsValue::NULL)?
        .set_timeout_with_callback_and_timeout_and_arguments_0(
            alarm.as_ref().unchecked_ref(),
            i32::try_from(ms).unwrap_or(i32::MAX),
        )
}

impl Deadline {
    fn new(ms: usize) -> Result<Self, JsValue> {
        let controller = AbortController::new()?;
        let aborted = controller.clone();
        let alarm = Closure::<dyn FnMut()>::new(move || aborted.abort());
        let timer = timer(&alarm, ms)?;
        Ok(Self {
            controller,
            timer,
            alarm,
        })
    }

    /// The whole time once more, from now.
    fn begin_again(&mut self) -> Result<(), JsValue> {
        let before = std::mem::replace(&mut self.timer, timer(&self.alarm, TIMEOUT_MS)?);
        if let Some(page) = window() {
            page.clear_timeout_with_handle(before);
        }
        Ok(())
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(page) = window() {
            page.clear_timeout_with_handle(self.timer);
        }
    }
}
