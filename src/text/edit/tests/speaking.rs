//! What screen readers are given, against the text itself.

use unicode_segmentation::UnicodeSegmentation;

use super::{BOTH, SAMPLES, lay, places};
use crate::text::edit::{spoken_byte, spoken_place, spoken_runs};
use crate::text::{CaretPlace, TextEngine, TextLayout, TextRequest};

fn hold(layout: &TextLayout) {
    let text = layout.text.as_str();
    let runs = spoken_runs(layout);
    let mut at = 0;
    let mut words = Vec::new();
    for run in &runs {
        assert_eq!(run.bytes.start, at, "{text:?}: runs follow one another");
        at = run.bytes.end;
        assert_eq!(run.lengths.iter().map(|length| usize::from(*length)).sum::<usize>(), run.bytes.len(), "{text:?}");
        assert!(run.lengths.len() <= 255);
        assert!((0..=run.lengths.len()).all(|character| text.is_char_boundary(spoken_byte(run, character))), "{text:?}");
        words.extend(run.word_starts.iter().map(|character| spoken_byte(run, usize::from(*character))));
    }
    assert_eq!(at, text.len(), "{text:?}: nothing is left out");
    assert_eq!(words, text.unicode_word_indices().map(|(at, _)| at).collect::<Vec<_>>(), "{text:?}");
    let lines: std::collections::BTreeSet<usize> = runs.iter().map(|run| run.line).collect();
    assert_eq!(lines.len(), layout.lines.len(), "{text:?}: every line is told");
    for place in places(layout) {
        let (run, character) = spoken_place(&runs, layout, place).unwrap();
        assert_eq!(spoken_byte(&runs[run], character), place.byte, "{text:?}");
    }
}

#[test]
fn every_character_word_and_caret_of_a_line_is_told() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        for direction in BOTH {
            hold(&lay(&mut engine, text, direction));
        }
    }
}

#[test]
fn lines_wrapped_broken_empty_and_long_are_told_in_the_order_of_the_text() {
    let long = "كلمة word ".repeat(60);
    for text in ["a\n\nb", "\n", "خبر عن قاعدة التنف al-Tanf base 900\nsecond", &long, &format!("x{}y", "\u{301}".repeat(300))]
    {
        for width in [70.0, 9000.0] {
            hold(&TextEngine::new().layout(&TextRequest::new(text, 16.0).max_width(width)));
        }
    }
}

#[test]
fn at_a_broken_line_s_end_the_two_carets_are_told_apart() {
    let text = "one two";
    let layout = TextEngine::new().layout(&TextRequest::new(text, 16.0).max_width(40.0));
    assert_eq!(layout.lines.len(), 2);
    let runs = spoken_runs(&layout);
    assert_eq!(spoken_place(&runs, &layout, CaretPlace::before(4)), Some((0, 4)));
    assert_eq!(spoken_place(&runs, &layout, CaretPlace::after(4)), Some((1, 0)));
}
