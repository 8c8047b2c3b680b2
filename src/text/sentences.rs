//! Sentences that the layers below the interface write in English, told in the language of the interface.
//!
//! They know no language, and their sentences carry file names, offsets and reasons. So the English sentence itself is the key,
//! with gaps for what is filled in, and what filled them in English is carried over.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::messages::{UiLang, unpacked};
use super::numbers::isolate;

static ARABIC: LazyLock<Sentences> = LazyLock::new(|| {
    static TEXT: LazyLock<String> = LazyLock::new(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/sentences.ar.txt"))));
    Sentences::read(&TEXT)
});

const GAP: &str = "{}";

struct Sentences {
    whole: HashMap<&'static str, &'static str>,
    /// Sentences with gaps: the parts between them, and the translation.
    gapped: Vec<(Vec<&'static str>, &'static str)>,
}

impl Sentences {
    fn read(text: &'static str) -> Self {
        let mut sentences = Self { whole: HashMap::new(), gapped: Vec::new() };
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        while let Some(line) = lines.next() {
            let (Some(english), Some(other)) = (line.strip_prefix("= "), lines.next()) else { continue };
            if english.contains(GAP) {
                sentences.gapped.push((english.split(GAP).collect(), other));
            } else {
                sentences.whole.insert(english, other);
            }
        }
        // The longest fixed part first: the sentence that says most.
        sentences.gapped.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.iter().map(|part| part.len()).sum::<usize>()));
        sentences
    }

    fn told(&self, english: &str) -> Option<String> {
        if let Some(other) = self.whole.get(english) {
            return Some((*other).to_owned());
        }
        self.gapped.iter().find_map(|(parts, other)| Some(filled(other, &fillings(parts, english)?)))
    }
}

/// What stands in the gaps between the parts of a sentence; `None` where it is another sentence.
fn fillings<'a>(parts: &[&str], sentence: &'a str) -> Option<Vec<&'a str>> {
    let (first, rest) = parts.split_first()?;
    let mut left = sentence.strip_prefix(first)?;
    let mut found = Vec::new();
    for (at, part) in rest.iter().enumerate() {
        let is_last = at + 1 == rest.len();
        let end = if is_last { left.len().checked_sub(part.len()).filter(|_| left.ends_with(part))? } else { left.find(part)? };
        found.push(left.get(..end)?);
        left = left.get(end + part.len()..)?;
    }
    Some(found)
}

fn filled(pattern: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut parts = pattern.split(GAP);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(&isolate(values.next().copied().unwrap_or_default()));
        out.push_str(part);
    }
    out
}

/// A sentence of a lower layer in the language of the interface. Several sentences in one text are told one by one; one
/// without translation stays as it is.
pub fn tell_sentence(english: &str, lang: UiLang) -> String {
    if lang == UiLang::En {
        return english.to_owned();
    }
    if let Some(told) = ARABIC.told(english) {
        return told;
    }
    // "file: what. remedy." and the like: each sentence for itself.
    let mut told = String::with_capacity(english.len());
    let (head, body) = match english.split_once(": ") {
        Some((head, body)) if ARABIC.told(head).is_none() && body.contains(". ") => (Some(head), body),
        _ => (None, english),
    };
    if let Some(head) = head {
        told.push_str(&isolate(head));
        told.push_str(": ");
    }
    for (at, sentence) in body.split_inclusive(". ").enumerate() {
        if at > 0 {
            told.push(' ');
        }
        let sentence = sentence.trim_end();
        told.push_str(&ARABIC.told(sentence).unwrap_or_else(|| sentence.to_owned()));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> String {
        text.replace(['\u{2066}', '\u{2068}', '\u{2069}'], "")
    }

    #[test]
    fn what_is_filled_in_is_carried_over_in_order() {
        let told = tell_sentence("The file ends inside feature 7 (which begins at byte 120) at byte 300.", UiLang::Ar);
        assert_eq!(bare(&told), "ينتهي الملف داخل الواقعة 7 (التي تبدأ عند البايت 120) عند البايت 300.");
    }

    #[test]
    fn each_sentence_of_a_message_is_told_for_itself_behind_the_name_of_the_file() {
        let told = tell_sentence("a.json: This is a web page, not data. The download has failed; fetch the file again.", UiLang::Ar);
        assert_eq!(bare(&told), "a.json: هذه صفحة ويب وليست بيانات. فشل التنزيل؛ اجلب الملف من جديد.");
    }

    #[test]
    fn english_and_unknown_sentences_stay_as_they_are() {
        assert_eq!(tell_sentence("The file is empty.", UiLang::En), "The file is empty.");
        assert_eq!(tell_sentence("Nobody has written this.", UiLang::Ar), "Nobody has written this.");
    }
}
