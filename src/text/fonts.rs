//! The fonts in the program: which there are, which one draws a character, and their measures. System fonts are never
//! asked, so that every machine draws the same.

use std::io::Read;
use std::sync::OnceLock;

use harfrust::ShaperData;
use skrifa::{FontRef, GlyphId, MetadataProvider, charmap::Charmap};
use unicode_normalization::UnicodeNormalization;

use super::request::Weight;
use super::script::Script;

/// One of the bundled fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FontKey(pub u8);

impl FontKey {
    pub const SANS: Self = Self(0);
    pub const SANS_SEMIBOLD: Self = Self(1);
    pub const ARABIC: Self = Self(2);
    pub const ARABIC_SEMIBOLD: Self = Self(3);
    pub const HEBREW: Self = Self(4);
    pub const HEBREW_SEMIBOLD: Self = Self(5);
    /// Latin letters of scholarly transliteration.
    pub const LATIN_EXT: Self = Self(6);
    pub const LATIN_EXT_SEMIBOLD: Self = Self(7);
    /// Geometric shapes and pictograms; one weight.
    pub const SYMBOLS: Self = Self(8);

    pub const ALL: [Self; 9] = [
        Self::SANS,
        Self::SANS_SEMIBOLD,
        Self::ARABIC,
        Self::ARABIC_SEMIBOLD,
        Self::HEBREW,
        Self::HEBREW_SEMIBOLD,
        Self::LATIN_EXT,
        Self::LATIN_EXT_SEMIBOLD,
        Self::SYMBOLS,
    ];
}

const NUM_FONTS: usize = FontKey::ALL.len();

const NAMES: [&str; NUM_FONTS] = [
    "IBMPlexSans-Regular",
    "IBMPlexSans-SemiBold",
    "IBMPlexSansArabic-Regular",
    "IBMPlexSansArabic-SemiBold",
    "IBMPlexSansHebrew-Regular",
    "IBMPlexSansHebrew-SemiBold",
    "NotoSans-LatinExt-Regular",
    "NotoSans-LatinExt-SemiBold",
    "NotoSansSymbols2-Regular",
];

const NUM_FRAMES: usize = 3;

/// Fonts that are packed together, and the first of them: alike ones take a third less.
const FRAMES: [(u8, &[u8]); NUM_FRAMES] = [
    (FontKey::SANS.0, include_bytes!("../../assets/fonts/IBMPlex.zst")),
    (FontKey::LATIN_EXT.0, include_bytes!("../../assets/fonts/NotoSans-LatinExt.zst")),
    (FontKey::SYMBOLS.0, include_bytes!("../../assets/fonts/NotoSansSymbols2.zst")),
];

/// More than any of the frames unpacks to.
const MAX_FRAME_BYTES: u64 = 4 << 20;

/// The TrueType file of a font, unpacked with its frame when one of that is first asked for; empty for a key that does not exist.
pub fn font_bytes(font: FontKey) -> &'static [u8] {
    static UNPACKED: [OnceLock<Vec<u8>>; NUM_FRAMES] = [const { OnceLock::new() }; NUM_FRAMES];
    let frame = FRAMES.iter().zip(&UNPACKED).rfind(|((first, _), _)| *first <= font.0);
    frame.map_or(&[], |((first, packed), unpacked)| {
        let fonts = unpacked.get_or_init(|| unpack(packed).unwrap_or_default());
        nth_font(fonts, usize::from(font.0 - first)).unwrap_or_default()
    })
}

fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let frame = ruzstd::decoding::StreamingDecoder::new(packed).ok()?;
    frame.take(MAX_FRAME_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Each font stands behind its length.
fn nth_font(mut fonts: &[u8], nth: usize) -> Option<&[u8]> {
    for left in (0..=nth).rev() {
        let (length, rest) = fonts.split_first_chunk()?;
        let (font, behind) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        if left == 0 {
            return Some(font);
        }
        fonts = behind;
    }
    None
}

/// The PostScript-like name of a font, for documents that embed it.
pub fn font_name(font: FontKey) -> &'static str {
    NAMES.get(usize::from(font.0)).copied().unwrap_or_default()
}

/// Height of the line's box above the baseline, in units of the size; the same for every font, so that all text of one
/// size stands on one line.
pub(super) const ASCENT_EM: f32 = 1.025;
/// Depth of the line's box below the baseline, in units of the size.
pub(super) const DESCENT_EM: f32 = 0.275;

/// A parsed font with what shaping needs.
pub(super) struct Face {
    pub font: FontRef<'static>,
    pub shaper: ShaperData,
    charmap: Charmap<'static>,
    /// Design units to the em.
    pub units_per_em: f32,
    pub space: GlyphId,
}

impl Face {
    fn covers(&self, c: char) -> bool {
        self.charmap.map(c).is_some_and(|glyph| glyph != GlyphId::NOTDEF)
    }

    /// Whether the font draws the character itself or its canonical parts.
    fn draws(&self, c: char) -> bool {
        self.covers(c) || {
            let mut parts = 0;
            std::iter::once(c).nfd().all(|part| {
                parts += 1;
                self.covers(part)
            }) && parts > 1
        }
    }

    /// Horizontal advance of a character in design units.
    pub fn advance_units(&self, c: char) -> Option<f32> {
        let glyph = self.charmap.map(c)?;
        self.font.glyph_metrics(skrifa::prelude::Size::unscaled(), skrifa::prelude::LocationRef::default()).advance_width(glyph)
    }
}

fn parse(bytes: &'static [u8]) -> Option<Face> {
    let font = FontRef::new(bytes).ok()?;
    let charmap = font.charmap();
    let units_per_em = f32::from(font.metrics(skrifa::prelude::Size::unscaled(), skrifa::prelude::LocationRef::default()).units_per_em);
    if units_per_em <= 0.0 {
        return None;
    }
    let space = charmap.map(' ').unwrap_or(GlyphId::NOTDEF);
    Some(Face { shaper: ShaperData::new(&font), charmap, units_per_em, space, font })
}

/// A font, parsed when it is first asked for; `None` for one that cannot be read (a test holds that all can).
pub(super) fn face(font: FontKey) -> Option<&'static Face> {
    static FACES: [OnceLock<Option<Face>>; NUM_FONTS] = [const { OnceLock::new() }; NUM_FONTS];
    FACES.get(usize::from(font.0))?.get_or_init(|| parse(font_bytes(font))).as_ref()
}

/// The fonts to try for a script, best first.
fn candidates(script: Script, weight: Weight) -> [FontKey; 5] {
    let bold = u8::from(weight == Weight::SemiBold);
    let [sans, arabic, hebrew, latin_ext] = [
        FontKey(FontKey::SANS.0 + bold),
        FontKey(FontKey::ARABIC.0 + bold),
        FontKey(FontKey::HEBREW.0 + bold),
        FontKey(FontKey::LATIN_EXT.0 + bold),
    ];
    match script {
        Script::Arabic => [arabic, sans, hebrew, latin_ext, FontKey::SYMBOLS],
        Script::Hebrew => [hebrew, sans, arabic, latin_ext, FontKey::SYMBOLS],
        _ => [sans, latin_ext, FontKey::SYMBOLS, arabic, hebrew],
    }
}

/// The font that draws a whole cluster of characters, else the one that draws its first, else the first candidate, whose
/// box for a missing glyph says honestly that something is there.
pub(super) fn font_for(cluster: impl Iterator<Item = char> + Clone, script: Script, weight: Weight) -> FontKey {
    let fonts = candidates(script, weight);
    let covering = |all: bool| {
        fonts.into_iter().find(|font| {
            face(*font).is_some_and(|face| {
                let mut visible = cluster.clone().filter(|c| !super::script::is_invisible(*c));
                if all { visible.all(|c| face.draws(c)) } else { visible.next().is_none_or(|c| face.draws(c)) }
            })
        })
    };
    covering(true).or_else(|| covering(false)).unwrap_or(FontKey(fonts[0].0))
}
