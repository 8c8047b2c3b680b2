//! A text laid out: where each line, glyph and caret stands. Logical pixels, x right, y down, from the box's top left.

use std::ops::Range;

use super::fonts::FontKey;

/// One glyph, ready to paint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedGlyph {
    pub font: FontKey,
    pub glyph_id: u16,
    /// Origin of the glyph on the baseline.
    pub x: f32,
    pub y: f32,
    pub size_px: f32,
    /// The characters it stands for: first byte and the byte after the last, in [`TextLayout::text`].
    pub start: u32,
    pub end: u32,
    /// Colour number of the span it belongs to; 0 outside every span.
    pub span: u8,
}

impl PlacedGlyph {
    /// The bytes of the text that the glyph stands for.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One line. `left` and `right` enclose what is seen; white space at a broken line's end hangs outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub top: f32,
    pub baseline: f32,
    pub bottom: f32,
    pub left: f32,
    pub right: f32,
    /// Whether its paragraph runs from right to left.
    pub rtl: bool,
    /// Bytes of the text, with hanging spaces and without the line separator.
    pub range: Range<usize>,
    /// Its characters, as indices into the layout's graphemes.
    pub(super) graphemes: Range<usize>,
}

/// A user-perceived character and the room it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grapheme {
    pub start: u32,
    pub end: u32,
    pub left: f32,
    pub right: f32,
    pub rtl: bool,
}

impl Grapheme {
    pub fn leading(&self) -> f32 {
        if self.rtl { self.right } else { self.left }
    }
    pub fn trailing(&self) -> f32 {
        if self.rtl { self.left } else { self.right }
    }
}

/// Where a caret stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Caret {
    pub x: f32,
    pub top: f32,
    pub bottom: f32,
    /// Index of the line.
    pub line: usize,
}

/// A text laid out. Its text is the logical one: this is what is copied, searched and read aloud.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextLayout {
    pub text: String,
    /// Width of the box: the width asked for, or of the widest line where none was.
    pub width: f32,
    pub height: f32,
    /// Baseline of the first line.
    pub baseline: f32,
    /// Whether the first paragraph runs from right to left.
    pub is_rtl: bool,
    /// Whether a part of the text is left out and an ellipsis stands for it.
    pub elided: bool,
    /// Never empty.
    pub lines: Vec<Line>,
    /// From left to right in each line, line by line.
    pub glyphs: Vec<PlacedGlyph>,
    /// In logical order.
    pub(super) graphemes: Vec<Grapheme>,
}

impl TextLayout {
    /// Left end of what is seen.
    pub fn content_left(&self) -> f32 {
        self.lines.iter().map(|line| line.left).fold(f32::INFINITY, f32::min)
    }

    /// Right end of what is seen.
    pub fn content_right(&self) -> f32 {
        self.lines.iter().map(|line| line.right).fold(f32::NEG_INFINITY, f32::max)
    }

    /// Width of what is seen, at most that of the box.
    pub fn content_width(&self) -> f32 {
        (self.content_right() - self.content_left()).max(0.0)
    }

    pub(super) fn graphemes_of(&self, line: &Line) -> &[Grapheme] {
        self.graphemes.get(line.graphemes.clone()).unwrap_or_default()
    }

    /// The caret before the character at a byte: at its leading edge, or at the trailing edge of the last character of a
    /// line where none follows. A byte within a character counts as its start; one beyond the text as its end.
    pub fn caret(&self, byte: usize) -> Caret {
        let index = self.lines.iter().rposition(|line| line.range.start <= byte).unwrap_or(0);
        let Some(line) = self.lines.get(index) else { return Caret { x: 0.0, top: 0.0, bottom: 0.0, line: 0 } };
        let graphemes = self.graphemes_of(line);
        let x = match graphemes.iter().find(|grapheme| byte < grapheme.end as usize) {
            Some(grapheme) => grapheme.leading(),
            None => graphemes.last().map_or(if line.rtl { line.right } else { line.left }, Grapheme::trailing),
        };
        Caret { x, top: line.top, bottom: line.bottom, line: index }
    }

    /// The x of [`TextLayout::caret`].
    pub fn caret_x(&self, byte: usize) -> f32 {
        self.caret(byte).x
    }

    /// The byte before which a caret set at a point stands; points outside belong to the nearest line and character.
    pub fn hit_test(&self, x: f32, y: f32) -> usize {
        self.place_at(x, y).byte
    }

    /// The rectangles, `[left, top, right, bottom]`, that cover the characters of a byte range.
    pub fn selection(&self, range: Range<usize>) -> Vec<[f32; 4]> {
        let mut rects: Vec<[f32; 4]> = Vec::new();
        for line in &self.lines {
            let mut spans: Vec<(f32, f32)> = self
                .graphemes_of(line)
                .iter()
                .filter(|grapheme| (grapheme.start as usize) < range.end && (grapheme.end as usize) > range.start)
                .filter(|grapheme| grapheme.right > grapheme.left)
                .map(|grapheme| (grapheme.left, grapheme.right))
                .collect();
            spans.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (left, right) in spans {
                match rects.last_mut() {
                    Some(last) if last[1] == line.top && left <= last[2] + 0.01 => last[2] = last[2].max(right),
                    _ => rects.push([left, line.top, right, line.bottom]),
                }
            }
        }
        rects
    }

    /// The bytes at which a caret can stand, in logical order, the end of the text last.
    pub fn caret_stops(&self) -> impl Iterator<Item = usize> + '_ {
        let ends = self.lines.iter().map(|line| line.range.end);
        let mut stops: Vec<usize> = self.graphemes.iter().map(|grapheme| grapheme.start as usize).chain(ends).collect();
        stops.sort_unstable();
        stops.dedup();
        stops.into_iter()
    }
}
