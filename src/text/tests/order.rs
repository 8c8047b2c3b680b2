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
    BidiInfo::reorder_visual(&levels).into_iter().filter(|i| !script::is_invisible(chars[*i].1)).map(|i| chars[i].0).collect()
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

/// Numbers that look random and are the same on every run.
pub(super) struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

#[test]
fn glyphs_of_random_mixtures_stand_in_the_order_of_the_bidirectional_algorithm() {
    const PARTS: &[&str] = &[
        "دير",
        "حقل ",
        "قاعدة ",
        "ب",
        "al-Omar ",
        "x",
        "Deir ",
        "12:30",
        "١٢:٣٠",
        "5",
        "۳",
        "-",
        "+",
        "%",
        "$",
        "°",
        ".",
        ",",
        ":",
        "/",
        " ",
        "  ",
        "(",
        ")",
        "[",
        "]",
        "«",
        "»",
        "<",
        ">",
        "\u{200E}",
        "\u{200F}",
        "\u{61C}",
        "\u{202A}",
        "\u{202B}",
        "\u{202D}",
        "\u{202E}",
        "\u{202C}",
        "\u{2066}",
        "\u{2067}",
        "\u{2068}",
        "\u{2069}",
        "\u{200D}",
        "שלום",
        "м",
        "é",
        "–",
        "…",
        "،",
        "\t",
    ];
    let mut engine = TextEngine::new();
    let mut dice = Dice(7);
    for _ in 0..3000 {
        let text: String = (0..1 + dice.roll(12)).map(|_| dice.pick(PARTS)).collect();
        for rtl in [false, true] {
            let layout = engine.layout(&TextRequest::new(&text, 16.0).direction(direction(rtl)));
            assert_eq!(laid_order(&layout), merged(&expected_order(&text, rtl), &layout), "{text:?}, rtl {rtl}");
        }
    }
}

#[test]
fn each_paragraph_takes_the_direction_of_its_first_strong_character() {
    let mut engine = TextEngine::new();
    let layout = engine.layout(&TextRequest::new("12:30 دير\nabc دير\r\n\u{2067}دير\u{2069} x\n12:30", 16.0));
    assert_eq!(layout.lines.iter().map(|line| line.rtl).collect::<Vec<_>>(), [true, false, false, false]);
    let arabic = Direction::Auto { rtl_if_neutral: true };
    assert!(engine.layout(&TextRequest::new("12:30", 16.0).direction(arabic)).is_rtl);
    assert!(!engine.layout(&TextRequest::new("x 12:30", 16.0).direction(arabic)).is_rtl);
}

#[test]
fn nothing_invisible_is_drawn_or_takes_room() {
    let mut engine = TextEngine::new();
    let plain = engine.layout(&TextRequest::new("الرقة x", 16.0));
    for mark in
        ["\u{200E}", "\u{200F}", "\u{61C}", "\u{FEFF}", "\u{200B}", "\u{2060}", "\u{7}", "\u{AD}", "\u{2068}\u{2069}", "\u{202A}\u{202C}"]
    {
        let text = format!("{mark}الرقة x{mark}");
        let rtl = Direction::Rtl;
        let marked = engine.layout(&TextRequest::new(&text, 16.0).direction(rtl));
        assert!((marked.width - plain.width).abs() < 0.01, "{mark:?} takes room");
        assert_eq!(glyph_ids(&marked), glyph_ids(&plain), "{mark:?} is drawn");
    }
}

fn glyph_ids(layout: &TextLayout) -> Vec<u16> {
    layout.glyphs.iter().map(|glyph| glyph.glyph_id).collect()
}

#[test]
fn brackets_are_mirrored_where_the_text_runs_from_right_to_left() {
    let mut engine = TextEngine::new();
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›')] {
        let [rtl, ltr] = [Direction::Rtl, Direction::Ltr].map(|direction| {
            let text = format!("{open}{close}");
            let layout = engine.layout(&TextRequest::new(&text, 16.0).direction(direction));
            glyph_ids(&layout)
        });
        // The text opens on the right with what looks like the left half's mirror: on the line nothing changes.
        assert_eq!(rtl, ltr, "{open}{close}");
        let inside = format!("حي {open}الملز{close} كبير");
        let layout = engine.layout(&TextRequest::new(&inside, 16.0));
        let glyph_of = |c: char| {
            let at = inside.find(c).unwrap();
            layout.glyphs.iter().find(|glyph| glyph.range().start == at).unwrap()
        };
        let (opening, closing) = (glyph_of(open), glyph_of(close));
        assert!(opening.x > closing.x, "{open} stands right of {close}");
        assert_eq!(opening.font, closing.font);
        let request = format!("ا {close}");
        let left_to_right = engine.layout(&TextRequest::new(&request, 16.0).direction(Direction::Ltr));
        // At the end of a left-to-right paragraph the bracket is not mirrored: the same glyph as the mirrored partner's.
        assert_eq!(left_to_right.glyphs.last().unwrap().glyph_id, opening.glyph_id, "{open} is mirrored");
    }
}

/// The cases of the Unicode Consortium, as Debian's package `unicode-data` installs them.
#[test]
fn the_conformance_file_of_unicode_passes_in_full() {
    use crate::text::bidi;
    const PATH: &str = "/usr/share/unicode/BidiCharacterTest.txt";
    let Ok(file) = std::fs::read_to_string(PATH) else {
        println!("BidiCharacterTest: skipped, {PATH} is not installed (package unicode-data)");
        return;
    };
    let mut scratch = bidi::Bidi::default();
    let mut run = 0;
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.split(';').collect();
        let text: String = fields[0].split(' ').map(|hex| char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap()).collect();
        let direction = match fields[1] {
            "0" => Direction::Ltr,
            "1" => Direction::Rtl,
            _ => Direction::AUTO,
        };
        let rtl = bidi::is_rtl(&text, direction);
        assert_eq!(u8::from(rtl).to_string(), fields[2], "paragraph level: {line}");
        let facts = scratch.facts(&text, rtl);
        let levels = bidi::line_levels(&facts, rtl);
        let wanted: Vec<&str> = fields[3].split(' ').collect();
        assert_eq!(levels.len(), wanted.len(), "{line}");
        let kept: Vec<usize> = (0..levels.len()).filter(|i| wanted[*i] != "x").collect();
        for i in &kept {
            assert_eq!(levels[*i].to_string(), wanted[*i], "level of character {i}: {line}");
        }
        let kept_levels: Vec<u8> = kept.iter().map(|i| levels[*i]).collect();
        let order: Vec<String> = bidi::visual_order(&kept_levels).into_iter().map(|i| kept[i].to_string()).collect();
        assert_eq!(order.join(" "), fields[4], "order: {line}");
        run += 1;
    }
    println!("BidiCharacterTest: {run} cases run, 0 skipped");
    assert!(run > 90_000);
}
