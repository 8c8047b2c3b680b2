//! How well a name answers a query.

use super::skeleton::{skeleton, voiced};
use crate::domain::{fold, fold_weak};

/// Why an entry is offered, from the surest reason to the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It has this name.
    SameName,
    /// It has this name among others.
    AlternateName,
    /// The table of ambiguous names says so for this text.
    Rule,
    /// The same but for the article.
    WithoutArticle,
    /// Another way of writing the same sounds, in these letters or others.
    Transliteration,
    /// The name begins so.
    Prefix,
    /// So many letters are missing, too many, wrong or swapped.
    TypingErrors(u8),
}

impl Why {
    /// The stable word of the JSON answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SameName => "same_name",
            Self::AlternateName => "alternate_name",
            Self::Rule => "rule",
            Self::WithoutArticle => "without_article",
            Self::Transliteration => "transliteration",
            Self::Prefix => "prefix",
            Self::TypingErrors(_) => "typing_errors",
        }
    }

    /// The key of its words in the messages; that of typing errors takes a `count`.
    pub fn message(self) -> &'static str {
        match self {
            Self::SameName => "why-same-name",
            Self::AlternateName => "why-alternate-name",
            Self::Rule => "why-rule",
            Self::WithoutArticle => "why-without-article",
            Self::Transliteration => "why-transliteration",
            Self::Prefix => "why-prefix",
            Self::TypingErrors(_) => "why-typing-errors",
        }
    }

    /// Reasons of one class settle nothing among themselves.
    pub fn class(self) -> u8 {
        match self {
            Self::SameName | Self::AlternateName | Self::Rule => 0,
            Self::WithoutArticle => 1,
            // A name as it is being typed is as likely as another spelling of a whole one.
            Self::Transliteration | Self::Prefix => 2,
            Self::TypingErrors(errors) => 1 + errors,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Arabic,
    Other,
}

fn script(text: &str) -> Script {
    match text.chars().find(|c| c.is_alphabetic()) {
        Some('a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2B0}'..='\u{2FF}') => Script::Latin,
        Some('\u{600}'..='\u{77F}' | '\u{FB50}'..='\u{FEFC}') => Script::Arabic,
        _ => Script::Other,
    }
}

/// What is asked for, in all the forms in which it is compared.
pub struct Query {
    pub folded: String,
    pub weak: String,
    voiced: String,
    joined: String,
    script: Script,
    /// The skeletons under which it may stand.
    pub keys: Vec<String>,
    /// The beginnings of skeletons under which a name that begins so may stand.
    pub prefixes: Vec<String>,
}

impl Query {
    pub fn new(text: &str) -> Self {
        let (folded, weak) = (fold(text), fold_weak(text));
        let mut keys = vec![skeleton(text)];
        keys.extend(spellings(&weak).iter().map(|text| skeleton(text)));
        let mut prefixes: Vec<String> = keys.iter().chain(begun_article(&weak).iter()).cloned().collect();
        // The last letter may be the first half of one sound, as in "Qamis".
        if weak.ends_with(['s', 't', 'd', 'k', 'g', 'c', 'p']) {
            for prefix in &mut prefixes {
                prefix.pop();
            }
        }
        for list in [&mut keys, &mut prefixes] {
            list.retain(|key| !key.is_empty());
            list.dedup();
        }
        Self { voiced: voiced(&weak), joined: weak.replace(' ', ""), script: script(text), folded, weak, keys, prefixes }
    }

    /// The errors that are forgiven: one from four letters on, two from eight.
    pub fn errors(&self) -> usize {
        match self.joined.chars().count() {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        }
    }

    /// Why a name under one of the keys answers, if it does.
    pub fn by_sound(&self, name: &str, is_main: bool) -> Option<Why> {
        let name_script = script(name);
        if fold(name) == self.folded {
            return Some(if is_main { Why::SameName } else { Why::AlternateName });
        }
        let weak = fold_weak(name);
        if weak == self.weak {
            return Some(Why::WithoutArticle);
        }
        // Many letters may make few sounds: seven that are heard as two are no spelling of anything.
        if self.voiced.chars().count() * 2 < self.joined.chars().count() {
            return None;
        }
        let alike = match (self.script, name_script) {
            _ if weak.replace(' ', "") == self.joined => true,
            (Script::Latin, Script::Latin) => {
                // What hardly shares a letter with a name is no spelling of it.
                let longer = weak.chars().count().max(self.weak.chars().count());
                if strsim::damerau_levenshtein(&weak, &self.weak) * 4 > longer * 3 {
                    return None;
                }
                let theirs = voiced(&weak);
                let shorter = theirs.len().min(self.voiced.len());
                strsim::damerau_levenshtein(&theirs, &self.voiced) <= 1 + shorter / 5
            }
            // Arabic leaves short vowels out: what it writes must be heard in the other.
            (Script::Arabic, Script::Latin) => opens_alike(&self.weak, &weak) && is_within(&self.voiced, &voiced(&weak)),
            (Script::Latin, Script::Arabic) => opens_alike(&weak, &self.weak) && is_within(&voiced(&weak), &self.voiced),
            // Who writes Arabic tells ح from ه; only an article inside a joined name is forgiven.
            (Script::Arabic, Script::Arabic) => spellings(&self.weak).iter().any(|other| other.replace(' ', "") == weak.replace(' ', "")),
            _ => false,
        };
        alike.then_some(Why::Transliteration)
    }

    /// How far the sounds of a name are from those asked for, where both are in Latin letters and neither is the other's spelling
    /// or beginning: of names that are offered for their sound, the nearest come first.
    pub fn sound_errors(&self, name: &str, why: Why) -> usize {
        let is_by_sound = matches!(why, Why::Transliteration | Why::TypingErrors(_));
        if !is_by_sound || self.script != Script::Latin || script(name) != Script::Latin {
            return 0;
        }
        strsim::damerau_levenshtein(&voiced(&fold_weak(name)), &self.voiced)
    }

    pub fn by_beginning(&self, name: &str) -> Option<Why> {
        if script(name) != self.script {
            return None;
        }
        let begins = fold(name).starts_with(&self.folded) || fold_weak(name).starts_with(&self.weak);
        begins.then_some(Why::Prefix)
    }

    pub fn by_errors(&self, name: &str) -> Option<Why> {
        if script(name) != self.script {
            return None;
        }
        let errors = strsim::damerau_levenshtein(&fold_weak(name), &self.weak);
        (1..=self.errors()).contains(&errors).then(|| Why::TypingErrors(u8::try_from(errors).unwrap_or(u8::MAX)))
    }
}

/// Other readings of how a query was typed: an article written into the middle of a joined name (`ديرالزور`), or joined
/// to a Latin one (`Almayadin`).
fn spellings(weak: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, article) in weak.match_indices("ال") {
        let (before, after) = (weak.get(..at).unwrap_or_default(), weak.get(at + article.len()..).unwrap_or_default());
        if before.chars().rev().take_while(|c| *c != ' ').count() >= 2 && after.chars().take_while(|c| *c != ' ').count() >= 3 {
            found.push(format!("{before} {after}"));
        }
    }
    for article in ["al", "el"] {
        if let Some(rest) = weak.strip_prefix(article)
            && rest.len() >= 4
            && !rest.starts_with(' ')
        {
            found.push(rest.to_owned());
        }
    }
    found
}

/// The skeleton of a query whose last word may be an Arabic article with the first letters after it.
fn begun_article(weak: &str) -> Option<String> {
    let (before, last) = weak.rsplit_once(' ').unwrap_or(("", weak));
    let rest = last.strip_prefix("ال")?;
    Some(skeleton(&format!("{before} {rest}")))
}

/// Where an Arabic word opens with ayn a vowel is heard: العراق is no spelling of Raqa.
fn opens_alike(arabic: &str, latin: &str) -> bool {
    !arabic.starts_with('ع') || latin.starts_with(|c: char| !c.is_alphabetic() || "aeiouyæøœ".contains(c))
}

/// Whether the letters of `part` occur in `whole` in this order, from the same first letter on.
fn is_within(part: &str, whole: &str) -> bool {
    let mut left = whole.chars();
    part.chars().all(|letter| left.any(|have| have == letter))
}
