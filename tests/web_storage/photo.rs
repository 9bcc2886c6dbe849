//! Photos from a camera.

use crate::bench::{mint, run};
use dajuan::{
    browser::photo::{self, PhotoError},
    domain::record::Photo,
    storage::cipher::sha256,
};
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

const CAMERA_NOTE: &[u8] = b"GPS-NEEDLE";

/// A JPEG as a camera held upright writes it: 40 × 20 pixels, red left, blue right, to be turned by 90° (orientation 6),
/// with a place.
async fn camera_jpeg() -> web_sys::Blob {
    let script = "return new Promise(done => {
        const canvas = document.createElement('canvas');
        canvas.width = 40; canvas.height = 20;
        const brush = canvas.getContext('2d');
        brush.fillStyle = '#f00'; brush.fillRect(0, 0, 20, 20);
        brush.fillStyle = '#00f'; brush.fillRect(20, 0, 20, 20);
        canvas.toBlob(async b => done(await b.arrayBuffer()), 'image/jpeg', 1);
    })";
    let plain = Uint8Array::new(&run(script).await).to_vec();
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08".to_vec();
    exif.extend(b"\0\x02"); // two entries
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"); // orientation 6
    exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26"); // the place stands at 38
    exif.extend(b"\0\0\0\0");
    exif.extend(b"\0\x01\0\x12\0\x02\0\0\0\x0a\0\0\0\x38\0\0\0\0"); // its datum stands at 56
    exif.extend(CAMERA_NOTE);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let jpeg = [&plain[..2], b"\xff\xe1", &length, &exif, &plain[2..]].concat();
    let parts = Array::of1(&Uint8Array::from(jpeg.as_slice()));
    web_sys::Blob::new_with_u8_array_sequence(&parts).unwrap()
}

/// Width, height, then red and blue of the topmost and of the lowest pixel.
async fn look(bytes: &[u8]) -> Vec<f64> {
    let show = Function::new_with_args(
        "bytes",
        "return createImageBitmap(new Blob([bytes]), {imageOrientation: 'none'}).then(bitmap => {
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
            const brush = canvas.getContext('2d');
            brush.drawImage(bitmap, 0, 0);
            const at = y => brush.getImageData(bitmap.width / 2, y, 1, 1).data;
            const top = at(1), low = at(bitmap.height - 2);
            return [bitmap.width, bitmap.height, top[0], top[2], low[0], low[2]];
        })",
    );
    let seen = show
        .call1(&JsValue::NULL, &Uint8Array::from(bytes))
        .unwrap();
    let seen = JsFuture::from(seen.unchecked_into::<Promise>()).await;
    let seen = Array::from(&seen.unwrap());
    seen.iter().map(|number| number.as_f64().unwrap()).collect()
}

#[wasm_bindgen_test]
async fn a_photo_stands_upright_and_forgets_where_it_was_taken() {
    let taken = camera_jpeg().await;
    let id = mint();
    let by_bitmap = photo::prepare(&taken, id.clone(), photo::LONG_SIDE, 1 << 20).await;
    run("window.bitmaps = createImageBitmap; window.createImageBitmap = undefined; return 0").await;
    let by_element = photo::prepare(&taken, id.clone(), photo::LONG_SIDE, 1 << 20).await;
    run("window.createImageBitmap = window.bitmaps; return 0").await;
    for prepared in [by_bitmap, by_element] {
        let (photo, bytes) = prepared.unwrap();
        let expected = Photo {
            id: id.clone(),
            sha256: sha256(&bytes).await.unwrap(),
            bytes: bytes.len() as u32,
            mime: "image/jpeg".into(),
        };
        assert_eq!(photo, expected);
        let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(!holds(b"Exif") && !holds(CAMERA_NOTE));
        let seen = look(&bytes).await;
        assert_eq!(seen[..2], [20.0, 40.0]);
        assert!(seen[2] > 200.0 && seen[3] < 50.0, "red above: {seen:?}");
        assert!(seen[4] < 50.0 && seen[5] > 200.0, "blue below: {seen:?}");
    }
}

#[wasm_bindgen_test]
async fn a_photo_is_made_smaller_or_refused() {
    let taken = camera_jpeg().await;
    let small = photo::prepare(&taken, mint(), 10, 1 << 20).await.unwrap();
    assert_eq!(look(&small.1).await[..2], [5.0, 10.0]);
    let refused = photo::prepare(&taken, mint(), 10, 100).await;
    assert_eq!(refused.err(), Some(PhotoError::TooLarge));
    let text = web_sys::Blob::new_with_str_sequence(&Array::of1(&"not a picture".into()));
    let refused = photo::prepare(&text.unwrap(), mint(), 10, 100).await;
    assert_eq!(refused.err(), Some(PhotoError::NotAnImage));
}
