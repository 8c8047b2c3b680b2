//! A text as screen readers take it: runs of characters with the starts of words, and carets as places in those runs.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{CaretPlace, TextLayout};

/// Characters of one line, in logical order. A line end belongs to the line before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenRun {
    /// Index of the layout's line.
    pub line: usize,
    pub bytes: Range<usize>,
    /// Bytes of each user-perceived character; they add up to the run's.
    pub lengths: Vec<u8>,
    /// The characters, counted from 0, with which words begin.
    pub word_starts: Vec<u8>,
}

/// Screen readers count the characters of a run in 8 bits, and the bytes of a character as well.
const MAX_CHARACTERS: usize = 255;

/// The runs of a text, in its order; every line has at least one.
pub fn spoken_runs(layout: &TextLayout) -> Vec<SpokenRun> {
    let text = layout.text.as_str();
    let words: Vec<usize> = text.unicode_word_indices().map(|(at, _)| at).collect();
    let starts: Vec<usize> = character_starts(layout);
    let mut runs = Vec::new();
    for (line, set) in layout.lines.iter().enumerate() {
        let end = layout.lines.get(line + 1).map_or(text.len(), |next| next.range.start);
        let from = starts.partition_point(|at| *at < set.range.start);
        let to = starts.partition_point(|at| *at < end);
        let characters = starts.get(from..to).unwrap_or_default();
        let mut chunks: Vec<&[usize]> = characters.chunks(MAX_CHARACTERS).collect();
        if chunks.is_empty() {
            chunks.push(&[]);
        }
        for (i, chunk) in chunks.iter().enumerate() {
            let start = chunk.first().copied().unwrap_or(set.range.start);
            let chunk_end = chunks.get(i + 1).and_then(|next| next.first()).copied().unwrap_or(end);
            let ends = chunk.iter().skip(1).chain([&chunk_end]);
            let lengths = chunk.iter().zip(ends).filter_map(|(at, end)| u8::try_from(end - at).ok()).collect();
            let is_word = |at: &usize| words.binary_search(at).is_ok();
            let word_starts = (0..=u8::MAX).zip(chunk.iter()).filter(|(_, at)| is_word(at)).map(|(i, _)| i).collect();
            runs.push(SpokenRun { line, bytes: start..chunk_end, lengths, word_starts });
        }
    }
    runs
}

/// Where characters start, line ends included. One of more bytes than can be told is taken apart.
fn character_starts(layout: &TextLayout) -> Vec<usize> {
    let text = layout.text.as_str();
    let mut starts: Vec<usize> = layout.caret_stops().collect();
    let long: Vec<Range<usize>> =
        starts.windows(2).filter_map(|pair| Some(*pair.first()?..*pair.last()?)).filter(|range| range.len() > MAX_CHARACTERS).collect();
    for range in long {
        starts.extend(text.get(range.clone()).unwrap_or_default().char_indices().map(|(at, _)| range.start + at));
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The run in which a caret stands, and before which of its characters.
pub fn spoken_place(runs: &[SpokenRun], layout: &TextLayout, place: CaretPlace) -> Option<(usize, usize)> {
    let line = layout.caret_at(place).line;
    let run = runs.iter().rposition(|run| run.line == line && run.bytes.start <= place.byte)?;
    let found = runs.get(run)?;
    let mut at = found.bytes.start;
    let character = found.lengths.iter().take_while(|length| {
        at += usize::from(**length);
        at <= place.byte
    });
    Some((run, character.count()))
}

/// The byte of the text before a character of a run.
pub fn spoken_byte(run: &SpokenRun, character: usize) -> usize {
    run.bytes.start + run.lengths.iter().take(character).map(|length| usize::from(*length)).sum::<usize>()
}
