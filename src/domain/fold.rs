//! Folding of text for matching; shown text is never changed.

use std::sync::LazyLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The key by which two spellings of a name meet: compatibility forms undone, bidi controls, tashkeel, tatweel and
/// diacritics dropped, alef, ya, ta marbuta and kaf unified, digits Western, Latin in lower case, every other run of
/// non-letters one space.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_onto(text, &mut out);
    out
}

/// As [`fold`], written behind what `out` holds already, with a space between where both have words.
pub fn fold_onto(text: &str, out: &mut String) {
    let table = &*TABLE;
    let mut folding = Folding { gap: !out.is_empty(), out };
    for c in text.chars() {
        match table.get(c as usize) {
            Some(Folded::Letter(letter)) => folding.letter(*letter),
            Some(Folded::Nothing) => {}
            Some(Folded::Gap) => folding.gap = true,
            Some(Folded::Several) | None => decompose_compatible(c, |part| folding.part(part)),
        }
    }
}

/// What one character folds to.
#[derive(Clone, Copy)]
enum Folded {
    Letter(char),
    Nothing,
    Gap,
    Several,
}

/// The characters of the scripts that are met most, Latin to Arabic (below U+0780), folded once.
static TABLE: LazyLock<Vec<Folded>> = LazyLock::new(|| {
    let folded = |c: char| {
        let mut out = String::new();
        let mut folding = Folding { gap: false, out: &mut out };
        decompose_compatible(c, |part| folding.part(part));
        let gap = folding.gap;
        let mut letters = out.chars();
        match (letters.next(), letters.next(), gap) {
            (None, _, false) => Folded::Nothing,
            (None, _, true) => Folded::Gap,
            (Some(letter), None, false) => Folded::Letter(letter),
            _ => Folded::Several,
        }
    };
    ('\0'..'\u{780}').map(folded).collect()
});

struct Folding<'a> {
    out: &'a mut String,
    gap: bool,
}

impl Folding<'_> {
    fn letter(&mut self, c: char) {
        if self.gap && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.gap = false;
        self.out.push(c);
    }

    fn part(&mut self, c: char) {
        let c = match c {
            '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' => return,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}' => return,
            '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{02BB}' | '`' => return,
            c if is_combining_mark(c) => return,
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' | 'ی' => 'ي',
            'ة' => 'ه',
            'ک' => 'ك',
            'ؤ' => 'و',
            'ئ' => 'ي',
            c => western_digit(c),
        };
        if c.is_alphanumeric() {
            c.to_lowercase().for_each(|c| self.letter(c));
        } else {
            self.gap = true;
        }
    }
}

/// An Arabic or Persian digit as the Western one; anything else as it is.
#[inline]
pub fn western_digit(c: char) -> char {
    match c {
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        c => c,
    }
}

/// The weaker key of a text: each folded word without the Arabic article (`ال`, also behind و ب ل ف ك) and without a
/// transliterated one (`al`, `el`, `as`, `ash`, `at`, `an`, `ar`, `ad`, `az`) standing as its own word.
pub fn fold_weak(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter_map(weak_word).collect();
    if words.is_empty() { folded } else { words.join(" ") }
}

/// The weaker form of one folded word; `None` for an article.
pub fn weak_word(word: &str) -> Option<&str> {
    const ARTICLES: [&str; 13] = ["al", "el", "as", "ash", "at", "an", "ar", "ad", "adh", "az", "ul", "es", "ez"];
    if ARTICLES.contains(&word) { None } else { Some(without_article(word)) }
}

/// The weaker form of one folded word where it is another one.
pub fn other_form(word: &str) -> Option<&str> {
    Some(without_article(word)).filter(|weak| weak.len() < word.len())
}

fn without_article(word: &str) -> &str {
    if word.bytes().next().is_none_or(|first| first.is_ascii()) {
        return word;
    }
    let letters = word.chars().count();
    for prefix in ["وال", "بال", "فال", "كال", "ال"] {
        if let Some(rest) = word.strip_prefix(prefix)
            && letters > 4
            && rest.chars().count() >= 2
        {
            return rest;
        }
    }
    if let Some(rest) = word.strip_prefix("لل")
        && letters > 4
    {
        return rest;
    }
    word
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// The same key by the plain way: the whole text normalised first, then each character looked at.
    fn fold_plainly(text: &str) -> String {
        let mut out = String::new();
        let mut folding = Folding { gap: false, out: &mut out };
        text.nfkd().for_each(|c| folding.part(c));
        out
    }

    #[test]
    fn every_character_folds_as_its_normal_form_does() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            let text = format!("x{c}y {c}");
            assert_eq!(fold(&text), fold_plainly(&text), "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn spellings_of_one_name_meet() {
        assert_eq!(fold("ٱلْقَحْطَانِيَّة"), fold("القحطانية"));
        assert_eq!(fold("المیادین"), fold("الميادين"));
        assert_eq!(fold_weak("ميادين"), fold_weak("الميادين"));
        assert_eq!(fold_weak("al-Mayadin"), fold_weak("Mayadin"));
        assert_eq!(fold("١٢"), "12");
        assert_eq!(fold("الرقة\u{200e}"), fold("الرقة"));
        assert_eq!(fold("ﺍﻟﺮﻗﺔ"), fold("الرقة"));
    }
}
