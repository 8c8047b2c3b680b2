//! How text is set: joining, fonts, wrapping, alignment, ellipsis, colours, the cache.

use std::sync::Arc;

use super::order::{Dice, SAMPLES};
use crate::text::{
    Align, ColorSpan, Direction, FontKey, Messages, TextEngine, TextLayout, TextRequest, UiLang, Weight, font_bytes, font_name,
};

/// Every letter that the languages of our users need, and the signs that the interface uses.
const ALPHABETS: &[&str] = &[
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789",
    "çğıİöşüâîûÇĞÖŞÜ êîşûÇÊÎŞÛ áéíóúñäöüßÀÈÌÒÙåøæœłžšćđ",
    "ʿAyn ʾAbū Ḥimṣ aṭ-Ṭabqa aḍ-Ḍumayr Ẓāhir ġarb ḫān āīūĀĪŪ ǧabal",
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдежзийклмнопрстуфхцчшщъыьэюя ґєії ЂЃЉЊЋЏ",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ٱ",
    "سَلَامٌ بِسْمِ ٱللَّٰهِ مُحَمَّدٌ ـــ",
    "پچژگکی ۀ می‌خواهم",
    "ئابپتجچحخدڕزژسشعغفڤقکگلڵمنهەوۆیێ",
    "אבגדהוזחטיךכלםמןנסעףפץצקרשת שָׁלוֹם ־׳״",
    "٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ، ؛ ؟ ٪ ٫ ٬ « »",
    "ﺍﻟﺮﻗﺔ ﻻ",
    "← ↑ → ↓ ± ° ′ ″ · – — … × ÷ ≤ ≥ ≈ ≠ ▶ ◀ ▲ ▼ ● ○ ■ □ ★ ✓ ✕ ⚠ “ ” ‘ ’ „ ‹ › • § © € £ ₪ ₺ № ½",
];

fn ids(layout: &TextLayout) -> Vec<u16> {
    layout.glyphs.iter().map(|glyph| glyph.glyph_id).collect()
}

#[test]
fn no_letter_of_our_languages_lacks_a_glyph() {
    let mut engine = TextEngine::new();
    for text in ALPHABETS.iter().chain(SAMPLES) {
        for weight in [Weight::Regular, Weight::SemiBold] {
            let layout = engine.layout(&TextRequest::new(text, 16.0).weight(weight));
            assert!(layout.width > 0.0);
            for glyph in &layout.glyphs {
                assert_ne!(glyph.glyph_id, 0, "no glyph for {:?}", &text[glyph.range()]);
            }
        }
    }
}

#[test]
fn every_font_is_readable_and_sets_text_of_some_width() {
    for (font, text) in FontKey::ALL.into_iter().zip(["a", "a", "ب", "ب", "ש", "ש", "ʿ", "ʿ", "▶"]) {
        assert!(skrifa::FontRef::new(font_bytes(font)).is_ok(), "{}", font_name(font));
        let weight = if font != FontKey::SYMBOLS && font.0 % 2 == 1 { Weight::SemiBold } else { Weight::Regular };
        let layout = TextEngine::new().layout(&TextRequest::new(text, 16.0).weight(weight));
        assert_eq!(layout.glyphs[0].font, font, "{text}");
        assert!(layout.width > 1.0);
    }
    assert!(font_bytes(FontKey(99)).is_empty());
}

#[test]
fn arabic_letters_join() {
    let mut engine = TextEngine::new();
    for word in ["بيت", "ڵێ", "قسد", "ههه", "گچپ"] {
        let joined = ids(&engine.layout(&TextRequest::new(word, 16.0)));
        let apart: Vec<u16> = word.chars().rev().flat_map(|c| ids(&engine.layout(&TextRequest::new(&c.to_string(), 16.0)))).collect();
        assert_eq!(joined.len(), apart.len(), "{word}");
        assert_ne!(joined, apart, "{word} is set in isolated letters");
    }
    // A joiner keeps the shape that a letter has inside a word; a non-joiner parts.
    let initial = ids(&engine.layout(&TextRequest::new("ه\u{200D}", 16.0)));
    assert_ne!(initial, ids(&engine.layout(&TextRequest::new("ه", 16.0))));
    assert_eq!(ids(&engine.layout(&TextRequest::new("بب\u{200C}بب", 16.0))).len(), 4);
    assert_ne!(ids(&engine.layout(&TextRequest::new("بب\u{200C}بب", 16.0))), ids(&engine.layout(&TextRequest::new("بببب", 16.0))));
}

#[test]
fn a_colour_change_or_a_hidden_mark_does_not_part_letters() {
    let mut engine = TextEngine::new();
    let word = "الميادين";
    let plain = engine.layout(&TextRequest::new(word, 16.0));
    let spans = [ColorSpan { range: 4..8, index: 3 }];
    let colored = engine.layout(&TextRequest::new(word, 16.0).spans(&spans));
    assert_eq!(ids(&plain), ids(&colored));
    for glyph in &colored.glyphs {
        assert_eq!(glyph.span, if (4..8).contains(&glyph.range().start) { 3 } else { 0 });
    }
    let marked = engine.layout(&TextRequest::new("المي\u{200F}ادين", 16.0));
    assert_eq!(ids(&plain), ids(&marked));
    let left_mark = engine.layout(&TextRequest::new("المي\u{200E}ادين", 16.0));
    let mut sorted = [ids(&plain), ids(&left_mark)];
    sorted.iter_mut().for_each(|ids| ids.sort_unstable());
    assert_eq!(sorted[0], sorted[1], "letters keep their joined shapes across a left-to-right mark");
}

#[test]
fn harakat_take_no_room_and_stand_by_their_letter() {
    let mut engine = TextEngine::new();
    let (bare, marked) = (engine.layout(&TextRequest::new("محمد", 16.0)), engine.layout(&TextRequest::new("مُحَمَّد", 16.0)));
    assert!((bare.width - marked.width).abs() < 0.5, "{} {}", bare.width, marked.width);
    assert!(marked.glyphs.len() > bare.glyphs.len());
    assert!(marked.glyphs.iter().all(|glyph| glyph.x > -2.0 && glyph.x < marked.width + 2.0));
}

#[test]
fn all_scripts_of_one_size_stand_on_one_baseline() {
    let mut engine = TextEngine::new();
    let heights: Vec<(f32, f32)> = ["Omar", "العمر", "Omar العمر שלום ▶", "مُحَمَّد"]
        .into_iter()
        .map(|text| engine.layout(&TextRequest::new(text, 15.0)))
        .map(|layout| (layout.baseline, layout.height))
        .collect();
    assert!(heights.iter().all(|height| *height == heights[0]));
    let scaled = engine.layout(&TextRequest::new("Omar العمر", 15.0).arabic_scale(1.15));
    assert_eq!(scaled.baseline, heights[0].0);
    for glyph in scaled.glyphs.iter().filter(|glyph| scaled.text[glyph.range()] != *" ") {
        let latin = glyph.range().start < 4;
        assert_eq!(glyph.size_px, if latin { 15.0 } else { 15.0 * 1.15 });
    }
}

const LONG_ARABIC: &str = "قال مصدر محلي إن ثلاثة صواريخ سقطت قرب قاعدة حقل العمر (al-Omar field base) عند الساعة 04:30 ولم تقع إصابات";

#[test]
fn a_right_to_left_paragraph_wraps_on_its_logical_text_and_stands_at_the_right() {
    let mut engine = TextEngine::new();
    let layout = engine.layout(&TextRequest::new(LONG_ARABIC, 16.0).max_width(200.0));
    assert!(layout.is_rtl && layout.lines.len() > 3);
    assert_eq!(layout.width, 200.0);
    let mut next = 0;
    for line in &layout.lines {
        assert_eq!(line.range.start, next, "lines follow the logical text");
        next = line.range.end;
        assert!((line.right - 200.0).abs() < 0.01 && line.left >= -0.01, "{line:?}");
        // The line's ink fills the line's box: nothing hangs to the right, no space gapes there.
        let of_line = || layout.glyphs.iter().filter(|glyph| (line.top..line.bottom).contains(&glyph.y));
        let inked = |glyph: &&crate::text::PlacedGlyph| !layout.text[glyph.range()].trim().is_empty();
        let rightmost = of_line().filter(inked).map(|glyph| glyph.x).fold(0.0, f32::max);
        assert!(rightmost > 180.0, "{rightmost}");
        assert!(of_line().filter(inked).all(|glyph| glyph.x > line.left - 2.0));
    }
    assert_eq!(next, LONG_ARABIC.len());
    assert!(layout.lines.iter().all(|line| !LONG_ARABIC[line.range.clone()].starts_with(' ')));
}

/// A Latin word at the end of a line of a right-to-left paragraph: the space behind it belongs to the line's left end.
#[test]
fn white_space_at_a_broken_line_hangs_outside() {
    let mut engine = TextEngine::new();
    for (text, rtl) in [("قاعدة alpha beta gamma delta epsilon", true), ("base ألف باء تاء ثاء جيم حاء خاء دال ذال", false)]
    {
        let layout = engine.layout(&TextRequest::new(text, 16.0).max_width(90.0));
        assert!(layout.lines.len() > 2);
        for line in &layout.lines {
            assert_eq!(line.rtl, rtl);
            assert!(line.right - line.left <= 90.01);
            let inside = layout.glyphs.iter().filter(|glyph| (line.top..line.bottom).contains(&glyph.y));
            let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
            for glyph in inside.filter(|glyph| text[glyph.range()] != *" ") {
                (low, high) = (low.min(glyph.x), high.max(glyph.x));
            }
            assert!(low >= line.left - 2.0 && high < line.right, "{low} {high} {line:?}");
        }
    }
}

#[test]
fn lines_stand_where_they_are_aligned() {
    let mut engine = TextEngine::new();
    for (text, rtl) in [("Omar", false), ("العمر", true)] {
        let width = engine.layout(&TextRequest::new(text, 16.0)).width;
        for (align, left) in [
            (Align::Start, if rtl { 300.0 - width } else { 0.0 }),
            (Align::Center, (300.0 - width) / 2.0),
            (Align::End, if rtl { 0.0 } else { 300.0 - width }),
        ] {
            let layout = engine.layout(&TextRequest::new(text, 16.0).max_width(300.0).align(align));
            assert!((layout.lines[0].left - left).abs() < 0.01, "{text} {align:?}");
            assert!((layout.content_width() - width).abs() < 0.01);
        }
    }
}

#[test]
fn the_ellipsis_stands_where_the_reading_ends() {
    let mut engine = TextEngine::new();
    let english = "Three rockets fell near the base (قاعدة حقل العمر) at 04:30";
    for (text, rtl) in [(LONG_ARABIC, true), (english, false)] {
        for width in [0.0, 30.0, 60.0, 100.0, 150.0, 200.0, 260.0, 300.0] {
            for lines in [1, 2] {
                let request = TextRequest::new(text, 16.0).max_width(width).max_lines(lines);
                let layout = engine.layout(&request);
                if !layout.elided {
                    continue;
                }
                assert!(layout.lines.len() <= lines);
                assert_eq!(layout.text, text, "the logical text stays whole");
                let last = layout.lines.last().unwrap();
                let of_line: Vec<_> = layout.glyphs.iter().filter(|glyph| (last.top..last.bottom).contains(&glyph.y)).collect();
                let ellipsis = of_line.iter().find(|glyph| glyph.range().end == text.len()).unwrap();
                assert!(of_line.iter().all(|glyph| if rtl { glyph.x >= ellipsis.x } else { glyph.x <= ellipsis.x }), "{text} {width}");
                if width >= 30.0 {
                    assert!(layout.lines.iter().all(|line| line.right - line.left <= width + 0.02));
                }
            }
        }
    }
    let fits = engine.layout(&TextRequest::new("Omar", 16.0).max_width(300.0).max_lines(1));
    assert!(!fits.elided);
    let exact = engine.layout(&TextRequest::new("Omar", 16.0)).width;
    assert!(!engine.layout(&TextRequest::new("Omar", 16.0).max_width(exact).max_lines(1)).elided);
}

#[test]
fn an_ellipsis_stands_for_paragraphs_left_out() {
    let mut engine = TextEngine::new();
    let layout = engine.layout(&TextRequest::new("العمر\nsecond", 16.0).max_lines(1));
    assert!(layout.elided && layout.lines.len() == 1);
    let leftmost = layout.glyphs.iter().min_by(|a, b| a.x.total_cmp(&b.x)).unwrap();
    assert_eq!(leftmost.range(), "العمر".len().."العمر\nsecond".len());
    assert!(!engine.layout(&TextRequest::new("العمر\n", 16.0).max_lines(1)).elided);
}

#[test]
fn an_override_left_open_does_not_capture_the_ellipsis() {
    let mut engine = TextEngine::new();
    let text = "\u{202E}abc defghijkl mnop qrst uvwx\u{2067} yz abc def ghi";
    let layout = engine.layout(&TextRequest::new(text, 16.0).direction(Direction::Ltr).max_width(120.0).max_lines(1));
    let rightmost = layout.glyphs.iter().max_by(|a, b| a.x.total_cmp(&b.x)).unwrap();
    assert_eq!(rightmost.range().end, text.len());
}

#[test]
fn figures_of_both_kinds_can_be_tabular() {
    let mut engine = TextEngine::new();
    for (a, b) in [("11111", "80808"), ("١١١١١", "٨٠٨٠٨"), ("۱۱۱۱۱", "۴۰۴۰۴")] {
        let [a, b] = [a, b].map(|text| engine.layout(&TextRequest::new(text, 16.0).tabular()).width);
        assert!((a - b).abs() < 0.01, "{a} {b}");
    }
}

#[test]
fn the_same_request_is_answered_from_the_cache_and_another_is_not() {
    let mut engine = TextEngine::new();
    let request = TextRequest::new("العمر", 16.0);
    let first = engine.layout(&request);
    assert!(Arc::ptr_eq(&first, &engine.layout(&request)));
    for other in [
        TextRequest::new("العمر ", 16.0),
        TextRequest::new("العمر", 16.5),
        request.semibold(),
        request.max_width(50.0),
        request.max_lines(1),
        request.direction(Direction::Ltr),
        request.align(Align::End),
        request.line_height(1.2),
        request.tabular(),
        request.arabic_scale(1.1),
        request.spans(&[ColorSpan { range: 0..2, index: 1 }]),
    ] {
        assert!(!Arc::ptr_eq(&first, &engine.layout(&other)), "{other:?}");
    }
    assert!(Arc::ptr_eq(&first, &engine.layout(&request)));
}

#[test]
fn the_cache_is_bounded_and_keeps_what_is_in_use() {
    let mut engine = TextEngine::new();
    let used = engine.layout(&TextRequest::new("in use", 16.0));
    for i in 0..60_000 {
        engine.layout(&TextRequest::new(&format!("{i}"), 16.0));
        if i % 1000 == 0 {
            assert!(Arc::ptr_eq(&used, &engine.layout(&TextRequest::new("in use", 16.0))));
        }
    }
    assert!(engine.kept() < 50_000, "{}", engine.kept());
}

#[test]
fn the_engine_can_be_sent_to_any_thread() {
    fn sendable<T: Send>(_: &T) {}
    fn shared<T: Send + Sync>(_: &T) {}
    sendable(&TextEngine::new());
    shared(&TextEngine::new().layout(&TextRequest::new("x", 16.0)));
    shared(&Messages::new(UiLang::Ar));
}

#[test]
fn numbers_without_sense_are_laid_out_all_the_same() {
    let mut engine = TextEngine::new();
    for size in [f32::NAN, -1.0, 0.0, f32::INFINITY, 1e30] {
        for width in [None, Some(f32::NAN), Some(-5.0), Some(f32::INFINITY)] {
            let mut request = TextRequest::new("العمر field", size);
            request.max_width = width;
            request.max_lines = Some(0);
            let layout = engine.layout(&request);
            assert!(layout.width.is_finite() && layout.height > 0.0 && layout.height.is_finite());
            assert!(!layout.lines.is_empty());
        }
    }
    let empty = engine.layout(&TextRequest::new("", 16.0));
    assert_eq!((empty.lines.len(), empty.glyphs.len(), empty.width), (1, 0, 0.0));
    assert!(empty.height > 16.0);
}

/// Text as an enemy would write it. Whatever comes out must be finite, complete and in order.
#[test]
fn hostile_text_is_laid_out_all_the_same() {
    const PARTS: &[&str] = &[
        "\u{301}",
        "\u{323}",
        "\u{64E}",
        "\u{651}",
        "\u{200D}",
        "\u{200C}",
        "\u{202E}",
        "\u{2067}",
        "\u{2069}",
        "\u{FE0F}",
        "👩‍👩‍👧",
        "🇸🇾",
        "ﷺ",
        "ﷲ",
        "क्षि",
        "ก็",
        "漢字",
        "\u{0}",
        "\u{1B}",
        "\u{FFFE}",
        "\u{10FFFF}",
        "\u{E0041}",
        "\r",
        "\n",
        "\u{2028}",
        "\u{2029}",
        "\t",
        "لا",
        "ـــ",
        "ب",
        " ",
        "a",
        "אָ",
        "\u{D7FB}",
        "한",
        "\u{34F}",
        "ﬁ",
        "𝒜",
        "%",
        "…",
    ];
    let mut engine = TextEngine::new();
    let mut dice = Dice(11);
    for round in 0..1500 {
        let text: String = (0..1 + dice.roll(30)).map(|_| dice.pick(PARTS)).collect();
        let mut request = TextRequest::new(&text, 16.0);
        if round % 2 == 0 {
            request.max_width = Some(dice.roll(120) as f32);
        }
        if round % 3 == 0 {
            request.max_lines = Some(1 + dice.roll(3));
        }
        let layout = engine.layout(&request);
        assert!(layout.width.is_finite() && layout.height.is_finite());
        for glyph in &layout.glyphs {
            assert!(glyph.x.is_finite() && glyph.y.is_finite());
            assert!(text.get(glyph.range()).is_some_and(|part| !part.is_empty()), "{text:?} {glyph:?}");
        }
        let mut end = 0;
        for line in &layout.lines {
            assert!(line.range.start >= end && line.range.end <= text.len(), "{text:?}");
            end = line.range.end;
        }
    }
    let tower: String = std::iter::once('a').chain(std::iter::repeat_n('\u{301}', 5000)).collect();
    assert!(engine.layout(&TextRequest::new(&tower, 16.0).max_width(50.0)).width.is_finite());
    let deep: String = std::iter::repeat_n('\u{2067}', 5000).chain("abc ابج".chars()).collect();
    assert!(engine.layout(&TextRequest::new(&deep, 16.0).max_width(20.0).max_lines(1)).width.is_finite());
}

#[test]
fn a_number_put_together_from_digits_is_the_number_as_it_is_shaped() {
    let mut engine = TextEngine::new();
    for text in ["10", "0007", "1234567890", "918273645", "٤٢", "١٢٣٤٥٦٧٨٩", "٠٠"] {
        for direction in
            [Direction::Auto { rtl_if_neutral: false }, Direction::Auto { rtl_if_neutral: true }, Direction::Ltr, Direction::Rtl]
        {
            for request in [TextRequest::new(text, 12.0).tabular(), TextRequest::new(text, 13.5).semibold().tabular()] {
                let request = request.direction(direction);
                let (quick, shaped) = (engine.layout(&request), crate::text::engine::shaped(&request));
                assert_eq!(ids(&quick), ids(&shaped), "{text}");
                // The font brings some pairs of Arabic-Indic digits nearer to each other, against the one width that was asked for.
                let near = |a: f32, b: f32| (a - b).abs() < if text.is_ascii() { 0.01 } else { 0.5 };
                for (a, b) in quick.glyphs.iter().zip(&shaped.glyphs) {
                    assert!(near(a.x, b.x) && near(a.y, b.y) && a.range() == b.range(), "{text}: {a:?} is not {b:?}");
                }
                assert!(
                    near(quick.width, shaped.width)
                        && near(quick.height, shaped.height)
                        && near(quick.content_right(), shaped.content_right())
                );
                assert_eq!(
                    (quick.is_rtl, quick.lines[0].range.clone(), quick.graphemes.len()),
                    (shaped.is_rtl, shaped.lines[0].range.clone(), shaped.graphemes.len())
                );
                assert!(
                    (0..=text.len()).filter(|at| text.is_char_boundary(*at)).all(|at| near(quick.caret(at).x, shaped.caret(at).x)),
                    "{text} {direction:?}"
                );
            }
        }
    }
}
