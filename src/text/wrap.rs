//! One paragraph: shaped, broken into lines and each line put into visual order.

use std::ops::Range;

use harfrust::UnicodeBuffer;

use super::bidi::{self, Bidi, CharFacts};
use super::request::TextRequest;
use super::script;
use super::shape::{self, Shaped};

/// A shaped paragraph with its lines as ranges of clusters.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub rtl: bool,
    pub facts: Vec<CharFacts>,
    pub shaped: Shaped,
    pub lines: Vec<WrappedLine>,
}

#[derive(Clone, Debug)]
pub(super) struct WrappedLine {
    pub clusters: Range<usize>,
    /// The clusters before the white space that hangs past a broken line's end.
    pub seen: Range<usize>,
    /// Advance of the clusters that are seen.
    pub width: f32,
}

/// Memory that is used again for every paragraph.
#[derive(Default)]
pub(super) struct Scratch {
    pub bidi: Bidi,
    pub buffer: Option<UnicodeBuffer>,
}

impl Paragraph {
    /// Lays out one paragraph; `max_width` breaks its lines.
    pub fn new(scratch: &mut Scratch, text: &str, rtl: bool, request: &TextRequest, max_width: Option<f32>) -> Self {
        let facts = scratch.bidi.facts(text, rtl);
        let shaped = shape::shape(text, &facts, request, &mut scratch.buffer);
        let lines = break_lines(&facts, &shaped, max_width);
        Self { rtl, facts, shaped, lines }
    }

    /// The bytes of the paragraph from which a cluster is drawn.
    pub fn bytes(&self, chars: &Range<usize>, len: usize) -> Range<usize> {
        let at = |i: usize| self.facts.get(i).map_or(len, |facts| facts.at);
        at(chars.start)..at(chars.end)
    }

    /// The clusters of a line from left to right, with the direction of each.
    pub fn visual(&self, line: &WrappedLine) -> Vec<(usize, bool)> {
        let clusters = self.shaped.clusters.get(line.clusters.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (clusters.first(), clusters.last()) else { return Vec::new() };
        let chars = self.facts.get(first.chars.start..last.chars.end).unwrap_or_default();
        let char_levels = bidi::line_levels(chars, self.rtl);
        let base = u8::from(self.rtl);
        let levels: Vec<u8> =
            clusters.iter().map(|cluster| char_levels.get(cluster.chars.start - first.chars.start).copied().unwrap_or(base)).collect();
        let direction = |i: usize| levels.get(i).is_some_and(|level| level % 2 == 1);
        bidi::visual_order(&levels).into_iter().map(|i| (line.clusters.start + i, direction(i))).collect()
    }
}

fn hangs(facts: &[CharFacts], shaped: &Shaped, cluster: usize) -> bool {
    shaped
        .clusters
        .get(cluster)
        .and_then(|cluster| facts.get(cluster.chars.clone()))
        .is_some_and(|chars| chars.iter().all(|facts| script::hangs(facts.c)))
}

/// Fills lines greedily at the break opportunities; a word wider than the line is broken between characters.
fn break_lines(facts: &[CharFacts], shaped: &Shaped, max_width: Option<f32>) -> Vec<WrappedLine> {
    let count = shaped.clusters.len();
    let advance = |i: usize| shaped.clusters.get(i).map_or(0.0, |cluster| cluster.advance);
    let whole = |clusters: Range<usize>| {
        let width = clusters.clone().map(advance).sum();
        WrappedLine { seen: clusters.clone(), clusters, width }
    };
    let Some(max_width) = max_width else { return vec![whole(0..count)] };

    let mut lines = Vec::new();
    let mut start = 0;
    while start < count {
        let mut width = 0.0;
        let mut break_at = None;
        let mut overflow = None;
        for i in start..count {
            let chars = shaped.clusters.get(i).and_then(|cluster| facts.get(cluster.chars.start));
            if i > start && chars.is_some_and(|facts| facts.break_before) {
                break_at = Some(i);
            }
            width += advance(i);
            // The slack keeps a box exactly as wide as its text from breaking by rounding.
            if width > max_width + 0.01 && !hangs(facts, shaped, i) && i > start {
                overflow = Some(i);
                break;
            }
        }
        let Some(overflow) = overflow else {
            lines.push(whole(start..count));
            break;
        };
        let mut end = break_at.unwrap_or(overflow);
        if break_at.is_none() {
            // Never within a user-perceived character, if it can be helped.
            let starts = |i: usize| {
                let chars = shaped.clusters.get(i).and_then(|cluster| facts.get(cluster.chars.start));
                chars.is_some_and(|facts| facts.grapheme_start)
            };
            while end > start + 1 && !starts(end) {
                end -= 1;
            }
        }
        let seen_end = (start..end).rev().find(|i| !hangs(facts, shaped, *i)).map_or(start, |i| i + 1);
        let width = (start..seen_end).map(advance).sum();
        lines.push(WrappedLine { clusters: start..end, seen: start..seen_end, width });
        start = end;
    }
    if lines.is_empty() {
        lines.push(whole(0..0));
    }
    lines
}
