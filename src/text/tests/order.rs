//! Order on the line: the glyphs of a layout from left to right against unicode-bidi, an implementation that the layout
//! does not use for reordering.

use unicode_bidi::{BidiInfo, Level};

use crate::text::script;
use crate::text::{Direction, TextEngine, TextLayout, TextRequest};

/// Texts that went wrong somewhere, with the ways in which reports really mix scripts.
pub(super) const SAMPLES: &[&str] = &[
    "١٢:٣٠",
    "12:30",
    "انفجار في الرياض (حي الملز) 2024",
    "قاعدة التنف al-Tanf base 900 جندي",
    "انظر https://example.org/a/b?x=1&y=2#z للتفاصيل",
    "شريحة بعلامة TLP:AMBER+STRICT للتوزيع المحدود",
    "-5°",
    "الحرارة -5° صباحا",
    "3–7 قتلى",
    "اتصل +963 11 222 3344 الآن",
    "+963 11 222 3344",
    "قال: «سمعت \"انفجارا (قويا)\" في 'al-Omar'» ثم صمت",
    "He said “سمعت «دوي انفجار» عند 12:30” and left",
    "من 03:30 إلى 07:00 (UTC+02) دمشق",
    "1,234.5 كم و50% من 10$",
    "دير الزور/Deir ez-Zor [35.33, 40.14] {تقريبا}",
];

fn direction(rtl: bool) -> Direction {
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

/// Byte offsets of the visible characters from left to right, as unicode-bidi has them.
pub(super) fn expected_order(text: &str, rtl: bool) -> Vec<usize> {
    let info = BidiInfo::new(text, Some(if rtl { Level::rtl() } else { Level::ltr() }));
    let paragraph = &info.paragraphs[0];
    let levels = info.reordered_levels_per_char(paragraph, paragraph.range.clone());
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    BidiInfo::reorder_visual(&levels)
        .into_iter()
        .filter(|i| !script::is_invisible(chars[*i].1))
        .map(|i| chars[i].0)
        .collect()
}

/// First bytes of what the glyphs stand for, from left to right, each once.
pub(super) fn laid_order(layout: &TextLayout) -> Vec<usize> {
    let mut glyphs: Vec<(f32, usize)> = layout.glyphs.iter().map(|glyph| (glyph.x, glyph.range().start)).collect();
    glyphs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut order: Vec<usize> = glyphs.into_iter().map(|(_, start)| start).collect();
    order.dedup();
    order
}

/// The expected order with characters that share a glyph with an earlier one left out.
fn merged(expected: &[usize], layout: &TextLayout) -> Vec<usize> {
    let starts: Vec<usize> = layout.glyphs.iter().map(|glyph| glyph.range().start).collect();
    expected.iter().copied().filter(|at| starts.contains(at)).collect()
}

#[test]
fn glyphs_stand_in_the_order_of_the_bidirectional_algorithm() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        for rtl in [false, true] {
            let layout = engine.layout(&TextRequest::new(text, 16.0).direction(direction(rtl)));
            let expected = expected_order(text, rtl);
            assert_eq!(laid_order(&layout), merged(&expected, &layout), "{text:?}, rtl {rtl}");
            // Ligatures are few: nearly every character has a glyph of its own.
            assert!(merged(&expected, &layout).len() + 3 >= expected.len(), "{text:?}");
        }
    }
}
