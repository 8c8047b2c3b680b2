//! Carets and pointers: every place in a text has a caret, and a pointer finds the place whose caret it touches.

use super::order::SAMPLES;
use crate::text::{Direction, TextEngine, TextRequest};

#[test]
fn a_caret_stands_at_the_leading_edge_of_the_character_that_follows() {
    let mut engine = TextEngine::new();
    let layout = engine.layout(&TextRequest::new("abدر", 16.0));
    let width = layout.width;
    let expected_right_to_left = [layout.caret_x(2), layout.caret_x(4), layout.caret_x(6)];
    assert_eq!(layout.caret_x(0), 0.0);
    assert!(layout.caret_x(1) > 0.0 && layout.caret_x(1) < layout.caret_x(4));
    assert!((expected_right_to_left[0] - width).abs() < 0.01, "before the first Arabic letter: its right edge");
    assert!(expected_right_to_left[0] > expected_right_to_left[1] && expected_right_to_left[1] > expected_right_to_left[2]);
    assert_eq!(layout.caret_x(3), layout.caret_x(2), "a byte within a character counts as its start");
    assert_eq!(layout.caret_x(999), layout.caret_x(6));
}

#[test]
fn every_stop_is_reached_by_a_pointer_on_its_character() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        for direction in [Direction::Ltr, Direction::Rtl] {
            for width in [f32::MAX, 90.0] {
                let layout = engine.layout(&TextRequest::new(text, 16.0).direction(direction).max_width(width.min(2000.0)));
                let stops: Vec<usize> = layout.caret_stops().collect();
                assert!(stops.iter().all(|stop| text.is_char_boundary(*stop)));
                assert_eq!(stops.last(), Some(&text.len()));
                for (line_index, line) in layout.lines.iter().enumerate() {
                    for grapheme in &layout.graphemes[line.graphemes.clone()] {
                        let quarter = (grapheme.right - grapheme.left) / 4.0;
                        if quarter < 0.1 {
                            continue;
                        }
                        let lead = if grapheme.rtl { grapheme.right - quarter } else { grapheme.left + quarter };
                        let y = (line.top + line.bottom) / 2.0;
                        assert_eq!(layout.hit_test(lead, y), grapheme.start as usize, "{text:?}");
                        let caret = layout.caret(grapheme.start as usize);
                        assert_eq!(caret.line, line_index);
                        assert!((caret.x - if grapheme.rtl { grapheme.right } else { grapheme.left }).abs() < 0.01);
                    }
                }
            }
        }
    }
}

#[test]
fn a_ligature_has_a_stop_within() {
    let layout = TextEngine::new().layout(&TextRequest::new("لا", 16.0));
    assert_eq!(layout.caret_stops().collect::<Vec<_>>(), [0, 2, 4]);
    let (start, middle, end) = (layout.caret_x(0), layout.caret_x(2), layout.caret_x(4));
    assert!(start > middle && middle > end);
}

#[test]
fn a_selection_covers_its_characters_and_no_others() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        let layout = engine.layout(&TextRequest::new(text, 16.0));
        let whole: f32 = layout.selection(0..text.len()).iter().map(|rect| rect[2] - rect[0]).sum();
        assert!((whole - layout.width).abs() < 0.1, "{text:?}: {whole} of {}", layout.width);
        let stops: Vec<usize> = layout.caret_stops().collect();
        for cut in &stops {
            let parts = layout.selection(0..*cut).into_iter().chain(layout.selection(*cut..text.len()));
            let sum: f32 = parts.map(|rect| rect[2] - rect[0]).sum();
            assert!((sum - layout.width).abs() < 0.1, "{text:?} at {cut}");
        }
    }
}

#[test]
fn an_empty_line_has_a_caret_at_its_start() {
    let mut engine = TextEngine::new();
    let layout = engine.layout(&TextRequest::new("a\n\nb", 16.0).max_width(100.0).direction(Direction::Rtl));
    let caret = layout.caret(2);
    assert_eq!((caret.line, caret.x), (1, 100.0));
    assert_eq!(layout.hit_test(50.0, (caret.top + caret.bottom) / 2.0), 2);
    assert_eq!(engine.layout(&TextRequest::new("", 16.0)).hit_test(5.0, 5.0), 0);
}
