//! Outlines of letters in device pixels, kept from picture to picture: shaping them anew costs more than filling them.

use std::collections::HashMap;

use tiny_skia::{LineJoin, Path, Stroke as PenStroke};

use crate::text::{FontKey, glyph_outline};

/// Beyond so many outlines, some tens of megabytes, all are forgotten and the next picture starts anew.
const MOST_KEPT: usize = 20_000;

/// Font, glyph, and the bits of the size and of the halo's width.
type Key = (FontKey, u16, u32, u32);

/// What a painter remembers of letters between pictures.
#[derive(Default)]
pub struct GlyphCache {
    kept: HashMap<Key, Option<Path>>,
}

impl std::fmt::Debug for GlyphCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GlyphCache").field("kept", &self.kept.len()).finish()
    }
}

impl GlyphCache {
    pub fn new() -> Self {
        Self::default()
    }

    /// The letter, its pen at the origin; `None` for a space.
    pub(super) fn letter(&mut self, font: FontKey, glyph_id: u16, size_px: f32) -> Option<&Path> {
        self.keep((font, glyph_id, size_px.to_bits(), 0), || glyph_outline(font, glyph_id, size_px))
    }

    /// The band of `width_px` on either side of the letter's edge, with round corners.
    pub(super) fn halo(&mut self, font: FontKey, glyph_id: u16, size_px: f32, width_px: f32) -> Option<&Path> {
        self.keep((font, glyph_id, size_px.to_bits(), width_px.to_bits()), || {
            let pen = PenStroke { width: 2.0 * width_px, line_join: LineJoin::Round, ..PenStroke::default() };
            glyph_outline(font, glyph_id, size_px)?.stroke(&pen, 1.0)
        })
    }

    fn keep(&mut self, key: Key, make: impl FnOnce() -> Option<Path>) -> Option<&Path> {
        if self.kept.len() >= MOST_KEPT && !self.kept.contains_key(&key) {
            self.kept.clear();
        }
        self.kept.entry(key).or_insert_with(make).as_ref()
    }
}
