//! Folding of text for matching; shown text is never changed.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The key by which two spellings of a name meet: compatibility forms undone, bidi controls, tashkeel, tatweel and
/// diacritics dropped, alef, ya, ta marbuta and kaf unified, digits Western, Latin in lower case, every other run of
/// non-letters one space.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd() {
        let c = match c {
            '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' => continue,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}' => continue,
            '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{02BB}' | '`' => continue,
            c if is_combining_mark(c) => continue,
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' | 'ی' => 'ي',
            'ة' => 'ه',
            'ک' => 'ك',
            'ؤ' => 'و',
            'ئ' => 'ي',
            '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
            '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
            c => c,
        };
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else {
            gap = true;
        }
    }
    out
}

/// The weaker key of a folded text: each word without the Arabic article (`ال`, also behind و ب ل ف ك) and without a
/// transliterated one (`al`, `el`, `as`, `ash`, `at`, `an`, `ar`, `ad`, `az`) standing as its own word.
pub fn fold_weak(text: &str) -> String {
    const ARTICLES: [&str; 13] = ["al", "el", "as", "ash", "at", "an", "ar", "ad", "adh", "az", "ul", "es", "ez"];
    let folded = fold(text);
    let mut words: Vec<&str> = Vec::new();
    for word in folded.split(' ') {
        if ARTICLES.contains(&word) {
            continue;
        }
        words.push(without_article(word));
    }
    if words.is_empty() { folded } else { words.join(" ") }
}

fn without_article(word: &str) -> &str {
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
    use super::*;

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
