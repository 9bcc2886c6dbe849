//! Photos as phones make them: lying on their side, with the place in them.

use image::{RgbImage, codecs::jpeg::JpegEncoder, load_from_memory};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The colours of the four quarters of a photo that is looked at upright: top left, top right,
/// bottom left, bottom right.
const QUARTERS: [[u8; 3]; 4] = [[220, 30, 30], [30, 180, 30], [30, 30, 220], [220, 210, 30]];

/// A JPEG photo of four coloured quarters.
pub struct Photo {
    pub bytes: Vec<u8>,
}

impl Photo {
    /// `width` by `height` when upright; stored on its side (EXIF orientation 6) with a GPS place.
    /// Photos with different `number`s differ in a corner's pixels.
    pub fn sideways(width: u32, height: u32, number: u8) -> Self {
        // Orientation 6: the viewer turns the stored picture by 90° clockwise.
        let stored = RgbImage::from_fn(height, width, |x, y| {
            let (upright_x, upright_y) = (width - 1 - y, x);
            let right = usize::from(upright_x >= width / 2);
            let bottom = usize::from(upright_y >= height / 2);
            let mut colour = QUARTERS[bottom * 2 + right];
            if x < 16 && y < 16 {
                colour = [number; 3];
            }
            image::Rgb(colour)
        });
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, 90)
            .encode_image(&stored)
            .expect("a picture becomes a JPEG");
        let exif = exif_sideways_with_place();
        let length = u16::try_from(exif.len() + 2).expect("a short segment");
        let segment = [&[0xFF, 0xE1][..], &length.to_be_bytes(), &exif].concat();
        jpeg.splice(2..2, segment);
        Self { bytes: jpeg }
    }

    /// A photo that no compression makes small.
    pub fn noise(width: u32, height: u32) -> Self {
        let mut state = 2026_u32;
        let noise = RgbImage::from_fn(width, height, |_, _| {
            // xorshift
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            image::Rgb([state as u8, (state >> 8) as u8, (state >> 16) as u8])
        });
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 90)
            .encode_image(&noise)
            .expect("a picture becomes a JPEG");
        Self { bytes }
    }

    /// Writes the photo where a file input can take it.
    pub fn save(&self, folder: &Path, name: &str) -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, &self.bytes).expect("the photo is written");
        path
    }

    /// Reads a stored photo.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// Width and height of the pixels as stored.
    pub fn size(&self) -> (u32, u32) {
        let picture = load_from_memory(&self.bytes).expect("a readable JPEG");
        (picture.width(), picture.height())
    }

    /// Whether the pixels themselves stand upright, whatever the metadata says.
    pub fn is_upright(&self) -> bool {
        let picture = load_from_memory(&self.bytes)
            .expect("a readable JPEG")
            .to_rgb8();
        let (width, height) = picture.dimensions();
        QUARTERS
            .iter()
            .zip([(1, 1), (3, 1), (1, 3), (3, 3)])
            .all(|(wanted, (x, y))| {
                let found = picture.get_pixel(width * x / 4, height * y / 4);
                found.0.iter().zip(wanted).all(|(a, b)| a.abs_diff(*b) < 24)
            })
    }

    /// Whether any metadata segment (EXIF, XMP, IPTC, comment) is left, the place among them.
    pub fn has_metadata(&self) -> bool {
        let mut at = 2;
        while let Some(&[0xFF, marker, high, low]) = self.bytes.get(at..at + 4) {
            match marker {
                0xE1 | 0xED | 0xFE => return true,
                // The picture itself begins.
                0xDA => return false,
                _ => at += 2 + usize::from(u16::from_be_bytes([high, low])),
            }
        }
        panic!("no picture in this JPEG")
    }
}

/// An EXIF segment's content: orientation 6 and a place at 39° 54′ N, 116° 23′ E.
fn exif_sideways_with_place() -> Vec<u8> {
    let (ascii, short, long, rational) = (2, 3, 4, 5);
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [
            &tag.to_le_bytes()[..],
            &kind.to_le_bytes(),
            &count.to_le_bytes(),
            &value,
        ]
        .concat()
    };
    let word = |value: u32| value.to_le_bytes();
    let directory = |entries: &[Vec<u8>]| {
        let count = (entries.len() as u16).to_le_bytes();
        [&count[..], &entries.concat(), &word(0)].concat()
    };
    let header = [&b"II*\0"[..], &word(8)].concat();
    let gps_at = 8 + 2 + 2 * 12 + 4;
    let places_at = gps_at + 2 + 4 * 12 + 4;
    let main = directory(&[
        entry(0x0112, short, 1, word(6)),
        entry(0x8825, long, 1, word(gps_at)),
    ]);
    let gps = directory(&[
        entry(1, ascii, 2, *b"N\0\0\0"),
        entry(2, rational, 3, word(places_at)),
        entry(3, ascii, 2, *b"E\0\0\0"),
        entry(4, rational, 3, word(places_at + 24)),
    ]);
    let degrees = [39, 1, 54, 1, 0, 1, 116, 1, 23, 1, 0, 1].map(word).concat();
    [&b"Exif\0\0"[..], &header, &main, &gps, &degrees].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sideways_photo_lies_and_carries_its_place() {
        let photo = Photo::sideways(300, 400, 1);
        assert_eq!(photo.size(), (400, 300));
        assert!(!photo.is_upright());
        assert!(photo.has_metadata());
        assert!(photo.bytes.windows(6).any(|w| w == b"Exif\0\0"));
        assert_ne!(photo.bytes, Photo::sideways(300, 400, 2).bytes);
    }

    #[test]
    fn a_turned_photo_without_metadata_is_upright() {
        let lying = load_from_memory(&Photo::sideways(300, 400, 1).bytes).unwrap();
        let mut bytes = Vec::new();
        let turned = lying.rotate90();
        turned
            .write_with_encoder(JpegEncoder::new(&mut bytes))
            .unwrap();
        let photo = Photo::from_bytes(bytes);
        assert_eq!(photo.size(), (300, 400));
        assert!(photo.is_upright());
        assert!(!photo.has_metadata());
    }
}
