//! One text in several languages.

use std::borrow::Cow;

/// A language as the source tags it: a lower-case BCP 47 primary subtag, or `und` where the source does not say.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang(Cow<'static, str>);

impl Lang {
    pub fn new(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "" | "und" => Self::und(),
            "ar" => Self::ar(),
            "en" => Self::en(),
            _ => Self(Cow::Owned(primary)),
        }
    }
    pub fn ar() -> Self {
        Self(Cow::Borrowed("ar"))
    }
    pub fn en() -> Self {
        Self(Cow::Borrowed("en"))
    }
    pub fn und() -> Self {
        Self(Cow::Borrowed("und"))
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The same text in the languages that the source gives, in the source's order, words untouched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<(Lang, String)>);

impl Words {
    pub fn new() -> Self {
        Self::default()
    }
    /// A text whose language the source does not state.
    pub fn untagged(text: impl Into<String>) -> Self {
        Self(vec![(Lang::und(), text.into())])
    }
    /// Adds a text; a second text of the same language replaces the first.
    pub fn set(&mut self, lang: Lang, text: impl Into<String>) {
        let text = text.into();
        match self.0.iter_mut().find(|(have, _)| *have == lang) {
            Some(entry) => entry.1 = text,
            None => self.0.push((lang, text)),
        }
    }
    pub fn get(&self, lang: &Lang) -> Option<&str> {
        self.0.iter().find(|(have, _)| have == lang).map(|(_, text)| text.as_str())
    }
    /// The text to show first: in `lang`, else in English, else the first that there is.
    pub fn best(&self, lang: &Lang) -> Option<&str> {
        self.get(lang).or_else(|| self.get(&Lang::en())).or_else(|| self.0.first().map(|(_, text)| text.as_str()))
    }
    /// The text to show below the first: any other language than the one `best` chose.
    pub fn second(&self, lang: &Lang) -> Option<&str> {
        let first = self.best(lang)?;
        self.0.iter().map(|(_, text)| text.as_str()).find(|text| *text != first)
    }
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &str)> {
        self.0.iter().map(|(lang, text)| (lang, text.as_str()))
    }
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.is_empty())
    }
}
