//! Order of reading and order on the line (Unicode Standard Annex 9). The levels of a paragraph come from
//! `parley_engine`; the rules that depend on where lines break (L1) and the reordering (L2) are here.

use parley_engine::{Analysis, AnalysisOptions, Analyzer, BaseDirection};
use unicode_bidi::BidiClass;

use super::request::Direction;

/// What is known of one character before shaping.
#[derive(Clone, Copy, Debug)]
pub(super) struct CharFacts {
    pub c: char,
    /// Byte offset in the paragraph.
    pub at: usize,
    /// Embedding level before rule L1; odd levels run from right to left.
    pub level: u8,
    /// A line may be broken before it.
    pub break_before: bool,
    /// A user-perceived character begins with it.
    pub grapheme_start: bool,
}

/// Reusable memory for analysis.
#[derive(Debug, Default)]
pub(super) struct Bidi {
    analyzer: Analyzer,
    analysis: Analysis,
}

impl Bidi {
    /// Analyses one paragraph whose direction is known.
    pub fn facts(&mut self, paragraph: &str, rtl: bool) -> Vec<CharFacts> {
        if paragraph.is_empty() {
            return Vec::new();
        }
        let base_direction = if rtl { BaseDirection::Rtl } else { BaseDirection::Ltr };
        let options = AnalysisOptions { base_direction, ..AnalysisOptions::default() };
        self.analyzer.analyze(paragraph, &options, &mut self.analysis);
        let levels = self.analysis.bidi_levels();
        let base = u8::from(rtl);
        paragraph
            .char_indices()
            .zip(self.analysis.char_info())
            .enumerate()
            .map(|(i, ((at, c), info))| CharFacts {
                c,
                at,
                level: levels.get(i).map_or(base, |level| level.to_u8()),
                break_before: info.is_soft_wrap_opportunity(),
                grapheme_start: info.is_grapheme_start(),
            })
            .collect()
    }
}

/// Whether a paragraph runs from right to left.
pub(super) fn is_rtl(paragraph: &str, direction: Direction) -> bool {
    match direction {
        Direction::Ltr => false,
        Direction::Rtl => true,
        Direction::Auto { rtl_if_neutral } => match unicode_bidi::get_base_direction(paragraph) {
            unicode_bidi::Direction::Ltr => false,
            unicode_bidi::Direction::Rtl => true,
            unicode_bidi::Direction::Mixed => rtl_if_neutral,
        },
    }
}

/// Rule L1 for the characters of one line: separators, and white space before them or at the line's end, take the level
/// of the paragraph.
pub(super) fn line_levels(line: &[CharFacts], rtl: bool) -> Vec<u8> {
    let base = u8::from(rtl);
    let mut levels: Vec<u8> = line.iter().map(|facts| facts.level).collect();
    let mut at_end = true;
    for (facts, level) in line.iter().zip(&mut levels).rev() {
        match unicode_bidi::bidi_class(facts.c) {
            BidiClass::S | BidiClass::B => {
                *level = base;
                at_end = true;
            }
            BidiClass::WS | BidiClass::FSI | BidiClass::LRI | BidiClass::RLI | BidiClass::PDI => {
                if at_end {
                    *level = base;
                }
            }
            // Removed by rule X9; where they stand no longer matters, so they follow what surrounds them.
            BidiClass::BN | BidiClass::LRE | BidiClass::RLE | BidiClass::LRO | BidiClass::RLO | BidiClass::PDF => {
                if at_end {
                    *level = base;
                }
            }
            _ => at_end = false,
        }
    }
    levels
}

/// Rule L2: the order in which items of these levels stand on the line, from left to right.
pub(super) fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let (Some(&highest), Some(lowest_odd)) = (levels.iter().max(), levels.iter().filter(|level| *level % 2 == 1).min()) else {
        return order;
    };
    for level in (*lowest_odd..=highest).rev() {
        let mut rest = order.as_mut_slice();
        while let Some(start) = rest.iter().position(|i| levels.get(*i).is_some_and(|have| *have >= level)) {
            let (_, from_start) = rest.split_at_mut(start);
            let end = from_start.iter().position(|i| levels.get(*i).is_none_or(|have| *have < level)).unwrap_or(from_start.len());
            let (run, after) = from_start.split_at_mut(end);
            run.reverse();
            rest = after;
        }
    }
    order
}

/// The characters that close every embedding and isolate that the text opens, so that what is appended stands in the
/// paragraph's own direction.
pub(super) fn closers(text: &str) -> String {
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push('\u{202C}'),
            '\u{2066}' | '\u{2067}' | '\u{2068}' => open.push('\u{2069}'),
            '\u{202C}' if open.last() == Some(&c) => {
                open.pop();
            }
            '\u{2069}' => {
                // An isolate's end also ends the embeddings inside it.
                if let Some(at) = open.iter().rposition(|closer| *closer == c) {
                    open.truncate(at);
                }
            }
            _ => {}
        }
    }
    open.iter().rev().collect()
}

/// The paragraphs of a text as byte ranges without their separators. There is always at least one.
pub(super) fn paragraphs(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            continue;
        }
        found.push(start..at);
        start = at + c.len_utf8();
        if c == '\r' && chars.next_if(|(_, next)| *next == '\n').is_some() {
            start += 1;
        }
    }
    found.push(start..text.len());
    found
}
