//! The key by which spellings of one name meet across transliterations and between Arabic and Latin letters.
//! `tools/gazetteer/keys.py` takes the same steps when the file of places is built.

use crate::domain::fold_weak;

const MAX_SOUNDS: usize = 32;

/// The consonants of a name, as one word of rough sounds: articles, vowels, hamza and ayn dropped; doubled letters one;
/// d, z, th, dh and ث ذ ز ض ظ alike, so are q, k, c; j, g, gh; b, p; f, v, ph; ch, sh; ح, ه, h. A final h or ة is dropped, w
/// and y stand only where they open a word. Letters of other scripts stand for themselves.
pub fn skeleton(text: &str) -> String {
    let weak = fold_weak(text);
    let sounds: String = weak.split(' ').map(|word| sounds(word, false)).collect();
    let key = if sounds.is_empty() { weak.replace(' ', "") } else { sounds };
    key.chars().take(MAX_SOUNDS).collect()
}

/// As [`skeleton`] of a text that is weakly folded already, with the vowels as three: a, i, u.
pub fn voiced(weak: &str) -> String {
    weak.split(' ').map(|word| sounds(word, true)).collect()
}

fn sounds(word: &str, with_vowels: bool) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    let mut rest = letters.as_slice();
    while let Some((&letter, after)) = rest.split_first() {
        let is_first = rest.len() == letters.len();
        let (sound, step) = match (rest, is_first) {
            (['t', 'c', 'h', ..], _) => ("S", 3),
            (['s' | 'c', 'h', ..], _) => ("S", 2),
            (['t' | 'd', 'h', ..], _) => ("d", 2),
            (['k', 'h', ..], _) => ("x", 2),
            (['g', 'h', ..] | ['d', 'j', ..], _) => ("g", 2),
            (['p', 'h', ..], _) => ("f", 2),
            (['o', 'u', 'a' | 'e' | 'i', ..], true) => ("w", 2),
            (['w' | 'و', ..], true) => ("w", 1),
            (['y' | 'ي', ..], true) => ("y", 1),
            (['h' | 'ح' | 'ه'], false) => ("", 1),
            _ => match vowel(letter) {
                Some(vowel) => (if with_vowels { vowel } else { "" }, 1),
                None => (consonant(letter), 1),
            },
        };
        if sound == "=" {
            push(&mut out, letter);
        } else {
            sound.chars().for_each(|one| push(&mut out, one));
        }
        rest = after.get(step - 1..).unwrap_or_default();
    }
    out
}

fn push(out: &mut String, sound: char) {
    if !out.ends_with(sound) {
        out.push(sound);
    }
}

fn vowel(letter: char) -> Option<&'static str> {
    Some(match letter {
        'a' | 'æ' | 'ə' | 'ا' | 'ە' => "a",
        'e' | 'i' | 'ı' | 'y' | 'ي' | 'ێ' => "i",
        'o' | 'u' | 'œ' | 'ø' | 'w' | 'و' | 'ۆ' | 'ۇ' => "u",
        'ع' | 'ء' | '\u{02B0}'..='\u{02FF}' => "",
        _ => return None,
    })
}

fn consonant(letter: char) -> &'static str {
    match letter {
        'b' | 'p' | 'ب' | 'پ' => "b",
        't' | 'ط' | 'ت' => "t",
        'd' | 'z' | 'ث' | 'ذ' | 'د' | 'ض' | 'ظ' | 'ز' | 'đ' | 'ð' => "d",
        's' | 'ص' | 'س' | 'ß' => "s",
        'ش' | 'چ' => "S",
        'j' | 'g' | 'ج' | 'غ' | 'گ' | 'ژ' => "g",
        'k' | 'q' | 'c' | 'ق' | 'ك' => "k",
        'x' => "ks",
        'خ' => "x",
        'f' | 'v' | 'ف' | 'ڤ' => "f",
        'h' | 'ħ' | 'ح' | 'ه' => "h",
        'l' | 'ł' | 'ل' | 'ڵ' => "l",
        'r' | 'ر' | 'ڕ' => "r",
        'm' | 'م' => "m",
        'n' | 'ن' => "n",
        _ => "=",
    }
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    #[test]
    fn transliterations_of_one_name_have_one_skeleton() {
        let alike: [&[&str]; 7] = [
            &["دير الزور", "Dayr az-Zawr", "Deir ez-Zor", "Deir Ezzor", "deir al zour", "Deir al-Zour"],
            &["القامشلي", "Qamishli", "Al-Kamishli", "Qamishly"],
            &["الميادين", "Mayadin", "Mayadeen", "al-Miadin"],
            &["أبو كمال", "البوكمال", "Abu Kamal", "Bou Kamal", "Abou Kemal"],
            &["ذيبان", "Dhiban", "Ziban", "Thiban", "Diban"],
            &["اليعربية", "al-Yarubiyah", "Yaroubiya", "Ya'rubiyeh"],
            &["الشدادي", "ash-Shaddadi", "Shadadi", "Shaddadah"],
        ];
        for names in alike {
            for name in names {
                assert_eq!(skeleton(name), skeleton(names[0]), "{name}");
            }
        }
    }

    #[test]
    fn names_that_only_look_alike_are_kept_apart() {
        for (one, other) in [("الميادين", "أم المياذن"), ("Khabur", "Kabur"), ("الرقة", "الرقبة")] {
            assert_ne!(skeleton(one), skeleton(other), "{one}");
        }
    }
}
