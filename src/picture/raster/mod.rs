//! The painter without a screen: a display list becomes pixels on the processor, the same on every machine, and the
//! pixels a PNG.

mod clip;
mod encode;
mod glyphs;
mod mesh;
mod shapes;
#[cfg(test)]
mod tests;

pub use encode::encode_png;
pub use glyphs::GlyphCache;

use tiny_skia::{Color, Pixmap};

use super::{DisplayList, Rgba};

/// The most pixels that a picture may have: an A0 poster at 200 dpi, 250 MB of memory.
pub const MAX_PIXELS: u64 = 64_000_000;

/// What can go wrong between a display list and a file.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("a picture of {width} × {height} pixels at scale {scale} cannot be painted: give 1 to {MAX_PIXELS} pixels and a scale above 0")]
    Size { width: u32, height: u32, scale: f32 },
    #[error("the picture could not be written as PNG: {0}")]
    Png(#[from] png::EncodingError),
}

/// Pixels, row by row from the top left, four bytes each: straight sRGB with alpha.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

impl Picture {
    /// Red, green, blue, alpha; `None` outside.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let at = (y as usize * self.width as usize + x as usize) * 4;
        self.rgba.get(at..at + 4).and_then(|four| four.try_into().ok())
    }
}

/// Paints the list from the lowest shape to the topmost. `size_px` are device pixels, of which `scale` cover one logical
/// pixel of the list. Hand the same `glyphs` to the next picture: its letters are then ready.
///
/// # Errors
/// [`PictureError::Size`] for no pixels, too many, or a scale that is not above 0.
pub fn paint(
    list: &DisplayList,
    size_px: [u32; 2],
    scale: f32,
    background: Rgba,
    glyphs: &mut GlyphCache,
) -> Result<Picture, PictureError> {
    let [width, height] = size_px;
    let refused = || PictureError::Size { width, height, scale };
    if u64::from(width) * u64::from(height) > MAX_PIXELS || !(scale.is_finite() && scale > 0.0) {
        return Err(refused());
    }
    let mut pixmap = Pixmap::new(width, height).ok_or_else(refused)?;
    let Rgba([r, g, b, a]) = background;
    pixmap.fill(Color::from_rgba8(r, g, b, a));
    let mut canvas = shapes::Canvas::new(pixmap.as_mut(), scale);
    for shape in &list.shapes {
        canvas.draw(shape, glyphs);
    }
    let rgba = pixmap.pixels().iter().flat_map(|pixel| {
        let straight = pixel.demultiply();
        [straight.red(), straight.green(), straight.blue(), straight.alpha()]
    });
    Ok(Picture { width, height, rgba: rgba.collect() })
}
