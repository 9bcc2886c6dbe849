//! Whether two pictures of a page look alike.

use image::{ImageError, RgbImage, load_from_memory};

/// How far a colour may lie from what stands around its place in the other picture, of 255.
const NOISE: u8 = 4;

/// The first place that looks otherwise, in dots from the left and from the top; `None` where both look alike.
///
/// Where an edge lies between two dots, an engine that draws a page in tiles blends it one way or the other, by which tile it drew it in. So a dot counts only
/// if its colour is not between those around its place in the other picture. Where things stand is told to a fraction of a dot by the boxes, not by the picture.
pub fn unlike(one: &[u8], other: &[u8]) -> Result<Option<(u32, u32)>, ImageError> {
    let [one, other] = [one, other].map(|png| load_from_memory(png).map(|it| it.into_rgb8()));
    let (one, other) = (one?, other?);
    if one.dimensions() != other.dimensions() {
        return Ok(Some((0, 0)));
    }
    Ok(one.enumerate_pixels().find_map(|(x, y, _)| {
        (foreign(&one, &other, x, y) || foreign(&other, &one, x, y)).then_some((x, y))
    }))
}

/// Whether this dot has a colour that is not between those around it in the other picture.
fn foreign(one: &RgbImage, other: &RgbImage, x: u32, y: u32) -> bool {
    let dot = one.get_pixel(x, y);
    if dot == other.get_pixel(x, y) {
        return false;
    }
    let columns = x.saturating_sub(1)..=(x + 1).min(other.width() - 1);
    let around = columns.flat_map(|x| {
        let rows = y.saturating_sub(1)..=(y + 1).min(other.height() - 1);
        rows.map(move |y| *other.get_pixel(x, y))
    });
    let around: Vec<_> = around.collect();
    (0..3).any(|channel| {
        let shades = || around.iter().map(|dot| dot.0[channel]);
        let low = shades().min().unwrap_or_default();
        let high = shades().max().unwrap_or_default();
        !(low.saturating_sub(NOISE)..=high.saturating_add(NOISE)).contains(&dot.0[channel])
    })
}

#[cfg(test)]
mod tests {
    use super::unlike;
    use image::{ImageFormat, Rgb, RgbImage};
    use std::io::Cursor;

    /// A dark sheet below a light one, with what is drawn over both.
    fn page(draw: impl FnOnce(&mut RgbImage)) -> Vec<u8> {
        let (light, dark) = (Rgb([246, 242, 234]), Rgb([222, 214, 190]));
        let mut page = RgbImage::from_fn(12, 12, |_, y| if y < 6 { light } else { dark });
        draw(&mut page);
        let mut png = Cursor::new(Vec::new());
        page.write_to(&mut png, ImageFormat::Png)
            .expect("a picture");
        png.into_inner()
    }

    #[track_caller]
    fn check(draw: impl FnOnce(&mut RgbImage), told: Option<(u32, u32)>) {
        assert_eq!(unlike(&page(|_| {}), &page(draw)).expect("pictures"), told);
    }

    #[test]
    fn an_edge_that_is_blended_otherwise_looks_alike() {
        check(|_| {}, None);
        check(
            |page| (0..7).for_each(|x| page.put_pixel(x, 5, Rgb([234, 228, 212]))),
            None,
        );
    }

    #[test]
    fn a_dot_of_another_colour_and_an_edge_two_dots_away_look_otherwise() {
        check(
            |page| page.put_pixel(3, 9, Rgb([190, 214, 190])),
            Some((3, 9)),
        );
        check(
            |page| {
                (0..12)
                    .for_each(|x| (4..6).for_each(|y| page.put_pixel(x, y, Rgb([222, 214, 190]))))
            },
            Some((0, 4)),
        );
    }

    #[test]
    fn a_picture_of_another_size_looks_otherwise() {
        let mut png = Cursor::new(Vec::new());
        let small = RgbImage::new(2, 2);
        small
            .write_to(&mut png, ImageFormat::Png)
            .expect("a picture");
        let found = unlike(&page(|_| {}), &png.into_inner());
        assert_eq!(found.expect("pictures"), Some((0, 0)));
    }
}
