//! A photo made fit to keep and send: small, upright by pixel, and without the camera's notes (place, time, device).

use crate::{
    domain::{client_ref::ClientRef, record::Photo},
    storage::cipher::sha256,
};
use js_sys::{Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

/// Pixels on the long side: a page of a book stays readable.
pub const LONG_SIDE: u32 = 2048;
const MIME: &str = "image/jpeg";
const QUALITY: f64 = 0.85;

/// Why there is no photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// The browser can't read it as a picture.
    #[error("not an image")]
    NotAnImage,
    /// Larger than allowed even after it was made smaller: ask for a shorter long side.
    #[error("too large")]
    TooLarge,
    /// The browser gave no canvas, as when memory is short.
    #[error("no canvas")]
    NoCanvas,
    /// No secure context, so no digest.
    #[error("no digest")]
    NoDigest,
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = createImageBitmap)]
    fn create_image_bitmap(file: &Blob, how: &Object) -> Result<Promise, JsValue>;

    /// Either kind of picture.
    #[wasm_bindgen(extends = CanvasRenderingContext2d, js_name = CanvasRenderingContext2D)]
    type Brush;
    #[wasm_bindgen(method, catch, js_name = drawImage)]
    fn draw_picture(
        this: &Brush,
        picture: &JsValue,
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    ) -> Result<(), JsValue>;
}

/// Reads a picture and writes it anew as JPEG, no longer than `long_side` pixels and no larger than `max_bytes`.
pub async fn prepare(
    file: &Blob,
    id: ClientRef,
    long_side: u32,
    max_bytes: u32,
) -> Result<(Photo, Vec<u8>), PhotoError> {
    let picture = picture(file).await?;
    let drawn = draw(&picture, long_side);
    if let Some(close) = Reflect::get(&picture, &"close".into())
        .ok()
        .and_then(|close| close.dyn_into::<js_sys::Function>().ok())
    {
        let _ = close.call0(&picture); // an ImageBitmap gives its memory back at once
    }
    let canvas = drawn?;
    let encoded = encode(&canvas).await;
    canvas.set_width(0); // some phones count canvas memory until it is collected
    let bytes = encoded?;
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    if length > max_bytes {
        return Err(PhotoError::TooLarge);
    }
    let photo = Photo {
        id,
        sha256: sha256(&bytes).await.map_err(|_| PhotoError::NoDigest)?,
        bytes: length,
        mime: MIME.into(),
    };
    Ok((photo, bytes))
}

/// Decoded, with the camera's orientation applied: a bitmap, or an image element where bitmaps are unknown.
async fn picture(file: &Blob) -> Result<JsValue, PhotoError> {
    let how = Object::new();
    let _ = Reflect::set(&how, &"imageOrientation".into(), &"from-image".into());
    if let Ok(promise) = create_image_bitmap(file, &how)
        && let Ok(bitmap) = JsFuture::from(promise).await
    {
        return Ok(bitmap);
    }
    let image = HtmlImageElement::new().map_err(|_| PhotoError::NoCanvas)?;
    let url = Url::create_object_url_with_blob(file).map_err(|_| PhotoError::NotAnImage)?;
    image.set_src(&url);
    let decoded = JsFuture::from(image.decode()).await;
    let _ = Url::revoke_object_url(&url);
    decoded.map_err(|_| PhotoError::NotAnImage)?;
    Ok(image.into())
}

fn draw(picture: &JsValue, long_side: u32) -> Result<HtmlCanvasElement, PhotoError> {
    let side = |element: &str, bitmap: &str| {
        [element, bitmap]
            .iter()
            .find_map(|name| Reflect::get(picture, &(*name).into()).ok()?.as_f64())
            .filter(|pixels| *pixels >= 1.0)
            .ok_or(PhotoError::NotAnImage)
    };
    let (width, height) = (
        side("naturalWidth", "width")?,
        side("naturalHeight", "height")?,
    );
    let scale = (f64::from(long_side) / width.max(height)).min(1.0);
    let (width, height) = (
        (width * scale).round().max(1.0),
        (height * scale).round().max(1.0),
    );
    let made = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("canvas").ok())
        .ok_or(PhotoError::NoCanvas)?;
    let canvas: HtmlCanvasElement = made.dyn_into().map_err(|_| PhotoError::NoCanvas)?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d").ok().flatten();
    let brush: Brush = context.ok_or(PhotoError::NoCanvas)?.unchecked_into();
    brush.set_fill_style_str("#fff"); // JPEG has no transparency: without this it turns black
    brush.fill_rect(0.0, 0.0, width, height);
    let _ = Reflect::set(&brush, &"imageSmoothingQuality".into(), &"high".into());
    brush
        .draw_picture(picture, 0.0, 0.0, width, height)
        .map_err(|_| PhotoError::NoCanvas)?;
    Ok(canvas)
}

async fn encode(canvas: &HtmlCanvasElement) -> Result<Vec<u8>, PhotoError> {
    let promise = Promise::new(&mut |resolve, reject| {
        let asked = canvas.to_blob_with_type_and_encoder_options(&resolve, MIME, &QUALITY.into());
        if let Err(error) = asked {
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    let blob = JsFuture::from(promise).await.unwrap_or_default();
    let blob: Blob = blob.dyn_into().map_err(|_| PhotoError::NoCanvas)?;
    let bytes = JsFuture::from(blob.array_buffer()).await;
    Ok(Uint8Array::new(&bytes.map_err(|_| PhotoError::NoCanvas)?).to_vec())
}
