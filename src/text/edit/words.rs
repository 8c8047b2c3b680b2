//! Characters and words of a text as editing needs them (Unicode Standard Annex 29).

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Where Backspace begins to delete: before a mark or joiner that stands last, otherwise before the whole character.
pub(super) fn backspace_start(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or_default();
    match before.char_indices().next_back() {
        Some((at, c)) if is_typed_mark(c) => at,
        _ => before.grapheme_indices(true).next_back().map_or(0, |(at, _)| at),
    }
}

/// Where the character that begins at a byte ends.
pub(super) fn character_end(text: &str, byte: usize) -> usize {
    text.get(byte..).and_then(|rest| rest.graphemes(true).next()).map_or(text.len(), |character| byte + character.len())
}

/// Marks that are typed by a key of their own: Arabic vowel signs and the zero width non-joiner.
fn is_typed_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}')
        || matches!(c, '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}' | '\u{200C}')
}

/// Start of the word that ends last before a byte, or that the byte is within; 0 if none is.
pub(super) fn previous_word(text: &str, byte: usize) -> usize {
    let words = text.unicode_word_indices().map(|(at, _)| at);
    words.take_while(|at| *at < byte).last().unwrap_or(0)
}

/// End of the first word that ends after a byte; the text's end if none does.
pub(super) fn next_word(text: &str, byte: usize) -> usize {
    let mut ends = text.unicode_word_indices().map(|(at, word)| at + word.len());
    ends.find(|end| *end > byte).unwrap_or(text.len())
}

/// The word, white space or sign to which the character at a byte belongs.
pub(super) fn word_around(text: &str, byte: usize) -> Range<usize> {
    let mut parts = text.split_word_bound_indices().map(|(at, part)| at..at + part.len());
    parts.find(|part| part.contains(&byte)).unwrap_or(text.len()..text.len())
}

/// The paragraph to which a byte belongs, without its line feed.
pub(super) fn paragraph_around(text: &str, byte: usize) -> Range<usize> {
    let start = text.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(byte..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| byte + at);
    start..end
}
