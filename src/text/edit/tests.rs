//! Editing against plain operations on the logical text, and carets against the glyphs of the layout.

mod editing;
mod speaking;
mod walking;

use super::Editor;
use crate::text::{Affinity, CaretPlace, Direction, TextEngine, TextLayout, TextRequest};

/// Texts as they are typed in fields: directions, digits, signs, marks, joiners and pictures mixed.
const SAMPLES: [&str; 24] = [
    "",
    "hello world",
    "مرحبا بالعالم",
    "عدد 123 مرحبا",
    "قاعدة التنف al-Tanf base 900 جندي",
    "انظر https://example.org/a/b?x=1&y=2#z للتفاصيل",
    "see https://example.org/خبر/٢٠٢٢?q=حقل now",
    "انفجار في الرياض (حي الملز) 2024",
    "A (حي [الملز]) b",
    "حَقْلُ العُمَرِ",
    "می\u{200C}خواهم bold نمی\u{200C}شود",
    "النتيجة 👍🏽 جيدة 👨‍👩‍👧 ok",
    "قال: «سمعت \"انفجارا (قويا)\" في 'al-Omar'» ثم صمت",
    "He said “سمعت «دوي انفجار» عند 12:30” and left",
    "١٢:٣٠",
    "من 03:30 إلى 07:00 (UTC+02) دمشق",
    "1,234.5 كم و50% من 10$",
    "-5°",
    "abمر",
    "مرab",
    " مسافات  two  spaces ",
    "\u{2067}مرحبا\u{2069} (\u{2066}abc\u{2069})\u{200F} x",
    "لا إله الا",
    "C:\\data\\حقل العمر\\file (1).csv",
];

const BOTH: [Direction; 2] = [Direction::Ltr, Direction::Rtl];

fn lay(engine: &mut TextEngine, text: &str, direction: Direction) -> std::sync::Arc<TextLayout> {
    engine.layout(&TextRequest::new(text, 16.0).direction(direction))
}

/// An editor with its caret at a place.
fn editor_at(text: &str, place: CaretPlace) -> Editor {
    let mut editor = Editor::new(text, true);
    editor.collapse(place);
    editor
}

/// All places of carets: every stop with both affinities.
fn places(layout: &TextLayout) -> Vec<CaretPlace> {
    let both = |byte| [Affinity::Before, Affinity::After].map(|affinity| CaretPlace { byte, affinity });
    layout.caret_stops().flat_map(both).collect()
}
