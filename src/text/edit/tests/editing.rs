//! Typing, deleting, taking back, composing.

use unicode_bidi::{BidiInfo, Level};

use super::{BOTH, SAMPLES, editor_at, lay, places};
use crate::text::edit::{Editor, Erase, Motion};
use crate::text::{CaretPlace, Direction, TextEngine, TextLayout, TextRequest};

/// The glyph of the character at a byte: its left end and its place among the glyphs from left to right.
fn glyph_of(layout: &TextLayout, byte: usize) -> Option<(f32, usize)> {
    let mut glyphs: Vec<(f32, usize)> = layout.glyphs.iter().map(|glyph| (glyph.x, glyph.range().start)).collect();
    glyphs.sort_by(|a, b| a.0.total_cmp(&b.0));
    glyphs.dedup_by_key(|glyph| glyph.1);
    glyphs.iter().position(|glyph| glyph.1 == byte).map(|at| (glyphs[at].0, at))
}

fn runs_right_to_left(text: &str, byte: usize, direction: Direction) -> bool {
    let base = if direction == Direction::Rtl { Level::rtl() } else { Level::ltr() };
    BidiInfo::new(text, Some(base)).levels[byte].is_rtl()
}

#[test]
fn what_is_typed_stands_at_the_caret_s_byte_and_the_caret_after_it() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        for direction in BOTH {
            let layout = lay(&mut engine, text, direction);
            for place in places(&layout) {
                for typed in ["x", "ء", "7", " ", "(", "م"] {
                    let mut editor = editor_at(text, place);
                    assert!(editor.insert(typed));
                    let (before, after) = text.split_at(place.byte);
                    assert_eq!(editor.text(), format!("{before}{typed}{after}"));
                    assert_eq!(editor.caret(), CaretPlace::before(place.byte + typed.len()));
                    assert!(editor.selection().is_empty());
                }
            }
        }
    }
}

#[test]
fn the_caret_stands_where_the_next_character_of_the_kind_appears() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        for direction in BOTH {
            let layout = lay(&mut engine, text, direction);
            for place in places(&layout) {
                // Letters that join to nothing, so that a second one changes no other letter's form.
                for letter in ["x", "ء"] {
                    let mut editor = editor_at(text, place);
                    editor.insert(letter);
                    let first = place.byte;
                    let once = lay(&mut engine, editor.text(), direction);
                    let rtl = runs_right_to_left(editor.text(), first, direction);
                    let caret = once.caret_at(editor.caret()).x;
                    let (left, at) = glyph_of(&once, first).unwrap();
                    // At the left end of an Arabic letter, right of a Latin one.
                    let close = if rtl { (caret - left).abs() < 1.5 } else { caret > left + 3.0 && caret < left + 13.0 };
                    assert!(close, "{:?}, {direction:?}: caret at {caret}, letter at {left}", editor.text());
                    editor.insert(letter);
                    let twice = lay(&mut engine, editor.text(), direction);
                    let (_, second) = glyph_of(&twice, first + letter.len()).unwrap();
                    let (_, first_now) = glyph_of(&twice, first).unwrap();
                    let expected = if rtl { first_now.checked_sub(1) } else { Some(first_now + 1) };
                    assert_eq!(Some(second), expected, "{:?}, {direction:?}: first letter was glyph {at}", editor.text());
                }
            }
        }
    }
}

const FAMILIES: [&str; 2] = ["👨‍👩‍👧", "👍🏽"];

/// Deleting back by hand: the last code point goes, be it letter or mark; of these texts only the pictures have several.
fn deleted_back(before: &str) -> &str {
    let mut chars = before.chars();
    chars.next_back();
    FAMILIES.iter().find_map(|family| before.strip_suffix(family)).unwrap_or(chars.as_str())
}

/// Deleting forward by hand: a character and the marks upon it.
fn deleted_forward(after: &str) -> &str {
    let is_mark = |c: char| ('\u{64B}'..='\u{652}').contains(&c) || c == '\u{200C}';
    let mut chars = after.chars();
    chars.next();
    FAMILIES.iter().find_map(|family| after.strip_prefix(family)).unwrap_or(chars.as_str().trim_start_matches(is_mark))
}

#[test]
fn backspace_and_delete_take_what_stands_beside_the_caret_in_the_text() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        let layout = lay(&mut engine, text, Direction::Ltr);
        for place in places(&layout) {
            let (before, after) = text.split_at(place.byte);
            let mut editor = editor_at(text, place);
            assert_eq!(editor.erase(Erase::Backspace), !before.is_empty());
            let left = deleted_back(before);
            assert_eq!(editor.text(), format!("{left}{after}"), "{text:?} at {}", place.byte);
            assert_eq!(editor.caret(), if before.is_empty() { place } else { CaretPlace::before(left.len()) });

            let mut editor = editor_at(text, place);
            assert_eq!(editor.erase(Erase::Delete), !after.is_empty());
            assert_eq!(editor.text(), format!("{before}{}", deleted_forward(after)), "{text:?} at {}", place.byte);
            assert_eq!(editor.caret(), place);
        }
    }
}

#[test]
fn backspace_takes_vowel_marks_one_by_one_and_delete_takes_them_with_their_letter() {
    let text = "م\u{64F}د\u{651}\u{64E}";
    let mut editor = Editor::new(text, true);
    let mut left = Vec::new();
    while editor.erase(Erase::Backspace) {
        left.push(editor.text().to_owned());
    }
    assert_eq!(left, ["م\u{64F}د\u{651}", "م\u{64F}د", "م\u{64F}", "م", ""]);
    let mut editor = editor_at(text, CaretPlace::after(0));
    editor.erase(Erase::Delete);
    assert_eq!(editor.text(), "د\u{651}\u{64E}");
}

#[test]
fn words_are_deleted_in_both_directions() {
    let text = "حقل العُمر al-Omar";
    let mut editor = Editor::new(text, true);
    let mut left = Vec::new();
    while editor.erase(Erase::WordBack) {
        left.push(editor.text().to_owned());
    }
    assert_eq!(left, ["حقل العُمر al-", "حقل العُمر ", "حقل ", ""]);
    let mut editor = editor_at(text, CaretPlace::after(0));
    let mut left = Vec::new();
    while editor.erase(Erase::WordForward) {
        left.push(editor.text().to_owned());
    }
    assert_eq!(left, [" العُمر al-Omar", " al-Omar", "-Omar", ""]);
}

#[test]
fn a_selection_is_replaced_by_what_is_typed_and_deleted_by_either_key() {
    let text = "قاعدة al-Tanf";
    let from = text.find("al").unwrap();
    let selected = || {
        let mut editor = editor_at(text, CaretPlace::after(from));
        editor.caret = CaretPlace::before(text.len());
        editor
    };
    let mut editor = selected();
    editor.insert("التنف");
    assert_eq!(editor.text(), "قاعدة التنف");
    for key in [Erase::Backspace, Erase::Delete, Erase::WordBack, Erase::WordForward] {
        let mut editor = selected();
        assert!(editor.erase(key));
        assert_eq!(editor.text(), "قاعدة ");
    }
    let mut editor = selected();
    assert_eq!(editor.cut().as_deref(), Some("al-Tanf"));
    assert_eq!(editor.cut(), None);
}

fn type_letters(editor: &mut Editor, text: &str) {
    for c in text.chars() {
        editor.insert(&c.to_string());
    }
}

#[test]
fn typing_is_taken_back_word_by_word_and_brought_back() {
    let mut editor = Editor::new("", true);
    type_letters(&mut editor, "حقل العمر 12:30");
    let mut steps = vec![editor.text().to_owned()];
    while editor.undo() {
        steps.push(editor.text().to_owned());
    }
    assert_eq!(steps, ["حقل العمر 12:30", "حقل العمر ", "حقل ", ""]);
    let mut again = vec![editor.text().to_owned()];
    while editor.redo() {
        again.push(editor.text().to_owned());
    }
    steps.reverse();
    assert_eq!(again, steps);
    editor.undo();
    editor.insert("x");
    assert!(!editor.redo(), "typing forgets what was taken back");
}

#[test]
fn moving_pasting_and_cutting_each_begin_a_step() {
    let layout = TextEngine::new().layout(&TextRequest::new("ab", 16.0));
    let mut editor = Editor::new("", true);
    type_letters(&mut editor, "ab");
    editor.move_caret(Motion::LineStart, false, &layout);
    type_letters(&mut editor, "cd");
    editor.paste("ef");
    editor.select_all();
    editor.cut();
    let mut steps = Vec::new();
    while editor.undo() {
        steps.push((editor.text().to_owned(), editor.selected().to_owned()));
    }
    let expected = [("cdefab", "cdefab"), ("cdab", ""), ("ab", ""), ("", "")];
    assert_eq!(steps, expected.map(|(text, selected)| (text.to_owned(), selected.to_owned())));
}

#[test]
fn what_another_part_of_the_program_puts_in_is_where_undo_begins() {
    let mut editor = Editor::new("", true);
    type_letters(&mut editor, "typed");
    editor.reset("given");
    assert!(!editor.undo());
    assert_eq!((editor.text(), editor.caret()), ("given", CaretPlace::before(5)));
}

#[test]
fn a_paste_keeps_marks_of_direction_and_loses_what_a_line_cannot_hold() {
    let pasted = "\u{FEFF}a\r\nb\tc\u{7}\u{2028}\u{200F}د\u{2067}\u{200C}\u{2069}\n";
    let mut line = Editor::new("", true);
    line.paste(pasted);
    assert_eq!(line.text(), "a b c \u{200F}د\u{2067}\u{200C}\u{2069} ");
    let mut page = Editor::new("", false);
    page.paste(pasted);
    assert_eq!(page.text(), "a\nb c\n\u{200F}د\u{2067}\u{200C}\u{2069}\n");
    assert!(!Editor::new("x", true).paste("\u{7}"), "nothing was pasted");
}

#[test]
fn a_text_does_not_grow_without_end() {
    let mut editor = Editor::new("", true);
    editor.paste(&"م".repeat(300_000));
    assert_eq!(editor.text().len(), 200_000);
    assert!(!editor.insert("x"));
    editor.erase(Erase::Backspace);
    assert!(editor.insert("x"));
}

#[test]
fn a_composition_is_seen_at_the_caret_and_becomes_text_when_it_ends() {
    let mut editor = editor_at("حقل  جديد", CaretPlace::before("حقل ".len()));
    assert!(!editor.compose("alo", Some(1..3)));
    assert_eq!(editor.text(), "حقل  جديد", "not yet part of the text");
    assert_eq!(editor.shown(), "حقل alo جديد");
    assert_eq!(editor.shown_caret(), CaretPlace::before("حقل alo".len()));
    assert_eq!(&editor.shown()[editor.shown_preedit()], "alo");
    editor.compose("العم", None);
    assert!(editor.commit("العمر"));
    assert_eq!((editor.text(), editor.preedit()), ("حقل العمر جديد", None));
    assert!(editor.undo());
    assert_eq!(editor.text(), "حقل  جديد");
}

#[test]
fn a_composition_replaces_the_selection_and_an_empty_one_without_another_does_nothing() {
    let mut editor = Editor::new("abc", true);
    editor.select_all();
    assert!(!editor.compose("", None) && !editor.commit(""));
    assert_eq!(editor.text(), "abc");
    assert!(editor.compose("ن", None));
    assert_eq!((editor.text(), &*editor.shown()), ("", "ن"));
    editor.compose("", None);
    assert_eq!(editor.shown(), "");
    editor.undo();
    assert_eq!((editor.text(), editor.selected()), ("abc", "abc"));
}

#[test]
fn an_input_method_may_delete_around_the_caret() {
    let mut editor = editor_at("قاعدة التنف", CaretPlace::before("قاعدة".len()));
    assert!(editor.erase_around(2, 3));
    assert_eq!((editor.text(), editor.caret().byte), ("قاعتنف", "قاع".len()));
    assert!(!editor.erase_around(0, 0));
}
