//! The engine: a request becomes a layout, and the same request again becomes the same layout without work.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::bidi;
use super::digits::{is_plain_number, lay_out_number};
use super::elide::{self, Elided};
use super::fonts;
use super::layout::{Grapheme, Line, PlacedGlyph, TextLayout};
use super::request::{Align, ColorSpan, Style, TextRequest};
use super::shape::Cluster;
use super::wrap::{Paragraph, Scratch, WrappedLine};

/// Lays out text and keeps what it laid out. It can be sent to any thread; share it behind a mutex.
#[derive(Default)]
pub struct TextEngine {
    scratch: Scratch,
    /// What was asked for since the last turn, and what was asked for before; the latter goes at the next turn.
    fresh: HashMap<u64, Kept, RandomState>,
    stale: HashMap<u64, Kept, RandomState>,
    fresh_cost: usize,
}

struct Kept {
    style: Style,
    spans: Box<[ColorSpan]>,
    layout: Arc<TextLayout>,
}

impl Kept {
    fn answers(&self, request: &TextRequest, style: Style) -> bool {
        self.style == style && self.layout.text == request.text && *self.spans == *request.spans
    }
}

/// The cache turns after layouts of so many glyphs and bytes: some tens of megabytes at the very most.
const TURN_COST: usize = 400_000;

impl std::fmt::Debug for TextEngine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextEngine").field("kept", &self.kept()).finish_non_exhaustive()
    }
}

impl TextEngine {
    pub fn new() -> Self {
        Self::default()
    }

    /// How many layouts are kept.
    pub fn kept(&self) -> usize {
        self.fresh.len() + self.stale.len()
    }

    /// Lays out a text. A request seen before costs a look-up.
    pub fn layout(&mut self, request: &TextRequest) -> Arc<TextLayout> {
        let request = request.sane();
        let (key, style) = request.key();
        if let Some(kept) = self.fresh.get(&key)
            && kept.answers(&request, style)
        {
            return Arc::clone(&kept.layout);
        }
        if let Some(kept) = self.stale.remove(&key)
            && kept.answers(&request, style)
        {
            let layout = Arc::clone(&kept.layout);
            self.keep(key, kept);
            return layout;
        }
        let number = if is_plain_number(&request) { lay_out_number(self, &request) } else { None };
        let layout = Arc::new(number.unwrap_or_else(|| lay_out(&mut self.scratch, &request)));
        self.keep(key, Kept { style, spans: request.spans.into(), layout: Arc::clone(&layout) });
        layout
    }

    fn keep(&mut self, key: u64, kept: Kept) {
        self.fresh_cost += 16 + kept.layout.glyphs.len() + kept.layout.text.len();
        self.fresh.insert(key, kept);
        if self.fresh_cost > TURN_COST {
            self.stale = std::mem::take(&mut self.fresh);
            self.fresh_cost = 0;
        }
    }
}

/// A paragraph and where it stands in the text.
struct Piece {
    paragraph: Paragraph,
    /// Byte of the text at which the paragraph starts.
    start: usize,
    /// Bytes of the string that was laid out.
    len: usize,
    ellipsis: Option<Ellipsis>,
}

/// What an ellipsis stands for.
struct Ellipsis {
    /// Where the paragraph was cut; between it and the ellipsis stand only closing marks of direction.
    cut: usize,
    /// Where the ellipsis begins in the string that was laid out.
    at: usize,
    /// End of the text left out.
    hidden_end: usize,
}

impl Piece {
    /// The bytes of the whole text that stand behind characters of the paragraph.
    fn bytes(&self, chars: &Range<usize>) -> Range<usize> {
        let bytes = self.paragraph.bytes(chars, self.len);
        let map = |byte: usize| match &self.ellipsis {
            Some(ellipsis) if byte > ellipsis.at => ellipsis.hidden_end,
            Some(ellipsis) => self.start + byte.min(ellipsis.cut),
            None => self.start + byte,
        };
        map(bytes.start)..map(bytes.end)
    }
}

#[cfg(test)]
pub fn shaped(request: &TextRequest) -> TextLayout {
    lay_out(&mut Scratch::default(), &request.sane())
}

fn lay_out(scratch: &mut Scratch, request: &TextRequest) -> TextLayout {
    let pieces = pieces(scratch, request);
    let widest = pieces.iter().flat_map(|piece| &piece.paragraph.lines).map(|line| line.width).fold(0.0, f32::max);
    let mut layout = TextLayout {
        text: request.text.to_owned(),
        width: request.max_width.unwrap_or(widest),
        is_rtl: pieces.first().is_some_and(|piece| piece.paragraph.rtl),
        elided: pieces.iter().any(|piece| piece.ellipsis.is_some()),
        ..TextLayout::default()
    };
    for piece in &pieces {
        for line in &piece.paragraph.lines {
            place_line(&mut layout, piece, line, request);
        }
    }
    layout.height = layout.lines.last().map_or(0.0, |line| line.bottom);
    layout.baseline = layout.lines.first().map_or(0.0, |line| line.baseline);
    layout
}

/// Lays out paragraph after paragraph until the text or the lines end.
fn pieces(scratch: &mut Scratch, request: &TextRequest) -> Vec<Piece> {
    let text = request.text;
    let all = bidi::paragraphs(text);
    let mut pieces = Vec::new();
    let mut lines_left = request.max_lines;
    for (i, range) in all.iter().enumerate() {
        let source = text.get(range.clone()).unwrap_or_default();
        let rtl = bidi::is_rtl(source, request.direction);
        let max_width = if lines_left == Some(1) { None } else { request.max_width };
        let shown = lines_left.map_or(source.len(), |lines| elide::longest_shown(source, request, lines));
        let short = source.get(..shown).unwrap_or(source);
        let paragraph = Paragraph::new(scratch, short, rtl, request, max_width);
        let taken = paragraph.lines.len();
        let Some(left) = lines_left else {
            pieces.push(Piece { paragraph, start: range.start, len: source.len(), ellipsis: None });
            continue;
        };
        let too_wide = request.max_width.is_some_and(|max| left == 1 && paragraph.lines.iter().any(|line| line.width > max + 0.01));
        let overflows = taken > left || too_wide || shown < source.len();
        let more_follows = taken >= left && text.get(range.end..).is_some_and(|rest| !rest.trim().is_empty()) && i + 1 < all.len();
        if overflows || more_follows {
            let Elided { paragraph, text: laid, cut } = elide::elide(scratch, short, &paragraph, request, left, more_follows && !overflows);
            let ellipsis = Ellipsis { cut, at: laid.len() - elide::ELLIPSIS.len_utf8(), hidden_end: text.len() };
            pieces.push(Piece { paragraph, start: range.start, len: laid.len(), ellipsis: Some(ellipsis) });
            break;
        }
        pieces.push(Piece { paragraph, start: range.start, len: source.len(), ellipsis: None });
        if taken >= left {
            break;
        }
        lines_left = Some(left - taken);
    }
    pieces
}

fn place_line(layout: &mut TextLayout, piece: &Piece, line: &WrappedLine, request: &TextRequest) {
    let paragraph = &piece.paragraph;
    let height = request.size_px * request.line_height;
    let top = layout.lines.last().map_or(0.0, |line| line.bottom);
    let leading = height - (fonts::ASCENT_EM + fonts::DESCENT_EM) * request.size_px;
    let baseline = top + leading / 2.0 + fonts::ASCENT_EM * request.size_px;
    let free = layout.width - line.width;
    let left = match (request.align, paragraph.rtl) {
        (Align::Start, false) | (Align::End, true) => 0.0,
        (Align::Start, true) | (Align::End, false) => free,
        (Align::Center, _) => free / 2.0,
    };

    let order = paragraph.visual(line);
    // White space that hangs stands before the first seen cluster where the paragraph runs from right to left.
    let hanging: f32 =
        (line.seen.end..line.clusters.end).filter_map(|i| paragraph.shaped.clusters.get(i)).map(|cluster| cluster.advance).sum();
    let mut x = if paragraph.rtl { left - hanging } else { left };
    let mut graphemes = Vec::new();
    for (index, rtl) in order {
        let Some(cluster) = paragraph.shaped.clusters.get(index) else { continue };
        place_cluster(layout, piece, cluster, x, baseline, request);
        push_graphemes(&mut graphemes, piece, cluster, x, rtl);
        x += cluster.advance;
    }
    graphemes.sort_by_key(|grapheme| grapheme.start);
    let from = layout.graphemes.len();
    layout.graphemes.extend(graphemes);

    let chars = |i: usize| paragraph.shaped.clusters.get(i).map(|cluster| cluster.chars.clone());
    let range = match (chars(line.clusters.start), line.clusters.end.checked_sub(1).and_then(chars)) {
        (Some(first), Some(last)) => piece.bytes(&(first.start..last.end)),
        _ => piece.start..piece.start,
    };
    layout.lines.push(Line {
        top,
        baseline,
        bottom: top + height,
        left,
        right: left + line.width,
        rtl: paragraph.rtl,
        range,
        graphemes: from..layout.graphemes.len(),
    });
}

fn place_cluster(layout: &mut TextLayout, piece: &Piece, cluster: &Cluster, x: f32, baseline: f32, request: &TextRequest) {
    let bytes = piece.bytes(&cluster.chars);
    let span = request.spans.iter().rev().find(|span| span.range.contains(&bytes.start)).map_or(0, |span| span.index);
    for glyph in piece.paragraph.shaped.glyphs.get(cluster.glyphs.clone()).unwrap_or_default() {
        layout.glyphs.push(PlacedGlyph {
            font: glyph.font,
            glyph_id: glyph.id,
            x: x + glyph.x,
            y: baseline + glyph.y,
            size_px: glyph.size_px,
            start: offset(bytes.start),
            end: offset(bytes.end),
            span,
        });
    }
}

/// The user-perceived characters of a cluster share its width evenly, as in a ligature.
fn push_graphemes(graphemes: &mut Vec<Grapheme>, piece: &Piece, cluster: &Cluster, x: f32, rtl: bool) {
    let facts = piece.paragraph.facts.get(cluster.chars.clone()).unwrap_or_default();
    let mut starts: Vec<usize> = (cluster.chars.start..).zip(facts).filter(|(_, facts)| facts.grapheme_start).map(|(i, _)| i).collect();
    if starts.first() != Some(&cluster.chars.start) {
        starts.insert(0, cluster.chars.start);
    }
    let width = cluster.advance / starts.len() as f32;
    for (i, start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(cluster.chars.end);
        let bytes = piece.bytes(&(*start..end));
        let place = if rtl { starts.len() - 1 - i } else { i };
        let left = x + place as f32 * width;
        graphemes.push(Grapheme { start: offset(bytes.start), end: offset(bytes.end), left, right: left + width, rtl });
    }
}

/// Byte offsets are kept in 32 bits; text beyond four gigabytes is not laid out in earnest.
fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
