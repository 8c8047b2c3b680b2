//! Numbers are put together from digits that were laid out before: a map full of counts that change with every step of the window
//! costs no shaping. Tabular figures have one width and no kerning, so the sum is what shaping would give; a test holds it.

use super::TextEngine;
use super::layout::{Grapheme, Line, PlacedGlyph, TextLayout};
use super::request::TextRequest;

/// Longer numbers are laid out as any text.
const MAX_DIGITS: usize = 9;

/// Whether a text is a plain number on one line with figures of one width.
pub fn is_plain_number(request: &TextRequest) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ('\u{0660}'..='\u{0669}').contains(&c);
    let mut count = 0;
    (request.tabular_figures || request.text.is_ascii())
        && request.max_width.is_none()
        && request.spans.is_empty()
        && request.text.chars().all(|c| {
            count += 1;
            is_digit(c) && count <= MAX_DIGITS
        })
        && count > 1
}

/// The layout of a number; `None` where a digit is not one glyph on one line.
pub fn lay_out_number(engine: &mut TextEngine, request: &TextRequest) -> Option<TextLayout> {
    let mut sum = TextLayout { text: request.text.to_owned(), ..TextLayout::default() };
    let mut x = 0.0;
    for (at, digit) in request.text.char_indices() {
        let mut buffer = [0u8; 4];
        let one = engine.layout(&TextRequest { text: digit.encode_utf8(&mut buffer), ..*request });
        let ([line], [glyph], [grapheme]) = (one.lines.as_slice(), one.glyphs.as_slice(), one.graphemes.as_slice()) else { return None };
        let (start, end) = (at as u32, (at + digit.len_utf8()) as u32);
        sum.glyphs.push(PlacedGlyph { x: glyph.x + x, start, end, ..*glyph });
        sum.graphemes.push(Grapheme { start, end, left: grapheme.left + x, right: grapheme.right + x, rtl: grapheme.rtl });
        x += one.width;
        if sum.lines.is_empty() {
            sum.lines.push(line.clone());
            (sum.height, sum.baseline, sum.is_rtl) = (one.height, one.baseline, one.is_rtl);
        }
    }
    let line: &mut Line = sum.lines.first_mut()?;
    line.right = line.left + x;
    line.range = 0..request.text.len();
    line.graphemes = 0..sum.graphemes.len();
    sum.width = x;
    Some(sum)
}
