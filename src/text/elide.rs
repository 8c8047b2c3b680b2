//! Leaving out what does not fit: the longest beginning of a paragraph that, followed by an ellipsis, fits its lines.

use super::bidi;
use super::request::TextRequest;
use super::wrap::{Paragraph, Scratch};

const ELLIPSIS: char = '…';

/// A paragraph cut short. What is laid out is `text`; its bytes up to `cut` are the original's, the rest is the ellipsis.
#[derive(Debug)]
pub(super) struct Elided {
    pub paragraph: Paragraph,
    pub text: String,
    pub cut: usize,
}

/// How much of a text can possibly show in so many lines: no letter is narrower than a tenth of its size, and marks that
/// take no room are allowed for. Saves shaping a whole page for the sake of one line.
pub(super) fn longest_shown(text: &str, request: &TextRequest, lines: usize) -> usize {
    let Some(max_width) = request.max_width else { return text.len() };
    let chars = (max_width / (request.size_px * 0.1)) as usize;
    let chars = chars.saturating_mul(lines).saturating_mul(2).saturating_add(256);
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}

/// Cuts `text` so that with the ellipsis it takes at most `lines` lines of the request's width. `paragraph` is the text
/// as laid out in full; `keep_all` says that the text itself fits and the ellipsis stands for paragraphs after it.
pub(super) fn elide(
    scratch: &mut Scratch,
    text: &str,
    paragraph: &Paragraph,
    request: &TextRequest,
    lines: usize,
    keep_all: bool,
) -> Elided {
    let wrap = if lines > 1 { request.max_width } else { None };
    let mut attempt = |cut: usize| {
        let shown = text.get(..cut).unwrap_or_default().trim_end();
        let cut = shown.len();
        let text = format!("{shown}{}{ELLIPSIS}", bidi::closers(shown));
        let paragraph = Paragraph::new(scratch, &text, paragraph.rtl, request, wrap);
        Elided { paragraph, text, cut }
    };
    let fits = |elided: &Elided| {
        let lines_of = &elided.paragraph.lines;
        let narrow = |width: f32| request.max_width.is_none_or(|max| width <= max + 0.01);
        lines_of.len() <= lines && lines_of.iter().all(|line| narrow(line.width))
    };
    if keep_all || request.max_width.is_none() {
        let whole = attempt(text.len());
        if fits(&whole) {
            return whole;
        }
    }

    let cuts: Vec<usize> = paragraph.facts.iter().filter(|facts| facts.grapheme_start).map(|facts| facts.at).collect();
    let (mut low, mut high) = (0, cuts.len());
    let mut best = attempt(0);
    while low + 1 < high {
        let middle = low.midpoint(high);
        let tried = attempt(cuts.get(middle).copied().unwrap_or(0));
        if fits(&tried) {
            low = middle;
            best = tried;
        } else {
            high = middle;
        }
    }
    best
}
