//! A text as a QR code, as the path of a drawing.

use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white on each side, without which scanners do not find it.
const QUIET: i32 = 4;

/// A QR code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Qr {
    /// Modules on a side, the white around it included.
    pub side: u32,
    /// The dark ones as an SVG path of a `side` × `side` drawing; no two of its rectangles overlap.
    pub path: String,
}

/// The code of a text; `None` where it is too long for one (2,331 bytes at most).
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            // Outside the code there is nothing dark, so that each run ends.
            let run = (x..).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                let (left, top) = (x + QUIET, y + QUIET);
                path.push_str(&format!("M{left} {top}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    let side = u32::try_from(size + 2 * QUIET).ok()?;
    Some(Qr { side, path })
}
