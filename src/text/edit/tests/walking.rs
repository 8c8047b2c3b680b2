//! Arrow keys, Home and End, words, pointer.

use super::{BOTH, SAMPLES, editor_at, lay, places};
use crate::text::edit::{Editor, Motion, Unit};
use crate::text::{CaretPlace, Direction, Side, TextEngine, TextLayout, TextRequest};

/// The gaps between seen characters of a text of one line, from left to right: where glyphs that take room begin, and the end.
/// Characters that share a glyph or have none of their own are counted by the layout's selection of each.
fn gaps(layout: &TextLayout) -> Vec<f32> {
    let stops: Vec<usize> = layout.caret_stops().collect();
    let mut edges: Vec<f32> =
        stops.windows(2).flat_map(|pair| layout.selection(pair[0]..pair[1])).flat_map(|rect| [rect[0], rect[2]]).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 0.01);
    if edges.is_empty() { vec![0.0] } else { edges }
}

#[test]
fn an_arrow_visits_every_gap_of_the_line_once_and_in_order() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        for direction in BOTH {
            let layout = lay(&mut engine, text, direction);
            let gaps = gaps(&layout);
            for (motion, first, last) in [(Motion::Right, 0.0, layout.width), (Motion::Left, layout.width, 0.0)] {
                let mut editor = Editor::new(text, true);
                editor.point(if first == 0.0 { -9.0 } else { layout.width + 9.0 }, 0.0, false, &layout);
                let mut seen = vec![layout.caret_at(editor.caret()).x];
                assert!((seen[0] - first).abs() < 0.01, "{text:?}, {direction:?}: the walk begins at {}", seen[0]);
                loop {
                    let was = editor.caret();
                    editor.move_caret(motion, false, &layout);
                    if editor.caret() == was {
                        break;
                    }
                    seen.push(layout.caret_at(editor.caret()).x);
                    assert!(seen.len() <= gaps.len(), "{text:?}, {direction:?}: {motion:?} turns in circles: {seen:?}");
                }
                assert!((seen[seen.len() - 1] - last).abs() < 0.01, "{text:?}, {direction:?}: {motion:?} ends at {seen:?}");
                seen.sort_by(f32::total_cmp);
                let alike = seen.len() == gaps.len() && seen.iter().zip(&gaps).all(|(a, b)| (a - b).abs() < 0.01);
                assert!(alike, "{text:?}, {direction:?}: {motion:?} stands at {seen:?}, gaps are at {gaps:?}");
            }
        }
    }
}

#[test]
fn from_every_place_an_arrow_goes_one_gap_to_its_side() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        for direction in BOTH {
            let layout = lay(&mut engine, text, direction);
            let gaps = gaps(&layout);
            for place in places(&layout) {
                let x = layout.caret_at(place).x;
                let right = gaps.iter().copied().find(|gap| *gap > x + 0.01);
                let left = gaps.iter().copied().rfind(|gap| *gap < x - 0.01);
                for (motion, expected) in [(Motion::Right, right), (Motion::Left, left)] {
                    let mut editor = editor_at(text, place);
                    editor.move_caret(motion, false, &layout);
                    let to = layout.caret_at(editor.caret()).x;
                    assert!((to - expected.unwrap_or(x)).abs() < 0.01, "{text:?}, {direction:?}: {motion:?} from {place:?} at {x} to {to}");
                }
            }
        }
    }
}

#[test]
fn both_directions_together_reach_every_byte_that_has_a_seen_character_beside_it() {
    let mut engine = TextEngine::new();
    for text in SAMPLES.into_iter().filter(|text| !text.contains('\u{2067}')) {
        for direction in BOTH {
            let layout = lay(&mut engine, text, direction);
            let mut reached = std::collections::BTreeSet::new();
            for (side, start) in [(Side::Right, -9.0), (Side::Left, layout.width + 9.0)] {
                let mut place = Some(layout.place_at(start, 0.0));
                while let Some(here) = place {
                    reached.insert(here.byte);
                    place = layout.beside(here, side);
                }
            }
            let stops: std::collections::BTreeSet<usize> = layout.caret_stops().collect();
            assert_eq!(reached, stops, "{text:?}, {direction:?}");
        }
    }
}

#[test]
fn between_opposite_directions_one_point_of_the_line_is_two_places_of_the_text() {
    let layout = lay(&mut TextEngine::new(), "abمر", Direction::Ltr);
    // From left to right: a b ر م, and bytes 0 1 2 4 6 in the order of the text.
    let at = |place| layout.caret_at(place).x;
    assert_eq!(layout.beside(CaretPlace::before(1), Side::Right), Some(CaretPlace::before(2)), "over b to its right edge");
    assert_eq!(layout.beside(CaretPlace::after(4), Side::Left), Some(CaretPlace::before(6)), "over ر to its left edge");
    assert_eq!(at(CaretPlace::before(2)), at(CaretPlace::before(6)));
    assert!((at(CaretPlace::after(2)) - layout.width).abs() < 0.01, "م begins at the right end of the line");
}

#[test]
fn at_the_left_end_of_an_arabic_line_left_stays_and_right_goes_back_through_the_text() {
    // Fields that count bytes and not places lose the caret here.
    let text = "عدد 123 مرحبا";
    let layout = TextEngine::new().layout(&TextRequest::new(text, 16.0));
    let mut editor = Editor::new(text, true);
    editor.move_caret(Motion::LineEnd, false, &layout);
    for _ in 0..3 {
        editor.move_caret(Motion::Left, false, &layout);
    }
    let mut at_end = editor.clone();
    at_end.insert("X");
    assert_eq!(at_end.text(), "عدد 123 مرحباX", "the end of the text is at the left, and nothing lies beyond it");
    for _ in 0..3 {
        editor.move_caret(Motion::Right, false, &layout);
    }
    editor.insert("X");
    assert_eq!(editor.text(), "عدد 123 مرXحبا");
    // In the middle, with the number crossed figure by figure.
    let mut editor = Editor::new(text, true);
    editor.move_caret(Motion::LineStart, false, &layout);
    for _ in 0..5 {
        editor.move_caret(Motion::Left, false, &layout);
    }
    // Three letters, a space, then the number's right-most figure.
    assert_eq!(editor.caret(), CaretPlace::after("عدد 12".len()));
}

#[test]
fn home_and_end_go_to_the_line_s_ends_in_the_order_of_the_text() {
    let text = "خبر عن al-Tanf\nsecond line";
    let layout = TextEngine::new().layout(&TextRequest::new(text, 16.0));
    let first = text.find('\n').unwrap();
    let mut editor = Editor::new(text, false);
    for (motion, byte) in [
        (Motion::LineStart, first + 1),
        (Motion::TextStart, 0),
        (Motion::LineEnd, first),
        (Motion::LineStart, 0),
        (Motion::TextEnd, text.len()),
        (Motion::LineEnd, text.len()),
    ] {
        editor.move_caret(motion, false, &layout);
        assert_eq!(editor.caret().byte, byte, "{motion:?}");
    }
    editor.move_caret(Motion::TextStart, false, &layout);
    assert!((layout.caret_at(editor.caret()).x - layout.width).abs() < 0.01, "an Arabic line starts at the right");
}

#[test]
fn words_are_jumped_in_the_direction_of_the_paragraph() {
    let mut engine = TextEngine::new();
    let walk = |layout: &TextLayout, motion, from| {
        let mut editor = editor_at(&layout.text, from);
        let mut bytes = Vec::new();
        while bytes.last() != Some(&editor.caret().byte) {
            bytes.push(editor.caret().byte);
            editor.move_caret(motion, false, layout);
        }
        bytes
    };
    let text = "one two-three, four";
    let layout = engine.layout(&TextRequest::new(text, 16.0));
    assert_eq!(walk(&layout, Motion::WordRight, CaretPlace::after(0)), [0, 3, 7, 13, 19], "to the end of each word");
    assert_eq!(walk(&layout, Motion::WordLeft, CaretPlace::before(19)), [19, 15, 8, 4, 0], "to the start of each word");
    // Five letters, five of `a`, a space before and after: words end at 10, 17 and 26.
    let text = "قاعدة al-x جندي";
    let layout = engine.layout(&TextRequest::new(text, 16.0));
    assert_eq!(walk(&layout, Motion::WordLeft, CaretPlace::after(0)), [0, 10, 13, 15, 24], "left is forward");
    assert_eq!(walk(&layout, Motion::WordRight, CaretPlace::before(24)), [24, 16, 14, 11, 0]);
}

#[test]
fn an_arrow_leaves_a_selection_at_the_end_to_which_it_points() {
    let mut engine = TextEngine::new();
    for (text, left, right) in [("abcdef", 1, 3), ("ابتثجح", 6, 2)] {
        let layout = engine.layout(&TextRequest::new(text, 16.0));
        for (motion, byte) in [(Motion::Left, left), (Motion::Right, right)] {
            for turned in [false, true] {
                let (from, to) = (left.min(right), left.max(right));
                let (from, to) = if turned { (to, from) } else { (from, to) };
                let mut editor = editor_at(text, CaretPlace::after(from));
                editor.caret = CaretPlace::before(to);
                editor.move_caret(motion, false, &layout);
                assert_eq!((editor.caret().byte, editor.selection().is_empty()), (byte, true), "{text}, {motion:?}");
            }
        }
    }
}

#[test]
fn shift_keeps_the_other_end_of_the_selection() {
    let text = "حقل العمر";
    let layout = TextEngine::new().layout(&TextRequest::new(text, 16.0));
    let mut editor = Editor::new(text, true);
    editor.move_caret(Motion::LineStart, false, &layout);
    for _ in 0..3 {
        editor.move_caret(Motion::Left, true, &layout);
    }
    assert_eq!(editor.selected(), "حقل");
    editor.move_caret(Motion::LineEnd, true, &layout);
    assert_eq!(editor.selected(), text);
    editor.move_caret(Motion::LineStart, true, &layout);
    assert_eq!(editor.selected(), "");
}

#[test]
fn up_and_down_keep_to_their_column() {
    let text = "long first line\nx\nlong third line";
    let layout = TextEngine::new().layout(&TextRequest::new(text, 16.0));
    let mut editor = editor_at(text, CaretPlace::after(10));
    let x = layout.caret_at(editor.caret()).x;
    editor.move_caret(Motion::Down, false, &layout);
    assert_eq!(editor.caret().byte, 17, "the end of the short line");
    editor.move_caret(Motion::Down, false, &layout);
    assert!((layout.caret_at(editor.caret()).x - x).abs() < 8.0);
    editor.move_caret(Motion::Down, false, &layout);
    editor.move_caret(Motion::Up, false, &layout);
    editor.move_caret(Motion::Up, false, &layout);
    assert_eq!(editor.caret().byte, 10);
}

#[test]
fn arrows_go_through_wrapped_and_broken_lines_once() {
    let text = "خبر عن قاعدة التنف al-Tanf base\n\nsecond: حقل العمر 12:30";
    for direction in BOTH {
        let layout = TextEngine::new().layout(&TextRequest::new(text, 16.0).direction(direction).max_width(90.0));
        assert!(layout.lines.len() > 4);
        for side in [Side::Left, Side::Right] {
            let down = (side == Side::Right) == (direction == Direction::Ltr);
            let line = if down { &layout.lines[0] } else { &layout.lines[layout.lines.len() - 1] };
            let outer = if side == Side::Right { -99.0 } else { 999.0 };
            let mut place = layout.place_at(outer, (line.top + line.bottom) / 2.0);
            let mut visited = vec![layout.caret_at(place)];
            while let Some(next) = layout.beside(place, side) {
                place = next;
                visited.push(layout.caret_at(place));
                assert!(visited.len() < 200, "{direction:?}, {side:?}");
            }
            for pair in visited.windows(2) {
                let further = if side == Side::Right { pair[1].x > pair[0].x } else { pair[1].x < pair[0].x };
                let next_line = pair[1].line == if down { pair[0].line + 1 } else { pair[0].line.wrapping_sub(1) };
                assert!((pair[1].line == pair[0].line && further) || next_line, "{pair:?}");
            }
            let lines: std::collections::BTreeSet<usize> = visited.iter().map(|caret| caret.line).collect();
            assert_eq!(lines.len(), layout.lines.len());
        }
    }
}

#[test]
fn a_pointer_sets_the_caret_at_the_nearer_edge_of_the_character_under_it() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        for direction in BOTH {
            let layout = lay(&mut engine, text, direction);
            let gaps = gaps(&layout);
            for pair in gaps.windows(2) {
                for (x, edge) in [(pair[0] * 0.7 + pair[1] * 0.3, pair[0]), (pair[0] * 0.3 + pair[1] * 0.7, pair[1])] {
                    let place = layout.place_at(x, 5.0);
                    assert!((layout.caret_at(place).x - edge).abs() < 0.01, "{text:?}, {direction:?} at {x}");
                }
            }
        }
    }
}

#[test]
fn two_clicks_select_the_word_and_three_the_paragraph() {
    let text = "قاعدة التنف al-Tanf\nbase 900";
    let layout = TextEngine::new().layout(&TextRequest::new(text, 16.0));
    for word in ["قاعدة", "التنف", "Tanf", "base", "900"] {
        let start = text.find(word).unwrap();
        for rect in layout.selection(start..start + word.len()) {
            for x in [rect[0] + 1.0, (rect[0] + rect[2]) / 2.0, rect[2] - 1.0] {
                let mut editor = Editor::new(text, false);
                editor.select_at(x, (rect[1] + rect[3]) / 2.0, Unit::Word, &layout);
                assert_eq!(editor.selected(), word);
                editor.select_at(x, (rect[1] + rect[3]) / 2.0, Unit::Paragraph, &layout);
                assert!(editor.selected().contains(word) && text.split('\n').any(|paragraph| paragraph == editor.selected()));
            }
        }
    }
}
