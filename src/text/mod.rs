//! Text as it must be read: order, joining, wrapping, fonts; and the interface's words in its languages.

mod bidi;
mod elide;
mod engine;
mod fonts;
mod layout;
mod outline;
mod request;
mod script;
mod shape;
mod wrap;

#[cfg(test)]
mod tests;

pub use engine::TextEngine;
pub use fonts::{FontKey, font_bytes, font_name};
pub use layout::{Caret, Line, PlacedGlyph, TextLayout};
pub use outline::{GlyphImage, SUBPIXEL_STEPS, glyph_outline, rasterise_glyph};
pub use request::{Align, ColorSpan, Direction, TextRequest, Weight};
